"""Talks, what is kept right after, rests, and a while away: by the workspace's own methods."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from informal.errors import NotFound, Refused
from informal.model.kinds import Kind, Outcome, Stage, State, TalkOutcome, Warmth
from informal.model.values import Contact, NextStep, Talk
from informal.system.clock import Clock
from informal.workspace import Paths, Workspace

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
AT = datetime(2026, 12, 1, 15, tzinfo=UTC)
At = Callable[[datetime], Workspace]


@pytest.fixture
def at(tmp_path: Path) -> Iterator[At]:
    """The same file at another instant."""
    opened: list[Workspace] = []

    def open_at(moment: datetime) -> Workspace:
        if opened:
            opened.pop().close()
        paths = Paths(tmp_path, tmp_path / "config", tmp_path / "state")
        opened.append(Workspace.open(paths, origin="test", clock=Clock(moment)))
        return opened[-1]

    yield open_at
    opened.pop().close()


@pytest.fixture
def work(at: At) -> Workspace:
    return at(NOW)


@pytest.fixture
def ada(work: Workspace) -> Contact:
    return work.people.add("Ada Example", timezone="America/New_York", warmth=Warmth.KNOWS_ME)


def stage(work: Workspace, contact: Contact) -> Stage:
    return work.core.standing(contact.id).stage


def test_book(work: Workspace, ada: Contact) -> None:
    work.rests.snooze(ada.id, date(2026, 12, 24))
    talk = work.talks.book(ada.id, AT, place="  on the\nphone ")
    assert talk == work.talks.get(talk.id)
    assert (talk.on, talk.minutes, talk.place, talk.timezone) == (AT.date(), 20, "on the phone", "America/New_York")
    assert stage(work, ada) is Stage.BOOKED
    assert work.core.contact(ada.id).snoozed_until is None, "a talk wakes"
    assert work.talks.told(talk) == "Tue 1 Dec at 15:00 (10:00 in New York)"
    assert work.talks.planned(ada.id) == talk
    work.history.undo()
    assert work.talks.planned(ada.id) is None
    assert work.core.contact(ada.id).snoozed_until == date(2026, 12, 24)


def test_a_zone_given_with_the_talk_is_kept(work: Workspace) -> None:
    kofi = work.people.add("Kofi Fictional")
    assert work.talks.book(kofi.id, AT, timezone="Asia/Tokyo").timezone == "Asia/Tokyo"
    assert work.core.contact(kofi.id).timezone == "Asia/Tokyo"


def test_what_can_not_be_booked(work: Workspace, ada: Contact) -> None:
    with pytest.raises(Refused, match="time zone"):
        work.talks.book(ada.id, AT, timezone="Nowhere/City")
    with pytest.raises(Refused, match="minutes"):
        work.talks.book(ada.id, AT, minutes=0)
    work.talks.book(ada.id, AT)
    with pytest.raises(Refused, match="booked already"):
        work.talks.book(ada.id, AT + timedelta(days=1))
    kofi = work.people.add("Kofi Fictional")
    work.answers.do_not_write(kofi.id)
    with pytest.raises(Refused, match="left in peace"):
        work.talks.book(kofi.id, AT)
    with pytest.raises(NotFound):
        work.talks.get(1)


def test_move_takes_along_what_was_prepared(work: Workspace, ada: Contact) -> None:
    talk = work.talks.book(ada.id, AT, place="on the phone", minutes=30)
    work.talks.ask(talk.id, ["What is new?"], starred=1)
    work.talks.note(talk.id, "Ask about wool")
    new = work.talks.move(talk.id, AT + timedelta(days=2))
    assert (new.place, new.minutes, new.questions, new.starred, new.notes) == (
        "on the phone", 30, ("What is new?",), 1, "Ask about wool",
    )  # fmt: skip
    assert work.talks.get(talk.id).outcome is TalkOutcome.MOVED
    assert work.talks.planned(ada.id) == new
    assert stage(work, ada) is Stage.BOOKED
    work.history.undo()
    assert work.talks.planned(ada.id) is not None
    assert [one.outcome for one in work.core.talks_of(ada.id)] == [TalkOutcome.PLANNED]


def test_held_ticks_a_box(at: At, work: Workspace, ada: Contact) -> None:
    talk = work.talks.book(ada.id, AT)
    with pytest.raises(Refused, match="still to come"):
        work.talks.held(talk.id)
    work = at(AT + timedelta(minutes=30))
    assert work.core.standing(ada.id).reason == "did you talk today?"
    work.talks.held(talk.id)
    counts = work.day.counts()
    assert (counts.talks, counts.boxes_today, counts.total_asks) == (1, 1, 0)
    assert stage(work, ada) is Stage.TALKED
    assert work.day.offers()[0].kind is Kind.THANK_YOU
    work.talks.held(talk.id)
    assert work.day.counts().talks == 1
    for spoil in (work.talks.off, work.talks.nobody_came):
        with pytest.raises(Refused, match="took place"):
            spoil(talk.id)
    with pytest.raises(Refused, match="took place"):
        work.talks.move(talk.id, AT + timedelta(days=3))


@pytest.mark.parametrize("opening", ["talk-off", "nobody-came", "talk-moved"])
def test_a_talk_that_did_not_come_about_has_a_kind_letter(at: At, work: Workspace, ada: Contact, opening: str) -> None:
    talk = work.talks.book(ada.id, AT)
    work = at(AT + timedelta(hours=1))
    (work.talks.off if opening == "talk-off" else work.talks.nobody_came)(talk.id)
    assert work.talks.get(talk.id).outcome is TalkOutcome.OFF
    assert stage(work, ada) is not Stage.TALKED
    letter = work.letters.propose(ada.id, Kind.ANSWER, opening)
    assert letter.opening is not None
    assert letter.opening.name == opening
    assert ("New York time" in letter.body) is (opening != "talk-off"), "times to offer, on their clock"


# Right after


def test_right_after_is_one_step(at: At, work: Workspace, ada: Contact) -> None:
    talk = work.talks.book(ada.id, AT)
    kofi = work.people.add("Kofi Fictional")
    work = at(AT + timedelta(minutes=30))
    kept = work.talks.right_after(
        ada.id,
        said=" the first metre is always wrong\n",
        learned="Looms are\nloud",
        next_step="visit one\nmill",
        by=date(2026, 12, 11),
        introduced=["Grace Sample", "kofi  fictional", "", "Grace  Sample", "Ada Example"],
    )
    assert kept.talk.id == talk.id
    assert kept.talk.outcome is TalkOutcome.HELD
    assert (kept.talk.said, kept.talk.learned) == ("the first metre is always wrong", "Looms are\nloud")
    assert kept.talk.next_step == NextStep(what="visit one mill", by=date(2026, 12, 11))
    assert [one.name for one in kept.introduced] == ["Grace Sample", "Kofi Fictional"]
    assert len(work.people) == 3, "whoever is known by that whole name is no new person"
    assert work.core.contact(kofi.id).introduced_by == ada.id
    grace = work.people.resolve("Grace Sample")
    assert (grace.introduced_by, grace.warmth) == (ada.id, Warmth.NEW_TO_ME)
    assert work.core.standing(grace.id).reason == "Ada Example introduced you"
    assert work.day.counts().introductions == 2
    work.history.undo()
    assert len(work.people) == 2
    assert work.core.contact(kofi.id).introduced_by is None
    assert work.talks.get(talk.id) == talk


def test_one_thing_they_said_is_enough_and_more_may_follow(work: Workspace, ada: Contact) -> None:
    first = work.talks.right_after(ada.id, said="patience").talk
    assert first.on == work.core.today, "no talk was booked: it took place just now"
    assert first.outcome is TalkOutcome.HELD
    again = work.talks.right_after(ada.id, next_step="visit one mill").talk
    assert again.id == first.id
    assert (again.said, again.next_step) == ("patience", NextStep(what="visit one mill"))
    later = work.talks.right_after(ada.id, by=date(2026, 12, 4)).talk
    assert later.next_step == NextStep(what="visit one mill", by=date(2026, 12, 4))
    assert work.day.counts().talks == 1


def test_a_day_without_a_thing_to_do_is_asked_about(work: Workspace, ada: Contact) -> None:
    with pytest.raises(Refused, match="by then"):
        work.talks.right_after(ada.id, by=date(2026, 12, 4))
    assert work.core.talks_of(ada.id) == ()


def test_who_led_to_whom_never_goes_in_a_circle(work: Workspace, ada: Contact) -> None:
    (kofi,) = work.talks.right_after(ada.id, introduced=["Kofi Fictional"]).introduced
    work.talks.right_after(kofi.id, introduced=["Ada Example"])
    assert work.core.contact(ada.id).introduced_by is None


def test_the_thank_you_and_the_update_hold_what_was_kept(at: At, work: Workspace, ada: Contact) -> None:
    work.setup.set("name", "Sam")
    work.talks.right_after(ada.id, said="wool {is} patient", next_step="visit one mill", by=date(2026, 12, 4))
    letter = work.letters.open(ada.id)
    assert letter.kind is Kind.THANK_YOU
    assert "wool (is) patient" in letter.body
    assert "I will visit one mill" in letter.body
    assert "by Friday 4 December" in letter.body
    assert work.letters.open_slots(letter) == ()
    assert len(work.letters.slot_spans(letter, letter.body)) == 4, "they are places still: a key types over them"
    stored = work.letters.keep(letter)
    assert len(work.letters.slot_spans(stored, stored.body)) == 4
    work.outbox.sent(ada.id)
    talk = work.talks.begun(ada.id)
    assert talk is not None
    work = at(NOW + timedelta(days=7))
    assert work.day.offers() == ()
    done = work.talks.done(talk.id)
    assert done.next_step is not None
    assert done.next_step.done_on == work.core.today
    (offer,) = work.day.offers()
    assert (offer.kind, offer.reason) == (Kind.UPDATE, "tell them how it went")
    assert "wool (is) patient" in work.letters.open(ada.id, Kind.UPDATE).body


def test_nothing_said_is_nothing_done(work: Workspace, ada: Contact) -> None:
    talk = work.talks.right_after(ada.id).talk
    with pytest.raises(Refused, match="no next step"):
        work.talks.done(talk.id)


# Questions and notes


def planned(work: Workspace, ada: Contact) -> Talk:
    return work.talks.book(ada.id, AT)


def test_ten_questions_two_of_each_sort(work: Workspace, ada: Contact) -> None:
    talk = planned(work, ada)
    assert len(work.talks.questions(talk)) == 10
    assert talk.questions == (), "nothing is stored before somebody changes them"


def test_stars_come_first(work: Workspace, ada: Contact) -> None:
    talk = planned(work, ada)
    ten = work.talks.questions(talk)
    talk = work.talks.star(talk.id, 7)
    assert (work.talks.questions(talk)[0], talk.starred) == (ten[7], 1)
    talk = work.talks.star(talk.id, 1)
    assert (work.talks.questions(talk)[:2], talk.starred) == ((ten[7], ten[0]), 2)
    talk = work.talks.star(talk.id, 0)
    assert (work.talks.questions(talk)[:2], talk.starred) == ((ten[0], ten[7]), 1)
    assert sorted(work.talks.questions(talk)) == sorted(ten)
    with pytest.raises(NotFound):
        work.talks.star(talk.id, 10)


def test_questions_are_edited(work: Workspace, ada: Contact) -> None:
    talk = work.talks.ask(planned(work, ada).id, ["One?", " ", "Two\nlines?"], starred=2)
    assert (work.talks.questions(talk), talk.starred) == (("One?", "Two lines?"), 1)
    talk = work.talks.ask(talk.id, [])
    assert len(work.talks.questions(talk)) == 10


def test_typing_notes_is_no_step(work: Workspace, ada: Contact) -> None:
    talk = planned(work, ada)
    assert work.talks.note(talk.id, "one\r\ntwo\x1b[2J").notes == "one\ntwo"
    assert work.history.undo().label == "talk with Ada Example"


# The confirmation


def test_the_day_before_a_word_and_only_one(at: At, work: Workspace, ada: Contact) -> None:
    work.talks.book(ada.id, AT, place="+00 1")
    assert work.day.offers() == ()
    work = at(AT - timedelta(days=1))
    (offer,) = work.day.offers()
    assert offer.kind is Kind.CONFIRMATION
    letter = work.letters.open(ada.id, offer.kind)
    assert "10:00 New York time, +00 1" in letter.body
    work.letters.keep(letter)
    assert work.outbox.sent(ada.id).kind is Kind.CONFIRMATION, "the draft that is there"
    assert work.day.offers() == ()
    moved = work.talks.planned(ada.id)
    assert moved is not None
    work.talks.move(moved.id, AT + timedelta(days=7))
    work = at(AT + timedelta(days=6))
    assert [one.kind for one in work.day.offers()] == [Kind.CONFIRMATION], "another day wants another word"
    work = at(AT + timedelta(days=7))
    assert [(one.kind, one.reason) for one in work.day.offers()] == [(None, "you talk today")]


# The calendar file


def test_the_calendar_holds_what_is_to_come(work: Workspace, ada: Contact, tmp_path: Path) -> None:
    file = tmp_path / "talks.ics"
    with pytest.raises(Refused, match="No talk is booked"):
        work.files.write_calendar(file)
    talk = work.talks.book(ada.id, AT, place="on the phone")
    new = work.talks.move(talk.id, AT + timedelta(days=1))
    kofi = work.people.add("Kofi Fictional")
    work.talks.right_after(kofi.id, said="patience")
    assert work.files.write_calendar(file) == 1
    text = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert f"UID:{new.id}@" in text
    assert f"UID:{talk.id}@" in text
    assert text.count("STATUS:CANCELLED") == 1
    assert "Kofi" not in text
    with pytest.raises(Refused):
        work.files.write_calendar(work.core.paths.file)


# Rests


def test_snooze_rest_and_wake(work: Workspace, ada: Contact) -> None:
    assert [offer.contact for offer in work.day.offers()] == [ada.id]
    work.rests.snooze(ada.id, date(2026, 12, 1))
    assert work.day.offers() == ()
    with pytest.raises(Refused):
        work.rests.snooze(ada.id, work.core.today)
    work.rests.rest(ada.id)
    assert stage(work, ada) is Stage.RESTING
    work.rests.wake(ada.id)
    assert [offer.contact for offer in work.day.offers()] == [ada.id]
    work.answers.do_not_write(ada.id)
    with pytest.raises(Refused, match="asked not to be written to"):
        work.rests.wake(ada.id)
    with pytest.raises(Refused, match="asked not to be written to"):
        work.rests.snooze(ada.id, date(2026, 12, 1))
    work.history.undo()
    assert [offer.contact for offer in work.day.offers()] == [ada.id]


def test_after_a_while_away_one_step_rests_what_is_old(at: At, work: Workspace, ada: Contact) -> None:
    kofi = work.people.add("Kofi Fictional")
    for person in (ada, kofi):
        work.outbox.sent(person.id)
    work.answers.replied(ada.id, Outcome.YES)
    assert work.day.away() is None
    work = at(NOW + timedelta(days=6))
    assert work.day.away() is None
    work = at(NOW + timedelta(days=30))
    away = work.day.away()
    assert away is not None
    assert (away.days, away.old) == (30, 1), "the short note to Kofi has not waited so long"
    assert work.day.rest_the_old() == 1
    assert stage(work, ada) is Stage.RESTING
    assert work.day.away() is None
    assert work.day.rest_the_old() == 0
    work.history.undo()
    assert stage(work, ada) is Stage.REPLIED


# People who asked, and who is told


def test_whoever_asked_you_is_not_asked_by_a_rule(work: Workspace) -> None:
    kofi = work.people.add("Kofi Fictional", asked_me=work.core.today)
    assert work.day.offers() == ()
    assert work.network.first_asked()
    assert [(one.id, one.asked_me) for one in work.network.tree().introduced] == [(kofi.id, True)]
    work.people.add("Grace Sample", asked_me=work.core.today)
    assert not work.network.first_asked()


def test_whoever_led_you_is_told_once(at: At, work: Workspace, ada: Contact) -> None:
    (kofi,) = work.talks.right_after(ada.id, introduced=["Kofi Fictional"]).introduced
    work.outbox.sent(ada.id)
    work.outbox.sent(kofi.id)
    assert [(by.name, about.name) for by, about, _ in work.network.waiting()] == []
    work = at(NOW + timedelta(days=1))
    work.talks.right_after(kofi.id)
    assert [(by.name, about.name) for by, about, _ in work.network.waiting()] == [("Ada Example", "Kofi Fictional")]
    assert Kind.UPDATE not in [offer.kind for offer in work.day.offers()], "not on the same day"
    work = at(NOW + timedelta(days=2))
    assert ("tell them you talked with Kofi Fictional", Kind.UPDATE) in [(o.reason, o.kind) for o in work.day.offers()]
    letter = work.letters.open(ada.id, Kind.UPDATE)
    assert "Thank you for leading me to Kofi Fictional. We talked on Tuesday 24 November" in letter.body
    work.letters.keep(letter)
    work.outbox.sent(ada.id, kind=Kind.UPDATE)
    assert work.network.waiting() == []
    assert work.core.standing(ada.id).due is not None, "their own update is still to come"


def test_whoever_has_only_a_draft_is_not_in_the_tree_yet(work: Workspace, ada: Contact) -> None:
    work.letters.keep(replace(work.letters.open(ada.id), body="Hi Ada"))
    assert str(work.network.growth()) == ""
    work.outbox.sent(ada.id)
    assert str(work.network.growth()) == "From 0 to 1 person in 1 step."


def test_totals_of_introductions_never_fall_but_by_undo(work: Workspace, ada: Contact) -> None:
    kofi, grace = work.talks.right_after(ada.id, introduced=["Kofi Fictional", "Grace Sample"]).introduced
    work.people.delete(kofi.id)
    assert work.day.counts().introductions == 2
    work.people.delete(ada.id)
    assert work.day.counts().introductions == 2
    work.people.delete(grace.id)
    counts = work.day.counts()
    assert (counts.introductions, counts.talks) == (2, 1)
    for _ in range(3):
        work.history.undo()
    assert work.day.counts().introductions == 2
    work.history.undo()
    assert work.day.counts().introductions == 0


def test_an_answer_of_a_day_that_is_over_is_refused(work: Workspace, ada: Contact) -> None:
    with pytest.raises(Refused, match="day to come"):
        work.answers.replied(ada.id, Outcome.LATER, until=work.core.today)
    assert [m for m in work.core.messages_of(ada.id) if m.state is State.RECEIVED] == []
