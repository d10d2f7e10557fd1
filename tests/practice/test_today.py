"""Today: who is offered, in which order, and who never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Kind, Stage, Warmth
from informal.model.values import Contact, Settings
from informal.practice.calendar import WorkCalendar
from informal.practice.stage import Standing, fresh
from informal.practice.today import Forecast, Offer, Why, forecast, kept_back, left_over, offers, say_kept_back

TODAY = date(2026, 11, 25)
LATER = date(2026, 12, 9)
SETTINGS = Settings()
CALENDAR = WorkCalendar.from_settings(SETTINGS)
Candidate = tuple[Contact, Standing]


def new(
    id: int, warmth: Warmth | None = Warmth.NEW_TO_ME, company: str = "", introduced_by: int | None = None
) -> Candidate:
    person = Contact(id=id, name=f"Person {id}", warmth=warmth, company=company, introduced_by=introduced_by)
    return person, fresh(warmth)


def known(id: int, standing: Standing, company: str = "") -> Candidate:
    return Contact(id=id, name=f"Person {id}", company=company), standing


def silent(id: int, asked: date, elsewhere: date, company: str = "", stage: Stage = Stage.ASKED) -> Candidate:
    due = TODAY if stage is Stage.FOLLOW_UP_DUE else LATER
    note = Standing(stage, due, "short note", asked, kind=Kind.FOLLOW_UP, asked=asked, elsewhere=elsewhere)
    return known(id, note, company)


def ask(
    *candidates: Candidate, today: date = TODAY, limit: int = 3, skipped: frozenset[int] = frozenset()
) -> list[Offer]:
    return list(offers(candidates, CALENDAR, SETTINGS, today, skipped, limit))


def ids(
    *candidates: Candidate, today: date = TODAY, limit: int = 3, skipped: frozenset[int] = frozenset()
) -> list[int]:
    return [offer.contact for offer in ask(*candidates, today=today, limit=limit, skipped=skipped)]


HANDED = known(1, Standing(Stage.FOLLOW_UP_DUE, TODAY, "short note", draft=Kind.FOLLOW_UP, handed=True))
REPLIED = known(2, Standing(Stage.REPLIED, date(2026, 11, 20), "answered: yes", kind=Kind.ANSWER))
BOOKED = known(3, Standing(Stage.BOOKED, TODAY, "you talk today", kind=Kind.ANSWER))
TALKED = known(4, Standing(Stage.TALKED, TODAY, "you talked yesterday", date(2026, 11, 24), kind=Kind.THANK_YOU))
FOLLOW_UP = known(5, Standing(Stage.FOLLOW_UP_DUE, TODAY, "one short note, then it rests", kind=Kind.FOLLOW_UP))
THANKED = known(6, Standing(Stage.THANKED, TODAY, "tell them how it went", kind=Kind.UPDATE))
DRAFTED = known(7, Standing(Stage.DRAFTED, None, "your draft from Friday", date(2026, 11, 20), Kind.ASK))
KNOWS = new(8, Warmth.KNOWS_ME)
TOMORROW = known(
    9, Standing(Stage.BOOKED, date(2026, 11, 26), "you talk tomorrow", kind=Kind.CONFIRMATION, confirm=TODAY)
)


def test_the_order_of_a_day() -> None:
    found = ask(KNOWS, TOMORROW, DRAFTED, THANKED, FOLLOW_UP, TALKED, BOOKED, REPLIED, HANDED, limit=9)
    assert found == [
        Offer(1, "did it go out?", None, Why.HANDED),
        Offer(4, "thank them; you talked yesterday", Kind.THANK_YOU, Why.THANK_YOU),
        Offer(2, "answered: yes", Kind.ANSWER, Why.REPLY),
        Offer(3, "you talk today", None, Why.TALK),
        Offer(9, "a word before you meet; you talk tomorrow", Kind.CONFIRMATION, Why.CONFIRMATION),
        Offer(5, "one short note, then it rests", Kind.FOLLOW_UP, Why.FOLLOW_UP),
        Offer(6, "tell them how it went", Kind.UPDATE, Why.UPDATE),
        Offer(7, "your draft from Friday", Kind.ASK, Why.DRAFT),
        Offer(8, "knows you", Kind.ASK, Why.PERSON),
    ]


def test_three_at_most_and_another_on_request() -> None:
    everybody = (KNOWS, DRAFTED, TALKED, REPLIED)
    assert ids(*everybody) == [4, 2, 7]
    assert ids(*everybody, skipped=frozenset({4})) == [2, 7, 8]
    assert ids(*everybody, limit=0) == []
    assert ids() == []


def test_the_first_days_begin_with_those_who_know_one() -> None:
    people = (new(1, None), new(2), new(3, introduced_by=9), new(4, Warmth.HALF_KNOWS_ME), new(5, Warmth.KNOWS_ME))
    assert ids(*people, limit=9) == [5, 4, 3, 2, 1]


def test_a_tie_goes_before_none() -> None:
    tied = replace(new(2)[0], tie="school: Riverside High")
    assert ids(new(1), (tied, fresh(Warmth.NEW_TO_ME))) == [2, 1]


def test_whoever_was_put_off_to_today_comes_first() -> None:
    put_off = replace(new(2)[0], snoozed_until=TODAY)
    assert ids(KNOWS, (put_off, fresh(Warmth.NEW_TO_ME))) == [2, 8]


@pytest.mark.parametrize(
    "candidate",
    [
        known(1, Standing(Stage.RESTING, reason="resting")),
        (replace(KNOWS[0], dont_write=True), KNOWS[1]),
        (replace(KNOWS[0], snoozed_until=LATER), KNOWS[1]),
        (replace(REPLIED[0], snoozed_until=LATER), REPLIED[1]),
        silent(1, TODAY, LATER),
        known(1, Standing(Stage.BOOKED, LATER, kind=Kind.ANSWER)),
        known(1, Standing(Stage.BOOKED, LATER, kind=Kind.ANSWER, confirm=date(2026, 12, 8))),
        known(1, Standing(Stage.THANKED, LATER, kind=Kind.UPDATE)),
        known(1, Standing(Stage.THANKED, None, kind=Kind.UPDATE)),
    ],
)
def test_not_today(candidate: Candidate) -> None:
    assert ask(candidate) == []


def test_a_talk_and_a_letter_perhaps_sent_are_not_put_off() -> None:
    put_off = [(replace(person, snoozed_until=LATER), at) for person, at in (HANDED, BOOKED)]
    assert ids(*put_off) == [1, 3]


def test_whoever_led_to_somebody_is_told_what_became_of_it() -> None:
    told = {1: "tell them you wrote to Kofi Fictional"}
    line = Offer(1, told[1], Kind.UPDATE, Why.UPDATE)
    thanked = known(1, Standing(Stage.THANKED, LATER, kind=Kind.UPDATE))
    for candidate in (new(1, Warmth.KNOWS_ME), thanked):
        assert list(offers([candidate], CALENDAR, SETTINGS, TODAY, news=told)) == [line]
    put_off = (replace(thanked[0], snoozed_until=LATER), thanked[1])
    resting = known(1, Standing(Stage.RESTING, reason="resting"))
    for candidate in (
        silent(1, TODAY, LATER),
        known(1, replace(TOMORROW[1], due=LATER, confirm=None)),
        put_off,
        resting,
    ):
        assert offers([candidate], CALENDAR, SETTINGS, TODAY, news=told) == ()
    due = known(1, Standing(Stage.TALKED, TODAY, "you talked yesterday", kind=Kind.THANK_YOU))
    assert [one.why for one in offers([due], CALENDAR, SETTINGS, TODAY, news=told)] == [Why.THANK_YOU]


def test_quiet_weeks_hold_follow_ups_back() -> None:
    day = date(2026, 12, 28)
    assert ids(FOLLOW_UP, TALKED, today=day) == [4]
    waiting = [Standing(Stage.FOLLOW_UP_DUE, date(2027, 1, 4))] * 4
    assert kept_back([*waiting, DRAFTED[1]], CALENDAR, day) == (4, date(2027, 1, 4))
    assert kept_back(waiting, CALENDAR, TODAY) is None
    assert kept_back([], CALENDAR, day) is None
    noted = Standing(Stage.ASKED, date(2027, 1, 4), "rests", rests=date(2027, 1, 4))
    assert kept_back([noted], CALENDAR, day) is None, "a thread that only rests has no note to keep"


def test_what_is_kept_back_is_said_in_a_sentence() -> None:
    day, today = date(2027, 1, 4), date(2026, 12, 28)
    assert say_kept_back(1, day, today) == "One short note is kept for Mon 4 Jan 2027."
    assert say_kept_back(4, day, today) == "Four short notes are kept for Mon 4 Jan 2027."


# the 3-day rule


def test_a_silence_of_three_working_days_lifts_somebody_over_a_draft() -> None:
    found = ask(silent(1, date(2026, 11, 20), TODAY), DRAFTED, KNOWS)
    assert [(offer.contact, offer.why) for offer in found] == [(8, Why.ELSEWHERE), (7, Why.DRAFT)]
    found = ask(silent(1, date(2026, 11, 20), date(2026, 11, 26)), DRAFTED, KNOWS)
    assert [(offer.contact, offer.why) for offer in found] == [(7, Why.DRAFT), (8, Why.PERSON)]


def test_a_later_ask_makes_up_for_a_silence() -> None:
    quiet = silent(1, date(2026, 11, 17), date(2026, 11, 20))
    made_up = silent(2, date(2026, 11, 23), date(2026, 11, 26))
    too_early = silent(2, date(2026, 11, 19), date(2026, 11, 26))
    assert ids(quiet, made_up, DRAFTED, KNOWS) == [7, 8]
    assert ids(quiet, too_early, DRAFTED, KNOWS) == [8, 7]


def test_each_silence_lifts_one() -> None:
    quiet = [silent(id, date(2026, 11, 17), date(2026, 11, 20)) for id in (1, 2)]
    assert ids(*quiet, DRAFTED, KNOWS, new(9), new(10)) == [8, 9, 7]


def test_follow_ups_leave_room_for_one_who_is_lifted() -> None:
    notes = [silent(id, date(2026, 11, 16), date(2026, 11, 19), stage=Stage.FOLLOW_UP_DUE) for id in (1, 2, 3, 4)]
    assert ids(*notes, KNOWS) == [1, 2, 8]
    assert ids(*notes) == [1, 2, 3]
    assert ids(*notes, KNOWS, limit=1) == [1]
    assert ids(*notes, KNOWS, known(20, REPLIED[1]), known(21, TALKED[1]), known(22, TALKED[1])) == [21, 22, 20]


def test_elsewhere_first() -> None:
    quiet = silent(1, date(2026, 11, 17), date(2026, 11, 20), "Acme Fictional")
    assert ids(quiet, new(2, Warmth.KNOWS_ME, "ACME Fictional "), new(3, company="Sample Ltd")) == [3, 2]


def test_two_open_letters_are_enough_for_a_company() -> None:
    begun = replace(DRAFTED[0], company="acme")
    out = [silent(id, TODAY, LATER, "Acmé") for id in (1, 2)]
    assert ids(*out, new(3, company="Acme"), (begun, DRAFTED[1]), new(4)) == [4]
    assert ids(out[0], new(3, company="Acme"), new(5, company="Acme"), new(4)) == [4, 3]


def test_a_day_is_not_spent_on_one_company() -> None:
    assert ids(*(new(id, company="Acme") for id in (1, 2, 3)), new(4, None, "Sample")) == [1, 4, 2]


# whatever the record

warmths = st.one_of(st.none(), st.sampled_from(Warmth))
dates = st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2027, 1, 15)))
people = st.builds(
    Contact,
    id=st.integers(1, 12),
    name=st.just("Ada Example"),
    company=st.sampled_from(["", "Acme", "Sample"]),
    warmth=warmths,
    introduced_by=st.one_of(st.none(), st.just(3)),
    snoozed_until=dates,
    dont_write=st.booleans(),
)
standings = st.builds(
    Standing,
    st.sampled_from(Stage),
    dates,
    st.just("knows you"),
    dates,
    st.one_of(st.none(), st.sampled_from(Kind)),
    st.booleans(),
    st.sampled_from(Kind),
    dates,
    dates,
)
lists = st.lists(st.tuples(people, standings), max_size=14)


@given(
    lists,
    st.dates(date(2026, 11, 1), date(2027, 1, 15)),
    st.frozensets(st.integers(1, 12), max_size=4),
    st.integers(0, 5),
)
def test_nobody_twice_and_nobody_who_should_be_left_alone(
    candidates: list[Candidate], today: date, skipped: frozenset[int], limit: int
) -> None:
    found = ask(*candidates, today=today, limit=limit, skipped=skipped)
    offered = [offer.contact for offer in found]
    assert len(offered) == len(set(offered)) <= limit
    assert not skipped.intersection(offered)
    awake = {person.id for person, at in candidates if at.stage is not Stage.RESTING and not person.dont_write}
    assert awake.issuperset(offered)
    order = list(Why)
    assert [order.index(offer.why) for offer in found] == sorted(order.index(offer.why) for offer in found)
    assert found == ask(*candidates, today=today, limit=limit, skipped=skipped)


@given(lists, st.dates(date(2026, 11, 1), date(2027, 1, 15)), st.integers(1, 5))
def test_another_is_found_while_there_is_one(candidates: list[Candidate], today: date, limit: int) -> None:
    first = ids(*candidates, today=today, limit=limit)
    everybody = ids(*candidates, today=today, limit=99)
    assert len(first) == min(limit, len(everybody))


# what is told of the days to come


def test_forecast() -> None:
    assert forecast(datetime(2026, 11, 24, 10), CALENDAR, SETTINGS) == Forecast(date(2026, 11, 27), date(2026, 12, 3))
    assert forecast(datetime(2026, 12, 17, 10), CALENDAR, SETTINGS).follow_up == date(2027, 1, 4)


def test_left_over_is_what_waited_for_more_than_fifteen_working_days() -> None:
    old, fifteen = date(2026, 11, 3), date(2026, 11, 4)
    candidates = [
        known(1, Standing(Stage.REPLIED, old)),
        known(2, Standing(Stage.REPLIED, fifteen)),
        known(3, Standing(Stage.DRAFTED, None, since=old)),
        known(4, Standing(Stage.RESTING, None, since=old)),
        known(5, Standing(Stage.NEW, old)),
        known(6, Standing(Stage.ASKED, LATER, since=old)),
        known(7, Standing(Stage.TALKED, old, meets=LATER)),
    ]
    assert left_over(candidates, CALENDAR, TODAY) == (1, 3)
