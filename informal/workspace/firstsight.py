"""Who stands at the top of the list, known before anything is reckoned: that is what the first paint shows.

The order of the list takes a look at every thread. Whoever leaves the app has it already: its beginning is kept in the
state folder, as numbers of people and nothing else, and may be lost.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from informal.text import fold, one_line
from informal.workspace.core import Core

_FILE = "first-people.txt"
# As many as the tallest screens show.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Glimpse:
    """How many people there are, and the names of the first of them, each on one line."""

    total: int
    names: tuple[str, ...]


def has_people(core: Core) -> bool:
    """Whether there is anybody."""
    return bool(core.store.table("contacts"))


def glimpse(core: Core) -> Glimpse:
    """The beginning of the list as it was left, or by name where nothing is known of that."""
    table = core.store.table("contacts")
    try:
        lines = (core.paths.state / _FILE).read_text(encoding="ascii").split()
        first = dict.fromkeys(id for line in lines if line.isdecimal() and (id := int(line)) in table)
    except (OSError, ValueError):
        first = {}
    if len(first) < min(len(table), _MOST):
        from heapq import nsmallest

        rest = (id for id in table if id not in first)
        first |= dict.fromkeys(nsmallest(_MOST, rest, key=lambda id: fold(str(table[id].get("name", "")))))
    return Glimpse(len(table), tuple(one_line(str(table[id].get("name", ""))) for id in islice(first, _MOST)))


def remember(core: Core, people: Iterable[int]) -> None:
    """Keep the beginning of the list for the next start. What can't be written is not kept."""
    file = core.paths.state / _FILE
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new.write_text("".join(f"{id}\n" for id in islice(people, _MOST)), encoding="ascii")
        new.replace(file)
    except OSError:
        pass
