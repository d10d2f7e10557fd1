"""A file with so many asks in it, some of them answered, as one would have it after a while."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from informal.model.ids import new_id
from informal.model.kinds import Channel, Kind, Outcome, State, TalkOutcome, Warmth
from informal.model.values import Contact, Message, Talk
from informal.store import Edit
from informal.system.clock import Clock
from informal.workspace import Paths, Workspace
from informal.workspace.core import insert


def paths(folder: Path) -> Paths:
    return Paths(folder, folder / "config", folder / "state")


def lived(folder: Path, asks: int, now: datetime, *, step_hours: int = 30) -> Workspace:
    """A workspace in which that many people were asked, the last one yesterday.

    Every third answered, every sixth talked, every tenth was led to by the one before.
    """
    workspace = Workspace.open(paths(folder), origin="app", clock=Clock(now))
    workspace.core.commit("live", list(_edits(asks, now, step_hours)))
    return workspace


def _edits(asks: int, now: datetime, step_hours: int) -> Iterator[Edit]:
    before: int | None = None
    for number in range(asks):
        at = now - timedelta(hours=step_hours * (asks - number))
        by = before if number % 10 == 9 else None
        person = Contact(
            id=new_id(), name=f"Nobody Number-{number}", warmth=Warmth.NEW_TO_ME, introduced_by=by, created=at
        )
        before = person.id
        yield insert("contacts", person)
        openings, ways = ("cold", "knows-me", "half-know", ""), tuple(Channel)
        ask = Message(
            id=new_id(), contact=person.id, kind=Kind.ASK, opening=openings[number % 4], channel=ways[number % 3],
            state=State.SENT, body="Could we talk?", at=at, on=at.date(),
        )  # fmt: skip
        yield insert("messages", ask)
        if number % 3 == 0 and at + timedelta(days=1) <= now:
            came = at + timedelta(days=1)
            yield insert("messages", Message(
                id=new_id(), contact=person.id, kind=Kind.ANSWER, state=State.RECEIVED, outcome=Outcome.YES,
                body=f"Gladly, says {number}.", at=came, on=came.date(),
            ))  # fmt: skip
        if number % 6 == 0 and at + timedelta(days=3) <= now:
            held = at + timedelta(days=3)
            yield insert("talks", Talk(
                id=new_id(), contact=person.id, starts_at=held, on=held.date(), outcome=TalkOutcome.HELD,
                said="Begin small.",
            ))  # fmt: skip
