"""Two stores on one file against a plain dictionary: what people, crashes and other programs may do, in any order."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from storing import Disk, PowerCut
from tinydb import TinyDB
from torture.model import Document, Model, State
from torture.script import opens_in_stock_tinydb, tables

from informal.errors import NotKept, Refused
from informal.store import Edit, Store

_WHICH = st.integers(0, 1)
_FIELD = st.sampled_from(["name", "company", "role"])
_TAG = st.sampled_from(["a", "b", "c", "d"])
_DICE = st.integers(0, 10**6)
# Small enough that new journals are begun now and then, large enough that most of the past is in two.
_FULL_BYTES = 1200


class Two(RuleBasedStateMachine):
    """stores: None where one is closed. What one sees may be old; what a reader finds never is."""

    runs = 0
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="torture-"))
        self.path = self.folder / "data" / "informal.json"
        self.stores: list[Store | None] = [None, None]
        self.jobs: list[Callable[[], bool]] = []
        self.model = Model()
        self.next_id = 0
        self.value = 0
        self.patch = pytest.MonkeyPatch()
        Two.runs += 1

    @initialize()
    def quick(self) -> None:
        """A disk that need not work."""
        self.patch.setattr(os, "fsync", lambda descriptor: None)
        self.patch.setattr("informal.store.ledger.FULL_BYTES", _FULL_BYTES)

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)

    # What people do

    @rule(which=_WHICH)
    def open(self, which: int) -> None:
        self._store(which)

    def _store(self, which: int) -> Store:
        store = self.stores[which]
        if store is None:
            store = self.stores[which] = Store.open(self.path)
        return store

    def _seen(self, store: Store, dice: int) -> Document | None:
        """A person, as a store sees them, perhaps no longer there."""
        people = [one for id, one in sorted(store.table("contacts").items())]
        return people[dice % len(people)] if people else None

    def _new(self, number: int) -> list[Document]:
        people = []
        for _ in range(number):
            self.next_id += 1
            people.append({"id": self.next_id, "name": f"Nobody {self.next_id}", "tags": []})
        return people

    @rule(which=_WHICH, number=st.sampled_from([1, 1, 1, 3]))
    def add(self, which: int, number: int) -> None:
        people = self._new(number)
        self._store(which).commit("add", [Edit.insert("contacts", one) for one in people])
        self.model.add([_as_sets(one) for one in people])

    @rule(which=_WHICH, dice=_DICE, name=_FIELD, step=st.sampled_from([True, True, False]))
    def change(self, which: int, dice: int, name: str, step: bool) -> None:
        store = self._store(which)
        if (seen := self._seen(store, dice)) is not None:
            self.value += 1
            edit = _change(seen, name, self.value)
            self.model.change(seen["id"], name, self.value, _as_sets(seen), step=step)
            store.commit("change", [edit], step=step)

    @rule(which=_WHICH, dice=_DICE, tag=_TAG)
    def tag(self, which: int, dice: int, tag: str) -> None:
        store = self._store(which)
        if (seen := self._seen(store, dice)) is not None and tag not in seen["tags"]:
            edit = _change(seen, "tags", [*seen["tags"], tag])
            self.model.tag(seen["id"], tag, _as_sets(seen))
            store.commit("tag", [edit])

    @rule(which=_WHICH, dice=_DICE)
    def delete(self, which: int, dice: int) -> None:
        store = self._store(which)
        if (seen := self._seen(store, dice)) is not None:
            self.model.delete(seen["id"])
            store.commit("delete", [Edit.delete("contacts", seen)])

    @rule(which=_WHICH)
    def undo(self, which: int) -> None:
        self._turn(self._store(which).undo, self.model.undo)

    @rule(which=_WHICH)
    def redo(self, which: int) -> None:
        self._turn(self._store(which).redo, self.model.redo)

    def _turn(self, turn: Callable[[], object], expected: Callable[[], bool | None]) -> None:
        before = self.model.copy()
        should = expected()
        try:
            turn()
        except Refused as error:
            note(str(error))
            nothing = error.title.startswith("There is nothing")
            if should is not None and nothing:
                # The line is in neither of two journals any more.
                assert self.path.with_suffix(".journal.1").exists(), error
                self.model = Model(before.people)
                return
            assert should is (None if nothing else False), error
        else:
            assert should

    @rule(which=_WHICH)
    def refresh(self, which: int) -> None:
        store = self._store(which)
        store.refresh()
        assert _state(store.table("contacts").values()) == self.model.people

    @rule(which=_WHICH)
    def checkpoint(self, which: int) -> None:
        self._store(which).checkpoint()

    @rule(which=_WHICH)
    def prepare_checkpoint(self, which: int) -> None:
        if (job := self._store(which).checkpoint_job()) is not None:
            self.jobs.append(job)

    @precondition(lambda self: self.jobs)
    @rule(dice=_DICE)
    def write_checkpoint(self, dice: int) -> None:
        """A worker that was quick, or very late."""
        self.jobs.pop(dice % len(self.jobs))()

    @rule(which=_WHICH)
    def close(self, which: int) -> None:
        if (store := self.stores[which]) is not None:
            store.close()
        self.stores[which] = None

    # What goes wrong

    @rule(which=_WHICH)
    def crash(self, which: int) -> None:
        self.stores[which] = None

    @rule(which=_WHICH, call=st.integers(1, 12), how=st.sampled_from(["cut", "fail"]), dice=_DICE)
    def crash_within(self, which: int, call: int, how: str, dice: int) -> None:
        """The end, or a full disk, in the middle of a change: it is there, whole, or it is not."""
        store = self._store(which)
        later = self.model.copy()
        seen = self._seen(store, dice)
        if seen is None or dice % 3 == 0:
            people = self._new(1)
            edit = Edit.insert("contacts", people[0])
            later.add([_as_sets(people[0])])
        else:
            self.value += 1
            edit = _change(seen, "name", self.value)
            later.change(seen["id"], "name", self.value, _as_sets(seen))
        try:
            with Disk().watching(**{how: call}):
                store.commit("under way", [edit])
        except NotKept:
            assert how == "fail"
        except PowerCut:
            self.stores[which] = None
            if _found(self.path) == later.people:
                self.model = later
        else:
            self.model = later

    # What other programs do

    @rule(dice=_DICE)
    def another_program_changes_it(self, dice: int) -> None:
        """While nobody has it open: that counts."""
        self.stores = [None, None]
        self.jobs.clear()
        store = Store.open(self.path)
        store.checkpoint()
        if not self.path.exists() or (seen := self._seen(store, dice)) is None:
            return
        self.value += 1
        with TinyDB(self.path) as stock:
            stock.table("contacts").update({"outside": self.value}, doc_ids=[seen["id"]])
        self.model.people[seen["id"]]["outside"] = self.value

    @rule(dice=_DICE)
    def another_program_changes_it_beside(self, dice: int) -> None:
        """While others have it open and look each second: what a reader finds is what they see. Ours stays as it is."""
        if not self.path.exists():
            return
        self.jobs.clear()
        self.value += 1
        with TinyDB(self.path) as stock:
            people = stock.table("contacts")
            ids = [one.doc_id for one in people.all()]
            if ids:
                people.update({"outside": self.value}, doc_ids=[ids[dice % len(ids)]])
        found = _found(self.path)
        assert _inside(found) == _inside(self.model.people)
        self.model.people = found
        for which in (0, 1):
            if self.stores[which] is not None:
                self.refresh(which)

    # What always holds

    @invariant()
    def a_reader_finds_all(self) -> None:
        Two.steps += 1
        assert _found(self.path) == self.model.people, "a reader finds something else"
        opens_in_stock_tinydb(self.path)
        assert not [*self.path.parent.glob("*.aside-*"), *self.path.parent.glob("*.damaged-*")]


def _inside(people: State) -> State:
    return {id: {name: value for name, value in one.items() if name != "outside"} for id, one in people.items()}


def _change(seen: Document, name: str, value: Any) -> Edit:
    return Edit.change("contacts", seen["id"], {name: seen[name]} if name in seen else {}, {name: value})


def _as_sets(one: Document) -> Document:
    return {**one, "tags": set(one["tags"])}


def _state(people: Any) -> State:
    """People by id, tags as sets."""
    return {one["id"]: _as_sets(one) for one in people}


def _found(path: Path) -> State:
    return _state(tables(path)["contacts"].values())
