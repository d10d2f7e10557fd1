"""The JSON file: the tables as stock TinyDB lays them out, and which journal they hold how much of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from informal.errors import Damaged
from informal.store import files, migrate, pieces
from informal.store.change import Tables

# When a checkpoint is due: past this much that it does not hold, ...
_UNCOVERED_BYTES = 1_000_000
# ... or when nothing has happened for a second per MB of JSON, within these bounds, or ten times that after all.
_IDLE_SECONDS = (0.25, 15.0)
_AGE_FACTOR = 10

# In a backup, this field of `meta` says which journal goes on from it. It would be false anywhere else.
OF_BACKUP = "backup"
# A file without `meta` is taken for ours only if it holds nothing but these.
_TABLES = frozenset({"contacts", "messages", "talks", "blockers", "checkins", "settings", "meta"})
# The file begins with what others look for each second, so that they need not read the rest.
_HEAD = re.compile(rb'\{\s*"meta":\s*\{\s*"1":\s*\{\s*"id":\s*1,\s*"schema":\s*(\d+),\s*"journal":\s*(\{[^{}]*\})')
_HEAD_BYTES = 512
_BEGINS = b'{"meta":{"1":{"id":1,"schema":'


@dataclass(frozen=True, slots=True)
class Covered:
    """How far a checkpoint goes. journal: its name, "" for none. bytes: of it. step: the last step in it.

    before: the name of the journal that was full before this one began.
    """

    journal: str = ""
    bytes: int = 0
    step: int = 0
    before: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read whole. size: in bytes."""

    tables: Tables
    covered: Covered
    schema: int
    size: int


def load(path: Path) -> Loaded | None:
    """All of the file; None when there is none. Raises StoreError for one that is damaged, foreign or newer."""
    try:
        with path.open("rb") as file, files.uncollected():
            tables = pieces.load(file)
            loaded = None if tables is None else _loaded(tables, file.tell())
    except (OSError, ValueError, TypeError, AttributeError):
        loaded = None
    if loaded is not None:
        migrate.check(loaded.schema, path)
        return loaded
    # Another program laid it out, or something is wrong with it, which is told of the whole.
    data = files.read(path)
    return None if data is None else parse(data, path)


def parse(data: bytes, path: Path) -> Loaded:
    """What the bytes of a file hold. Raises Damaged for what is no data file, StoreError for a newer one."""
    try:
        with files.uncollected():
            found = pieces.load(pieces.each(data))
            loaded = _loaded(orjson.loads(data) if found is None else found, len(data))
    except (ValueError, TypeError, AttributeError) as error:
        raise Damaged(
            "This is not a data file of informal",
            f"{path}: {_why(data, error)}. It was left as it is.",
            "To mend it: informal doctor --repair. To choose a backup: informal restore",
        ) from error
    migrate.check(loaded.schema, path)
    return loaded


def _loaded(raw: Any, size: int) -> Loaded:
    """Raises ValueError, TypeError, AttributeError."""
    tables = _tables(raw)
    meta = tables.get("meta", {}).get(1, {})
    schema, covered = _whole(meta.get("schema", migrate.SCHEMA)), _covered(meta.get("journal") or {})
    if schema < migrate.FIRST:
        raise ValueError(f"version {schema} of it never was")
    return Loaded(tables, covered, schema, size)


def _tables(raw: Any) -> Tables:
    if not isinstance(raw, dict):
        raise TypeError("it holds no tables")
    tables: Tables = {}
    for name, table in raw.items():
        if not isinstance(table, dict):
            raise TypeError(f"{name!r} is not a table")
        documents = tables[name] = _by_number(table)
        for id, document in documents.items():
            if type(document) is not dict:
                raise TypeError(f"{id} in the table {name!r} is not a document")
            if document.get("id") != id:
                # Another TinyDB program wrote it: the id is only its key there.
                document["id"] = id
    if 1 not in tables.get("meta", {}) and not _TABLES.issuperset(tables):
        raise ValueError("it seems to be another program's")
    return tables


def _by_number(table: dict[Any, Any]) -> dict[int, Any]:
    """Raises ValueError."""
    return table if type(next(iter(table), 0)) is int else {int(id): document for id, document in table.items()}


def _whole(number: Any) -> int:
    if type(number) is not int or number < 0:
        raise TypeError(f"{number!r} stands where a count belongs")
    return number


def _covered(told: dict[str, Any]) -> Covered:
    return Covered(
        str(told.get("id", "")),
        _whole(told.get("covered", 0)),
        _whole(told.get("step", 0)),
        str(told.get("before", "")),
    )


def _why(data: bytes, error: Exception) -> str:
    if not data.strip():
        return "it is empty"
    if b"\x00" in data:
        return "it holds NUL bytes, as after a power cut"
    if b"\n<<<<<<< " in data or data.startswith(b"<<<<<<< "):
        return "two versions of it were mixed by a version control program"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "it holds bytes that are not text"
    if isinstance(error, orjson.JSONDecodeError):
        if data.lstrip()[:1] == b"{" and data.rstrip()[-1:] != b"}":
            return "its end is missing"
        return f"it is not JSON: {error}"
    return str(error)


def peek(path: Path) -> Covered | None:
    """What a file covers, by its first bytes when they tell; None when there is no file. Raises StoreError."""
    try:
        with path.open("rb") as file:
            found = _HEAD.match(file.read(_HEAD_BYTES))
        if found is not None:
            migrate.check(int(found[1]), path)
            return _covered(orjson.loads(found[2]))
    except (OSError, ValueError, TypeError):
        pass
    loaded = load(path)
    return None if loaded is None else loaded.covered


def is_ours(path: Path) -> bool:
    """Whether a file begins as we write it; another program would put blanks between. Raises nothing."""
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINS)) == _BEGINS
    except OSError:
        return False


def dump(tables: Tables, covered: Covered, *, schema: int | None = None, **more: Any) -> bytes:
    """The file's new contents, `meta` first. schema: of the tables, if not today's. more: fields for `meta`."""
    return b"".join(lines(tables, covered, schema=schema, **more))


def lines(tables: Tables, covered: Covered, *, schema: int | None = None, **more: Any) -> Iterator[bytes]:
    """The same line by line, each made when it is asked for: the tables must stay as they are until then."""
    others = {id: document for id, document in tables.get("meta", {}).items() if id != 1}
    meta = {
        "id": 1,
        "schema": migrate.SCHEMA if schema is None else schema,
        "journal": {"id": covered.journal, "covered": covered.bytes, "step": covered.step, "before": covered.before},
        **more,
    }
    kept = tables.get("meta", {}).get(1, {})
    meta |= {name: value for name, value in kept.items() if name not in meta and name != OF_BACKUP}
    return pieces.lines(
        {"meta": {1: meta, **others}} | {name: table for name, table in tables.items() if name != "meta"}
    )


def idle_seconds(size: int) -> float:
    """How long nothing must have happened before a file of that many bytes is written anew."""
    least, most = _IDLE_SECONDS
    return min(most, max(least, size / 1_000_000))


def due(*, uncovered: int, size: int, idle: float, age: float) -> bool:
    """Whether it is time. uncovered: bytes of the journal; age, idle: seconds since the first, the last of them."""
    if uncovered <= 0:
        return False
    wait = idle_seconds(size)
    return uncovered > _UNCOVERED_BYTES or idle >= wait or age > wait * _AGE_FACTOR
