"""The texts a letter had before, told apart in a line each."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from informal.text import one_line

_SHOWN = 64
_MORE = "..."


def told_apart(texts: Sequence[str]) -> list[str]:
    """As much of each text as tells it from the others: how it begins, or from where it is like no other of them."""
    begin = [beginning(text) for text in texts]
    return [_from_difference(texts, number) if begin.count(words) > 1 else words for number, words in enumerate(begin)]


def beginning(text: str) -> str:
    """Past the greeting, some words in one line."""
    greeting, _, rest = text.partition("\n\n")
    return _line(rest or greeting)


def _from_difference(texts: Sequence[str], number: int) -> str:
    """The words from the last place at which another text goes on otherwise; the end of one that only stops earlier."""
    text = texts[number]
    same = max((_alike(text, other) for other in texts if other != text), default=0)
    if same == len(text):
        return f"{_MORE} {one_line(text)[-_SHOWN + len(_MORE) + 1 :]}"
    begins = max(text.rfind(" ", 0, same), text.rfind("\n", 0, same)) + 1
    return _line(f"{_MORE} {text[begins:]}") if begins else beginning(text)


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginnings."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _line(text: str) -> str:
    return textwrap.shorten(one_line(text), _SHOWN, placeholder=f" {_MORE}")
