"""Our own table of people comes back as it was, and into the same file it changes nothing."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.exchange import read
from informal.exchange.json import contacts_csv
from informal.model.kinds import Warmth
from informal.model.rows import Row
from informal.model.values import Contact
from informal.practice.merging import Became, plan
from informal.text import one_line

TODAY = date(2026, 11, 24)
KEPT = ("name", "emails", "company", "role", "linkedin", "phone", "warmth", "tie", "tags", "notes", "connected_on")

# Texts as the program keeps them: on one line and without control characters, whatever they begin with.
_line = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(list("=+-@'\"|,;")), max_size=12).map(
    one_line
)
_word = st.text(st.sampled_from("abcäß漢'=@+-,.\"0 "), max_size=8).map(one_line).filter(bool)
_contact = st.builds(
    dict[str, Any],
    name=_line.filter(bool),
    emails=st.lists(st.sampled_from(["a@x.example", "B@y.example", "c+d@z.example"]), unique=True).map(tuple),
    company=_line,
    role=_line,
    linkedin=st.sampled_from(["", "https://www.linkedin.com/in/ada-example", "https://example.com/~kofi"]),
    phone=st.sampled_from(["", "+1 555 0100", "555-0100 ext. 3"]),
    warmth=st.none() | st.sampled_from(list(Warmth)),
    tie=_line,
    tags=st.lists(_word, unique_by=str.casefold, max_size=3).map(tuple),
    notes=st.lists(_line, max_size=4).map(lambda lines: "\n".join(lines).strip()),
    connected_on=st.none() | st.dates(date(1990, 1, 1), TODAY),
)


def _written(people: list[dict[str, Any]]) -> bytes:
    return contacts_csv(
        {
            **one,
            "email": one["emails"],
            "warmth": one["warmth"] or "",
            "stage": "new",
            "connected_on": one["connected_on"] or "",
        }
        for one in people
    )


def _kept(one: Row | Contact) -> dict[str, Any]:
    return {name: getattr(one, name) for name in KEPT}


@given(st.lists(_contact, min_size=1, max_size=4))
def test_every_column_comes_back(people: list[dict[str, Any]]) -> None:
    found = read(_written(people), "people.csv")
    assert found.format == "informal"
    assert [_kept(row) for row in found.rows] == people
    assert not found.skipped


@given(st.lists(_contact, min_size=1, max_size=4))
def test_into_the_same_people_it_changes_nothing(people: list[dict[str, Any]]) -> None:
    # One address, one profile, one name with a company: one person, as in any file of ours.
    telling: list[Any] = []
    different = []
    for one in people:
        keys = [*map(str.casefold, one["emails"]), one["linkedin"], (one["name"].casefold(), one["company"].casefold())]
        if not any(key in telling for key in keys if key):
            telling += keys
            different.append(one)
    here = [Contact(id=number, **one) for number, one in enumerate(different, 1)]
    what = plan(read(_written(different), "people.csv").rows, here, TODAY, make_id=lambda: 99)
    assert what.changes() == []


@given(_contact)
def test_somebody_new_is_as_they_were(one: dict[str, Any]) -> None:
    ids = count(1)
    what = plan(read(_written([one]), "people.csv").rows, [], TODAY, make_id=lambda: next(ids))
    assert [_kept(after) for _, after in what.changes()] == [one]


def test_what_was_typed_stays() -> None:
    data = b"name,email,warmth,tie\nAda Example,a@x.example,knows_me,school: Example High\n"
    here = Contact(id=1, name="Ada Example", emails=("a@x.example",), warmth=Warmth.NEW_TO_ME)
    (one,) = plan(read(data, "x.csv").rows, [here], TODAY, make_id=lambda: 2).outcomes
    assert one.outcome is Became.MERGED
    assert one.after is not None
    assert (one.after.warmth, one.after.tie) == (Warmth.NEW_TO_ME, "school: Example High")


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffname;email;warmth;tie\r\nAda Example;a@x.example;knows_me;old\r\n".encode(),
        b"Tie,Warmth,Shoe size,Name,Email\nold,knows_me,37,Ada Example,a@x.example\n",
        "name\temail\twarmth\ttie\nAda Example\ta@x.example\tknows_me\told\n".encode("utf-16"),
    ],
)
def test_a_spreadsheet_may_write_it_anew(data: bytes) -> None:
    (row,) = read(data, "x.csv").rows
    assert (row.name, row.emails, row.warmth, row.tie) == ("Ada Example", ("a@x.example",), Warmth.KNOWS_ME, "old")


def test_what_is_not_understood_is_said() -> None:
    data = b"name,email,warmth,tie,connected_on\n,a@x.example,,,\nKofi Fictional,,lukewarm,,one day\n"
    found = read(data, "x.csv")
    assert [one.reason for one in found.skipped] == ["it names nobody"]
    assert found.rows[0].warmth is None
    assert found.rows[0].remark == "the warmth 'lukewarm' is none I know; the date 'one day' was not understood"


def test_other_tables_are_not_taken_for_it() -> None:
    assert read(b"name,email,company\nAda Example,a@x.example,Looms\n", "x.csv").format == "table"
