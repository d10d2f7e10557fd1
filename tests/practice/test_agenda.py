"""The agenda: what stands on which day, and what never stands there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from informal.model.kinds import Kind, Stage, TalkOutcome
from informal.model.values import Contact, NextStep, Talk
from informal.practice.agenda import agenda
from informal.practice.stage import Standing

TODAY = date(2026, 11, 25)
ADA = Contact(id=7, name="Ada Example")


def utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def talk(day: date, outcome: TalkOutcome = TalkOutcome.PLANNED, step: NextStep | None = None) -> Talk:
    moment = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    return Talk(id=9, contact=7, starts_at=moment, on=day, outcome=outcome, next_step=step)


def lines(at: Standing, *talks: Talk, contact: Contact = ADA, news: dict[int, str] | None = None) -> list[str]:
    return [f"{one.day:%d %b} {one.what}" for one in agenda([(contact, at, talks)], TODAY, utc, news)]


DUE = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (Standing(Stage.NEW), []),
        (Standing(Stage.RESTING), []),
        (Standing(Stage.DRAFTED, since=TODAY, draft=Kind.ASK), []),
        (
            Standing(Stage.ASKED, DUE, rests=date(2027, 1, 5)),
            ["03 Dec one short note, if it is still quiet", "05 Jan it rests, if it is still quiet"],
        ),
        (Standing(Stage.ASKED, DUE, rests=DUE), ["03 Dec it rests, if it is still quiet"]),
        (
            Standing(Stage.FOLLOW_UP_DUE, date(2026, 11, 20), rests=DUE),
            ["25 Nov one short note, if it is still quiet", "03 Dec it rests, if it is still quiet"],
        ),
        (Standing(Stage.REPLIED, date(2026, 11, 20)), ["25 Nov write back"]),
        (Standing(Stage.TALKED, date(2026, 11, 24)), ["25 Nov thank them"]),
        (Standing(Stage.TALKED, date(2026, 11, 26)), ["26 Nov thank them"]),
        (Standing(Stage.THANKED, DUE, kind=Kind.UPDATE), ["03 Dec tell them how it went"]),
        (Standing(Stage.THANKED, None, kind=Kind.UPDATE), []),
        (Standing(Stage.THANKED, DUE, kind=Kind.FOLLOW_UP), ["03 Dec one short note, if it is still quiet"]),
        (Standing(Stage.DRAFTED, draft=Kind.ASK, handed=True), ["25 Nov did it go out?"]),
    ],
)
def test_each_stage(at: Standing, expected: list[str]) -> None:
    assert lines(at) == expected


def test_a_talk_stands_by_the_clock_with_a_word_the_day_before() -> None:
    at = Standing(Stage.BOOKED, DUE, meets=DUE, confirm=date(2026, 12, 2))
    assert lines(at, talk(DUE)) == ["02 Dec a word before you meet", "03 Dec you talk at 15:00"]
    assert lines(replace(at, confirm=None), talk(DUE)) == ["03 Dec you talk at 15:00"]
    moved = talk(date(2026, 12, 1), TalkOutcome.MOVED)
    assert lines(replace(at, confirm=None), moved, talk(DUE)) == ["03 Dec you talk at 15:00"]


def test_the_thanks_for_one_talk_stand_beside_the_next() -> None:
    held = talk(TODAY, TalkOutcome.HELD)
    at = Standing(Stage.TALKED, date(2026, 11, 26), meets=DUE, confirm=date(2026, 12, 2))
    both = ["02 Dec a word before you meet", "03 Dec you talk at 15:00"]
    assert lines(at, held, talk(DUE)) == ["26 Nov thank them", *both]
    put_off = replace(ADA, snoozed_until=date(2026, 11, 30))
    assert lines(at, held, talk(DUE), contact=put_off) == ["30 Nov they come up again", *both]


def test_what_one_said_one_would_do_stands_once_on_its_day() -> None:
    step = NextStep(what="visit one mill", by=DUE)
    held = talk(date(2026, 11, 24), TalkOutcome.HELD, step)
    at = Standing(Stage.THANKED, DUE, "you said: visit one mill", kind=Kind.UPDATE)
    assert lines(at, held) == ["03 Dec you said: visit one mill"]
    done = replace(held, next_step=replace(step, done_on=TODAY))
    assert lines(replace(at, due=TODAY), done) == ["25 Nov tell them how it went"]


def test_whoever_is_put_off_stands_on_that_day_only() -> None:
    put_off = replace(ADA, snoozed_until=DUE)
    assert lines(Standing(Stage.REPLIED, DUE), contact=put_off) == ["03 Dec they come up again"]
    assert lines(Standing(Stage.NEW, DUE), contact=put_off) == ["03 Dec they come up again"]
    booked = Standing(Stage.BOOKED, DUE, meets=DUE)
    assert lines(booked, talk(DUE), contact=put_off) == ["03 Dec you talk at 15:00"], "a talk is not put off"


def test_news_for_whoever_led_to_somebody() -> None:
    told = {7: "tell them you wrote to Kofi Fictional"}
    assert lines(Standing(Stage.NEW), news=told) == ["25 Nov tell them you wrote to Kofi Fictional"]
    assert lines(Standing(Stage.RESTING), news=told) == []


def test_whoever_asked_not_to_be_written_to_is_not_in_it() -> None:
    assert lines(Standing(Stage.BOOKED, DUE, meets=DUE), talk(DUE), contact=replace(ADA, dont_write=True)) == []


def test_the_order_is_by_day_then_by_the_clock() -> None:
    early = replace(talk(DUE), id=1, contact=8, starts_at=datetime(2026, 12, 3, 9, tzinfo=UTC))
    people = [
        (Contact(id=9, name="Kofi Fictional"), Standing(Stage.TALKED, DUE), ()),
        (ADA, Standing(Stage.BOOKED, DUE, meets=DUE), (talk(DUE),)),
        (Contact(id=8, name="Grace Sample"), Standing(Stage.BOOKED, DUE, meets=DUE), (early,)),
    ]
    assert [entry.who for entry in agenda(people, TODAY, utc)] == [8, 7, 9]
