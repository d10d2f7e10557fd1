"""Where things stand in a TOML text, and what is wrong with it: tomllib reads the values and forgets their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TABLE = re.compile(r"\s*\[{1,2}\s*(?P<name>[^\[\]]+?)\s*\]{1,2}\s*(#.*)?$")
_KEY = re.compile(r"""\s*(?P<name>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_AT = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that is not used. line: 0 where none can be named. key: dotted, "" for the whole file.

    words: what is wrong, a sentence. nearest: the key or value that was probably meant, or "".
    """

    line: int
    key: str
    words: str
    nearest: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        key = f"{self.key}: " if self.key else ""
        meant = f" Did you mean {self.nearest}?" if self.nearest else ""
        return f"{where}{key}{self.words}{meant}"


def lines(text: str) -> dict[str, int]:
    """The line, from 1, of every table and key by its dotted name. Good for showing: long strings may mislead it."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TABLE.match(line):
            table = _dotted(match["name"])
            found.setdefault(table, number)
        elif match := _KEY.match(line):
            name = _dotted(match["name"])
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found


def line_of(key: str, lines: Mapping[str, int]) -> int:
    """The line of a dotted key or table, else of the first key in it, else of the table around it; 0: none is known."""
    if key not in lines and (inside := [line for name, line in lines.items() if name.startswith(f"{key}.")]):
        return min(inside)
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return lines.get(key, 0)


def explain(error: ValueError) -> tuple[int, str]:
    """The line an error was met on (0: not known), and what tomllib says of it."""
    words = str(error)
    at = _AT.search(words)
    return int(at["line"] or 0) if at else 0, _AT.sub("", words)


def nearest(word: str, words: Iterable[str]) -> str:
    """The one that was probably meant, or ""."""
    import difflib

    known = {one.lower(): one for one in words}
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return known[close[0]] if close else ""


def _dotted(name: str) -> str:
    return ".".join(part.strip("\"'") for part in _PART.findall(name))
