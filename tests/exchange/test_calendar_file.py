"""Talks as a calendar file, read by a library that did not write it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from informal.exchange.calendar import Event, dump

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
AT = datetime(2026, 12, 1, 15, tzinfo=UTC)


def read(*events: Event) -> list[Any]:
    """The events as the other library reads them."""
    data = dump(events, NOW)
    return list(vobject.readOne(data.decode()).vevent_list)


def talk(**fields: Any) -> Event:
    return Event(**{"number": 7, "starts_at": AT, "minutes": 20, "summary": "Talk with Ada Example", **fields})


def test_a_talk() -> None:
    (event,) = read(talk(place="on the phone", description="Ask about looms", remind="A word to Ada"))
    assert event.uid.value == "7@informal.invalid"
    assert event.dtstart.value == AT
    assert event.dtend.value == AT + timedelta(minutes=20)
    assert event.dtstamp.value == NOW
    assert event.summary.value == "Talk with Ada Example"
    assert event.location.value == "on the phone"
    assert event.description.value == "Ask about looms"
    assert event.status.value == "CONFIRMED"
    alarms = [(alarm.trigger.value, alarm.action.value, alarm.description.value) for alarm in event.valarm_list]
    assert alarms == [
        (timedelta(minutes=-30), "DISPLAY", "Talk with Ada Example"),
        (timedelta(days=-1), "DISPLAY", "A word to Ada"),
    ]


def test_the_uid_belongs_to_the_talk() -> None:
    (one,), (other,) = read(talk(summary="One")), read(talk(summary="Another", starts_at=AT + timedelta(days=9)))
    assert one.uid.value == other.uid.value
    assert {event.uid.value for event in read(talk(), talk(number=8))} == {"7@informal.invalid", "8@informal.invalid"}


def test_one_that_is_off_is_taken_out_and_wakes_nobody() -> None:
    (event,) = read(talk(off=True, remind="A word to Ada"))
    assert event.status.value == "CANCELLED"
    assert event.sequence.value == "1"
    assert not hasattr(event, "valarm_list")


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        # The last Sunday of October 2026 ends summer time in Europe, the first of November in New York.
        ("Europe/Paris", datetime(2026, 10, 24, 15), datetime(2026, 10, 24, 13, tzinfo=UTC)),
        ("Europe/Paris", datetime(2026, 10, 25, 15), datetime(2026, 10, 25, 14, tzinfo=UTC)),
        ("Europe/Paris", datetime(2026, 10, 25, 2, 30, fold=0), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Europe/Paris", datetime(2026, 10, 25, 2, 30, fold=1), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 10, 31, 9), datetime(2026, 10, 31, 13, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 1, 9), datetime(2026, 11, 1, 14, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 12, 1, 0, 15), datetime(2026, 11, 30, 18, 30, tzinfo=UTC)),
    ],
)
def test_the_instant_holds_in_any_zone_and_across_the_clock_changes(
    zone: str, wall: datetime, instant: datetime
) -> None:
    (event,) = read(talk(starts_at=wall.replace(tzinfo=ZoneInfo(zone)), minutes=60))
    assert event.dtstart.value == instant
    assert event.dtend.value - event.dtstart.value == timedelta(hours=1)


HARD = (
    "Ask, listen; thank",
    "one\ntwo\n\nthree",
    "back\\slash \\n that is no line, C:\\new",
    "Zoë 🎈👩‍🚀 " * 30,
    "李虚构" * 70,
    "x" * 200,
    'A "quoted" word: with a colon, and BEGIN:VEVENT',
    "tab\there",
)


@pytest.mark.parametrize("text", HARD)
def test_any_text_survives(text: str) -> None:
    (event,) = read(talk(summary=text, place=text, description=text, remind=text))
    for value in (event.summary.value, event.location.value, event.description.value):
        assert value == text.strip()
    assert event.valarm_list[1].description.value == text.strip()


@pytest.mark.parametrize("text", HARD)
def test_lines_are_folded_at_75_bytes_and_no_sign_is_cut(text: str) -> None:
    data = dump([talk(summary=text, place=text, description=text)], NOW)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()


def test_nothing_a_terminal_or_a_reader_obeys_stays() -> None:
    data = dump([talk(summary="Ada\x1b[31m\r\nSTATUS:CANCELLED", place="\u202eback")], NOW)
    assert b"\x1b" not in data
    (event,) = vobject.readOne(data.decode()).vevent_list
    assert event.summary.value == "Ada\nSTATUS:CANCELLED"
    assert event.status.value == "CONFIRMED"
    assert event.location.value == "back"


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cf"]), min_size=1, max_size=300)


@settings(max_examples=60)
@given(texts, st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.timezones()))
def test_whatever_is_written_is_read_again(text: str, moment: datetime) -> None:
    (event,) = read(talk(summary="s" + text + "e", starts_at=moment))
    assert event.summary.value == "s" + text + "e"
    assert event.dtstart.value == moment.replace(microsecond=0).astimezone(UTC)
