"""ENOSPC and EIO at every system call in turn: nothing that was acknowledged is lost, and it is said why."""

from __future__ import annotations

from pathlib import Path

import pytest
from torture.conftest import Tell
from torture.refusals import store_lives, verb_lives
from torture.scale import trials


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("patient", [False, True], ids=["rolled back", "kept in memory"])
def test_a_store_whose_disk_says_no(folder: Path, tell: Tell, patient: bool) -> None:
    count = store_lives(folder, trials(12, 40), patient=patient)
    assert count.told > 20
    tell(f"{count.refused:,} calls refused, said {count.told:,} times, all of it kept later")


@pytest.mark.timeout(3600)
def test_verbs_whose_disk_says_no(folder: Path, tell: Tell) -> None:
    count = verb_lives(folder, every=trials(3, 1))
    assert count.told > 20
    tell(f"{count.refused:,} calls refused, exit status 1 and why {count.told:,} times")
