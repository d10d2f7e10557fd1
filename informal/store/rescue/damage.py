"""A damaged file: what can still be read of it and beside it, set aside byte for byte, and a good one in its place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from informal.errors import Damaged, StoreError
from informal.store import checkpoint, files, journal, migrate
from informal.store.change import Tables, apply
from informal.store.checkpoint import Covered, Loaded
from informal.store.history import edits_of
from informal.store.journal import Line, Piece
from informal.store.rescue import backups
from informal.store.rescue.backups import Backup, Kept

SET_ASIDE = "set-aside"


def as_found(path: Path, journal_path: Path) -> Loaded:
    """The file with what its journal holds beyond it, in the version it has. Raises StoreError."""
    loaded = checkpoint.load(path) or Loaded({}, Covered(), migrate.SCHEMA, 0)
    covered = loaded.covered
    piece = journal.read(journal_path, covered.bytes)
    if covered.journal and piece.name == covered.journal and piece.whole:
        covered = _replayed(loaded.tables, covered, piece)
    return replace(loaded, covered=covered)


def _replayed(tables: Tables, covered: Covered, piece: Piece) -> Covered:
    """Apply a piece that begins where `covered` ends; how far that goes."""
    found = journal.scan(piece.data, covered.bytes)
    step = covered.step
    for line in found.lines:
        apply(tables, edits_of(line))
        step = max(step, int(line.get("step", 0)))
    return replace(covered, bytes=found.end, step=step)


# Setting aside


def keep_aside(folder: Path, files_: Sequence[Path]) -> list[Path]:
    """Copy files into the folder for what was set aside, byte for byte; where the copies are. Raises OSError.

    A copy first: whatever happens before the original is replaced, it is still there.
    """
    copies: list[Path] = []
    for path in files_:
        with suppress(FileNotFoundError):
            copies.append(put_aside(folder, path.name, path.read_bytes()))
    return copies


def put_aside(folder: Path, name: str, data: bytes) -> Path:
    """Keep bytes in the folder for what was set aside; where they are. Raises OSError."""
    files.make_folder(folder)
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    copy, number = folder / f"{stamp} {name}", 1
    while copy.exists():
        number += 1
        copy = folder / f"{stamp}-{number} {name}"
    files.replace(copy, data)
    return copy


def move_aside(folder: Path, files_: Sequence[Path]) -> list[Path]:
    """The same, and the originals go. Raises OSError."""
    copies = keep_aside(folder, files_)
    for path in files_:
        path.unlink(missing_ok=True)
        files.sync_folder(path.parent)
    return copies


# A good file in its place


@dataclass(frozen=True, slots=True)
class Place:
    """Where a data file and what goes with it are. file: links followed, as the journals are beside the real file."""

    file: Path
    journal: Path
    last_journal: Path
    lock: Path
    backups: Path
    aside: Path

    @classmethod
    def of(cls, path: Path) -> Place:
        """The places of the file at a path."""
        real = Path(os.path.realpath(path))
        journals = real.with_suffix(".journal"), real.with_suffix(".journal.1")
        beside = path.parent
        return cls(real, *journals, real.with_suffix(".lock"), beside / backups.FOLDER, beside / SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Mended:
    """What was put in a file's place. source: the backup's path, None for the journal alone.

    later: how many steps of the journal came on top. aside: the copies of what was there.
    """

    source: Path | None
    later: int
    aside: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Good:
    """What would be put in a file's place. source: the backup, None for the journal alone. later: as in Mended."""

    source: Backup | None
    tables: Tables
    covered: Covered
    schema: int
    later: int


def good(path: Path) -> Good | None:
    """The newest good backup, and what the journal holds beyond it; None when there is nothing. Changes nothing.

    Without a backup the journal alone will do, if it goes back to the beginning.
    """
    place = Place.of(path)
    for backup in backups.found(place.backups):
        with suppress(StoreError):
            if (kept := backups.read(backup.path)) is not None:
                tables, covered = _with_journals(place, kept)
                return Good(backup, tables, covered, kept.schema, covered.step - kept.follows.step)
    with suppress(StoreError):
        if (alone := _from_the_beginning(place)) is not None:
            tables, covered = alone
            return Good(None, tables, covered, migrate.SCHEMA, covered.step)
    return None


