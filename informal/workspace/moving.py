"""An export of our own comes in: into an empty file it makes the same one, into a filled one it adds what is missing.

By id, and for people also by who they are: somebody who is here under another id keeps it, and what the file says of
them points there. What is here is never overwritten; what is empty is filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from informal.model.rows import Row
from informal.practice.merging import Became, Plan, RowOutcome
from informal.practice.sameness import Known, prints
from informal.store import Edit
from informal.text import one_line
from informal.workspace.core import Core

Document = dict[str, Any]
Tables = Mapping[str, Mapping[int, Document]]

# Fields that name a person.
_POINTERS = {"messages": "contact", "talks": "contact", "contacts": "introduced_by"}
_LISTS = ("emails", "tags")
# Empty here may mean that they were woken since.
_PASSING = {"id", "rested_on", "snoozed_until"}
# What there is one of; of these what is empty is filled.
_ONLY_ONES = ("settings", "blockers", "checkins")
_NOUNS = {"messages": ("letter", "letters"), "talks": ("talk", "talks")}


@dataclass(slots=True)
class Moved:
    """What an import of an export would do. more: what came with the people, as a sentence's end."""

    plan: Plan
    edits: list[Edit] = field(default_factory=list)
    more: str = ""


def plan(core: Core, tables: Tables) -> Moved:
    """What would be added and filled. Changes nothing."""
    work = _Work(core, tables)
    outcomes = [
        work.person(number, id, document)
        for number, (id, document) in enumerate(sorted(tables.get("contacts", {}).items()), 1)
    ]
    for table, documents in tables.items():
        if table not in ("contacts", "meta"):
            for id, document in sorted(documents.items()):
                work.other(table, id, document)
    work.meta(tables.get("meta", {}).get(1, {}))
    added = {table: sum(1 for edit in work.edits if edit.table == table and edit.before is None) for table in _NOUNS}
    more = ", ".join(f"{number:,} {_NOUNS[table][number > 1]}" for table, number in added.items() if number)
    return Moved(Plan(tuple(outcomes)), work.edits, more)


class _Work:
    def __init__(self, core: Core, tables: Tables) -> None:
        self._store = core.store
        self._here = core.store.table("contacts")
        self._known = Known(core.contacts())
        self._theirs = tables.get("contacts", {})
        self._meta: Document = core.store.get("meta", 1) or {}
        self._forgotten = frozenset(self._meta.get("forgotten", ()))
        self._staying_away: set[int] = set()
        self._added: set[int] = set()
        # Where somebody of the file is here; found first, since anybody may point to anybody.
        self._places = {id: self._place(id, document) for id, document in self._theirs.items()}
        self._edits: dict[tuple[str, int], Edit] = {}

    @property
    def edits(self) -> list[Edit]:
        """All of it, as one step."""
        return list(self._edits.values())

    def _place(self, id: int, document: Document) -> int:
        name, company = str(document.get("name", "")), str(document.get("company", ""))
        linkedin, emails = str(document.get("linkedin", "")), tuple(document.get("emails", ()))
        if id in self._here:
            return id
        if self._forgotten and not self._forgotten.isdisjoint(prints(name, company, linkedin, emails)):
            self._staying_away.add(id)
            return id
        # Two of the file are two people there: nobody becomes one with somebody whom the file has, too.
        found, how = self._known.find(Row(number=0, name=name, emails=emails, company=company, linkedin=linkedin))
        return found.id if found is not None and how and found.id not in self._theirs else id

    def person(self, number: int, id: int, document: Document) -> RowOutcome:
        """What becomes of somebody in the file."""
        name = one_line(str(document.get("name", "")))
        if id in self._staying_away:
            return RowOutcome(number, name, Became.SKIPPED, "you asked to forget them: they stay away")
        place = self._places[id]
        document = self._pointed("contacts", document)
        mine = self._as_it_would_be("contacts", place)
        if mine is None:
            self._added.add(place)
            self._edits["contacts", place] = Edit("contacts", place, None, document)
            return RowOutcome(number, name, Became.ADDED, "", place)
        how = "" if place == id else "somebody here is the same person"
        fields = {} if mine.get("dont_write") else _missing(mine, document)
        if "emails" in fields:
            owned = [one for one in fields["emails"] if self._known.owner(one) in (None, place)]
            fields["emails"] = owned
        fields = {name: value for name, value in fields.items() if value != mine.get(name)}
        if not fields:
            return RowOutcome(number, name, Became.UNCHANGED, how, place)
        self._change("contacts", place, mine, fields)
        said = [f"adds {', '.join(name.replace('_', ' ') for name in fields)}"]
        return RowOutcome(number, name, Became.MERGED, "; ".join([*([how] if how else []), *said]), place)

    def other(self, table: str, id: int, document: Document) -> None:
        """What becomes of a letter, a talk, or anything else."""
        pointer = _POINTERS.get(table, "")
        whom = document.get(pointer) if pointer else None
        if whom in self._staying_away:
            return
        document = self._pointed(table, document)
        mine = self._store.get(table, id)
        if mine is None:
            self._edits[table, id] = Edit(table, id, None, document)
            return
        # A letter whose person was deleted gets them back, and its text.
        lost = bool(pointer) and mine.get(pointer) is None and document.get(pointer) in self._added
        if (table in _ONLY_ONES or lost) and (fields := _missing(mine, document)):
            self._change(table, id, mine, fields)

    def meta(self, theirs: Document) -> None:
        """Those who were forgotten elsewhere stay away here, too; what a later version keeps there is kept."""
        fields = {name: value for name, value in theirs.items() if name not in ("id", "schema", "journal")}
        if "forgotten" in fields:
            mine = self._meta.get("forgotten", [])
            fields["forgotten"] = [*mine, *(one for one in fields["forgotten"] if one not in mine)]
        fields = {
            name: value
            for name, value in fields.items()
            if value != self._meta.get(name) and (name == "forgotten" or name not in self._meta)
        }
        if fields and self._meta:
            self._change("meta", 1, self._meta, fields)
        elif fields:
            self._edits["meta", 1] = Edit("meta", 1, None, {"id": 1, **fields})

    def _pointed(self, table: str, document: Document) -> Document:
        """The document with the ids that people have here."""
        pointer = _POINTERS.get(table, "")
        whom = document.get(pointer) if pointer else None
        if whom in self._staying_away:
            return {name: value for name, value in document.items() if name != pointer}
        place = self._places.get(whom, whom) if isinstance(whom, int) else whom
        return document if place == whom else document | {pointer: place}

    def _as_it_would_be(self, table: str, id: int) -> Document | None:
        """A document with what the file has added so far: two of the file may be one here."""
        mine, edit = self._store.get(table, id), self._edits.get((table, id))
        return mine if edit is None or edit.after is None else (mine or {}) | edit.after

    def _change(self, table: str, id: int, mine: Document, fields: Document) -> None:
        before = {name: mine[name] for name in fields if name in mine}
        earlier = self._edits.get((table, id))
        if earlier is not None:
            before, fields = before | (earlier.before or {}), (earlier.after or {}) | fields
        self._edits[table, id] = Edit(table, id, before, fields)


def _missing(mine: Document, theirs: Document) -> Document:
    """The fields that are empty here and not there; lists as both together."""
    fields: Document = {}
    for name, value in theirs.items():
        if name in _PASSING or not value:
            continue
        have = mine.get(name)
        if name in _LISTS and isinstance(value, list):
            held = {str(one).casefold() for one in have or ()}
            if more := [one for one in value if str(one).casefold() not in held]:
                fields[name] = [*(have or ()), *more]
        elif not have:
            fields[name] = value
    return fields
