"""Handing a letter over: addresses no program misreads, a file no header can be smuggled into, a field that listens."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.practice import handoff
from informal.practice.handoff import (
    MAILTO_LIMIT,
    Found,
    eml,
    linkedin_search_url,
    mailto_url,
    profile_url,
    recognise,
)


def test_a_mail_address_holds_subject_and_body_by_rfc_6068() -> None:
    url = mailto_url("ada@example.org", "Could I ask & tell?", "Hi Ada,\n\n100 % yes + more\nSam")
    assert url == (
        "mailto:ada@example.org?subject=Could%20I%20ask%20%26%20tell%3F"
        "&body=Hi%20Ada%2C%0D%0A%0D%0A100%20%25%20yes%20%2B%20more%0D%0ASam"
    )


@given(st.text(max_size=60), st.text(max_size=200))
def test_nothing_in_a_letter_adds_a_field_to_its_address(subject: str, body: str) -> None:
    url = mailto_url("ada@example.org", subject, body)
    if url is not None:
        fields = parse_qs(urlsplit(url).query, keep_blank_values=True)
        assert set(fields) == {"subject", "body"}
        assert url.isascii()


def test_an_address_can_not_add_a_field_either() -> None:
    url = mailto_url("ada@example.org?bcc=eve@example.org&x=y", "s", "b")
    assert url is not None
    assert "bcc" not in parse_qs(urlsplit(url).query)
    assert unquote(urlsplit(url).path).startswith("ada@example.org")


def test_too_long_an_address_is_none() -> None:
    assert mailto_url("ada@example.org", "s", "a" * (MAILTO_LIMIT - 60)) is not None
    assert mailto_url("ada@example.org", "s", "a" * MAILTO_LIMIT) is None
    assert mailto_url("ada@example.org", "s", "é" * (MAILTO_LIMIT // 6)) is None


@pytest.mark.parametrize(
    "typed",
    [
        "linkedin.com/in/ada-example",
        "www.linkedin.com/in/ada-example",
        "https://www.linkedin.com/in/ada-example/",
        "https://www.linkedin.com/in/ada-example/?utm_source=share&utm_medium=x",
        "http://linkedin.com/in/ada-example#top",
        "https://de.linkedin.com/in/ada-example",
        " https://www.linkedin.com/in/ada-example ",
    ],
)
def test_every_way_of_writing_a_profile_is_one_page(typed: str) -> None:
    assert profile_url(typed) == "https://www.linkedin.com/in/ada-example"


def test_a_page_with_letters_beyond_ascii_is_an_address_any_browser_takes() -> None:
    assert profile_url("linkedin.com/in/Zoë-Pretend") == "https://www.linkedin.com/in/zo%C3%AB-pretend"
    assert profile_url("https://www.linkedin.com/in/zo%C3%AB-pretend") == "https://www.linkedin.com/in/zo%C3%AB-pretend"
    assert recognise("linkedin.com/in/zo%C3%AB-pretend").name == "Zoë Pretend"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Ada Example",
        "ada@example.org",
        "https://linkedin.com.example.org/in/ada",
        "https://example.org/linkedin.com/in/ada",
        "https://linkedin.com@example.org/in/ada",
        "https://www.linkedin.com/company/example",
        "https://www.linkedin.com/in/",
        "javascript:linkedin.com/in/ada",
        "file:///linkedin.com/in/ada",
    ],
)
def test_what_is_no_profile_is_none(typed: str) -> None:
    assert profile_url(typed) is None


def test_the_search_holds_name_and_company() -> None:
    url = linkedin_search_url("Zoë Pretend & Co", "Example #1")
    assert parse_qs(urlsplit(url).query)["keywords"] == ["Zoë Pretend & Co Example #1"]
    assert linkedin_search_url("Ada Example").endswith("?keywords=Ada%20Example")


def test_a_letter_as_a_file() -> None:
    data = eml("Sam Sample", "sam@example.org", "Smith, Bob", "bob@example.org", "Grüße", "Hi Bob,\n\nZoë — 李\nSam")
    letter = message_from_bytes(data, policy=default)
    assert letter["To"].addresses[0].addr_spec == "bob@example.org"
    assert len(letter["To"].addresses) == 1
    assert letter["To"].addresses[0].display_name == "Smith, Bob"
    assert letter["From"].addresses[0].addr_spec == "sam@example.org"
    assert letter["Subject"] == "Grüße"
    assert letter["X-Unsent"] == "1"
    assert letter.get_content().replace("\r\n", "\n") == "Hi Bob,\n\nZoë — 李\nSam\n"


def test_a_file_without_known_addresses_is_still_a_letter() -> None:
    letter = message_from_bytes(eml("Sam", "", "Ada", "not an address", "", "Hi"), policy=default)
    assert letter["To"] is None
    assert letter["X-Unsent"] == "1"


@given(st.text(max_size=40), st.text(max_size=60), st.text(max_size=60), st.text(max_size=200))
def test_no_text_smuggles_in_a_header(name: str, address: str, subject: str, body: str) -> None:
    data = eml(name, "sam@example.org", name, address, subject, body)
    letter = message_from_bytes(data, policy=default)
    known = {"from", "to", "subject", "x-unsent", "content-type", "content-transfer-encoding", "mime-version"}
    assert {header.lower() for header in letter} <= known


@pytest.mark.parametrize(
    "smuggled", ["a\r\nBcc: eve@example.org", "a\nBcc: eve@example.org\n\nbody", "a\r\rBcc: x@y.z"]
)
def test_line_ends_in_names_and_subjects_stay_on_their_line(smuggled: str) -> None:
    data = eml(smuggled, "sam@example.org", smuggled, "ada@example.org", smuggled, "Hi")
    letter = message_from_bytes(data, policy=default)
    assert letter["Bcc"] is None
    assert len(letter["To"].addresses) == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ada Example", Found(name="Ada Example")),
        ("  Ada   Example ", Found(name="Ada Example")),
        ("ada.example@example.org", Found(name="Ada Example", email="ada.example@example.org")),
        ("ada_example+work@example.org", Found(name="Ada Example", email="ada_example+work@example.org")),
        ("ada@example.org", Found(name="Ada", email="ada@example.org")),
        ("<ada@example.org>", Found(name="Ada", email="ada@example.org")),
        ("mailto:ada@example.org", Found(name="Ada", email="ada@example.org")),
        ("Ada Example <ada@example.org>", Found(name="Ada Example", email="ada@example.org")),
        ('"Example, Ada" <ada@example.org>', Found(name="Example, Ada", email="ada@example.org")),
        ("Ada Example ada@example.org", Found(name="Ada Example", email="ada@example.org")),
        ("Ada Example, ada@example.org", Found(name="Ada Example", email="ada@example.org")),
        ("Ada Example (ada@example.org)", Found(name="Ada Example", email="ada@example.org")),
        (
            "https://www.linkedin.com/in/ada-example-12ab34/?utm=x",
            Found(name="Ada Example", linkedin="https://www.linkedin.com/in/ada-example-12ab34"),
        ),
        ("linkedin.com/in/ada-example", Found(name="Ada Example", linkedin="https://www.linkedin.com/in/ada-example")),
        (
            "Ada Example linkedin.com/in/ada-x",
            Found(name="Ada Example", linkedin="https://www.linkedin.com/in/ada-x"),
        ),
        ("/home/sam/Connections.csv", Found(file="/home/sam/Connections.csv")),
        ("~/Downloads/Connections.csv", Found(file="~/Downloads/Connections.csv")),
        ("Connections.csv", Found(file="Connections.csv")),
        ("'/home/sam/My Files/Connections.csv'", Found(file="/home/sam/My Files/Connections.csv")),
        ('"/home/sam/My Files/export.zip"', Found(file="/home/sam/My Files/export.zip")),
        ("/home/sam/My\\ Files/Connections\\(1\\).csv", Found(file="/home/sam/My Files/Connections(1).csv")),
        ("file:///home/sam/My%20Files/Connections.csv", Found(file="/home/sam/My Files/Connections.csv")),
        ("/home/sam/Connections.CSV ", Found(file="/home/sam/Connections.CSV")),
        ("Jean-Luc O'Example", Found(name="Jean-Luc O'Example")),
        ("李小虚", Found(name="李小虚")),
        ("[/x] Bob", Found(name="[/x] Bob")),
        ("", Found()),
        ("   ", Found()),
    ],
)
def test_one_field_understands_what_people_have(typed: str, found: Found) -> None:
    assert recognise(typed) == found


@given(st.text(max_size=80))
def test_the_field_takes_anything(typed: str) -> None:
    found = recognise(typed)
    assert found == Found() or found.name or found.file


def test_a_mailto_address_says_who_and_what() -> None:
    more = "&bcc=eve@example.net&cc=x&subject=no"
    url = f"mailto:ada%2Blooms@example.org?Subject=Your%20talk+&body=Hi%0D%0A%1b[31mAda{more}"
    assert handoff.read_mailto(url) == handoff.Wanted("ada+looms@example.org", "Your talk+", "Hi\nAda")
    assert handoff.read_mailto("MAILTO:ada@example.org") == handoff.Wanted("ada@example.org")
    made = handoff.mailto_url("ada@example.org", "a & b", "Grüße\n?") or ""
    assert handoff.read_mailto(made) == handoff.Wanted("ada@example.org", "a & b", "Grüße\n?")


def test_a_mailto_address_of_several_or_nobody_is_none() -> None:
    for url in ("mailto:", "mailto:?to=ada@example.org", "mailto:a@example.org,b@example.org", "http://a@example.org"):
        assert handoff.read_mailto(url) is None
    assert handoff.read_mailto("mailto:a@example.org%0d%0aBcc:b@example.org") is None
    assert handoff.read_mailto("mailto://[::1?subject=x") is None
