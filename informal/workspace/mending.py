"""A file that can't be opened: what good copy there is of it, and putting that in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from informal.system.paths import Paths
from informal.text import one_line

# How many names are told, for somebody to know their file by.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A good copy. at: when the backup was made, None where the journal alone tells all. later: changes since then.

    names: of the people added last. look: the one that was chosen in it.
    """

    at: datetime | None
    contacts: int
    messages: int
    later: int
    names: Sequence[str] = ()
    look: str = ""


def offer(paths: Paths) -> Offer | None:
    """The newest good copy, with what the journal holds beyond it; None when there is none. Changes nothing."""
    from informal.store.rescue import damage

    found = damage.good(paths.file)
    if found is None:
        return None
    people = found.tables.get("contacts", {})
    newest = [one_line(str(people[id].get("name", ""))) for id in sorted(people, reverse=True)[:_NAMED]]
    messages = len(found.tables.get("messages", {}))
    look = str(next(iter(found.tables.get("settings", {}).values()), {}).get("theme", ""))
    at = found.source.at if found.source else None
    return Offer(at, len(people), messages, found.later, tuple(newest), look)


def accept(paths: Paths) -> tuple[str, ...]:
    """Set the damaged file aside byte for byte, and put the good copy in its place; what was done, a sentence each.

    Raises NotKept; StoreError when somebody mended it meanwhile, or nothing is good.
    """
    from informal.store.rescue import damage

    mended = damage.mend(paths.file)
    return tuple(f"The damaged file was set aside, whole: {one_line(str(copy))}" for copy in mended.aside[:1])
