"""Names as blocks, for a screen that others see: every name, company and address that is in the file, wherever on the
screen it stands. What is typed and kept stays as it is; only the drawing changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from informal.text import width

_BLOCK = "█"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Addresses, profile links and phone numbers are blanked whoever's they are.
_ALWAYS = re.compile(r"\S+@\S+|\S*linkedin\.com\S*|(?<!\w)\+?\d[\d ()/-]{6,}\d", re.IGNORECASE)
# A word cut at the edge of its column is known by its beginning.
_CUT = "…"
_LEAST = 2
# Shorter parts of a name with hyphens stand in every sentence, too, like the "No" of No-One.
_LEAST_PART = 3


class Blanking(LineFilter):
    """Draws the words of some texts as blocks."""

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        self._words = {word for text in texts for word in _names(text)}
        self._beginnings: frozenset[str] | None = None

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, of the same widths."""
        del background
        line = "".join(segment.text for segment in segments)
        blank = self._spans(line)
        if not blank:
            return segments
        drawn: list[Segment] = []
        at = 0
        for segment in segments:
            text = "".join(
                _BLOCK * width(char) if any(start <= at + n < end for start, end in blank) else char
                for n, char in enumerate(segment.text)
            )
            at += len(segment.text)
            drawn.append(Segment(text, segment.style, segment.control))
        return drawn

    def _spans(self, line: str) -> list[tuple[int, int]]:
        spans = [found.span() for found in _ALWAYS.finditer(line)]
        words = (found for found in _WORD.finditer(line) if self._known(found[0], line[found.end() : found.end() + 1]))
        return spans + [found.span() for found in words]

    def _known(self, word: str, after: str) -> bool:
        whole = word in self._words or word.removesuffix("'s") in self._words
        return whole or any(part in self._words for part in _parts(word)) or (after == _CUT and self._begins(word))

    def _begins(self, part: str) -> bool:
        if self._beginnings is None:
            self._beginnings = frozenset(word[:n] for word in self._words for n in range(1, len(word)))
        return part in self._beginnings


def _names(text: str) -> Iterator[str]:
    """The words by which a text is known. Small ones of a name ("of", "van") stand in every sentence: alone they tell
    nobody."""
    alone = text.strip()
    for word in _WORD.findall(text):
        if len(word) >= _LEAST and (not word.islower() or word == alone):
            yield word
            yield from _parts(word)


def _parts(word: str) -> list[str]:
    parts = word.split("-") if "-" in word else []
    return [part for part in parts if len(part) >= _LEAST_PART and not part.islower()]
