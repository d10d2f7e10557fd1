"""Where the cursor can be, where keys work, and how a key is read: what the table of commands stands on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Textual's names of the keys that have a sign of their own.
PUNCTUATION = {
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "asterisk": "*",
    "plus": "+",
    "comma": ",",
    "minus": "-",
    "full_stop": ".",
    "slash": "/",
    "colon": ":",
    "semicolon": ";",
    "less_than_sign": "<",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "question_mark": "?",
    "at": "@",
    "left_square_bracket": "[",
    "backslash": "\\",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
    "underscore": "_",
    "grave_accent": "`",
    "left_curly_bracket": "{",
    "vertical_line": "|",
    "right_curly_bracket": "}",
    "tilde": "~",
}


class Where(StrEnum):
    """Where a key works."""

    ANYWHERE = "anywhere but in text"
    CONTACTS = "in the list of people"
    BLOCKERS = "in the four blockers"
    TODAY = "in today"
    TEXT = "in text"
    FIND = "in the search"
    BUTTONS = "on the letter's buttons"
    STRIP = "in a question below the letter"
    EVERYWHERE = "everywhere"


class Place(StrEnum):
    """Where the cursor is."""

    CONTACTS = "contacts"
    LETTER = "letter"
    BUTTONS = "buttons"
    BLOCKERS = "blockers"
    TODAY = "today"
    TEXT = "text"
    FIND = "find"
    SHEET = "sheet"
    STRIP = "strip"


@dataclass(frozen=True, slots=True)
class Situation:
    """What a command may need. person: somebody is under the cursor. waiting: people who have not answered yet.

    asked: a question below the letter waits for its y.
    """

    place: Place
    people: int = 0
    person: bool = False
    letter: bool = False
    waiting: int = 0
    leave_in_peace: bool = False
    asked: bool = False
    marked: int = 0
    old: int = 0


def is_typed(key: str) -> bool:
    """Whether the key, in a text, types something."""
    return len(key) == 1 or key in PUNCTUATION or key == "space"


_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    **PUNCTUATION,
}


def display(key: str) -> str:
    """A key as a person reads it: ctrl+g is ^G, slash is /, shift+tab is Shift+Tab."""
    *modifiers, last = key.split("+")
    if modifiers == ["ctrl"] and len(last) == 1:
        return f"^{last.upper()}"
    shown = _NAMES.get(last, last)
    if modifiers or (shown == last and len(last) > 1):
        shown = shown[:1].upper() + shown[1:]
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


# Where a key works, for each place the cursor can be. The first that has the key wins.
WORKS: dict[Place, tuple[Where, ...]] = {
    Place.CONTACTS: (Where.CONTACTS, Where.ANYWHERE, Where.EVERYWHERE),
    Place.LETTER: (Where.ANYWHERE, Where.EVERYWHERE),
    Place.BUTTONS: (Where.BUTTONS, Where.ANYWHERE, Where.EVERYWHERE),
    Place.BLOCKERS: (Where.BLOCKERS, Where.ANYWHERE, Where.EVERYWHERE),
    Place.TODAY: (Where.TODAY, Where.ANYWHERE, Where.EVERYWHERE),
    Place.TEXT: (Where.TEXT, Where.EVERYWHERE),
    Place.FIND: (Where.FIND, Where.EVERYWHERE),
    Place.SHEET: (Where.EVERYWHERE,),
    Place.STRIP: (Where.STRIP, Where.ANYWHERE, Where.EVERYWHERE),
}
