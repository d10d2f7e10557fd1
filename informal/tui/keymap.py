"""The keys of the commands on the screen: bindings made from the one table, and what a person's own keymap makes of
them. Textual replaces a binding's keys by its id, which is the command's name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from textual.app import App
from textual.binding import Binding

from informal.keys.commands import COMMANDS
from informal.keys.keymap import Keymap
from informal.keys.places import Where

_DEFAULT = Keymap()


def bind(*wheres: Where, action: str = "{}", but: Collection[str] = ()) -> list[Binding]:
    """A binding for each command of these places. action: of the command named {}. but: names to leave out."""
    return [
        Binding(",".join(command.keys), action.format(command.name), command.label, show=False, id=command.name)
        for command in COMMANDS
        if command.where in wheres and command.name not in but
    ]


def bound(name: str, action: str) -> Binding:
    """The binding of one command to an action of a widget's own."""
    command = next(command for command in COMMANDS if command.name == name)
    return Binding(",".join(command.keys), action, command.label, show=False, id=name)


def keys_of(app: App[Any]) -> Keymap:
    """The keymap of the app; the commands' own keys where an app has none."""
    keys: Keymap = getattr(app, "keys", _DEFAULT)
    return keys
