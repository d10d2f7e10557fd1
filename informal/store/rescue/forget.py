"""Somebody leaves the file, the journals, undo, every backup and all that was set aside.

Who it is is written down first. Killed at any instant, the file is the old one or the new one; whoever does it again,
or `doctor --repair`, finishes it. Nothing else that is written down names them afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from informal.errors import StoreError
from informal.practice import forgetting
from informal.practice.forgetting import Wish
from informal.store import checkpoint, files, journal
from informal.store.change import Tables, merge, settle, snapshot
from informal.store.checkpoint import Covered
from informal.store.rescue import backups, notices
from informal.store.rescue.damage import Place

if TYPE_CHECKING:
    from informal.store.ledger import Ledger
    from informal.store.store import Store

# Shorter ids are no ids of ours, and might be any number.
_LEAST_ID = 10**9
_AFTER = "after_forgetting"


@dataclass(frozen=True, slots=True)
class Gone:
    """What forgetting came to. people: how many. removed: names of damaged files that named them."""

    people: int
    removed: tuple[str, ...] = ()


def forget(store: Store, wish: Wish) -> Gone:
    """Forget them. Raises NotKept, StoreError; then it is not done, or to be finished by `finish`."""

    def begin(ledger: Ledger) -> Gone:
        note = notices.forgetting(ledger.path)
        whole = _known(ledger, wish.with_(_noted(note) or wish))
        told = {name: sorted(getattr(whole, name)) for name in ("people", "prints", "words")}
        files.replace(note, orjson.dumps(told))
        return _carry_out(ledger, store.path, whole, note)

    return store.with_files(begin)


def finish(store: Store) -> Gone | None:
    """Finish what was interrupted; None when nothing was. Raises NotKept, StoreError."""
    if not notices.forgetting(Place.of(store.path).file).exists():
        return None

    def go_on(ledger: Ledger) -> Gone:
        note = notices.forgetting(ledger.path)
        wish = _noted(note)
        if wish is None:
            # Not a word of it can be read: it was never begun.
            note.unlink(missing_ok=True)
            return Gone(0)
        return _carry_out(ledger, store.path, wish, note)

    return store.with_files(go_on)


def _noted(note: Path) -> Wish | None:
    """Who was being forgotten."""
    try:
        told = orjson.loads(files.read(note) or b"")
        return Wish(*(frozenset(told[name]) for name in ("people", "prints", "words")))
    except (ValueError, TypeError, KeyError):
        return None


def _carry_out(ledger: Ledger, path: Path, wish: Wish, note: Path) -> Gone:
    """All of it, in an order in which each step may be the last. Inside the lock. Raises OSError."""
    kept = forgetting.lines_without(ledger.lines(), wish.people, wish.words, ledger.tables)
    _begin_anew(ledger, _marked(forgetting.without(ledger.tables, wish.people), wish), kept)
    removed = _clean_beside(path, ledger, wish, frozenset(ledger.tables.get("contacts", {})))
    note.unlink(missing_ok=True)
    files.sync_folder(note.parent)
    return Gone(len(wish.people), removed)


def _known(ledger: Ledger, wish: Wish) -> Wish:
    """The wish with every number, name and address under which the journals know them."""
    alive = frozenset(ledger.tables.get("contacts", {})) - wish.people
    return forgetting.widened(wish, forgetting.contacts_in(ledger.lines()), alive)


def _marked(tables: Tables, wish: Wish) -> Tables:
    """The tables with the hashes by which imports leave them alone."""
    about = tables.get("meta", {}).get(1, {"id": 1})
    known = set(about.get("forgotten") or ()) | wish.prints
    fresh = {**about, "forgotten": sorted(known)} if known else about
    return {**tables, "meta": {**tables.get("meta", {}), 1: fresh}}


def _begin_anew(ledger: Ledger, tables: Tables, lines: list[journal.Line]) -> None:
    before, name = snapshot(ledger.tables), ledger.covered.journal
    touched = settle(ledger.tables, tables)
    touched.pop("meta", None)
    try:
        ledger.rewrite(lines)
    except BaseException:
        if ledger.covered.journal == name:
            settle(ledger.tables, before)
        raise
    finally:
        merge(ledger.touched, touched)


# What lies beside the file


def _clean_beside(path: Path, ledger: Ledger, wish: Wish, alive: frozenset[int]) -> tuple[str, ...]:
    """Take them out of every backup and of all that was set aside; the names of what could only be removed.

    What can't be read as anything, and names them, is removed, and so is a backup that can't be unpacked to look.
    """
    removed: list[str] = []
    place = Place.of(path)
    earlier: list[Path] = []
    for file in _beside(path, place):
        with suppress(FileNotFoundError):
            raw = file.read_bytes()
            if file.name.endswith(".new"):
                file.unlink()
                continue
            in_folder = file.parent == place.backups
            fresh = _without(raw, file, wish, alive, as_backup=in_folder)
            if fresh is None:
                file.unlink()
                removed.append(file.name)
            elif fresh != raw:
                files.replace(file, fresh)
            if in_folder and fresh is not None and _is_after(fresh):
                earlier.append(file)
    if backups.worth_it(ledger.tables):
        # The rewritten ones belong to no journal any more: this one does.
        backups.write(place.backups, backups.Instant.of(ledger).packed(**{_AFTER: True}))
        for file in earlier:
            file.unlink(missing_ok=True)
    for folder in (place.backups, place.aside, path.parent):
        if folder.is_dir():
            files.sync_folder(folder)
    return tuple(removed)


def _beside(path: Path, place: Place) -> Iterator[Path]:
    """All that the program, or one that keeps folders in step, may have left with them in it."""
    current = {place.file, place.journal, place.last_journal, path}
    stems = {place.file.stem, path.stem}
    own = tuple(f"{stem}{suffix}" for stem in stems for suffix in (".json", ".journal"))
    unfinished = (*(f".{name}" for name in own), f".{place.file.stem}.forgetting")
    for folder in dict.fromkeys((place.file.parent, path.parent)):
        copies = notices.conflict_copies(folder / path.name)
        for name in notices.names(folder):
            file = folder / name
            is_left = name.startswith(own) or (name.startswith(unfinished) and name.endswith(".new")) or file in copies
            if is_left and file not in current and file.is_file():
                yield file
    for name in notices.names(place.backups):
        if name.endswith((".json", ".gz", ".new")):
            yield place.backups / name
    for name in notices.names(place.aside):
        yield place.aside / name


def _without(raw: bytes, file: Path, wish: Wish, alive: frozenset[int], *, as_backup: bool) -> bytes | None:
    """A file's bytes without them; None when it can only be removed."""
    try:
        data = backups.unpack(raw, file)
    except StoreError:
        return None
    is_packed = data is not raw
    try:
        loaded = checkpoint.parse(data, file)
    except StoreError:
        fresh = _journal_without(data, wish, alive)
        if fresh is None:
            return None if _mentions(data, wish) else raw
        return (backups.pack(fresh) if is_packed else fresh) if fresh != data else raw
    people = forgetting.meant(wish, loaded.tables.get("contacts", {}).values(), alive)
    tables = forgetting.without(loaded.tables, people)
    if as_backup:
        tables, after = _marked(tables, wish), bool(_of(loaded.tables).get(_AFTER))
        fresh = backups.contents(tables, Covered(step=loaded.covered.step), schema=loaded.schema, **{_AFTER: after})
    elif tables == loaded.tables:
        return raw
    elif 1 in tables.get("meta", {}):
        fresh = checkpoint.dump(_marked(tables, wish), loaded.covered, schema=loaded.schema)
    else:
        fresh = orjson.dumps(tables, option=orjson.OPT_NON_STR_KEYS)
    return backups.pack(fresh) if is_packed else fresh


