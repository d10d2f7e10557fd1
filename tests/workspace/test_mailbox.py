"""Answers from the mailbox: what is looked for, and what becomes of what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from driver import MONDAY
from postoffice import PASSWORD, Dovecot, Maildir, mail

from informal.model.kinds import Channel, Kind, Outcome, Stage, State, Warmth
from informal.model.values import Contact, Message
from informal.practice.asks import is_reply
from informal.system.clock import Clock
from informal.workspace import Paths, Workspace
from informal.workspace.core import change
from informal.workspace.mailbox import Taken, look

_USERS = count(1)
NOON = MONDAY.replace(hour=12)
THURSDAY = MONDAY + timedelta(days=3)


class Desk:
    """A workspace on a Thursday with a Maildir, and letters that went out on Monday."""

    def __init__(self, folder: Path) -> None:
        self.box = Maildir(folder / "mail")
        self.box.make()
        self.paths = Paths(folder / "data", folder / "config", folder / "state")
        self.paths.config.mkdir()
        self.says(f'maildir = "{self.box.folder}"')
        self.work = self.at(THURSDAY)

    def says(self, mail: str) -> None:
        (self.paths.config / "config.toml").write_text(f'[mail]\nfrom = "Sam <sam@example.net>"\n{mail}\n')
        (self.paths.config / "config.toml").chmod(0o600)

    def at(self, moment: datetime) -> Workspace:
        return Workspace.open(self.paths, origin="app", clock=Clock(moment))

    def asked(self, name: str, *, id: str = "", kind: Kind = Kind.ASK, at: datetime = MONDAY) -> Contact:
        """Somebody of that name, written to at that instant; id: of the letter."""
        first = name.partition(" ")[0].casefold()
        people = self.work.people
        known = [p for p in self.work.core.contacts() if p.name == name]
        person = known[0] if known else people.add(name, warmth=Warmth.KNOWS_ME, emails=(f"{first}@example.org",))
        sent = self.work.outbox.sent(person.id, kind=kind, channel=Channel.EMAIL, at=at)
        self.work.core.commit("its id", change("messages", sent, replace(sent, message_id=id)), step=False)
        return person

    def check(self) -> Taken:
        plan = self.work.mailbox.plan()
        assert plan is not None
        return self.work.mailbox.take(plan, look(plan))

    def last(self, person: Contact) -> Message:
        return self.work.core.messages_of(person.id)[-1]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_an_answer_comes_in_once_and_waits_for_a_word_on_what_it_says(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    desk.box.put(mail("ada@home.example", about="<ask-1@example.net>", text="Gladly.\n\n> Hi Ada"), NOON)
    taken = desk.check()
    assert taken.sentence == "Looked for answers from one person: Ada Example answered."
    answer = desk.last(ada)
    assert (answer.state, answer.outcome, answer.body, answer.on) == (State.RECEIVED, None, "Gladly.", MONDAY.date())
    assert desk.work.core.standing(ada.id).stage is Stage.REPLIED
    assert desk.work.answers.waiting() == [ada.id]
    assert desk.check().sentence == "No letter waits for an answer by mail, so there was nothing to look for."
    told = desk.work.answers.replied(ada.id, Outcome.YES)
    assert (told.id, told.outcome, told.body) == (answer.id, Outcome.YES, "Gladly.")
    assert desk.work.answers.waiting() == []
    assert sum(map(is_reply, desk.work.core.messages_of(ada.id))) == 1


def test_one_undo_takes_one_answer_back_and_it_stays_back(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    kofi = desk.asked("Kofi Fictional")
    desk.box.put(mail("ada@example.org", about="<ask-1@example.net>"), NOON)
    desk.box.put(mail("kofi@example.org"), NOON + timedelta(hours=1))
    taken = desk.check()
    assert taken.sentence == "Looked for answers from two people: Ada Example answered, Kofi Fictional answered."
    desk.work.history.undo()
    assert desk.last(kofi).state is State.SENT
    assert desk.last(ada).state is State.RECEIVED
    desk.work.history.undo()
    desk.work.close()
    desk.work = desk.at(THURSDAY)
    # Kofi writes of other things, too: from now on only his answer in the thread counts.
    desk.box.put(mail("kofi@example.org"), NOON + timedelta(hours=2))
    assert desk.check().kept == ()
    assert [desk.last(one).state for one in (ada, kofi)] == [State.SENT, State.SENT]
    desk.box.put(mail("ada@example.org", about="<ask-1@example.net>"), NOON + timedelta(hours=2))
    assert [person.id for person, _ in desk.check().kept] == [ada.id]


def test_away_is_shown_and_shifts_nothing(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    before = desk.work.core.standing(ada.id)
    away = mail("ada@example.org", about="<ask-1@example.net>", subject="Automatic reply: hello",
                text="I am away until 3 December.", more="Auto-Submitted: auto-replied\n")  # fmt: skip
    desk.box.put(away, NOON)
    assert desk.check().sentence == "Looked for answers from one person: Ada Example is away."
    assert desk.last(ada).outcome is Outcome.AWAY
    assert desk.work.core.standing(ada.id) == before
    assert desk.work.answers.waiting() == [ada.id]
    # Back again, she answers.
    desk.box.put(mail("ada@example.org", about="<ask-1@example.net>"), NOON + timedelta(days=1))
    assert desk.check().sentence == "Looked for answers from one person: Ada Example answered."


def test_a_letter_that_came_back_asks_for_another_address(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    desk.box.put(mail("MAILER-DAEMON@mx.example", text="<ada@example.org>:\nno such user here"), NOON)
    assert desk.check().sentence == "Looked for answers from one person: the letter to Ada Example came back."
    back = desk.last(ada)
    assert (back.outcome, back.body) == (Outcome.BOUNCED, "ada@example.org")
    assert desk.work.core.standing(ada.id).reason == "the address does not work: another one?"
    assert desk.work.answers.waiting() == []
    assert desk.check().people == 0


def test_an_answer_to_what_was_followed_up_before_anybody_looked_is_still_an_answer(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    desk.box.put(mail("ada@example.org", about="<ask-1@example.net>"), NOON)
    desk.asked("Ada Example", id="<ask-2@example.net>", kind=Kind.FOLLOW_UP, at=NOON + timedelta(days=1))
    desk.check()
    assert desk.work.core.standing(ada.id).stage is Stage.REPLIED


def test_an_answer_to_a_letter_in_doubt_shows_that_it_went_out(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    sent = desk.last(ada)
    desk.work.core.commit("doubt", change("messages", sent, replace(sent, state=State.UNKNOWN)), step=False)
    desk.box.put(mail("ada@example.org", about="<ask-1@example.net>"), NOON)
    desk.check()
    assert [m.state for m in desk.work.core.messages_of(ada.id)] == [State.SENT, State.RECEIVED]
    desk.work.history.undo()
    assert [m.state for m in desk.work.core.messages_of(ada.id)] == [State.UNKNOWN]


def test_of_very_many_open_letters_the_newest_are_looked_for(desk: Desk) -> None:
    for number in range(210):
        desk.asked(f"Somebody{number} Made-Up", at=MONDAY + timedelta(minutes=number))
    plan = desk.work.mailbox.plan()
    assert plan is not None
    assert len(plan.letters) == 200
    assert min(letter.at for letter in plan.letters) == MONDAY + timedelta(minutes=10)


def test_an_answer_ends_a_rest_of_a_later_day(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    desk.work.rests.rest(ada.id)
    assert desk.work.core.standing(ada.id).stage is Stage.RESTING
    desk.box.put(mail("ada@example.org", about="<ask-1@example.net>"), NOON)
    desk.check()
    assert desk.work.core.standing(ada.id).stage is Stage.REPLIED


def test_what_happened_while_it_looked_wins(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    kofi = desk.asked("Kofi Fictional", id="<ask-2@example.net>")
    ines = desk.asked("Ines Invented", id="<ask-3@example.net>")
    for number in (1, 2, 3):
        desk.box.put(mail("somebody@example.org", about=f"<ask-{number}@example.net>"), NOON)
    plan = desk.work.mailbox.plan()
    assert plan is not None
    found = look(plan)
    other = desk.at(THURSDAY)
    other.answers.replied(ada.id, Outcome.YES, text="by hand")
    other.people.delete(kofi.id)
    other.answers.do_not_write(ines.id)
    other.close()
    assert desk.work.mailbox.take(plan, found).kept == ()
    assert sum(map(is_reply, desk.work.core.messages_of(ada.id))) == 1


def test_two_processes_that_found_the_same_keep_it_once(desk: Desk) -> None:
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    desk.box.put(mail("ada@example.org", about="<ask-1@example.net>"), NOON)
    other = desk.at(THURSDAY)
    mine, theirs = desk.work.mailbox.plan(), other.mailbox.plan()
    assert mine is not None
    assert theirs is not None
    assert len(other.mailbox.take(theirs, look(theirs)).kept) == 1
    other.close()
    assert desk.work.mailbox.take(mine, look(mine)).kept == ()
    assert sum(map(is_reply, desk.work.core.messages_of(ada.id))) == 1


def test_without_a_mailbox_there_is_nothing_to_plan(desk: Desk) -> None:
    desk.asked("Ada Example")
    desk.says("")
    assert desk.work.mailbox.plan() is None


def test_on_a_real_server_by_id_by_address_and_both_kinds_of_machines(desk: Desk, post: Dovecot) -> None:
    user = f"desk{next(_USERS)}"
    box = post.inbox(user)
    desk.says(
        f'[mail.imap]\nhost = "127.0.0.1"\nport = {post.plain}\nsecurity = "none"\nuser = "{user}"\n'
        f'password = "{PASSWORD}"'
    )
    ada = desk.asked("Ada Example", id="<ask-1@example.net>")
    kofi = desk.asked("Kofi Fictional", id="<rewritten-by-a-server@example.net>")
    ines = desk.asked("Ines Invented", id="<ask-3@example.net>")
    linus = desk.asked("Linus Placeholder", id="<ask-4@example.net>")
    box.put(mail("ada@example.org", about="<ask-1@example.net>", text="Gladly."), NOON)
    box.put(mail("kofi@example.org", about="<some-other-id@server.example>", text="Why not."), NOON, flags="S")
    box.put(mail("ines@example.org", about="<ask-3@example.net>", more="Auto-Submitted: auto-replied\n"), NOON)
    box.put(mail("MAILER-DAEMON@mx.example", text="<linus@example.org>:\nunknown"), NOON)
    box.put(mail("sam@example.net", to="ada@example.org", about="<ask-1@example.net>", text="mine"), NOON, flags="S")
    before = box.picture()
    taken = desk.check()
    assert taken.people == 4
    assert {person.id: message.outcome for person, message in taken.kept} == {
        ada.id: None, kofi.id: None, ines.id: Outcome.AWAY, linus.id: Outcome.BOUNCED,
    }  # fmt: skip
    assert desk.last(ada).body == "Gladly."
    assert desk.last(kofi).body == "Why not."
    assert {name: hash for name, hash in box.picture().items() if not name.startswith(".")} == before
    assert desk.check().kept == ()
