"""What an answer says about the letters before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from informal.model.kinds import Channel, Kind, Outcome, Stage, State, Warmth
from informal.model.values import Contact
from informal.workspace import Paths, Workspace


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    return Workspace.open(Paths(tmp_path, tmp_path / "config", tmp_path / "state"), origin="test")


@pytest.fixture
def ada(work: Workspace) -> Contact:
    return work.people.add("Ada Example", warmth=Warmth.KNOWS_ME)


def states(work: Workspace, contact: Contact) -> list[State]:
    return [message.state for message in work.core.messages_of(contact.id)]


def test_an_answer_shows_that_the_letter_handed_over_did_go_out(work: Workspace, ada: Contact) -> None:
    work.outbox.hand(work.letters.open(ada.id), Channel.EMAIL)
    before = work.day.counts()
    answer = work.answers.replied(ada.id, Outcome.YES)
    assert states(work, ada) == [State.SENT, State.RECEIVED]
    assert work.day.counts().boxes_today == before.boxes_today + 1
    assert (answer.kind, answer.channel) == (Kind.ASK, Channel.EMAIL), "it answers that letter, by that way"
    assert work.core.standing(ada.id).stage is Stage.REPLIED
    assert work.outbox.handed() == []
    work.history.undo()
    assert states(work, ada) == [State.HANDED], "one step, there and back"


def test_of_two_letters_the_answer_may_be_to_the_one_that_surely_went_out(work: Workspace, ada: Contact) -> None:
    work.outbox.sent(ada.id)
    work.outbox.hand(work.letters.open(ada.id, Kind.FOLLOW_UP), Channel.MESSAGE)
    work.answers.replied(ada.id, Outcome.YES)
    assert states(work, ada) == [State.SENT, State.HANDED, State.RECEIVED], "that one is still asked about"
