"""A disk that says no: ENOSPC or EIO from one system call on, for one call or until it works again."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

# By descriptor, and by path: everything with which the store reads and writes.
_BY_DESCRIPTOR = ("write", "ftruncate", "fsync")
_BY_PATH = ("open", "replace", "unlink", "chmod", "mkdir", "stat")
_NEED_ROOM = frozenset({"write", "fsync", "open", "mkdir", "replace"})


class Refuser:
    """Counts the calls on a folder and what is in it. calls: so many so far. refused: the names of those it refused."""

    def __init__(self, folder: Path) -> None:
        self.calls = 0
        self.refused: list[str] = []
        self._folder = str(folder)
        self._open: set[int] = set()
        self._errno = 0
        self._first = 0
        self._last = 0

    def refuse(self, number: int, first: int, *, lasting: bool) -> None:
        """Say no with that errno to the call `first` from now, and, if it lasts, to all after it until it works."""
        self._errno, self._first = number, self.calls + first
        self._last = 2**62 if lasting else self._first

    def works(self) -> None:
        """From now on all is well."""
        self._last = 0

    def _ours(self, path: Any) -> bool:
        return isinstance(path, str | os.PathLike) and str(os.fspath(path)).startswith(self._folder)

    def _asked(self, name: str, path: Any) -> None:
        self.calls += 1
        roomy = self._errno == errno.ENOSPC and name not in _NEED_ROOM
        if self._first <= self.calls <= self._last and not roomy:
            self.refused.append(name)
            raise OSError(self._errno, os.strerror(self._errno), path if isinstance(path, str) else None)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count from here on. The real disk need not work for it: nothing waits for an fsync."""
        real_open, real_close, real_write = os.open, os.close, os.write

        def by_descriptor(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def call(descriptor: int, *args: Any) -> Any:
                if descriptor in self._open:
                    try:
                        self._asked(name, None)
                    except OSError:
                        if name == "write":
                            # What fits is written.
                            real_write(descriptor, bytes(args[0])[: len(args[0]) // 2])
                        raise
                return None if name == "fsync" else real(descriptor, *args)

            return call

        def by_path(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def call(path: Any, *args: Any, **kwargs: Any) -> Any:
                if self._ours(path):
                    self._asked(name, os.fspath(path))
                return real(path, *args, **kwargs)

            return call

        def opened(path: Any, *args: Any, **kwargs: Any) -> int:
            descriptor = by_path("open", real_open)(path, *args, **kwargs)
            if self._ours(path):
                self._open.add(descriptor)
            return int(descriptor)

        def closed(descriptor: int) -> None:
            self._open.discard(descriptor)
            real_close(descriptor)

        with pytest.MonkeyPatch.context() as patch:
            for name in _BY_DESCRIPTOR:
                patch.setattr(os, name, by_descriptor(name, getattr(os, name)))
            for name in _BY_PATH:
                patch.setattr(os, name, by_path(name, getattr(os, name)))
            patch.setattr(io, "open", by_path("read", io.open))
            patch.setattr(os, "open", opened)
            patch.setattr(os, "close", closed)
            yield
