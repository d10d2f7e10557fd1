"""A letter leaves once: with the server's yes, its no, its silence; whoever else tries, whenever somebody is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from driver import MONDAY
from letterbox import Mood, Post, serving
from torture.killing import child, no_trouble

from informal.errors import InformalError, NotKept, Refused
from informal.mail import smtp
from informal.model.config import Config, Mail
from informal.model.kinds import Channel, Kind, Outcome, State
from informal.store import Store
from informal.system.clock import Clock
from informal.system.config import Reading
from informal.workspace import Paths, Workspace
from informal.workspace.letters import Letter
from informal.workspace.posting import post as give

WORDS = "I would love to hear how you dye wool."


def opened(folder: Path, mail: Mail, *, days: int = 0, patient: bool = False) -> Workspace:
    paths = Paths(folder, folder / "config", folder / "state")
    clock = Clock(MONDAY + timedelta(days=days))
    workspace = Workspace.open(paths, origin="test", clock=clock, patient=patient)
    workspace.config_reading = Reading(Config(mail=mail))
    return workspace


def account(post: Post) -> Mail:
    return Mail(sender="Sam Example <sam@example.org>", smtp=post.server)


def letter_to(workspace: Workspace, name: str, body: str = WORDS, kind: Kind = Kind.ASK) -> Letter:
    """A stored draft, with an address to send it to."""
    known = [person for person in workspace.core.contacts() if person.name == name]
    address = f"{name.split()[0].casefold()}@example.com"
    person = known[0] if known else workspace.people.add(name, emails=(address,))
    letter = workspace.letters.open(person.id, kind)
    return workspace.letters.keep(
        replace(letter, opening=None, subject="May I ask you something?", body=f"Hi {name.split()[0]},\n\n{body}\n")
    )


def read_of(arrived: Any) -> Any:
    """A letter as its reader's program has it."""
    return message_from_bytes(arrived.content)


def state_of(workspace: Workspace, letter: Letter) -> State:
    assert letter.id is not None
    workspace.core.refresh()
    return workspace.core.message(letter.id).state


def test_a_yes_makes_it_sent_and_an_ask_more(tmp_path: Path) -> None:
    with serving() as post:
        workspace = opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        workspace.posting.send(letter)
    assert letter.id is not None
    sent = workspace.core.message(letter.id)
    assert (sent.state, sent.channel, sent.at) == (State.SENT, Channel.EMAIL, MONDAY)
    (arrived,) = post.letters
    read = read_of(arrived)
    assert read["Message-ID"] == sent.message_id
    assert sent.message_id.endswith("@example.org>")
    assert read["From"] == "Sam Example <sam@example.org>"
    assert arrived.rcpt_tos == ["ada@example.com"]
    assert workspace.day.counts().total_asks == 1
    with pytest.raises(Refused, match="went out already"):
        workspace.posting.begin(letter)
    assert len(post.letters) == 1


def test_a_no_leaves_the_draft_as_it_was(tmp_path: Path) -> None:
    with serving(mood=Mood(refuses="RCPT")) as post:
        workspace = opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        assert letter.id is not None
        before = workspace.core.message(letter.id)
        with pytest.raises(InformalError, match=r"550 5\.1\.1 nobody of that name"):
            workspace.posting.send(letter)
    assert replace(workspace.core.message(letter.id), channel=before.channel) == before
    assert workspace.day.counts().total_asks == 0
    with serving() as post:
        again = opened(tmp_path, account(post))
        again.posting.send(again.letters.open(letter.contact.id))
    assert len(post.letters) == 1


def test_silence_makes_it_unknown_and_the_person_is_asked(tmp_path: Path) -> None:
    with serving(mood=Mood(hangs_up=".")) as post:
        workspace = opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        _, receipt = workspace.posting.send(letter)
        assert not receipt.sent
        assert state_of(workspace, letter) is State.UNKNOWN
        assert [m.id for m in workspace.outbox.handed()] == [letter.id]
        with pytest.raises(Refused, match="Nobody has said yet"):
            workspace.posting.send(workspace.letters.open(letter.contact.id))
    assert len(post.letters) == 1
    assert letter.id is not None
    later = opened(tmp_path, account(post), days=1)
    assert later.outbox.went_out(letter.id).at == MONDAY
    assert later.day.counts().total_asks == 1


