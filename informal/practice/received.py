"""Mail that came in, and whose letter it answers: by our ids, or by their address after the ask.

Some servers put an id of their own on what we send, so an answer may name none of ours; and a person may answer from
another address, so an id of ours is enough without theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from informal.text import fold, one_line

# Server clocks differ a little; nobody answers before they were asked.
_SLACK = timedelta(minutes=5)
# The Date line is written by the sender's own clock, which may be off by a zone.
_OTHER_CLOCK = timedelta(days=1)
_ANSWERING = re.compile(r"^(?:(?:re|aw|sv|vs|antw|rif|odp|fwd?|wg)(?:\[\d+\])?\s*:\s*)+")
# Servers try for five days (RFC 5321, 4.5.4.1), and then say that they gave up.
_GIVING_UP = timedelta(days=14)


class Sort(StrEnum):
    """What a mail is: of a person, of a machine while they are away, of a server that gives the letter back, or
    nothing that says anything about a letter."""

    ANSWER = "answer"
    AWAY = "away"
    BOUNCE = "bounce"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Received:
    """One mail, read. Nothing in it is trusted; its text is cleaned.

    sender: the address alone, in small letters. message_id: the mail's own, or one made from its headers.
    references: every id of another mail that it names, those of a letter it gives back among them.
    arrived: when the server took it, dated: when its sender says they wrote it; None where unknown or nonsense.
    text: without the history it quotes. failed: addresses that a bounce says do not work. bulk: to many at once.
    """

    sort: Sort
    sender: str
    message_id: str
    references: frozenset[str]
    arrived: datetime
    dated: datetime | None = None
    subject: str = ""
    text: str = ""
    failed: tuple[str, ...] = ()
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A letter that waits for an answer. ids: all under which letters to this person went out.

    addresses: theirs, in small letters. subject: where their address alone is not enough, as base_subject gives it.
    """

    letter: int
    contact: int
    at: datetime
    ids: frozenset[str]
    addresses: frozenset[str]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A mail and the letter it belongs to. by_id: it names an id of ours."""

    letter: OpenLetter
    mail: Received
    by_id: bool


def match(mail: Received, letters: Sequence[OpenLetter], mine: frozenset[str] = frozenset()) -> Match | None:
    """The open letter that a mail answers, the newest if several would do; None for any other mail.

    mine: the person's own addresses. What they wrote themselves lies in the same folders and names the same ids.
    """
    if mail.sort is Sort.OTHER or any(mail.message_id in one.ids for one in letters):
        return None
    newest = sorted(letters, key=lambda one: one.at, reverse=True)
    own = mail.sender in mine
    for one in newest:
        if one.ids & mail.references and not (own and mail.sender not in one.addresses):
            return Match(one, mail, by_id=True)
    if own or mail.bulk:
        return None
    for one in newest:
        if _by_address(mail, one):
            return Match(one, mail, by_id=False)
    return None


def _by_address(mail: Received, letter: OpenLetter) -> bool:
    if mail.arrived < letter.at - _SLACK or (mail.dated is not None and mail.dated < letter.at - _OTHER_CLOCK):
        return False
    if mail.sort is Sort.BOUNCE:
        return not letter.addresses.isdisjoint(mail.failed) and mail.arrived < letter.at + _GIVING_UP
    return mail.sender in letter.addresses and letter.subject in ("", base_subject(mail.subject))


def base_subject(subject: str) -> str:
    """A subject line without what answering puts before it, for comparing."""
    return _ANSWERING.sub("", fold(one_line(subject)))


def chosen(found: Iterable[Match]) -> list[Match]:
    """What of the found is kept, oldest first, each mail once: whatever names an id of ours; of those known only by
    their address the first of each person, for the others may be about anything."""
    every = sorted(found, key=lambda one: (one.mail.arrived, one.mail.message_id))
    named = {one.letter.contact for one in every if one.by_id and one.mail.sort is Sort.ANSWER}
    kept: dict[str, Match] = {}
    first: set[tuple[int, Sort]] = set()
    for one in every:
        about = (one.letter.contact, one.mail.sort)
        if not one.by_id:
            if about in first or (one.mail.sort is Sort.ANSWER and one.letter.contact in named):
                continue
            first.add(about)
        kept.setdefault(one.mail.message_id, one)
    return list(kept.values())


def mark(text: str) -> str:
    """By which a mail is known again without keeping anything of it."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
