"""What helps when something went wrong: backups, restore, a look at everything, and forgetting somebody.

These use cases need no file that can be read: each opens what it needs itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from informal.errors import Damaged, NotFound, Refused, StoreError
from informal.model.records import Document
from informal.store import Edit, Store
from informal.system import paths
from informal.system.paths import Paths
from informal.text import one_line

if TYPE_CHECKING:
    from informal.store.rescue.backups import Kept
    from informal.workspace.doctor import Checkup

# How many names a difference tells.
_NAMED = 3

Tables = Mapping[str, Mapping[int, Document]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What restoring would do to the people: how many come back, change, go; and some of their names."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    names: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The difference in a few words."""
        words = ((self.added, "come back"), (self.changed, "change"), (self.removed, "go"))
        told = ", ".join(f"{number:,} {word}" for number, word in words if number)
        return f"{told}: {', '.join(self.names)}" if told else "the same people"


@dataclass(frozen=True, slots=True)
class Listed:
    """One backup as it is shown. trouble: why it can't be read, or "". now: None while the file can't be read."""

    path: Path
    at: datetime
    contacts: int = 0
    messages: int = 0
    now: Difference | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. aside: where the damaged file is now; empty when nothing was damaged and undo takes it back.

    kept_away: how many people of the backup stay away, as they were forgotten since.
    """

    source: Path
    contacts: int
    aside: tuple[Path, ...] = ()
    kept_away: int = 0


class Rescue:
    """The use cases of one data folder. origin: who is asking, for the history."""

    def __init__(self, paths: Paths, origin: str = "app") -> None:
        self._paths = paths
        self._origin = origin

    @classmethod
    def find(cls, data_dir: str | None, origin: str) -> Rescue:
        """Of the data folder of the argument, the environment, or the system's custom."""
        from informal.system import paths as folders

        return cls(folders.find(data_dir), origin)

    # Backups

    def backup(self, target: Path | None = None) -> tuple[Path, int]:
        """Write everything as it is now to a file, or to the folder of backups; where it is, and how many contacts.

        Plain JSON for a name that ends in .json, else packed. Raises Refused, StoreError.
        """
        from informal.store.change import snapshot
        from informal.store.checkpoint import Covered
        from informal.store.rescue import backups
        from informal.workspace.files import refuse_own, write_private

        store = Store.open(self._paths.file, read_only=target is not None)
        number = len(store.table("contacts"))
        if not backups.worth_it(store.tables()):
            raise Refused("There is nothing to keep yet", "The file is empty.")
        if target is None:
            # It is a backup itself.
            store.guard.away = True
            path = store.with_files(
                lambda ledger: backups.write(store.guard.folder, backups.Instant.of(ledger).packed())
            )
            store.close()
            return path, number
        refuse_own(target, self._paths.file)
        plain = target.suffix.casefold() == ".json"
        data = backups.contents(snapshot(store.tables()), Covered())
        write_private(target, data if plain else backups.pack(data))
        return target, number

    def backups(self) -> list[Listed]:
        """The backups in the folder, newest first, and what each would change."""
        from informal.store.rescue import backups

        now = self._tables_now()
        return [_listed(backup, now) for backup in backups.found(self._folder)]

    @property
    def _folder(self) -> Path:
        from informal.store.rescue import backups

        return self._paths.data / backups.FOLDER

    def _tables_now(self) -> Tables | None:
        """What the file holds; None when it can't be read."""
        try:
            return Store.open(self._paths.file, read_only=True).tables()
        except StoreError:
            return None

    # Restore

    def restore(self, name: str) -> Restored:
        """Make everything as a backup has it: one step that undo takes back. A file that is damaged is set aside first,
        byte for byte with its journals, and the backup takes its place.

        name: of a backup in the folder, or a path. Raises NotFound, BadFile, NotKept, StoreError.
        """
        from informal.store.rescue import damage

        path = self._named(name)
        kept = _read(path)
        number = len(kept.tables.get("contacts", {}))
        try:
            store = Store.open(self._paths.file)
        except Damaged:
            tables, away = _without(kept.tables, self._newest())
            done = damage.put(self._paths.file, replace(kept, tables=tables), path)
            return Restored(path, number - away, done.aside, away)
        tables, away = _without(_today(kept), store.tables())
        edits = _edits(store, tables)
        store.commit(f"restore {one_line(path.name)}", edits, origin=self._origin)
        store.close()
        return Restored(path, len(store.table("contacts")), kept_away=away)

    def _newest(self) -> Tables:
        """What the newest backup that can be read holds."""
        from informal.store.rescue import backups

        for backup in backups.found(self._folder):
            with suppress(StoreError):
                if (kept := backups.read(backup.path)) is not None:
                    return kept.tables
        return {}

    def _named(self, name: str) -> Path:
        """The backup or file that is meant. Raises NotFound."""
        from informal.store.rescue import backups

        there = {backup.path.name: backup.path for backup in backups.found(self._folder)}
        path = there.get(name) or there.get(f"{name}.json.gz") or paths.typed(name).absolute()
        if not path.is_file():
            hint = "These are there:" if there else "There is no backup yet: informal backup makes one."
            raise NotFound(f"There is no backup called {one_line(name)!r}", "", hint, tuple(there))
        return path

    # Doctor

    def check(self) -> Checkup:
        """Look at every record, reference, journal and backup. Changes nothing."""
        from informal.workspace import doctor

        return doctor.check(self._paths)

    def repair(self) -> Checkup:
        """Mend what can be mended, and look again. Nothing is deleted: what is damaged is set aside. Raises NotKept."""
        from informal.workspace import doctor

        return doctor.repair(self._paths, self._origin)


