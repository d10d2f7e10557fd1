"""What happens when: the days to come, one line for each thing. Nothing in it is ever late: what is from before
stands under today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from informal.model.kinds import Kind, Stage, TalkOutcome
from informal.model.values import Contact, Talk
from informal.practice.calendar import Local, to_local
from informal.practice.lineup import SILENT
from informal.practice.stage import Standing


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day. who: the contact. at: the instant, where it has one."""

    day: date
    what: str
    who: int
    at: datetime | None = None


Person = tuple[Contact, Standing, Sequence[Talk]]


def agenda(
    people: Iterable[Person],
    today: date,
    local: Local = to_local,
    news: Mapping[int, str] | None = None,
) -> tuple[Entry, ...]:
    """The entries in order. people: everybody with whom anything was begun or who was put off to a day, each once.

    news: what introducers were not told yet. Whoever asked not to be written to, or rests, has no entry.
    """
    found: list[Entry] = []
    for contact, at, talks in people:
        if contact.dont_write:
            continue
        lines = list(_of(contact, at, talks, today, local))
        told = (news or {}).get(contact.id)
        if told and at.stage not in SILENT and at.stage not in (Stage.RESTING, Stage.BOOKED):
            lines.append((today, told, None))
        found += [Entry(max(day, today), what, contact.id, moment) for day, what, moment in lines]
    return tuple(sorted(found, key=_order))


def _order(entry: Entry) -> tuple[date, bool, str, str, int]:
    """A day's talks first, by the clock."""
    return entry.day, entry.at is None, entry.at.isoformat() if entry.at else "", entry.what, entry.who


_Line = tuple[date, str, datetime | None]


def _of(contact: Contact, at: Standing, talks: Sequence[Talk], today: date, local: Local) -> Iterator[_Line]:
    if at.meets is not None:
        yield from _talks(at, at.meets, talks, local)
    until = contact.snoozed_until
    if until is not None and until > today and at.stage is not Stage.BOOKED:
        yield until, "they come up again", None
        if at.handed:
            yield today, "did it go out?", None
        return
    if at.handed:
        yield today, "did it go out?", None
    if at.stage in SILENT:
        yield from _silent(at)
    elif at.stage in _WHAT and at.due is not None:
        yield at.due, _WHAT[at.stage], None
    elif at.stage is Stage.THANKED:
        yield from _thanked(at, talks)


_WHAT = {Stage.REPLIED: "write back", Stage.TALKED: "thank them"}


def _talks(at: Standing, first: date, talks: Sequence[Talk], local: Local) -> Iterator[_Line]:
    planned = [talk for talk in talks if talk.outcome is TalkOutcome.PLANNED and talk.on >= first]
    for talk in planned:
        yield talk.on, f"you talk at {local(talk.starts_at):%H:%M}", talk.starts_at
    if at.confirm is not None:
        yield at.confirm, "a word before you meet", None


def _silent(at: Standing) -> Iterator[_Line]:
    """From which day the one short note, and from which day it rests."""
    if at.due is not None and at.due != at.rests:
        yield at.due, "one short note, if it is still quiet", None
    if at.rests is not None:
        yield at.rests, "it rests, if it is still quiet", None


def _thanked(at: Standing, talks: Sequence[Talk]) -> Iterator[_Line]:
    steps = [talk.next_step for talk in talks if talk.next_step and talk.next_step.by and not talk.next_step.done_on]
    for step in steps:
        if step.by is not None:
            yield step.by, f"you said: {step.what}" if step.what else "what you said you would do", None
    if at.due is not None and all(step.by != at.due for step in steps):
        yield at.due, _AFTER_THANKS.get(at.kind, at.reason), None


_AFTER_THANKS = {
    Kind.UPDATE: "tell them how it went",
    Kind.FOLLOW_UP: "one short note, if it is still quiet",
    Kind.ANSWER: "write back",
}
