"""config.toml: what belongs with dotfiles, read and never written.

A file that isn't there says nothing, and nothing in it stops the program: what can't be used is left at what holds
without it, and told as a Problem with its line, its key and the nearest key or value that would do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from informal.keys.keymap import PRESETS, Keymap, made
from informal.model.config import Config, Mail, Security, Server
from informal.system import toml
from informal.system.schema import KEYS, MAIL, SERVER, TABLES, TOP, Check, Unfit, key_names, one_of
from informal.system.toml import Problem
from informal.text import one_line

NAME = "config.toml"
EXAMPLE = Path(__file__).with_name("example.toml")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file: the values, what of it was not used, and the keys it gives to the commands."""

    config: Config = field(default_factory=Config)
    problems: tuple[Problem, ...] = ()
    keymap: Keymap = field(default_factory=Keymap)

    def without_mail(self) -> Reading:
        """The same, with no mail account in it."""
        return replace(self, config=replace(self.config, mail=Mail()))

    @property
    def sentence(self) -> str:
        """One sentence for the start; "" where all is well."""
        if not self.problems:
            return ""
        more = "" if len(self.problems) == 1 else f" And {len(self.problems) - 1} more: informal config --check"
        return f"{NAME}, {self.problems[0]}{more}"


def load(folder: Path) -> Config:
    """The values of `folder`/config.toml; where there is no such file, or something in it can't be used, the defaults.

    Raises nothing: see `read` for what was wrong.
    """
    return read(folder).config


def read(folder: Path) -> Reading:
    """The values of `folder`/config.toml, and what of it was not used. Raises nothing."""
    path = folder / NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
        private = os.name == "nt" or path.stat().st_mode & 0o077 == 0
    except FileNotFoundError:
        return Reading()
    except UnicodeDecodeError:
        return Reading(problems=(Problem(0, "", "This file is not UTF-8 text, so nothing of it is used."),))
    except OSError as error:
        return Reading(problems=(Problem(0, "", f"This file can't be read: {error.strerror or error}."),))
    return parse(text, private=private)


def begin(folder: Path) -> Path:
    """The path of `folder`/config.toml, made from the example where there is none: every line of it a comment.

    Nobody else may read it, since a password may come to stand in it. Raises OSError.
    """
    path = folder / NAME
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(0o600)
        path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def problems(path: Path) -> tuple[Problem, ...]:
    """What of that config.toml is not used, in the order of its lines; none where there is no such file."""
    return read(path.parent).problems


def parse(text: str, *, private: bool = True) -> Reading:
    """The values of a text. private: nobody else may read the file, so a password that stands in it may be used."""
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, words = toml.explain(error)
        return Reading(problems=(Problem(line, "", f"{words}, so nothing of this file is used."),))
    reader = _Reader(toml.lines(text), private)
    config = reader.config(document)
    keymap = reader.keymap(config)
    return Reading(config, tuple(sorted(reader.problems, key=lambda problem: problem.line)), keymap)


class _Reader:
    """Walks one document and keeps what it could not use."""

    def __init__(self, lines: Mapping[str, int], private: bool) -> None:
        self._lines = lines
        self._private = private
        self.problems: list[Problem] = []

    def config(self, document: Mapping[str, Any]) -> Config:
        """The whole."""
        values = self._values("", document, TOP, tables=("mail", "keys"))
        preset, keys = self._keys(self._table("keys", document))
        return Config(mail=self._mail(self._table("mail", document)), keys=keys, preset=preset, **values)

    def keymap(self, config: Config) -> Keymap:
        """The keys of the commands."""
        keymap, faults = made(config.preset, config.keys)
        for fault in faults:
            self._say(f"keys.{fault.name}", fault.words, fault.nearest)
        return keymap

    def _mail(self, table: Mapping[str, Any]) -> Mail:
        values = self._values("mail", table, MAIL, tables=("smtp", "imap"))
        return Mail(smtp=self._server("smtp", table), imap=self._server("imap", table), **values)

    def _server(self, which: str, mail: Mapping[str, Any]) -> Server | None:
        where = f"mail.{which}"
        table = self._table(which, mail, where)
        if not table:
            return None
        server = Server(**self._values(where, table, SERVER))
        if not server.host:
            self._say(where, "The server's name is missing: host.")
            return None
        if server.security is Security.NONE and server.host not in _LOOPBACK:
            self._say(f"{where}.security", "Only a server on this machine may be spoken to in the open.", '"tls"')
            server = replace(server, security=Security.TLS)
        if server.password and not self._private:
            self._say(
                f"{where}.password",
                "Others on this machine can read this file, so the password in it is not used: "
                "chmod 600 config.toml, or better a password_command.",
            )
            server = replace(server, password="")
        return server

    def _keys(self, table: Mapping[str, Any]) -> tuple[str, Mapping[str, tuple[str, ...]]]:
        preset = self._checked("keys.preset", table.get("preset", "default"), one_of(*PRESETS)) or "default"
        found: dict[str, tuple[str, ...]] = {}
        for name, value in table.items():
            if name != "preset" and (keys := self._checked(f"keys.{name}", value, key_names)) is not None:
                found[name] = keys
        return preset, MappingProxyType(found)

    def _table(self, key: str, within: Mapping[str, Any], where: str = "") -> Mapping[str, Any]:
        table = within.get(key, {})
        if isinstance(table, dict):
            return table
        self._say(where or key, f"This is a table: write [{where or key}] on a line of its own.")
        return {}

    def _values(
        self,
        where: str,
        table: Mapping[str, Any],
        fields: Mapping[str, tuple[str, Check]],
        tables: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        """What of a table can be used, by the names of the fields it fills."""
        used: dict[str, Any] = {}
        for key, value in table.items():
            dotted = f"{where}.{key}" if where else key
            if key in tables:
                continue
            if key not in fields:
                self._say(dotted, *_unknown(where, key))
                continue
            field, check = fields[key]
            if (good := self._checked(dotted, value, check)) is not None:
                used[field] = good
        return used

    def _checked(self, dotted: str, value: object, check: Check) -> Any:
        """The value if it can be used, else None."""
        try:
            return check(value)
        except Unfit as bad:
            self._say(dotted, bad.words, bad.nearest)
            return None

    def _say(self, key: str, words: str, nearest: str = "") -> None:
        shown = one_line(key)
        self.problems.append(Problem(toml.line_of(key, self._lines), shown, words, nearest))


def _unknown(where: str, key: str) -> tuple[str, str]:
    """What to say of a key that means nothing here, and the nearest that does: of the same table, dotted, or else of
    another."""
    from informal.model.values import NOT_SET_BY_HAND, Settings

    if key == "settings" or key in {known.name for known in fields(Settings)} - NOT_SET_BY_HAND:
        verb = "informal set" if key == "settings" else f"informal set {key}"
        return f"This is set in the program: on its settings screen, or by {verb}.", ""
    if near := toml.nearest(key, TABLES[where]):
        return _UNKNOWN, f"{where}.{near}" if where else near
    elsewhere = [one for one in KEYS if one.rpartition(".")[2] == key]
    meant = elsewhere[0] if elsewhere else toml.nearest(f"{where}.{key}", KEYS)
    return (_UNKNOWN, meant) if meant else (f"{_UNKNOWN} What may stand here: {', '.join(TABLES[where])}.", "")


_UNKNOWN = "There is no such key."
