"""Which keys the commands have: their own, a preset's, and those that somebody wished for in config.toml.

A wish is never lost in silence: an unknown name, a key that is somebody else's, and one that never arrives (a terminal
or tmux keeps it) come back as a Fault with the nearest right name. No command ends up without a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from string import Formatter

from informal.keys.commands import COMMANDS, Command
from informal.keys.places import PUNCTUATION, WORKS, Place, Situation, Where, display, is_typed

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "default": {},
    # g alone goes to the first one, so gg does.
    "vim": {
        "top": ("g", "home"),
        "bottom": ("G", "end"),
        "page_down": ("ctrl+d", "pagedown"),
        "page_up": ("ctrl+u", "pageup"),
    },
}

_SIGNS = {sign: name for name, sign in PUNCTUATION.items()}
_ALIASES = {
    " ": "space",
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "page_down": "pagedown",
    "bksp": "backspace",
}
_NAMED = (
    *("enter", "escape", "space", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 25)),
    *PUNCTUATION,
)
_MODIFIERS = ("ctrl", "alt", "shift")
# Terminals send these as another key, or never.
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape", "ctrl+h": "backspace"}
_KEPT = {
    "ctrl+b": "tmux keeps it for itself",
    "ctrl+a": "screen keeps it for itself, and in a text it goes to the beginning of the line",
    "ctrl+s": "some terminals stop drawing at it",
    "ctrl+q": "it always leaves, from everywhere",
    "ctrl+c": "it copies what is selected",
    "ctrl+j": "many terminals send it as Enter",
}
# What a plain terminal tells with Ctrl, beside letters; and what it tells with Shift, Ctrl and both.
_WITH_CTRL = frozenset(("backslash", "right_square_bracket", "circumflex_accent", "underscore"))
_WITH_ANY = frozenset(
    (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
        *(f"f{number}" for number in range(1, 25)),
    )
)
_IN_TEXT = frozenset({Where.TEXT, Where.FIND})
# In a text these edit it, so a command that must work there can't have them.
_MOVES = ("left", "right", "up", "down", "home", "end")
_EDITS = frozenset(
    (
        *("enter", "backspace", "delete", "pageup", "pagedown", "f6", "f7", "ctrl+shift+a", "ctrl+shift+k"),
        *("ctrl+backspace", "alt+backspace", "alt+delete"),
        *(f"ctrl+{letter}" for letter in "dekuvwxyz"),
        *(f"{held}{key}" for key in _MOVES for held in ("", "shift+", "ctrl+", "ctrl+shift+")),
    )
)
# So few keys leave a footer room for help.
_FEW = 3
_COMMANDS = {command.name: command for command in COMMANDS}


@dataclass(frozen=True, slots=True)
class Fault:
    """A wish that was not fulfilled. name: the command it was for. nearest: a name or a key that would do, or ""."""

    name: str
    words: str
    nearest: str = ""


class Keymap:
    """The commands with the keys they have now."""

    def __init__(self, commands: tuple[Command, ...] = COMMANDS) -> None:
        self.commands = commands

    @cached_property
    def by_name(self) -> dict[str, Command]:
        """Every command by its stable name."""
        return {command.name: command for command in self.commands}

    def __getitem__(self, name: str) -> str:
        """The first key of a command, as a person reads it."""
        return self.by_name[name].key

    def say(self, text: str) -> str:
        """A sentence of ours with every {name} replaced by that command's key. Never a person's text."""
        return "".join(
            before + (self[name] if name else "") for before, name, _, _ in Formatter().parse(text)
        )  # fmt: skip

    def working(self, place: Place) -> list[Command]:
        """The commands that work where the cursor is; one that another shadows there is left out."""
        found: list[Command] = []
        taken: set[str] = set()
        for where in WORKS[place]:
            here = [command for command in self.commands if command.where is where]
            found += [command for command in here if command.keys[0] not in taken]
            taken |= {key for command in here for key in command.keys}
        return found

    def footer(self, situation: Situation) -> list[Command]:
        """The three to six commands to show, of those that can be used now where the cursor is. Where few can, help is
        among them."""
        place = situation.place
        here = [command for command in self.working(place) if not command.needs(situation)]
        shown = [command for command in here if place in command.footer]
        if len(shown) < _FEW:
            shown = [command for command in here if place in command.footer or command.name == "help"]
        return shown

    def changed(self) -> dict[str, str]:
        """name -> keys with commas between, of the commands that have others than their own."""
        own = {command.name: command.keys for command in COMMANDS}
        return {one.name: ",".join(one.keys) for one in self.commands if one.keys != own[one.name]}


def made(preset: str, wishes: Mapping[str, Iterable[str]]) -> tuple[Keymap, tuple[Fault, ...]]:
    """The keymap of a preset and wishes (command name -> keys, as a person writes them), and what of it can't be."""
    maker = _Maker(preset)
    for name, keys in wishes.items():
        maker.wish(name, list(keys))
    return maker.keymap(), tuple(maker.faults)


