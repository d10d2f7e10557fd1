"""Putting a large address book in order: sorting, ready lists, two records of one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from informal.errors import Refused
from informal.model.kinds import State
from informal.model.values import Contact, Message, Version
from informal.practice import doubles, ready
from informal.practice.doubles import Pair
from informal.store import Edit
from informal.text import one_line
from informal.workspace.core import Core, change
from informal.workspace.letters import VERSIONS_KEPT


@dataclass(frozen=True, slots=True)
class ReadyList:
    """People to choose among. title: two or three words; people: ids, the likeliest first."""

    title: str
    people: tuple[int, ...]


class Sorting:
    """The use cases about many people."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def to_sort(self) -> list[int]:
        """The people of whom one has not said yet how well one knows them."""
        return ready.to_sort(self._core.contacts())

    def lists(self) -> list[ReadyList]:
        """The ready lists that have somebody in them."""
        core = self._core
        found = [
            ReadyList("people you half know", tuple(ready.half_known(core.contacts(), core.today))),
            ReadyList("changed jobs", tuple(ready.changed_jobs(core.contacts(), core.today))),
            ReadyList(
                "perhaps twice in here", tuple(dict.fromkeys(id for p in self.doubles() for id in (p.one, p.other)))
            ),
        ]
        return [one for one in found if one.people]

    def doubles(self) -> list[Pair]:
        """Records that may be one person, the surest first."""
        return doubles.likely(self._core.contacts())

    def tag(self, people: Iterable[int], tag: str) -> int:
        """Give a tag to people, as one step; how many did not have it."""
        tag = one_line(tag)
        return self._each(
            f"tag {tag}", people, lambda one: one if tag in one.tags else replace(one, tags=(*one.tags, tag))
        )

    def rest(self, people: Iterable[int]) -> int:
        """Let people rest, as one step; how many did not."""
        today = self._core.today
        return self._each(
            "let people rest", people, lambda one: one if one.rested_on else replace(one, rested_on=today)
        )

    def _each(self, label: str, people: Iterable[int], changed: Callable[[Contact], Contact]) -> int:
        edits: list[Edit] = []
        number = 0
        for id in people:
            before = self._core.contact(id)
            fields = change("contacts", before, changed(before))
            edits += fields
            number += bool(fields)
        self._core.commit(f"{label}: {number}", edits)
        return number

    def merge(self, who: int, into: int) -> Contact:
        """Make one record of two, as one step: everything of `who` goes to `into`. Raises Refused, NotFound."""
        core = self._core
        one, other = core.contact(into), core.contact(who)
        if who == into:
            raise Refused("That is one and the same person", one_line(one.name))
        after = doubles.merged(one, other)
        edits = change("contacts", one, after)
        edits += self._messages(who, into)
        for talk in core.talks_of(who):
            edits += change("talks", talk, replace(talk, contact=into))
        for person in core.contacts():
            if person.introduced_by == who and person.id != into:
                edits += change("contacts", person, replace(person, introduced_by=into))
        edits.append(Edit("contacts", who, core.store.get("contacts", who), None))
        core.commit(f"merge {other.name} into {one.name}", edits)
        return after

    def _messages(self, who: int, into: int) -> list[Edit]:
        """Letters go along. Of two drafts of one kind the newer stays, the other is among its versions."""
        core = self._core
        edits: list[Edit] = []
        drafts = {m.kind: m for m in core.messages_of(into) if m.state is State.DRAFT}
        for message in core.messages_of(who):
            mine = drafts.get(message.kind) if message.state is State.DRAFT else None
            if mine is None:
                edits += change("messages", message, replace(message, contact=into))
                continue
            newer, older = sorted((mine, message), key=lambda m: (m.at is not None, m.at, m.id), reverse=True)
            edits += change("messages", newer, replace(newer, contact=into, versions=_with(newer, older)))
            edits.append(Edit("messages", older.id, core.store.get("messages", older.id), None))
        return edits


def _with(newer: Message, older: Message) -> tuple[Version, ...]:
    assert older.at is not None
    text = Version(at=older.at, subject=older.subject, body=older.body, opening=older.opening)
    return (*older.versions, text, *newer.versions)[-VERSIONS_KEPT:]
