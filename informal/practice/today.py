"""Today: a few people at most, each with the reason, and what may be told of the days to come.

What others wait for comes first, then what was begun, then people to write to: first those who know one, because
practice on easy people is what helps (Aknin & Sandstrom 2024). What is not shown is kept, not owed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice

from informal.model.kinds import Kind, Stage
from informal.model.values import Settings
from informal.practice.calendar import WorkCalendar, say_day
from informal.practice.lineup import SILENT, Candidate, People, Somebody, Threads, elsewhere_first
from informal.practice.stage import Standing
from informal.text import spelled

# "After a week away, one key rests all that is older than 15 working days."
DAYS_UNTIL_LEFT_OVER = 15


class Why(StrEnum):
    """Why somebody is offered. The order of the members is the order of Today."""

    HANDED = "handed"
    THANK_YOU = "thank_you"
    REPLY = "reply"
    TALK = "talk"
    CONFIRMATION = "confirmation"
    FOLLOW_UP = "follow_up"
    ELSEWHERE = "elsewhere"
    UPDATE = "update"
    DRAFT = "draft"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of Today. kind: what would be written; None where nothing is (a talk, "did it go out?")."""

    contact: int
    reason: str
    kind: Kind | None
    why: Why


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the end of the day may promise: from when somebody else, from when the one short note."""

    elsewhere: date
    follow_up: date


_Line = tuple[Why, date, int, Offer]


def offers(
    candidates: Iterable[Candidate],
    calendar: WorkCalendar,
    settings: Settings,
    today: date,
    skipped: frozenset[int] = frozenset(),
    limit: int = 3,
    news: Mapping[int, str] | None = None,
) -> tuple[Offer, ...]:
    """At most `limit` lines, each contact once, in the order of Why. The candidates are all contacts, in any order.

    Never anybody at rest, put off to a later day (but for a talk and for "did it go out?", which are facts), or who
    asked not to be written to. For each silence of three working days that no later ask has made up for, one person
    is lifted over what was begun, somewhere else first; a follow-up leaves room for one. A company that has
    `letters_per_company` open letters gets no further one.
    news: for whoever led to somebody, what they were not told yet of it. Not while they owe an answer.
    """
    people = People(today, skipped)
    begun: list[Candidate] = []
    new, resting = Stage.NEW, Stage.RESTING
    for candidate in candidates:
        person, at = candidate
        stage = at.stage
        if stage is resting or person.dont_write:
            continue
        if stage is new and not (news and person.id in news):
            people.take(candidate)
        else:
            begun.append(candidate)
    threads = Threads.of(begun, today)
    full = max(1, settings.letters_per_company)
    held_back = calendar.in_quiet(today)
    lines: dict[int, _Line] = {}
    for person, at in begun:
        line = _line(person, at, today, held_back) or _to_tell(person, at, today, news or {})
        if line is None or person.id in skipped or person.id in lines:
            continue
        if line[0] is Why.DRAFT and threads.open_at(person) >= full:
            continue
        lines[person.id] = line
    in_order = [line[3] for line in sorted(lines.values(), key=_order)]
    return _compose(in_order, elsewhere_first(people, threads, full, set(lines)), threads.lifts, limit)


def forecast(sent: datetime, calendar: WorkCalendar, settings: Settings) -> Forecast:
    """The days that follow from an ask sent at that local time, if it stays quiet."""
    zero = calendar.day_zero(sent)
    follow_up = calendar.out_of_quiet(calendar.add(zero, settings.days_until_follow_up))
    return Forecast(calendar.add(zero, settings.days_until_else), follow_up)


def kept_back(standings: Iterable[Standing], calendar: WorkCalendar, today: date) -> tuple[int, date] | None:
    """In quiet weeks: how many follow-ups wait for their end, and the day they wait for. Else None."""
    if not calendar.in_quiet(today):
        return None
    day = calendar.out_of_quiet(today)
    count = sum(at.stage in SILENT and at.due == day and at.rests != day for at in standings)
    return (count, day) if count else None


def say_kept_back(count: int, day: date, today: date) -> str:
    """Those follow-ups in a sentence; nothing is asked for them until then."""
    notes = "One short note is" if count == 1 else f"{spelled(count).capitalize()} short notes are"
    return f"{notes} kept for {say_day(day, today)}."


def left_over(candidates: Iterable[Candidate], calendar: WorkCalendar, today: date) -> tuple[int, ...]:
    """Whom one key may rest after a while away: whatever has waited for more than 15 working days."""
    old: list[int] = []
    for person, at in candidates:
        day = at.since if at.stage is Stage.DRAFTED and at.due is None else at.due
        if day is None or at.stage in (Stage.RESTING, Stage.NEW) or at.meets is not None or day >= today:
            continue
        if calendar.working_days_between(day, today) > DAYS_UNTIL_LEFT_OVER:
            old.append(person.id)
    return tuple(old)


def _line(person: Somebody, at: Standing, today: date, held_back: bool) -> _Line | None:
    """The line for somebody one has begun with, and where it stands; None if there is nothing to do today."""
    found = _begun(at, today, held_back)
    if found is None:
        return None
    why, reason, kind = found
    if person.snoozed_until and person.snoozed_until > today and why not in _FACTS:
        return None
    day = at.due or at.since or today
    return why, day, person.id, Offer(person.id, reason, kind, why)


def _to_tell(person: Somebody, at: Standing, today: date, news: Mapping[int, str]) -> _Line | None:
    """The line for somebody who led to another one and was not told yet what became of it."""
    if person.id not in news or at.stage in SILENT or at.stage is Stage.BOOKED:
        return None
    if person.snoozed_until and person.snoozed_until > today:
        return None
    return Why.UPDATE, today, person.id, Offer(person.id, news[person.id], Kind.UPDATE, Why.UPDATE)


def _begun(at: Standing, today: date, held_back: bool) -> tuple[Why, str, Kind | None] | None:
    stage = at.stage
    here = at.due is None or at.due <= today
    if at.handed:
        return Why.HANDED, "did it go out?", None
    if stage is Stage.REPLIED:
        return Why.REPLY, at.reason, at.kind
    if stage is Stage.BOOKED:
        if at.due == today:
            return Why.TALK, at.reason, None
        near = at.confirm is not None and at.confirm <= today
        return (Why.CONFIRMATION, f"a word before you meet; {at.reason}", Kind.CONFIRMATION) if near else None
    if stage is Stage.TALKED:
        return Why.THANK_YOU, at.reason if at.reason.endswith("?") else f"thank them; {at.reason}", at.kind
    if stage is Stage.FOLLOW_UP_DUE:
        return (Why.FOLLOW_UP, at.reason, at.kind) if here and not held_back else None
    if stage is Stage.THANKED:
        return (Why.UPDATE, at.reason, at.kind) if at.due is not None and here else None
    if stage is Stage.DRAFTED:
        return Why.DRAFT, at.reason, at.draft
    return None


# Put off or not: they are so.
_FACTS = frozenset({Why.HANDED, Why.TALK, Why.CONFIRMATION})
_PLACES = {why: place for place, why in enumerate(Why)}
# Fresh in mind first: a talk of yesterday before one of last month, the draft of today before an old one.
_NEWEST_FIRST = frozenset({Why.THANK_YOU, Why.DRAFT})


def _order(line: _Line) -> tuple[int, int, int]:
    why, day, id, _ = line
    number = day.toordinal()
    return _PLACES[why], -number if why in _NEWEST_FIRST else number, id


def _compose(begun: list[Offer], people: Iterator[Candidate], lifts: int, limit: int) -> tuple[Offer, ...]:
    """The lines in the order of Why, with the lifted in their place."""
    if limit <= 0:
        return ()
    before = [offer for offer in begun if _PLACES[offer.why] < _PLACES[Why.ELSEWHERE]]
    after = [offer for offer in begun if _PLACES[offer.why] > _PLACES[Why.ELSEWHERE]]
    room = limit - len(before)
    if room <= 0 and lifts and limit > 1 and before[limit - 1].why is Why.FOLLOW_UP:
        room = 1
    lifted = [_to_write_to(one, Why.ELSEWHERE) for one in islice(people, max(0, min(lifts, room)))]
    found = [*before[: limit - len(lifted)], *lifted, *after][:limit]
    for one in people if len(found) < limit else ():
        found.append(_to_write_to(one, Why.PERSON))
        if len(found) == limit:
            break
    return tuple(found)


def _to_write_to(one: Candidate, why: Why) -> Offer:
    person, at = one
    return Offer(person.id, at.reason, at.kind, why)
