"""Whom to write to next, out of everybody: the order of the first days, and the 3-day rule of silence.

Silence is not answered with a nudge but with an ask to somebody else, at another place first: in a small firm a
second letter reads as spam (Dalton's 3B7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from informal.model.kinds import Stage, Warmth
from informal.practice.stage import Standing
from informal.text import fold

SILENT = frozenset({Stage.ASKED, Stage.FOLLOW_UP_DUE})

_KNOWS, _HALF, _NEW = Warmth.KNOWS_ME, Warmth.HALF_KNOWS_ME, Warmth.NEW_TO_ME


class Somebody(Protocol):
    """What Today reads of a contact; a light row does as well as the whole value."""

    @property
    def id(self) -> int: ...
    @property
    def company(self) -> str: ...
    @property
    def warmth(self) -> Warmth | None: ...
    @property
    def tie(self) -> str: ...
    @property
    def introduced_by(self) -> int | None: ...
    @property
    def snoozed_until(self) -> date | None: ...
    @property
    def dont_write(self) -> bool: ...


Candidate = tuple[Somebody, Standing]


def _place(company: str) -> str:
    return fold(company).strip()


@dataclass(slots=True)
class Threads:
    """How many letters are open at which place, and how many silences wait for an ask to somebody else."""

    open_letters: dict[str, int]
    lifts: int

    @classmethod
    def of(cls, begun: list[Candidate], today: date) -> Threads:
        """Read from everybody one has begun with."""
        open_letters: dict[str, int] = {}
        silences: list[date] = []
        for person, at in begun:
            silent = at.stage in SILENT
            if silent or at.handed:
                place = _place(person.company)
                open_letters[place] = open_letters.get(place, 0) + 1
            if silent and at.elsewhere is not None and at.elsewhere <= today:
                silences.append(at.elsewhere)
        return cls(open_letters, _lifts(silences, [at.asked for _, at in begun if at.asked is not None]))

    def open_at(self, person: Somebody) -> int:
        """How many letters are open at the person's company; none where no company is known."""
        place = _place(person.company)
        return self.open_letters.get(place, 0) if place else 0

    def open_one(self, person: Somebody) -> None:
        """Counts somebody who is given out as a letter into their company."""
        place = _place(person.company)
        self.open_letters[place] = self.open_letters.get(place, 0) + 1


class People:
    """People to write to, in the order of the first days. Buckets: three are wanted of perhaps 30,000."""

    def __init__(self, today: date, skipped: frozenset[int]) -> None:
        self.today = today
        self.skipped = skipped
        self.put_off: list[Candidate] = []
        self.knows: list[Candidate] = []
        self.half: list[Candidate] = []
        self.introduced: list[Candidate] = []
        self.new: list[Candidate] = []
        self.unsorted: list[Candidate] = []

    def take(self, candidate: Candidate) -> None:
        """Puts somebody never written to into their bucket, unless it is not their day."""
        person = candidate[0]
        until = person.snoozed_until
        if until is not None:
            if until <= self.today:
                self.put_off.append(candidate)
            return
        warmth = person.warmth
        if warmth is _KNOWS:
            self.knows.append(candidate)
        elif warmth is _HALF:
            self.half.append(candidate)
        elif person.introduced_by is not None:
            self.introduced.append(candidate)
        elif warmth is _NEW:
            self.new.append(candidate)
        else:
            self.unsorted.append(candidate)

    def __iter__(self) -> Iterator[Candidate]:
        for bucket in (self.put_off, self.knows, self.half, self.introduced, self.new, self.unsorted):
            bucket.sort(key=lambda one: one[0].id)
            for tied in (True, False):
                yield from (one for one in bucket if bool(one[0].tie) is tied and one[0].id not in self.skipped)


def _lifts(silences: list[date], asked: list[date]) -> int:
    """How many silences wait for an ask to somebody else: each later ask makes up for one of them."""
    silences.sort()
    waiting = reached = 0
    for day in sorted(asked):
        while reached < len(silences) and silences[reached] <= day:
            reached += 1
            waiting += 1
        waiting = max(0, waiting - 1)
    return waiting + len(silences) - reached


def elsewhere_first(people: People, threads: Threads, full: int, seen: set[int]) -> Iterator[Candidate]:
    """People to write to, in order: first those at places without an open letter, then while a place has room.

    Everybody given out counts as a letter into their place.
    """
    later: list[Candidate] = []
    for one in people:
        person = one[0]
        if person.id in seen:
            continue
        if threads.open_at(person):
            later.append(one)
            continue
        seen.add(person.id)
        threads.open_one(person)
        yield one
    for one in later:
        person = one[0]
        if threads.open_at(person) < full and person.id not in seen:
            seen.add(person.id)
            threads.open_one(person)
            yield one
