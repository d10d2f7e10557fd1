"""Who led you to whom: a tree that begins with "you", and who still waits to hear what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from informal.model.kinds import Kind, State, TalkOutcome
from informal.model.values import Contact, Message, Talk
from informal.practice.asks import ASKING
from informal.practice.record import day_of, moment
from informal.text import counted

# The opening that tells somebody what became of an introduction; a test compares it with the file's name.
TOLD = "introduction-told"
# What one writes to somebody who helped. Each of them tells, if it comes after the news.
_TELLING = frozenset({Kind.UPDATE, Kind.CLOSING, Kind.THANK_YOU})


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the tree. id: None for "you". asked_me: they came by themselves, to ask."""

    id: int | None
    name: str
    introduced: tuple[Node, ...] = ()
    asked_me: bool = False


@dataclass(frozen=True, slots=True)
class Growth:
    """How it grew. people: all in the tree but you. steps: how many hands the longest way goes through."""

    people: int
    steps: int

    def __str__(self) -> str:
        if not self.people:
            return ""
        return f"From 0 to {counted(self.people, 'person', 'people')} in {counted(self.steps, 'step', 'steps')}."


@dataclass(frozen=True, slots=True)
class News:
    """Something became of an introduction. about: the person introduced; talked: else they were only written to."""

    about: int
    talked: bool
    on: date


def tree(people: Iterable[Contact], met: frozenset[int]) -> Node:
    """Everybody who was met, led to somebody, was introduced, or asked *you*, each under whoever led there.

    met: with whom a letter or a talk went to and fro. An introducer who is gone counts as nobody; in a circle the
    one who was kept first stands under "you". The order is that in which people were kept.
    """
    known = {person.id: person for person in people}
    parent = {id: person.introduced_by for id, person in known.items() if person.introduced_by in known}
    parents = frozenset(parent.values())
    ours = sorted(
        id for id, person in known.items() if id in met or id in parent or id in parents or person.asked_me is not None
    )
    for id in _circles(parent):
        del parent[id]
    children: dict[int | None, list[int]] = {}
    for id in ours:
        children.setdefault(parent.get(id), []).append(id)
    made: dict[int, Node] = {}
    # Leaves first, without recursion: a chain may be as long as somebody's file wants it.
    for id in reversed(_downwards(children)):
        person = known[id]
        below = tuple(made[child] for child in children.get(id, ()))
        made[id] = Node(id, person.name, below, person.asked_me is not None)
    return Node(None, "you", tuple(made[id] for id in children.get(None, ())))


def growth(root: Node) -> Growth:
    """How many people there are in a tree, and in how many steps."""
    people = steps = 0
    level = list(root.introduced)
    while level:
        people += len(level)
        steps += 1
        level = [child for node in level for child in node.introduced]
    return Growth(people, steps)


def news(
    introduced: Iterable[Contact],
    messages_of: Callable[[int], Sequence[Message]],
    talks_of: Callable[[int], Sequence[Talk]],
) -> dict[int, News]:
    """The introducers who were not told yet what became of an introduction of theirs, and the newest of it.

    introduced: the people somebody led to. Written to, then talked with: each is something to tell, once.
    """
    newest: dict[int, tuple[datetime, News]] = {}
    for person in introduced:
        by = person.introduced_by
        became = _became(person.id, messages_of(person.id), talks_of(person.id))
        if by is None or by == person.id or became is None:
            continue
        if by not in newest or became[0] > newest[by][0]:
            newest[by] = became
    return {by: what for by, (at, what) in newest.items() if not _told(messages_of(by), at)}


def say_news(what: News, names: Mapping[int, str]) -> str:
    """The reason on a line: "tell them you talked with Kofi Fictional"."""
    did = "talked with" if what.talked else "wrote to"
    return f"tell them you {did} {names[what.about]}"


def _became(id: int, messages: Sequence[Message], talks: Sequence[Talk]) -> tuple[datetime, News] | None:
    held = [talk for talk in talks if talk.outcome is TalkOutcome.HELD]
    if held:
        last = max(held, key=lambda talk: talk.starts_at)
        return last.starts_at, News(id, True, last.on)
    asked = [m for m in messages if m.state is State.SENT and m.kind in ASKING]
    if not asked:
        return None
    first = min(asked, key=moment)
    return moment(first)[0], News(id, False, day_of(first))


def _told(messages: Sequence[Message], since: datetime) -> bool:
    return any(m.state is State.SENT and m.kind in _TELLING and moment(m)[0] >= since for m in messages)


def _circles(parent: Mapping[int, int | None]) -> list[int]:
    """One of each circle, the smallest id: whoever introduced somebody who introduced them, however far around."""
    done: set[int] = set()
    cut: list[int] = []
    for start in parent:
        way: list[int] = []
        place: dict[int, int] = {}
        at: int | None = start
        while at is not None and at not in done and at not in place:
            place[at] = len(way)
            way.append(at)
            at = parent.get(at)
        if at is not None and at in place:
            cut.append(min(way[place[at] :]))
        done.update(way)
    return cut


def _downwards(children: Mapping[int | None, list[int]]) -> list[int]:
    """Everybody below "you", parents before children."""
    order: list[int] = []
    waiting = list(children.get(None, ()))
    while waiting:
        id = waiting.pop()
        order.append(id)
        waiting.extend(children.get(id, ()))
    return order
