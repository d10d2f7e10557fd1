"""What the composer listens for, read from language.toml.

A pattern there is written as it sounds: a blank is any white space, `'` any apostrophe or none, `<name>` a part.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from informal.model.kinds import Blocker
from informal.model.words import Heard, Language

# (?P<out>...) looks like a part and is none.
_PART = re.compile(r"(?<!\?P)<(\w+)>")
_GROUP = "(?P<out>"
_APOSTROPHE = "['’ʼ`´]?"


@cache
def load() -> Language:
    """The manners of speaking, in the order they are said, and the words for a letter's shape."""
    text = resources.files("informal.content").joinpath("language.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    parts: dict[str, str] = data["parts"]
    heard: list[Heard] = []
    for entry in data["heard"]:
        blocker = Blocker(entry["blocker"]) if "blocker" in entry else None
        heard += [
            Heard(entry["rule"], pattern, entry["why"], blocker, entry["takes"])
            for pattern in _patterns(entry["patterns"], parts)
        ]
    return Language(tuple(heard), data["why"], frozenset(data["english"]["common"].split()))


def _patterns(written: list[str], parts: dict[str, str]) -> list[re.Pattern[str]]:
    """The patterns as one, where none of them names a group; a group's name may stand only once in a pattern."""
    if any(_GROUP in pattern for pattern in written):
        return [_compiled(_spelled(pattern, parts)) for pattern in written]
    return [_compiled("|".join(_spelled(pattern, parts) for pattern in written))]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _spelled(pattern: str, parts: dict[str, str]) -> str:
    """The pattern as `re` reads it. Inside a class an apostrophe and a blank are themselves."""
    spelled: list[str] = []
    inside = False
    for char in _PART.sub(lambda found: parts[found[1]], pattern):
        inside = char == "[" or (inside and char != "]")
        if inside:
            spelled.append(char)
        else:
            spelled.append({"'": _APOSTROPHE, " ": r"\s+"}.get(char, char))
    return "".join(spelled)
