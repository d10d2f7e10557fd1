"""One durable change: informal's store, stock TinyDB and sqlite3 (WAL, synchronous=FULL), side by side in one run.

Prints the median of each, and the ratio to sqlite. Times on a shared machine drift; the ratios are what to read.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import orjson
from tinydb import TinyDB

from informal.store import Edit, Store

SIZES = (300, 3_000, 30_000)
CHANGES = 40


def person(id: int) -> dict[str, object]:
    return {"id": id, "name": f"Nobody {id}", "company": f"Made-Up {id % 700}", "emails": [f"n{id}@example.org"]}


def timed(change: Callable[[int], object], count: int) -> float:
    """The median of one change, in milliseconds."""
    spent = []
    for number in range(count):
        start = perf_counter()
        change(number)
        spent.append(perf_counter() - start)
    return statistics.median(spent) * 1000


def ours(folder: Path, size: int) -> tuple[float, float]:
    """A change, and opening the file: as (milliseconds, times a bare orjson.loads of it)."""
    path = folder / "informal.json"
    store = Store.open(path)
    store.commit("fill", [Edit.insert("contacts", person(id)) for id in range(1, size + 1)])
    store.checkpoint()

    def change(number: int) -> None:
        before = store.get("contacts", 1) or {}
        store.commit("name", [Edit("contacts", 1, {"name": before["name"]}, {"name": f"Nobody else {number}"})])

    spent = timed(change, CHANGES)
    store.checkpoint()
    data = path.read_bytes()
    bare = timed(lambda _: orjson.loads(data), 7)
    return spent, timed(lambda _: Store.open(path), 7) / bare


def stock(folder: Path, size: int) -> float:
    table = TinyDB(folder / "stock.json").table("contacts")
    table.insert_multiple(person(id) for id in range(1, size + 1))
    return timed(lambda number: table.update({"name": f"Nobody else {number}"}, doc_ids=[1]), 5)


def sqlite(folder: Path, size: int) -> float:
    base = sqlite3.connect(folder / "base.sqlite", isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    base.execute("create table contacts (id integer primary key, name text, document text)")
    base.execute("begin")
    base.executemany(
        "insert into contacts values (?, ?, ?)",
        ((id, f"Nobody {id}", orjson.dumps(person(id)).decode()) for id in range(1, size + 1)),
    )
    base.execute("commit")
    return timed(lambda number: base.execute("update contacts set name=? where id=1", (f"Nobody {number}",)), CHANGES)


def main() -> None:
    print("contacts   ours ms   sqlite ms   stock TinyDB ms   ours/sqlite   stock/ours   open/orjson.loads")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            mine, opening = ours(folder, size)
            theirs, plain = sqlite(folder, size), stock(folder, size)
        print(
            f"{size:>8} {mine:>9.2f} {theirs:>11.2f} {plain:>17.1f} {mine / theirs:>13.1f} {plain / mine:>12.0f}"
            f" {opening:>19.1f}"
        )


if __name__ == "__main__":
    main()
