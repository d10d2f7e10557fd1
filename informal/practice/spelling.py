"""What to say of words that a spelling checker doesn't know: not names, and never many."""

from __future__ import annotations

import re
from collections.abc import Iterable

from informal.text import fold

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ENDS = frozenset(".?!…:\n")
# Of more, a line says how many there are.
MOST = 4


def worth_saying(text: str, unknown: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Of the unknown words those to name: not the known ones (names, companies), and not what is written like a name
    inside a sentence or in capitals."""
    names = {fold(word) for each in known for word in _WORD.findall(each)}
    return tuple(
        word
        for word in unknown
        if fold(word) not in names
        and fold(word).removesuffix("'s") not in names
        and not word.isupper()
        and not (word[:1].isupper() and not _begins_a_sentence(word, text))
        and not re.search(rf"[@/.\w]{re.escape(word)}|{re.escape(word)}(?:@|[./]\w)", text)
    )


def sentence(words: tuple[str, ...]) -> str:
    """One quiet line; "" for no words."""
    if not words:
        return ""
    more = f" and {len(words) - MOST} more" if len(words) > MOST else ""
    return f"Not in the dictionary: {', '.join(words[:MOST])}{more}."


def _begins_a_sentence(word: str, text: str) -> bool:
    """Whether the word stands at a beginning wherever it stands."""
    for found in re.finditer(rf"\b{re.escape(word)}\b", text):
        before = text[: found.start()].rstrip(" \t\"'“‘(")
        if before and before[-1] not in _ENDS:
            return False
    return True
