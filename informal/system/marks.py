"""What was seen once and need not be seen again: hashes in a file that may be lost."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_NAME = "seen-mail.txt"
_MOST = 5000


class Marks:
    """The marks of one state folder. Nothing can be learned from one about what it was made of."""

    def __init__(self, state: Path) -> None:
        self._path = state / _NAME
        self._marks: list[str] | None = None

    def all(self) -> frozenset[str]:
        """Every mark that is kept; none where the file can't be read."""
        if self._marks is None:
            self._marks = []
            with suppress(OSError, UnicodeError):
                self._marks = self._path.read_text(encoding="ascii").split()
        return frozenset(self._marks)

    def add(self, *marks: str) -> None:
        """Keep some more, the newest of all. A folder that can't be written to is no error: it is only seen again."""
        self.all()
        assert self._marks is not None
        self._marks = list(dict.fromkeys([*self._marks, *marks]))[-_MOST:]
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = self._path.with_suffix(f".{os.getpid()}")
            beside.write_text("\n".join(self._marks) + "\n", encoding="ascii")
            beside.replace(self._path)
