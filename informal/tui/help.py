"""The help page: what works where the cursor is, why the rest doesn't, and where the idea comes from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from informal.keys.commands import Command
from informal.keys.keymap import Keymap
from informal.keys.places import WORKS, Place, Situation, Where, display
from informal.tui.widgets.drawn import hung
from informal.tui.widgets.keys import KeyHint

_CREDIT = (
    'The idea comes from a newsletter on informational interviewing: "4 things you do NOT need to be successful at '
    'informational interviewing". You need hope, time, energy, self-esteem and ambition, and none of the four.'
)
# Cells for the keys.
_KEYS, _KEYS_NARROW, _ROOMY = 11, 10, 60
_PLAIN = "Without the full screen: informal next. All verbs: informal --help."


def help_page(situation: Situation, keys: Keymap, width: int) -> Content:
    """Every key, those that work here first; of these the footer's, and last what only moves the cursor."""
    shown = keys.footer(situation)
    place = {command.name: number for number, command in enumerate(keys.commands)}
    here = sorted(keys.working(situation.place), key=lambda one: (one not in shown, not one.palette, place[one.name]))
    parts = [Content.styled("Here", "bold $primary")]
    parts += [_row(command, keys.say(command.needs(situation)), width) for command in here]
    for where in Where:
        rest = [command for command in keys.commands if command.where is where and command not in here]
        if rest:
            parts += [Content(""), Content.styled(where.value.capitalize(), "bold $primary")]
            parts += [_row(command, _why_not(command, here, situation.place), width) for command in rest]
    parts += [
        Content(""),
        Content.styled("In text, Alt with a key means Esc and then that key. Other keys: informal keys.", "$muted"),
        *_last(),
    ]
    return Content("\n").join(parts)


def first_page(hints: Sequence[KeyHint], words: str, width: int) -> Content:
    """The first screen's: the keys its footer shows, and what it stands for in words."""
    column = _KEYS if width >= _ROOMY else _KEYS_NARROW
    rows = [hung(Content.styled(hint.key, "bold $next"), Content(hint.label), column, width) for hint in hints]
    parts = [Content.styled("Here", "bold $primary"), *rows, Content(""), Content(words), Content("")]
    return Content("\n").join([*parts, *_last()])


def _last() -> list[Content]:
    return [Content.styled(_PLAIN, "$muted"), Content(""), Content.styled(_CREDIT, "$muted")]


def _why_not(command: Command, here: Sequence[Command], place: Place) -> str:
    """Why a command that does not work here doesn't; "" where its heading says it."""
    if command.where not in WORKS[place]:
        return ""
    other = next((one for one in here if command.keys[0] in one.keys), None)
    return f"Here {display(command.keys[0])} means: {other.label}." if other else ""


def _row(command: Command, reason: str, width: int) -> Content:
    keys = " ".join(display(key) for key in command.keys)
    lead = Content.styled(keys, "bold $next" if not reason else "$muted")
    text = Content(command.help)
    if reason:
        text += Content.styled(f"\n{reason}", "$muted italic")
    return hung(lead, text, _KEYS if width >= _ROOMY else _KEYS_NARROW, width)
