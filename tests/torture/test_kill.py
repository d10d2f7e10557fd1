"""kill -9 at random instants: nothing that was said to be kept is lost, and nothing is half done."""

from __future__ import annotations

from pathlib import Path

from torture.kills import LANES, kill_verbs, kill_who_share, kill_writers
from torture.scale import trials


def test_writers_of_a_file_each(folder: Path) -> None:
    rounds = trials(100, 500) // LANES
    assert kill_writers(folder, rounds, seed=1) > rounds * LANES


def test_writers_who_share_a_file(folder: Path) -> None:
    kill_who_share(folder, trials(60, 300) // LANES, seed=2)


def test_verbs(folder: Path) -> None:
    rounds = trials(40, 200) // LANES
    assert kill_verbs(folder, rounds, seed=3) > rounds
