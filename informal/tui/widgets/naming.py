"""Saying who: one field that takes a name, an address, a profile link or a dropped file, then one key for how well.

Several people at once: one per line, or with semicolons, from a paste.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Input, Static

from informal.model.kinds import Warmth
from informal.practice.handoff import Found, recognise
from informal.text import clean, one_line
from informal.tui.widgets.field import Field

WARMTHS = {"1": Warmth.KNOWS_ME, "2": Warmth.HALF_KNOWS_ME, "3": Warmth.NEW_TO_ME}


class NameInput(Field):
    """A field whose paste may hold several lines: each is somebody."""

    def _on_paste(self, event: Paste) -> None:
        lines = [one_line(line) for line in clean(event.text).splitlines()]
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor("; ".join(line for line in lines if line))
        self.follow_cursor()


class Naming(Vertical):
    """The field and its question."""

    @dataclass
    class Named(Message):
        """Somebody, and how well they are known. More than one: `found` has them all."""

        found: tuple[Found, ...]
        warmth: Warmth

    @dataclass
    class FileGiven(Message):
        """A file was dropped into the field, or its path typed."""

        path: str

    @dataclass
    class Asking(Message):
        """It is asked how well they are known, or no longer: then the field takes names again."""

        asks: bool

    @dataclass
    class GivenUp(Message):
        """Esc."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._found: tuple[Found, ...] = ()

    def compose(self) -> ComposeResult:
        # Nothing selected at the focus: back from the question, what is typed goes on where the name ended.
        yield NameInput(placeholder="name, e-mail or LinkedIn link", select_on_focus=False, id="who")
        yield Static(id="how-well")

    @property
    def field(self) -> Input:
        """The field."""
        return self.query_one("#who", Input)

    @on(Input.Submitted, "#who")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        found = [recognise(part) for part in event.value.split(";") if part.strip()]
        if len(found) == 1 and found[0].file:
            self.post_message(self.FileGiven(found[0].file))
            return
        self._found = tuple(one for one in found if one.name)
        if not self._found:
            self._say(Content("A name is enough."))
            return
        who = one_line(self._found[0].name) if len(self._found) == 1 else f"All {len(self._found)}:"
        keys = [
            Content.assemble((key, "bold $next"), f" {label}")
            for key, label in (("1", "knows me"), ("2", "half knows me"), ("3", "new to me"))
        ]
        name = Content.styled(who, "bold")
        in_a_row = Content("   ").join(keys)
        ways = (
            Content("   ").join([name, in_a_row]),
            Content("\n").join([name, in_a_row]),
            Content("\n").join([name, *keys]),
        )
        width = self.size.width
        self._say(next((way for way in ways if all(len(line) <= width for line in way.plain.splitlines())), ways[-1]))
        self.field.disabled = True
        self.can_focus = True
        self.focus()
        self.post_message(self.Asking(True))

    def _say(self, what: Content) -> None:
        self.query_one("#how-well", Static).update(what)

    def on_key(self, event: Key) -> None:
        if event.key == "escape":
            event.stop()
            if self.field.disabled:
                self.again()
            else:
                self.post_message(self.GivenUp())
        elif self.field.disabled and event.key in WARMTHS:
            event.stop()
            found, self._found = self._found, ()
            self.post_message(self.Named(found, WARMTHS[event.key]))

    def again(self, *, clear: bool = False) -> None:
        """Back to the field."""
        self._say(Content(""))
        self.field.disabled = False
        self.can_focus = False
        if clear:
            self.field.value = ""
        self.field.focus()
        self.post_message(self.Asking(False))
