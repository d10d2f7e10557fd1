"""The same person twice in the file: how likely two records are one, and what one record of both would hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from informal.model.kinds import Warmth
from informal.model.values import Contact
from informal.practice import names
from informal.practice.sameness import normal_profile
from informal.text import fold, one_line

# A name that so many people carry tells nothing.
_MOST_OF_A_NAME = 6
_WARMER = (Warmth.KNOWS_ME, Warmth.HALF_KNOWS_ME, Warmth.NEW_TO_ME, None)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person. why: what speaks for it. sure: an address or profile says so."""

    one: int
    other: int
    why: str
    sure: bool


def likely(contacts: Iterable[Contact]) -> list[Pair]:
    """The pairs that may be one person, the surest first; each pair once."""
    people = list(contacts)
    found: dict[tuple[int, int], Pair] = {}
    for keys, why, sure in (
        (_addresses, "the same address", True),
        (_profiles, "the same profile", True),
        (_names, "the same name", False),
        (_places, "nearly the same name, at the same place", False),
    ):
        for one, other in _sharing(people, keys, most=None if sure else _MOST_OF_A_NAME):
            found.setdefault((one, other), Pair(one, other, why, sure))
    return sorted(found.values(), key=lambda pair: (not pair.sure, pair.one, pair.other))


def _sharing(
    people: list[Contact], keys: Callable[[Contact], list[str]], most: int | None
) -> Iterator[tuple[int, int]]:
    groups: dict[str, list[int]] = {}
    for person in people:
        for key in set(keys(person)):
            groups.setdefault(key, []).append(person.id)
    for ids in groups.values():
        if most is None or len(ids) <= most:
            yield from combinations(sorted(ids), 2)


def _addresses(person: Contact) -> list[str]:
    return [address.casefold() for address in person.emails]


def _profiles(person: Contact) -> list[str]:
    return [profile] if (profile := normal_profile(person.linkedin)) else []


def _words(person: Contact) -> list[str]:
    return fold(names.plain(one_line(person.name))).replace(",", " ").split()


def _names(person: Contact) -> list[str]:
    """The words of a name in any order: "Example, Ada" is "Ada Example"."""
    words = _words(person)
    return [" ".join(sorted(words))] if len(words) > 1 else []


def _places(person: Contact) -> list[str]:
    """First letter, last name, company: "A. Example" is "Ada Example" of the same place."""
    words = _words(person)
    if len(words) < 2 or not person.company:
        return []
    return [f"{words[0][0]} {words[-1]} {fold(one_line(person.company))}"]


def merged(into: Contact, other: Contact) -> Contact:
    """One record of both. What `into` says stays; the other fills what is empty, and adds to lists and notes."""
    fields = {
        name: getattr(into, name) or getattr(other, name)
        for name in ("greeting", "company", "role", "linkedin", "phone", "timezone", "tie", "asked_me", "source")
    }
    introduced_by = into.introduced_by or other.introduced_by
    return replace(
        into,
        **fields,
        emails=_both(into.emails, other.emails, str.casefold),
        tags=_both(into.tags, other.tags, fold),
        notes="\n\n".join(dict.fromkeys(note for note in (into.notes, other.notes) if note)),
        warmth=min((into.warmth, other.warmth), key=_WARMER.index),
        introduced_by=None if introduced_by in (into.id, other.id) else introduced_by,
        imported=other.imported | into.imported,
        connected_on=min((day for day in (into.connected_on, other.connected_on) if day), default=None),
        created=min((moment for moment in (into.created, other.created) if moment), default=None),
        rested_on=into.rested_on if other.rested_on else None,
        snoozed_until=into.snoozed_until or other.snoozed_until,
        dont_write=into.dont_write or other.dont_write,
    )


def _both(first: tuple[str, ...], second: tuple[str, ...], key: Callable[[str], str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in (*first, *second):
        found.setdefault(key(text), text)
    return tuple(found.values())
