"""The power goes at every write: what was not synced is dropped, torn or in another order."""

from __future__ import annotations

from pathlib import Path

import pytest
from torture.conftest import Tell
from torture.outages import killed_and_gone_on, one_life, survive
from torture.scale import trials


@pytest.mark.timeout(3600)
def test_one_process(folder: Path, tell: Tell) -> None:
    turns = trials(40, 400)
    count = survive(folder, one_life(turns), seed=1, thrown=trials(2, 12))
    assert count > turns * 10
    tell(f"{turns} changes, {count:,} power cuts")


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(trials(3, 40)))
def test_after_a_kill_that_others_went_on_from(folder: Path, tell: Tell, seed: int) -> None:
    turns = trials(20, 60)
    count = survive(folder, killed_and_gone_on(turns, seed=seed), seed=seed, thrown=trials(1, 6))
    assert count > turns * 10
    tell(f"{turns} changes, {count:,} power cuts")
