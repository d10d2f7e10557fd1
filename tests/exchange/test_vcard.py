from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from informal.errors import BadFile
from informal.exchange import contentlines, read, vcard, vcard_out
from informal.model.rows import Parsed, Row
from informal.model.values import Contact
from informal.text import clean, one_line

SAMPLES = Path(__file__).parents[1] / "samples" / "vcard"
ADA = Contact(
    id=7,
    name="Ada Maria Example",
    greeting="Ada Maria",
    emails=("ada@looms.example", "ada@home.example"),
    company="Looms, Wool; & Co\\",
    role="Weaver",
    linkedin="https://www.linkedin.com/in/ada-example",
    phone="+1 555 0101",
    tags=("choir", "grey, not white"),
    notes="Sings alto.\nLikes wool; and a very long line that has to be folded somewhere, also after Zoë\U0001f9f6",
)


def parsed(name: str) -> Parsed:
    data = (SAMPLES / name).read_bytes()
    assert vcard.looks_like(data)
    return read(data, name)


def only(name: str) -> Row:
    (row,) = parsed(name).rows
    return row


def test_version_2_1() -> None:
    zoe = only("2.1.vcf")
    assert (zoe.number, zoe.name, zoe.first) == (1, "Zoë Preténdue", "Zoë")
    assert (zoe.company, zoe.role) == ("Th;eatre", "Éclairagiste")
    assert zoe.emails == ("zoe@pretend.example", "zoe@old.example")
    assert zoe.phone == "+1 555 0101"
    assert zoe.notes == "Met at the fair.\nHas two looms: C:\\new"
    assert zoe.remark == "another phone number left out", "a fax is no phone"


def test_version_3_0() -> None:
    ada = only("3.0.vcf")
    assert (ada.name, ada.first) == ("Dr. Ada Maria Example", "Ada")
    assert (ada.company, ada.role) == ("Imaginary Looms, Ltd", "Weaver")
    assert ada.emails == ("ada@looms.example", "ada@home.example")
    assert (ada.phone, ada.linkedin) == ("+1 555 0101", "https://www.linkedin.com/in/ada-example")
    assert ada.tags == ("choir", "wool, grey")
    assert ada.notes.endswith("as RFC 2426 wants it\nand a second one; with a backslash: \\")
    assert ada.remark == ""


def test_version_4_0_may_have_no_formatted_name() -> None:
    kofi = only("4.0.vcf")
    assert (kofi.name, kofi.company) == ("Kofi Fictional", "Maps, Ltd")
    assert kofi.emails == ("kofi@fictional.example", "kofi@old.example")
    assert (kofi.phone, kofi.linkedin) == ("+1-555-0101 ext. 12", "https://www.linkedin.com/in/kofi-fictional")


def test_profiles_under_their_other_names() -> None:
    assert [row.linkedin for row in parsed("social.vcf").rows] == [
        "http://www.linkedin.com/in/ada-example",
        "https://www.linkedin.com/in/kofi-fictional",
        "https://linkedin.com/in/zoe-pretend",
    ]


def test_one_bad_card_does_not_stop_the_others() -> None:
    found = parsed("many-and-bad.vcf")
    assert [(row.number, row.name, row.emails) for row in found.rows] == [
        (2, "Ada Example", ("ada@looms.example",)),
        (15, "Kofi Fictional", ()),
        (19, "Mina Madeup", ("mina@mail.example",)),
        (28, "Omar Invented", ("omar.invented@mail.example",)),
        (33, "Lena Imagined", ("lena@mail.example",)),
        (43, "Tess Unfinished", ()),
    ]
    assert [row.remark for row in found.rows if "closed" in row.remark] == ["the card is not closed"] * 2
    assert [(one.number, one.name, one.reason) for one in found.skipped] == [
        (10, "", "neither a name nor an address nor a profile"),
        (22, "The choir", "a group, not a person"),
    ]


@pytest.mark.parametrize("name", ["utf-16.vcf", "cp1252.vcf", "cr-only.vcf"])
def test_any_encoding(name: str) -> None:
    assert (only(name).name, only(name).company) == ("Zoë Pretend", "Théâtre")


