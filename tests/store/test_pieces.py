"""The JSON file in lines: the same tables come back, and whatever is not in such lines is left to a whole reading."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.store import pieces

_json: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "}\n,", '"b":{']), inner),
    max_leaves=5,
)
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_tables = st.dictionaries(
    st.sampled_from(["meta", "contacts"]) | _text,
    st.dictionaries(st.integers(1, 2**53), st.dictionaries(_text, _json, max_size=3), max_size=5),
    max_size=4,
)


def _as_strings(tables: dict[str, dict[int, Any]]) -> dict[str, dict[str, Any]]:
    return {name: {str(id): document for id, document in table.items()} for name, table in tables.items()}


def _by_number(tables: dict[str, dict[str, Any]]) -> dict[str, dict[int, Any]]:
    return {name: {int(id): document for id, document in table.items()} for name, table in tables.items()}


@given(_tables)
def test_it_is_json_and_comes_back(tables: dict[str, dict[int, Any]]) -> None:
    data = pieces.dump(tables)
    assert orjson.loads(data) == _as_strings(tables)
    assert pieces.load(pieces.each(data)) in (tables, None)


def test_many_documents_come_back_in_their_order() -> None:
    tables: dict[str, dict[int, Any]] = {
        "meta": {1: {"id": 1}},
        "contacts": {id: {"id": id, "name": "Ada\nExample"} for id in range(1_001, 0, -1)},
    }
    found = pieces.load(pieces.each(pieces.dump(tables)))
    assert found is not None
    assert found == tables
    assert list(found["contacts"]) == list(range(1_001, 0, -1))


@given(_tables, st.data())
def test_what_was_altered_is_never_read_differently(tables: dict[str, dict[int, Any]], draw: st.DataObject) -> None:
    data = pieces.dump(tables)
    at = draw.draw(st.integers(0, len(data)))
    until = draw.draw(st.integers(at, min(len(data), at + 4)))
    altered = (
        data[:at] + draw.draw(st.sampled_from([b"", b"\n", b"}\n", b",", b"{", b'"', b"\xff", b"1"])) + data[until:]
    )
    found = pieces.load(pieces.each(altered))
    if found is not None:
        assert _by_number(orjson.loads(altered)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"contacts":{}}',
        '{"contacts":{\n}\n',
        '{"contacts":{\n"1":{},\n}\n}',
        '{"contacts":{\n"1":{}\n"2":{}\n}\n}',
        '{"contacts":{\n}\n"talks":{\n}\n}',
        '{"contacts":{\n}\n,"contacts":{\n}\n}',
        '{"contacts":{\n}\n}\n}',
        '{"contacts":{\n"1":{}},"2":{"a":{}\n}\n}',
    ],
)
def test_other_lines_are_not_taken_for_ours(text: str) -> None:
    assert pieces.load(pieces.each(text.encode())) is None