def test_an_unknown_one_that_did_not_go_out_is_a_draft_again(tmp_path: Path) -> None:
    with serving(mood=Mood(hangs_up=".")) as post:
        workspace = opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        workspace.posting.send(letter)
        assert letter.id is not None
        workspace.outbox.not_yet(letter.id)
        assert state_of(workspace, letter) is State.DRAFT


def test_two_who_send_the_same_letter_send_it_once(tmp_path: Path) -> None:
    with serving() as post:
        one, other = opened(tmp_path, account(post)), opened(tmp_path, account(post))
        letter = letter_to(one, "Ada Example")
        other.core.refresh()
        same = other.letters.open(letter.contact.id)
        job = one.posting.begin(letter)
        with pytest.raises(Refused, match="on its way"):
            other.posting.begin(same)
        assert not other.posting.settle()
        one.posting.finish(job, give(job))
        with pytest.raises(Refused, match="went out already"):
            other.posting.begin(same)
    assert len(post.letters) == 1


def test_what_changed_since_it_was_read_is_not_sent(tmp_path: Path) -> None:
    with serving() as post:
        one, other = opened(tmp_path, account(post)), opened(tmp_path, account(post))
        letter = letter_to(one, "Ada Example")
        other.core.refresh()
        other.letters.keep(replace(other.letters.open(letter.contact.id), body="Another text"))
        with pytest.raises(Refused, match="changed meanwhile"):
            one.posting.begin(letter)
        other.outbox.sent(letter.contact.id)
        with pytest.raises(Refused, match="went out already"):
            one.posting.begin(letter)
        other.people.delete(letter.contact.id)
        with pytest.raises(Refused):
            one.posting.begin(letter)
    assert post.letters == []


def test_a_letter_on_its_way_is_not_written_to_and_what_was_said_of_it_stays(tmp_path: Path) -> None:
    with serving() as post:
        workspace, other = opened(tmp_path, account(post)), opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        job = workspace.posting.begin(letter)
        with pytest.raises(Refused, match="on its way"):
            workspace.letters.keep(letter)
        more = workspace.letters.keep(replace(letter, body="more words"))
        assert letter.id is not None
        assert more.id != letter.id
        assert workspace.core.message(letter.id).body == letter.body
        with pytest.raises(Refused):
            workspace.letters.discard(letter.id)
        other.core.refresh()
        other.people.delete(letter.contact.id)
        # What had been begun goes on; the record of somebody who was taken out stays bare.
        workspace.posting.finish(job, give(job))
    assert workspace.core.message(letter.id).body == ""
    assert workspace.core.message(letter.id).state is State.SENT


def test_what_went_out_elsewhere_is_not_written_over(tmp_path: Path) -> None:
    one, other = opened(tmp_path, Mail()), opened(tmp_path, Mail())
    letter = letter_to(one, "Ada Example")
    other.core.refresh()
    gone = other.outbox.sent(letter.contact.id)
    one.core.refresh()
    with pytest.raises(Refused, match="went out already"):
        one.outbox.hand(letter, Channel.EMAIL)
    typed = one.letters.keep(replace(letter, body="words that were typed since"))
    assert typed.id != letter.id
    assert (gone.body, typed.state) == (one.core.message(gone.id).body, State.DRAFT)


def test_without_a_record_nothing_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app keeps what can't be written in memory; "sending" that stands in memory only would be no promise."""

    def full(*_: Any) -> None:
        raise NotKept("The disk is full")

    with serving() as post:
        workspace = opened(tmp_path, account(post), patient=True)
        letter = letter_to(workspace, "Ada Example")
        ledger = workspace.core.store._ledger
        monkeypatch.setattr(ledger, "append", full)
        with pytest.raises(NotKept):
            workspace.posting.begin(letter)
        monkeypatch.undo()
        assert state_of(workspace, letter) is State.DRAFT
        workspace.posting.send(letter)
    assert len(post.letters) == 1


def test_undo_takes_the_record_back_and_asks(tmp_path: Path) -> None:
    with serving() as post:
        workspace = opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        workspace.posting.send(letter)
        workspace.history.undo()
        assert workspace.posting.settle()
        assert state_of(workspace, letter) is State.UNKNOWN


# Limits


