"""What config.toml may hold: its tables, their keys, and what each value may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from informal.model.config import Security
from informal.system import toml


class Unfit(ValueError):
    """A value that can't be used: what is wrong with it, and the nearest one that can."""

    def __init__(self, words: str, nearest: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.nearest = nearest


# What a value may be. Each takes what TOML holds and gives what is used, or raises Unfit.


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit('Words in quotes are wanted here, as in "words".')
    if not value.isprintable():
        raise Unfit("One line without control characters is wanted here.")
    return value.strip()


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unfit(
            "This is true or false, without quotes.", str(value).lower() if str(value).lower() in _YES_NO else ""
        )
    return value


_YES_NO = ("true", "false")


def _port(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 65536:
        raise Unfit("A port is a number from 1 to 65535, without quotes.")
    return value


def _minutes(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _A_DAY:
        raise Unfit("Minutes from 1 to 1440, without quotes; 0 is never.")
    return value


_A_DAY = 1440


def one_of(*values: str) -> Callable[[object], str]:
    """A check for one of a few words."""

    def check(value: object) -> str:
        if value not in values:
            among = ", ".join(f'"{one}"' for one in values)
            meant = toml.nearest(str(value), values)
            raise Unfit(f"This is one of {among}.", f'"{meant}"' if meant else "")
        return str(value)

    return check


def _security(value: object) -> Security:
    return Security(one_of(*Security)(value))


def _address(value: object) -> str:
    address = _text(value)
    if "@" not in address:
        raise Unfit('An address is wanted here, as in "Ada Example <ada@example.org>".')
    return address


def _spelling(value: object) -> str:
    return ("" if value else "off") if isinstance(value, bool) else _text(value)


def key_names(value: object) -> tuple[str, ...]:
    """One key or several, as TOML holds them."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Unfit('A key, as in "ctrl+t", or several, as in ["t", "f2"].')
    # A person may write "t, f2", as Textual does.
    split = [part.strip() for name in names for part in (name.split(",") if len(name) > 1 else [name])]
    return tuple(part for part in split if part)


Check = Callable[[object], Any]
# The keys of each table, with the field of the value it fills and what it may hold.
SERVER: Mapping[str, tuple[str, Check]] = {
    "host": ("host", _text),
    "port": ("port", _port),
    "security": ("security", _security),
    "user": ("user", _text),
    "password_command": ("password_command", _text),
    "token_command": ("token_command", _text),
    "keyring": ("keyring", _switch),
    "password": ("password", _text),
}
MAIL: Mapping[str, tuple[str, Check]] = {
    "from": ("sender", _address),
    "sendmail": ("sendmail", _text),
    "command": ("command", _text),
    "maildir": ("maildir", _text),
    "look_every": ("look_every", _minutes),
}
TOP: Mapping[str, tuple[str, Check]] = {
    "editor": ("editor", one_of("", "always")),
    "mouse": ("mouse", _switch),
    "motion": ("motion", _switch),
    "spelling": ("spelling", _spelling),
}
TABLES: Mapping[str, tuple[str, ...]] = {
    "": (*TOP, "mail", "keys"),
    "mail": (*MAIL, "smtp", "imap"),
    "mail.smtp": tuple(SERVER),
    "mail.imap": tuple(SERVER),
}
# Every key there is, dotted: what somebody may have meant who wrote one in the wrong table.
KEYS = tuple(f"{table}.{key}" if table else key for table, keys in TABLES.items() for key in keys)
