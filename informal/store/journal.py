"""The journal: one line for each thing a person does, on the disk before it is said to be kept.

A line is the CRC-32 of its JSON as eight hex digits, a blank, the JSON, a line end. The first line names the journal.
A line without its end was being written when the power went: it was never acknowledged and is cut at the next write.
A damaged line inside is set aside; the intact ones after it still count.
"""

from __future__ import annotations

import os
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
            else:
                found.lines.append(line)
            position = stop + 1
    found.end = start + position
    return found


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


def read(path: Path, start: int, *, up_to: int | None = None) -> Piece:
    """A journal from `start` on, by one opened file: it may be renamed meanwhile. Raises StoreError."""
    try:
        with path.open("rb") as file:
            first = file.readline(_HEAD_BYTES)
            line = decode(first) if first.endswith(b"\n") else None
            name = str(line["journal"]) if line and "journal" in line else None
            torn_head = len(first) < _HEAD_BYTES and not first.endswith(b"\n")
            file.seek(max(0, start - 1))
            data = file.read() if up_to is None else file.read(up_to - max(0, start - 1))
    except FileNotFoundError:
        return Piece()
    except OSError as error:
        raise StoreError(
            "The journal can't be read",
            f"{path}: {error.strerror or error}.",
            "Mend it, or put a good copy in its place.",
        ) from error
    if start == 0:
        return Piece(name, data, not torn_head, True)
    return Piece(name, data[1:], not torn_head, data[:1] == b"\n")


def head(name: str) -> bytes:
    """The first line of a journal."""
    return encode({"journal": name})


def append(path: Path, end: int, data: bytes, *, named: bool = False) -> None:
    """Write after `end`, which cuts a torn line off, and have it on the disk. Raises OSError; then nothing was added.

    A journal that is not there yet is begun: then `data` holds its head. named: whether its name is on the disk for
    certain; whoever made the file may have been killed before they saw to that.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | files.BINARY, files.FILE_MODE)
    try:
        try:
            os.ftruncate(descriptor, end)
            os.lseek(descriptor, end, os.SEEK_SET)
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            files.sync(descriptor)
            if not named:
                files.sync_folder(path.parent)
        except OSError:
            # A full disk: what did not fit must not stand there as if it had.
            with suppress(OSError):
                os.ftruncate(descriptor, end)
            raise
    finally:
        os.close(descriptor)
