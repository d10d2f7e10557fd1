"""The power goes, or the disk says no, at every single system call that writes."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from storing import Disk, PowerCut, add, contacts, put

from informal.errors import NotKept
from informal.store import Store

State = dict[int, dict[str, Any]]


@pytest.fixture(autouse=True)
def small_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals are full soon, so that the change to a new one is among what is cut."""
    monkeypatch.setattr("informal.store.ledger.FULL_BYTES", 600)


def _life(path: Path, kept: list[State]) -> None:
    """A short life of a file: begun, changed, checkpointed, gone on to new journals. kept: what was acknowledged."""
    store = Store.open(path)
    for number in range(1, 8):
        kept.append(contacts(path) | {number: {"id": number, "name": f"Nobody {number}"}})
        add(store, number, name=f"Nobody {number}")
        store.checkpoint()
    kept.append({id: contact for id, contact in kept[-1].items() if id != 7})
    store.undo()
    store.close()


def test_a_power_cut_before_any_call_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    disk = Disk()
    with disk.watching():
        _life(tmp_path / "whole" / "informal.json", [])
    assert disk.calls > 60
    for cut in range(1, disk.calls + 1):
        path = tmp_path / f"cut{cut}" / "informal.json"
        kept: list[State] = [{}]
        with pytest.raises(PowerCut), disk.watching(cut=cut):
            _life(path, kept)
        found = contacts(path)
        # What was under way may be there or not; what came before it is.
        assert found in kept[-2:], cut
        after = Store.open(path)
        add(after, 99, name="After")
        assert contacts(path) == {**found, 99: {"id": 99, "name": "After"}}, cut
        assert not after.reports, cut


def test_a_disk_that_says_no_to_any_call_leaves_all_or_nothing(tmp_path: Path) -> None:
    disk = Disk()

    def life(path: Path) -> None:
        store = Store.open(path)
        for number in range(1, 6):
            before = contacts(path)
            assert before == dict(store.table("contacts"))
            try:
                add(store, number, name=f"Nobody {number}")
            except NotKept:
                assert contacts(path) == before == dict(store.table("contacts"))
            else:
                assert number in contacts(path)
            store.checkpoint()
        store.close()

    with disk.watching():
        life(tmp_path / "whole" / "informal.json")
    for fail in range(1, disk.calls + 1):
        path = tmp_path / f"fail{fail}" / "informal.json"
        with disk.watching(fail=fail):
            life(path)
        assert len(contacts(path)) >= 4, fail
        assert not [*path.parent.glob("*.new")], fail


def test_a_change_is_on_the_disk_before_it_is_said_to_be_kept(path: Path) -> None:
    store = Store.open(path)
    add(store, 1)
    disk = Disk()
    with disk.watching():
        add(store, 2)
    assert disk.log == ["ftruncate", "write", "fsync"]
    with disk.watching():
        assert store.checkpoint()
    # The file is written piece by piece.
    assert [what for what, _ in groupby(disk.log)] == ["write", "chmod", "fsync", "replace", "fsync"]


def _later(effect: Callable[[State], None], model: State) -> State:
    after = {id: dict(contact) for id, contact in model.items()}
    effect(after)
    return after


@pytest.mark.parametrize("seed", range(12))
def test_three_who_write_and_fail_and_die_agree_with_a_plain_dictionary(tmp_path: Path, seed: int) -> None:
    """Random changes, checkpoints in and out of order, failing disks and power cuts, against a model."""
    dice = random.Random(seed)
    path = tmp_path / "informal.json"
    stores = [Store.open(path) for _ in range(3)]
    model: State = {}
    jobs: list[Callable[[], bool]] = []
    disk = Disk()
    for turn in range(1, 80):
        which = dice.randrange(3)
        store = stores[which]
        trouble = dice.choices(["", "fail", "cut"], [8, 1, 1])[0]
        disk_says = {trouble: dice.randrange(1, 12)} if trouble else {}
        act, effect = _anything(dice, store, turn)
        try:
            with disk.watching(**disk_says):
                act()
        except NotKept:
            pass
        except PowerCut:
            stores[which] = Store.open(path)
            found = contacts(path)
            assert found in (model, _later(effect, model)), turn
            model = found
        else:
            model = _later(effect, model)
        if dice.random() < 0.2 and (job := dice.choice(stores).checkpoint_job()):
            jobs.append(job)
        if jobs and dice.random() < 0.2:
            jobs.pop(dice.randrange(len(jobs)))()
        if dice.random() < 0.2:
            assert contacts(path) == model, turn
    for store in stores:
        store.refresh()
        assert dict(store.table("contacts")) == model == contacts(path)
    assert not [*path.parent.glob("*aside*")]


def _anything(dice: random.Random, store: Store, turn: int) -> tuple[Callable[[], object], Callable[[State], None]]:
    """Something to do to a store, and what it should come to."""
    ids = list(store.table("contacts"))
    choice = dice.random()
    if choice < 0.15:
        return store.checkpoint, lambda model: None
    if choice < 0.5 or not ids:
        return lambda: add(store, turn, name=f"Nobody {turn}"), lambda model: model.update(
            {turn: {"id": turn, "name": f"Nobody {turn}"}}
        )
    id, field = dice.choice(ids), dice.choice("abc")
    return lambda: put(store, id, **{field: turn}), lambda model: model[id].update({field: turn})


def test_who_goes_on_where_another_left_off_sees_to_what_is_there(path: Path) -> None:
    """Another may have been killed before its line, or the journal's name, was on the disk."""
    disk = Disk()
    one, two = Store.open(path), Store.open(path)
    # A backup would be among the calls.
    two.guard.away = True
    add(one, 1)
    with disk.watching():
        add(two, 2)
    assert disk.log[-5:] == ["fsync", "fsync", "ftruncate", "write", "fsync"]
    with disk.watching():
        add(two, 3)
    assert disk.log == ["ftruncate", "write", "fsync"]
    with disk.watching():
        add(one, 4)
    assert disk.log == ["fsync", "fsync", "ftruncate", "write", "fsync"]
