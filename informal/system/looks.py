"""A person's own looks: themes/*.toml in the config folder, read and never written.

A file holds colours by name, as in `primary = "#8fd694"`, and may say on which of our looks it is built
(`base = "paper"`); what it doesn't name comes from there. Its own name is the file's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from informal.system import toml
from informal.system.toml import Problem
from informal.text import one_line

# What a file may give a colour to; a test compares them with the screen's own.
COLOURS: tuple[str, ...] = (
    *("primary", "secondary", "accent", "error", "foreground", "background", "surface", "panel", "muted"),
    *("cursor-row", "cursor-row-calm", "border-calm", "slot", "slot-text", "selection", "selection-text"),
    *("scrollbar-hover", "puzzle-ground", "puzzle-letter", "puzzle-struck", "puzzle-lit", "puzzle-lit-ground"),
    "puzzle-glow",
)
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_BASE = "meadow"


@dataclass(frozen=True, slots=True)
class Look:
    """One file. colours: by their names; base: ours it is built on. problems: what of the file is not used."""

    name: str
    path: Path
    base: str = _BASE
    dark: bool | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def load(folder: Path, ours: Collection[str]) -> tuple[Look, ...]:
    """The looks of a folder by their names; none where there is no such folder. A file that can't be read at all is a
    look like its base, with a problem. ours: names that are taken. Raises nothing."""
    try:
        paths = sorted(folder.glob("*.toml"))
    except OSError:
        return ()
    return tuple(_read(path, ours) for path in paths)


def _read(path: Path, ours: Collection[str]) -> Look:
    name = one_line(path.stem)
    if name in ours:
        return Look(name, path, problems=(Problem(0, "", "We have a look of that name: call the file another."),))
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _parse(name, path, tomllib.loads(text), toml.lines(text), ours)
    except tomllib.TOMLDecodeError as error:
        line, words = toml.explain(error)
        return Look(name, path, problems=(Problem(line, "", f"{words}, so nothing of this file is used."),))
    except UnicodeDecodeError:
        return Look(name, path, problems=(Problem(0, "", "This file is not UTF-8 text."),))
    except OSError as error:
        return Look(name, path, problems=(Problem(0, "", f"This file can't be read: {error.strerror or error}."),))


def _parse(
    name: str, path: Path, document: Mapping[str, object], lines: Mapping[str, int], ours: Collection[str]
) -> Look:
    problems: list[Problem] = []
    colours: dict[str, str] = {}
    base, dark = _BASE, None

    def say(key: str, words: str, nearest: str = "") -> None:
        problems.append(Problem(toml.line_of(key, lines), one_line(key), words, nearest))

    for key, value in document.items():
        colour = key.replace("_", "-")
        if key == "base":
            if value in ours:
                base = str(value)
            else:
                say(key, "There is no look of ours with that name.", toml.nearest(str(value), ours))
        elif key == "dark":
            if isinstance(value, bool):
                dark = value
            else:
                say(key, "This is true or false, without quotes.")
        elif colour not in COLOURS:
            say(key, "There is no such colour.", toml.nearest(colour, (*COLOURS, "base", "dark")))
        elif not isinstance(value, str) or not _HEX.fullmatch(value):
            say(key, 'A colour is written like "#8fd694".')
        else:
            colours[colour] = value
    return Look(name, path, base, dark, colours, tuple(sorted(problems, key=lambda problem: problem.line)))
