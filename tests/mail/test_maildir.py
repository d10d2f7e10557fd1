"""A Maildir on this computer: the same look, and nothing moves."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from postoffice import Maildir, mail

from informal.errors import Refused
from informal.mail.maildir import look
from informal.practice.received import OpenLetter, Sort, mark

ASKED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LATER = ASKED + timedelta(hours=5)
ADA = OpenLetter(1, 1, ASKED, frozenset({"<ask-1@example.net>"}), frozenset({"ada@example.org"}))


@pytest.fixture
def box(tmp_path: Path) -> Maildir:
    """An empty one."""
    found = Maildir(tmp_path / "mail")
    found.make()
    return found


def test_answers_are_found_and_nothing_moves(box: Maildir) -> None:
    for number in range(300):
        box.put(mail(f"other{number}@example.com"), LATER, flags=("", "S")[number % 2])
    box.put(mail("ada@home.example", id="<a@x>", about="<ask-1@example.net>"), LATER)
    box.put(mail("Ada@Example.org", id="<b@x>"), LATER, flags="S")
    box.put(mail("ada@example.org", id="<old@x>"), ASKED - timedelta(hours=3), flags="S")
    before = box.picture()
    times = {path: path.stat().st_mtime_ns for path in box.folder.rglob("*")}
    assert {(m.mail.message_id, m.by_id) for m in look(box.folder, [ADA])} == {("<a@x>", True), ("<b@x>", False)}
    assert box.picture() == before
    assert {path: path.stat().st_mtime_ns for path in box.folder.rglob("*")} == times
    assert [m.mail.message_id for m in look(box.folder, [ADA], known=frozenset({mark("<a@x>")}))] == ["<b@x>"]
    assert look(box.folder, []) == []


def test_machines_are_told_from_people(box: Maildir) -> None:
    box.put(mail("ada@example.org", subject="Automatic reply: hello", about="<ask-1@example.net>"), LATER)
    box.put(mail("postmaster@mx.example", text="<ada@example.org>:\nno such user"), LATER)
    assert sorted(m.mail.sort for m in look(box.folder, [ADA])) == [Sort.AWAY, Sort.BOUNCE]


def test_the_inbox_inside_a_folder_of_folders_is_meant(box: Maildir) -> None:
    inner = Maildir(box.folder.parent / "all" / "INBOX")
    inner.make()
    inner.put(mail("ada@example.org", id="<a@x>"), LATER)
    assert [m.mail.message_id for m in look(inner.folder.parent, [ADA])] == ["<a@x>"]


def test_what_is_no_mail_is_left_alone(box: Maildir, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere"
    secret.write_bytes(mail("ada@example.org", about="<ask-1@example.net>"))
    (box.folder / "new" / "1795185000.link").symlink_to(secret)
    os.mkfifo(box.folder / "new" / "1795185000.pipe")
    (box.folder / "new" / "1795185000.folder").mkdir()
    (box.folder / "cur" / "1795185000.bytes:2,").write_bytes(b"\xff\x00ada@example.org<ask-1@example.net>" * 99)
    (box.folder / "cur" / "99999999999999999999.far:2,").write_bytes(b"")
    assert look(box.folder, [ADA]) == []


def test_no_maildir_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        look(tmp_path, [ADA])
    assert "cur and new" in refused.value.message
