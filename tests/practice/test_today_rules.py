"""What holds of every day and every record: drawn at random, and lived day by day by somebody who does as offered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from informal.model.kinds import Kind, Outcome, Stage, State, TalkOutcome, Warmth
from informal.model.values import Contact, Message, NextStep, Settings, Talk
from informal.practice import asks, network
from informal.practice.agenda import Entry, agenda
from informal.practice.calendar import WorkCalendar
from informal.practice.stage import Standing, standing, stirred
from informal.practice.today import Offer, offers

FIRST = date(2026, 11, 16)
SETTINGS = Settings()
CALENDAR = WorkCalendar.from_settings(SETTINGS, [date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)])
# What would make a person feel behind.
SHAME = re.compile(
    r"\b(late|overdue|due|behind|missed|forgot\w*|should have|still not|days ago|failed|owe\w*)\b", re.IGNORECASE
)


def utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


@dataclass
class World:
    """People with their letters and talks."""

    people: dict[int, Contact] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)

    def letters(self, id: int) -> list[Message]:
        return [m for m in self.messages if m.contact == id]

    def meetings(self, id: int) -> list[Talk]:
        return [t for t in self.talks if t.contact == id]

    def stand(self, id: int, today: date) -> Standing:
        return standing(
            self.people[id], self.letters(id), self.meetings(id), CALENDAR, SETTINGS, today, noon(today), utc
        )

    def news(self, today: date) -> dict[int, str]:
        introduced = [one for one in self.people.values() if one.introduced_by in self.people]
        found = network.news(introduced, self.letters, self.meetings)
        names = {id: person.name for id, person in self.people.items()}
        return {by: network.say_news(what, names) for by, what in found.items()}

    def offers(self, today: date, limit: int = 99) -> tuple[Offer, ...]:
        candidates = [(person, self.stand(id, today)) for id, person in self.people.items()]
        return offers(candidates, CALENDAR, SETTINGS, today, limit=limit, news=self.news(today))

    def agenda(self, today: date) -> tuple[Entry, ...]:
        people = [(person, self.stand(id, today), self.meetings(id)) for id, person in self.people.items()]
        return agenda(people, today, utc, self.news(today))

    def send(self, id: int, kind: Kind, today: date) -> None:
        gone = Message(
            id=len(self.messages) + 1, contact=id, kind=kind, state=State.SENT, at=noon(today), on=today,
            opening=network.TOLD if kind is Kind.UPDATE and id in self.news(today) else "",
        )  # fmt: skip
        self.messages.append(gone)
        self.people[id] = stirred(self.people[id], today)

    def answer(self, id: int, outcome: Outcome | None, today: date) -> None:
        self.messages.append(
            Message(
                id=len(self.messages) + 1, contact=id, state=State.RECEIVED, at=noon(today), on=today, outcome=outcome
            )
        )
        self.people[id] = stirred(self.people[id], today)

    def talk(self, id: int, day: date, outcome: TalkOutcome) -> None:
        moment = noon(day)
        self.talks.append(Talk(id=len(self.talks) + 1, contact=id, starts_at=moment, on=day, outcome=outcome))


# Records of any sort

IDS = range(1, 6)
days = st.dates(FIRST, FIRST + timedelta(days=70))
maybe_days = st.none() | days


@st.composite
def worlds(draw: st.DrawFn) -> World:
    world = World()
    for id in IDS:
        world.people[id] = Contact(
            id=id,
            name=f"Person {id}",
            warmth=draw(st.none() | st.sampled_from(Warmth)),
            company=draw(st.sampled_from(["", "Acme Fictional"])),
            introduced_by=draw(st.none() | st.sampled_from(IDS)),
            snoozed_until=draw(maybe_days),
            rested_on=draw(maybe_days),
            dont_write=draw(st.booleans()) and draw(st.booleans()),
        )
    for number in range(draw(st.integers(0, 12))):
        day = draw(days)
        state = draw(st.sampled_from([State.SENT, State.SENT, State.RECEIVED, State.DRAFT, State.HANDED]))
        world.messages.append(
            Message(
                id=number + 1,
                contact=draw(st.sampled_from(IDS)),
                kind=draw(st.sampled_from(Kind)),
                state=state,
                at=noon(day),
                on=day,
                outcome=draw(st.none() | st.sampled_from(Outcome)) if state is State.RECEIVED else None,
            )
        )
    for number in range(draw(st.integers(0, 4))):
        day = draw(days)
        step = draw(st.none() | st.builds(NextStep, what=st.just("visit a mill"), by=maybe_days, done_on=maybe_days))
        outcome = draw(st.sampled_from(TalkOutcome))
        one = Talk(id=number + 1, contact=draw(st.sampled_from(IDS)), starts_at=noon(day), on=day, outcome=outcome)
        world.talks.append(replace(one, next_step=step))
    return world


@settings(max_examples=150)
@given(worlds(), days)
def test_nobody_twice_and_nobody_who_is_to_be_left_alone(world: World, today: date) -> None:
    found = world.offers(today)
    offered = [offer.contact for offer in found]
    assert len(offered) == len(set(offered))
    for offer in found:
        person, at = world.people[offer.contact], world.stand(offer.contact, today)
        assert not person.dont_write
        assert at.stage is not Stage.RESTING
    assert [offer.contact for offer in world.offers(today, limit=3)][:1] == offered[:1]
    for entry in world.agenda(today):
        assert not world.people[entry.who].dont_write
        assert entry.day >= today


@settings(max_examples=100)
@given(worlds(), days, st.integers(0, 400))
def test_no_day_is_late_in_words(world: World, today: date, later: int) -> None:
    today += timedelta(days=later)
    said = [offer.reason for offer in world.offers(today)]
    said += [entry.what for entry in world.agenda(today)]
    said += [world.stand(id, today).reason for id in world.people]
    assert [text for text in said if SHAME.search(text)] == []


@settings(max_examples=100)
@given(worlds(), days)
def test_a_resting_thread_never_asks(world: World, today: date) -> None:
    for id in IDS:
        world.people[id] = replace(world.people[id], rested_on=today, snoozed_until=None)
    world.messages = [m for m in world.messages if m.state in (State.SENT, State.RECEIVED) and m.on and m.on <= today]
    world.talks = [t for t in world.talks if t.on <= today]
    for ahead in (0, 1, 5, 30, 300):
        day = today + timedelta(days=ahead)
        assert world.offers(day) == ()
        assert world.agenda(day) == ()


# Lived day by day

ANSWERS = (Outcome.YES, Outcome.NO, Outcome.LATER, Outcome.ACCEPTED, Outcome.WRONG_PERSON, Outcome.AWAY, None)
moves = st.tuples(st.sampled_from(IDS), st.integers(0, 11), st.sampled_from(ANSWERS))


def unanswered_notes(letters: Sequence[Message]) -> int:
    """How many short notes went out since they last said anything, or since one asked anew."""
    notes = 0
    for message in letters:
        if asks.is_reply(message) or asks.is_ask(message):
            notes = 0
        elif message.kind is Kind.FOLLOW_UP:
            notes += 1
    return notes


@settings(max_examples=40)
@given(st.lists(moves, min_size=60, max_size=60))
def test_whoever_does_as_offered_never_sends_a_second_note(happens: list[tuple[int, int, Outcome | None]]) -> None:
    world = World({id: Contact(id=id, name=f"Person {id}", introduced_by=id - 1 if id > 3 else None) for id in IDS})
    total = 0
    for number, (id, chance, outcome) in enumerate(happens):
        today = FIRST + timedelta(days=number)
        if chance == 0 and world.letters(id):
            world.answer(id, outcome, today)
        elif chance == 1:
            world.talk(id, today, TalkOutcome.HELD)
        elif chance == 2:
            world.people[id] = replace(world.people[id], rested_on=today)
        elif chance == 3:
            world.people[id] = replace(world.people[id], snoozed_until=today + timedelta(days=9))
        for offer in world.offers(today, limit=3)[:2]:
            if offer.kind is Kind.FOLLOW_UP:
                assert unanswered_notes(world.letters(offer.contact)) == 0
            if offer.kind is not None:
                world.send(offer.contact, offer.kind, today)
        counts = asks.counts(world.messages, world.talks, today, SETTINGS)
        assert counts.total_asks >= total
        total = counts.total_asks


@settings(max_examples=40)
@given(st.integers(0, 20), st.booleans())
def test_an_ask_nobody_answers_gets_one_note_and_rests(start: int, after_noon: bool) -> None:
    day = FIRST + timedelta(days=start)
    world = World({1: Contact(id=1, name="Person 1")})
    world.send(1, Kind.ASK, day)
    if after_noon:
        world.messages[0] = replace(world.messages[0], at=datetime.combine(day, time(14), UTC))
    notes: list[date] = []
    for ahead in range(1, 120):
        today = day + timedelta(days=ahead)
        for offer in world.offers(today):
            notes.append(today)
            world.send(1, Kind.FOLLOW_UP, today)
            assert offer.kind is Kind.FOLLOW_UP
    zero = CALENDAR.day_zero(datetime.combine(day, time(14 if after_noon else 10)))
    assert notes == [CALENDAR.out_of_quiet(CALENDAR.add(zero, 7))]
    assert world.stand(1, day + timedelta(days=120)).stage is Stage.RESTING
