"""Places in a text, while the text is being typed: (start, end) pairs, end not included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

Span = tuple[int, int]


def follow(spans: Iterable[Span], old: str, new: str, *, grow: bool) -> tuple[Span, ...]:
    """Where the spans of the old text are in the new one, which differs from it in one stretch.

    grow: a span keeps what was typed inside it; otherwise a span that was touched is gone. An empty span is gone.
    """
    head = _shared(old, new)
    most = min(len(old), len(new)) - head
    tail = _shared(old[len(old) - most :][::-1], new[len(new) - most :][::-1]) if most else 0
    low, high, delta = head, len(old) - tail, len(new) - len(old)
    moved: list[Span] = []
    for start, end in spans:
        if end <= low:
            moved.append((start, end))
        elif start >= high:
            moved.append((start + delta, end + delta))
        elif grow and start <= low and high <= end and end + delta > start:
            moved.append((start, end + delta))
    return tuple(moved)


def _shared(one: str, other: str) -> int:
    """How many characters the two have in common from the start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def after(spans: Sequence[Span], at: int) -> Span | None:
    """The first span that begins at or after a point."""
    return next((span for span in spans if span[0] >= at), None)


def before(spans: Sequence[Span], at: int, *, past: bool) -> Span | None:
    """The last span that ends at or before a point; past: not one that ends right there."""
    return next((span for span in reversed(spans) if span[1] < at or (span[1] == at and not past)), None)


def pieces(spans: Iterable[Span], first: int, line: str, folds: Sequence[int]) -> list[Span]:
    """What of the spans is to be painted in one line of the text: (start, end) within the line.

    first: the index of the line's first character in the text. folds: where the line is broken to fit the width; the
    blanks at a break are left out, so that nothing sticks out at the end of a row.
    """
    found: list[Span] = []
    edges = [0, *folds, len(line)]
    for start, end in spans:
        for low, high in pairwise(edges):
            row = line[low:high].rstrip() if high < len(line) else line[low:high]
            piece = max(start - first, low), min(end - first, low + len(row))
            if piece[0] < piece[1]:
                found.append(piece)
    return found
