"""Promises that hold whatever is done: who asked to be left in peace is, and totals only grow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from informal.errors import Refused
from informal.model.kinds import Channel, Kind, Outcome, Warmth
from informal.system.clock import Clock
from informal.workspace import Paths, Workspace

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


@contextmanager
def opened(folder: Path, moment: datetime = NOW) -> Iterator[Workspace]:
    paths = Paths(folder, folder / "config", folder / "state")
    workspace = Workspace.open(paths, origin="test", clock=Clock(moment))
    try:
        yield workspace
    finally:
        workspace.close()


def offered(work: Workspace) -> set[int]:
    """Everybody whom anything puts forward."""
    found = {offer.contact for offer in work.day.offers()}
    found |= {entry.who for entry in work.day.agenda()}
    found |= {by.id for by, _, _ in work.network.waiting()}
    found |= set(work.day.due())
    found |= set(work.answers.waiting())
    found |= set(work.sorting.to_sort())
    found |= {id for one in work.sorting.lists() for id in one.people}
    return found


def begin_with(work: Workspace, sort: int) -> int:
    """Somebody with whom one has begun in one of several ways."""
    ada = work.people.add(f"Ada Example {sort}", warmth=Warmth.HALF_KNOWS_ME if sort % 2 else None)
    if sort == 1:
        work.outbox.sent(ada.id)
    elif sort == 2:
        work.outbox.sent(ada.id)
        work.answers.replied(ada.id, Outcome.YES)
    elif sort == 3:
        work.talks.book(ada.id, NOW + timedelta(days=1))
    elif sort == 4:
        work.talks.right_after(ada.id, said="patience", introduced=["Kofi Fictional"])
        work.outbox.sent(work.people.resolve("Kofi Fictional").id)
    elif sort == 5:
        work.letters.keep(work.letters.open(ada.id))
    elif sort == 6:
        work.rests.snooze(ada.id, date(2026, 11, 24))
    elif sort == 7:
        work.outbox.hand(work.letters.open(ada.id), Channel.EMAIL)
    return ada.id


@pytest.mark.parametrize("sort", range(8))
@pytest.mark.parametrize("days", [0, 1, 9, 40])
def test_whoever_asked_to_be_left_in_peace_is(tmp_path: Path, sort: int, days: int) -> None:
    with opened(tmp_path) as work:
        ada = begin_with(work, sort)
        work.answers.do_not_write(ada)
    with opened(tmp_path, NOW + timedelta(days=days)) as work:
        assert ada not in offered(work)
        with pytest.raises(Refused):
            work.outbox.hand(work.letters.open(ada), Channel.EMAIL)
        if sort == 3 and days == 0:
            assert work.files.write_calendar(tmp_path / "talks.ics") == 0
            assert "STATUS:CANCELLED" in (tmp_path / "talks.ics").read_text()


actions = st.tuples(st.integers(0, 11), st.integers(0, 3))


def act(work: Workspace, what: int, who: int) -> None:
    """Something one may do. Refusals are part of life."""
    ids = list(work.core.store.table("contacts"))
    if not ids:
        work.people.add("Ada Example")
        return
    person = ids[who % len(ids)]
    talk = work.talks.planned(person) or work.talks.begun(person)
    match what:
        case 0:
            work.people.add(f"Person {len(ids)}", introduced_by=person)
        case 1:
            work.outbox.sent(person)
        case 2:
            work.answers.replied(person, list(Outcome)[who])
        case 3:
            work.talks.book(person, NOW - timedelta(hours=who))
        case 4:
            work.talks.right_after(person, said="patience", introduced=[f"Person {who}"])
        case 5:
            work.people.delete(person)
        case 6:
            work.day.tick()
        case 7:
            work.answers.do_not_write(person)
        case 8:
            work.rests.rest(person)
        case 9 if talk:
            work.talks.off(talk.id)
        case 10 if talk:
            work.talks.move(talk.id, NOW - timedelta(hours=1))
        case 11:
            work.outbox.sent(person, kind=Kind.UPDATE)


def totals(work: Workspace) -> tuple[int, ...]:
    counts = work.day.counts()
    return counts.total_asks, counts.talks, counts.introductions, counts.days_written


@settings(max_examples=40)
@given(st.lists(actions, min_size=1, max_size=20))
def test_totals_only_grow_and_undo_brings_each_back(happens: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder)) as work:
        work.people.add("Grace Sample")
        past = [totals(work)]
        for what, who in happens:
            steps = len(work.history.steps(500))
            try:
                act(work, what, who)
            except Refused:
                continue
            now = totals(work)
            assert all(after >= before for before, after in zip(past[-1], now, strict=True))
            if len(work.history.steps(500)) > steps:
                past.append(now)
        for before in reversed(past[:-1]):
            work.history.undo()
            assert totals(work) == before