def test_a_picture_is_passed_over_and_a_text_past_all_measure_left_out() -> None:
    line = b" " + b"A" * 74 + b"\r\n"
    photo = b"PHOTO;ENCODING=b:\r\n" + line * 5_000
    note = b"NOTE:" + b"x" * 200_000 + b"\r\n" + line * 10
    (row,) = read(b"BEGIN:VCARD\nFN:Ada Example\n" + photo + note + b"EMAIL:a@x.example\nEND:VCARD\n", "x.vcf").rows
    assert (row.name, row.emails, row.notes) == ("Ada Example", ("a@x.example",), "")
    assert row.remark == "NOTE is too long: left out"


def test_a_file_said_to_be_vcards_and_is_not() -> None:
    with pytest.raises(BadFile, match="isn't a file of vCards"):
        read(b"a,b\n1,2\n", "x.csv", "vcard")


# Out, and back


def back(person: Contact, version: str, *, notes: bool = True) -> Row:
    (row,) = read(vcard_out.dump([person], version, notes=notes), "x.vcf").rows
    return row


def as_row(person: Contact) -> tuple[object, ...]:
    return (
        person.name, person.emails, person.company, person.role, person.linkedin, person.phone, person.tags,
        person.notes,
    )  # fmt: skip


def cells(row: Row) -> tuple[object, ...]:
    return (row.name, row.emails, row.company, row.role, row.linkedin, row.phone, row.tags, row.notes)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_notes_go_out_only_when_asked_for(version: str) -> None:
    assert back(ADA, version).notes == ADA.notes
    assert back(ADA, version, notes=False).notes == ""
    assert b"alto" not in vcard_out.dump([ADA], version)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_lines_are_as_the_standard_wants_them(version: str) -> None:
    data = vcard_out.dump([ADA], version, notes=True)
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert lines[:2] == [b"BEGIN:VCARD", f"VERSION:{version}".encode()]
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # never cut inside a letter


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40).map(one_line)
addresses = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True)
people = st.builds(
    Contact,
    id=st.integers(1, 2**53 - 1),
    name=words.filter(bool),
    emails=st.lists(addresses, unique=True, max_size=3).map(tuple),
    company=words,
    role=words,
    linkedin=st.just("") | st.from_regex(r"https://www\.linkedin\.com/in/[a-z-]{3,20}", fullmatch=True),
    phone=words,
    tags=st.lists(words.filter(bool), max_size=3).map(tuple),
    notes=st.text(max_size=200).map(lambda text: clean(text).strip()),
)


@given(people, st.sampled_from(["3.0", "4.0"]))
def test_every_person_comes_back_as_they_were(person: Contact, version: str) -> None:
    assert cells(back(person, version)) == as_row(person)


@given(st.lists(people, max_size=4), st.sampled_from(["3.0", "4.0"]))
def test_another_reader_sees_the_same_people(some: list[Contact], version: str) -> None:
    text = vcard_out.dump(some, version, notes=True).decode()
    found = list(vobject.readComponents(text))
    assert len(found) == len(some)
    for card, person in zip(found, some, strict=True):
        assert card.version.value == version
        assert card.fn.value == person.name
        assert tuple(one.value for one in getattr(card, "email_list", [])) == person.emails
        assert [one.value for one in getattr(card, "note_list", [])] == ([person.notes] if person.notes else [])
        assert [one.value for one in getattr(card, "title_list", [])] == ([person.role] if person.role else [])


def test_another_reader_sees_the_parts_of_a_name() -> None:
    card = vobject.readOne(vcard_out.dump([ADA], "3.0").decode())
    assert (card.n.value.given, card.n.value.family) == ("Ada Maria", "Example")
    assert card.org.value == ["Looms, Wool; & Co\\"]
    plain = vobject.readOne(vcard_out.dump([replace(ADA, greeting="")], "3.0").decode())
    assert (plain.n.value.given, plain.n.value.additional, plain.n.value.family) == ("Ada", "Maria", "Example")


@given(st.text().map(clean), st.sampled_from([",", ";"]))
def test_escapes_are_undone(text: str, separator: str) -> None:
    assert contentlines.plain(contentlines.escaped(text)) == text
    assert contentlines.pieces(contentlines.escaped(text), separator) == [text]


@given(st.binary(max_size=300))
def test_any_bytes_in_a_card_are_survived(data: bytes) -> None:
    try:
        read(b"BEGIN:VCARD\nFN:Ada\n" + data + b"\nEND:VCARD\n", "x.vcf", "vcard")
    except BadFile as error:
        assert error.title
