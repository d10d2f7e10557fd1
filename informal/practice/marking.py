"""Where in a text, as it is shown, that stands which was looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from informal.practice.nearness import LEAST_LETTERS, LEAST_TYPO, in_order, may_slip, one_slip
from informal.practice.query import Query
from informal.text import fold


def marks(query: Query, text: str, *, near: bool = False) -> tuple[tuple[int, int], ...]:
    """Where the words stand in a text as it is shown, as (start, end) in order and apart from one another.

    near: in a name, where a word is not to be found, its letters in order instead, or the word it nearly is.
    """
    plain, places = _places(text)
    shown: set[int] = set()
    for word in query.words:
        spans = _spans(word, plain) or (_near_spans(word, plain) if near else [])
        for start, end in spans:
            shown.update(places[start:end])
    return _runs(shown)


def around(query: Query, text: str, most: int) -> str:
    """The line cut to about that many letters, so that the first of the words is seen."""
    found = marks(query, text)
    start = max(0, found[0][0] - most // 3) if found else 0
    if start:
        start = text.find(" ", start, found[0][0]) + 1 or start
    end = len(text) if len(text) <= start + most else text.rfind(" ", found[0][1] if found else start, start + most)
    end = start + most if end < 0 else end
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _places(text: str) -> tuple[str, Sequence[int]]:
    """The text folded, and from which of its characters each folded one came."""
    if text.isascii():
        return text.lower(), range(len(text))
    folds = [(each, place) for place, char in enumerate(text) for each in fold(char)]
    return "".join(each for each, _ in folds), [place for _, place in folds]


def _spans(word: str, plain: str) -> list[tuple[int, int]]:
    """Where words begin so; where none does, every place."""
    found = [(hit.start(), hit.end()) for hit in re.finditer(re.escape(word), plain)]
    starts = [span for span in found if span[0] == 0 or not plain[span[0] - 1].isalnum()]
    return starts or found


def _near_spans(word: str, plain: str) -> list[tuple[int, int]]:
    if may_slip(word, LEAST_TYPO):
        for hit in re.finditer(r"\S+", plain):
            if one_slip(word, hit[0]):
                return [hit.span()]
    text = f" {plain}"
    if not may_slip(word, LEAST_LETTERS) or not in_order(word, text):
        return []
    spans, place = [], text.find(f" {word[0]}")
    for letter in word:
        place = text.find(letter, place + 1)
        spans.append((place - 1, place))
    return spans


def _runs(places: set[int]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return tuple(runs)
