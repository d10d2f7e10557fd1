"""A look at the files themselves: what is wrong with them, in plain words, and how that is put right."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from time import time
from typing import Any

import orjson

from informal.errors import Damaged, InformalError, StoreError
from informal.store import checkpoint, files, journal, migrate
from informal.store.change import Tables
from informal.store.checkpoint import Loaded
from informal.store.rescue import backups, damage, notices
from informal.store.rescue.damage import Place
from informal.store.store import Store
from informal.text import one_line

# A replacement that is still under way is younger.
_LEFT_BEHIND_SECONDS = 3600


class Sort(StrEnum):
    """What a problem is about, and so what mends it."""

    FILE = "file"
    UNREADABLE = "unreadable"
    RECORD = "record"
    REFERENCE = "reference"
    NUMBER = "number"
    JOURNAL = "journal"
    LINES = "lines"
    BACKUP = "backup"
    MODE = "mode"
    COPY = "copy"
    LEFTOVER = "leftover"
    FORGETTING = "forgetting"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. path: of the file it is about. table, id, field: of the record."""

    sort: Sort
    sentence: str
    path: Path | None = None
    table: str = ""
    id: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found. tables: None when the file can't be read."""

    tables: Tables | None
    problems: tuple[Problem, ...]


def look(path: Path) -> Look:
    """Read the file, its journals, the backups, and what lies beside them. Changes nothing, raises nothing."""
    place = Place.of(path)
    tables: Tables | None = None
    problems: list[Problem] = []
    try:
        loaded = checkpoint.load(place.file)
        tables = damage.as_found(place.file, place.journal).tables
        if loaded is not None and loaded.schema < migrate.SCHEMA:
            migrate.forward(tables, loaded.schema)
        problems += _file(place, loaded, tables)
    except Damaged as error:
        problems.append(Problem(Sort.FILE, f"{error.title}. {error.message}", place.file))
    except StoreError as error:
        problems.append(Problem(Sort.UNREADABLE, str(error), place.file))
    problems += _beside(path, place)
    return Look(tables, tuple(problems))


def _file(place: Place, loaded: Loaded | None, tables: Tables) -> Iterator[Problem]:
    piece = journal.read(place.journal, loaded.covered.bytes if loaded else 0)
    if loaded is None:
        if piece.name or backups.found(place.backups):
            yield Problem(Sort.FILE, f"The data file is missing: {place.file}.", place.file)
        return
    yield from _numbers(place.file, tables)
    covered = loaded.covered
    ours = piece.name == covered.journal and piece.whole
    if covered.journal and not ours:
        if piece.there and piece.name != covered.before:
            yield Problem(
                Sort.JOURNAL, f"{place.journal.name} does not go on from the file, and is not used.", place.journal
            )
        elif covered.bytes and not piece.there:
            yield Problem(
                Sort.JOURNAL,
                f"{place.journal.name} is missing: what was done last may be lost, and undo reaches no further.",
                place.journal,
            )
    elif not covered.journal and piece.there:
        yield Problem(Sort.JOURNAL, f"{place.journal.name} belongs to another file, and is not used.", place.journal)
    for path, name in ((place.journal, covered.journal), (place.last_journal, covered.before)):
        bad = len(damaged_lines(path, name))
        if bad:
            lines = "1 damaged line" if bad == 1 else f"{bad} damaged lines"
            yield Problem(Sort.LINES, f"{path.name} has {lines}. The others count.", path)


def damaged_lines(path: Path, name: str) -> list[bytes]:
    """The damaged lines of a journal that carries that name; a torn last line is none. Raises StoreError."""
    piece = journal.read(path, 0)
    return journal.scan(piece.data).damaged if name and piece.name == name else []


def _numbers(path: Path, tables: Tables) -> Iterator[Problem]:
    """Records whose own number is not the one they are kept under, as only the file's own text tells."""
    raw: Any = orjson.loads(files.read(path) or b"{}")
    for table, documents in raw.items():
        for key, document in documents.items():
            id = int(key)
            if id not in tables.get(table, {}):
                continue
            told = document.get("id", id)
            if told != id:
                said = f"Number {id} in {one_line(table)} says it is number {one_line(str(told))[:40]}."
                yield Problem(Sort.NUMBER, said, table=table, id=id)