def normal(key: str) -> tuple[str, str]:
    """A key as Textual names it, and what is wrong with it ("" if nothing): "?" is question_mark, shift+a is A."""
    if key in _SIGNS:
        return _SIGNS[key], ""
    if len(key) == 1 and key not in _ALIASES:
        return key, "" if key.isalnum() else "There is no such key."
    *modifiers, last = [*key[:-2].split("+"), "+"] if key.endswith("++") else key.split("+")
    modifiers = sorted({modifier.lower() for modifier in modifiers}, key=lambda one: (*_MODIFIERS, one).index(one))
    base = _ALIASES.get(last.lower(), last if len(last) == 1 else last.lower())
    base = _SIGNS.get(base, base)
    if modifiers == ["shift"] and len(base) == 1 and base.isalpha():
        return base.upper(), ""
    if modifiers and len(base) == 1 and base.isupper():
        base = base.lower()
        if "shift" not in modifiers and "ctrl" in modifiers:
            modifiers = ["ctrl"]  # "ctrl+T" is how many write ctrl+t; terminals know no other
    told = "+".join([*modifiers, base])
    known = set(modifiers) <= set(_MODIFIERS) and (base in _NAMED or (len(base) == 1 and base.isalnum()))
    return told, "" if known else "There is no such key."


def _told(key: str) -> bool:
    """Whether every terminal tells this key from all others."""
    *held, base = key.split("+")
    if not set(held) & {"ctrl", "shift"} or base in _WITH_ANY:
        return True
    if held == ["ctrl"]:
        return base in _WITH_CTRL or (len(base) == 1 and base.isalpha() and base.isascii())
    return key == "shift+tab"


def _nearest(word: str, words: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(words), n=1)), "")


