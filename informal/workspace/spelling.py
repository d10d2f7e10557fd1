"""Spelling: which words of a letter to name, by the checker that config.toml wishes for or that is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from informal.practice.spelling import sentence, worth_saying
from informal.system import spelling
from informal.workspace.core import Core
from informal.workspace.letters import Letter


class Spelling:
    """The use cases about spelling."""

    def __init__(self, core: Core, wish: str) -> None:
        self._core = core
        self._wish = wish

    @cached_property
    def command(self) -> tuple[str, ...]:
        """The checker's command line; () for none."""
        return spelling.command(self._wish)

    def job(self, letter: Letter) -> Callable[[], str] | None:
        """What a worker runs to learn what to say of a letter's words; None where there is no checker."""
        line, text = self.command, f"{letter.subject}\n{letter.body}"
        if not line:
            return None
        person, settings = letter.contact, self._core.settings
        introducer = self._core.introducer(person)
        told = [person.name, person.greeting, person.company, person.role, person.tie, introducer]
        known = [each for each in (*told, settings.name, settings.signature, settings.curious_about) if each]
        return lambda: sentence(worth_saying(text, spelling.unknown(text, line), known))