def _beside(path: Path, place: Place) -> Iterator[Problem]:
    if notices.forgetting(place.file).exists():
        yield Problem(Sort.FORGETTING, "Forgetting somebody was interrupted, and is not finished yet.")
    for backup in backups.found(place.backups):
        try:
            backups.read(backup.path)
        except InformalError as error:
            yield Problem(Sort.BACKUP, f"A backup can't be read. {error.message}", backup.path)
    for copy in notices.conflict_copies(path):
        yield Problem(Sort.COPY, f"Another version of your file lies beside it: {one_line(copy.name)}.", copy)
    for left in _left_behind(path, place):
        yield Problem(Sort.LEFTOVER, f"An unfinished file was left behind: {one_line(left.name)}.", left)
    if os.name == "posix":
        yield from _modes(place)


def _left_behind(path: Path, place: Place) -> Iterator[Path]:
    for folder in dict.fromkeys((place.file.parent, path.parent, place.backups, place.aside)):
        for name in notices.names(folder):
            mine = folder in (place.backups, place.aside) or name.startswith((f".{path.stem}.", f".{place.file.stem}."))
            if mine and name.startswith(".") and name.endswith(".new"):
                with suppress(OSError):
                    if time() - (folder / name).stat().st_mtime > _LEFT_BEHIND_SECONDS:
                        yield folder / name


def _modes(place: Place) -> Iterator[Problem]:
    for path in own_files(place):
        with suppress(OSError):
            mode = path.stat().st_mode & 0o777
            if path.is_dir() and path == place.file.parent:
                if mode & 0o022:
                    yield Problem(Sort.MODE, f"Others may change what is in the folder {path}.", path)
            elif mode & 0o077:
                yield Problem(Sort.MODE, f"Others on this computer may look into {path}.", path)


def own_files(place: Place) -> list[Path]:
    """Every file and folder that is the program's own, as far as it is there."""
    folder, stem = place.file.parent, place.file.stem
    own = [folder]
    own += [
        folder / name
        for name in notices.names(folder)
        if name == place.file.name or name.startswith((f"{stem}.journal", f"{stem}.lock", f"{stem}.forgetting"))
    ]
    for inner in (place.backups, place.aside):
        if inner.is_dir():
            own += [inner, *(inner / name for name in notices.names(inner) if not name.startswith("."))]
    return own


# Mending


def mend_files(path: Path, problems: tuple[Problem, ...]) -> list[str]:
    """Put right what is wrong with the files of a data file that can be read, or was just made good; what was done.

    Nothing is deleted. Raises NotKept, StoreError.
    """
    place = Place.of(path)
    done: list[str] = []
    sorts = {problem.sort for problem in problems}
    try:
        if sorts & {Sort.JOURNAL, Sort.LINES, Sort.NUMBER}:
            done += _mend_journals(path, place)
        for problem in problems:
            if problem.path is None:
                continue
            if problem.sort in (Sort.BACKUP, Sort.COPY, Sort.LEFTOVER):
                for copy in damage.move_aside(place.aside, [problem.path]):
                    done.append(f"{one_line(problem.path.name)} was set aside: {copy}")
            elif problem.sort is Sort.MODE:
                with suppress(FileNotFoundError):
                    mode = problem.path.stat().st_mode & 0o777
                    problem.path.chmod(mode & (0o755 if problem.path == place.file.parent else 0o700))
                    done.append(f"{problem.path} is yours alone now.")
    except OSError as error:
        raise files.not_kept(error, place.file) from error
    return done


def _mend_journals(path: Path, place: Place) -> list[str]:
    """Set strange journals and damaged lines aside, and go on with a new journal that follows the intact lines."""
    store = Store.open(path)

    def anew(ledger: Any) -> list[str]:
        names = ((ledger.journal, ledger.covered.journal), (ledger.last_journal, ledger.covered.before))
        bad = [line for file, name in names for line in damaged_lines(file, name)]
        said = []
        if bad:
            copy = damage.put_aside(place.aside, f"{place.journal.name} lines", b"\n".join(bad) + b"\n")
            said.append(f"The damaged lines of the journal were set aside: {copy}")
        ledger.rewrite(ledger.lines())
        return said

    said = store.with_files(anew)
    return [*said, *(report for report in store.reports if "was set aside:" in report), "A new journal was begun."]
