"""Files that other programs understand: bytes in, rows or values out; nothing here opens a file."""

from __future__ import annotations

from informal.errors import BadFile
from informal.exchange import linkedin
from informal.model.rows import Parsed

# Past this a file is no address book; whoever reads one looks at its size first.
LARGEST = 200_000_000

_READERS = {linkedin.FORMAT: linkedin.parse}
_TESTS = {linkedin.FORMAT: linkedin.looks_like}
FORMATS = tuple(_READERS)
_UNDERSTOOD = "LinkedIn's Connections.csv"


def read(data: bytes, name: str, format: str | None = None) -> Parsed:
    """The people in a file. name: what to call it in an error; format: one of FORMATS, else told by the content.

    Raises BadFile for a file that is none of them.
    """
    if not data.strip():
        raise BadFile("The file is empty", f"There is nothing in {name}.", f"What I understand: {_UNDERSTOOD}.")
    if len(data) > LARGEST:
        raise BadFile(
            "The file is too big for an address book",
            f"{name} has {len(data) // 1_000_000} MB; the largest I read has {LARGEST // 1_000_000}.",
            f"What I understand: {_UNDERSTOOD}.",
        )
    if format is not None and format not in _READERS:
        raise BadFile(f"{format!r} is no format I know", "", f"What I know: {', '.join(FORMATS)}.")
    found = format or next((known for known, looks_like in _TESTS.items() if looks_like(data)), None)
    if found is None:
        raise BadFile("I can't tell what this file is", _guess(data, name), f"What I understand: {_UNDERSTOOD}.")
    try:
        return _READERS[found](data)
    except BadFile as error:
        raise BadFile(error.title, f"{name}: {error.message}", error.hint) from None


def _guess(data: bytes, name: str) -> str:
    if data.startswith(b"PK\x03\x04"):
        return f"{name} is a .zip or a spreadsheet: take the .csv out of it, or save it as CSV."
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"{name} does not hold text."
    return f"{name} has no header and no rows that I recognise."
