"""The progress screen with 10 letters and with 5,000: from the key to the picture, and the report alone.

Prints medians and the ratio to 10 letters. Times on a shared machine drift; the ratios are what to read.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

import orjson
from today import NOW, tables

from informal.system.clock import Clock
from informal.tui.app import InformalApp
from informal.workspace import Paths, Workspace

SIZES = ((20, 10), (6_000, 5_000))
ROUNDS = 9


async def measure(folder: Path, people: int, letters: int) -> dict[str, float]:
    """Milliseconds of: the report when first asked for, the screen when first opened, and when opened again."""
    folder.mkdir()
    (folder / "informal.json").write_bytes(orjson.dumps(tables(people, letters)))
    spent: dict[str, list[float]] = {"report": [], "first": [], "again": []}
    for _ in range(ROUNDS):
        workspace = Workspace.open(Paths(folder, folder / "c", folder / "s"), origin="bench", clock=Clock(NOW))
        start = perf_counter()
        workspace.progress.report()
        spent["report"].append(perf_counter() - start)
        workspace.close()
        workspace = Workspace.open(Paths(folder, folder / "c", folder / "s"), origin="bench", clock=Clock(NOW))
        app = InformalApp(workspace)
        app.animation_level = "none"
        async with app.run_test(size=(80, 24)) as pilot:
            for which in ("first", "again"):
                await pilot.press("escape")
                start = perf_counter()
                await pilot.press("P")
                await pilot.pause()
                spent[which].append(perf_counter() - start)
                await pilot.press("escape")
    return {what: statistics.median(times) * 1000 for what, times in spent.items()}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (asyncio.run(measure(Path(folder) / str(people), people, letters)) for people, letters in SIZES)
    print(f"{'ms':10}{'10':>10}{'5,000':>10}{'ratio':>8}")
    for what in few:
        print(f"{what:10}{few[what]:9.1f} {many[what]:9.1f} {many[what] / few[what]:7.1f}")


if __name__ == "__main__":
    main()
