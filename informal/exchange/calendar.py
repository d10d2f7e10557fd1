"""Talks as a calendar file (RFC 5545). Instants are written in UTC, so a reader needs no table of time zones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from informal.text import clean

if TYPE_CHECKING:
    import icalendar

# Before the talk: time to find the questions. The day before: time for a word to them.
_ALARMS = (timedelta(minutes=30), timedelta(days=1))
# Calendars tell two dates of one talk apart by it; nothing is ever fetched from there.
_DOMAIN = "informal.invalid"


@dataclass(frozen=True, slots=True)
class Event:
    """A talk to come, or one that was to come. number: its id, which its UID is made of.

    off: it was moved or won't take place; calendars that have it take it out. remind: what an alarm says the day
    before; "" for none that day.
    """

    number: int
    starts_at: datetime
    minutes: int
    summary: str
    place: str = ""
    description: str = ""
    off: bool = False
    remind: str = ""


def dump(events: Iterable[Event], now: datetime) -> bytes:
    """The file. now: when it is made (DTSTAMP)."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//informal//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(_component(event, now))
    return bytes(calendar.to_ical())


def _component(event: Event, now: datetime) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", f"{event.number}@{_DOMAIN}")
    made.add("dtstamp", now.astimezone(UTC))
    made.add("dtstart", event.starts_at.astimezone(UTC))
    made.add("dtend", event.starts_at.astimezone(UTC) + timedelta(minutes=event.minutes))
    made.add("summary", _text(event.summary))
    made.add("status", "CANCELLED" if event.off else "CONFIRMED")
    made.add("sequence", 1 if event.off else 0)
    if event.place:
        made.add("location", _text(event.place))
    if event.description:
        made.add("description", clean(event.description).strip())
    if not event.off:
        for before, text in zip(_ALARMS, (event.summary, event.remind), strict=True):
            if text:
                alarm = icalendar.Alarm()
                alarm.add("action", "DISPLAY")
                alarm.add("trigger", -before)
                alarm.add("description", _text(text))
                made.add_component(alarm)
    return made


def _text(text: str) -> str:
    """Blanks at the ends go, lines stay: the format can hold them."""
    return clean(text).strip()
