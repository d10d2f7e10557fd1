"""Working days: what the cadence counts in, and how a day is said.

Weekends, holidays and own days off don't count; nothing is counted from a letter that went out when nobody works.
Source of the counting rule: kongaiwen/2hjs-tracker (weekends, after noon); holidays and quiet weeks are ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from informal.model.values import Settings

Local = Callable[[datetime], datetime]

DAY = timedelta(days=1)
NOON = time(12)
MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
# Not strftime: the words on the screen are English whatever the locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def to_local(instant: datetime) -> datetime:
    """An aware instant on the clock of this machine."""
    return instant.astimezone()


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days count.

    working_days: ISO weekday numbers (1 is Monday); none at all is read as Monday to Friday.
    days_off: holidays and own days off.
    quiet: first and last month-day, both included ("12-24", "01-02"; may wrap the year), in which follow-ups wait.
    """

    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    days_off: frozenset[date] = frozenset()
    quiet: tuple[str, str] | None = None

    @classmethod
    def from_settings(cls, settings: Settings, holidays: Iterable[date] = ()) -> WorkCalendar:
        """The calendar a person chose; weekdays and month-days that don't exist are passed over.

        holidays: days off besides those in the settings.
        """
        quiet = (settings.quiet_from, settings.quiet_to)
        return cls(
            frozenset(settings.working_days) & frozenset(range(1, 8)),
            frozenset((*settings.days_off, *settings.holidays, *holidays)),
            quiet if all(_MONTH_DAY.fullmatch(edge) for edge in quiet) else None,
        )

    def is_working(self, day: date) -> bool:
        """Whether the day counts."""
        return day.isoweekday() in (self.working_days or MONDAY_TO_FRIDAY) and day not in self.days_off

    def next_working(self, day: date) -> date:
        """The day itself if it counts, else the first one after it that does."""
        while day < date.max and not self.is_working(day):
            day += DAY
        return day

    def add(self, day: date, days: int) -> date:
        """The nth working day after `day`; the day itself for none. `day` need not be a working one."""
        for _ in range(days):
            if day == date.max:
                break
            day = self.next_working(day + DAY)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days came after `start`, up to and with `end`; none if it is not later.

        The inverse of add: working_days_between(a, add(a, n)) is n.
        """
        if end <= start:
            return 0
        working = self.working_days or MONDAY_TO_FRIDAY
        weeks, rest = divmod((end - start).days, 7)
        first = start.isoweekday()
        count = weeks * len(working) + sum((first + step - 1) % 7 + 1 in working for step in range(1, rest + 1))
        return count - sum(start < off <= end and off.isoweekday() in working for off in self.days_off)

    def day_zero(self, local: datetime) -> date:
        """The day from which silence is counted for a letter sent at that local time.

        Its own day until the clock shows 12:00, that minute included; after it, or on a day that does not count,
        the next working day.
        """
        day = local.date()
        if local.time().replace(second=0, microsecond=0) > NOON and day < date.max:
            day += DAY
        return self.next_working(day)

    def in_quiet(self, day: date) -> bool:
        """Whether the day lies in the quiet weeks."""
        if self.quiet is None:
            return False
        first, last = self.quiet
        here = f"{day.month:02}-{day.day:02}"
        return first <= here <= last if first <= last else here >= first or here <= last

    def out_of_quiet(self, day: date) -> date:
        """The first working day from `day` on that is not in the quiet weeks.

        A year that is quiet from end to end holds nothing back: then the next working day.
        """
        found = self.next_working(day)
        while self.in_quiet(found) and (found - day).days <= 366 and found < date.max:
            found = self.next_working(found + DAY)
        return self.next_working(day) if self.in_quiet(found) else found


def say_day(day: date, today: date) -> str:
    """A day in words: "today", "yesterday", "Friday" (of the last six days), "Thu 3 Dec"; the year if another."""
    past = (today - day).days
    if past == 0:
        return "today"
    if past == 1:
        return "yesterday"
    if 1 < past <= 6:
        return WEEKDAYS[day.weekday()]
    return short_day(day, today)


def short_day(day: date, today: date) -> str:
    """A day in short: "Thu 3 Dec"; the year if it is another than today's."""
    said = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return said if day.year == today.year else f"{said} {day.year}"


def long_day(day: date) -> str:
    """A day in full: "Monday 23 November"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def years_ago(day: date, today: date) -> str:
    """A day long past, roughly: "this year", "last year", "6 years ago"."""
    years = today.year - day.year
    if years <= 0:
        return "this year"
    return "last year" if years == 1 else f"{years} years ago"


def say_when(day: date, today: date) -> str:
    """The same after a verb: "you talk today", "you talk tomorrow", "you talk on Thu 3 Dec"."""
    if (day - today).days == 1:
        return "tomorrow"
    said = say_day(day, today)
    return said if said in ("today", "yesterday") else f"on {said}"
