"""What silence means: nothing too early, then in ifs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Channel, Kind, Outcome, State, TalkOutcome
from informal.model.values import Message, Settings, Talk
from informal.practice.calendar import WorkCalendar
from informal.practice.silence import Silence, measure, sentence, tell

TODAY = date(2026, 11, 25)
SIXTH, SEVENTH = date(2026, 11, 17), date(2026, 11, 16)  # asked then, today is that working day after
SETTINGS = Settings()
CALENDAR = WorkCalendar.from_settings(SETTINGS)


def ask(contact: int | None, day: date, id: int = 1, kind: Kind = Kind.ASK, state: State = State.SENT) -> Message:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Message(id=id, contact=contact, kind=kind, state=state, at=at, on=day)


def reply(contact: int, day: date, outcome: Outcome | None = Outcome.YES) -> Message:
    return replace(ask(contact, day, 90, state=State.RECEIVED), outcome=outcome)


def talk(contact: int, day: date, outcome: TalkOutcome = TalkOutcome.HELD) -> Talk:
    return Talk(id=91, contact=contact, starts_at=ask(1, day).at or datetime.now(UTC), on=day, outcome=outcome)


def see(*messages: Message, talks: tuple[Talk, ...] = (), today: date = TODAY) -> Silence:
    return measure(messages, talks, CALENDAR, SETTINGS, today, lambda instant: instant.astimezone(UTC))


def test_an_ask_counts_from_its_seventh_working_day() -> None:
    assert see(ask(1, SIXTH)) == Silence(out=1, oldest=6)
    assert see(ask(1, SEVENTH)) == Silence(out=1, ripe=1, oldest=7, counted=1, row=1)


def test_an_answer_counts_at_once() -> None:
    assert see(ask(1, TODAY), reply(1, TODAY)) == Silence(counted=1, answered=1)
    assert see(ask(1, SIXTH), talks=(talk(1, TODAY),)) == Silence(counted=1, answered=1)


def test_an_answer_is_to_the_last_ask_before_it() -> None:
    found = see(ask(1, date(2026, 10, 1)), ask(1, SEVENTH, 2), reply(1, TODAY))
    assert found == Silence(counted=2, answered=1)
    assert see(ask(1, SEVENTH), ask(1, SIXTH, 2)) == Silence(out=1, oldest=6, counted=1, row=1)


@pytest.mark.parametrize(
    "messages",
    [
        (ask(None, SEVENTH),),
        (ask(1, SEVENTH, kind=Kind.FOLLOW_UP),),
        (ask(1, SEVENTH, state=State.HANDED),),
        (ask(1, SEVENTH), reply(1, SIXTH, Outcome.BOUNCED)),
        (reply(1, SIXTH),),
        (),
    ],
)
def test_what_nobody_could_have_answered_is_no_silence(messages: tuple[Message, ...]) -> None:
    assert see(*messages) == Silence()
    assert tell(see(*messages), SETTINGS) == ""


def test_a_machine_that_is_away_did_not_answer() -> None:
    assert see(ask(1, SEVENTH), reply(1, SIXTH, Outcome.AWAY)) == see(ask(1, SEVENTH))


def test_a_letter_of_long_ago_counts_but_is_no_longer_out() -> None:
    assert see(ask(1, date(2026, 9, 1))) == Silence(counted=1, row=1)


def test_an_ask_in_person_is_no_letter() -> None:
    said = replace(ask(1, SEVENTH), channel=Channel.IN_PERSON)
    assert see(said) == Silence(counted=1, row=1)


def test_silences_in_a_row_are_counted_from_the_latest() -> None:
    old = (ask(1, date(2026, 10, 1)), reply(1, date(2026, 10, 2)))
    assert see(*old, *(ask(id, SEVENTH) for id in (2, 3, 4))).row == 3
    assert see(*old, *(ask(id, date(2026, 9, 1)) for id in (2, 3, 4))).row == 0


def test_no_rate_under_ten() -> None:
    assert Silence(counted=9, answered=9).rate is None
    assert Silence(counted=10, answered=4).rate == 0.4


@pytest.mark.parametrize(
    ("silence", "said"),
    [
        (
            Silence(out=5, oldest=4),
            "Five letters are out. The oldest has had four working days; none has had its seven."
            " It is too early to read anything into that.",
        ),
        (
            Silence(out=1, oldest=1),
            "One letter is out. It has had one working day; it takes seven to mean anything."
            " It is too early to read anything into that.",
        ),
        (
            Silence(out=2),
            "Two letters are out. The oldest has had no working day yet; none has had its seven."
            " It is too early to read anything into that.",
        ),
        (
            Silence(out=1, ripe=1, oldest=7, counted=1, row=1),
            "One letter is out; it has had its seven working days. Under ten such letters no number means anything.",
        ),
        (
            Silence(out=14, ripe=5, oldest=9, counted=6, row=5),
            "Fourteen letters are out; five of them have had their seven working days."
            " Under ten such letters no number means anything."
            " If one in five answers, five silences in a row happen to one person in three;"
            " if one in ten, to six in ten.",
        ),
        (
            Silence(counted=14, answered=5),
            "Of 14 asks that were answered or had their seven working days, 5 were answered."
            " Others tell of 20 to 40 in a hundred; their numbers are second-hand.",
        ),
    ],
)
def test_the_words(silence: Silence, said: str) -> None:
    assert tell(silence, SETTINGS) == said.replace("Fourteen", "14")


def test_from_the_letters_to_the_words() -> None:
    letters = [ask(id, date(2026, 11, 19)) for id in range(1, 6)]
    said = sentence(letters, calendar=CALENDAR, today=TODAY, local=lambda instant: instant.astimezone(UTC))
    assert said.startswith("Five letters are out. The oldest has had four working days; none has had its seven.")


asks = st.builds(
    ask,
    st.one_of(st.none(), st.integers(1, 4)),
    st.dates(TODAY - timedelta(days=60), TODAY),
    st.integers(1, 80),
    st.sampled_from(Kind),
    st.sampled_from(State),
)


@given(st.lists(asks, max_size=20), st.lists(asks, max_size=2))
def test_the_numbers_fit_together(some: list[Message], more: list[Message]) -> None:
    found = see(*some, *more)
    assert 0 <= found.ripe <= found.out
    assert found.answered + found.row <= found.counted
    assert (found.rate is None) == (found.counted < 10)
    said = tell(found, SETTINGS).lower().split()
    assert not {"due", "late", "overdue", "score", "lead"}.intersection(said)


@given(st.lists(asks, max_size=20), st.integers(0, 90))
def test_time_alone_only_adds_to_what_counts(some: list[Message], days: int) -> None:
    assert see(*some, today=TODAY + timedelta(days=days)).counted >= see(*some).counted
