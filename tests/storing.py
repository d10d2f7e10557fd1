"""What the tests of the store share: short verbs, a disk that fails, and a power cut at any system call."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from informal.store import Edit, Store


def add(store: Store, id: int, **fields: object) -> None:
    """Keep a new contact."""
    store.commit(f"add {id}", [Edit.insert("contacts", {"id": id, **fields})])


def put(store: Store, id: int, **fields: object) -> None:
    """Give fields of a contact new values."""
    store.commit(f"change {id}", [_change(store, id, fields)])


def type_in(store: Store, id: int, **fields: object) -> None:
    """The same as typing does it: no step to undo."""
    store.commit("typing", [_change(store, id, fields)], step=False)


def _change(store: Store, id: int, fields: dict[str, object]) -> Edit:
    now = store.get("contacts", id)
    assert now is not None
    return Edit.change("contacts", id, {name: now[name] for name in fields if name in now}, fields)


def contacts(path: Path) -> dict[int, dict[str, Any]]:
    """The contacts as a reader that starts now sees them."""
    return dict(Store.open(path, read_only=True).table("contacts"))


def names(store: Store) -> dict[int, object]:
    """Every contact's name, as a store has it in memory."""
    return {id: document.get("name") for id, document in store.table("contacts").items()}


class PowerCut(BaseException):
    """The process ends here. Nothing it would still do is done."""


class Disk:
    """The system calls that write, counted. cut: the call before which the power goes; fail: one that says no."""

    def __init__(self) -> None:
        self.calls = 0
        self.cut: int | None = None
        self.fail: int | None = None
        self.log: list[str] = []

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """The call as the store meets it."""

        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            self.log.append(name)
            if self.cut is not None and self.calls >= self.cut:
                if name == "write" and self.calls == self.cut:
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise PowerCut
            if self.fail is not None and self.calls == self.fail:
                raise OSError(28, "No space left on device")
            return real(*args, **kwargs)

        return call

    @contextmanager
    def watching(self, *, cut: int | None = None, fail: int | None = None) -> Iterator[Disk]:
        """Count from here on."""
        self.calls, self.cut, self.fail = 0, cut, fail
        self.log.clear()
        with pytest.MonkeyPatch.context() as patch:
            for name in ("write", "fsync", "ftruncate"):
                patch.setattr(os, name, self.wrap(name, getattr(os, name)))
            for name in ("replace", "unlink", "chmod"):
                patch.setattr(Path, name, self.wrap(name, getattr(Path, name)))
            yield self