class _Maker:
    """Fulfils wishes one after the other; who comes first keeps the key."""

    def __init__(self, preset: str) -> None:
        self._keys = {command.name: command.keys for command in COMMANDS} | dict(PRESETS.get(preset, {}))
        self._wished: set[str] = set()
        self._wishes: dict[str, tuple[str, ...]] = {}
        self.faults: list[Fault] = []

    def wish(self, name: str, keys: list[str]) -> None:
        """Take one in."""
        command = _COMMANDS.get(name)
        if command is None:
            written = name.lower().replace("-", "_").replace(" ", "_")
            labels = {command.label.replace(" ", "_"): command.name for command in COMMANDS}
            found = labels.get(written) or _nearest(written, self._keys)
            self._fault(name, "There is no such command.", found or labels.get(_nearest(written, labels), ""))
        elif command.fixed:
            self._fault(name, f"{display(command.keys[0])} can't be changed here.")
        elif good := tuple(self._usable(command, keys)):
            self._wishes[name] = good
        elif not keys:
            self._fault(name, "A command needs a key.", " ".join(self._keys[name]))

    def _usable(self, command: Command, keys: list[str]) -> Iterator[str]:
        for written in keys:
            key, wrong = normal(written)
            if wrong:
                nearest = _nearest(key.rpartition("+")[2], _NAMED)
                yield from self._refuse(command, f'"{written}": {wrong}', nearest)
            elif key in command.keys:
                yield key
            elif key in _SAME:
                yield from self._refuse(command, f"{display(key)} arrives as another key.", _SAME[key])
            elif not _told(key):
                words = f"Most terminals can't tell {display(key)} from another key."
                yield from self._refuse(command, words, self._instead(key))
            elif key in _KEPT:
                yield from self._refuse(command, f"{display(key)} is not free: {_KEPT[key]}.", self._instead(key))
            elif key.startswith("alt+") and command.where not in _IN_TEXT:
                yield from self._refuse(command, "Alt with a key means Esc and then that key.", self._instead(key))
            elif command.where in _IN_TEXT and (is_typed(key) or key in _EDITS):
                yield from self._refuse(command, f"{display(key)} types or edits there.", "f2")
            elif command.where is Where.EVERYWHERE and key in _EDITS:
                yield from self._refuse(command, f"{display(key)} edits in a text.", "f2")
            else:
                yield key

    def _refuse(self, command: Command, words: str, nearest: str) -> tuple[str, ...]:
        self._fault(command.name, words, nearest)
        return ()

    def _instead(self, key: str) -> str:
        """A free key near one that can't be had: its letter alone, small or large, or a function key."""
        letter = key.rpartition("+")[2]
        taken = {one for keys in (*self._keys.values(), *self._wishes.values()) for one in keys}
        near = [letter, letter.upper()] if len(letter) == 1 else []
        return next((one for one in (*near, "f2", "f3", "f4", "f5") if one not in taken), "")

    def keymap(self) -> Keymap:
        """The commands with what can be fulfilled."""
        for name, keys in self._wishes.items():
            self._fulfil(name, keys)
        while stuck := next(self._stuck(), None):
            name, key, other = stuck
            self._taken(name, key, other)
            self._keys[name] = _COMMANDS[name].keys
            self._wished.discard(name)
        return Keymap(tuple(replace(command, keys=self._keys[command.name]) for command in COMMANDS))

    def _stuck(self) -> Iterator[tuple[str, str, Command]]:
        """Wishes for keys of others whose own wish failed, so that they have nothing else."""
        for name in self._wished:
            for key in self._keys[name]:
                for other in COMMANDS:
                    if self._clash(_COMMANDS[name], other, key):
                        yield name, key, other

    def _fulfil(self, name: str, keys: tuple[str, ...]) -> None:
        got: list[str] = []
        for key in dict.fromkeys(keys):
            rivals = [other for other in COMMANDS if self._clash(_COMMANDS[name], other, key)]
            holders = [other for other in rivals if other.name in self._wished or not self._left(other, key)]
            if holders:
                self._taken(name, key, holders[0])
                continue
            for other in rivals:
                self._keys[other.name] = self._left(other, key)
            got.append(key)
        self._wishes[name] = ()
        if got:
            self._keys[name] = tuple(got)
            self._wished.add(name)

    def _taken(self, name: str, key: str, by: Command) -> None:
        words = f"{display(key)} is the key of {by.name} ({by.help}); give that another one first."
        self._fault(name, words, self._instead(key))

    def _left(self, other: Command, key: str) -> tuple[str, ...]:
        return tuple(one for one in self._keys[other.name] if one != key)

    def _clash(self, command: Command, other: Command, key: str) -> bool:
        """Whether both would want the key at one place. Some share one on purpose: then they may go on."""
        if other is command or key not in self._held(other):
            return False
        if key in command.keys and key in other.keys:
            return False
        return any(command.where in wheres and other.where in wheres for wheres in WORKS.values())

    def _held(self, other: Command) -> tuple[str, ...]:
        """What it has; nothing while its own wish waits for its turn."""
        return () if self._wishes.get(other.name) else self._keys[other.name]

    def _fault(self, name: str, words: str, nearest: str = "") -> None:
        self.faults.append(Fault(name, words, nearest))
