"""What one who writes alone does, turn by turn, and what stands in the file after each turn."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from informal.store import Edit, Store

State = dict[str, dict[int, dict[str, Any]]]
# Journals are full soon: going on to a new one is among what is tortured.
SMALL_JOURNAL = 6000


@contextmanager
def small_journals() -> Iterator[None]:
    """Inside, a journal of a few dozen changes is full."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("informal.store.ledger.FULL_BYTES", SMALL_JOURNAL)
        yield


class Script:
    """Turn n always does the same: whoever knows how many turns were acknowledged knows what has to be there.

    state: contacts and messages after the turns so far; documents in it are replaced, never altered. alone: whether
    nobody else writes to the file; else it never takes a step back, which could be another's.
    """

    def __init__(self, first_id: int = 0, *, alone: bool = True) -> None:
        self.turn = 0
        self.state: State = {"contacts": {}, "messages": {}}
        self._first_id = first_id
        self._alone = alone
        self._before: tuple[State, ...] = ()

    def later(self) -> Script:
        """The same, one turn later; nothing is done."""
        after = copy.copy(self)
        after.play(None)
        return after

    def play(self, store: Store | None) -> None:
        """Do the next turn."""
        self.turn += 1
        dice = random.Random(self.turn)
        chance = dice.random()
        if chance < 0.12:
            if store is not None:
                store.checkpoint()
        elif chance < 0.22 and self._before and self._alone:
            *rest, self.state = self._before
            self._before = tuple(rest)
            if store is not None:
                store.undo()
        else:
            # Undo reaches back one whole journal at least; a script never asks for more.
            self._before = (*self._before, self.state)[-3:]
            edits = self._change(dice, chance)
            if store is not None:
                store.commit(f"turn {self.turn}", edits)

    def _change(self, dice: random.Random, chance: float) -> list[Edit]:
        contacts, messages = dict(self.state["contacts"]), dict(self.state["messages"])
        self.state = {"contacts": contacts, "messages": messages}
        ids = list(contacts)
        if chance < 0.5 or not ids:
            id = self._first_id + self.turn
            contacts[id] = {"id": id, "name": f"Nobody {self.turn}", "tags": ["made up"]}
            messages[id] = {"id": id, "contact": id, "body": "x" * dice.randrange(400)}
            return [Edit.insert("contacts", contacts[id]), Edit.insert("messages", messages[id])]
        id = dice.choice(ids)
        if len(ids) > 40 or (chance < 0.6 and len(ids) > 5):
            return [Edit.delete("messages", messages.pop(id)), Edit.delete("contacts", contacts.pop(id))]
        edits = []
        for name, field in (("contacts", "company"), ("messages", "subject")):
            was = self.state[name][id]
            after = {field: f"{self.turn} {field}"}
            edits.append(Edit.change(name, id, {field: was[field]} if field in was else {}, after))
            self.state[name][id] = was | after
        return edits


def tables(path: Path) -> State:
    """Contacts and messages as one who opens the file now finds them."""
    store = Store.open(path, read_only=True)
    return {name: dict(store.table(name)) for name in ("contacts", "messages")}


def opens_in_stock_tinydb(path: Path) -> None:
    """Fails unless TinyDB itself opens the file (when there is one) and reads all of its tables."""
    if path.exists():
        with TinyDB(path, access_mode="r") as stock:
            for name in stock.tables():
                assert len(stock.table(name).all()) == len(stock.table(name))
