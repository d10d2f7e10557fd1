"""Who led to whom, where a file says it by a name ("Referred By")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from informal.model.values import Contact
from informal.text import fold, one_line

FIELD = "introduced_by"


@dataclass(slots=True)
class Referrals:
    """by: who was led to by whom, as ids. said: a sentence for each row that named somebody, by the row's place."""

    by: dict[int, int] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)


def resolve(wanted: Mapping[int, tuple[Contact, str]], people: Iterable[Contact]) -> Referrals:
    """Whom the names of those who led to others mean. wanted: by the row's place, the person and the name.

    people: everybody, as they would be. A name counts when exactly one person has it, whole. What was set before, or
    taken out by hand since an import said it, stays; nobody leads to themselves, in however many steps.
    """
    named: dict[str, list[int]] = {}
    before: dict[int, int | None] = {}
    for one in people:
        named.setdefault(fold(one_line(one.name)), []).append(one.id)
        before[one.id] = one.introduced_by
    found = Referrals()
    for place, (person, name) in wanted.items():
        if before[person.id] is not None or FIELD in person.imported or person.dont_write:
            continue
        fitting = [id for id in named.get(fold(one_line(name)), ()) if id != person.id]
        if len(fitting) != 1:
            why = "several here have that name" if fitting else "nobody here has that name"
            found.said[place] = f"introduced by {name}: {why}"
        elif _leads(person.id, fitting[0], before):
            found.said[place] = f"introduced by {name}: they were led to each other, left out"
        else:
            before[person.id] = found.by[person.id] = fitting[0]
            found.said[place] = f"introduced by {name}"
    return found


def _leads(one: int, to: int, by: Mapping[int, int | None]) -> bool:
    """Whether somebody was led to by another, in any number of steps."""
    seen: set[int] = set()
    at: int | None = to
    while at is not None and at not in seen:
        if at == one:
            return True
        seen.add(at)
        at = by.get(at)
    return False
