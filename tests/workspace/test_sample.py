from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from informal.model.kinds import Outcome, Stage, State, Warmth
from informal.model.records import from_document, to_document
from informal.model.values import Contact, Crossing, Message, Settings, Talk
from informal.practice.asks import PUZZLE_LETTERS, is_ask
from informal.practice.calendar import WorkCalendar
from informal.practice.stage import Standing, standing
from informal.workspace.sample import Value, people

# A Monday, a Saturday, quiet weeks, the days after them, a leap day, and a year that ends on a Friday.
DAYS = [
    date(2026, 11, 23),
    date(2026, 11, 28),
    date(2026, 12, 29),
    date(2027, 1, 6),
    date(2028, 2, 29),
    date(2027, 12, 31),
]


def at_nine(day: date) -> list[Value]:
    return people(day, datetime.combine(day, time(9)).astimezone(UTC))


def stages(values: list[Value], day: date) -> dict[str, Standing]:
    settings = next(one for one in values if isinstance(one, Settings))
    messages = [one for one in values if isinstance(one, Message)]
    talks = [one for one in values if isinstance(one, Talk)]
    return {
        one.name: standing(
            one,
            [message for message in messages if message.contact == one.id],
            [talk for talk in talks if talk.contact == one.id],
            WorkCalendar.from_settings(settings),
            settings,
            day,
            datetime.combine(day, time(9)).astimezone(UTC),
        )
        for one in values
        if isinstance(one, Contact)
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_somebody_stands_at_every_stage(day: date) -> None:
    values = at_nine(day)
    standings = stages(values, day)
    assert len(standings) >= 44
    assert {one.stage for one in standings.values()} == set(Stage)
    assert any(one.handed for one in standings.values())
    contacts = [one for one in values if isinstance(one, Contact)]
    fresh = {one.warmth for one in contacts if standings[one.name].stage is Stage.NEW}
    assert fresh == {*Warmth, None}
    assert sum(one.dont_write for one in contacts) == 1


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_but_a_planned_talk_lies_ahead_and_nobody_worked_at_weekends(day: date) -> None:
    now = datetime.combine(day, time(9)).astimezone(UTC)
    for one in at_nine(day):
        if isinstance(one, Message):
            assert one.at is not None and one.on is not None
            assert one.at <= now
            assert one.on.isoweekday() <= 5
            assert one.at.astimezone().date() == one.on
        if isinstance(one, Talk):
            assert (one.starts_at > now) == (one.outcome == "planned")


def test_ids_are_one_persons_and_always_the_same() -> None:
    one, other = at_nine(DAYS[0]), at_nine(DAYS[1])
    assert [value.id for value in one] == [value.id for value in other]
    for cls in (Contact, Message, Talk, Crossing, Settings):
        ids = [value.id for value in one if isinstance(value, cls)]
        assert len(set(ids)) == len(ids)
        assert all(0 < id < 2**53 for id in ids)


def test_references_resolve() -> None:
    values = at_nine(DAYS[0])
    contacts = {one.id: one for one in values if isinstance(one, Contact)}
    for one in values:
        if isinstance(one, Message | Talk):
            assert one.contact in contacts
        if isinstance(one, Contact) and one.introduced_by is not None:
            assert one.introduced_by in contacts


def test_introductions_are_three_deep() -> None:
    contacts = {one.id: one for one in at_nine(DAYS[0]) if isinstance(one, Contact)}

    def depth(one: Contact) -> int:
        return 0 if one.introduced_by is None else 1 + depth(contacts[one.introduced_by])

    assert max(map(depth, contacts.values())) == 3


def test_a_month_of_asks_with_every_sort_of_answer() -> None:
    values = at_nine(DAYS[0])
    asks = [one for one in values if isinstance(one, Message) and is_ask(one)]
    assert 15 <= len(asks) < PUZZLE_LETTERS  # some letters of the puzzle are left to light
    assert all(one.on and one.on >= DAYS[0] - timedelta(days=43) for one in asks)
    answers = Counter(one.outcome for one in values if isinstance(one, Message) and one.state is State.RECEIVED)
    assert set(answers) == {Outcome.YES, Outcome.LATER, Outcome.NO, Outcome.ACCEPTED}
    assert len([one for one in values if isinstance(one, Crossing)]) == 2


def test_letters_are_whole_and_short() -> None:
    for one in at_nine(DAYS[0]):
        if isinstance(one, Message) and one.state is not State.RECEIVED:
            assert "{" not in one.body
            assert one.body.startswith("Hi ")
            assert one.body.endswith("\n\nThank you,\nSam")
            assert len(one.body.split()) <= 100


def test_values_go_into_documents_and_back() -> None:
    for one in at_nine(DAYS[0]):
        assert from_document(type(one), to_document(one)) == one


def test_everybody_is_obviously_made_up() -> None:
    for one in at_nine(DAYS[0]):
        if isinstance(one, Contact):
            assert all(address.endswith(".example") for address in one.emails)
            assert not one.linkedin or one.linkedin.endswith("-does-not-exist")
            assert one.phone == ""
