"""The small screens over the main one: pick one of several, read a page, type a line."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key, Paste
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from informal.errors import InformalError
from informal.text import clean, one_line
from informal.tui.keymap import bound
from informal.tui.widgets.drawn import Draw, Drawn, hung
from informal.tui.widgets.reversing import Options
from informal.tui.widgets.saying import Saying
from informal.tui.widgets.ways import Ways

# Cells for a key; as wide as any dialog.
_KEY, _WIDEST = 3, 200
_IN = "  "


@dataclass(frozen=True, slots=True)
class Pick:
    """One line to choose. key: a letter that chooses it at once, or ""."""

    value: str
    label: str
    more: str = ""
    key: str = ""


class Picker(ModalScreen[str | None]):
    """Choose one of several lines; None for Esc."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]

    def __init__(
        self, title: str, picks: Sequence[Pick], note: str = "", ways: str = "Enter chooses   Esc goes back"
    ) -> None:
        super().__init__()
        self._title = title
        self._picks = list(picks)
        self._note = note
        self._ways = ways

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield Options(*(Option(self._line(pick), id=str(n)) for n, pick in enumerate(self._picks)))
            if self._note:
                yield Static(Content(self._note), classes="note")
            yield Ways(self._ways)

    @staticmethod
    def _line(pick: Pick, width: int = _WIDEST) -> Content:
        more = Content.styled(pick.more, "$muted")
        if pick.key:
            text = Content("\n").join([Content(pick.label), more] if pick.more else [Content(pick.label)])
            return hung(Content.styled(pick.key, "bold $next"), text, _KEY, width)
        # What is told of a line stands in a little: without colour nothing else tells the two apart.
        told = more.wrap(max(1, width - len(_IN))) if pick.more else []
        return Content("\n").join([Content(pick.label), *(Content(_IN) + line for line in told)])

    def on_resize(self) -> None:
        """Fit into the window: what can be chosen scrolls, the keys stay."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        options, box = self.query_one(Options), self.query_one(".dialog")
        beside = sum(child.outer_size.height for child in box.children if child is not options)
        room = self.size.height - box.gutter.height - beside - options.styles.margin.height
        options.styles.max_height = max(1, room)
        width = options.room
        for number, pick in enumerate(self._picks):
            options.replace_option_prompt_at_index(number, self._line(pick, width))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        self.dismiss(self._picks[int(event.option_id or 0)].value)

    def on_key(self, event: Key) -> None:
        """A pick's own letter; the screen behind never sees it."""
        for pick in self._picks:
            if pick.key and pick.key == event.key:
                event.stop()
                event.prevent_default()
                self.dismiss(pick.value)
                return

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()


class AnswerPicker(Picker):
    """What somebody answered. words: what they wrote, if it was pasted here before the choice."""

    _PASTE = "Paste what they wrote, if you like; then say what it is."

    def __init__(self, title: str, picks: Sequence[Pick]) -> None:
        super().__init__(title, picks, self._PASTE)
        self.words = ""

    def on_paste(self, event: Paste) -> None:
        """Keep it for the timeline."""
        event.stop()
        self.words = clean(event.text).strip()
        beginning = textwrap.shorten(one_line(self.words), 50, placeholder=" ...")
        note = f"“{beginning}” is kept with it." if self.words else self._PASTE
        self.query_one(".note", Static).update(Content(note))


class Page(ModalScreen[str | None]):
    """A page to read; Esc, q, Enter and the keys of help close it. leads: a key, and what is given back when it closed
    it."""

    BINDINGS = [Binding("escape,q,enter", "dismiss(None)", show=False), bound("help", "dismiss(None)")]

    def __init__(
        self, title: str, body: Content | Draw, ways: str = "Esc goes back", leads: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._body = body
        self._ways = ways
        self._leads = leads or {}

    def on_key(self, event: Key) -> None:
        """A key that leads on."""
        if event.key in self._leads:
            event.stop()
            self.dismiss(self._leads[event.key])

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -page") as box:
            box.border_title = Content(self._title)
            with VerticalScroll():
                yield Drawn(self._body) if callable(self._body) else Static(self._body)
            yield Ways(self._ways)


class Line(ModalScreen[str | None]):
    """One line of text; None for Esc.

    keep: does what the line is for. What it refuses is said below the line, which stays as it was typed.
    """

    BINDINGS = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(
        self, title: str, example: str, value: str = "", *, keep: Callable[[str], object] | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._example = example
        self._value = value
        self._keep = keep

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield Input(self._value, placeholder=f"for example {self._example}" if self._example else "", compact=True)
            yield Saying(id="refused")
            yield Ways("Enter keeps it   Esc goes back")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        try:
            if self._keep is not None:
                self._keep(event.value)
        except InformalError as error:
            self.query_one("#refused", Saying).say(Content.styled(str(error), "$next"))
            return
        self.dismiss(event.value)
