"""What one has done, as values to draw: days, totals, this week, the loop. All of it is true, none of it is a debt.

The picture of the days begins in the week of the first letter and widens; it never shows a year of empty squares. A day
is the local date kept with the letter, wherever on earth it was written. A day off is rest, not a gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from informal.model.kinds import Ingredient, Kind, State, TalkOutcome
from informal.model.values import Message, Talk
from informal.practice.asks import ASKING, Counts, is_reply
from informal.practice.calendar import DAY, WorkCalendar
from informal.practice.network import Growth
from informal.practice.rates import Rate
from informal.practice.silence import Fate

DAYS_A_WEEK = 7
# Twenty years. A day that a foreign file dates before the telephone is counted, not drawn.
_MOST_WEEKS = 1_044


class Sort(StrEnum):
    """What a day of the picture is. before: the first letter; ahead: still to come."""

    WROTE = "wrote"
    REST = "rest"
    FREE = "free"
    TODAY = "today"
    BEFORE = "before"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Square:
    """One day. letters: how many went out on it."""

    day: date
    sort: Sort
    letters: int = 0

    @property
    def level(self) -> int:
        """1, 2, or 3 for three letters and more; 0 for none."""
        return min(3, self.letters)


Week = tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """From Monday on. letters: all that went out; days: on how many days; talks held; answers that came in."""

    first: date
    last: date
    letters: int
    asks: int
    days: int
    talks: int
    answers: int

    @property
    def empty(self) -> bool:
        """Whether nothing is to be told of it."""
        return not (self.letters or self.talks or self.answers)


class Step(StrEnum):
    """A station of the loop; the last leads to the first."""

    ASKS = "asks"
    ANSWERED = "answered"
    TALKS = "talks"
    THANKED = "thanked"
    INTRODUCTIONS = "introductions"
    ASKED_AGAIN = "asked_again"


@dataclass(frozen=True, slots=True)
class Untried:
    """An opening that is true for somebody and was tried least. tried: how often it went out."""

    contact: int
    name: str
    opening: str
    title: str
    tried: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the pictures show. No name of anybody but in `untried`.

    loop: the count of each station. silence: what it means, in ifs. kept: how many answers lie in the jar.
    """

    today: date
    counts: Counts
    people_met: int
    growth: Growth
    weeks: tuple[Week, ...]
    this_week: ThisWeek
    loop: Mapping[Step, int]
    overall: Rate
    openings: tuple[Rate, ...]
    channels: tuple[Rate, ...]
    days_to_answer: int | None
    wait: int
    silence: str
    untried: Untried | None = None
    kept: int = 0
    first_day: date | None = None


def days_written(messages: Iterable[Message]) -> Counter[date]:
    """How many letters went out on each local day."""
    return Counter(message.on for message in messages if message.state is State.SENT and message.on is not None)


def weeks(written: Mapping[date, int], calendar: WorkCalendar, today: date) -> tuple[Week, ...]:
    """The days as weeks from Monday to Sunday: from the first letter's to this one, one week at least.

    Where somebody flew over the date line the newest letter may lie after today: its week is there, too.
    """
    first = min((*written, today))
    end = _monday(max((*written, today)))
    number = min(_MOST_WEEKS, (end - _monday(first)).days // DAYS_A_WEEK + 1)
    mondays = [end - timedelta(days=DAYS_A_WEEK * back) for back in reversed(range(number))]
    return tuple(
        tuple(
            _square(day, written.get(day, 0), first, today, calendar)
            for step in range(DAYS_A_WEEK)
            if step <= (date.max - monday).days
            for day in (monday + timedelta(days=step),)
        )
        for monday in mondays
    )


def _square(day: date, letters: int, first: date, today: date, calendar: WorkCalendar) -> Square:
    if letters:
        return Square(day, Sort.WROTE, letters)
    if day < first:
        return Square(day, Sort.BEFORE)
    if day > today:
        return Square(day, Sort.AHEAD)
    if not calendar.is_working(day) or calendar.in_quiet(day):
        return Square(day, Sort.REST)
    return Square(day, Sort.TODAY if day == today else Sort.FREE)


def this_week(messages: Iterable[Message], talks: Iterable[Talk], today: date) -> ThisWeek:
    """What was done since Monday, by local days."""
    first = _monday(today)
    last = first + timedelta(days=min(DAYS_A_WEEK - 1, (date.max - first).days))
    here = [one for one in messages if one.on is not None and first <= one.on <= last]
    out = [one for one in here if one.state is State.SENT]
    return ThisWeek(
        first=first,
        last=last,
        letters=len(out),
        asks=sum(one.kind in ASKING for one in out),
        days=len({one.on for one in out}),
        talks=sum(talk.outcome is TalkOutcome.HELD and first <= talk.on <= last for talk in talks),
        answers=sum(is_reply(one) for one in here),
    )


def people_met(talks: Iterable[Talk]) -> int:
    """With how many people one talked. Of somebody who was deleted since nothing tells which talks were theirs: each
    counts as one, so that the total does not fall."""
    held = [talk.contact for talk in talks if talk.outcome is TalkOutcome.HELD]
    return len(set(held) - {None}) + held.count(None)


def loop(
    messages: Sequence[Message], fates: Iterable[Fate], introduced: Iterable[int], counts: Counts
) -> dict[Step, int]:
    """How often each station was reached. introduced: everybody whom somebody else led to.

    Stations are counted by themselves: a talk may come without a letter, an introduction without a talk.
    """
    asked = {message.contact for message in messages if message.state is State.SENT and message.kind in ASKING}
    thanks = sum(message.state is State.SENT and message.kind is Kind.THANK_YOU for message in messages)
    return {
        Step.ASKS: counts.total_asks,
        Step.ANSWERED: sum(fate.answered for fate in fates),
        Step.TALKS: counts.talks,
        Step.THANKED: thanks,
        Step.INTRODUCTIONS: counts.introductions,
        Step.ASKED_AGAIN: sum(one in asked for one in introduced),
    }


class Sized(StrEnum):
    """How the day's offer is sized by what one has today."""

    SHORT = "short"
    KIND = "kind"


def sized(today: frozenset[Ingredient]) -> Sized | None:
    """Little time: a short note. Little hope: a thank-you, or the jar; that goes first. None while nothing was said,
    or where both are there."""
    if not today:
        return None
    if Ingredient.HOPE not in today:
        return Sized.KIND
    return Sized.SHORT if Ingredient.TIME not in today else None


def _monday(day: date) -> date:
    return day - DAY * min(day.weekday(), (day - date.min).days)
