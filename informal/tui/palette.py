"""The palette: every command by its name, every person, opening, setting and look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import LoadingIndicator

from informal.keys.commands import Command
from informal.text import fold, one_line
from informal.tui.keymap import keys_of
from informal.tui.widgets.reversing import Reversing
from informal.workspace.edges import SETTINGS

if TYPE_CHECKING:
    from textual.types import IgnoreReturnCallbackType

    from informal.tui.screens.main import Main

    # What is shown, what it is found by, and what it does.
    Entry = tuple[str, str, IgnoreReturnCallbackType]

_MOST_PEOPLE = 8
_PLACEHOLDER = "anything by name; Esc goes back"
# Of everything that fits, commands come first and looks last.
_COMMAND, _PERSON, _OPENING, _SETTING, _LOOK = 1.0, 0.9, 0.8, 0.7, 0.6


class Found(CommandList, Reversing):
    """What was found."""


class Palette(CommandPalette):
    """Textual's, with no sign that many terminals haven't got, and a list whose cursor is seen without colour. And
    where a key that comes before the list is laid out does nothing instead of stopping the program.
    """

    def compose(self) -> ComposeResult:
        """The field, and what is found below it."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield CommandInput(placeholder=_PLACEHOLDER, select_on_focus=False)
            with Vertical(id="--results"):
                yield Found()
                yield LoadingIndicator()

    def _action_command_list(self, action: str) -> None:
        # A page down looks for the line of the highlighted one among lines that are not there yet.
        with suppress(KeyError):
            super()._action_command_list(action)


class Commands(Provider):
    """Commands, people and the rest. Matched by our own search: Textual's is exponential in a long candidate."""

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for shown, _, act in self._commands():
            yield DiscoveryHit(Content(shown), act, shown)

    async def search(self, query: str) -> Hits:
        """What holds the words that were typed."""
        wanted = fold(query).split()
        for score, found in ((_COMMAND, self._commands()), *self._others()):
            for shown, words, act in found:
                if all(word in fold(words) for word in wanted):
                    yield Hit(score, Content(shown), act, shown)
        main = self._main
        if main is None:
            return
        for number, contact in enumerate(main.workspace.people.find(query)[:_MOST_PEOPLE]):
            name = one_line(main.workspace.core.contact(contact).name)
            act = partial(main.guard, partial(main.show_person, contact))
            yield Hit(_PERSON - number / 1000, Content(name), act, name)

    @property
    def _main(self) -> Main | None:
        """The main screen, where the palette was opened there."""
        return cast("Main", self.screen) if hasattr(self.screen, "show_person") else None

    def _commands(self) -> Iterator[Entry]:
        for command in keys_of(self.app).commands:
            if command.palette:
                shown = f"{command.help}  ({command.key})"
                yield shown, f"{command.label} {command.help} {command.name}", partial(self._run, command)

    def _others(self) -> Iterator[tuple[float, Iterator[Entry]]]:
        main = self._main
        if main is not None:
            yield _OPENING, self._openings(main)
            yield _SETTING, self._settings(main)
            yield _LOOK, self._looks(main)

    @staticmethod
    def _openings(main: Main) -> Iterator[Entry]:
        for opening in main.workspace.core.content.openings:
            shown = f"Opening: {one_line(opening.title)}"
            yield shown, f"{shown} {opening.name} begin", partial(main.guard, partial(main.begin_with, opening.name))

    @staticmethod
    def _settings(main: Main) -> Iterator[Entry]:
        for words in SETTINGS:
            shown = f"Setting: {words.label}"
            yield shown, f"{shown} {words.name} set", partial(main.open_settings, words.name)

    @staticmethod
    def _looks(main: Main) -> Iterator[Entry]:
        for look in main.workspace.setup.looks():
            yield (
                f"Theme: {look}",
                f"theme: {look} look colours",
                partial(main.guard, partial(main.workspace.setup.set, "theme", look)),
            )

    async def _run(self, command: Command) -> None:
        """Do it, or say why not."""
        main = self._main
        reason = command.needs(main.situation()) if main is not None else ""
        if reason:
            self.app.notify(keys_of(self.app).say(reason), markup=False)
        else:
            await self.screen.run_action(command.name)
