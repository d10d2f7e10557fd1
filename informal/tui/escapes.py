"""Esc and the key behind it. Where both arrive together, as when they are typed fast in tmux or over a slow line, a
terminal's bytes are the same as those of Alt with that key.

This leans on two parts of Textual's parser; without them, letters still work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.keys import Keys
from textual.message import Message

from informal.keys.places import is_typed
from informal.text import clean

_ESC = "\x1b"
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
# For the Esc in what is pasted, until it is a text: a character that no terminal tells.
_STAND_IN = "\ufdd0"
# What comes behind one of these is the rest of a sequence that nobody knows.
_BEGINNINGS = frozenset("[]")
_TWO = re.compile("\x1b[^\x1b\\[\\]]\x1b")
_OTHERS = frozenset(("enter", "tab", "escape"))
_Told = Callable[..., Iterable[Key]]


class _Reading:
    """What arrives, with no Esc in what somebody pasted: there it is no key, and the words behind it are none."""

    def __init__(self) -> None:
        self.data = ""
        self._inside = False
        # Outside of a paste the last that arrived: its beginning may come in pieces. Inside what is held back, as its
        # end may.
        self._last = self._held = ""

    def take(self, data: str) -> str:
        """Take in what has just arrived; what of it the parser gets now."""
        rest, self._held = self._held + data, ""
        taken = ""
        while rest:
            piece, rest = self._within(rest) if self._inside else self._outside(rest)
            taken += piece
        self.data = taken
        return taken

    def _outside(self, rest: str) -> tuple[str, str]:
        seen = self._last + rest
        self._inside = _PASTE in seen
        if not self._inside:
            self._last = seen[1 - len(_PASTE) :]
            return rest, ""
        end = seen.index(_PASTE) + len(_PASTE) - len(self._last)
        self._last = ""
        return rest[:end], rest[end:]

    def _within(self, rest: str) -> tuple[str, str]:
        words, end, behind = rest.partition(_PASTED)
        self._inside = not end
        if not end:
            begun = next((n for n in range(len(_PASTED) - 1, 0, -1) if words.endswith(_PASTED[:n])), 0)
            words, self._held = words[: len(words) - begun], words[len(words) - begun :]
        return words.replace(_ESC, _STAND_IN) + end, behind


def tell_alt() -> None:
    """Let Textual tell Alt with every key. Of one whose name is longer than a letter (Enter, a comma) it tells the key
    alone, which is then typed; and of two such keys together, a "^". And let what is pasted be a text, whatever is in
    it: of an Esc and of what follows it, Textual makes keys, which are commands outside of a text.
    """
    own: _Told | None = getattr(XTermParser, "_sequence_to_key_events", None)
    if own is None or hasattr(own, "readings"):
        return
    readings: defaultdict[XTermParser, _Reading] = defaultdict(_Reading)
    feed = XTermParser.feed

    def fed(parser: XTermParser, data: str) -> Iterable[Message]:
        taken = readings[parser].take(data)
        # Nothing at all would mean the end.
        for message in feed(parser, taken) if taken or not data else ():
            if isinstance(message, Paste):
                message.text = clean(message.text.replace(_STAND_IN, _ESC))
            yield message

    def told(parser: XTermParser, sequence: str, alt: bool = False) -> Iterable[Key]:
        if sequence == _ESC and _TWO.search(readings[parser].data):
            yield Key("alt+escape", None)
            return
        for key in own(parser, sequence, alt):
            plain = not alt or sequence in _BEGINNINGS or key.key == Keys.Ignore or key.key.startswith("alt+")
            yield key if plain else Key(f"alt+{key.key}", key.character)

    told.readings = readings  # type: ignore[attr-defined]
    XTermParser._sequence_to_key_events = told  # type: ignore[method-assign,assignment]
    XTermParser.feed = fed  # type: ignore[method-assign,assignment]


def behind_escape(key: Key) -> Key | None:
    """The key that stands behind Esc in this one; None if it is no such key. Arrows with Alt are keys of their own."""
    alt, _, name = key.key.partition("+")
    held, _, letter = name.partition("+")
    if held == "shift" and len(letter) == 1:
        name = letter.upper()
    return Key(name, key.character) if alt == "alt" and (is_typed(name) or name in _OTHERS) else None
