"""Keys and what they do, in a line that fits (with whole labels, else shorter ones, else fewer keys) or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content

_GAP = 3


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key. name: what it does, for a click. short: its label where there is little room, the first word if empty.
    weight: the lightest falls off first where even that does not help."""

    name: str
    key: str
    label: str
    weight: int = 0
    short: str = ""

    @property
    def cells(self) -> int:
        """How wide it is."""
        return len(self.key) + 1 + len(self.label)


def fitted(hints: Sequence[KeyHint], width: int) -> list[KeyHint]:
    """The hints as far as they fit. The last one, the way out, always stays."""
    shown = list(hints)
    for shorter in (_before_comma, _short):
        if _cells(shown) > width:
            shown = [replace(hint, label=shorter(hint)) for hint in shown]
    while _cells(shown) > width and len(shown) > 2:
        shown.remove(min(shown[:-1], key=lambda hint: hint.weight))
    return shown


def wrapped(hints: Sequence[KeyHint], width: int) -> list[list[KeyHint]]:
    """All of the hints, on as many lines as that width takes."""
    lines: list[list[KeyHint]] = []
    for hint in hints:
        if lines and _cells([*lines[-1], hint]) <= width:
            lines[-1].append(hint)
        else:
            lines.append([hint])
    return lines


def told(hints: Sequence[KeyHint]) -> Content:
    """The line."""
    return Content(" " * _GAP).join(Content.assemble((hint.key, "bold $next"), f" {hint.label}") for hint in hints)


def at(hints: Sequence[KeyHint], x: int) -> KeyHint | None:
    """The hint under a click."""
    right = 0
    for hint in hints:
        right += hint.cells + _GAP
        if x < right:
            return hint
    return None


def _cells(hints: Sequence[KeyHint]) -> int:
    return sum(hint.cells for hint in hints) + _GAP * (len(hints) - 1)


def _before_comma(hint: KeyHint) -> str:
    return hint.label.partition(",")[0]


def _short(hint: KeyHint) -> str:
    return hint.short or hint.label.split()[0]
