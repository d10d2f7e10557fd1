"""The file as TinyDB sees it: for its queries, for exports, and for the checkpoint.

Loaded when something is written: reading verbs do without TinyDB.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import orjson
from tinydb.storages import Storage

from informal.store import files


class FileStorage(Storage):
    """A TinyDB storage whose write is whole or not at all, and on the disk on return.

    Stock JSONStorage overwrites in place: a kill in between leaves an unreadable file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """What the file holds; None when there is none. Raises StoreError when it can't be read."""
        data = files.read(self._path)
        return orjson.loads(data) if data else None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put the tables into the file. Raises OSError."""
        self.replace(orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS))

    def replace(self, data: bytes | Iterable[bytes], *, door: AbstractContextManager[object] | None = None) -> int:
        """Put a file's new contents into its place; how many bytes they are. See files.replace. Raises OSError."""
        files.make_folder(self._path.parent)
        return files.replace(self._path, data, door=door)
