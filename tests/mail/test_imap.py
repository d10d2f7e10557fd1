"""A mailbox on a real server: a copy laid down, answers found, and nothing changed by looking."""

from __future__ import annotations

import imaplib
import ssl
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from postoffice import PASSWORD, Dovecot, Maildir, mail

from informal.errors import InformalError, Refused
from informal.mail import imap
from informal.mail.login import Secret
from informal.mail.looking import queries
from informal.model.config import Security
from informal.practice.received import OpenLetter, Sort, mark

ASKED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LATER = ASKED + timedelta(hours=5)
ADA = OpenLetter(1, 1, ASKED, frozenset({"<ask-1@example.net>"}), frozenset({"ada@example.org"}))
KOFI = OpenLetter(2, 2, ASKED, frozenset({"<ask-2@example.net>"}), frozenset({"kofi@example.org"}))
SECRET = Secret(PASSWORD)
_USERS = count(1)


@pytest.fixture
def user() -> str:
    """Somebody with an empty mailbox."""
    return f"sam{next(_USERS)}"


def told(post: Dovecot, user: str) -> list[object]:
    """Every message as the server tells it, without looking into any: flags, arrival and size."""
    with imaplib.IMAP4("127.0.0.1", post.plain) as line:
        line.login(user, PASSWORD)
        line.select("INBOX", readonly=True)
        return list(line.uid("FETCH", "1:*", "(FLAGS INTERNALDATE RFC822.SIZE)")[1])


def test_answers_are_found_by_id_and_by_address_among_five_thousand_and_nothing_changes(
    post: Dovecot, user: str
) -> None:
    box = post.inbox(user)
    for number in range(5000):
        text = mail(f"somebody{number % 50}@example.com", subject=f"Other things {number}")
        box.put(text, ASKED + timedelta(minutes=number), flags=("", "S", "RS", "FS")[number % 4])
    box.put(mail("Ada <ada@elsewhere.example>", id="<a@x>", about="<ask-1@example.net>"), LATER)
    box.put(mail("KOFI@example.org", id="<k@x>", subject="Your question"), LATER, flags="S")
    box.put(mail("kofi@example.org", id="<old@x>"), ASKED - timedelta(days=3), flags="RS")
    files, flags = box.picture(), told(post, user)
    with imap.session(post.server(user), SECRET) as line:
        found = line.look([ADA, KOFI])
    assert {(m.letter.contact, m.mail.message_id, m.by_id) for m in found} == {(1, "<a@x>", True), (2, "<k@x>", False)}
    assert box.picture() == files
    assert told(post, user) == flags
    assert len(files) == 5003


def test_what_lies_in_the_archive_is_found_too_and_once(post: Dovecot, user: str) -> None:
    post.inbox(user)
    with imap.session(post.server(user), SECRET) as line:
        assert line.folder("archive") is not None
    archive = Maildir(post.home / "mail" / user / ".Archive", post.owner)
    archive.make()
    both = mail("ada@example.org", id="<a@x>", about="<ask-1@example.net>")
    archive.put(both, LATER, flags="S")
    post.inbox(user).put(both, LATER, flags="S")
    archive.put(mail("ada@example.org", id="<b@x>", about="<ask-1@example.net>"), LATER, flags="S")
    with imap.session(post.server(user), SECRET) as line:
        assert sorted(m.mail.message_id for m in line.look([ADA])) == ["<a@x>", "<b@x>"]
        assert [m.mail.message_id for m in line.look([ADA], known=frozenset({mark("<a@x>")}))] == ["<b@x>"]


def test_of_junk_only_what_names_our_letter_is_an_answer(post: Dovecot, user: str) -> None:
    post.inbox(user)
    junk = Maildir(post.home / "mail" / user / ".Junk", post.owner)
    junk.make()
    junk.put(mail("ada@example.org", id="<a@x>", about="<ask-1@example.net>"), LATER)
    junk.put(mail("kofi@example.org", id="<forged@x>", subject="Your question"), LATER)
    with imap.session(post.server(user), SECRET) as line:
        assert line.folder("junk") is not None
        assert [(m.letter.contact, m.mail.message_id) for m in line.look([ADA, KOFI])] == [(1, "<a@x>")]


def test_machines_are_told_from_people(post: Dovecot, user: str) -> None:
    box = post.inbox(user)
    box.put(mail("ada@example.org", more="Auto-Submitted: auto-replied\n", about="<ask-1@example.net>"), LATER)
    box.put(
        b"From: MAILER-DAEMON@mx.example\nMessage-ID: <d@x>\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        b"no\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: failed\n"
        b"Final-Recipient: rfc822; kofi@example.org\n\n--b--\n",
        LATER,
    )
    with imap.session(post.server(user), SECRET) as line:
        found = {m.letter.contact: m.mail for m in line.look([ADA, KOFI])}
    assert found[1].sort is Sort.AWAY
    assert (found[2].sort, found[2].failed) == (Sort.BOUNCE, ("kofi@example.org",))


def test_a_copy_is_laid_down_where_the_server_keeps_such_things(post: Dovecot, user: str) -> None:
    box = post.inbox(user)
    with imap.session(post.server(user), SECRET) as line:
        line.append("sent", mail("sam@example.net", id="<s@x>"))
        line.append("drafts", mail("sam@example.net", id="<d@x>"))
    # The server calls it "Was sent"; what it is for it says by its mark.
    laid = [(name.split("/")[0], name.rpartition(":2,")[2]) for name in box.picture()]
    assert laid == [(".Drafts", "D"), (".Was sent", "S")]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_the_line_is_private_or_not_used(post: Dovecot, user: str, security: Security) -> None:
    server = post.server(user, security)
    trusting = ssl.create_default_context(cafile=str(post.cert))
    with imap.session(server, SECRET, context=trusting) as line:
        assert line.examine("INBOX")
    with pytest.raises(Refused) as refused, imap.session(server, SECRET):
        pass
    assert "made its certificate itself" in refused.value.message


def test_a_wrong_password_is_told_in_the_servers_words_and_never_said_back(post: Dovecot, user: str) -> None:
    with pytest.raises(Refused) as refused, imap.session(post.server(user), Secret("not-the-right-one")):
        pass
    assert "Authentication failed" in refused.value.message
    assert "not-the-right-one" not in str(refused.value)


def test_a_mailbox_without_such_a_folder_says_so(post: Dovecot, user: str) -> None:
    with imap.session(post.server(user), SECRET) as line:
        line._folders = ()
        with pytest.raises(InformalError):
            line.append("sent", b"x")


def test_what_a_search_says_is_only_what_is_safe_to_say() -> None:
    evil = OpenLetter(
        1,
        1,
        ASKED,
        frozenset({'<a"b@x>', "<c\r\nA1 LOGOUT@x>", "<ok@x>"}),
        frozenset({"a{3}\r\nx@y.example", "ä@x.example"}),
    )
    assert queries([evil]) == ['OR HEADER REFERENCES "ok@x" HEADER IN-REPLY-TO "ok@x"']
    many = [OpenLetter(n, n, ASKED, frozenset({f"<{n}@x>"}), frozenset({f"a{n}@example.org"})) for n in range(200)]
    asked = queries(many)
    assert all(len(query) < 4000 for query in asked)
    assert all(f'"{n}@x"' in " ".join(asked) and f'"a{n}@example.org"' in " ".join(asked) for n in range(200))
