"""How a letter leaves: the sheet, the hand-off, "did it go out?", and the end of the day.

A hand-off is written down before it happens, so that a crash, a closed window or a clipboard that did not work loses
nothing: the next start asks.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from informal.errors import InformalError, Refused
from informal.model.kinds import Channel, State
from informal.model.values import Contact, Message
from informal.practice import handoff
from informal.practice.waiting import IN_DOUBT
from informal.system import clipboard, opener
from informal.system.clipboard import Copied
from informal.text import one_line
from informal.tui.home import app_of
from informal.tui.posting import Posting
from informal.tui.widgets.asking import Choice, Question
from informal.workspace import Workspace
from informal.workspace.letters import Letter

if TYPE_CHECKING:
    from informal.tui.screens.main import Main

# A program of one's own takes a letter of any length.
_NO_LIMIT = 100_000
_SILENT = "Nobody knows whether it went out | The mail server fell silent. Your sent mail may tell."
WAYS = {"c": Channel.MESSAGE, "l": Channel.LINKEDIN, "e": Channel.EMAIL, "f": Channel.EMAIL, "p": Channel.IN_PERSON}


class Sending:
    """The flow from a letter to a ticked box."""

    def __init__(self, screen: Main, workspace: Workspace) -> None:
        self._screen = screen
        self._workspace = workspace
        self.posting = Posting(screen, workspace, self.ask_went_out)

    def open_sheet(self, letter: Letter) -> None:
        """Ask how the letter reaches its person. Nothing has gone out yet."""
        self._workspace.outbox.may_write(letter.contact)
        # What was said before would lie over the ways out of it.
        self._screen.app.clear_notifications()
        name = one_line(letter.contact.name)
        first = self._workspace.people.called(letter.contact)
        address = letter.contact.emails[0] if letter.contact.emails else ""
        found = "open the profile" if handoff.profile_url(letter.contact.linkedin) else f"look for {name}"
        lead, brief = self._open_places(letter)
        choices = (
            *self._by_own_account(letter),
            Choice("c", "c", "Copy it. Paste it into a text, WhatsApp, any mail or chat", "Copy it, to paste anywhere"),
            Choice("l", "l", f"LinkedIn: copy it, and {found} in your browser", "LinkedIn: copy it, find them"),
            Choice(
                "e",
                "e",
                f"E-mail{f' to {one_line(address)}' if address else ''}: put it into this computer's mail program",
                "E-mail, in your mail program",
                ("Check the From line there: a work computer usually sends", "from your work address."),
            ),
            Choice("f", "f", "A file (.eml) that a mail program opens", "A file (.eml)"),
            Choice("p", "p", "I said it in person, or by phone", "I said it in person"),
            Choice("escape", "Esc", "back to the letter"),
        )
        self._screen.composer.ask(
            Question(
                "send",
                "Nothing has gone out yet",
                f"How does it reach {first}?",
                choices,
                lead=lead,
                brief=brief,
                note=self._workspace.outbox.before_sending(letter.contact.id),
                in_line=False,
                exclusive=True,
            )
        )

    def _by_own_account(self, letter: Letter) -> list[Choice]:
        """What the mail account of config.toml can do; nothing where there is none, or no address to send to."""
        posting = self._workspace.posting
        if not letter.contact.emails:
            return []
        found: list[Choice] = []
        to = one_line(letter.contact.emails[0])
        if posting.can_send:
            found.append(
                Choice(
                    "s",
                    "s",
                    f"Send it now to {to}, as {one_line(posting.mail.sender)}",
                    f"Send it now to {to}",
                    (f"It leaves in 10 seconds; {self._screen.keys['undo']} calls it back.",),
                )
            )
        if posting.can_draft:
            found.append(Choice("d", "d", "Draft it into your mailbox, to send from there", "Draft into your mailbox"))
        return found

    def _open_places(self, letter: Letter) -> tuple[str, str]:
        """The places that still want words, said before anything else and stopping nobody; and in brief."""
        places = self._workspace.letters.open_slots(letter)
        if not places:
            return "", ""
        more = f" and {len(places) - 1} more like it" if len(places) > 1 else ""
        lead = f"The letter still says [{places[0]}]{more}. Esc, then {self._screen.keys['write']}, to fill it in."
        return lead, f"It still says [{places[0]}]{' and more' if more else ''}."

    def answered(self, question: Question, key: str) -> None:
        """One of our questions was answered. It is the letter as it stands now that leaves: a click into it and some
        words more are possible while the question stands below."""
        composer = self._screen.composer
        composer.stop_asking()
        composer.keep()
        if question.topic == "send" and composer.letter is not None:
            if key == "escape":
                composer.focus()
            else:
                self._hand_over(composer.letter, key)
        elif question.topic == "went_out":
            self._went_out_answered(question.about, key)

    def _hand_over(self, letter: Letter, way: str) -> None:
        """Write down that it is leaving, then let it leave."""
        if way == "s":
            self._screen.composer.focus()
            self.posting.send(letter)
            return
        if way == "d":
            self._screen.composer.focus()
            self.posting.lay_down(letter)
            return
        if way == "p":
            self._gone(lambda: self._workspace.outbox.said(letter))
            return
        channel = WAYS[way]
        if way == "c" and letter.channel is not None and letter.channel is not Channel.IN_PERSON:
            channel = letter.channel
        handed = self._workspace.outbox.hand(letter, channel)
        assert handed.id is not None
        self._screen.show_person(letter.contact.id)
        try:
            title = self._perform(handed, way)
        except InformalError as error:
            title = f"{error.title} | {error.message} {error.hint}".strip()
        self.ask_went_out(handed.id, title)

    def _perform(self, letter: Letter, way: str) -> str:
        """Do it; what came of it, in a line."""
        first = self._workspace.people.called(letter.contact)
        if way == "f":
            return f"It is in a file | {self._write_file(letter)}"
        if way == "e":
            return self._mail(letter)
        copied = clipboard.copy(letter.body, self._to_terminal)
        if way == "l":
            url = handoff.profile_url(letter.contact.linkedin) or handoff.linkedin_search_url(
                letter.contact.name, letter.contact.company
            )
            if not opener.can_open():
                return f"{_copied(copied, self._key).partition(' | ')[0]} | Their page: {url}"
            opener.open_address(url)
            return f"{_copied(copied, self._key).partition(' | ')[0]} | LinkedIn opens in your browser."
        return _copied(copied, self._key, where=f"where {first} will see it")

    def _mail(self, letter: Letter) -> str:
        address = letter.contact.emails[0] if letter.contact.emails else ""
        if command := self._workspace.config.mail.command:
            whole = handoff.mailto_url(address, letter.subject, letter.body, limit=_NO_LIMIT)
            return self._mail_program(command, whole)
        url = handoff.mailto_url(address, letter.subject, letter.body)
        if url is None or not opener.can_open():
            copied = clipboard.copy(f"{letter.subject}\n\n{letter.body}", self._to_terminal)
            return f"No mail program to open from here | {_copied(copied, self._key).replace(' | ', '. ')}"
        opener.open_address(url)
        return "It is in your mail program now | Send it there."

    def _mail_program(self, command: str, url: str | None) -> str:
        """The person's own mail program, in this terminal, while our screen is away."""
        from informal.system import program

        failed: InformalError | None = None
        status = 0
        try:
            with self._screen.app.suspend():
                # Caught in here: an exception that leaves the block leaves the screen suspended.
                try:
                    status = program.run(command, mailto=url or "")
                except InformalError as error:
                    failed = error
        except SuspendNotSupported:
            failed = Refused("This terminal can't be lent to a mail program", "", "Copy the letter instead: s, then c")
        if failed is not None:
            raise failed
        if status:
            return f"Your mail program stopped with status {status} | Your letter is kept."
        return "It was in your mail program | Did you send it there?"

    def _write_file(self, letter: Letter) -> Path:
        folder = self._workspace.core.paths.data / "letters"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{letter.id}.eml"
        self._workspace.files.write_letter(path, letter.contact.id, letter.subject, letter.body)
        return path

    @property
    def _key(self) -> str:
        """The key that opens the sheet."""
        return self._screen.keys["send"]

    def _to_terminal(self, text: str) -> bool:
        """Ask the terminal to copy; whether there was one to ask."""
        return app_of(self._screen).ask_terminal(text)

    # Did it go out?

    def ask_went_out(self, message: int, title: str = "", *, focus: bool = True) -> None:
        """The strip that waits. focus: it takes the keys, too."""
        unknown = self._workspace.core.message(message).state is State.UNKNOWN
        title = title or (_SILENT if unknown else "This letter was handed over")
        title, _, more = title.partition(" | ")
        choices = (
            Choice("y", self._screen.keys["yes"], "yes"),
            Choice("escape", "Esc", "not yet"),
            Choice("c", "c", "copy it again"),
        )
        self._screen.composer.ask(
            Question(
                "went_out",
                title,
                "Did it go out?",
                choices,
                note=f"{more}\nNo hurry: close the window if you like. I will ask next time.".strip(),
                about=message,
            ),
            focus=focus,
        )

    def _went_out_answered(self, message: int, key: str) -> None:
        if key == "y":
            self._gone(lambda: self._workspace.outbox.went_out(message))
        elif key == "c":
            stored = self._workspace.core.message(message)
            self.ask_went_out(message, _copied(clipboard.copy(stored.body, self._to_terminal), self._key))
        else:
            self._workspace.outbox.not_yet(message)
            self._screen.notify("It is a draft again, as you left it.")
            self._screen.composer.focus()

    def in_person(self, contact: int) -> None:
        """Asked without a letter."""
        self._gone(lambda: self._workspace.outbox.in_person(contact))

    def _gone(self, log: Callable[[], Message]) -> None:
        """Log that it went out, and show what that did to the day."""
        before = self._workspace.day.counts()
        sent = log()
        self._screen.after_sending(sent, last_box=self._workspace.day.counts().filled_since(before))

    def waits_for(self, contact: Contact) -> int | None:
        """The handed letter to a person, if there is one."""
        core = self._workspace.core
        if any(m.state is State.SENDING and not self.posting.has(m.id) for m in core.messages_of(contact.id)):
            self._workspace.posting.settle()
        found = [m for m in core.messages_of(contact.id) if m.state in IN_DOUBT]
        return found[-1].id if found else None


def _copied(copied: Copied, send: str, where: str = "where they will see it") -> str:
    """What became of a copy, told as it is."""
    if copied is Copied.YES:
        return f"Copied. Paste it {where}"
    if copied is Copied.ASKED_TERMINAL:
        return f"I asked your terminal to copy it | Paste it {where}. If nothing comes: {send}, then f, for a file."
    return f"There is no clipboard here | Take it from the screen with the mouse, or as a file: {send}, then f."
