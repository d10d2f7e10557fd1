"""Two and four processes with 500 mixed changes each on one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from torture.conftest import Tell
from torture.crowd import crowd
from torture.scale import trials


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("processes", [2, 4])
def test_many_at_once(folder: Path, tell: Tell, processes: int) -> None:
    count = crowd(folder, processes, 500, back=trials(100, 1000))
    tell(
        f"{count.changes:,} changes acknowledged, all there; {count.lost:,} overrode another's of the same field and "
        f"say so; {count.steps} steps undone and done again"
    )
