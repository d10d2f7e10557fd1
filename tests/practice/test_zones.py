"""One instant on two clocks, and times to offer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from informal.model.values import Settings
from informal.practice.calendar import Local, WorkCalendar
from informal.practice.zones import city, free_times, say_in_zones, say_times, say_to_them

TODAY = date(2026, 11, 23)
CALENDAR = WorkCalendar.from_settings(Settings())


def on(zone: str) -> Local:
    there = ZoneInfo(zone)
    return lambda instant: instant.astimezone(there)


PARIS = on("Europe/Paris")
AT = datetime(2026, 12, 1, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("", "Tue 1 Dec at 15:00"),
        ("Europe/Madrid", "Tue 1 Dec at 15:00"),
        ("America/New_York", "Tue 1 Dec at 15:00 (09:00 in New York)"),
        ("Asia/Tokyo", "Tue 1 Dec at 15:00 (23:00 in Tokyo)"),
        ("Pacific/Auckland", "Tue 1 Dec at 15:00 (Wed 2 Dec, 03:00 in Auckland)"),
        ("UTC", "Tue 1 Dec at 15:00 (14:00 in UTC)"),
    ],
)
def test_both_clocks_where_they_differ(zone: str, told: str) -> None:
    there = ZoneInfo(zone) if zone else None
    assert say_in_zones(AT, TODAY, PARIS, there, zone) == told


def test_two_weeks_of_the_year_europe_and_america_are_an_hour_nearer() -> None:
    there = ZoneInfo("America/New_York")
    days = (datetime(2026, 10, 24, 13, tzinfo=UTC), datetime(2026, 10, 26, 14, tzinfo=UTC))
    told = [say_in_zones(day, date(2026, 10, 20), PARIS, there, "America/New_York") for day in days]
    assert told == [
        "Sat 24 Oct at 15:00 (09:00 in New York)",
        "Mon 26 Oct at 15:00 (10:00 in New York)",
    ]


def test_letters_name_their_time() -> None:
    assert say_to_them(AT, PARIS, ZoneInfo("America/New_York"), "America/New_York") == "09:00 New York time"
    assert say_to_them(AT, PARIS, None, "") == "15:00 CET"
    assert say_to_them(AT, PARIS, ZoneInfo("UTC"), "UTC") == "14:00 UTC"
    assert city("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert say_times([], PARIS, None, "") == ""
    assert say_times([AT], PARIS, None, "") == "Tue 1 Dec at 15:00, CET"


NOW = datetime(2026, 11, 23, 9, 42, tzinfo=UTC)


def test_three_times_on_three_working_days() -> None:
    found = free_times(NOW, CALENDAR, [], PARIS, ZoneInfo("America/New_York"))
    assert say_times(found, PARIS, ZoneInfo("America/New_York"), "America/New_York") == (
        "Wed 25 Nov at 09:00, Thu 26 Nov at 10:00 or Fri 27 Nov at 11:00, New York time"
    )
    found = free_times(NOW, CALENDAR, [], PARIS, None)
    assert say_times(found, PARIS, None, "") == "Wed 25 Nov at 10:00, Thu 26 Nov at 13:00 or Fri 27 Nov at 16:00, CET"


def test_a_talk_that_is_booked_is_left_room() -> None:
    free = free_times(NOW, CALENDAR, [], PARIS, None)
    for one in free_times(NOW, CALENDAR, free, PARIS, None):
        assert all(abs(one - taken) >= timedelta(hours=1) for taken in free)


zones = st.timezones()


@settings(max_examples=60)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), zones, zones)
def test_wherever_the_two_live(moment: datetime, mine: tzinfo, theirs: tzinfo) -> None:
    now = moment.replace(tzinfo=UTC)

    def here(instant: datetime) -> datetime:
        return instant.astimezone(mine)

    found = free_times(now, CALENDAR, [], here, theirs)
    assert len(found) == 3
    assert found == sorted(found)
    days = [here(one).date() for one in found]
    assert len(set(days)) == 3
    assert all(CALENDAR.is_working(day) for day in days)
    assert all(one > now for one in found)
