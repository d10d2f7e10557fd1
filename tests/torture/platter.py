"""A disk whose power goes: what was written after the last fsync is dropped, torn, or there in another order.

The calls are recorded while they are done for real; afterwards the folder is laid out as it could stand on the disk at
any instant. Stricter than any file system in use: a name in a folder is only safe after an fsync of the folder, even
when the file itself was synced, and what is not synced may come to the disk in any order, in sectors of 512 bytes.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_SECTOR = 512


@dataclass(slots=True)
class _Inode:
    """A file: what is safe, and what was done to it since: (offset, bytes) or a length it was cut to."""

    safe: bytes = b""
    since: list[tuple[int, bytes] | int] = field(default_factory=list)

    def laid_out(self, keep: Callable[[], bool]) -> bytes:
        """The file when of what is not safe only that is there which `keep` says."""
        data = bytearray(self.safe)
        for change in self.since:
            if isinstance(change, int):
                if keep():
                    _resize(data, change)
                continue
            offset, new = change
            position = 0
            while position < len(new):
                stop = min(len(new), position + _SECTOR - (offset + position) % _SECTOR)
                if keep():
                    _resize(data, max(len(data), offset + stop))
                    data[offset + position : offset + stop] = new[position:stop]
                position = stop
        return bytes(data)

    def sync(self) -> None:
        self.safe, self.since = self.laid_out(lambda: True), []


def _resize(data: bytearray, size: int) -> None:
    data.extend(bytes(max(0, size - len(data))))
    del data[size:]


class Platter:
    """One folder, from the system calls that were recorded."""

    def __init__(self) -> None:
        self._safe: dict[str, _Inode] = {}
        self._names: dict[str, _Inode] = {}
        # What was done to names since the folder was synced: (name, file) or, for one that is gone, (name, None).
        self._since: list[list[tuple[str, _Inode | None]]] = []

    def do(self, event: tuple[Any, ...]) -> None:
        """Take in one call."""
        kind, name, *more = event
        if kind == "create":
            inode = _Inode()
            self._name([(name, inode)])
        elif kind == "write":
            self._names[name].since.append((more[0], more[1]))
        elif kind == "cut":
            self._names[name].since.append(more[0])
        elif kind == "sync":
            self._names[name].sync()
        elif kind == "folder":
            self._safe, self._since = dict(self._names), []
        elif kind == "rename":
            self._name([(more[0], self._names[name]), (name, None)])
        elif kind == "unlink":
            self._name([(name, None)])

    def _name(self, changes: list[tuple[str, _Inode | None]]) -> None:
        self._since.append(changes)
        _named(self._names, changes)

    def lay_out(self, folder: Path, *, names: Callable[[], bool], data: Callable[[], bool]) -> None:
        """Make the folder as the disk could hold it. names, data: asked for each thing that is not safe."""
        there = dict(self._safe)
        for changes in self._since:
            if names():
                _named(there, changes)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, inode in there.items():
            (folder / name).write_bytes(inode.laid_out(data))

    def outages(self, folder: Path, dice: random.Random, count: int) -> Iterator[str]:
        """Lay out the folder after each way in which the power can go now: the plain ones, and so many thrown ones."""
        plain = (("nothing", False, False), ("all", True, True), ("names only", True, False), ("data", False, True))
        for told, names, data in plain:
            self.lay_out(folder, names=lambda names=names: names, data=lambda data=data: data)  # type: ignore[misc]
            yield told
        for number in range(count):
            self.lay_out(folder, names=lambda: dice.random() < 0.5, data=lambda: dice.random() < 0.5)
            yield f"thrown {number}"


def _named(names: dict[str, _Inode], changes: list[tuple[str, _Inode | None]]) -> None:
    for name, inode in changes:
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode
