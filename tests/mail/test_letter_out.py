"""A letter says what was meant, to one person, whatever was typed into its fields."""

from __future__ import annotations

from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.errors import Refused
from informal.mail import letter
from informal.mail.letter import Outgoing

AT = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
ME = letter.mailbox("Sam Example <sam@example.org>")
ADA = letter.mailbox("ada@example.com", "Ada Example")


def packed(**fields: Any) -> Any:
    """The letter as its reader's program parses it."""
    return BytesParser(policy=policy.default).parsebytes(raw(**fields))


def raw(**fields: Any) -> bytes:
    """The letter as it travels."""
    parts: dict[str, Any] = {"sender": ME, "to": ADA, "subject": "May I ask?", "body": "Hi Ada,\n\nwhat?\n"}
    parts |= {"id": letter.new_id(parts["sender"], 7), "at": AT} | fields
    return letter.pack(Outgoing(**parts)).data


def test_a_letter_is_plain_text_with_an_id_of_the_senders_domain() -> None:
    body = "Grüße ✉ from Zoë\n.\n" + "long " * 400
    read = packed(body=body)
    assert read.get_content_type() == "text/plain"
    assert read.get_content().replace("\r\n", "\n") == f"{body}\n"
    assert read["Message-ID"].endswith("@example.org>")
    assert read["References"] == read["Message-ID"]
    assert read["To"].addresses[0].display_name == "Ada Example"
    assert "In-Reply-To" not in read
    assert max(map(len, raw(body=body).split(b"\r\n"))) < 100


def test_a_follow_up_stands_in_its_thread() -> None:
    ids = [f"<{n}.{'x' * 90}@example.org>" for n in range(30)]
    earlier = [*ids, "not an id", "<a@b>\r\nBcc: <c@d>"]
    read = packed(earlier=earlier)
    assert read["In-Reply-To"] == ids[-1]
    references = read["References"].split()
    assert references[0] == ids[0]
    assert references[-2:] == [ids[-1], read["Message-ID"]]
    assert b"=?" not in raw(earlier=earlier)


@pytest.mark.parametrize(
    "field",
    [
        "Bob\r\nBcc: eve@example.net",
        "Bob\nBcc: eve@example.net\n\nbody",
        "=?utf-8?q?Bob=0d=0aBcc:_eve=40example.net?=",
        "=?utf-8?b?Qm9iDQpCY2M6IGV2ZUBleGFtcGxlLm5ldA==?=",
        "Bob\x00\x1b[31m\u2028Bcc: eve@example.net",
        "Bob\x85Bcc: eve@example.net",
        '"Bob" <eve@example.net>, Müller',
        "a group: eve@example.net;",
        "\ud800 half",
        "z" * 240,
        "ü" * 240,
    ],
)
def test_what_stands_in_a_name_or_subject_is_a_name_or_a_subject(field: str) -> None:
    read = packed(
        subject=field,
        to=letter.mailbox("ada@example.com", field),
        sender=letter.mailbox("sam@example.org", field),
        body=field,
    )
    assert sorted(read) == sorted(
        ["From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Content-Transfer-Encoding",
         "MIME-Version"]
    )  # fmt: skip
    assert [one.addr_spec for one in read["To"].addresses] == ["ada@example.com"]
    assert [one.addr_spec for one in read["From"].addresses] == ["sam@example.org"]


def test_the_words_of_a_subject_arrive() -> None:
    assert packed(subject="Grüße, und eine Frage: " + "wie? " * 30)["Subject"].startswith("Grüße, und eine Frage: wie?")
    assert packed(to=letter.mailbox("bob@example.com", "Müller, Bob"))["To"].addresses[0].display_name == "Müller Bob"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@example..org",
        "ada@example.org, eve@example.net",
        "ada@example.org;eve@example.net",
        "ada@example.org eve@example.net",
        "ada@example.org\r\nBcc: eve@example.net",
        "ada@example.org\n",
        "<ada@example.org> <eve@example.net>",
        "Ada <ada@example.org>, Eve <eve@example.net>",
        "a@b@example.org",
        '"a b"@example.org',
        "ada@[127.0.0.1]",
        "ada@exa_mple.org>",
        "zoë@example.org",
        "a" * 65 + "@example.org",
        "a@" + "b." * 130 + "org",
        "a@" + "é" * 400 + ".org",
        "ada@example.org" * 70_000,
    ],
)
def test_a_letter_goes_to_one_address_or_nowhere(text: str) -> None:
    with pytest.raises(Refused):
        letter.mailbox(text)


def test_an_address_may_bring_its_name_and_a_domain_of_any_script() -> None:
    assert letter.mailbox('"Ada, Example" <ada+looms@example.org>') == letter.Mailbox(
        "ada+looms@example.org", "Ada Example"
    )
    assert letter.mailbox("ada@bücher.example").address == "ada@xn--bcher-kva.example"


def test_what_is_too_long_is_told() -> None:
    with pytest.raises(Refused, match="subject is too long"):
        packed(subject="x" * 1_000_000)
    with pytest.raises(Refused, match="letter is too long"):
        packed(body="x" * 1_000_001)
    with pytest.raises(Refused, match="no id"):
        packed(id="<a@b>\r\nBcc: eve@example.net")


@given(name=st.text(max_size=60), subject=st.text(max_size=120), body=st.text(max_size=200))
def test_no_text_makes_another_letter(name: str, subject: str, body: str) -> None:
    read = packed(subject=subject, to=letter.mailbox("ada@example.com", name), body=body)
    assert len(read) == 9
    assert [one.addr_spec for one in read["To"].addresses] == ["ada@example.com"]
    assert not read.is_multipart()