def _of(tables: Tables) -> Any:
    of = tables.get("meta", {}).get(1, {}).get(checkpoint.OF_BACKUP)
    return of if isinstance(of, dict) else {}


def _is_after(packed: bytes) -> bool:
    """Whether a backup was made by an earlier forgetting: a newer one of the kind takes its place."""
    with suppress(StoreError):
        return bool(_of(checkpoint.parse(backups.unpack(packed, Path()), Path()).tables).get(_AFTER))
    return False


def _journal_without(data: bytes, wish: Wish, alive: frozenset[int]) -> bytes | None:
    """A journal, or lines of one, without them; None when it is none. A damaged line that names them goes."""
    found = journal.scan(data)
    if not found.lines:
        return None
    wish = forgetting.widened(wish, forgetting.contacts_in(found.lines), alive)
    kept = forgetting.lines_without(found.lines, wish.people, wish.words, {})
    damaged = [line for line in found.damaged if not _mentions(line, wish)]
    if kept == [line for line in found.lines if "step" in line] and damaged == found.damaged:
        return data
    heads = [line for line in found.lines if "step" not in line]
    return b"".join([*map(journal.encode, heads), *map(journal.encode, kept), *(line + b"\n" for line in damaged)])


def _mentions(data: bytes, wish: Wish) -> bool:
    """Whether bytes that can't be read name them: by name, address or number."""
    text = data.lower()
    words = [form for word in wish.words for form in (word.lower().encode(), _escaped(word))]
    numbers = [str(id).encode() for id in wish.people if id >= _LEAST_ID]
    return any(one in text for one in (*words, *numbers))


def _escaped(word: str) -> bytes:
    """As JSON has it where nothing but ASCII is written."""
    import json

    return json.dumps(word.lower())[1:-1].lower().encode()
