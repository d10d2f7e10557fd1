"""Undo and redo: by whichever process, after a restart, and never over what was done since."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from storing import add, contacts, names, put, type_in

from informal.errors import NotKept, Refused
from informal.store import Edit, Store


def test_undo_and_redo_go_across_restarts_and_processes(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    put(store, 1, name="Ada E.")
    store.commit("typing", [Edit("contacts", 1, {}, {"notes": "x"})], step=False)
    store.commit("delete", [Edit.delete("contacts", {"id": 1, "name": "Ada E.", "notes": "x"})])
    other = Store.open(path)
    assert other.undo()[0].label == "delete"
    assert other.get("contacts", 1) == {"id": 1, "name": "Ada E.", "notes": "x"}
    assert Store.open(path).undo()[0].label == "change 1"
    assert names(Store.open(path)) == {1: "Ada"}
    assert Store.open(path).redo()[0].label == "change 1"
    assert names(Store.open(path)) == {1: "Ada E."}
    last = Store.open(path)
    assert last.redo()[0].label == "delete"
    with pytest.raises(Refused):
        last.redo()


def test_undo_never_takes_back_a_later_change_to_the_same_field(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada", company="Looms")
    store.commit("both", [Edit("contacts", 1, {"name": "Ada", "company": "Looms"}, {"name": "B", "company": "C"})])
    store.commit("typed", [Edit("contacts", 1, {"name": "B"}, {"name": "Later"})], step=False)
    store.undo()
    assert store.get("contacts", 1) == {"id": 1, "name": "Later", "company": "Looms"}
    assert store.history()[0].lost == (["contacts", 1, "name", "Later"],)


def test_what_stays_is_named_in_the_step_that_undo_gives_back(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada", company="Looms")
    put(store, 1, name="B", company="C")
    type_in(store, 1, name="Later")
    step, touched = store.undo()
    assert step.label == "change 1"
    assert step.undone
    assert step.lost == (["contacts", 1, "name", "Later"],)
    assert touched == {"contacts": {1}}


def test_a_step_that_was_all_changed_again_stays_and_undo_goes_on_with_the_one_before(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    add(store, 2, name="Kofi")
    put(store, 1, name="B")
    type_in(store, 1, name="Later")
    with pytest.raises(Refused, match="change 1"):
        store.undo()
    assert names(store) == {1: "Later", 2: "Kofi"}
    assert Store.open(path).undo()[0].label == "add 2"
    assert [step.label for step in Store.open(path).history() if step.undone] == ["add 2"]
    assert Store.open(path).redo()[0].label == "add 2"
    assert contacts(path) == {1: {"id": 1, "name": "Later"}, 2: {"id": 2, "name": "Kofi"}}


def test_what_can_not_be_done_again_is_passed_by_redo_too(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada", company="Looms")
    put(store, 1, company="Mills")
    put(store, 1, name="B")
    store.undo()
    store.undo()
    type_in(store, 1, company="Later")
    with pytest.raises(Refused, match="This stays as it is: change 1"):
        store.redo()
    assert store.redo()[0].label == "change 1"
    assert store.get("contacts", 1) == {"id": 1, "name": "B", "company": "Later"}
    with pytest.raises(Refused, match="nothing to do again"):
        store.redo()


def test_what_was_not_kept_and_could_not_be_cut_off_is_not_taken_for_anothers(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the same undo, tried again, would take back a second step."""
    store = Store.open(path)
    for number in range(1, 4):
        add(store, number)

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    real, calls = os.ftruncate, list[int]()

    def cut(descriptor: int, size: int) -> None:
        calls.append(size)
        if len(calls) > 1:
            broken()
        real(descriptor, size)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        patch.setattr(os, "ftruncate", cut)
        with pytest.raises(NotKept):
            store.undo()
    assert store.refresh() == {}
    assert set(store.table("contacts")) == {1, 2, 3}
    store.undo()
    assert set(store.table("contacts")) == set(Store.open(path).table("contacts")) == {1, 2}


def test_words_typed_into_what_was_added_come_back_with_it(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, body="an opening")
    type_in(store, 1, body="typed for an hour")
    step, _ = store.undo()
    assert step.lost == (["contacts", 1, "body", "typed for an hour"],)
    assert contacts(path) == {}
    Store.open(path).redo()
    assert contacts(path) == {1: {"id": 1, "body": "typed for an hour"}}


