"""Lists that are ready to write to, out of a large address book: people one half knows, and who to sort first.

The moderately weak ties matter most (LinkedIn's experiment, Science 2022): somebody of years ago, somewhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from informal.model.kinds import Warmth
from informal.model.values import Contact
from informal.practice.facts import parse_tie
from informal.practice.moves import has_news, moved_on
from informal.text import fold, one_line

# Nobody reads a longer list.
_MOST = 100
# A connection of so many years ago is an old one.
OLD_YEARS = 3
# At so many people of one company, it is taken for one's own.
_OWN_COMPANY = 0.1
_WEAK_TIES = frozenset({"school", "colleague", "event"})


def half_known(contacts: Iterable[Contact], today: date) -> list[int]:
    """People one half knows, the likeliest hundred first: said to be so, or an old connection, elsewhere, with a tie.

    Left out are those who know the person well, are new to them, or are not to be written to.
    """
    people = [person for person in contacts if not person.dont_write and person.rested_on is None]
    own = _own_company(people)
    weighed: list[tuple[int, date, int]] = []
    for person in people:
        weight = _weight(person, own, today)
        if weight:
            weighed.append((-weight, person.connected_on or today, person.id))
    return [id for _, _, id in sorted(weighed)[:_MOST]]


def _weight(person: Contact, own: str, today: date) -> int:
    if person.warmth is Warmth.HALF_KNOWS_ME:
        return 4
    if person.warmth is not None:
        return 0
    weight = 0
    if person.connected_on is not None and today.year - person.connected_on.year >= OLD_YEARS:
        weight += 2
    if parse_tie(person.tie)[0] in _WEAK_TIES:
        weight += 2
    # Being elsewhere says nothing by itself: most people are.
    return weight + 1 if weight and _place(person) not in ("", own) else weight


def _place(person: Contact) -> str:
    return fold(one_line(person.company))


def _own_company(people: list[Contact]) -> str:
    """The company that so many work at that it must be, or have been, one's own; else ""."""
    places = Counter(place for person in people if (place := _place(person)))
    most = places.most_common(1)
    return most[0][0] if most and most[0][1] > max(3, _OWN_COMPANY * len(people)) else ""


def to_sort(contacts: Iterable[Contact]) -> list[int]:
    """The people of whom nobody said yet how well they are known: those with an oldest connection first."""
    unsorted = [person for person in contacts if person.warmth is None and not person.dont_write]
    return [person.id for person in sorted(unsorted, key=lambda one: (one.connected_on or date.max, one.id))]


def changed_jobs(contacts: Iterable[Contact], today: date) -> list[int]:
    """People whose last import brought another company or role, within the last months: a reason to write."""
    moved = [
        (moved_on(person) or today, person.id)
        for person in contacts
        if has_news(person, today) and not person.dont_write
    ]
    return [id for _, id in sorted(moved, reverse=True)]
