"""Shares: none too early, each with an interval that an independent implementation gives, too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Channel, Kind, Outcome, State
from informal.model.values import Message, Settings
from informal.practice import rates
from informal.practice.calendar import WorkCalendar
from informal.practice.rates import Rate, wilson
from informal.practice.silence import ENOUGH, Fate, fates

TODAY = date(2026, 11, 25)
SETTINGS = Settings()
CALENDAR = WorkCalendar.from_settings(SETTINGS)
COUNTS = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def letter(id: int, contact: int, day: date, state: State = State.SENT, **fields: object) -> Message:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    made: dict[str, object] = {"kind": Kind.ASK, "state": state, "at": at, "on": day, **fields}
    return Message(id=id, contact=contact, **made)  # type: ignore[arg-type]


def see(*messages: Message, today: date = TODAY) -> list[Fate]:
    return fates(messages, (), CALENDAR, SETTINGS, today, lambda instant: instant.astimezone(UTC))


@pytest.mark.parametrize("settled", [1, 2, 9, 10, 11, 37, 400, 5_000])
@pytest.mark.parametrize("part", [0, 0.1, 0.33, 0.5, 0.9, 1])
def test_the_interval_is_the_one_of_scipy(settled: int, part: float) -> None:
    from scipy.stats import binomtest

    answered = round(part * settled)
    theirs = binomtest(answered, settled).proportion_ci(0.95, method="wilson")
    assert wilson(answered, settled) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(COUNTS)
def test_at_its_ends_the_score_test_just_rejects(counts: tuple[int, int]) -> None:
    """How Wilson defined it: the shares p with (share - p)^2 = z^2 p (1 - p) / n."""
    answered, settled = counts
    share = answered / settled
    for end in wilson(answered, settled):
        if 0 < end < 1:
            assert (share - end) ** 2 == pytest.approx(1.959963984540054**2 * end * (1 - end) / settled, rel=1e-6)


@given(COUNTS)
def test_an_interval_holds_its_share_and_stays_within_nothing_and_all(counts: tuple[int, int]) -> None:
    answered, settled = counts
    low, high = wilson(answered, settled)
    assert 0 <= low <= Fraction(answered, settled) <= high <= 1
    assert low < high
    mirrored = wilson(settled - answered, settled)
    assert mirrored == pytest.approx((1 - high, 1 - low))
    twice = wilson(2 * answered, 2 * settled)
    assert twice[1] - twice[0] < high - low


def test_of_nothing_nothing_is_known() -> None:
    assert wilson(0, 0) == (0, 1)


@given(COUNTS)
def test_no_share_under_ten_settled_asks(counts: tuple[int, int]) -> None:
    answered, settled = counts
    rate = Rate("cold", settled, answered)
    assert (rate.share is None) == (rate.interval is None) == (settled < ENOUGH)


def test_the_ask_of_yesterday_is_no_silence() -> None:
    asks = [letter(n, n, TODAY - timedelta(days=1), opening="cold") for n in range(1, 21)]
    (rate,) = rates.by_opening(see(*asks), {})
    assert (rate.name, rate.settled, rate.answered, rate.share) == ("cold", 0, 0, None)


OPENINGS = st.sampled_from(["cold", "knows-me", "", "gone-since"])


@st.composite
def lives(draw: st.DrawFn) -> list[Message]:
    """A person's asks and answers: to whom, when, how begun, answered after how many days if at all."""
    found: list[Message] = []
    for number in range(draw(st.integers(0, 40))):
        day = TODAY - timedelta(days=draw(st.integers(0, 60)))
        opening, channel = draw(OPENINGS), draw(st.sampled_from([None, *Channel]))
        found.append(letter(2 * number + 1, number, day, opening=opening, channel=channel))
        after = draw(st.none() | st.integers(0, 20))
        if after is not None and day + timedelta(days=after) <= TODAY:
            answer = letter(2 * number + 2, number, day + timedelta(days=after), State.RECEIVED)
            found.append(answer)
    return found


@given(lives())
def test_openings_and_ways_each_add_up_to_all_and_all_is_counted_by_hand(messages: list[Message]) -> None:
    found = see(*messages)
    whole = rates.overall(found)
    answers = {one.contact for one in messages if one.state is State.RECEIVED}
    asks = [one for one in messages if one.state is State.SENT]
    settled = [one for one in asks if one.contact in answers or _seven_working_days_old(one)]
    assert (whole.settled, whole.answered) == (len(settled), len(answers))
    for groups in (rates.by_opening(found, {}), rates.by_channel(found, {})):
        assert sum(rate.settled for rate in groups) == whole.settled
        assert sum(rate.answered for rate in groups) == whole.answered
        assert len({rate.name for rate in groups}) == len(groups)


def _seven_working_days_old(ask: Message) -> bool:
    """By hand, a day at a time. Every ask went out at nine; at a weekend it counts from Monday on."""
    assert ask.on is not None
    day, old = ask.on, 0
    while day.weekday() > 4:
        day += timedelta(days=1)
    while day < TODAY:
        day += timedelta(days=1)
        old += day.weekday() < 5
    return old >= 7


@given(lives())
def test_half_of_the_answers_came_by_the_median(messages: list[Message]) -> None:
    import numpy

    found = see(*messages)
    asked = {one.contact: one.on for one in messages if one.state is State.SENT}
    came = [(asked[one.contact], one.on) for one in messages if one.state is State.RECEIVED]
    days = [int(numpy.busday_count(a + timedelta(days=1), b + timedelta(days=1))) for a, b in came if a and b]
    median = rates.days_to_answer(found, CALENDAR)
    if len(days) < rates.ENOUGH_ANSWERS or rates.overall(found).settled < ENOUGH:
        assert median is None
    else:
        assert median == numpy.percentile(days, 50, method="inverted_cdf")


def test_an_answer_of_the_day_before_came_at_once() -> None:
    """Asked on Tuesday in Auckland, answered an hour later in Honolulu, where it is Monday."""
    both = [
        one
        for n in range(1, 11)
        for one in (
            letter(2 * n, n, date(2026, 11, 24)),
            letter(2 * n + 1, n, date(2026, 11, 23), State.RECEIVED, outcome=Outcome.YES,
                   at=datetime(2026, 11, 24, 10, tzinfo=UTC)),
        )
    ]  # fmt: skip
    assert rates.days_to_answer(see(*both), CALENDAR) == 0


def test_a_title_is_ours_theirs_or_the_bare_name() -> None:
    asks = [letter(n, n, date(2026, 9, 1), opening=name) for n, name in enumerate(["cold", "mine", "gone", ""], 1)]
    found = {one.name: one for one in rates.by_opening(see(*asks), {"cold": ("new", False), "mine": ("secret", True)})}
    assert (found["cold"].title, found["cold"].own) == ("new", False)
    assert (found["mine"].title, found["mine"].own) == ("secret", True)
    assert (found["gone"].title, found["gone"].own) == ("gone", True)
    assert (found[""].title, found[""].own) == ("", False)
