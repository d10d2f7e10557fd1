"""Where one stands with a person: every line of the stage table, and what may not disturb it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Kind, Outcome, Stage, State, TalkOutcome, Warmth
from informal.model.values import Contact, Message, NextStep, Settings, Talk
from informal.practice.calendar import WorkCalendar
from informal.practice.stage import Standing, default_kind, fresh, standing, stirred, wake

MAYA = Contact(id=7, name="Maya Example", warmth=Warmth.KNOWS_ME)
SETTINGS = Settings()
CALENDAR = WorkCalendar.from_settings(SETTINGS)
ASKED = date(2026, 11, 17)  # a Tuesday; the third working day is Fri 20, the seventh Thu 26
SEVENTH = date(2026, 11, 26)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def letter(kind: Kind = Kind.ASK, day: date = ASKED, hour: int = 9, state: State = State.SENT, id: int = 1) -> Message:
    return Message(id=id, contact=7, kind=kind, state=state, at=at(day, hour), on=day)


def answer(outcome: Outcome | None, day: date = date(2026, 11, 19), id: int = 50) -> Message:
    return Message(id=id, contact=7, state=State.RECEIVED, outcome=outcome, at=at(day), on=day)


def talk(day: date, outcome: TalkOutcome = TalkOutcome.PLANNED, hour: int = 15, step: NextStep | None = None) -> Talk:
    return Talk(id=9, contact=7, starts_at=at(day, hour), on=day, outcome=outcome, next_step=step)


def stand(
    *messages: Message,
    on: date = ASKED,
    hour: int = 10,
    talks: tuple[Talk, ...] = (),
    contact: Contact = MAYA,
    calendar: WorkCalendar = CALENDAR,
    introducer: str = "",
) -> Standing:
    def utc(instant: datetime) -> datetime:
        return instant.astimezone(UTC)

    return standing(contact, messages, talks, calendar, SETTINGS, on, at(on, hour), utc, introducer)


def stage(*messages: Message, on: date = ASKED, talks: tuple[Talk, ...] = ()) -> Stage:
    return stand(*messages, on=on, talks=talks).stage


# a word the day before


def test_the_day_before_a_talk_wants_a_word() -> None:
    day = date(2026, 12, 3)
    before = day - timedelta(days=1)
    asked = (letter(), answer(Outcome.YES))
    standing_then = stand(*asked, on=date(2026, 12, 1), talks=(talk(day),))
    assert (standing_then.confirm, standing_then.kind) == (before, Kind.ANSWER)
    assert stand(*asked, on=before, talks=(talk(day),)).kind is Kind.CONFIRMATION
    assert stand(*asked, on=day, talks=(talk(day),)).kind is Kind.ANSWER, "on the day there is nothing to confirm"


@pytest.mark.parametrize(
    ("sent_on", "begun", "confirmed"),
    [
        (date(2026, 12, 2), "after", True),
        (date(2026, 11, 27), "after", True),
        (date(2026, 12, 2), "before", True),
        (date(2026, 12, 1), "before", False),
    ],
)
def test_a_word_sent_before_the_talk_moved_is_no_word_for_the_new_day(
    sent_on: date, begun: str, confirmed: bool
) -> None:
    word = letter(Kind.CONFIRMATION, sent_on, id=20 if begun == "after" else 5)
    found = stand(letter(), word, on=date(2026, 12, 2), talks=(talk(date(2026, 12, 3)),))
    assert (found.confirm is None) is confirmed


def test_a_draft_of_a_word_confirms_nothing() -> None:
    draft = letter(Kind.CONFIRMATION, date(2026, 12, 2), state=State.DRAFT, id=20)
    assert stand(letter(), draft, on=date(2026, 12, 2), talks=(talk(date(2026, 12, 3)),)).confirm is not None


def test_a_thread_tells_from_when_it_rests() -> None:
    assert stand(letter(), on=ASKED).rests == CALENDAR.add(SEVENTH, SETTINGS.follow_up_offered)
    note = letter(Kind.FOLLOW_UP, SEVENTH, id=2)
    assert stand(letter(), note, on=SEVENTH).rests == CALENDAR.add(SEVENTH, 7)


def test_no_note_is_promised_for_a_day_on_which_the_thread_rests() -> None:
    quiet = date(2026, 12, 24)
    long_ago, later = letter(day=date(2026, 11, 18)), letter(day=date(2026, 12, 8))
    found = stand(long_ago, on=quiet)
    assert (found.stage, found.due, found.reason) == (Stage.FOLLOW_UP_DUE, found.rests, "rests from Fri 25 Dec")
    assert stand(later, on=quiet).reason == "short note from Mon 4 Jan 2027"


def test_later_is_a_short_note_once_it_is_later() -> None:
    later = answer(Outcome.LATER)
    until = date(2026, 12, 14)
    put_off = replace(MAYA, snoozed_until=until)
    assert stand(letter(), later, on=date(2026, 12, 1), contact=put_off).kind is Kind.ANSWER
    assert stand(letter(), later, on=until, contact=put_off).kind is Kind.FOLLOW_UP


def test_news_of_an_introduction_is_not_yet_what_became_of_their_advice() -> None:
    held = talk(date(2026, 11, 24), TalkOutcome.HELD, step=NextStep(what="visit one mill", by=date(2026, 12, 4)))
    thanks = letter(Kind.THANK_YOU, date(2026, 11, 24), hour=17, id=2)
    news = replace(letter(Kind.UPDATE, date(2026, 11, 26), id=3), opening="introduction-told")
    assert stand(letter(), thanks, news, on=date(2026, 11, 30), talks=(held,)).due == date(2026, 12, 4)
    told = replace(news, opening="update")
    assert stand(letter(), thanks, told, on=date(2026, 11, 30), talks=(held,)).due is None


# new and drafted


@pytest.mark.parametrize(
    ("warmth", "reason"),
    [
        (Warmth.KNOWS_ME, "knows you"),
        (Warmth.HALF_KNOWS_ME, "you half know"),
        (Warmth.NEW_TO_ME, "new to you"),
        (None, "not written to yet"),
    ],
)
def test_new(warmth: Warmth | None, reason: str) -> None:
    found = stand(contact=replace(MAYA, warmth=warmth))
    assert found == Standing(Stage.NEW, reason=reason)
    assert found is stand(contact=Contact(id=8, name="Kofi Fictional", warmth=warmth))
    assert found == fresh(warmth)


def test_introduced() -> None:
    kofi = replace(MAYA, introduced_by=3)
    assert stand(contact=kofi, introducer="Ines Invented").reason == "Ines Invented introduced you"
    assert stand(contact=kofi).reason == "somebody introduced you"


def test_drafted() -> None:
    found = stand(letter(state=State.DRAFT, day=date(2026, 11, 13)))
    assert (found.stage, found.reason, found.due) == (Stage.DRAFTED, "your draft from Friday", None)
    assert (found.draft, found.handed, found.kind) == (Kind.ASK, False, Kind.ASK)


@pytest.mark.parametrize("state", [State.HANDED, State.SENDING, State.UNKNOWN])
def test_handed_over_is_asked_about(state: State) -> None:
    found = stand(letter(state=state), letter(state=State.DRAFT, hour=10, id=2))
    assert (found.stage, found.reason, found.handed) == (Stage.DRAFTED, "did it go out?", True)


def test_a_draft_never_hides_a_later_stage() -> None:
    found = stand(letter(), letter(Kind.FOLLOW_UP, date(2026, 11, 27), state=State.HANDED, id=2), on=date(2026, 11, 27))
    assert (found.stage, found.draft, found.handed) == (Stage.FOLLOW_UP_DUE, Kind.FOLLOW_UP, True)


# silence


def test_asked_until_the_seventh_working_day() -> None:
    found = stand(letter(), on=date(2026, 11, 25))
    assert (found.stage, found.due, found.reason) == (Stage.ASKED, SEVENTH, "short note from Thu 26 Nov")
    assert (found.since, found.asked, found.elsewhere) == (ASKED, ASKED, date(2026, 11, 20))
    found = stand(letter(), on=SEVENTH)
    assert (found.stage, found.due) == (Stage.FOLLOW_UP_DUE, SEVENTH)
    assert found.reason == "one short note, then it rests"


def test_the_worked_example() -> None:
    us = replace(CALENDAR, days_off=frozenset({SEVENTH}))
    assert stand(letter(), calendar=us).due == date(2026, 11, 27)
    assert stand(letter(hour=14), calendar=us).due == date(2026, 11, 30)
    assert stand(letter(hour=14)).due == date(2026, 11, 27)


def test_the_stored_day_wins_over_a_clock_that_moved() -> None:
    travelled = replace(letter(), at=datetime(2026, 11, 18, 3, tzinfo=UTC))
    assert stand(travelled).due == SEVENTH


def test_after_the_follow_up_seven_more_working_days_rest_it() -> None:
    sent = (letter(), letter(Kind.FOLLOW_UP, SEVENTH, id=2))
    rests = date(2026, 12, 7)
    found = stand(*sent, on=date(2026, 12, 6))
    assert (found.stage, found.due, found.reason) == (Stage.ASKED, rests, "rests from Mon 7 Dec")
    found = stand(*sent, on=rests)
    assert (found.stage, found.due, found.reason) == (Stage.RESTING, None, "resting")


def test_a_follow_up_never_sent_is_offered_for_twenty_working_days() -> None:
    rests = CALENDAR.add(SEVENTH, 20)
    calendar = replace(CALENDAR, quiet=None)
    assert stand(letter(), on=rests - timedelta(days=1), calendar=calendar).stage is Stage.FOLLOW_UP_DUE
    assert stand(letter(), on=rests, calendar=calendar).stage is Stage.RESTING


def test_a_new_ask_after_the_rest_waits_again() -> None:
    later = date(2027, 2, 2)
    sent = (letter(), letter(Kind.FOLLOW_UP, SEVENTH, id=2), letter(day=later, id=3))
    assert stage(*sent, on=later) is Stage.ASKED
    assert stage(*sent, on=CALENDAR.add(later, 7)) is Stage.FOLLOW_UP_DUE


def test_quiet_weeks_hold_the_follow_up_back() -> None:
    found = stand(letter(day=date(2026, 12, 17)), on=date(2026, 12, 29))
    assert (found.stage, found.due) == (Stage.ASKED, date(2027, 1, 4))
    found = stand(letter(day=date(2026, 12, 14)), on=date(2026, 12, 28))
    assert (found.stage, found.due) == (Stage.FOLLOW_UP_DUE, date(2027, 1, 4))


# answers


@pytest.mark.parametrize(
    ("outcome", "reason", "kind"),
    [
        (None, "answered", Kind.ANSWER),
        (Outcome.YES, "answered: yes", Kind.ANSWER),
        (Outcome.LATER, "answered: later", Kind.ANSWER),
        (Outcome.NO, "answered: no", Kind.ANSWER),
        (Outcome.WRONG_PERSON, "not the right person", Kind.ANSWER),
        (Outcome.ACCEPTED, "accepted your invitation", Kind.ASK),
    ],
)
def test_replied(outcome: Outcome | None, reason: str, kind: Kind) -> None:
    found = stand(answer(outcome), letter(), on=date(2026, 12, 15))
    assert (found.stage, found.due, found.reason) == (Stage.REPLIED, date(2026, 11, 19), reason)
    assert (found.kind, found.elsewhere) == (kind, None)


def test_an_answer_of_the_same_instant_is_told_apart_by_its_id() -> None:
    assert stage(answer(Outcome.YES, ASKED, id=2), letter(id=1)) is Stage.REPLIED
    assert stage(answer(Outcome.YES, ASKED, id=2), letter(Kind.ANSWER, id=3), letter(id=1)) is Stage.ASKED


def test_an_answered_yes_waits_again_and_gets_its_own_follow_up() -> None:
    sent = (letter(), letter(Kind.FOLLOW_UP, SEVENTH, id=2), answer(Outcome.YES, date(2026, 11, 27)))
    reply = letter(Kind.ANSWER, date(2026, 11, 30), id=60)
    assert stage(*sent, reply, on=date(2026, 12, 8)) is Stage.ASKED
    assert stage(*sent, reply, on=date(2026, 12, 9)) is Stage.FOLLOW_UP_DUE


@pytest.mark.parametrize("outcome", [Outcome.NO, Outcome.WRONG_PERSON])
@pytest.mark.parametrize("kind", [Kind.ANSWER, Kind.THANK_YOU])
def test_a_no_that_was_answered_rests_until_there_is_a_new_ask(outcome: Outcome, kind: Kind) -> None:
    told = (letter(), answer(outcome), letter(kind, date(2026, 11, 20), id=60))
    assert stage(*told, on=date(2026, 11, 20)) is Stage.RESTING
    assert stage(*told, letter(day=date(2027, 3, 1), id=61), on=date(2027, 3, 1)) is Stage.ASKED


def test_a_machine_that_is_away_did_not_reply() -> None:
    assert stand(letter(), answer(Outcome.AWAY)) == stand(letter())


def test_a_letter_that_came_back() -> None:
    found = stand(letter(), answer(Outcome.BOUNCED))
    assert (found.stage, found.reason) == (Stage.NEW, "the address does not work: another one?")
    draft = letter(state=State.DRAFT, id=60)
    found = stand(letter(), answer(Outcome.BOUNCED), draft)
    assert (found.stage, found.reason) == (Stage.DRAFTED, "the address does not work: another one?")
    again = letter(day=date(2026, 11, 20), id=61)
    assert stage(letter(), answer(Outcome.BOUNCED), again, on=date(2026, 11, 20)) is Stage.ASKED


def test_thanked_for_a_letter_instead_of_a_talk() -> None:
    wrote = (letter(), answer(None), letter(Kind.THANK_YOU, date(2026, 11, 20), id=60))
    found = stand(*wrote, on=date(2027, 5, 5))
    assert (found.stage, found.due) == (Stage.THANKED, date(2026, 12, 4))


# talks


@pytest.mark.parametrize(
    ("today", "stage", "due", "reason", "kind"),
    [
        (30, Stage.TALKED, 31, "you talked today, and talk again on Thu 3 Dec", Kind.THANK_YOU),
        (31, Stage.TALKED, 31, "you talked yesterday, and talk again on Thu 3 Dec", Kind.THANK_YOU),
        (32, Stage.BOOKED, 33, "you talk tomorrow, and talked on Monday", Kind.CONFIRMATION),
        (33, Stage.BOOKED, 33, "you talk today, and talked on Monday", Kind.ANSWER),
    ],
)
def test_the_thanks_for_a_talk_come_before_the_next_one(
    today: int, stage: Stage, due: int, reason: str, kind: Kind
) -> None:
    def day(number: int) -> date:
        return date(2026, 11, 1) + timedelta(days=number - 1)

    held = replace(talk(day(30), TalkOutcome.HELD, hour=8), id=3)
    found = stand(letter(), on=day(today), talks=(held, talk(day(33))))
    assert (found.stage, found.due, found.reason, found.kind) == (stage, day(due), reason, kind)
    assert (found.meets, found.confirm) == (day(33), day(32))
    thanks = letter(Kind.THANK_YOU, day(30), hour=9, id=2)
    thanked = stand(letter(), thanks, on=day(today), talks=(held, talk(day(33))))
    assert (thanked.stage, thanked.due) == (Stage.BOOKED, day(33)), "once they are thanked, the next talk leads"


def test_a_talk_nobody_told_of_does_not_hide_the_next_one() -> None:
    passed = replace(talk(date(2026, 11, 24)), id=3)
    found = stand(letter(), on=date(2026, 11, 25), talks=(passed, talk(date(2026, 12, 3))))
    assert (found.stage, found.reason) == (Stage.BOOKED, "you talk on Thu 3 Dec")


def test_booked_then_talked_then_thanked() -> None:
    day = date(2026, 12, 1)
    planned = (talk(day),)
    found = stand(letter(), answer(Outcome.YES), on=date(2026, 11, 30), talks=planned)
    assert (found.stage, found.due, found.reason) == (Stage.BOOKED, day, "you talk tomorrow")
    assert stand(letter(), on=day, hour=15, talks=planned).stage is Stage.BOOKED
    found = stand(letter(), on=day, hour=16, talks=planned)
    assert (found.stage, found.due, found.reason) == (Stage.TALKED, date(2026, 12, 2), "did you talk today?")
    held = (talk(day, TalkOutcome.HELD),)
    found = stand(letter(), on=date(2026, 12, 2), talks=held)
    assert (found.stage, found.reason, found.kind) == (Stage.TALKED, "you talked yesterday", Kind.THANK_YOU)
    found = stand(letter(), letter(Kind.THANK_YOU, day, id=60), on=date(2026, 12, 2), talks=held)
    assert (found.stage, found.due, found.reason) == (Stage.THANKED, date(2026, 12, 15), "thanked yesterday")


@pytest.mark.parametrize(
    ("step", "due", "reason"),
    [
        (NextStep(what="read it", by=date(2026, 12, 9)), date(2026, 12, 9), "you said: read it"),
        (NextStep(what="read it", done_on=date(2026, 12, 5)), date(2026, 12, 7), "tell them how it went"),
        (NextStep(what="read it"), date(2026, 12, 15), "thanked today"),
    ],
)
def test_thanked_waits_for_the_next_step(step: NextStep, due: date, reason: str) -> None:
    day = date(2026, 12, 1)
    thanks = letter(Kind.THANK_YOU, day, id=60)
    found = stand(letter(), thanks, on=day, talks=(talk(day, TalkOutcome.HELD, 8, step),))
    assert (found.stage, found.due, found.reason) == (Stage.THANKED, due, reason)
    told = stand(
        letter(), thanks, letter(Kind.UPDATE, day, id=61), on=day, talks=(talk(day, TalkOutcome.HELD, 8, step),)
    )
    assert (told.stage, told.due) == (Stage.THANKED, None)


def test_after_the_thanks_they_may_write_back() -> None:
    day = date(2026, 12, 1)
    found = stand(
        letter(Kind.THANK_YOU, day), answer(None, date(2026, 12, 2)), on=day, talks=(talk(day, TalkOutcome.HELD, 8),)
    )
    assert (found.stage, found.due, found.reason) == (Stage.THANKED, date(2026, 12, 2), "wrote back")


def test_after_the_thanks_one_may_ask_again() -> None:
    held = (talk(date(2026, 11, 10), TalkOutcome.HELD),)
    again = (letter(Kind.THANK_YOU, date(2026, 11, 11), id=2), letter(day=ASKED, id=3))
    found = stand(*again, on=date(2026, 11, 18), talks=held)
    assert (found.stage, found.due, found.reason) == (Stage.THANKED, SEVENTH, "you asked again yesterday")
    assert (found.kind, found.asked) == (Kind.FOLLOW_UP, ASKED)
    assert stand(*again, on=date(2027, 1, 4), talks=held).due is None
    noted = stand(*again, letter(Kind.FOLLOW_UP, SEVENTH, id=4), on=SEVENTH, talks=held)
    assert (noted.stage, noted.due) == (Stage.THANKED, None)


def test_the_thanks_of_an_earlier_talk_are_not_for_this_one() -> None:
    talks = (talk(date(2026, 12, 8), TalkOutcome.HELD),)
    assert stage(letter(Kind.THANK_YOU, date(2026, 12, 1)), on=date(2026, 12, 9), talks=talks) is Stage.TALKED


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.YES, "you answered their yes; short note from Tue 1 Dec"),
        (Outcome.LATER, "you answered them; short note from Tue 1 Dec"),
        (None, "you answered them; short note from Tue 1 Dec"),
    ],
)
def test_whoever_answered_is_not_told_of_as_silent(outcome: Outcome | None, said: str) -> None:
    back = letter(Kind.ANSWER, date(2026, 11, 20), id=60)
    found = stand(letter(), answer(outcome), back, on=date(2026, 11, 23))
    assert (found.stage, found.due, found.reason) == (Stage.ASKED, date(2026, 12, 1), said)
    again = stand(letter(), answer(outcome), letter(day=date(2026, 11, 20), id=60), on=date(2026, 11, 23))
    assert again.reason == "short note from Tue 1 Dec"


def test_a_talk_that_fell_through_begins_the_silence_anew() -> None:
    sent = (letter(), answer(Outcome.YES), letter(Kind.ANSWER, date(2026, 11, 20), id=60))
    off = (talk(date(2026, 12, 14), TalkOutcome.OFF),)
    found = stand(*sent, on=date(2026, 12, 15), talks=off)
    assert (found.stage, found.due) == (Stage.ASKED, date(2026, 12, 23))
    assert (
        stage(*sent, on=date(2026, 12, 15), talks=(talk(date(2026, 12, 20), TalkOutcome.MOVED),)) is Stage.FOLLOW_UP_DUE
    )


# rest, snooze, wake


def test_rested_by_hand_until_something_comes_after() -> None:
    rested = replace(MAYA, rested_on=date(2026, 11, 18))
    assert stand(letter(), contact=rested, on=date(2026, 11, 19)).stage is Stage.RESTING
    assert stand(letter(), answer(Outcome.AWAY), contact=rested, on=date(2026, 11, 19)).stage is Stage.RESTING
    assert stand(letter(), answer(Outcome.YES), contact=rested, on=date(2026, 11, 19)).stage is Stage.REPLIED
    again = letter(day=date(2026, 11, 20), id=60)
    assert stand(letter(), again, contact=rested, on=date(2026, 11, 20)).stage is Stage.ASKED
    assert stand(contact=rested, talks=(talk(date(2026, 11, 30)),)).stage is Stage.BOOKED


def test_a_draft_does_not_wake() -> None:
    rested = replace(MAYA, rested_on=date(2026, 11, 18))
    draft = letter(day=date(2026, 11, 20), state=State.DRAFT)
    assert stand(draft, contact=rested, on=date(2026, 11, 20)).stage is Stage.RESTING


def test_rested_and_stirred_on_one_day() -> None:
    rested = replace(MAYA, rested_on=ASKED, snoozed_until=SEVENTH)
    woken = stirred(rested, ASKED)
    assert (woken.rested_on, woken.snoozed_until) == (date(2026, 11, 16), None)
    assert stand(letter(), contact=woken).stage is Stage.ASKED


@pytest.mark.parametrize(
    ("sent", "on", "expected"),
    [
        ((), ASKED, Stage.NEW),
        ((letter(),), ASKED, Stage.ASKED),
        ((letter(),), date(2027, 3, 1), Stage.FOLLOW_UP_DUE),
        ((letter(), letter(Kind.FOLLOW_UP, SEVENTH, id=2)), date(2027, 3, 1), Stage.NEW),
        ((letter(), answer(Outcome.NO), letter(Kind.ANSWER, id=60, hour=11)), date(2027, 3, 1), Stage.REPLIED),
    ],
)
def test_wake(sent: tuple[Message, ...], on: date, expected: Stage) -> None:
    for contact in (MAYA, replace(MAYA, rested_on=on)):
        woken = wake(contact, sent, (), CALENDAR, SETTINGS, on, at(on))
        assert stand(*sent, contact=woken, on=on).stage is expected


def test_nobody_wakes_one_who_asked_not_to_be_written_to() -> None:
    gone = replace(MAYA, dont_write=True)
    woken = wake(gone, (letter(),), (), CALENDAR, SETTINGS, ASKED, at(ASKED))
    found = stand(letter(), contact=woken)
    assert (found.stage, found.reason) == (Stage.RESTING, "asked not to be written to")


def test_a_snooze_moves_the_day_and_nothing_else() -> None:
    for sent, on, expected in (
        ((), ASKED, Stage.NEW),
        ((letter(),), ASKED, Stage.ASKED),
        ((letter(),), SEVENTH, Stage.FOLLOW_UP_DUE),
        ((letter(), answer(Outcome.LATER)), SEVENTH, Stage.REPLIED),
    ):
        until = date(2026, 12, 15)
        found = stand(*sent, contact=replace(MAYA, snoozed_until=until), on=on)
        assert (found.stage, found.due, found.reason) == (expected, until, "kept until Tue 15 Dec")


def test_a_follow_up_put_off_is_offered_for_as_long_from_then_on() -> None:
    until = date(2027, 3, 1)
    put_off = replace(MAYA, snoozed_until=until)
    assert stand(letter(), contact=put_off, on=date(2027, 2, 1)).stage is Stage.FOLLOW_UP_DUE
    assert stand(letter(), contact=put_off, on=CALENDAR.add(until, 19)).stage is Stage.FOLLOW_UP_DUE
    assert stand(letter(), contact=put_off, on=CALENDAR.add(until, 20)).stage is Stage.RESTING


def test_a_talk_is_not_snoozed_away() -> None:
    day = date(2026, 11, 20)
    found = stand(talks=(talk(day),), contact=replace(MAYA, snoozed_until=SEVENTH))
    assert (found.stage, found.due) == (Stage.BOOKED, day)


def test_a_rest_ends_on_the_day_set_for_it() -> None:
    rested = replace(MAYA, rested_on=ASKED, snoozed_until=SEVENTH)
    assert stand(letter(), contact=rested, on=date(2026, 11, 25)).stage is Stage.RESTING
    found = stand(letter(), contact=rested, on=SEVENTH)
    assert (found.stage, found.due, found.reason) == (Stage.NEW, SEVENTH, "knows you")


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        (Stage.NEW, Kind.ASK),
        (Stage.DRAFTED, Kind.ASK),
        (Stage.RESTING, Kind.ASK),
        (Stage.ASKED, Kind.FOLLOW_UP),
        (Stage.FOLLOW_UP_DUE, Kind.FOLLOW_UP),
        (Stage.REPLIED, Kind.ANSWER),
        (Stage.BOOKED, Kind.ANSWER),
        (Stage.TALKED, Kind.THANK_YOU),
        (Stage.THANKED, Kind.UPDATE),
    ],
)
def test_what_is_written_at_each_stage(stage: Stage, kind: Kind) -> None:
    assert default_kind(stage) is kind


# whatever the record holds

days = st.dates(date(2026, 10, 1), date(2027, 3, 1))
records = st.lists(
    st.builds(
        lambda kind, state, outcome, day, hour, id: Message(
            id=id,
            contact=7,
            kind=kind,
            state=state,
            outcome=outcome if state is State.RECEIVED else None,
            at=None if day is None else at(day, hour),
            on=day,
        ),
        st.sampled_from(Kind),
        st.sampled_from(State),
        st.one_of(st.none(), st.sampled_from(Outcome)),
        st.one_of(st.none(), days),
        st.integers(0, 23),
        st.integers(1, 10**6),
    ),
    max_size=6,
)
appointments = st.lists(st.builds(talk, days, st.sampled_from(TalkOutcome), st.integers(0, 23)), max_size=2).map(tuple)
people = st.builds(
    Contact,
    id=st.just(7),
    name=st.just("Maya Example"),
    warmth=st.one_of(st.none(), st.sampled_from(Warmth)),
    snoozed_until=st.one_of(st.none(), days),
    rested_on=st.one_of(st.none(), days),
    dont_write=st.booleans(),
)


@given(people, records, appointments, days)
def test_whatever_the_record_the_words_are_kind(
    person: Contact, sent: list[Message], talks: tuple[Talk, ...], today: date
) -> None:
    found = stand(*sent, contact=person, talks=talks, on=today)
    assert found.reason
    assert not any(word in found.reason.lower().split() for word in ("due", "late", "overdue"))
    assert (found.stage is Stage.RESTING) <= (found.due is None)
    assert not person.dont_write or found.stage is Stage.RESTING
    assert found == stand(*reversed(sent), contact=person, talks=talks[::-1], on=today) or len(
        {m.id for m in sent}
    ) < len(sent)


@given(records, appointments, days)
def test_a_draft_changes_no_other_stage(sent: list[Message], talks: tuple[Talk, ...], today: date) -> None:
    without = stand(*sent, talks=talks, on=today).stage
    with_draft = stand(*sent, letter(state=State.DRAFT, id=10**7), talks=talks, on=today).stage
    assert with_draft is (Stage.DRAFTED if without is Stage.NEW else without)


@given(records, appointments, days)
def test_waking_wakes(sent: list[Message], talks: tuple[Talk, ...], today: date) -> None:
    past = [m for m in sent if m.on and m.on < today]
    woken = wake(replace(MAYA, rested_on=today), past, talks, CALENDAR, SETTINGS, today, at(today, 10))
    assert stand(*past, talks=talks, contact=woken, on=today).stage is not Stage.RESTING
