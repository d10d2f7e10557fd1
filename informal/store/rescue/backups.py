"""Backups: the whole file as it was at an instant, what the journal holds included, packed in a folder beside it.

A backup is itself a data file. Its `meta` says, in a field of its own, which journal went on from it and where, so that
a damaged file can be made good up to the last change.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from informal.errors import Damaged, StoreError
from informal.store import checkpoint, files
from informal.store.change import Document, Tables, snapshot
from informal.store.checkpoint import Covered

if TYPE_CHECKING:
    from informal.store.ledger import Ledger

FOLDER = "backups"
# One an hour at most; so many of the newest stay, and of so many days the last one.
EVERY_SECONDS = 3600.0
_NEWEST = 10
_DAYS = 14

_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-(\d+))?\.json\.gz")
_PACKED = b"\x1f\x8b"
# More would make a file of 10 MB wait for a second.
_LEVEL = 1
# What zlib calls its largest window, with a header and an end as gzip's.
_GZIP = 31


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in the folder. at: when it was made, by its name, in UTC."""

    path: Path
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds. follows: the journal that goes on from it, how much of it is in here, and the last step."""

    tables: Tables
    schema: int
    follows: Covered


def found(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first. One listing of it; none where it can't be listed."""
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return []
    backups: list[Backup] = []
    for name in sorted(names, key=lambda one: (one[:16], len(one), one), reverse=True):
        if match := _NAME.fullmatch(name):
            with suppress(ValueError):
                at = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                backups.append(Backup(folder / name, at))
    return backups


def contents(tables: Tables, covered: Covered, *, schema: int | None = None, **more: Any) -> bytes:
    """A backup's JSON. covered: the journal that goes on from these tables. more: to be said about the backup.

    As a file it belongs to no journal: put by hand where the data file was, no later change is replayed over it.
    """
    return b"".join(_lines(tables, covered, schema=schema, **more))


def _lines(tables: Tables, covered: Covered, *, schema: int | None, **more: Any) -> Iterator[bytes]:
    of = {"journal": covered.journal, "covered": covered.bytes, "step": covered.step, **more}
    return checkpoint.lines(tables, Covered(step=covered.step), schema=schema, **{checkpoint.OF_BACKUP: of})


def pack(data: bytes | Iterable[bytes]) -> bytes:
    """The bytes as they stand in the folder. data: all of it, or pieces of it, which are never held together."""
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    packed = [packer.compress(piece) for piece in ((data,) if isinstance(data, bytes) else data)]
    return b"".join([*packed, packer.flush()])


def unpack(data: bytes, path: Path) -> bytes:
    """The bytes, unpacked where they were packed. Raises Damaged."""
    if not data.startswith(_PACKED):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise Damaged(
            "This backup can't be unpacked", f"{path}: {error}.", "See the others: informal restore"
        ) from error


def read(path: Path) -> Kept | None:
    """What a backup, packed or not, holds; None when there is no such file. Raises StoreError."""
    data = files.read(path)
    return None if data is None else parse(unpack(data, path), path)


def parse(data: bytes, path: Path) -> Kept:
    """What a backup's JSON holds. Raises StoreError."""
    loaded = checkpoint.parse(data, path)
    of: Any = loaded.tables.get("meta", {}).get(1, {}).get(checkpoint.OF_BACKUP)
    try:
        follows = Covered(str(of["journal"]), int(of["covered"]), int(of["step"]))
    except (TypeError, KeyError, ValueError):
        follows = Covered()
    return Kept(loaded.tables, loaded.schema, follows)


def write(
    folder: Path, packed: bytes, *, at: datetime | None = None, door: AbstractContextManager[object] | None = None
) -> Path:
    """Put a backup into the folder and let older ones go; where it is. door: see files.replace. Raises OSError."""
    now = at or datetime.now(UTC)
    files.make_folder(folder)
    stamp = f"{now:%Y%m%dT%H%M%SZ}"
    same = [
        int(match[2] or 1) for one in found(folder) if (match := _NAME.fullmatch(one.path.name)) and match[1] == stamp
    ]
    path = folder / (f"{stamp}-{max(same) + 1}.json.gz" if same else f"{stamp}.json.gz")
    files.replace(path, packed, door=door)
    _thin(folder, now)
    return path


def _thin(folder: Path, now: datetime) -> None:
    """Let go of what is neither among the newest nor the last of one of the last days. Other files stay."""
    backups = found(folder)
    days = {backup.at.date() for backup in backups[:_NEWEST]}
    for backup in backups[_NEWEST:]:
        day = backup.at.date()
        if day in days or now - backup.at > timedelta(days=_DAYS):
            with suppress(OSError):
                backup.path.unlink()
        days.add(day)


def worth_it(tables: Mapping[str, Mapping[int, Document]]) -> bool:
    """Whether there is anything to lose."""
    return any(table for name, table in tables.items() if name != "meta")


@dataclass(frozen=True, slots=True)
class Instant:
    """A file's contents at an instant: to be packed and written later, by any thread."""

    tables: Tables
    covered: Covered
    schema: int | None = None

    @classmethod
    def of(cls, ledger: Ledger) -> Instant:
        """What a ledger holds now."""
        return cls(snapshot(ledger.tables), replace(ledger.covered, bytes=ledger.end, step=ledger.step))

    def packed(self, **more: Any) -> bytes:
        """As it will stand in the folder. more: to be said about the backup."""
        return pack(_lines(self.tables, self.covered, schema=self.schema, **more))


Job = Callable[[], bool]


def not_made(error: OSError | StoreError) -> str:
    """Why there is no backup, as a sentence."""
    why = error.message if isinstance(error, StoreError) else f"{error.filename or FOLDER}: {error.strerror or error}."
    return f"A backup could not be made. {why}"
