"""Esc and the key behind it. Where both arrive together, as when they are typed fast in tmux or over a slow line, a
terminal's bytes are the same as those of Alt with that key.

This leans on two parts of Textual's parser; without them, letters still work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys

from informal.keys.places import is_typed

_ESC = "\x1b"
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
# What comes behind one of these is the rest of a sequence that nobody knows.
_BEGINNINGS = frozenset("[]")
_TWO = re.compile("\x1b[^\x1b\\[\\]]\x1b")
_OTHERS = frozenset(("enter", "tab", "escape"))
_Told = Callable[..., Iterable[Key]]


class _Reading:
    """What arrived together, as it came. pasted: it is what somebody pasted, in which Esc is no key."""

    def __init__(self) -> None:
        self.data = ""
        self.pasted = False
        self._open = False

    def take(self, data: str) -> None:
        """Take in what has just arrived."""
        self.data = data
        self.pasted = self._open or _PASTE in data
        if self.pasted:
            self._open = data.rfind(_PASTED) < data.rfind(_PASTE) or _PASTED not in data


def tell_alt() -> None:
    """Let Textual tell Alt with every key. Of one whose name is longer than a letter (Enter, a comma) it tells the key
    alone, which is then typed; and of two such keys together, a "^"."""
    own: _Told | None = getattr(XTermParser, "_sequence_to_key_events", None)
    if own is None or hasattr(own, "reading"):
        return
    reading, feed = _Reading(), XTermParser.feed

    def fed(parser: XTermParser, data: str) -> Iterable[object]:
        reading.take(data)
        return feed(parser, data)

    def told(parser: XTermParser, sequence: str, alt: bool = False) -> Iterable[Key]:
        alt = alt and not reading.pasted
        if sequence == _ESC and not reading.pasted and _TWO.search(reading.data):
            yield Key("alt+escape", None)
            return
        for key in own(parser, sequence, alt):
            plain = not alt or sequence in _BEGINNINGS or key.key == Keys.Ignore or key.key.startswith("alt+")
            yield key if plain else Key(f"alt+{key.key}", key.character)

    told.reading = reading  # type: ignore[attr-defined]
    XTermParser._sequence_to_key_events = told  # type: ignore[method-assign,assignment]
    XTermParser.feed = fed  # type: ignore[method-assign,assignment]


def behind_escape(key: Key) -> Key | None:
    """The key that stands behind Esc in this one; None if it is no such key. Arrows with Alt are keys of their own."""
    alt, _, name = key.key.partition("+")
    held, _, letter = name.partition("+")
    if held == "shift" and len(letter) == 1:
        name = letter.upper()
    return Key(name, key.character) if alt == "alt" and (is_typed(name) or name in _OTHERS) else None
