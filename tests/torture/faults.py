"""The store with one of its cares taken out: a torture that does not notice is none.

As a program it runs the app with a fault in: python -m torture.faults FAULT --data-dir FOLDER.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import orjson
import pytest

from informal.store import files, journal, store
from informal.store.ledger import Ledger

Fault = Callable[[], AbstractContextManager[None]]


@contextmanager
def _patched(*patches: tuple[Any, str, Any]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for where, name, value in patches:
            patch.setattr(where, name, value)
        yield


def no_fsync() -> AbstractContextManager[None]:
    """What was written is not synced."""
    return _patched((files, "sync", lambda descriptor: None))


def no_fsync_of_the_folder() -> AbstractContextManager[None]:
    """A new name is not synced."""
    return _patched((files, "sync_folder", lambda folder: None))


def written_in_place() -> AbstractContextManager[None]:
    """The JSON file is overwritten, as stock TinyDB does it."""

    def replace(path: Path, data: bytes, *, door: AbstractContextManager[object] | None = None) -> None:
        with door or nullcontext():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
            os.ftruncate(descriptor, 0)
            os.write(descriptor, data)
            files.sync(descriptor)
            os.close(descriptor)

    return _patched((files, "replace", replace))


def no_lock() -> AbstractContextManager[None]:
    """Everybody writes when they like."""

    @contextmanager
    def locked(path: Path) -> Iterator[None]:
        files.make_folder(path.parent)
        yield

    return _patched((files, "locked", locked))


def no_rebase() -> AbstractContextManager[None]:
    """A change is kept as it was meant, whatever others did meanwhile."""

    def rebase(edits: Sequence[Any], *_: object) -> tuple[list[Any], list[Any]]:
        return list(edits), []

    return _patched((store, "rebase", rebase))


def said_too_early() -> AbstractContextManager[None]:
    """A line is said to be kept, and written with the next one."""
    real = Ledger.append
    waiting: dict[int, list[bytes]] = {}

    def append(ledger: Ledger, lines: Sequence[bytes], step: int) -> None:
        late = waiting.pop(id(ledger), [])
        waiting[id(ledger)] = list(lines)
        real(ledger, late, step)

    return _patched((Ledger, "append", append))


def no_checksum() -> AbstractContextManager[None]:
    """A line is taken for what it says."""

    def decode(raw: bytes) -> dict[str, Any] | None:
        with suppress(ValueError):
            line = orjson.loads(raw[9:])
            return line if isinstance(line, dict) else None
        return None

    return _patched((journal, "decode", decode))


def errors_are_swallowed() -> AbstractContextManager[None]:
    """What the disk says is not listened to, and no checkpoint at exit makes up for it."""
    real = journal.append

    def append(*args: Any, **more: Any) -> None:
        with suppress(OSError):
            real(*args, **more)

    return _patched((journal, "append", append), (Ledger, "resting", lambda ledger: False))


def main(argv: list[str]) -> int:
    """Run the app with a fault in."""
    from informal.__main__ import main as run

    with globals()[argv[0]]():
        return run(argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