def test_ten_a_day_and_the_eleventh_tomorrow(tmp_path: Path) -> None:
    with serving() as post:
        workspace = opened(tmp_path, account(post))
        for number in range(10):
            workspace.posting.send(letter_to(workspace, f"Nobody{number} Example", f"Number {number}, how are you?"))
        last = letter_to(workspace, "Ada Example", "You, above all.")
        with pytest.raises(Refused, match="Ten letters"):
            workspace.posting.send(last, anyway=True)
        assert len(post.letters) == 10
        tomorrow = opened(tmp_path, account(post), days=1)
        tomorrow.posting.send(tomorrow.letters.open(last.contact.id))
    assert len(post.letters) == 11


def test_a_copy_with_another_name_is_not_sent(tmp_path: Path) -> None:
    with serving() as post:
        workspace = opened(tmp_path, account(post))
        workspace.posting.send(letter_to(workspace, "Ada Example"))
        with pytest.raises(Refused, match="your letter to Ada Example with another name"):
            workspace.posting.send(letter_to(workspace, "Kofi Fictional"), anyway=True)
        own = letter_to(workspace, "Kofi Fictional", f"{WORDS} And how you came to maps.")
        workspace.posting.send(own)
        # Two thanks may be alike.
        for name in ("Ada Example", "Kofi Fictional"):
            workspace.posting.send(letter_to(workspace, name, "Thank you for yesterday.", Kind.THANK_YOU))
    assert len(post.letters) == 4


def test_what_is_not_ready_is_refused(tmp_path: Path) -> None:
    with serving() as post:
        workspace = opened(tmp_path, account(post))
        nobody = workspace.people.add("Kofi Fictional", emails=("kofi@example.com, eve@example.net",))
        open_places = workspace.letters.keep(workspace.letters.propose(nobody.id, Kind.ASK, "cold"))
        with pytest.raises(Refused, match="not one e-mail address"):
            workspace.posting.send(open_places, anyway=True)
        workspace.people.edit(nobody.id, emails=("kofi@example.com",))
        open_places = workspace.letters.open(nobody.id)
        with pytest.raises(Refused, match="still says"):
            workspace.posting.send(open_places)
        for empty in (replace(open_places, subject=" "), replace(open_places, body=" ")):
            with pytest.raises(Refused):
                workspace.posting.send(workspace.letters.keep(empty))
        kept = workspace.letters.keep(open_places)
        workspace.answers.do_not_write(nobody.id)
        with pytest.raises(Refused, match="asked not to be written to"):
            workspace.posting.send(kept, anyway=True)
        with pytest.raises(Refused, match="No mail account"):
            opened(tmp_path, Mail()).posting.send(kept)
    assert post.letters == []


def test_a_follow_up_goes_into_the_thread(tmp_path: Path) -> None:
    with serving() as post:
        workspace = opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        workspace.posting.send(letter)
        note = workspace.letters.open(letter.contact.id, Kind.FOLLOW_UP)
        assert note.subject == "Re: May I ask you something?"
        workspace.posting.send(workspace.letters.keep(replace(note, opening=None, body="One more thing.")))
    asked, followed = map(read_of, post.letters)
    assert followed["In-Reply-To"] == asked["Message-ID"]
    assert followed["References"].split() == [asked["Message-ID"], followed["Message-ID"]]


def test_an_answer_goes_on_with_theirs(tmp_path: Path) -> None:
    with serving() as post:
        workspace = opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        workspace.posting.send(letter)
        got = workspace.answers.replied(letter.contact.id, Outcome.YES, text="Gladly.")
        theirs = replace(got, message_id="<their-own@example.com>")
        from informal.workspace.core import change

        workspace.core.commit("id", change("messages", got, theirs))
        answer = letter_to(workspace, "Ada Example", "Tuesday?", Kind.ANSWER)
        workspace.posting.send(answer)
    read = read_of(post.letters[-1])
    assert read["In-Reply-To"] == "<their-own@example.com>"


# The end of a process, at every step


STRIDE = 7


class _Killer:
    """Ends this process at the nth call of a function that has to do with sending."""

    files = ("posting.py", "envelopes.py", "outbox.py", "smtp.py", "smtplib.py", "store.py", "ledger.py", "journal.py")

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, frame: Any, event: str, _: object) -> None:
        if event not in ("call", "return") or not frame.f_code.co_filename.endswith(self.files):
            return
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)


