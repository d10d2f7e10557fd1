"""What is known of a person that a letter may say, and which openings that makes true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from informal.model.kinds import Kind, Warmth
from informal.model.values import Contact
from informal.model.words import Opening
from informal.text import one_line

TIE_SORTS = ("school", "colleague", "work", "event", "interest")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known that a letter may say.

    tie_sort: the first word of Contact.tie, if it is one of TIE_SORTS. signature: what stands under a letter, where
    that is more than the name. profile: the link of one's own.
    """

    greeting: str = ""
    me: str = ""
    company: str = ""
    role: str = ""
    tie: str = ""
    tie_sort: str = ""
    introducer: str = ""
    curious_about: str = ""
    signature: str = ""
    profile: str = ""


FACTS = tuple(item.name for item in fields(Facts) if item.name not in ("tie_sort", "signature"))
# What an opening may need. "by name": never offered, only asked for by its name.
NEEDS = (
    *(f"warmth {warmth}" for warmth in Warmth),
    "tie",
    *(f"tie {sort}" for sort in TIE_SORTS),
    "introduced_by",
    "curious_about",
    "profile",
    "company",
    "role",
    "by name",
)


def parse_tie(tie: str) -> tuple[str, str]:
    """("school", "Riverside High") of "school: Riverside High"; the sort is "" when the tie does not begin with one."""
    sort, colon, rest = tie.partition(":")
    if colon and sort.strip().casefold() in TIE_SORTS:
        return sort.strip().casefold(), one_line(rest)
    return "", one_line(tie)


def offered(
    openings: Iterable[Opening], contact: Contact, facts: Facts, kind: Kind, tried: Mapping[str, int]
) -> list[Opening]:
    """The openings of a kind that are true for a person: the one that says most about the two first, and among
    those that say as much the one tried least."""

    def rank(opening: Opening) -> tuple[int, int, int, str]:
        return (-_closeness(opening), tried.get(opening.name, 0), opening.order, opening.name)

    fitting = [opening for opening in openings if opening.kind is kind and _is_true(opening, contact, facts)]
    return sorted(fitting, key=rank)


def _is_true(opening: Opening, contact: Contact, facts: Facts) -> bool:
    return all(_met(need, contact, facts) for need in opening.needs)


def _met(need: str, contact: Contact, facts: Facts) -> bool:
    what, _, which = need.partition(" ")
    if what == "warmth":
        return contact.warmth == which
    if what == "tie":
        return bool(facts.tie) and which in ("", facts.tie_sort)
    if what == "introduced_by":
        return bool(facts.introducer)
    return bool(getattr(facts, what, ""))


def _closeness(opening: Opening) -> int:
    """How much an opening says about the two: an introduction, then knowing each other, then a tie, then half so."""
    strength = {"introduced_by": 5, f"warmth {Warmth.KNOWS_ME}": 4, f"warmth {Warmth.HALF_KNOWS_ME}": 2}
    # Where somebody works says nothing about the two.
    strength |= {"company": 0, "role": 0}
    return max((3 if need.startswith("tie") else strength.get(need, 1) for need in opening.needs), default=0)
