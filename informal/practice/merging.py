"""What becomes of each person in a file: added, merged, unchanged or skipped, with the reason. Nothing is changed here.

Two are the same by their profile's address, by any e-mail address, or by name and company together; never by name
alone. What a person typed is never overwritten: an import fills what is empty and renews what still stands as an
earlier import gave it (Contact.imported). The same file again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from informal.model.rows import Row, Skipped
from informal.model.values import Contact
from informal.practice import referrals
from informal.practice.moves import MOVED
from informal.practice.sameness import KEYLESS, Known, keyless_mark, normal_profile, prints
from informal.text import fold, one_line

__all__ = ["Became", "Plan", "RowOutcome", "normal_profile", "plan", "prints"]

# Fields of a row that hold one value, by the name they have in Contact too.
_SINGLE = ("name", "greeting", "company", "role", "linkedin", "phone", "notes", "connected_on", "warmth", "tie")
_SINGLES = frozenset(_SINGLE)
_SAID = {"linkedin": "profile", "connected_on": "day of connection"}
_SHOWN = ("name", "company", "role")


class Became(StrEnum):
    """What became of a row."""

    ADDED = "added"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What a row would do. before is None for somebody new; both are None for a row that is skipped.

    offered: what the file says in place of what was typed by hand, by field: it is not taken unless chosen.
    """

    number: int
    name: str
    outcome: Became
    reason: str
    contact: int | None = None
    before: Contact | None = None
    after: Contact | None = None
    row: Row | None = None
    offered: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Every row's outcome, in the file's order."""

    outcomes: tuple[RowOutcome, ...]

    def count(self, outcome: Became) -> int:
        """How many rows ended so."""
        return self.counts()[outcome]

    def counts(self) -> dict[Became, int]:
        """How many rows ended in each way."""
        found = Counter(one.outcome for one in self.outcomes)
        return {became: found[became] for became in Became}

    def taking(self, number: int) -> Plan:
        """The same plan, but one row's offered values are taken after all."""
        return Plan(tuple(_taken(one) if one.number == number else one for one in self.outcomes))

    def changes(self) -> list[tuple[Contact | None, Contact]]:
        """Each person that would change, once: as they were (None: new) and as all their rows leave them."""
        net: dict[int, tuple[Contact | None, Contact]] = {}
        for one in self.outcomes:
            if one.after is not None and one.outcome in (Became.ADDED, Became.MERGED):
                first = net.get(one.after.id)
                net[one.after.id] = (first[0] if first else one.before, one.after)
        return [(before, after) for before, after in net.values() if before != after]


def plan(
    rows: Iterable[Row],
    contacts: Iterable[Contact],
    today: date,
    forgotten: Collection[str] = (),
    *,
    make_id: Callable[[], int],
    skipped: Sequence[Skipped] = (),
    now: datetime | None = None,
) -> Plan:
    """What importing the rows would do. Each row, and each one skipped when the file was read, has one outcome.

    forgotten: `prints` of the people who were forgotten and stay away. make_id: an id for each new person, ascending.
    now: when the new ones are said to be created. A day of connection after `today` is taken for misread.
    """
    work = _Work(contacts, today, frozenset(forgotten), make_id, now)
    outcomes = [work.take(row) for row in rows]
    outcomes += [RowOutcome(row.number, row.name, Became.SKIPPED, row.reason) for row in skipped]
    if skipped:
        outcomes.sort(key=lambda one: one.number)
    return Plan(tuple(_introduced(outcomes, work.people())))


@dataclass(slots=True)
class _Given:
    """What this file said about somebody so far. The first row that says something about a field counts.

    Otherwise two rows of one person would overwrite each other anew at each import.
    """

    row: int
    fields: set[str] = field(default_factory=set)


