"""Openings are plain files: a few `key: value` lines, a blank line, the letter. Anybody can write one in an editor."""

from __future__ import annotations

import re
from pathlib import Path

from informal.errors import BadFile
from informal.model.kinds import Channel, Kind
from informal.model.words import Opening
from informal.practice.facts import FACTS, NEEDS
from informal.text import clean, one_line

_KEYS = ("title", "kind", "needs", "channel", "order", "subject")
_CHOICES: dict[str, list[str]] = {"kind": list(Kind), "channel": list(Channel)}
_FACT = re.compile(r"\{\s*(\w+)\s*\}")
_LARGEST = 100_000


def read_opening(name: str, text: str, *, own: bool = False) -> Opening:
    """The opening in a file's text. name: of the file, without its ending. Raises BadFile with what and which line."""
    lines = clean(text).removeprefix("\ufeff").strip("\n").split("\n")
    blank = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    values = {}
    for number, line in enumerate(lines[:blank], 1):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key.casefold() not in _KEYS:
            raise _bad(name, number, f"{line!r} is none of its keys", f"Keys: {', '.join(_KEYS)}.")
        values[key.casefold()] = value
        _check(name, number, key.casefold(), value)
    for number, line in enumerate(lines[blank:], blank + 1):
        _check(name, number, "", line)
    body = "\n".join(lines[blank:]).strip()
    if not body:
        raise BadFile("An opening has no letter", name, "After the keys comes a blank line, then the letter.")
    return Opening(
        name=name,
        title=one_line(values.get("title", "")) or name,
        kind=Kind(values.get("kind") or Kind.ASK),
        subject=values.get("subject", ""),
        body=body,
        needs=_needs(values.get("needs", "")),
        channel=Channel(values["channel"]) if values.get("channel") else None,
        order=int(values.get("order") or 50),
        own=own,
    )


def write_opening(opening: Opening) -> str:
    """The text of a file that is read as this opening."""
    values = {
        "title": opening.title,
        "kind": "" if opening.kind is Kind.ASK else opening.kind,
        "needs": ", ".join(opening.needs),
        "channel": opening.channel or "",
        "order": str(opening.order),
        "subject": opening.subject,
    }
    lines = [f"{key}: {one_line(value)}" for key, value in values.items() if value]
    return "\n".join([*lines, "", opening.body.strip(), ""])


def _needs(value: str) -> tuple[str, ...]:
    return tuple(" ".join(need.split()) for need in value.split(",") if need.strip())


def _check(name: str, number: int, key: str, value: str) -> None:
    """Raises BadFile when a line's value can't be meant. The letter's lines have no key."""
    if key in ("", "subject"):
        for fact in _FACT.findall(value):
            if fact not in FACTS:
                hint = f"There are {', '.join(FACTS)}; a place of your own is {{{fact} ? what goes here}}."
                raise _bad(name, number, f"nothing is known as {{{fact}}}", hint)
    elif key in _CHOICES and value and value not in _CHOICES[key]:
        raise _bad(name, number, f"{key} can't be {value!r}", f"It is one of: {', '.join(_CHOICES[key])}.")
    elif key == "order" and not value.lstrip("-").isdecimal():
        raise _bad(name, number, f"order can't be {value!r}", "It is a number; a low one comes first.")
    elif key == "needs" and (wrong := [need for need in _needs(value) if need not in NEEDS]):
        raise _bad(name, number, f"needs can't be {wrong[0]!r}", f"There are: {', '.join(NEEDS)}.")


def _bad(name: str, number: int, what: str, hint: str) -> BadFile:
    return BadFile("An opening can't be read", f"{name}.txt, line {number}: {what}.", hint)


def read_own(folder: Path) -> tuple[list[Opening], list[str]]:
    """The openings in a person's folder, and a line for each file that is none. Raises nothing: ours still work."""
    found: list[Opening] = []
    problems: list[str] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    except OSError as error:
        return [], [f"{folder}: {error.strerror}"]
    for path in paths:
        try:
            if path.stat().st_size > _LARGEST:
                raise BadFile("An opening is too long", str(path))
            found.append(read_opening(path.stem, path.read_text(encoding="utf-8"), own=True))
        except UnicodeDecodeError:
            problems.append(f"{path.name} is not UTF-8 text.")
        except OSError as error:
            problems.append(f"{path.name}: {error.strerror}.")
        except BadFile as error:
            problems.append(str(error))
    return found, problems
