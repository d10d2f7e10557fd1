"""The journal: one line for each thing a person does, on the disk before it is said to be kept.

A line is the CRC-32 of its JSON as eight hex digits, a blank, the JSON, a line end. The first line names the journal.
A line without its end was being written when the power went: it was never acknowledged and is cut at the next write.
A damaged line inside is set aside; the intact ones after it still count.
"""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from informal.store import files

Line = dict[str, Any]


def encode(line: Line) -> bytes:
    """A line as it stands in the file."""
    body = orjson.dumps(line)
    return b"%08x %s\n" % (zlib.crc32(body), body)


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
    while (stop := data.find(b"\n", position)) >= 0:
        raw = data[position:stop]
        line = _decode(raw)
        if line is None:
            found.damaged.append(raw)
        else:
            found.lines.append(line)
        position = stop + 1
    found.end = start + position
    return found


def _decode(raw: bytes) -> Line | None:
    if len(raw) < 10 or raw[8:9] != b" ":
        return None
    try:
        if int(raw[:8], 16) != zlib.crc32(raw[9:]):
            return None
        line = orjson.loads(raw[9:])
    except ValueError:
        return None
    return line if isinstance(line, dict) else None


def head(name: str) -> bytes:
    """The first line of a journal."""
    return encode({"journal": name})


def name_of(path: Path) -> str | None:
    """The name in a journal's first line; None when there is no journal, or no whole first line."""
    try:
        with path.open("rb") as file:
            first = file.readline(200)
    except OSError:
        return None
    line = _decode(first.removesuffix(b"\n")) if first.endswith(b"\n") else None
    return str(line["journal"]) if line and "journal" in line else None


def tail(path: Path, start: int) -> bytes:
    """The bytes from `start` on; nothing when the file is not there."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read()
    except FileNotFoundError:
        return b""


def append(path: Path, end: int, data: bytes) -> None:
    """Write after `end`, which cuts a torn line off, and have it on the disk. Raises OSError; then nothing was added.

    A journal that is not there yet is begun: then `data` holds its head.
    """
    new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, files.FILE_MODE)
    try:
        try:
            os.ftruncate(descriptor, end)
            os.lseek(descriptor, end, os.SEEK_SET)
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            files.sync(descriptor)
        except OSError:
            # A full disk: what did not fit must not stand there as if it had.
            os.ftruncate(descriptor, end)
            raise
    finally:
        os.close(descriptor)
    if new:
        files.sync_folder(path.parent)