class _Work:
    """One run over a file: the people as they are after the rows so far."""

    def __init__(
        self,
        contacts: Iterable[Contact],
        today: date,
        forgotten: frozenset[str],
        make_id: Callable[[], int],
        now: datetime | None,
    ) -> None:
        self._known = Known(contacts)
        self._today = today
        self._forgotten = forgotten
        self._make_id = make_id
        self._now = now
        self._given: dict[int, _Given] = {}

    def people(self) -> Iterable[Contact]:
        """Everybody, as the rows so far leave them."""
        return self._known.people()

    def take(self, row: Row) -> RowOutcome:
        """What becomes of one row."""
        if row.connected_on and row.connected_on > self._today:
            remark = _join(row.remark, f"the day {row.connected_on} is still to come: left out")
            row = replace(row, connected_on=None, remark=remark)
        if not one_line(row.name):
            return RowOutcome(row.number, "", Became.SKIPPED, "it names nobody", row=row)
        if self._forgotten and not self._forgotten.isdisjoint(prints(row.name, row.company, row.linkedin, row.emails)):
            return RowOutcome(row.number, row.name, Became.SKIPPED, "you asked to forget them: they stay away", row=row)
        known, how = self._known.find(row)
        return self._add(row) if known is None else self._merge(row, known, how)

    def _add(self, row: Row) -> RowOutcome:
        namesake = self._known.namesake(row.name)
        emails, tags = _distinct(row.emails), _distinct(row.tags)
        snapshot = _snapshot(row, emails, tags)
        contact = Contact(
            id=self._make_id(),
            name=row.name,
            greeting=snapshot.get("greeting", ""),
            emails=emails,
            company=row.company,
            role=row.role,
            linkedin=row.linkedin,
            phone=row.phone,
            tags=tags,
            warmth=row.warmth,
            tie=row.tie,
            notes=row.notes,
            source=row.source,
            imported=snapshot,
            connected_on=row.connected_on,
            created=self._now,
        )
        self._known.add(contact, row)
        self._known.claim(contact, row)
        self._given[contact.id] = _Given(row.number, set(snapshot.keys() & _SINGLES))
        return RowOutcome(
            row.number, row.name, Became.ADDED, _join(row.remark, namesake), contact.id, None, contact, row
        )

    def _merge(self, row: Row, before: Contact, how: str) -> RowOutcome:
        self._known.also(before, row)
        if before.dont_write:
            self._known.claim(before, row)
            reason = "asked not to be written to again: left as they are"
            return RowOutcome(row.number, before.name, Became.UNCHANGED, reason, before.id, before, before, row)
        given = self._given.get(before.id)
        same = f"the same person as in line {given.row}" if given else ""
        given = given or self._given.setdefault(before.id, _Given(row.number))
        after, done, offered = _merged(before, row, given, self._known, self._today)
        if after != before:
            self._known.change(before, after)
        self._known.claim(after, row)
        outcome = Became.UNCHANGED if after == before else Became.MERGED
        reason = _join(same or how, *done, row.remark)
        return RowOutcome(row.number, after.name, outcome, reason, after.id, before, after, row, offered)


def _taken(one: RowOutcome) -> RowOutcome:
    if one.after is None or not one.offered:
        return one
    given = {name: _plain(value) for name, value in one.offered.items()}
    after = replace(one.after, **one.offered, imported=one.after.imported | given)
    return replace(one, outcome=Became.MERGED, after=after, reason=f"takes the file's {', '.join(one.offered)}")


def _introduced(outcomes: list[RowOutcome], people: Iterable[Contact]) -> list[RowOutcome]:
    """The outcomes with who led to whom, where the file says so by a name that exactly one person has."""
    wanted = {
        number: (one.after, one.row.introduced_by)
        for number, one in enumerate(outcomes)
        if one.row is not None and one.row.introduced_by and one.after is not None
    }
    if not wanted:
        return outcomes
    found = referrals.resolve(wanted, people)
    for number, one in enumerate(outcomes):
        reason = _join(one.reason, found.said.get(number, ""))
        if one.after is None or (by := found.by.get(one.after.id)) is None:
            outcomes[number] = replace(one, reason=reason) if number in found.said else one
            continue
        after = replace(one.after, introduced_by=by, imported=one.after.imported | {referrals.FIELD: by})
        became = Became.MERGED if one.outcome is Became.UNCHANGED and number in found.said else one.outcome
        outcomes[number] = replace(one, outcome=became, reason=reason, after=after)
    return outcomes


