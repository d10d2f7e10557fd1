"""Equal texts of many documents kept once: what was imported stands in a person twice, and many share a company.

Reading could do that at once, but would take a third longer; so it is done a little at a time, when the app is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from informal.store.change import Document, Tables

# Documents at a go: about two milliseconds.
_SLICE = 500
# The fields whose values many documents share.
_OFTEN = ("company", "role", "source", "connected_on", "created", "subject", "kind", "channel", "state", "on")


def share(tables: Tables) -> Iterator[None]:
    """Go through all documents, with a pause after each slice. They stay equal to what they were."""
    known: dict[Any, Any] = {}
    for table in list(tables.values()):
        ids = list(table)
        for start in range(0, len(ids), _SLICE):
            for id in ids[start : start + _SLICE]:
                if document := table.get(id):
                    _share(document, known)
            yield


def _share(document: Document, known: dict[Any, Any]) -> None:
    for name in _OFTEN:
        value = document.get(name)
        if type(value) is str:
            document[name] = known.setdefault(value, value)
    imported = document.get("imported")
    if type(imported) is dict:
        for name, value in imported.items():
            if type(value) is str and document.get(name) == value:
                imported[name] = document[name]
