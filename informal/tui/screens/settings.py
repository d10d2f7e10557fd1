"""What can be set inside the app: a line each, Enter changes it, and it holds from then on."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from informal.errors import InformalError
from informal.text import one_line
from informal.tui.home import ask, say_error
from informal.tui.screens.dialogs import Line, Pick, Picker
from informal.tui.widgets.drawn import hung
from informal.tui.widgets.reversing import Options
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace
from informal.workspace.edges import SETTINGS, SettingWords

# Cells for the words, and the least that leaves room beside them.
_LABEL, _ROOMY = 32, 60


class SettingsPage(ModalScreen[None]):
    """The settings, by the words people have for them."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]

    def __init__(self, workspace: Workspace, name: str = "") -> None:
        """name: of the setting that the cursor begins on."""
        super().__init__()
        self._workspace = workspace
        self._first = next((number for number, words in enumerate(SETTINGS) if words.name == name), 0)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -page") as box:
            box.border_title = "Settings"
            yield Options(id="settings")
            yield Ways("Enter changes one   Esc goes back")

    def on_resize(self) -> None:
        """Every width has its own lines."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        values = self._workspace.setup.all()
        options = self.query_one("#settings", Options)
        at, width = (
            options.highlighted if options.highlighted is not None else self._first,
            options.room,
        )
        options.clear_options()
        for words in SETTINGS:
            value = Content.styled(_shown(values[words.name]) or "-", "$primary")
            indent = _LABEL if width >= _ROOMY else width
            options.add_option(Option(hung(Content(words.label), value, indent, width), id=words.name))
        options.highlighted = at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change it: the other way round, one of several, or as typed."""
        words = next(one for one in SETTINGS if one.name == event.option_id)
        value = self._workspace.setup.all()[words.name]
        if isinstance(value, bool):
            self._set(words, "false" if value else "true")
        elif among := self._workspace.setup.looks() if words.name == "theme" else words.among:
            picks = [Pick(name, name) for name in among]
            ask(self, Picker(words.label, picks), lambda name: self._set(words, name))
        else:
            keep = partial(self._workspace.setup.set, words.name)
            line = Line(words.label, words.example, _shown(value), keep=keep)
            ask(self, line, lambda _: self._fill())

    def _set(self, words: SettingWords, text: str | None) -> None:
        if text is None:
            return
        try:
            self._workspace.setup.set(words.name, text)
        except InformalError as error:
            say_error(self.app, error)
            return
        self._fill()

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()


def _shown(value: Any) -> str:
    """A setting's value as one would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else one_line(str(value))