def mend(path: Path) -> Mended:
    """Put what is good in a damaged or missing file's place. What was there is set aside byte for byte, with its
    journals. Raises NotKept; StoreError when the file is not damaged, or there is nothing good.
    """
    place = Place.of(path)
    with files.locked(place.lock):
        _must_be_gone(place)
        found = good(path)
        if found is None:
            raise StoreError(
                "There is no good copy to put in its place",
                f"{place.backups} holds no backup that can be read. {path} was left as it is.",
                "If you have a copy elsewhere: informal restore FILE",
            )
        source = found.source.path if found.source else None
        return _put(place, source, found.tables, found.covered, found.schema, found.later)


def put(path: Path, kept: Kept, source: Path) -> Mended:
    """Put one chosen backup in a damaged file's place, and no later change on top; the journals are set aside with it.

    Raises NotKept, StoreError.
    """
    place = Place.of(path)
    with files.locked(place.lock):
        _must_be_gone(place)
        return _put(place, source, kept.tables, Covered(step=kept.follows.step), kept.schema, 0)


def _must_be_gone(place: Place) -> None:
    """Raises StoreError for a file that can be read: somebody mended it meanwhile; and for one that may not be read."""
    try:
        loaded = checkpoint.load(place.file)
    except Damaged:
        return
    if loaded is not None:
        raise StoreError("The file can be read", f"{place.file} is a data file. It was left as it is.")


def _put(place: Place, source: Path | None, tables: Tables, covered: Covered, schema: int, later: int) -> Mended:
    data = checkpoint.dump(tables, covered, schema=schema)
    try:
        aside = keep_aside(place.aside, [place.file, place.journal, place.last_journal])
        files.make_folder(place.file.parent)
        files.replace(place.file, data)
        if not covered.journal:
            # Its copy is kept. Left here it would be set aside once more.
            place.journal.unlink(missing_ok=True)
            place.last_journal.unlink(missing_ok=True)
            files.sync_folder(place.file.parent)
    except OSError as error:
        raise files.not_kept(error, place.file) from error
    return Mended(source, later, tuple(aside))


def _with_journals(place: Place, kept: Kept) -> tuple[Tables, Covered]:
    """A backup's tables brought up to the last change, as far as the journals go on from it."""
    follows, tables = kept.follows, kept.tables
    bare = Covered(step=follows.step)
    if not follows.journal or kept.schema != migrate.SCHEMA:
        return tables, bare
    with suppress(StoreError):
        now = journal.read(place.journal, follows.bytes)
        if now.name == follows.journal and now.whole:
            return tables, _replayed(tables, follows, now)
        last = journal.read(place.last_journal, follows.bytes)
        if last.name != follows.journal or not last.whole:
            return tables, bare
        reached = _replayed(tables, follows, last)
        whole = journal.read(place.journal, 0)
        if whole.name and _first_step(journal.scan(whole.data).lines) == reached.step + 1:
            return tables, _replayed(tables, Covered(whole.name, 0, reached.step, follows.journal), whole)
        return tables, Covered(step=reached.step)
    return tables, bare


def _first_step(lines: Sequence[Line]) -> int:
    return next((int(line["step"]) for line in lines if "step" in line), 0)


def _from_the_beginning(place: Place) -> tuple[Tables, Covered] | None:
    """What the journal alone tells; None when it does not go back to an empty file."""
    piece = journal.read(place.journal, 0)
    if not piece.name:
        return None
    found = journal.scan(piece.data)
    if _first_step(found.lines) != 1:
        return None
    tables: Tables = {}
    step = 0
    for line in found.lines:
        for edit in edits_of(line):
            if edit.before is not None and edit.id not in tables.get(edit.table, {}):
                return None
            apply(tables, [edit])
        step = max(step, int(line.get("step", 0)))
    return tables, Covered(piece.name, found.end, step)
