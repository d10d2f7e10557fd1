"""Working days, as the cadence counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.values import Settings
from informal.practice.calendar import WorkCalendar, say_day, say_when

THANKSGIVING = date(2026, 11, 26)
PLAIN = WorkCalendar()
US = WorkCalendar(days_off=frozenset({THANKSGIVING}))
CHRISTMAS = WorkCalendar(quiet=("12-24", "01-02"))

days = st.dates(date(2020, 1, 1), date(2032, 12, 31))
calendars = st.builds(
    WorkCalendar,
    st.frozensets(st.integers(1, 7)),
    st.frozensets(days, max_size=20),
    st.one_of(st.none(), st.just(("12-24", "01-02")), st.just(("01-01", "12-31")), st.just(("07-20", "08-10"))),
)


@pytest.mark.parametrize(
    ("calendar", "hour", "follow_up"),
    [
        (US, 9, date(2026, 11, 27)),
        (US, 14, date(2026, 11, 30)),
        (PLAIN, 9, date(2026, 11, 26)),
        (PLAIN, 14, date(2026, 11, 27)),
    ],
)
def test_the_worked_example(calendar: WorkCalendar, hour: int, follow_up: date) -> None:
    assert calendar.add(calendar.day_zero(datetime(2026, 11, 17, hour)), 7) == follow_up


def test_noon_itself_is_still_the_morning() -> None:
    assert PLAIN.day_zero(datetime(2026, 11, 17, 12, 0, 59)) == date(2026, 11, 17)
    assert PLAIN.day_zero(datetime(2026, 11, 17, 12, 1)) == date(2026, 11, 18)


def test_the_clock_that_counts_is_the_persons_own() -> None:
    sent = datetime(2026, 11, 17, 17, 0, tzinfo=UTC)
    assert PLAIN.day_zero(sent.astimezone(timezone(timedelta(hours=-8)))) == date(2026, 11, 17)
    assert PLAIN.day_zero(sent.astimezone(timezone(timedelta(hours=9)))) == date(2026, 11, 18)


def test_a_letter_of_friday_evening_begins_to_wait_on_monday() -> None:
    assert PLAIN.day_zero(datetime(2026, 11, 20, 18)) == date(2026, 11, 23)
    assert PLAIN.day_zero(datetime(2026, 11, 22, 8)) == date(2026, 11, 23)


def test_own_days_off_and_holidays_do_not_count() -> None:
    settings = Settings(days_off=(date(2026, 11, 25),), holidays=(THANKSGIVING,))
    assert WorkCalendar.from_settings(settings).add(date(2026, 11, 24), 1) == date(2026, 11, 27)


def test_a_working_week_may_run_from_sunday_to_thursday() -> None:
    calendar = WorkCalendar.from_settings(Settings(working_days=(7, 1, 2, 3, 4)))
    assert calendar.next_working(date(2026, 11, 20)) == date(2026, 11, 22)


def test_quiet_weeks_wrap_the_year() -> None:
    assert [CHRISTMAS.in_quiet(date(2026, 12, day)) for day in (23, 24, 31)] == [False, True, True]
    assert [CHRISTMAS.in_quiet(date(2027, 1, day)) for day in (1, 2, 3)] == [True, True, False]
    assert CHRISTMAS.out_of_quiet(date(2026, 12, 28)) == date(2027, 1, 4)
    assert CHRISTMAS.out_of_quiet(date(2026, 12, 23)) == date(2026, 12, 23)


@pytest.mark.parametrize(("first", "last"), [("", ""), ("12-24", ""), ("24.12.", "02.01."), ("13-01", "13-40")])
def test_quiet_weeks_that_are_not_days_are_none(first: str, last: str) -> None:
    assert WorkCalendar.from_settings(Settings(quiet_from=first, quiet_to=last)).quiet is None


def test_a_year_without_working_days_still_ends() -> None:
    nobody = WorkCalendar.from_settings(Settings(working_days=(0, 9)))
    assert nobody.add(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert PLAIN.add(date.max, 7) == date.max
    assert WorkCalendar(frozenset({1})).next_working(date.max) == date.max


@given(calendars, days)
def test_out_of_quiet_gives_a_working_day_not_before(calendar: WorkCalendar, day: date) -> None:
    found = calendar.out_of_quiet(day)
    assert found >= day
    assert calendar.is_working(found)
    assert not calendar.in_quiet(found) or calendar.quiet == ("01-01", "12-31")


@given(calendars, days, st.integers(0, 60))
def test_between_undoes_add(calendar: WorkCalendar, day: date, count: int) -> None:
    there = calendar.add(day, count)
    assert calendar.working_days_between(day, there) == count
    assert calendar.working_days_between(there, day) == 0


@pytest.mark.parametrize(
    ("day", "said", "when"),
    [
        (date(2026, 11, 23), "today", "today"),
        (date(2026, 11, 22), "yesterday", "yesterday"),
        (date(2026, 11, 20), "Friday", "on Friday"),
        (date(2026, 11, 17), "Tuesday", "on Tuesday"),
        (date(2026, 11, 16), "Mon 16 Nov", "on Mon 16 Nov"),
        (date(2026, 11, 24), "Tue 24 Nov", "tomorrow"),
        (date(2026, 12, 3), "Thu 3 Dec", "on Thu 3 Dec"),
        (date(2027, 1, 4), "Mon 4 Jan 2027", "on Mon 4 Jan 2027"),
    ],
)
def test_days_are_said_in_words(day: date, said: str, when: str) -> None:
    assert say_day(day, date(2026, 11, 23)) == said
    assert say_when(day, date(2026, 11, 23)) == when
