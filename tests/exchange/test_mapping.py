from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.errors import BadFile
from informal.exchange import json, read
from informal.exchange.mapping import guess, looks_like, parse_table
from informal.exchange.words import FIELDS
from informal.model.rows import Parsed

SAMPLES = Path(__file__).parents[1] / "samples" / "table"
WHOLE = ("english.csv", "german.csv", "sep-line.csv", "french.csv", "spanish.csv", "italian.csv", "japanese.csv")


def parsed(name: str) -> Parsed:
    return read((SAMPLES / name).read_bytes(), name)


@pytest.mark.parametrize("name", WHOLE)
def test_columns_are_known_by_their_names_in_many_languages(name: str) -> None:
    found = parsed(name)
    assert (found.format, found.skipped) == ("table", ())
    assert [(row.name, row.emails, row.company, row.role, row.phone) for row in found.rows] == [
        ("Ada Example", ("ada@looms.example",), "Imaginary Looms", "Weaver", "+1 555 0101"),
        ("Kofi Fictional", ("kofi@fictional.example",), "Maps, Ltd", "Cartographer", ""),
    ]


@pytest.mark.parametrize(
    "name",
    ["unknown-header.csv", "headerless.csv", "title-above.csv", "whole-name-beside-first.csv", "honorifics.csv"],
)
def test_or_by_what_is_in_them(name: str) -> None:
    assert [(row.name, row.emails) for row in parsed(name).rows] == [
        ("Ada Example", ("ada@looms.example",)),
        ("Kofi Fictional", ("kofi@fictional.example",)),
    ]


def test_the_rest_of_a_table() -> None:
    ada = parsed("english.csv").rows[0]
    assert ada.linkedin == "https://www.linkedin.com/in/ada-example"
    assert (ada.tags, ada.notes) == (("choir", "wool"), "Sings alto.")
    assert parsed("honorifics.csv").rows[0].role == "Weaver"


@pytest.mark.parametrize(
    ("header", "row", "fields"),
    [
        (["Vorname", "Name"], ["Ada", "Example"], {"first": (0,), "last": (1,)}),
        (["Name", "Surname"], ["Ada", "Example"], {"first": (0,), "last": (1,)}),
        (["Name", "First name"], ["Ada Example", "Ada"], {"name": (0,), "first": (1,)}),
        (["Who", "E-Mail 1", "E-Mail 2"], ["Ada", "a@x.example", "b@x.example"], {"name": (0,), "email": (1, 2)}),
        (["Name", "URL"], ["Ada", "https://ada.example"], {"name": (0,)}),
        (["Name", "URL"], ["Ada", "linkedin.com/in/ada"], {"name": (0,), "linkedin": (1,)}),
        (["Name", "Reachable"], ["Ada", "+49 (30) 123 45 67"], {"name": (0,), "phone": (1,)}),
        (["Name", "Met on"], ["Ada", "2024-01-02"], {"name": (0,)}),
        ([], ["Ada Example", "a@x.example"], {"email": (1,), "name": (0,)}),
        (["Wool", "Price"], ["grey", "3.50"], {}),
        ([], [], {}),
    ],
)
def test_a_guess(header: list[str], row: list[str], fields: dict[str, tuple[int, ...]]) -> None:
    assert guess(header, [row]).of == fields


def test_a_table_of_no_people_is_refused_with_its_columns() -> None:
    with pytest.raises(BadFile) as caught:
        parsed("nobody.csv")
    assert caught.value.title == "I can't tell which column is which"
    assert "Its columns: Product, Price, Stock." in caught.value.message
    assert "--map name=COLUMN" in caught.value.hint


def test_the_columns_may_be_said() -> None:
    data = (SAMPLES / "nobody.csv").read_bytes()
    assert [row.name for row in parse_table(data, {"name": ["product"]}).rows] == ["Wool", "Yarn"]
    swapped = (SAMPLES / "english.csv").read_bytes()
    ada = parse_table(swapped, {"role": ["Company"], "notes": ["Job title", "8"]}).rows[0]
    assert (ada.role, ada.company, ada.notes) == ("Imaginary Looms", "", "Weaver\nSings alto.")


@pytest.mark.parametrize(
    ("columns", "says"),
    [({"name": ["Colour"]}, "There is no column 'Colour'"), ({"shoe": ["Product"]}, "nothing I keep of a person")],
)
def test_a_column_that_is_not_there(columns: dict[str, list[str]], says: str) -> None:
    with pytest.raises(BadFile, match=says):
        parse_table((SAMPLES / "nobody.csv").read_bytes(), columns)


@pytest.mark.parametrize("text", ["Dear Ada,\n\nhow are you?\n", "{}", "one word", "Name", "\x00\x01,\x02\n1,2\n"])
def test_a_text_is_no_table(text: str) -> None:
    assert not looks_like(text.encode())


def test_our_own_table_comes_back() -> None:
    people = [
        {
            "name": "=Ada Example",
            "emails": ["a@x.example", "b@x.example"],
            "company": "Looms",
            "phone": "+1 555 0101",
            "tags": ["choir", "wool"],
            "notes": "two\nlines",
            "connected_on": "2024-01-02",
        }
    ]
    (row,) = read(json.contacts_csv(people), "people.csv").rows
    assert (row.name, row.emails, row.phone) == ("=Ada Example", ("a@x.example", "b@x.example"), "+1 555 0101")
    assert (row.tags, row.notes, str(row.connected_on)) == (("choir", "wool"), "two\nlines", "2024-01-02")


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=6), st.lists(st.text(max_size=8), max_size=5))
def test_a_guess_names_columns_that_are_there_each_once(sample: list[list[str]], header: list[str]) -> None:
    columns = guess(header, sample).of
    used = [at for ats in columns.values() for at in ats]
    assert len(used) == len(set(used))
    assert set(columns) <= set(FIELDS)
    assert all(0 <= at < max(len(header), *map(len, [[], *sample])) for at in used)


@given(st.binary(max_size=400))
def test_any_bytes_are_people_or_refused(data: bytes) -> None:
    try:
        found = read(data, "x")
    except BadFile as error:
        assert error.title
    else:
        assert all(row.name and "\n" not in row.name for row in found.rows)


def test_a_link_with_a_host_that_cannot_be() -> None:
    """Python's own urlsplit refuses it with an exception."""
    (row,) = read("https://\u2100.linkedin.com/in/ada,a@x.example\n".encode(), "x.csv").rows
    assert row.emails == ("a@x.example",)
