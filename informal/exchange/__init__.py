"""Files that other programs understand: bytes in, rows or values out; nothing here opens a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from informal.errors import BadFile
from informal.model.rows import Parsed
from informal.text import one_line

# Past this a file is no address book; whoever reads one looks at its size first.
LARGEST = 200_000_000

# In the order in which a file is asked what it is: the surest first, any table last.
_READERS = ("vcard", "people", "linkedin", "google", "outlook", "mapping")
_MODULES = {"table": "mapping", "informal": "people"} | {
    name: name for name in ("vcard", "linkedin", "google", "outlook")
}
# An export of our own holds more than people: see `informal.exchange.json`.
OWN = "json"
FORMATS = ("linkedin", "google", "outlook", "vcard", "informal", "table", OWN)
_UNDERSTOOD = (
    "LinkedIn's Connections.csv or the .zip it comes in, contacts from Google or Outlook as CSV, vCards, "
    "any other table as CSV, and an export of informal"
)


def opened(data: bytes, name: str) -> tuple[bytes, str]:
    """What is to be read of a file, and its name in an error: the file of people, if it is a .zip. Raises BadFile."""
    if not data.strip():
        raise BadFile("The file is empty", f"There is nothing in {name}.", f"What I understand: {_UNDERSTOOD}.")
    if len(data) > LARGEST:
        raise BadFile(
            "The file is too big for an address book",
            f"{name} has {len(data) // 1_000_000} MB; the largest I read has {LARGEST // 1_000_000}.",
            f"What I understand: {_UNDERSTOOD}.",
        )
    if not data.startswith(b"PK"):
        return data, name
    archive = _module("archive")
    if not archive.looks_like(data):
        return data, name
    try:
        inner, unpacked = archive.unpack(data, LARGEST)
    except BadFile as error:
        raise BadFile(error.title, f"{name}: {error.message}", error.hint) from None
    return opened(unpacked, f"{inner} in {name}") if not unpacked.startswith(b"PK") else (unpacked, inner)


def is_own(data: bytes, format: str | None) -> bool:
    """Whether a file is an export of ours, by its content or because it is said to be."""
    return format == OWN or (format is None and bool(_module(OWN).looks_like(data)))


def read(
    data: bytes, name: str, format: str | None = None, columns: Mapping[str, Sequence[str]] | None = None
) -> Parsed:
    """The people in a file. name: what to call it in an error; format: one of FORMATS, else told by the content.

    columns: for a table, the columns of some fields by name. Raises BadFile for a file that is none of them.
    """
    data, name = opened(data, name)
    if columns:
        format = format or "table"
    if format is not None and format not in FORMATS:
        raise BadFile(f"{one_line(format)!r} is no format I know", "", f"What I know: {', '.join(FORMATS)}.")
    if format == OWN:
        raise BadFile("An export of informal is read whole", "It holds more than people.", "Leave --map out.")
    found = _MODULES.get(format or "") or next((one for one in _READERS if _module(one).looks_like(data)), None)
    if found is None:
        raise BadFile("I can't tell what this file is", _guess(data, name), f"What I understand: {_UNDERSTOOD}.")
    try:
        if columns and found != "mapping":
            raise BadFile("Only a table has columns to choose", f"You said it is {format}.", "Say --format table.")
        parsed: Parsed = _module(found).parse_table(data, columns) if columns else _module(found).parse(data)
    except BadFile as error:
        raise BadFile(error.title, f"{name}: {error.message}", error.hint) from None
    return parsed


def _module(name: str) -> Any:
    """A format's module, loaded when it is first needed."""
    return import_module(f"informal.exchange.{name}")


def _guess(data: bytes, name: str) -> str:
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"{name} does not hold text."
    return f"{name} has no header and no rows that I recognise."