def test_of_a_list_that_is_a_set_only_ones_own_is_taken_back(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, tags=["a"])
    put(store, 1, tags=["a", "b"])
    type_in(store, 1, tags=["a", "b", "c"])
    store.undo()
    assert contacts(path)[1]["tags"] == ["a", "c"]


def test_something_new_ends_redo_and_typing_does_not(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    add(store, 2, name="Kofi")
    store.undo()
    type_in(store, 1, notes="typed")
    assert store.redo()[0].label == "add 2"
    store.undo()
    put(store, 1, name="B")
    with pytest.raises(Refused, match="nothing to do again"):
        store.redo()
    assert [store.undo()[0].label for _ in range(2)] == ["change 1", "add 1"]
    with pytest.raises(Refused, match="nothing to take back"):
        store.undo()


def test_two_who_undo_at_once_take_back_two_steps(path: Path) -> None:
    one = Store.open(path)
    for id in (1, 2, 3):
        add(one, id)
    two = Store.open(path)
    assert one.undo()[0].label == "add 3"
    assert two.undo()[0].label == "add 2"
    assert set(contacts(path)) == {1}


def test_one_step_may_touch_a_document_more_than_once(path: Path) -> None:
    store = Store.open(path)
    add(store, 9, name="Before")
    was = contacts(path)
    store.commit(
        "several",
        [
            Edit.insert("contacts", {"id": 1, "name": "Ada", "company": "Looms"}),
            Edit.change("contacts", 1, {"company": "Looms"}, {"company": "Mills"}),
            Edit.change("contacts", 9, {"name": "Before"}, {"name": "Between"}),
            Edit.change("contacts", 9, {"name": "Between"}, {"name": "After"}),
        ],
    )
    now = contacts(path)
    assert now == {1: {"id": 1, "name": "Ada", "company": "Mills"}, 9: {"id": 9, "name": "After"}}
    store.undo()
    assert contacts(path) == was
    store.redo()
    assert contacts(path) == now


def test_a_change_that_waits_can_be_taken_back_before_it_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    store.patient = True
    add(store, 1, name="Ada")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("informal.store.journal.append", full)
        put(store, 1, name="B")
        add(store, 2, name="Kofi")
        assert store.undo()[0].label == "add 2"
        assert store.undo()[0].label == "change 1"
        assert names(store) == {1: "Ada"}
        assert store.redo()[0].label == "change 1"
    other = Store.open(path)
    add(other, 3, name="Ines")
    assert store.retry()
    assert store.refresh() == {"contacts": {3}}
    assert names(store) == {1: "B", 3: "Ines"}
    assert contacts(path) == dict(store.table("contacts"))
    again = Store.open(path)
    assert [again.undo()[0].label for _ in range(3)] == ["change 1", "add 3", "add 1"]


def test_undo_of_everything_and_redo_of_everything_are_inverse(path: Path) -> None:
    dice = random.Random(7)
    store = Store.open(path)
    states = [contacts(path)]
    for number in range(40):
        ids = list(store.table("contacts"))
        choice = dice.random()
        if choice < 0.4 or not ids:
            add(store, number, name=f"Nobody {number}", tags=["t"])
        elif choice < 0.8:
            put(store, dice.choice(ids), **{dice.choice("abc"): number, "tags": [dice.choice("xyz")]})
        else:
            gone = store.get("contacts", dice.choice(ids))
            assert gone is not None
            store.commit("delete", [Edit.delete("contacts", gone)])
        if dice.random() < 0.2:
            store.checkpoint()
        states.append(contacts(path))
    for state in states[-2::-1]:
        Store.open(path).undo()
        assert contacts(path) == state
    for state in states[1:]:
        Store.open(path).redo()
        assert contacts(path) == state


def test_history_tells_newest_first_what_was_done_by_whom(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    type_in(store, 1, notes="typed")
    store.commit("rename", [Edit.change("contacts", 1, {"name": "Ada"}, {"name": "B"})], origin="edit")
    store.undo(origin="undo")
    told = [(step.label, step.origin, step.undone, step.is_step) for step in Store.open(path).history()]
    assert told == [
        ("undo rename", "undo", False, False),
        ("rename", "edit", True, True),
        ("add 1", "app", False, True),
    ]
    assert len(store.history(limit=1)) == 1


def test_who_only_looks_can_not_undo(path: Path) -> None:
    add(Store.open(path), 1)
    with pytest.raises(NotKept, match="read only"):
        Store.open(path, read_only=True).undo()
