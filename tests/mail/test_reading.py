"""A mail, read: what it is, whose it is, what it says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from postoffice import mail

from informal.mail.reading import LARGEST, read
from informal.practice.received import Received, Sort

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
BOUNCE = b"""From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>
To: sam@example.net
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@mx.example>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

I'm sorry to have to inform you that it could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Ada@Example.org
Action: ACTION
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: message/rfc822

From: sam@example.net
Message-ID: <ask-1@example.net>
Subject: Could I ask you something?

Hi Ada,
--b--
"""


def of(raw: bytes) -> Received:
    return read(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), AT)


def test_an_answer() -> None:
    raw = mail(
        '"Example, Ada" <Ada@Example.org>',
        id="<1@x.example>",
        about="<ask-1@example.net>",
        text="Gladly, on Friday.\n\nOn Mon, 23 Nov 2026, Sam <sam@example.net> wrote:\n> Hi Ada,\n> could we talk?",
    )
    found = of(raw)
    assert (found.sort, found.sender, found.message_id) == (Sort.ANSWER, "ada@example.org", "<1@x.example>")
    assert found.references == {"<ask-1@example.net>"}
    assert found.text == "Gladly, on Friday."
    assert found.dated == AT


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied\n",
        "Auto-Submitted: auto-replied (vacation); x=y\n",
        "X-Autoreply: yes\n",
        "Precedence: auto_reply\n",
    ],
)
def test_a_machine_that_says_they_are_away(header: str) -> None:
    assert of(mail("ada@example.org", more=header)).sort is Sort.AWAY


def test_a_subject_says_it_too_and_no_does_not() -> None:
    assert of(mail("ada@example.org", subject="Out of office: hello")).sort is Sort.AWAY
    assert of(mail("ada@example.org", more="Auto-Submitted: no\n")).sort is Sort.ANSWER
    assert of(mail("ada@example.org", more="Auto-Submitted: auto-generated\n")).sort is Sort.OTHER


def test_a_letter_that_came_back() -> None:
    found = of(BOUNCE.replace(b"ACTION", b"failed"))
    assert (found.sort, found.failed) == (Sort.BOUNCE, ("ada@example.org",))
    assert "<ask-1@example.net>" in found.references
    assert found.text == "smtp; 550 5.1.1 no such user"


def test_one_that_only_takes_longer_has_not_come_back() -> None:
    assert of(BOUNCE.replace(b"ACTION", b"delayed")).sort is Sort.OTHER


def test_a_bounce_from_before_there_was_a_form_for_it() -> None:
    text = "Hi. This is the qmail-send program.\n\n<ada@example.org>:\nno mailbox here by that name.\n\n"
    found = of(mail("MAILER-DAEMON@mx.example", text=text + "Message-ID: <ask-1@example.net>"))
    assert (found.sort, found.failed) == (Sort.BOUNCE, ("ada@example.org",))
    assert "<ask-1@example.net>" in found.references


def test_a_note_that_a_mail_was_displayed_is_no_answer() -> None:
    raw = b"From: ada@example.org\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
    assert of(raw).sort is Sort.OTHER


def test_the_words_of_a_page_of_html() -> None:
    html = (
        "<html><head><title>no</title><style>p {}</style></head><body><p>Gladly,<br>on&nbsp;Friday.</p>"
        "<script>alert(1)</script><div>On Mon, 23 Nov 2026, Sam &lt;sam@example.net&gt; wrote:"
        "<blockquote><p>Hi Ada,</p></blockquote></div></body></html>"
    )
    raw = mail("ada@example.org", text=html).replace(b"text/plain", b"text/html")
    assert of(raw).text == "Gladly,\non Friday."


def test_the_plain_part_is_taken_and_what_is_attached_is_not() -> None:
    raw = (
        b"From: ada@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment\n"
        b"Content-Type: text/plain\n\nattached\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n"
        b"Content-Type: text/html\n\n<p>html</p>\n--c\nContent-Type: text/plain; charset=iso-8859-1\n"
        b"Content-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe\n--c--\n--b--\n"
    )
    assert of(raw).text == "Grüße"


# Hostile mail


def test_an_encoded_word_is_no_address_and_only_the_first_of_several_senders_counts() -> None:
    encoded = "=?utf-8?q?=3Cada=40example=2Eorg=3E?= <mallory@evil.example>"
    assert of(mail(encoded)).sender == "mallory@evil.example"
    assert of(mail("mallory@evil.example, ada@example.org")).sender == "mallory@evil.example"
    assert of(mail('"ada@example.org" <mallory@evil.example>')).sender == "mallory@evil.example"


def test_controls_and_escapes_are_gone() -> None:
    found = of(
        mail("ada@example.org", subject="=?utf-8?q?=1B=5B31mred=0D=0ABcc=3A_x?=", text="\x1b]0;owned\x07Yes\x9b2J")
    )
    assert found.subject == "red Bcc: x"
    assert found.text == "Yes"


def test_a_megabyte_of_headers_is_inert() -> None:
    found = of(b"From: ada@example.org\nX-Long: " + b"x" * 1_000_000 + b"\nReferences: <ask-1@example.net>\n\nyes")
    assert (found.sender, found.text) == ("ada@example.org", "")
    ids = b"".join(b" <%d@x>\n" % number for number in range(50_000))
    assert len(of(b"From: ada@example.org\nReferences:" + ids + b"\n\nyes").references) <= 200


def test_parts_within_parts_without_end_are_inert() -> None:
    deep = b"From: ada@example.org\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(4500)
    )
    assert len(deep) < LARGEST
    assert of(deep).text == ""


def test_bytes_that_are_no_text() -> None:
    raw = b"From: ada@example.org\nContent-Type: text/plain; charset=no-such\n\n\xff\xfe\x00yes\x80"
    assert of(raw).text.endswith("yes\ufffd")
    assert of(b"\x00" * 1000).text == ""
    assert of(b"").sort is Sort.ANSWER
    assert of(b"").sender == ""


def test_a_mail_without_an_id_has_the_same_one_each_time() -> None:
    raw = b"From: ada@example.org\nSubject: hello\n\nyes"
    assert of(raw).message_id == of(raw).message_id != of(raw.replace(b"hello", b"hullo")).message_id


@settings(max_examples=150)
@given(st.lists(st.sampled_from(BOUNCE.splitlines(keepends=True)) | st.binary(max_size=40), max_size=40))
def test_no_mail_raises(pieces: list[bytes]) -> None:
    found = read(b"".join(pieces), AT)
    assert found.arrived == AT
    assert all(char.isprintable() or char in "\n\t" for char in found.subject + found.text if ord(char) < 0xA0)