def _listed(backup: Any, now: Tables | None) -> Listed:
    from informal.store.rescue import backups

    try:
        kept = backups.read(backup.path)
        tables = _today(kept) if kept else {}
    except StoreError as error:
        return Listed(backup.path, backup.at, trouble=error.title)
    contacts, messages = (tables.get(name, {}) for name in ("contacts", "messages"))
    return Listed(
        backup.path, backup.at, len(contacts), len(messages), None if now is None else difference(tables, now)
    )


def difference(there: Tables, now: Tables) -> Difference:
    """What the people would be told apart by, if `there` took the place of `now`."""
    old, new = now.get("contacts", {}), there.get("contacts", {})
    added = [id for id in new if id not in old]
    removed = [id for id in old if id not in new]
    changed = [id for id in new if id in old and new[id] != old[id]]
    named = [(new.get(id) or old[id]).get("name", "") for id in (*added, *changed, *removed)]
    return Difference(len(added), len(changed), len(removed), tuple(one_line(str(name)) for name in named[:_NAMED]))


def _today(kept: Kept) -> dict[str, dict[int, Document]]:
    """A backup's tables in today's version."""
    from informal.store import migrate

    migrate.forward(kept.tables, kept.schema)
    return kept.tables


def _read(path: Path) -> Kept:
    """A backup, or an export of everything. Raises BadFile, StoreError."""
    from informal.exchange import json
    from informal.store import files
    from informal.store.checkpoint import Covered
    from informal.store.rescue import backups

    data = backups.unpack(files.read(path) or b"", path)
    if json.looks_like(data):
        return backups.Kept(json.parse(data), json.SCHEMA, Covered())
    return backups.parse(data, path)


def _edits(store: Store, there: Tables) -> list[Edit]:
    """What turns the file into what a backup holds. `meta` stays: it is about this file."""
    edits: list[Edit] = []
    for name in dict.fromkeys([*there, *store.tables()]):
        if name == "meta":
            continue
        old, new = store.table(name), there.get(name, {})
        edits += [Edit.delete(name, document) for id, document in old.items() if id not in new]
        for id, document in new.items():
            was = old.get(id)
            if was is None:
                edits.append(Edit.insert(name, document))
            elif was != document:
                fields = [field for field in {**was, **document} if was.get(field) != document.get(field)]
                before = {field: was[field] for field in fields if field in was}
                after = {field: document[field] for field in fields if field in document}
                edits.append(Edit.change(name, id, before, after))
    if not edits:
        raise Refused("Everything is as that backup has it already")
    return edits


def _without(tables: dict[str, dict[int, Document]], now: Tables) -> tuple[dict[str, dict[int, Document]], int]:
    """A backup's tables without the people whom `now` knows as forgotten, and how many those are.

    `now` keeps knowing it. Whoever is in it was added again by hand, and stays.
    """
    from informal.practice import forgetting

    about = now.get("meta", {}).get(1) or {}
    prints = frozenset(about.get("forgotten") or ())
    wish = forgetting.Wish(frozenset(), prints, frozenset())
    away = forgetting.meant(wish, tables.get("contacts", {}).values(), now.get("contacts", {}).keys())
    left = forgetting.without(tables, away)
    if prints:
        meta = left.get("meta", {}).get(1) or {"id": 1}
        known = prints | set(meta.get("forgotten") or ())
        left["meta"] = {**left.get("meta", {}), 1: {**meta, "forgotten": sorted(known)}}
    return left, len(away)
