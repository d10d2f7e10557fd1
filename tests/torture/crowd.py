"""Several processes with mixed changes on one file: each raises AssertionError when something acknowledged is gone."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torture.killing import Say, child
from torture.kills import all_end
from torture.script import opens_in_stock_tinydb, tables

from informal.errors import Refused
from informal.store import Edit, Store

# The person whom all of them change.
SHARED = 1


@dataclass(frozen=True, slots=True)
class Count:
    """What a torture came to."""

    changes: int
    steps: int
    lost: int


def crowd(folder: Path, processes: int, changes: int, *, back: int) -> Count:
    """So many processes with so many changes each on one file; afterwards so many steps are undone and done again."""
    path = folder / "crowd" / "informal.json"
    Store.open(path).commit("begin", [Edit.insert("contacts", {"id": SHARED, "tags": [], "name": "Nobody"})])
    children = [child(_work(path, number, changes), folder) for number in range(processes)]
    said = all_end(children, folder)
    assert [len(lines) for lines in said] == [changes] * processes
    opens_in_stock_tinydb(path)
    people = tables(path)["contacts"]
    for number, lines in enumerate(said):
        _all_there(people, number, lines)
    store = Store.open(path)
    assert sum(1 for step in store.history(10**6) if step.is_step) == 1 + processes * changes
    lost = [step for step in store.history(10**6) if step.lost]
    _there_and_back(path, back)
    store.checkpoint()
    opens_in_stock_tinydb(path)
    return Count(processes * changes, back, len(lost))


def _work(path: Path, number: int, changes: int) -> Callable[[Say], None]:
    """Add people, change one's own, count in the shared one, tag it, name it, take out; each is said when kept."""
    dice = random.Random(number)
    first = (number + 1) * 1_000_000

    def work(say: Say) -> None:
        store = Store.open(path)
        mine: list[int] = []
        counted = 0
        for turn in range(changes):
            kind = dice.choices(["add", "change", "count", "tag", "name", "delete"], [5, 6, 4, 4, 3, 1])[0]
            if kind in ("change", "delete") and not mine:
                kind = "add"
            told: Any = turn
            if kind == "add":
                mine.append(first + turn)
                edits = [Edit.insert("contacts", {"id": first + turn, "name": f"Nobody {turn}"})]
                told = first + turn
            elif kind == "change":
                told = id = dice.choice(mine)
                was = store.get("contacts", id) or {}
                edits = [Edit.change("contacts", id, _only(was, "company"), {"company": f"Looms {turn}"})]
                told = f"{id} {turn}"
            elif kind == "delete":
                told = mine.pop(dice.randrange(len(mine)))
                edits = [Edit.delete("contacts", dict(store.get("contacts", told) or {}))]
            else:
                was = store.get("contacts", SHARED) or {}
                field, value = {
                    "count": (f"count{number}", counted + 1),
                    "tag": ("tags", [*was["tags"], f"{number}-{turn}"]),
                    "name": ("name", f"Nobody {number}-{turn}"),
                }[kind]
                counted += kind == "count"
                edits = [Edit.change("contacts", SHARED, _only(was, field), {field: value})]
            store.commit(f"{kind} {number}", edits)
            say(f"{kind} {told}")
            if dice.random() < 0.05:
                store.checkpoint()
        store.close()

    return work


def _only(document: dict[str, Any], field: str) -> dict[str, Any]:
    return {field: document[field]} if field in document else {}


def _all_there(people: dict[int, dict[str, Any]], number: int, said: list[str]) -> None:
    """Everything that one process said, in what is there now."""
    there: dict[int, str | None] = {}
    tags, counted = set(), 0
    for line in said:
        kind, *told = line.split()
        if kind == "add":
            there[int(told[0])] = None
        elif kind == "change":
            there[int(told[0])] = f"Looms {told[1]}"
        elif kind == "delete":
            del there[int(told[0])]
        elif kind == "tag":
            tags.add(f"{number}-{told[0]}")
        elif kind == "count":
            counted += 1
    first = (number + 1) * 1_000_000
    found = {id: one.get("company") for id, one in people.items() if first <= id < first + 1_000_000}
    assert found == there, f"people of process {number}"
    assert tags <= set(people[SHARED]["tags"]), f"tags of process {number}"
    assert people[SHARED].get(f"count{number}", 0) == counted, f"what process {number} counted"


def _there_and_back(path: Path, steps: int) -> None:
    """Undo so many steps, by two who take turns, and do them again: all is as it was."""
    two = [Store.open(path), Store.open(path)]
    was = tables(path)
    for number in range(steps):
        two[number % 2].undo()
    assert tables(path) != was
    for number in range(steps):
        two[number % 2].redo()
    assert tables(path) == was, "undo and redo"
    try:
        two[0].redo()
    except Refused:
        return
    raise AssertionError("there was more to do again than was undone")
