"""How the panes stand: remembered in the state folder, where it may be lost."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

_NAME = "panes.json"
# Columns that the list of people may have more or less than of its own.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Panes:
    """wider: columns of the list beyond its own width, may be negative. people, side: whether they stay in view."""

    wider: int = 0
    people: bool = True
    side: bool = True


def load(folder: Path) -> Panes:
    """As they stood last; as they come where nothing that can be read says so. Raises nothing."""
    try:
        found = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        wider, people, side = found["wider"], found["people"], found["side"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Panes()
    if type(wider) is not int or type(people) is not bool or type(side) is not bool:
        return Panes()
    return Panes(max(-_MOST, min(_MOST, wider)), people, side)


def save(folder: Path, panes: Panes) -> None:
    """Remember them, whole or not at all. Where the folder can't be written to, nothing is remembered."""
    temporary = ""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{_NAME}.", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(panes), file)
        Path(temporary).replace(folder / _NAME)
    except OSError:
        with suppress(OSError):
            Path(temporary).unlink()
