"""kill -9 at random instants: nothing that was said to be kept is lost, and nothing is half done."""

from __future__ import annotations

from pathlib import Path

from torture.conftest import Tell
from torture.kills import LANES, kill_verbs, kill_who_share, kill_writers
from torture.scale import trials


def test_writers_of_a_file_each(folder: Path, tell: Tell) -> None:
    rounds = trials(100, 500) // LANES
    kept = kill_writers(folder, rounds, seed=1)
    assert kept > rounds * LANES
    tell(f"{rounds * LANES} kills, {kept:,} changes acknowledged")


def test_writers_who_share_a_file(folder: Path, tell: Tell) -> None:
    rounds = trials(60, 300) // LANES
    kept = kill_who_share(folder, rounds, seed=2)
    assert kept > rounds
    tell(f"{rounds * LANES} kills of {LANES} at once, {kept:,} changes acknowledged")


def test_verbs(folder: Path, tell: Tell) -> None:
    rounds = trials(40, 200) // LANES
    kept = kill_verbs(folder, rounds, seed=3)
    assert kept
    tell(f"{rounds * LANES} kills, {kept:,} lines acknowledged")
