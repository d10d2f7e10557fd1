"""Today after one change (an answer came in), with 300 people and with 30,000 of whom 2,000 were written to.

Prints the median of what a key waits for, and the ratio to 300 people. Times on a shared machine drift; the ratios are
what to read.
"""

from __future__ import annotations

import statistics
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import orjson

from informal.model.kinds import Kind, State, TalkOutcome
from informal.model.records import to_document
from informal.model.values import Contact, Message, Talk
from informal.system.clock import Clock
from informal.workspace import Paths, Workspace

SIZES = ((300, 20), (30_000, 2_000))
CHANGES = 30
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def tables(people: int, threads: int) -> dict[str, dict[str, object]]:
    """Made-up people; every tenth thread was talked with, and led to somebody."""
    contacts = {
        id: Contact(
            id=id,
            name=f"Nobody {id}",
            company=f"Made-Up {id % 700}",
            introduced_by=id - threads if threads < id <= 2 * threads and id % 10 == 0 else None,
        )
        for id in range(1, people + 1)
    }
    messages, talks = {}, {}
    for id in range(1, threads + 1):
        at = NOW - timedelta(days=id % 40, hours=1)
        messages[id] = Message(id=id, contact=id, kind=Kind.ASK, state=State.SENT, at=at, on=at.date())
        if id % 10 == 0:
            held = TalkOutcome.HELD
            talks[id] = Talk(id=id, contact=id, starts_at=at, on=at.date(), outcome=held, said="patience")
    return {
        "contacts": {str(id): to_document(value) for id, value in contacts.items()},
        "messages": {str(id): to_document(value) for id, value in messages.items()},
        "talks": {str(id): to_document(value) for id, value in talks.items()},
    }


def measure(folder: Path, people: int, threads: int) -> dict[str, float]:
    """Milliseconds of: the first Today, Today after a change, the agenda, the tree."""
    folder.mkdir()
    (folder / "informal.json").write_bytes(orjson.dumps(tables(people, threads)))
    workspace = Workspace.open(Paths(folder, folder / "c", folder / "s"), origin="bench", clock=Clock(NOW))
    spent: dict[str, list[float]] = {"first": [], "change": [], "agenda": [], "network": []}

    def timed(what: str, *calls: object) -> None:
        start = perf_counter()
        for call in calls:
            call()  # type: ignore[operator]
        spent[what].append((perf_counter() - start) * 1000)

    timed("first", workspace.day.offers)
    for number in range(CHANGES):
        contact = number % threads + 1
        timed("change", lambda contact=contact: workspace.answers.replied(contact, None), workspace.day.offers)
    for _ in range(5):
        timed("agenda", workspace.day.agenda)
        timed("network", workspace.network.tree)
    workspace.close()
    return {what: statistics.median(times) for what, times in spent.items()}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = [measure(Path(folder) / str(people), people, threads) for people, threads in SIZES]
    print(f"{'':10}{'300':>10}{'30,000':>10}{'ratio':>8}")
    for what, small in found[0].items():
        print(f"{what:10}{small:9.1f} {found[1][what]:9.1f} {found[1][what] / small:7.1f}")


if __name__ == "__main__":
    main()
