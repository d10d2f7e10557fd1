"""Who led to whom, and who still waits to hear what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from informal.model.kinds import State
from informal.model.values import Contact
from informal.practice import network
from informal.practice.network import Growth, News, Node
from informal.text import one_line
from informal.workspace.core import Core

# What became of an introduction is worth a line of Today for so long; the network shows it for ever.
NEWS_DAYS = 28


class Network:
    """The use cases about introductions."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def tree(self) -> Node:
        """Everybody who was met or led here, each under whoever led there; the top is "you"."""
        core = self._core
        table = core.store.table("contacts")
        met = frozenset(id for id in core.threads() if id in table and self._is_met(id))
        introducers = {table[id]["introduced_by"] for id in core.scan.introduced}
        wanted = {*met, *core.scan.introduced, *core.scan.asked, *(id for id in introducers if id in table)}
        return network.tree([core.contact(id) for id in wanted], met)

    def _is_met(self, contact: int) -> bool:
        """A draft is nothing that anybody has seen."""
        core = self._core
        return bool(core.talks_of(contact)) or any(
            message.state in (State.SENT, State.RECEIVED) for message in core.messages_of(contact)
        )

    def growth(self) -> Growth:
        """From nobody to how many people, in how many steps."""
        return network.growth(self.tree())

    def waiting(self) -> list[tuple[Contact, Contact, News]]:
        """Who led you to somebody and was not told yet what became of it: introducer, introduced, and what."""
        core = self._core
        return [(core.contact(by), core.contact(what.about), what) for by, what in untold(core).items()]

    def first_asked(self) -> bool:
        """Whether exactly one person has asked *you* so far: the other side of the table, for the first time."""
        return len(self._core.scan.asked) == 1


def untold(core: Core) -> dict[int, News]:
    """The introducers who were not told yet. Never somebody who asked not to be written to."""
    found = network.news(_introduced(core), core.messages_of, core.talks_of)
    return {by: what for by, what in found.items() if not core.contact(by).dont_write}


def reasons(core: Core) -> dict[int, str]:
    """The same as lines for Today: news of yesterday or before that is still fresh."""
    lines: dict[int, str] = {}
    oldest = core.today - timedelta(days=NEWS_DAYS)
    for by, what in untold(core).items():
        if oldest <= what.on < core.today:
            name = one_line(core.contact(what.about).name)
            lines[by] = network.say_news(what, {what.about: name})
    return lines


def _introduced(core: Core) -> Iterator[Contact]:
    table = core.store.table("contacts")
    for id in core.scan.introduced:
        if table[id].get("introduced_by") in table:
            yield core.contact(id)
