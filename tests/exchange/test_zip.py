from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.errors import BadFile
from informal.exchange import archive, read

SAMPLES = Path(__file__).parents[1] / "samples"


def packed(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


def refused(data: bytes) -> BadFile:
    with pytest.raises(BadFile) as caught:
        read(data, "x.zip")
    return caught.value


@pytest.mark.parametrize("name", ["linkedin-basic.zip", "linkedin-in-folder.zip"])
def test_linkedins_export_as_it_comes(name: str) -> None:
    found = read((SAMPLES / "zip" / name).read_bytes(), name)
    assert found == read((SAMPLES / "linkedin" / "plain.csv").read_bytes(), "plain.csv")


def test_any_one_file_of_people_in_a_zip() -> None:
    found = read((SAMPLES / "zip" / "one-vcard.zip").read_bytes(), "one-vcard.zip")
    assert (found.format, len(found.rows)) == ("vcard", 1)


@pytest.mark.parametrize(
    ("name", "title", "says"),
    [
        ("without-connections.zip", "There is no Connections.csv in the .zip", "messages.csv, Profile.csv"),
        ("spreadsheet.xlsx", "That is a spreadsheet", "spreadsheet.xlsx: "),
    ],
)
def test_what_is_not_there_is_said(name: str, title: str, says: str) -> None:
    with pytest.raises(BadFile) as caught:
        read((SAMPLES / "zip" / name).read_bytes(), name)
    assert caught.value.title == title
    assert says in caught.value.message
    assert caught.value.hint


def test_a_trouble_inside_names_both_files() -> None:
    error = refused(packed(("Connections.csv", b"")))
    assert (error.title, error.message) == ("The file is empty", "There is nothing in Connections.csv in x.zip.")


def test_a_zip_of_zeros_is_refused_by_what_it_says() -> None:
    error = refused(packed(("Connections.csv", bytes(30_000_000))))
    assert error.title == "The file in the .zip is no list of people"
    assert "times over" in error.message


def test_a_zip_that_says_it_is_huge_is_not_unpacked() -> None:
    whole = packed(("Connections.csv", b"a,b\n"))
    at = whole.rindex(b"PK\x01\x02") + 24  # the size in the central directory
    error = refused(whole[:at] + (3_000_000_000).to_bytes(4, "little") + whole[at + 4 :])
    assert error.title == "The file in the .zip is too big for an address book"
    assert "3,000 MB" in error.message


def test_a_zip_that_lies_about_its_size_is_damaged() -> None:
    whole = packed(("Connections.csv", bytes(5_000_000)))
    said = (1_000).to_bytes(4, "little")
    central = whole.rindex(b"PK\x01\x02") + 24
    lying = whole[:22] + said + whole[26:central] + said + whole[central + 4 :]
    assert refused(lying).title == "The .zip is damaged"


def test_a_zip_in_a_zip_is_not_opened() -> None:
    inner = packed(("Connections.csv", (SAMPLES / "linkedin" / "plain.csv").read_bytes()))
    assert refused(packed(("people.csv", inner))).title == "I can't tell what this file is"


def test_a_zip_with_a_password() -> None:
    whole = bytearray(packed(("Connections.csv", b"a,b\n")))
    whole[6] |= 1
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(whole)).title == "The .zip has a password"


@pytest.mark.parametrize("cut", [4, 30, 60, 100])
def test_a_zip_that_was_cut_off(cut: int) -> None:
    whole = (SAMPLES / "zip" / "linkedin-basic.zip").read_bytes()
    assert refused(whole[:cut]).title == "The .zip is damaged"


def test_damage_inside_is_noticed() -> None:
    data = bytearray((SAMPLES / "zip" / "one-vcard.zip").read_bytes())
    data[60] ^= 0xFF
    assert refused(bytes(data)).title == "The .zip is damaged"
    assert archive.looks_like(bytes(data))


def test_a_file_without_a_name() -> None:
    whole = bytearray(packed(("x", b"a,b\n")))
    for signature, place in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        at = whole.index(signature)
        whole[at + place : at + place + 2] = bytes(2)
    assert refused(bytes(whole)).title in ("The .zip is damaged", "There is no Connections.csv in the .zip")


@given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_damage_is_read_or_refused(damage: list[tuple[int, int]]) -> None:
    data = bytearray((SAMPLES / "zip" / "linkedin-in-folder.zip").read_bytes())
    for place, value in damage:
        data[place % len(data)] = value
    try:
        read(bytes(data), "x.zip")
    except BadFile as error:
        assert error.title
