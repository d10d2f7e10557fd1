"""Looking through the folders of a mailbox for answers: the server searches, and only what fits is read.

Only for people with an open letter: by the ids under which it went out, by their address since the day it went out,
and by servers that give it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from informal.mail.reading import LARGEST, read
from informal.practice.received import Match, OpenLetter, Received, Sort, mark, match

if TYPE_CHECKING:
    from informal.mail.imap import Box

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What may stand between quotes in a search, whatever it was read from.
_SAFE = re.compile(r"[!#-\[\]-~]{3,250}")
_HEADER = 32 * 1024
# RFC 7162 advises lines of no more than 8192.
_QUERY = 2000
_AT_ONCE = 50
_NEWEST = 500
_READ = 200
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_ARRIVED = re.compile(rb'\bINTERNALDATE "([ \d]\d-[A-Za-z]{3}-\d{4} \d{2}:\d{2}:\d{2} [+-]\d{4})"')


class Looking:
    """One look. mine: the person's own addresses. known: marks of mails that were taken before."""

    def __init__(self, box: Box, letters: Sequence[OpenLetter], mine: frozenset[str], known: frozenset[str]) -> None:
        self._box = box
        self._letters = letters
        self._mine = mine
        self._seen = set(known)
        self._reads = _READ

    def through(self, folders: Sequence[str]) -> list[Match]:
        """What was found in those folders. Raises what imaplib raises; the first one must be there."""
        found: list[Match] = []
        for number, folder in enumerate(folders):
            if not self._box.examine(folder):
                if number == 0:
                    raise ValueError(f"{folder} can't be opened")
                continue
            found += self._in_folder(self._letters)
        return found

    def by_id(self, folder: str) -> list[Match]:
        """What in a folder names an id of ours. Raises what imaplib raises."""
        named = [replace(letter, addresses=frozenset()) for letter in self._letters if letter.ids]
        if not named or not self._box.examine(folder):
            return []
        return [one for one in self._in_folder(named) if one.by_id]

    def _in_folder(self, letters: Sequence[OpenLetter]) -> Iterator[Match]:
        uids: set[int] = set()
        for query in queries(letters):
            for answer in self._box.uid("SEARCH", query):
                if isinstance(answer, bytes):
                    uids |= {int(word) for word in answer.split() if word.isdigit() and len(word) <= 10}
        newest = sorted(uids, reverse=True)[:_NEWEST]
        for at in range(0, len(newest), _AT_ONCE):
            for uid, mail in self._read(newest[at : at + _AT_ONCE], f"BODY.PEEK[HEADER]<0.{_HEADER}>"):
                if mark(mail.message_id) not in self._seen and self._may_belong(mail) and self._reads > 0:
                    self._reads -= 1
                    yield from self._whole(uid)

    def _may_belong(self, header: Received) -> bool:
        return header.sort is Sort.BOUNCE or match(header, self._letters, self._mine) is not None

    def _whole(self, uid: int) -> Iterator[Match]:
        for _, mail in self._read([uid], f"BODY.PEEK[]<0.{LARGEST}>"):
            found = match(mail, self._letters, self._mine)
            if found is not None and mark(mail.message_id) not in self._seen:
                self._seen.add(mark(mail.message_id))
                yield found

    def _read(self, uids: Sequence[int], what: str) -> list[tuple[int, Received]]:
        asked = ",".join(map(str, uids))
        answers = self._box.uid("FETCH", asked, f"(UID INTERNALDATE {what})")
        wanted = set(uids)
        return [(uid, read(data, arrived)) for uid, arrived, data in _fetched(answers) if uid in wanted]


def _fetched(answers: Sequence[Any]) -> Iterator[tuple[int, datetime, bytes]]:
    """Uid, arrival and literal of each message. What stands beside the literal may come before or after it; a message
    without one of the three is left out."""
    for at, answer in enumerate(answers):
        if not isinstance(answer, tuple) or b"BODY[" not in answer[0].upper():
            continue
        rest = answers[at + 1] if at + 1 < len(answers) and isinstance(answers[at + 1], bytes) else b""
        said = answer[0] + b" " + rest
        uid, arrived = _UID.search(said), _ARRIVED.search(said)
        if uid is None or arrived is None:
            continue
        try:
            moment = parsedate_to_datetime(arrived[1].decode("ascii").strip().replace("-", " ", 2))
        except ValueError:
            continue
        yield int(uid[1]), moment.astimezone(UTC), answer[1]


def queries(letters: Sequence[OpenLetter]) -> list[str]:
    """The searches that find what may belong to the letters, each of a length that servers take."""
    batches: list[list[str]] = []
    length = 0
    for letter in letters:
        for key in _keys(letter):
            length += len(key) + 4
            if not batches or length > _QUERY:
                batches.append([])
                length = len(key)
            batches[-1].append(key)
    return [_any_of(batch) for batch in batches]


def _keys(letter: OpenLetter) -> Iterator[str]:
    for id in sorted(letter.ids):
        bare = id.strip("<>")
        if _SAFE.fullmatch(bare):
            yield f'HEADER REFERENCES "{bare}"'
            yield f'HEADER IN-REPLY-TO "{bare}"'
    day = (letter.at - timedelta(days=1)).date()
    since = f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}"
    for address in sorted(letter.addresses):
        if _SAFE.fullmatch(address):
            yield f'({since} FROM "{address}")'
            yield f'({since} OR FROM "mailer-daemon" FROM "postmaster" BODY "{address}")'


def _any_of(keys: Sequence[str]) -> str:
    """Any of several keys, nested no deeper than it must be."""
    if len(keys) == 1:
        return keys[0]
    middle = len(keys) // 2
    return f"OR {_any_of(keys[:middle])} {_any_of(keys[middle:])}"
