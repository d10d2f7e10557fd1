"""One instant on two clocks: one's own, and theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo

from informal.practice.calendar import DAY, Local, WorkCalendar, short_day

# Hours in which people talk about work, the last one in which a talk may begin included; then wider ones.
_HOURS = (range(9, 18), range(7, 22), range(24))
# The first proposal leaves time for the letter to be read.
_DAYS_AHEAD = 2
# How far from a talk that is booked already another one begins.
_APART = timedelta(hours=1)
_LOOK_AHEAD_DAYS = 60


def city(zone: str) -> str:
    """What a zone is called in a sentence: "New York" of America/New_York, "UTC" of UTC."""
    return zone.rpartition("/")[2].replace("_", " ")


def say_in_zones(instant: datetime, today: date, here: Local, there: tzinfo | None, zone: str) -> str:
    """ "Tue 1 Dec at 15:00", and where their clock shows something else "Tue 1 Dec at 15:00 (09:00 in New York)"."""
    mine = here(instant)
    told = f"{short_day(mine.date(), today)} at {mine:%H:%M}"
    if there is None:
        return told
    theirs = instant.astimezone(there)
    if theirs.replace(tzinfo=None) == mine.replace(tzinfo=None):
        return told
    day = f"{short_day(theirs.date(), today)}, " if theirs.date() != mine.date() else ""
    return f"{told} ({day}{theirs:%H:%M} in {city(zone)})"


def say_to_them(instant: datetime, here: Local, there: tzinfo | None, zone: str) -> str:
    """The time as a letter names it: "09:00 New York time"; "15:00 CET", one's own, where theirs is not known."""
    if there is not None:
        return f"{instant.astimezone(there):%H:%M} {_time_of(zone)}"
    mine = here(instant)
    return f"{mine:%H:%M} {mine.tzname() or ''}".strip()


def say_times(instants: Sequence[datetime], here: Local, there: tzinfo | None, zone: str) -> str:
    """Several as a letter offers them: "Wed 25 Nov at 10:00 or Thu 26 Nov at 13:00, Paris time"."""
    clocks = [moment.astimezone(there) if there else here(moment) for moment in instants]
    if not clocks:
        return ""
    told = [f"{short_day(clock.date(), clock.date())} at {clock:%H:%M}" for clock in clocks]
    listed = f"{', '.join(told[:-1])} or {told[-1]}" if len(told) > 1 else told[0]
    name = _time_of(zone) if there else clocks[-1].tzname() or ""
    return f"{listed}, {name}" if name else listed


def free_times(
    now: datetime, calendar: WorkCalendar, busy: Iterable[datetime], here: Local, there: tzinfo | None, count: int = 3
) -> list[datetime]:
    """Instants to offer for a talk: one on each of the next working days, in the morning, at noon, in the afternoon,
    while people work on both clocks, if there is such an hour."""
    taken = tuple(busy)
    found: list[datetime] = []
    start = here(now)
    day = start.date() + _DAYS_AHEAD * DAY
    last = day + _LOOK_AHEAD_DAYS * DAY
    while len(found) < count and day < last:
        day = calendar.next_working(day)
        # From midnight on: an hour of one's own clock each, whatever it does in between.
        first = start.replace(hour=0, minute=0, second=0, microsecond=0) + (day - start.date())
        hours = [first + timedelta(hours=number) for number in range(25)]
        hours = [hour for hour in hours if here(hour).date() == day and all(abs(hour - one) >= _APART for one in taken)]
        fitting = next((fits for wide in _HOURS if (fits := _within(hours, wide, here, there))), [])
        if fitting:
            found.append(fitting[min(len(fitting) - 1, (2 * len(found) + 1) * len(fitting) // (2 * count))])
        day += DAY
    return found


def _within(hours: list[datetime], wide: range, here: Local, there: tzinfo | None) -> list[datetime]:
    """The hours that are within a part of the day on both clocks."""
    return [
        hour for hour in hours if here(hour).hour in wide and (there is None or hour.astimezone(there).hour in wide)
    ]


def _time_of(zone: str) -> str:
    name = city(zone)
    return name if name in ("UTC", "GMT") else f"{name} time"
