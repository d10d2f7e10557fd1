"""What can be set inside the app: a line each, Enter changes it, and it holds from then on."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from informal.errors import InformalError
from informal.text import fit, one_line
from informal.tui.screens.dialogs import Line, Pick, Picker
from informal.workspace import Workspace
from informal.workspace.edges import SETTINGS, SettingWords

_LABEL = 34
_NOTE = "Enter changes one   Esc goes back. Mail, keys and your own openings: informal config"


class SettingsPage(ModalScreen[None]):
    """The settings, by the words people have for them."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -page") as box:
            box.border_title = "Settings"
            yield OptionList(id="settings")
            yield Static(_NOTE, classes="note")

    def on_mount(self) -> None:
        self._fill()

    def _fill(self) -> None:
        values = self._workspace.setup.all()
        options = self.query_one("#settings", OptionList)
        at = options.highlighted or 0
        options.clear_options()
        for words in SETTINGS:
            shown = _shown(values[words.name])
            line = Content.assemble(fit(words.label, _LABEL - 2).ljust(_LABEL), (shown or "-", "$primary"))
            options.add_option(Option(line, id=words.name))
        options.highlighted = at

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change it: the other way round, one of several, or as typed."""
        words = next(one for one in SETTINGS if one.name == event.option_id)
        value = self._workspace.setup.all()[words.name]
        if isinstance(value, bool):
            self._set(words, "false" if value else "true")
        elif words.among:
            picks = [Pick(name, name) for name in words.among]
            self.app.push_screen(Picker(words.label, picks), lambda name: self._set(words, name))
        else:
            line = Line(words.label, words.example, _shown(value))
            self.app.push_screen(line, lambda text: self._set(words, text))

    def _set(self, words: SettingWords, text: str | None) -> None:
        if text is None:
            return
        try:
            self._workspace.setup.set(words.name, text)
        except InformalError as error:
            self.notify(f"{error.message} {error.hint}".strip(), title=error.title, severity="warning", markup=False)
            return
        if words.name == "theme":
            self.app.theme = text
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
