"""What a change is, and how it meets the changes others made in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
Tables = dict[str, dict[int, Document]]
Touched = dict[str, set[int]]
# What a change overrode or passed over: [table, id, field, value]; the field is None where it is the whole document.
Lost = list[Any]

# Lists whose order says nothing: two people adding to one of them both keep what they added.
_SETS = frozenset({"tags", "emails", "days_off"})


@dataclass(frozen=True, slots=True)
class Edit:
    """One document before and after. Whole for an insert (before None) or a delete (after None).

    For a change only the fields that differ, on both sides; a field missing on one side was not there.
    """

    table: str
    id: int
    before: Document | None
    after: Document | None

    @classmethod
    def insert(cls, table: str, document: Document) -> Edit:
        """A new document."""
        return cls(table, document["id"], None, document)

    @classmethod
    def change(cls, table: str, id: int, before: Document, after: Document) -> Edit:
        """Other values for some fields. A field that is only in `before` goes, one only in `after` is new."""
        return cls(table, id, before, after)

    @classmethod
    def delete(cls, table: str, document: Document) -> Edit:
        """A document less."""
        return cls(table, document["id"], document, None)

    def as_json(self) -> list[Any]:
        """As it stands in the journal."""
        return [self.table, self.id, self.before, self.after]


class _Sheet:
    """The tables as they would be: later edits of one step see the earlier ones, the tables themselves stay."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._written: dict[tuple[str, int], Document | None] = {}

    def get(self, table: str, id: int) -> Document | None:
        if (table, id) in self._written:
            return self._written[table, id]
        return self._tables.get(table, {}).get(id)

    def write(self, edit: Edit) -> Edit:
        self._written[edit.table, edit.id] = _followed(self.get(edit.table, edit.id), edit)
        return edit


def _followed(now: Document | None, edit: Edit) -> Document | None:
    """The document after the edit. A new dictionary: whoever reads the old one keeps reading a whole document."""
    if edit.after is None:
        return None
    if edit.before is None or now is None:
        return {"id": edit.id, **edit.after}
    fresh = now | edit.after
    for name in edit.before:
        if name not in edit.after:
            fresh.pop(name, None)
    return fresh


def apply(tables: Tables, edits: Iterable[Edit]) -> Touched:
    """Change the tables in place; which documents that touched."""
    touched: Touched = {}
    for edit in edits:
        table = tables.setdefault(edit.table, {})
        touched.setdefault(edit.table, set()).add(edit.id)
        document = _followed(table.get(edit.id), edit)
        if document is None:
            table.pop(edit.id, None)
        else:
            table[edit.id] = document
    return touched


def snapshot(tables: Mapping[str, Mapping[int, Document]]) -> Tables:
    """The tables as they are now: documents are only ever replaced, so this stays what it is."""
    return {name: dict(table) for name, table in tables.items()}


def settle(tables: Tables, into: Tables) -> Touched:
    """Make the first tables equal to the second, in place; which documents differed. They share them afterwards."""
    touched: Touched = {}
    for name in [*into, *(name for name in tables if name not in into)]:
        old, new = tables.setdefault(name, {}), into.get(name, {})
        ids = {id for id, document in new.items() if (was := old.get(id)) is not document and was != document}
        ids.update(id for id in old if id not in new)
        if ids:
            touched[name] = ids
        old.clear()
        old.update(new)
    return touched


def merge(touched: Touched, more: Touched) -> None:
    """Add what else was touched."""
    for table, ids in more.items():
        touched.setdefault(table, set()).update(ids)


def rebase(
    edits: Sequence[Edit], tables: Tables, seen: Mapping[tuple[str, int], Document]
) -> tuple[list[Edit], list[Lost]]:
    """The edits as they follow on what stands in the tables now, and what lost.

    seen: the documents as whoever made the edits saw them. Of the same field the later change wins, a list that is a
    set is merged, and an edit of what somebody else deleted brings it back: an edit beats a delete.
    """
    sheet = _Sheet(tables)
    fitted: list[Edit] = []
    lost: list[Lost] = []
    for edit in edits:
        now = sheet.get(edit.table, edit.id)
        fit: Edit | None
        if edit.after is None:
            fit = None if now is None else Edit(edit.table, edit.id, now, None)
        elif now is None:
            was = None if edit.before is None else seen.get((edit.table, edit.id))
            fit = Edit(edit.table, edit.id, None, _followed(was, edit))
        else:
            fit = _fields(edit, now, lost)
        if fit is not None:
            fitted.append(sheet.write(fit))
    return fitted, lost


def _fields(edit: Edit, now: Document, lost: list[Lost]) -> Edit | None:
    """A change (or a second insert) field by field against the document as it is; None when nothing differs."""
    before: Document = {}
    after: Document = {}
    was, will = edit.before or {}, edit.after or {}
    for name in dict.fromkeys([*will, *was]):
        if name == "id":
            continue
        meant, there, base = will.get(name), now.get(name), was.get(name)
        if name in _SETS and there != base and isinstance(there, list):
            meant = _merged(base or [], there, meant or [])
        elif there != base and there != meant and name in now:
            lost.append([edit.table, edit.id, name, there])
        if name in now:
            before[name] = there
        if name in will or (name in _SETS and meant):
            after[name] = meant
    return Edit(edit.table, edit.id, before, after) if before != after else None


def _merged(base: list[Any], theirs: list[Any], ours: list[Any]) -> list[Any]:
    return [value for value in theirs if value in ours or value not in base] + [
        value for value in ours if value not in theirs and value not in base
    ]


def take_back(edits: Sequence[Edit], tables: Tables) -> tuple[list[Edit], list[Lost]]:
    """The inverse of a step, and what it meets of later changes.

    A field that was changed again since stays as it is. A document that was added goes with what was typed into it
    since; the inverse holds that, so that it comes back with it.
    """
    sheet = _Sheet(tables)
    back: list[Edit] = []
    met: list[Lost] = []
    for edit in reversed(edits):
        found = _inverse(edit, sheet.get(edit.table, edit.id), met)
        if found is not None:
            back.append(sheet.write(found))
    return back, met


def _inverse(edit: Edit, now: Document | None, met: list[Lost]) -> Edit | None:
    table, id, was, will = edit.table, edit.id, edit.before, edit.after
    if will is None:
        if now is None:
            return Edit(table, id, None, was)
        met.append([table, id, None, now])
        return None
    if now is None:
        met.append([table, id, None, None])
        return None
    if was is None:
        met += [[table, id, name, value] for name, value in now.items() if name != "id" and will.get(name) != value]
        return Edit(table, id, now, None)
    before: Document = {}
    after: Document = {}
    for name in dict.fromkeys([*was, *will]):
        there = now.get(name)
        target = was.get(name)
        if there != will.get(name) or (name in now) != (name in will):
            if name not in _SETS or not isinstance(there, list):
                met.append([table, id, name, there])
                continue
            target = _merged(will.get(name) or [], there, target or [])
        if name in now:
            before[name] = there
        if name in was or target:
            after[name] = target
    return Edit(table, id, before, after) if before != after else None
