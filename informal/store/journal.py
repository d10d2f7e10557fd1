"""The journal: one line for each thing a person does, on the disk before it is said to be kept.

A line is the CRC-32 of its JSON as eight hex digits, a blank, the JSON, a line end. The first line names the journal.
A line without its end was being written when the power went: it was never acknowledged and is cut at the next write.
A damaged line inside is set aside; the intact ones after it still count, also where it is its end that is damaged.
"""

from __future__ import annotations

import os
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from informal.errors import Refused, StoreError
from informal.store import files

Line = dict[str, Any]
# The first line of every journal is much shorter.
_HEAD_BYTES = 200
# A first line with no more damage than this is still known for the one it was: names differ nearly everywhere.
_HEAD_DAMAGE = 4
_BEGINS = re.compile(rb"[0-9a-f]{8} \{")


def encode(line: Line) -> bytes:
    """A line as it stands in the file. Raises Refused for what JSON in UTF-8 can't hold."""
    try:
        body = orjson.dumps(line)
    except TypeError as error:
        raise Refused("That can't be written down", f"{line.get('label', 'A line')}: {error}.") from error
    return b"%08x %s\n" % (zlib.crc32(body), body)


def decode(raw: bytes) -> Line | None:
    """A line of the file, with or without its end; None when it is damaged."""
    raw = raw.removesuffix(b"\n")
    if raw[8:9] != b" ":
        return None
    try:
        if int(raw[:8], 16) != zlib.crc32(raw[9:]):
            return None
        line = orjson.loads(raw[9:])
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


@dataclass(slots=True)
class Scan:
    """What a piece of a journal holds. end: where the last whole line ends, counted from the journal's beginning."""

    lines: list[Line]
    end: int
    damaged: list[bytes] = field(default_factory=list)


def scan(data: bytes, start: int = 0) -> Scan:
    """Read the lines of a piece that begins at `start`. A torn last line is not among them."""
    found = Scan([], start)
    position = 0
    with files.uncollected():
        while (stop := data.find(b"\n", position)) >= 0:
            raw = data[position:stop]
            line = decode(raw)
            if line is None:
                found.damaged.append(raw)
                found.lines += _joined(raw)
            else:
                found.lines.append(line)
            position = stop + 1
    found.end = start + position
    if decode(data[position:-1]) is not None:
        # Not torn: it was whole, and then its end was damaged.
        found.damaged.append(data[position:])
    return found


def _joined(raw: bytes) -> list[Line]:
    """The intact lines in what looks like one, because the end of a line was damaged."""
    for begins in _BEGINS.finditer(raw, 1):
        line = decode(raw[begins.start() :])
        if line is not None:
            first = decode(raw[: begins.start() - 1])
            return [line] if first is None else [first, line]
    return []


@dataclass(frozen=True, slots=True)
class Piece:
    """A journal as it was found. name: in its first line, None when there is no whole one. data: from `start` on.

    there: whether there is a journal at all; one whose very first line is torn counts as none.
    whole: whether it goes as far as `start`, and a line begins there.
    """

    name: str | None = None
    data: bytes = b""
    there: bool = False
    whole: bool = False


def read(path: Path, start: int, *, name: str = "", up_to: int | None = None) -> Piece:
    """A journal from `start` on, by one opened file: it may be renamed meanwhile. Raises StoreError.

    name: the one that is expected; known even when its first line is damaged a little.
    """
    try:
        with path.open("rb") as file:
            first = file.read(_HEAD_BYTES)
            torn_head = len(first) < _HEAD_BYTES and b"\n" not in first
            found = _name(first, name)
            file.seek(max(0, start - 1))
            data = file.read() if up_to is None else file.read(up_to - max(0, start - 1))
    except FileNotFoundError:
        return Piece()
    except OSError as error:
        raise StoreError(
            "The journal can't be read",
            f"{path}: {error.strerror or error}.",
            "See what is wrong: informal doctor",
        ) from error
    if start == 0:
        return Piece(found, data, not torn_head, True)
    piece = data[1:]
    whole = data[:1] == b"\n" or decode(piece.partition(b"\n")[0]) is not None
    return Piece(found, piece, not torn_head, whole)


def _name(first: bytes, expected: str) -> str | None:
    """A journal's name by its first bytes; None when there is no telling."""
    raw, end, _ = first.partition(b"\n")
    line = decode(raw) if end else None
    if line is not None and "journal" in line:
        return str(line["journal"])
    should = head(expected)
    damage = sum(a != b for a, b in zip(first, should, strict=False))
    return expected if expected and len(first) >= len(should) and damage <= _HEAD_DAMAGE else None


def head(name: str) -> bytes:
    """The first line of a journal."""
    return encode({"journal": name})


def settle(path: Path) -> None:
    """Have what stands in a journal, and its name, on the disk for certain. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | files.BINARY)
    try:
        files.sync(descriptor)
    finally:
        os.close(descriptor)
    files.sync_folder(path.parent)


def append(path: Path, end: int, data: bytes, *, settled: bool = False) -> None:
    """Write after `end`, which cuts a torn line off, and have it on the disk. Raises OSError; then nothing was added.

    A journal that is not there yet is begun: then `data` holds its head. settled: whether what stands there already,
    and the journal's name, are on the disk for certain. Another process may have been killed before it saw to that, and
    what follows must not be there without what it follows on.
    """
    descriptor = files.open_private(path)
    try:
        try:
            if not settled:
                files.sync(descriptor)
                files.sync_folder(path.parent)
            os.ftruncate(descriptor, end)
            os.lseek(descriptor, end, os.SEEK_SET)
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            files.sync(descriptor)
        except OSError:
            # A full disk: what did not fit must not stand there as if it had.
            with suppress(OSError):
                os.ftruncate(descriptor, end)
            raise
    finally:
        os.close(descriptor)
