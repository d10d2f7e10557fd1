"""Versions of the file: forward only, one step at a time. A newer file is never touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from informal.errors import StoreError
from informal.store.change import Tables

SCHEMA = 1
FIRST = 1

# From version n to n + 1, in place.
STEPS: dict[int, Callable[[Tables], None]] = {}


def check(schema: int, path: Path) -> None:
    """Raises StoreError for a file that a newer informal wrote."""
    if schema > SCHEMA:
        raise StoreError(
            "This file was written by a newer informal",
            f"{path} has version {schema}; this program knows {SCHEMA}. It was left as it is.",
            "Update informal.",
        )


def forward(tables: Tables, schema: int) -> None:
    """Bring tables of an older version to today's, in place: after the journal was applied, whose lines are as old."""
    for version in range(schema, SCHEMA):
        STEPS[version](tables)
