"""The palette: every command by its name, and every person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from informal.text import fold, one_line
from informal.tui.keymap import keys_of

if TYPE_CHECKING:
    from informal.tui.screens.main import Main

_MOST_PEOPLE = 8


class Commands(Provider):
    """Commands and people. Matched by our own search: Textual's is exponential in a long candidate."""

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for command in keys_of(self.app).commands:
            if command.palette:
                yield DiscoveryHit(
                    Content(f"{command.help}  ({command.key})"), partial(self._run, command.name), command.help
                )

    async def search(self, query: str) -> Hits:
        """The commands whose words hold what was typed, then the people."""
        wanted = fold(query).split()
        for command in keys_of(self.app).commands:
            text = fold(f"{command.label} {command.help} {command.name}")
            if command.palette and all(word in text for word in wanted):
                yield Hit(
                    1.0, Content(f"{command.help}  ({command.key})"), partial(self._run, command.name), command.help
                )
        main = cast("Main", self.screen)
        if not hasattr(main, "show_person"):
            return
        for look in main.workspace.setup.looks():
            help = f"Theme: {look}"
            if all(word in fold(f"{help} look colours") for word in wanted):
                yield Hit(0.95, Content(help), partial(self._wear, look), help)
        for number, contact in enumerate(main.workspace.people.find(query)[:_MOST_PEOPLE]):
            name = one_line(main.workspace.core.contact(contact).name)
            yield Hit(0.9 - number / 100, Content(name), partial(main.show_person, contact), name)

    def _wear(self, theme: str) -> None:
        """Take on another look, from now on."""
        main = cast("Main", self.screen)
        main.workspace.setup.set("theme", theme)
        self.app.wear(theme)  # type: ignore[attr-defined]

    async def _run(self, name: str) -> None:
        await self.screen.run_action(name)
