"""What counts as an ask, what ticks a box, and totals that never fall."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Kind, Outcome, State, TalkOutcome
from informal.model.values import Goal, Message, Settings, Talk
from informal.practice.asks import counts, goal_on, is_ask, is_reply, ticks_a_box

TODAY = date(2026, 11, 23)
BEFORE = date(2026, 11, 20)


def sent(kind: Kind = Kind.ASK, on: date = TODAY, contact: int | None = 1) -> Message:
    return Message(id=1, contact=contact, kind=kind, state=State.SENT, on=on)


def held(outcome: TalkOutcome = TalkOutcome.HELD, on: date = TODAY) -> Talk:
    return Talk(id=1, contact=1, starts_at=datetime(2026, 11, 23, 9, tzinfo=UTC), on=on, outcome=outcome)


@pytest.mark.parametrize("kind", list(Kind))
def test_only_two_kinds_ask_and_all_tick_a_box(kind: Kind) -> None:
    assert is_ask(sent(kind)) == (kind in {Kind.ASK, Kind.INTRODUCTION_REQUEST})
    assert ticks_a_box(sent(kind))


@pytest.mark.parametrize("state", [state for state in State if state is not State.SENT])
def test_what_has_not_gone_out_counts_for_nothing(state: State) -> None:
    message = Message(id=1, contact=1, state=state, on=TODAY)
    found = counts([message], [], TODAY, Settings())
    assert (found.total_asks, found.boxes_today, found.days_written, found.lit) == (0, 0, 0, 0)


def test_a_tick_is_an_ask() -> None:
    assert is_ask(sent(contact=None))


def test_a_thank_you_and_a_talk_tick_boxes_but_are_no_asks() -> None:
    found = counts([sent(Kind.THANK_YOU)], [held()], TODAY, Settings())
    assert (found.boxes_today, found.asks_today, found.total_asks, found.talks) == (2, 0, 0, 1)
    assert found.done


@pytest.mark.parametrize("outcome", [TalkOutcome.PLANNED, TalkOutcome.MOVED, TalkOutcome.OFF])
def test_a_talk_counts_when_it_was_held(outcome: TalkOutcome) -> None:
    found = counts([], [held(outcome)], TODAY, Settings())
    assert (found.talks, found.boxes_today) == (0, 0)


def test_yesterday_stays_in_the_totals_only() -> None:
    found = counts([sent(on=BEFORE), sent(Kind.UPDATE, BEFORE), sent()], [held(on=BEFORE)], TODAY, Settings(), 4)
    assert (found.asks_today, found.boxes_today, found.total_asks) == (1, 1, 2)
    assert (found.days_written, found.talks, found.introductions) == (2, 1, 4)


def test_twenty_letters_can_be_lit() -> None:
    assert counts([sent()] * 33, [], TODAY, Settings()).lit == 20


@pytest.mark.parametrize(
    ("before", "now", "filled"),
    [(0, 1, False), (1, 2, True), (0, 3, True), (2, 3, False), (2, 2, False), (2, 1, False)],
)
def test_a_day_is_filled_by_its_last_box_alone(before: int, now: int, filled: bool) -> None:
    day = replace(counts([], [], TODAY, Settings()), goal=2)
    assert replace(day, boxes_today=now).filled_since(replace(day, boxes_today=before)) is filled


def test_the_goal_is_the_one_in_force_that_day() -> None:
    settings = Settings(daily_goal=(Goal(asks=3, since=TODAY), Goal(asks=2, since=BEFORE)))
    assert [goal_on(day, settings) for day in (date(2026, 11, 19), BEFORE, TODAY)] == [1, 2, 3]
    assert goal_on(TODAY, Settings(daily_goal=(Goal(asks=0, since=BEFORE),))) == 1


def test_machines_do_not_reply() -> None:
    answers = [Message(id=1, contact=1, state=State.RECEIVED, outcome=outcome) for outcome in (None, *Outcome)]
    assert [m.outcome for m in answers if not is_reply(m)] == [Outcome.AWAY, Outcome.BOUNCED]
    assert not is_reply(sent())


messages = st.builds(
    Message,
    id=st.integers(1, 99),
    contact=st.one_of(st.none(), st.integers(1, 5)),
    kind=st.sampled_from(Kind),
    state=st.sampled_from(State),
    on=st.one_of(st.none(), st.sampled_from([BEFORE, TODAY])),
)


@given(st.lists(messages, max_size=12), messages)
def test_totals_never_fall_when_something_is_added(some: list[Message], one: Message) -> None:
    less, more = (counts(given, [], TODAY, Settings()) for given in (some, [*some, one]))
    assert more.total_asks - less.total_asks == is_ask(one)
    assert more.lit >= less.lit
    assert more.days_written >= less.days_written
    assert more.boxes_today >= less.boxes_today
    assert less.asks_today <= less.boxes_today
