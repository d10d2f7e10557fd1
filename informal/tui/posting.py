"""Sending from the app: ten seconds in which a letter is still a draft, then the server's answer, in a worker.

Told in the line at the top, whatever is on the screen meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from informal.errors import InformalError
from informal.keys.places import Place
from informal.model.kinds import State
from informal.text import one_line
from informal.tui.home import app_of
from informal.workspace import Workspace
from informal.workspace.letters import Letter

if TYPE_CHECKING:
    from informal.mail.smtp import Receipt
    from informal.tui.screens.main import Main
    from informal.workspace.posting import Job

# How long a letter can be called back.
CALL_BACK_SECONDS = 10.0
_TICK_SECONDS = 0.25


@dataclass(slots=True)
class _Leaving:
    """A letter in its last seconds here, or with a server. since: of either. job: once a server has it."""

    letter: Letter
    name: str
    since: float
    job: Job | None = None


class Posting:
    """One letter at a time on its way, and what became of it."""

    def __init__(self, screen: Main, workspace: Workspace, ask_went_out: Callable[[int, str], None]) -> None:
        self._screen = screen
        self._workspace = workspace
        self._ask_went_out = ask_went_out
        self._leaving: _Leaving | None = None
        self._timer: Timer | None = None
        self._warned = False
        self._then_leave = False

    # The ten seconds

    def send(self, letter: Letter) -> None:
        """Let a letter leave in ten seconds. Raises Refused where it can't, or another one is on its way."""
        if self._leaving is not None:
            self._screen.notify("Another letter is on its way. One goes at a time.")
            return
        self._workspace.posting.check(letter)
        kept = self._workspace.letters.keep(letter)
        self._leaving = _Leaving(kept, self._workspace.people.called(kept.contact), monotonic())
        self._timer = self._screen.set_interval(_TICK_SECONDS, self._tick)
        self._tell()

    def call_back(self) -> bool:
        """Keep it here after all; whether there was one to be kept."""
        leaving = self._leaving
        if leaving is None:
            return False
        if leaving.job is not None:
            self._screen.notify(f"Your letter to {leaving.name} is with the server; it can't be called back.")
            return True
        self._end()
        self._screen.notify(f"Called back. Your letter to {leaving.name} is a draft, as you left it.", markup=False)
        return True

    def holds_back(self) -> str:
        """What to say to somebody who leaves the app now; "" when nothing is on its way, or they know of it."""
        leaving = self._leaving
        if leaving is None or self._warned:
            return ""
        self._warned = True
        if leaving.job is not None:
            self._then_leave = True
            return f"Your letter to {leaving.name} is with the server. I leave as soon as it has answered."
        return f"Your letter to {leaving.name} has not gone yet. Leave once more: it stays a draft."

    def has(self, message: int) -> bool:
        """Whether that letter is with a server now, by us."""
        return self._leaving is not None and self._leaving.job is not None and self._leaving.letter.id == message

    def _tick(self) -> None:
        leaving = self._leaving
        if leaving is None:
            return
        if leaving.job is None and monotonic() - leaving.since >= CALL_BACK_SECONDS:
            self._begin(leaving)
        self._tell()

    def _tell(self) -> None:
        leaving = self._leaving
        said = ""
        if leaving is not None:
            seconds = monotonic() - leaving.since
            if leaving.job is None:
                key = self._screen.keys["undo"]
                said = f"To {leaving.name} in {max(1, round(CALL_BACK_SECONDS - seconds))} s · {key} calls it back"
            else:
                said = f"Sending to {leaving.name}{'.' * (1 + int(seconds) % 3)}"
        self._screen.tell_status(said)

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._leaving = self._timer = None
        self._warned = False
        self._tell()

    # With the server

    def _begin(self, leaving: _Leaving) -> None:
        composer = self._screen.composer
        composer.keep()
        if composer.typing and composer.letter is not None and composer.letter.id == leaving.letter.id:
            # Whoever writes on has not finished.
            self.call_back()
            return
        try:
            leaving.job = self._workspace.posting.begin(leaving.letter)
        except InformalError as error:
            self._end()
            self._screen.say_error(error)
            return
        leaving.since = monotonic()
        self._show_unless_busy(leaving.letter.contact.id)
        self._screen.app.run_worker(partial(self._work, leaving.job), thread=True, exit_on_error=False)

    def _work(self, job: Job) -> None:
        """In a worker: nothing of the workspace is touched here."""
        from informal.workspace.posting import file_copy, post

        app = self._screen.app
        result = post(job)
        app.call_from_thread(self._answered, job, result)
        if not isinstance(result, InformalError) and result.sent and (said := file_copy(job)):
            app.call_from_thread(partial(self._screen.notify, said, severity="warning", timeout=20, markup=False))

    def _answered(self, job: Job, result: Receipt | InformalError) -> None:
        """The server has answered. Whoever wanted to leave meanwhile leaves now, whatever it said."""
        self._finish(job, result)
        if self._then_leave:
            app_of(self._screen).leave()

    def _finish(self, job: Job, result: Receipt | InformalError) -> None:
        """What became of it, written down and told."""
        leaving = self._leaving
        day = self._workspace.day
        before = day.counts()
        self._end()
        try:
            state = self._workspace.posting.finish(job, result)
        except InformalError as error:
            self._screen.say_error(error)
            return
        name = leaving.name if leaving else "them"
        contact = job.message.contact
        if contact is None or contact not in self._workspace.people:
            return
        if isinstance(result, InformalError):
            self._show_unless_busy(contact)
            told = f"{result.title}. {result.message} {result.hint}".strip()
            self._screen.notify(
                f"{one_line(told)} Your letter is a draft, as you left it.",
                title=f"It did not go to {name}",
                severity="warning",
                timeout=20,
                markup=False,
            )
        elif state is State.SENT:
            last_box = day.counts().filled_since(before)
            if self._busy:
                self._screen.notify(f"Your letter to {name} is out.", markup=False)
            else:
                self._screen.after_sending(self._workspace.core.message(job.message.id), last_box=last_box)
        elif state is State.UNKNOWN:
            self._unknown(job, result.words, name)

    def _unknown(self, job: Job, words: str, name: str) -> None:
        if self._busy:
            self._screen.notify(f"{words} I will ask you about it.", title=f"Did it go to {name}?", markup=False)
            return
        assert job.message.contact is not None
        self._screen.show_person(job.message.contact)
        self._ask_went_out(job.message.id, f"Nobody knows whether it went out | {words} Your sent mail may tell.")

    @property
    def _busy(self) -> bool:
        """Whether the person is in the middle of something that must not be taken from under their hands."""
        screen = self._screen
        typing = screen.composer.typing or screen.find_place() is Place.FIND
        return screen.app.screen is not screen or typing or screen.asking.seen

    def _show_unless_busy(self, contact: int) -> None:
        current = self._screen.contacts.current
        if not self._busy and current == contact:
            self._screen.load(contact)

    # Into the mailbox

    def lay_down(self, letter: Letter) -> None:
        """Put a letter into the mailbox's drafts, to be sent from there. Raises Refused."""
        if self._leaving is not None:
            self._screen.notify("Another letter is on its way. One goes at a time.")
            return
        job = self._workspace.posting.lay_down(letter)
        name = self._workspace.people.called(letter.contact)
        self._screen.tell_status(f"Into your mailbox: the draft to {name}")
        self._screen.app.run_worker(partial(self._lay, job), thread=True, exit_on_error=False)

    def _lay(self, job: Job) -> None:
        from informal.workspace.posting import put_down

        title = "It is in your mailbox, among the drafts | Send it from there."
        failed: InformalError | None = None
        try:
            put_down(job)
        except InformalError as error:
            failed = error
        except Exception as error:  # the edge of a thread: it would end without a word, and the line at the top stay
            failed = InformalError(
                "The draft is not in your mailbox", f"Something went wrong ({type(error).__name__})."
            )
        self._screen.app.call_from_thread(self._laid, job, title, failed)

    def _laid(self, job: Job, title: str, failed: InformalError | None) -> None:
        self._screen.tell_status("")
        message, contact = job.message.id, job.message.contact
        assert contact is not None
        if failed is not None:
            self._workspace.outbox.not_yet(message)
            self._show_unless_busy(contact)
            self._screen.say_error(failed)
        elif self._busy:
            self._screen.notify("The draft is in your mailbox. Send it from there.")
        else:
            self._screen.show_person(contact)
            self._ask_went_out(message, title)
