"""What a change is, and how it meets the changes others made in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
Tables = dict[str, dict[int, Document]]
Touched = dict[str, set[int]]

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
    def delete(cls, table: str, document: Document) -> Edit:
        """A document less."""
        return cls(table, document["id"], document, None)

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.table, self.id, self.after, self.before)

    def as_json(self) -> list[Any]:
        """As it stands in the journal."""
        return [self.table, self.id, self.before, self.after]


def apply(tables: Tables, edits: Iterable[Edit]) -> Touched:
    """Change the tables in place; which documents that touched."""
    touched: Touched = {}
    for edit in edits:
        table = tables.setdefault(edit.table, {})
        touched.setdefault(edit.table, set()).add(edit.id)
        if edit.after is None:
            table.pop(edit.id, None)
        elif edit.before is None or edit.id not in table:
            table[edit.id] = {"id": edit.id, **edit.after}
        else:
            # A new dictionary: whoever still reads the old one keeps reading a whole document.
            fresh = {name: value for name, value in table[edit.id].items() if name not in edit.before}
            table[edit.id] = fresh | edit.after
    return touched


def rebase(
    edits: Sequence[Edit], tables: Tables, seen: Mapping[tuple[str, int], Document]
) -> tuple[list[Edit], list[Any]]:
    """The edits as they follow on what stands in the tables now, and what lost: [table, id, field, value] each.

    seen: the documents as whoever made the edits saw them. Of the same field the later change wins, a list that is a
    set is merged, and an edit of what somebody else deleted brings it back: an edit beats a delete.
    """
    fitted: list[Edit] = []
    lost: list[Any] = []
    for edit in edits:
        now = tables.get(edit.table, {}).get(edit.id)
        if edit.after is None:
            if now is not None:
                fitted.append(Edit(edit.table, edit.id, now, None))
        elif now is None:
            whole = edit.after if edit.before is None else {**seen.get((edit.table, edit.id), {}), **edit.after}
            fitted.append(Edit(edit.table, edit.id, None, {"id": edit.id, **whole}))
        else:
            fitted += _fields(edit, now, lost)
    return fitted, lost


def _fields(edit: Edit, now: Document, lost: list[Any]) -> list[Edit]:
    """A change (or a second insert) field by field against the document as it is."""
    before: Document = {}
    after: Document = {}
    was = edit.before or {}
    assert edit.after is not None
    for name in [*edit.after, *(name for name in was if name not in edit.after)]:
        if name == "id":
            continue
        meant, there, base = edit.after.get(name), now.get(name), was.get(name)
        if name in _SETS and there != base and isinstance(there, list):
            meant = _merged(base or [], there, meant or [])
        elif there != base and there != meant and name in now:
            lost.append([edit.table, edit.id, name, there])
        if name in now:
            before[name] = there
        if name in edit.after:
            after[name] = meant
    return [Edit(edit.table, edit.id, before, after)] if before != after else []


def _merged(base: list[Any], theirs: list[Any], ours: list[Any]) -> list[Any]:
    return [value for value in theirs if value in ours or value not in base] + [
        value for value in ours if value not in theirs and value not in base
    ]


def take_back(edits: Sequence[Edit], tables: Tables) -> tuple[list[Edit], list[Any]]:
    """The inverse of a step, without what was changed again since: that stays, and is told as what was passed over."""
    back: list[Edit] = []
    passed: list[Any] = []
    for edit in reversed(edits):
        now = tables.get(edit.table, {}).get(edit.id)
        if edit.before is None and edit.after is not None:
            if now is not None:
                back.append(Edit(edit.table, edit.id, now, None))
        elif edit.after is None:
            if now is None and edit.before is not None:
                back.append(Edit(edit.table, edit.id, None, edit.before))
        elif now is not None and edit.before is not None:
            mine = {name for name in {*edit.before, *edit.after} if now.get(name) == edit.after.get(name)}
            passed += [
                [edit.table, edit.id, name, now.get(name)] for name in {*edit.before, *edit.after} if name not in mine
            ]
            was = {name: value for name, value in edit.after.items() if name in mine}
            will = {name: value for name, value in edit.before.items() if name in mine}
            if was != will:
                back.append(Edit(edit.table, edit.id, was, will))
    return back, passed
