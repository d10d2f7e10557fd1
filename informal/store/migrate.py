"""Versions of the file: forward only, one step at a time. A newer file is never touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from informal.errors import StoreError
from informal.store.change import Tables

SCHEMA = 1

# From version n to n + 1.
STEPS: dict[int, Callable[[Tables], Tables]] = {}


def check(schema: int, path: Path) -> None:
    """Raises StoreError for a file that a newer informal wrote."""
    if schema > SCHEMA:
        raise StoreError(
            "This file was written by a newer informal",
            f"{path} has version {schema}; this program knows {SCHEMA}.",
            "Update informal. The file was left as it is.",
        )


def forward(tables: Tables) -> Tables:
    """The tables at today's version. They are written so at the next checkpoint."""
    version = int(tables.get("meta", {}).get(1, {}).get("schema", SCHEMA))
    while version < SCHEMA:
        tables = STEPS[version](tables)
        version += 1
    return tables
