"""One durable change: informal's store, stock TinyDB and sqlite3 (WAL, synchronous=FULL), side by side in one run.

Prints the median and the 99th percentile of a change, the bytes written for it, and how long opening the file takes,
each with its ratio. Times on a shared machine drift: the three take turns, change by change, and the ratios are what
to read. Arguments: sizes, in contacts.
"""

from __future__ import annotations

import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson
from tinydb import TinyDB

from informal.store import Edit, Store

SIZES = (300, 3_000, 30_000, 100_000)
MESSAGES = 1 / 6
CHANGES = 300
STOCK_CHANGES = {300: 60, 3_000: 20}
ROUNDS = 7


def person(id: int) -> dict[str, Any]:
    return {
        "id": id,
        "name": f"Nobody {id} Example",
        "emails": [f"nobody{id}@example.org"],
        "company": f"Made-Up {id % 700}",
        "role": "weaver of made-up looms",
        "linkedin": f"https://www.linkedin.com/in/nobody-{id}",
        "warmth": "half_knows_me",
        "tags": ["made up"],
        "source": "linkedin",
        "connected_on": "2020-02-02",
    }


def letter(id: int) -> dict[str, Any]:
    body = f"Hi Nobody {id},\n\n" + "I have wondered about your work for a while. " * 6 + "\n\nBest,\nAda\n"
    return {"id": 10**6 + id, "contact": id, "kind": "ask", "channel": "email", "state": "sent", "body": body}


def written() -> int:
    """How many bytes this process has handed to the system so far; 0 where the system does not tell."""
    try:
        told = Path("/proc/self/io").read_text()
    except OSError:
        return 0
    return int(next(line for line in told.splitlines() if line.startswith("wchar")).split()[1])


@dataclass
class Spent:
    """Seconds and bytes of each change."""

    seconds: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)

    def add(self, change: Callable[[int], object], number: int) -> None:
        before, start = written(), perf_counter()
        change(number)
        self.seconds.append(perf_counter() - start)
        self.bytes.append(written() - before)

    def p(self, share: float) -> float:
        """A percentile, in milliseconds."""
        spent = sorted(self.seconds)
        return spent[min(len(spent) - 1, int(len(spent) * share))] * 1000


# Ways to open a file, each in a Python of its own: what this one holds would make its collector slower.
OPENINGS = {
    "orjson.loads": "import orjson; data = open(path, 'rb').read()",
    "ours": "from informal.store import Store",
    "sqlite": "import sqlite3, orjson",
    "stock TinyDB": "from tinydb import TinyDB",
}
OPENED = {
    "orjson.loads": "orjson.loads(data)",
    "ours": "Store.open(path)",
    "sqlite": """base = sqlite3.connect(path)
for table in ("contacts", "messages"):
    all = [orjson.loads(row[0]) for row in base.execute(f"select document from {table}")]""",
    "stock TinyDB": "TinyDB(path).table('contacts').all()",
}


def openings(paths: dict[str, Path]) -> dict[str, float]:
    """The median of opening everything, in milliseconds; they take turns."""
    spent: dict[str, list[float]] = {name: [] for name in OPENINGS}
    for _ in range(ROUNDS):
        for name, first in OPENINGS.items():
            script = (
                f"import sys, time; from pathlib import Path; path = Path(sys.argv[1]); {first}\n"
                f"start = time.perf_counter()\n{OPENED[name]}\nprint(time.perf_counter() - start)"
            )
            line = [sys.executable, "-c", script, str(paths[name])]
            spent[name].append(float(subprocess.run(line, capture_output=True, text=True, check=True).stdout))
    return {name: statistics.median(seconds) * 1000 for name, seconds in spent.items()}


def ours(path: Path, size: int) -> Callable[[int], object]:
    store = Store.open(path)
    store.guard.away = True
    edits = [Edit.insert("contacts", person(id)) for id in range(1, size + 1)]
    edits += [Edit.insert("messages", letter(id)) for id in range(1, int(size * MESSAGES) + 1)]
    store.commit("fill", edits)
    store.checkpoint()

    def change(number: int) -> None:
        id = number % size + 1
        before = store.get("contacts", id) or {}
        store.commit("name", [Edit("contacts", id, {"name": before["name"]}, {"name": f"Nobody else {number}"})])

    change(0)
    store.checkpoint()
    return change


def stock(path: Path, data: bytes) -> Callable[[int], object]:
    path.write_bytes(data)
    table = TinyDB(path).table("contacts")
    return lambda number: table.update({"name": f"Nobody else {number}"}, doc_ids=[number % 300 + 1])


def sqlite(path: Path, size: int) -> Callable[[int], object]:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    base.execute("create table contacts (id integer primary key, name text, document text)")
    base.execute("create table messages (id integer primary key, contact integer, document text)")
    base.execute("begin")
    people = ((id, f"Nobody {id}", orjson.dumps(person(id)).decode()) for id in range(1, size + 1))
    base.executemany("insert into contacts values (?, ?, ?)", people)
    letters = ((10**6 + id, id, orjson.dumps(letter(id)).decode()) for id in range(1, int(size * MESSAGES) + 1))
    base.executemany("insert into messages values (?, ?, ?)", letters)
    base.execute("commit")

    def change(number: int) -> None:
        id = number % size + 1
        # The whole document is one value there, too.
        told = orjson.dumps(person(id) | {"name": f"Nobody else {number}"}).decode()
        base.execute("update contacts set name=?, document=? where id=?", (f"Nobody else {number}", told, id))

    return change


def measured(size: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, other, base = folder / "informal.json", folder / "stock.json", folder / "base.sqlite"
        programs = {"ours": ours(path, size), "sqlite": sqlite(base, size)}
        data = path.read_bytes()
        programs["stock TinyDB"] = stock(other, data)
        spent = {name: Spent() for name in programs}
        for number in range(CHANGES):
            for name, change in programs.items():
                if name != "stock TinyDB" or number < STOCK_CHANGES.get(size, 5):
                    spent[name].add(change, number)
        tell(
            size,
            len(data),
            spent,
            openings({"orjson.loads": path, "ours": path, "sqlite": base, "stock TinyDB": other}),
        )


def tell(size: int, bytes: int, spent: dict[str, Spent], opening: dict[str, float]) -> None:
    bare = opening["orjson.loads"]
    print(f"{size:,} contacts, {int(size * MESSAGES):,} messages, {bytes / 1e6:.1f} MB; orjson.loads {bare:.1f} ms")
    print("                p50 ms    p99 ms   p50/sqlite   bytes a change   open ms   open/orjson.loads")
    for name, one in spent.items():
        ratio = one.p(0.5) / spent["sqlite"].p(0.5)
        print(
            f"  {name:<12} {one.p(0.5):>8.2f}  {one.p(0.99):>8.2f}   {ratio:>10.2f}   "
            f"{statistics.median(one.bytes):>14,.0f}   {opening[name]:>7.1f}   {opening[name] / bare:>17.1f}"
        )


def main(argv: list[str]) -> None:
    for size in [int(word) for word in argv] or SIZES:
        measured(size)


if __name__ == "__main__":
    main(sys.argv[1:])
