"""Which calls alter a folder, in their order, while they are done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from storing import PowerCut


class Recorder:
    """events: the calls on one folder as a Platter takes them; locks are no data. Several processes' lives may follow
    one another.
    """

    def __init__(self, folder: Path) -> None:
        self.events: list[tuple[Any, ...]] = []
        self._folder = folder
        self._open: dict[int, str] = {}
        self._left: int | None = None

    def kill_after(self, calls: int | None) -> None:
        """End whoever works after so many more calls, as kill -9 would: what was done stays done. None: never."""
        self._left = calls

    def _alive(self, name: str) -> None:
        if name and self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise PowerCut

    def say(self, *words: Any) -> None:
        """Note something that is no call."""
        self.events.append(("said", *words))

    def _name(self, path: Any) -> str:
        """A file's name in the folder, "." for the folder itself, "" for what is none of our business."""
        path = Path(path)
        if path == self._folder:
            return "."
        ours = path.parent == self._folder and path.suffix != ".lock" and not path.is_dir()
        return path.name if ours else ""

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Record from here on."""
        open_, close, write, ftruncate, fsync = os.open, os.close, os.write, os.ftruncate, os.fsync
        replace, unlink = os.replace, os.unlink

        def opened(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
            name = self._name(path) if isinstance(path, str | Path) else ""
            if flags & os.O_CREAT:
                self._alive(name)
            new = bool(name) and not Path(path).exists()
            descriptor = open_(path, flags, *args, **kwargs)
            if name:
                self._open[descriptor] = name
                if new:
                    self.events.append(("create", name))
            return descriptor

        def closed(descriptor: int) -> None:
            self._open.pop(descriptor, None)
            close(descriptor)

        def written(descriptor: int, data: Any) -> int:
            if descriptor not in self._open:
                return write(descriptor, data)
            self._alive(self._open[descriptor])
            offset = os.lseek(descriptor, 0, os.SEEK_CUR)
            count = write(descriptor, data)
            self.events.append(("write", self._open[descriptor], offset, bytes(data[:count])))
            return count

        def cut(descriptor: int, size: int) -> None:
            self._alive(self._open.get(descriptor, ""))
            ftruncate(descriptor, size)
            if descriptor in self._open:
                self.events.append(("cut", self._open[descriptor], size))

        def synced(descriptor: int) -> None:
            self._alive(self._open.get(descriptor, ""))
            fsync(descriptor)
            if name := self._open.get(descriptor):
                self.events.append(("folder", name) if name == "." else ("sync", name))

        def replaced(old: Any, new: Any) -> None:
            self._alive(self._name(old))
            replace(old, new)
            if name := self._name(old):
                self.events.append(("rename", name, self._name(new)))

        def unlinked(path: Any) -> None:
            self._alive(self._name(path))
            unlink(path)
            if name := self._name(path):
                self.events.append(("unlink", name))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "open", opened)
            patch.setattr(os, "close", closed)
            patch.setattr(os, "write", written)
            patch.setattr(os, "ftruncate", cut)
            patch.setattr(os, "fsync", synced)
            patch.setattr(os, "replace", replaced)
            patch.setattr(os, "unlink", unlinked)
            yield
