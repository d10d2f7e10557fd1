from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.errors import BadFile
from informal.exchange import json as exchange_json
from informal.exchange.table import from_csv

TABLES: dict[str, dict[int, dict[str, Any]]] = {
    "contacts": {
        2: {"id": 2, "name": "Kofi Fictional", "colour": "a field of a later version"},
        1: {"id": 1, "name": "Zoë Pretend", "emails": ["zoe@pretend.example"], "warmth": "knows_me"},
    },
    "messages": {3: {"id": 3, "contact": 1, "state": "draft"}},
    "meta": {1: {"schema": 1, "journal": {"id": "x", "covered": 12}, "forgotten": ["0123"]}},
    "later": {1: {"anything": [1, 2, {"deep": None}]}},
    "talks": {},
}


def test_everything_goes_out_and_comes_back() -> None:
    back = exchange_json.parse(exchange_json.dump(TABLES))
    meta = {1: {"schema": 1, "forgotten": ["0123"]}}
    assert back == {name: documents for name, documents in TABLES.items() if documents} | {"meta": meta}


def test_the_shape_is_plain() -> None:
    whole = json.loads(exchange_json.dump(TABLES))
    assert (whole["format"], whole["schema"]) == ("informal", 1)
    assert list(whole["tables"]) == ["contacts", "messages", "meta", "later"]
    assert list(whole["tables"]["contacts"]) == ["1", "2"]
    assert exchange_json.looks_like(exchange_json.dump(TABLES))


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.text(min_size=1).map(lambda name: f"own {name}"),
        st.dictionaries(st.integers(1, 2**53 - 1), st.dictionaries(st.text(), values, max_size=4), min_size=1),
        max_size=3,
    )
)
def test_any_tables_come_back_as_they_were(tables: dict[str, dict[int, dict[str, Any]]]) -> None:
    assert exchange_json.parse(exchange_json.dump(tables)) == tables


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ("[1]", '"format": "informal"'),
        ('{"format":"other","schema":1,"tables":{}}', '"format": "informal"'),
        ('{"format":"informal","tables":{}}', "schema"),
        ('{"format":"informal","schema":true,"tables":{}}', "schema"),
        ('{"format":"informal","schema":2,"tables":{}}', "Its schema is 2"),
        ('{"format":"informal","schema":1}', "no tables"),
        ('{"format":"informal","schema":1,"tables":{"contacts":[]}}', "'contacts' is not a table"),
        ('{"format":"informal","schema":1,"tables":{"contacts":{"x":{}}}}', "'x' is no number"),
        ('{"format":"informal","schema":1,"tables":{"contacts":{"99999999999999999":{}}}}', "is no number"),
        ('{"format":"informal","schema":1,"tables":{"contacts":{"1":[]}}}', "record 1 is no record"),
        ('{"format":"informal","schema":1,"tables":{"contacts":{"1":{"id":2,"name":"x"}}}}', "it is number 2"),
        ('{"format":"informal","schema":1,"tables":{"contacts":{"1":{"id":1}}}}', "'contacts'"),
        ('{"format":"informal","schema":1,"tables":{"talks":{"1":{"id":1,"on":"yesterday"}}}}', "'talks'"),
        (
            '{"format":"informal","schema":1,"tables":{"contacts":{"1":{"id":1,"name":5}}}}',
            "1: name is not right",
        ),
        ('{"format":"informal","schema":1,"tables":{"contacts":{"1":{"id":1,"name":"x","emails":[5]}}}}', "emails.0"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_not_whole_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadFile) as caught:
        exchange_json.parse(text.encode())
    assert says in caught.value.message


def test_people_as_a_table() -> None:
    data = exchange_json.contacts_csv(
        [
            {
                "name": '=HYPERLINK("x")',
                "email": "a@x.example",
                "tags": ["school", "loom"],
                "stage": "new",
                "phone": "+1",
            },
            {"name": "Zoë Pretend", "emails": ["z@x.example", "z@y.example"], "notes": "two\nlines", "warmth": None},
        ]
    )
    header, formula, zoe = from_csv(data)
    assert header == list(exchange_json.COLUMNS)
    assert formula == ['=HYPERLINK("x")', "a@x.example", "", "", "", "+1", "", "", "school; loom", "new", "", ""]
    assert zoe == ["Zoë Pretend", "z@x.example; z@y.example", *[""] * 8, "two\nlines", ""]
    assert b"\n\"'=HYPERLINK(" in data