def _merged(
    before: Contact, row: Row, given: _Given, known: Known, today: date
) -> tuple[Contact, list[str], dict[str, Any]]:
    """The contact with what the row adds, what is to be said about it, and what it says against what was typed."""
    said_now = {name: value for name in _SINGLE if (value := _value(row, name)) and name not in given.fields}
    given.fields.update(said_now)
    changes = {name: value for name, value in said_now.items() if _may_write(before, row, name, value)}
    offered = {
        name: value
        for name, value in said_now.items()
        if name in _SHOWN and name not in changes and getattr(before, name) not in ("", value)
    }
    said = [f"your {name} {getattr(before, name)!r} stays, the file says {value!r}" for name, value in offered.items()]
    # Else the earlier line would mean this one when the file comes again.
    if "name" in changes and not known.may_be_called(before, row.name):
        del changes["name"]
        said.append("an earlier line has that name: not renamed")
    if "company" in changes and not known.may_work_at(before, changes.get("name", before.name), row.company):
        del changes["company"]
        said.append("an earlier line has that name and company: company left as it is")
    if fold(changes.get("name", before.name)) != fold(row.name):
        changes.pop("greeting", None)  # it belongs to a name that is not theirs here
    filled = [_SAID.get(name, name) for name in changes if not getattr(before, name)]
    said += [
        f"{name} was {was!r}" if name in _SHOWN else f"renews the {_SAID.get(name, name)}"
        for name in changes
        if (was := getattr(before, name))
    ]
    imported = dict(before.imported) | {name: _plain(value) for name, value in changes.items()}
    if any(name in changes and getattr(before, name) for name in ("company", "role")):
        imported[MOVED] = today.isoformat()
    emails = [address for address in row.emails if known.may_have(before, address)]
    for name, fresh, word in (("emails", emails, "an e-mail address"), ("tags", row.tags, "tags")):
        mine, last = getattr(before, name), imported.get(name, [])
        had = {one.casefold() for one in (*mine, *last)}
        if new := [one for one in _distinct(fresh) if one.casefold() not in had]:
            changes[name] = (*mine, *new)
            imported[name] = [*last, *new]
            filled.append(word)
    if filled:
        said.insert(0, f"adds {', '.join(filled)}")
    return (replace(before, **changes, imported=imported) if changes else before), said, offered


def _may_write(before: Contact, row: Row, name: str, value: Any) -> bool:
    """Whether a field is empty, or stands as an import gave it, and the file says something else."""
    mine, last = getattr(before, name), before.imported.get(name)
    if mine == value or (not mine and last == _plain(value)):  # the same, or taken out by hand
        return False
    if name == "name" and not _share_a_word(mine, row.name):
        return False  # a mailbox that several people use, or somebody else's link
    return not mine or _plain(mine) == last


def _share_a_word(one: str, other: str) -> bool:
    return not set(fold(one).split()).isdisjoint(fold(other).split())


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(text.casefold(), text)
    return tuple(kept.values())


def _value(row: Row, name: str) -> Any:
    return _greeting(row) if name == "greeting" else getattr(row, name)


def _greeting(row: Row) -> str:
    """How the file would greet them, where that is not simply the first word of the name."""
    return row.first if row.first and fold(row.first) != fold(row.name.split()[0]) else ""


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _snapshot(row: Row, emails: tuple[str, ...], tags: tuple[str, ...]) -> dict[str, Any]:
    """What this row gave, for Contact.imported."""
    snapshot = {name: _plain(value) for name in _SINGLE if (value := _value(row, name))}
    lists = {"emails": list(emails), "tags": list(tags), KEYLESS: keyless_mark(row)}
    return snapshot | {name: value for name, value in lists.items() if value}


def _join(*sentences: str) -> str:
    return "; ".join(sentence for sentence in sentences if sentence)
