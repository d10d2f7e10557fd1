from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

import pytest

from informal.errors import BadFile
from informal.exchange import google, linkedin, outlook, read
from informal.model.rows import Parsed
from informal.practice.merging import Became, plan

SAMPLES = Path(__file__).parents[1] / "samples" / "outlook"
TODAY = date(2026, 11, 24)


def parsed(name: str) -> Parsed:
    data = (SAMPLES / name).read_bytes()
    assert outlook.looks_like(data)
    assert not google.looks_like(data)
    assert not linkedin.looks_like(data)
    return read(data, name)


@pytest.mark.parametrize(
    "name", ["classic.csv", "classic-bom.csv", "classic-cp1252.csv", "classic-semicolon.csv", "new.csv"]
)
def test_every_shape_holds_the_same_people(name: str) -> None:
    found = parsed(name)
    assert found.format == "outlook"
    ada, kofi, zoe = found.rows
    assert (ada.name, ada.first, ada.company, ada.role) == ("Ada Example", "Ada", "Imaginary Looms", "Weaver")
    assert ada.emails == ("ada@looms.example", "ada@home.example")
    assert ada.linkedin == "https://www.linkedin.com/in/ada-example"
    assert (ada.phone, ada.remark) == ("+1 555 0101", "another phone number left out")
    assert ada.notes == "Sings alto.\nLikes wool."
    assert kofi.emails == ("kofi@fictional.example",)
    assert kofi.remark == "an address inside their company's own server left out"
    assert (zoe.name, zoe.emails) == ("Zoë Pretend", ("zoe@pretend.example",))
    assert [one.reason for one in found.skipped] == ["neither a name nor an address nor a profile"]
    assert not any(row.connected_on for row in found.rows), "0/0/00 is no day"


def test_categories_are_tags_and_referrals_are_kept_as_names() -> None:
    ada, kofi, zoe = parsed("classic.csv").rows
    assert ada.tags == ("Choir", "Wool")
    assert (kofi.introduced_by, zoe.introduced_by) == ("Ada Example", "Somebody Unknown")


def test_a_referral_becomes_an_introduction_where_one_person_has_that_name() -> None:
    found = parsed("classic.csv")
    ids = count(1)
    what = plan(found.rows, [], TODAY, make_id=lambda: next(ids), skipped=found.skipped)
    people = {after.name: after for _, after in what.changes()}
    assert people["Kofi Fictional"].introduced_by == people["Ada Example"].id
    assert people["Zoë Pretend"].introduced_by is None
    reasons = {one.name: one.reason for one in what.outcomes}
    assert "introduced by Ada Example" in reasons["Kofi Fictional"]
    assert "introduced by Somebody Unknown: nobody here has that name" in reasons["Zoë Pretend"]
    again = plan(found.rows, people.values(), TODAY, make_id=lambda: next(ids))
    assert again.changes() == []
    assert again.count(Became.UNCHANGED) == len(found.rows)


def test_a_file_said_to_be_outlooks_and_is_not() -> None:
    with pytest.raises(BadFile, match="isn't an export of Outlook"):
        read(b"a,b\n1,2\n", "x.csv", "outlook")
