"""Esc and the key behind it. Where both arrive together, as when they are typed fast in tmux or over a slow line, a
terminal's bytes are the same as those of Alt with that key."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys

from informal.keys.places import is_typed

_ESC = "\x1b"
# What comes behind one of these is the rest of a sequence that nobody knows.
_BEGINNINGS = frozenset("[]")
_OTHERS = frozenset(("enter", "tab", "escape"))
_Told = Callable[..., Iterable[Key]]


def tell_alt() -> None:
    """Let Textual tell Alt with every key. Of one whose name is longer than a letter (Enter, a comma) it tells the key
    alone, which is then typed. This leans on a part of its parser; without that part, letters still work."""
    own: _Told | None = getattr(XTermParser, "_sequence_to_key_events", None)
    if own is not None and not hasattr(own, "tells_alt"):
        told = _telling(own)
        told.tells_alt = True  # type: ignore[attr-defined]
        XTermParser._sequence_to_key_events = told  # type: ignore[method-assign]


def _telling(own: _Told) -> _Told:
    def told(parser: XTermParser, sequence: str, alt: bool = False) -> Iterable[Key]:
        if sequence == _ESC:
            # Behind another Esc and a key: Textual would make "^" of it.
            yield Key("alt+escape", None)
            return
        for key in own(parser, sequence, alt):
            plain = not alt or sequence in _BEGINNINGS or key.key == Keys.Ignore or key.key.startswith("alt+")
            yield key if plain else Key(f"alt+{key.key}", key.character)

    return told


def behind_escape(key: Key) -> Key | None:
    """The key that stands behind Esc in this one; None if it is no such key. Arrows with Alt are keys of their own."""
    alt, _, name = key.key.partition("+")
    held, _, letter = name.partition("+")
    if held == "shift" and len(letter) == 1:
        name = letter.upper()
    return Key(name, key.character) if alt == "alt" and (is_typed(name) or name in _OTHERS) else None
