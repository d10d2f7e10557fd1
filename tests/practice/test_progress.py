"""What was done: no day is lost, whatever the trips, and rest is no gap."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Ingredient, Kind, Outcome, State, TalkOutcome
from informal.model.values import Message, Settings, Talk
from informal.practice import progress
from informal.practice.asks import counts
from informal.practice.calendar import WorkCalendar
from informal.practice.progress import Sized, Sort, Step

ZONES = ("Pacific/Auckland", "Pacific/Honolulu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "UTC",
         "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe")  # fmt: skip
TODAY = date(2026, 11, 25)
CALENDAR = WorkCalendar()
DAYS = st.dates(date(2024, 11, 1), TODAY + timedelta(days=1))


def sent(day: date | None, id: int = 1, **fields: object) -> Message:
    made: dict[str, object] = {"contact": 1, "kind": Kind.ASK, "state": State.SENT, "on": day, **fields}
    return Message(id=id, **made)  # type: ignore[arg-type]


def talk(contact: int | None, day: date, outcome: TalkOutcome = TalkOutcome.HELD) -> Talk:
    return Talk(id=1, contact=contact, starts_at=datetime(2026, 11, 1, 9, tzinfo=UTC), on=day, outcome=outcome)


@pytest.mark.parametrize("seed", range(12))
def test_two_years_of_trips_holidays_and_zones_lose_no_day(seed: int) -> None:
    random = Random(seed)
    now, zone = datetime(2024, 11, 4, 9, tzinfo=UTC), ZoneInfo("Europe/Berlin")
    messages: list[Message] = []
    while now < datetime(2026, 11, 4, tzinfo=UTC):
        if random.random() < 0.1:
            zone = ZoneInfo(random.choice(ZONES))
        if random.random() < 0.4:
            messages.append(sent(now.astimezone(zone).date(), len(messages) + 1, at=now))
        now += timedelta(hours=random.choice([1, 7, 12, 23, 24, 25, 60]))
    off = frozenset(date(2024, 11, 4) + timedelta(days=random.randrange(730)) for _ in range(60))
    calendar = WorkCalendar(frozenset(random.sample(range(1, 8), 5)), off, ("12-24", "01-02"))
    today = now.astimezone(zone).date()
    _holds(messages, calendar, today)


def test_from_auckland_to_honolulu_no_day_is_lost() -> None:
    """Ten in the morning on Tuesday there is eleven on Monday here: the newest letter lies after today."""
    instant = datetime(2026, 11, 23, 21, tzinfo=UTC)
    there = instant.astimezone(ZoneInfo("Pacific/Auckland")).date()
    here = (instant + timedelta(hours=9)).astimezone(ZoneInfo("Pacific/Honolulu")).date()
    assert (there, here) == (date(2026, 11, 24), date(2026, 11, 23))
    _holds([sent(there, 1), sent(here, 2)], CALENDAR, here)
    _holds([sent(date(2026, 11, 30), 1)], CALENDAR, date(2026, 11, 29))  # and that is the week after


@given(st.lists(DAYS, max_size=60), st.lists(DAYS, max_size=20), DAYS)
def test_every_letter_has_its_square(days: list[date], off: list[date], today: date) -> None:
    _holds([sent(day, n) for n, day in enumerate(days, 1)], WorkCalendar(days_off=frozenset(off)), today)


def _holds(messages: list[Message], calendar: WorkCalendar, today: date) -> None:
    """Each day is there once, each letter in it, and what is said of days without a letter is so."""
    written = progress.days_written(messages)
    weeks = progress.weeks(written, calendar, today)
    squares = [square for week in weeks for square in week]
    days = [square.day for square in squares]
    first = min([one.on for one in messages if one.on] + [today])
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))], "one day after the other"
    assert days[0] == first - timedelta(days=first.weekday()), "it begins in the week of the first letter"
    assert max([today, *written]) in {square.day for square in weeks[-1]}, "and ends in this one"
    drawn = {square.day: square.letters for square in squares if square.letters}
    assert drawn == Counter(one.on for one in messages if one.on)
    assert len(drawn) == counts(messages, (), today, Settings()).days_written
    for square in squares:
        assert (square.sort is Sort.WROTE) == bool(square.letters)
        if square.sort is Sort.REST:
            assert not calendar.is_working(square.day) or calendar.in_quiet(square.day)
        if square.sort in (Sort.FREE, Sort.TODAY):
            assert calendar.is_working(square.day)
            assert first <= square.day <= today


def test_it_begins_with_one_week_and_widens() -> None:
    assert [len(week) for week in progress.weeks({}, CALENDAR, TODAY)] == [7]
    for weeks in range(1, 30):
        first = TODAY - timedelta(weeks=weeks - 1)
        assert len(progress.weeks({first: 1}, CALENDAR, TODAY)) == weeks


@pytest.mark.parametrize("day", [date.min, date.max, date(9999, 12, 20)])
def test_the_ends_of_time_do_not_break_it(day: date) -> None:
    weeks = progress.weeks({day: 1}, CALENDAR, TODAY)
    assert len(weeks) <= 1_044
    assert progress.this_week([sent(day)], (), day).letters == 1


def test_days_off_and_quiet_weeks_are_rest() -> None:
    calendar = WorkCalendar(days_off=frozenset({date(2026, 11, 23)}), quiet=("11-24", "11-24"))
    (week,) = progress.weeks({}, calendar, TODAY)
    assert [square.sort for square in week] == [Sort.BEFORE] * 2 + [Sort.TODAY] + [Sort.AHEAD] * 4
    (week,) = progress.weeks({date(2026, 11, 23): 2}, calendar, TODAY)
    assert [square.sort for square in week][:3] == [Sort.WROTE, Sort.REST, Sort.TODAY]
    assert week[0].level == 2


@given(st.lists(st.tuples(DAYS, st.sampled_from(Kind), st.sampled_from(State)), max_size=40), DAYS)
def test_this_week_is_what_its_seven_days_hold(rows: list[tuple[date, Kind, State]], today: date) -> None:
    messages = [sent(day, n, kind=kind, state=state) for n, (day, kind, state) in enumerate(rows, 1)]
    week = progress.this_week(messages, [talk(1, day) for day, _, _ in rows], today)
    here = [row for row in rows if row[0].isocalendar()[:2] == today.isocalendar()[:2]]
    out = [row for row in here if row[2] is State.SENT]
    assert (week.letters, week.talks) == (len(out), len(here))
    assert week.asks == sum(kind in (Kind.ASK, Kind.INTRODUCTION_REQUEST) for _, kind, _ in out)
    assert week.days == len({day for day, _, _ in out})
    assert week.answers == sum(state is State.RECEIVED for _, _, state in here)
    assert week.first.isoweekday() == 1
    assert (week.last - week.first).days == 6


def test_a_machine_that_says_they_are_away_is_no_answer() -> None:
    away = sent(TODAY, state=State.RECEIVED, outcome=Outcome.AWAY)
    assert progress.this_week([away], (), TODAY).empty


def test_people_met_are_people_not_talks() -> None:
    assert progress.people_met([talk(1, TODAY), talk(1, TODAY), talk(2, TODAY)]) == 2
    assert progress.people_met([talk(1, TODAY, TalkOutcome.PLANNED), talk(2, TODAY, TalkOutcome.OFF)]) == 0
    assert progress.people_met([talk(None, TODAY), talk(2, TODAY)]) == 2


def test_the_loop_counts_each_station_by_itself() -> None:
    messages = [
        sent(TODAY, 1),
        sent(TODAY, 2, contact=2),
        sent(TODAY, 3, kind=Kind.THANK_YOU),
        sent(TODAY, 4, contact=None),
    ]
    done = counts(messages, [talk(1, TODAY)], TODAY, Settings(), introductions=2)
    found = progress.loop(messages, (), (2, 3), done)
    assert list(found) == list(Step)
    assert list(found.values()) == [3, 0, 1, 1, 2, 1]


@pytest.mark.parametrize(
    ("have", "size"),
    [
        ((), None),
        (tuple(Ingredient), None),
        ((Ingredient.HOPE, Ingredient.TIME), None),
        ((Ingredient.HOPE,), Sized.SHORT),
        ((Ingredient.TIME,), Sized.KIND),
        ((Ingredient.ENERGY,), Sized.KIND),
    ],
)
def test_what_one_has_only_sizes_the_offer(have: tuple[Ingredient, ...], size: Sized | None) -> None:
    assert progress.sized(frozenset(have)) is size
