from __future__ import annotations

from pathlib import Path

import pytest

from informal.errors import BadFile
from informal.exchange import google, outlook, read
from informal.model.rows import Parsed

SAMPLES = Path(__file__).parents[1] / "samples" / "google"


def parsed(name: str) -> Parsed:
    data = (SAMPLES / name).read_bytes()
    assert google.looks_like(data)
    assert not outlook.looks_like(data)
    return read(data, name)


@pytest.mark.parametrize("name", ["new.csv", "new-crlf-bom.csv", "old.csv", "old-utf-16.csv", "old-tab.csv"])
def test_both_headers_hold_the_same_people(name: str) -> None:
    found = parsed(name)
    assert found.format == "google"
    ada, kofi, zoe, *_ = found.rows
    assert (ada.name, ada.first, ada.company, ada.role) == ("Ada Example", "Ada", "Imaginary Looms", "Weaver")
    assert ada.emails == ("ada@home.example", "ada@looms.example"), "the one with a star comes first"
    assert ada.linkedin == "https://www.linkedin.com/in/ada-example"
    assert (ada.phone, ada.remark) == ("+1 555 0101", "another phone number left out")
    assert ada.tags == ("Choir",)
    assert ada.notes == "Sings alto.\nLikes wool."
    assert kofi.name == "Kofi Fictional"
    assert kofi.emails == ("kofi@fictional.example", "kofi@maps.example"), "two in one cell"
    assert (kofi.company, kofi.phone, kofi.tags) == ("Maps, Ltd", "555 0102", ("friends",))
    assert (zoe.name, zoe.linkedin) == ("Zoë Pretend", "https://linkedin.com/in/zoe-pretend")


def test_a_whole_name_in_the_first_names_place_is_no_greeting() -> None:
    assert parsed("new.csv").rows[1].first == ""


def test_who_referred_them_and_who_has_no_name() -> None:
    found = parsed("new.csv")
    assert [row.introduced_by for row in found.rows] == ["", "Ada Example", "", ""]
    mina = found.rows[3]
    assert (mina.name, mina.tags) == ("Mina Madeup", ())
    assert mina.remark == "no name in the file: taken from the e-mail address"
    (taxi,) = found.skipped
    assert (taxi.name, taxi.reason) == ("The Taxi Company", "neither a name nor an address nor a profile")


def test_nobody_has_an_address() -> None:
    assert [row.name for row in parsed("new-no-numbered-columns.csv").rows] == [
        "Ada Example",
        "Kofi Fictional",
        "Zoë Pretend",
    ]


def test_a_file_said_to_be_googles_and_is_not() -> None:
    with pytest.raises(BadFile, match="isn't an export of Google"):
        read(b"a,b\n1,2\n", "x.csv", "google")
