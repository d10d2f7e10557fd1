"""Lives of a file whose disk says no: each raises AssertionError when something is lost, or said without a reason."""

from __future__ import annotations

import copy
import errno
import os
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from torture.refuser import Refuser
from torture.script import Script, opens_in_stock_tinydb, small_journals, tables

from informal.errors import StoreError
from informal.store import Store

ERRORS = (errno.ENOSPC, errno.EIO)


@dataclass(slots=True)
class Count:
    """What a torture came to: calls that were refused, and how many of them somebody was told of."""

    refused: int = 0
    told: int = 0


def store_lives(folder: Path, turns: int, *, patient: bool, every: int = 1) -> Count:
    """Refuse every call of a life in turn, once and lastingly, with each error. every: or only each so manieth."""
    count = Count()
    life = _patient if patient else _rolled_back
    calls = _whole(folder, turns, life)
    for number in ERRORS:
        for lasting in (False, True):
            for first in range(1, calls + 1, every):
                path = _empty(folder)
                disk = Refuser(path.parent.parent)
                disk.refuse(number, first, lasting=lasting)
                try:
                    with small_journals(), disk.watching():
                        count.told += life(path, turns, disk, os.strerror(number))
                    _all_there(path, turns)
                    # Where removing is refused too, the next sweep does it.
                    assert "unlink" in disk.refused or not [*path.parent.glob("*.new")]
                except Exception as error:
                    raise AssertionError(f"{disk.refused} at call {first}, lasting: {lasting}: {error!r}") from error
                count.refused += len(disk.refused)
    return count


def _whole(folder: Path, turns: int, life: Callable[[Path, int, Refuser, str], int]) -> int:
    """How many calls a life takes when all is well."""
    path = _empty(folder)
    disk = Refuser(path.parent.parent)
    with small_journals(), disk.watching():
        assert life(path, turns, disk, "") == 0
    return disk.calls


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder / "home", ignore_errors=True)
    (folder / "home").mkdir(parents=True)
    return folder / "home" / "data" / "informal.json"


def _all_there(path: Path, turns: int) -> None:
    script = Script()
    for _ in range(turns):
        script = script.later()
    assert tables(path) == script.state
    opens_in_stock_tinydb(path)
    assert not [*path.parent.glob("*.aside-*"), *path.parent.glob("*.damaged-*")]


def _opened(path: Path, disk: Refuser, why: str) -> tuple[Store, int]:
    """The store, tried again when it can't be read; how often that was said."""
    try:
        return Store.open(path), 0
    except StoreError as error:
        assert why in str(error), error
        disk.works()
        return Store.open(path), 1


def _rolled_back(path: Path, turns: int, disk: Refuser, why: str) -> int:
    """One who is told at once, as a verb is: then nothing was done, and it is done again."""
    store, told = _opened(path, disk, why)
    script = Script()
    while script.turn < turns:
        later = script.later()
        try:
            copy.copy(script).play(store)
        except StoreError as error:
            told += 1
            assert why in str(error), error
            _in_memory(store, script, why)
            disk.works()
            # A line that could be written and not synced, nor cut off again, is there though nobody said so.
            assert tables(path) in (script.state, later.state)
            copy.copy(script).play(store)
        script = later
        _in_memory(store, script, why)
    disk.works()
    store.close()
    return told


def _patient(path: Path, turns: int, disk: Refuser, why: str) -> int:
    """The app: what can't be kept is there all the same, waits, is said not to be kept, and is kept later."""
    store, told = _opened(path, disk, why)
    store.patient = True
    script = Script()
    kept = script
    while script.turn < turns:
        later = script.later()
        try:
            copy.copy(script).play(store)
        except StoreError as error:
            # An undo that can't read what there was.
            assert why in str(error), error
            told += 1
            disk.works()
            copy.copy(script).play(store)
        script = later
        _in_memory(store, script, why)
        if not store.pending:
            kept = script
        else:
            assert store.trouble is not None
            assert why in str(store.trouble), store.trouble
            if script.turn % 4 == 0 or script.turn == turns:
                told += 1
                disk.works()
                _kept_later(path, store, kept, script)
                kept = script
    disk.works()
    store.close()
    return told


def _kept_later(path: Path, store: Store, kept: Script, script: Script) -> None:
    found = tables(path)
    # As above: of what waits, the first may be there.
    assert found in (kept.state, kept.later().state) or found == script.state
    assert store.retry()
    assert store.trouble is None
    assert tables(path) == script.state


def _in_memory(store: Store, script: Script, why: str) -> None:
    try:
        store.refresh()
    except StoreError as error:
        assert why in str(error), error
    there = {name: dict(store.table(name)) for name in ("contacts", "messages")}
    assert there == script.state, f"turn {script.turn}"


# Verbs

_LINES = (
    ("add", "Ada Example", "--email", "ada@example.org"),
    ("edit", "Ada Example", "--company", "Looms"),
    ("sent", "Ada Example"),
    ("undo",),
    ("backup",),
    ("tick", "asked at the door"),
)


def verb_lives(folder: Path, *, every: int = 1) -> Count:
    """Refuse every call of each of a few verbs in turn: it exits 1 and says why, or 0 and has done it."""
    count = Count()
    base = folder / "base"
    for line in _LINES:
        disk = Refuser(folder / "home")
        _copied(base, folder / "home")
        with disk.watching():
            assert _run(folder / "home", line) == (0, "")
        done = _told(folder / "home")
        for number in ERRORS:
            for first in range(1, disk.calls + 1, every):
                _copied(base, folder / "home")
                _refused(folder / "home", line, number, first, count)
                assert line[0] == "add" or _told(folder / "home") == done, f"{line}, call {first}"
        # The next line goes on from here.
        assert _run(base, line)[0] == 0
    return count


def _refused(home: Path, line: tuple[str, ...], number: int, first: int, count: Count) -> None:
    before = _people(home)
    disk = Refuser(home)
    disk.refuse(number, first, lasting=False)
    with disk.watching():
        status, said = _run(home, line)
    told = f"{line} with {disk.refused} refused at call {first}: {status}, {said}"
    count.refused += len(disk.refused)
    assert status in (0, 1), told
    assert "Something went wrong inside" not in said, told
    if status == 1:
        count.told += 1
        assert os.strerror(number) in said, told
        after = _people(home)
        assert all(after.get(id) == one for id, one in before.items()) or line[0] in ("edit", "undo"), told
        # A person may be there already, though nobody said so; then a second one is refused.
        assert _run(home, line)[0] == 0 or line[0] == "add", told


def _told(home: Path) -> list[tuple[object, object]]:
    """Who is there, by what lines say of them."""
    return sorted((one["name"], one.get("company")) for one in tables(home / "informal.json")["contacts"].values())


def _people(home: Path) -> dict[int, object]:
    return dict(tables(home / "informal.json")["contacts"]) if home.exists() else {}


def _copied(base: Path, home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    if base.exists():
        shutil.copytree(base, home)


def _run(home: Path, line: tuple[str, ...]) -> tuple[int, str]:
    from informal.__main__ import main

    said = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(said):
        status = main(["--data-dir", str(home), *line])
    return status, said.getvalue() if status else ""