def _sends(folder: Path, mail: Mail, contact: int, at: int) -> Any:
    def work(say: Any) -> None:
        workspace = opened(folder, mail)
        letter = workspace.letters.open(contact)
        killer = _Killer(at)
        sys.setprofile(killer)
        try:
            workspace.posting.send(letter)
        finally:
            sys.setprofile(None)
        say(str(at - killer.left))

    return work


def test_killed_at_any_step_it_is_never_sent_twice_and_never_lost(tmp_path: Path) -> None:
    home = tmp_path / "home"
    met: set[State] = set()
    with serving() as post:
        mail = account(post)
        workspace = opened(home, mail)
        letter = letter_to(workspace, "Ada Example")
        workspace.close()
        whole = tmp_path / "whole"
        shutil.copytree(home, whole)
        (steps,) = child(_sends(whole, mail, letter.contact.id, 10**9), tmp_path).lines()
        no_trouble(tmp_path)
        assert int(steps) > 200
        for at in range(1, int(steps), STRIDE):
            folder = tmp_path / f"at{at}"
            shutil.copytree(home, folder)
            post.letters.clear()
            child(_sends(folder, mail, letter.contact.id, at), tmp_path).lines()
            no_trouble(tmp_path)
            met.add(_tried_again(folder, post, letter, at))
    assert met == {State.DRAFT, State.UNKNOWN, State.SENT}


def _tried_again(folder: Path, post: Post, letter: Letter, at: int) -> State:
    """What a second process finds and does; never a second letter, never a lost one."""
    import time

    second = opened(folder, account(post))
    second.posting.settle()
    assert letter.id is not None
    found = second.core.message(letter.id)
    assert WORDS in found.body, at
    # The server may still be reading what was sent to it.
    for _ in range(200):
        if found.state is not State.SENT or post.letters:
            break
        time.sleep(0.005)
    before = len(post.letters)
    try:
        second.posting.send(second.letters.open(letter.contact.id))
    except Refused:
        assert found.state in (State.UNKNOWN, State.SENT), at
    else:
        assert (found.state, before) == (State.DRAFT, 0), at
    assert len(post.letters) <= 1, at
    if found.state is State.SENT:
        assert len(post.letters) == 1, at
    if found.state is State.UNKNOWN:
        assert [m.id for m in second.outbox.handed()] == [letter.id]
    _told_in_the_file(folder, letter)
    return found.state


def _told_in_the_file(folder: Path, letter: Letter) -> None:
    assert letter.id is not None
    document = Store.open(folder / "informal.json").get("messages", letter.id)
    assert document is not None
    assert document["state"] != "sending"


def test_while_one_waits_for_the_server_and_is_killed_another_can_not_send(tmp_path: Path) -> None:
    with serving(mood=Mood(waits=30)) as post:
        mail = account(post)
        workspace = opened(tmp_path, mail)
        letter = letter_to(workspace, "Ada Example")
        sender = child(_sends(tmp_path, mail, letter.contact.id, 10**9), tmp_path)
        _until(lambda: bool(post.letters))
        workspace.core.refresh()
        with pytest.raises(Refused, match="on its way"):
            workspace.posting.begin(letter)
        assert not workspace.posting.settle()
        sender.kill()
        assert workspace.posting.settle()
        with pytest.raises(Refused, match="Nobody has said yet"):
            workspace.posting.begin(letter)
    assert state_of(workspace, letter) is State.UNKNOWN
    assert len(post.letters) == 1


def _until(true: Any) -> None:
    import time

    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to that")


def test_a_fault_inside_while_sending_is_not_taken_for_a_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("a letter's words")

    with serving() as post:
        workspace = opened(tmp_path, account(post))
        letter = letter_to(workspace, "Ada Example")
        monkeypatch.setattr(smtp, "send", broken)
        _, receipt = workspace.posting.send(letter)
    assert not receipt.sent
    assert "words" not in receipt.words
    assert state_of(workspace, letter) is State.UNKNOWN


def test_a_program_on_this_machine_sends_as_well(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    mail = Mail(
        sender="sam@example.org",
        sendmail=f"{sys.executable} -c \"import sys; open('{kept}','w').write(sys.stdin.read())\" -t",
    )
    workspace = opened(tmp_path, mail)
    letter = letter_to(workspace, "Ada Example")
    workspace.posting.send(letter)
    assert state_of(workspace, letter) is State.SENT
    assert "To: Ada Example <ada@example.com>" in kept.read_text()
