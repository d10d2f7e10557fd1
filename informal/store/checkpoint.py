"""The JSON file: the tables as stock TinyDB lays them out, and which journal they hold how much of."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from informal.errors import StoreError
from informal.store import files, migrate
from informal.store.change import Tables

_UNTOUCHED = "It was left as it is. Put a good copy in its place, or move it away to start anew."


@dataclass(frozen=True, slots=True)
class Covered:
    """How far a checkpoint goes. journal: its name. bytes: of it. step: the last step in it. before: the name of the
    journal that was full before this one began."""

    journal: str = ""
    bytes: int = 0
    step: int = 0
    before: str = ""


def load(path: Path) -> tuple[Tables, Covered] | None:
    """The tables and what they cover; None when there is no file. Raises StoreError for a file that is not ours."""
    data = files.read(path)
    if data is None:
        return None
    collecting = gc.isenabled()
    # Half of the time of a large load is the collector looking at what can't be garbage yet.
    gc.disable()
    try:
        raw = orjson.loads(data)
        tables = {name: {int(id): document for id, document in table.items()} for name, table in raw.items()}
        _check(tables)
    except (ValueError, AttributeError, TypeError) as error:
        raise StoreError("This is not a data file of informal", f"{path}: {_why(data, error)}.", _UNTOUCHED) from error
    finally:
        if collecting:
            gc.enable()
    meta: dict[str, Any] = tables.get("meta", {}).get(1, {})
    migrate.check(int(meta.get("schema", 1)), path)
    told = meta.get("journal") or {}
    return migrate.forward(tables), Covered(
        str(told.get("id", "")), int(told.get("covered", 0)), int(told.get("step", 0)), str(told.get("before", ""))
    )


def _check(tables: Tables) -> None:
    for name, table in tables.items():
        if table and not isinstance(next(iter(table.values())), dict):
            raise ValueError(f"the table {name!r} holds no documents")


def _why(data: bytes, error: Exception) -> str:
    if not data.strip(b"\x00 \r\n\t"):
        return "it is empty"
    if b"\n<<<<<<< " in data or data.startswith(b"<<<<<<< "):
        return "two versions of it were mixed by a version control program"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "it holds bytes that are not text"
    return str(error).rstrip(".")


def dump(tables: Tables, covered: Covered) -> bytes:
    """The file's new contents."""
    meta = {
        **tables.get("meta", {}).get(1, {}),
        "id": 1,
        "schema": migrate.SCHEMA,
        "journal": {
            "id": covered.journal,
            "covered": covered.bytes,
            "step": covered.step,
            "before": covered.before,
        },
    }
    whole = {name: {str(id): document for id, document in table.items()} for name, table in tables.items()}
    whole["meta"] = {**whole.get("meta", {}), "1": meta}
    return orjson.dumps(whole)
