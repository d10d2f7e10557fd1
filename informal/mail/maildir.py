"""A mailbox in a folder of this computer, as mbsync and others keep one. It is read, and nothing else: no mail moves
from new to cur, none gets a flag."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from informal.errors import InformalError, Refused
from informal.mail.reading import LARGEST, read
from informal.practice.received import Match, OpenLetter, Sort, mark, match
from informal.text import one_line

_HEADER = 32 * 1024
_NEWEST = 20_000
_INBOXES = ("INBOX", "Inbox", "inbox")
_NAMED = re.compile(r"(\d{9,10})\.")
_DAEMONS = (b"mailer-daemon", b"postmaster", b"mail-daemon", b"mailerdaemon", b"multipart/report")


def look(
    folder: Path,
    letters: Sequence[OpenLetter],
    *,
    mine: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
) -> list[Match]:
    """The mails that belong to open letters, read without changing anything.

    folder: a Maildir, or one that holds the Maildir INBOX. mine: the person's own addresses. known: marks of mails that
    were taken before. Raises Refused where there is no Maildir, InformalError where it can't be read.
    """
    if not letters:
        return []
    since = min(letter.at for letter in letters) - timedelta(days=1)
    needles = _needles(letters)
    seen = set(known)
    found: list[Match] = []
    for arrived, path in _newest(_inbox(folder), since):
        data = _bytes(path, needles)
        if data is None:
            continue
        mail = read(data, arrived)
        fits = match(mail, letters, mine) if mark(mail.message_id) not in seen and mail.sort is not Sort.OTHER else None
        if fits is not None:
            seen.add(mark(mail.message_id))
            found.append(fits)
    return found


def _inbox(folder: Path) -> Path:
    for inbox in (folder, *(folder / name for name in _INBOXES)):
        if (inbox / "cur").is_dir() and (inbox / "new").is_dir():
            return inbox
    raise Refused(
        "There is no Maildir there",
        f"{one_line(str(folder))} has no folders cur and new, nor has an INBOX in it.",
        "See maildir under [mail].",
    )


def _newest(inbox: Path, since: datetime) -> list[tuple[datetime, Path]]:
    """The mails that came in since then, the newest first. Anything but plain files is left alone."""
    found: list[tuple[datetime, Path]] = []
    try:
        for name in ("new", "cur"):
            with os.scandir(inbox / name) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or not entry.is_file(follow_symlinks=False):
                        continue
                    arrived = _arrived(entry)
                    if arrived >= since:
                        found.append((arrived, Path(entry.path)))
    except OSError as error:
        raise InformalError("The Maildir can't be read", f"{inbox}: {error.strerror or error}.") from None
    return sorted(found, reverse=True)[:_NEWEST]


def _arrived(entry: os.DirEntry[str]) -> datetime:
    """When a mail came in: its name says so, or its file. A copy of a folder makes one of the two later."""
    changed = entry.stat(follow_symlinks=False).st_mtime
    named = _NAMED.match(entry.name)
    return datetime.fromtimestamp(min(float(named[1]), changed) if named else changed, UTC)


def _needles(letters: Sequence[OpenLetter]) -> re.Pattern[bytes]:
    """What stands somewhere in every mail that can belong to one of the letters."""
    words = {id for letter in letters for id in letter.ids} | {one for letter in letters for one in letter.addresses}
    return re.compile(b"|".join(re.escape(word.encode()) for word in sorted(words)) or b"(?!)", re.IGNORECASE)


def _bytes(path: Path, needles: re.Pattern[bytes]) -> bytes | None:
    """The bytes of a mail that may belong to a letter; None for any other one, and for one that is gone meanwhile."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
            lower = head.lower()
            if needles.search(head) is None and not any(name in lower for name in _DAEMONS):
                return None
            whole = head + file.read(LARGEST - _HEADER)
    except OSError:
        return None
    return whole if needles.search(whole) is not None else None
