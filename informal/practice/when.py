"""Days as people type them. Whatever was understood is said back before it counts.

A small grammar, on purpose: the libraries that read everything disagree, and misread in silence ("thu 3-3:30pm" became
23 March in one and 3 March in another). What it does not know, it refuses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from informal.errors import Refused
from informal.practice.calendar import MONTHS, WEEKDAYS, short_day
from informal.text import fold, one_line

_WEEKDAYS = tuple(name.casefold() for name in WEEKDAYS)
_MONTHS = tuple(name.casefold() for name in MONTHS)
_UNITS = {"day": 1, "week": 7}
_CLOCK = re.compile(r"(?:\bat\s+|\s|^)(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$")


@dataclass(frozen=True, slots=True)
class Understood:
    """A day, and a time of it if one was named; and how to say it back: "Tue 1 Dec, in 8 days".

    time: of the person's own clock, unless its tzinfo says another one ("2026-12-01T15:00+01:00").
    """

    day: date
    time: time | None
    said: str


def understand(text: str, today: date) -> Understood:
    """The day meant by an ISO date or date-time, "today", "tomorrow", a weekday, "in 3 days", "in 2 weeks", "1 Dec",
    each with an optional time ("15:00", "at 3pm"). A weekday is the next one, never today. Raises Refused.
    """
    typed = one_line(text)
    found = _iso(typed) or _in_words(fold(typed).replace(",", " "), today)
    if found is None:
        raise Refused(
            f"I did not understand {typed!r} as a day", "", "Try 2026-12-01, tomorrow, Friday, in 2 weeks, or 1 Dec."
        )
    day, at = found
    return Understood(day, at, _said(day, at, today))


def instant_of(text: str, now: datetime, keeping: datetime | None = None) -> datetime:
    """The instant a person typed, of their own clock unless it says another. Raises Refused where no time is named.

    keeping: an instant on their clock whose time of day holds where only a day was typed.
    """
    found = understand(text, now.astimezone().date())
    at = found.time or (keeping.time() if keeping else None)
    if at is None:
        raise Refused("At what time?", f"{found.said}.", 'Say it with the day: "Tue 15:00", "1 Dec at 3pm".')
    moment = datetime.combine(found.day, at)
    return moment if moment.tzinfo else moment.astimezone()


def _iso(text: str) -> tuple[date, time | None] | None:
    try:
        if len(text) <= 10:
            return date.fromisoformat(text), None
        moment = datetime.fromisoformat(text)
        return moment.date(), moment.timetz()
    except ValueError:
        return None


def _in_words(text: str, today: date) -> tuple[date, time | None] | None:
    day = _day(text, today)
    if day is not None:
        return day, None
    clock = _CLOCK.search(text)
    if clock is None:
        return None
    hour, minute, half = int(clock[1]), int(clock[2] or 0), clock[3]
    if not half and clock[2] is None and "at " not in clock[0]:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    day = _day(text[: clock.start()].strip(), today)
    if day is None or hour > 23 or minute > 59:
        return None
    return day, time(hour, minute)


def _day(text: str, today: date) -> date | None:
    words = text.split()
    if words in (["today"], ["tomorrow"]):
        return today + timedelta(days=words == ["tomorrow"])
    if words[:1] == ["next"] and len(words) == 2:
        words = words[1:]
        if words == ["week"]:
            return today + timedelta(days=7 - today.weekday())
    if len(words) == 1 and (weekday := _begins(words[0], _WEEKDAYS)) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if len(words) == 3 and words[0] == "in" and words[2].removesuffix("s") in _UNITS:
        number = {"a": "1", "one": "1", "two": "2", "three": "3"}.get(words[1], words[1])
        return today + timedelta(days=int(number) * _UNITS[words[2].removesuffix("s")]) if _small(number) else None
    return _day_of_year(words, today)


def _day_of_year(words: list[str], today: date) -> date | None:
    """ "1 Dec", "Dec 1", "1 December 2027"; without a year the next such day."""
    year = int(words.pop()) if len(words) == 3 and words[2].isdecimal() and len(words[2]) == 4 else None
    if len(words) != 2:
        return None
    number, name = sorted(words, key=str.isalpha)
    month = _begins(name, _MONTHS)
    if month is None or not number.isdecimal():
        return None
    try:
        day = date(year or today.year, month + 1, int(number))
        return day if year or day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


def _begins(word: str, names: tuple[str, ...]) -> int | None:
    found = [number for number, name in enumerate(names) if len(word) >= 3 and name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _small(number: str) -> bool:
    return number.isdecimal() and len(number) <= 3


def _said(day: date, at: time | None, today: date) -> str:
    told = short_day(day, today) + (f" at {at:%H:%M}" if at is not None else "")
    ahead = (day - today).days
    if ahead in (0, 1):
        return f"{told}, {('today', 'tomorrow')[ahead]}"
    return f"{told}, in {ahead} days" if ahead > 0 else f"{told}, {-ahead} days ago"
