from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

import pytest

from informal.exchange import read
from informal.practice.merging import Became, plan

ROOT = Path(__file__).parents[2]
FOLDERS = ("linkedin", "google", "outlook", "vcard", "table", "zip")
REFUSED = ("nobody.csv", "without-connections.zip", "spreadsheet.xlsx")
SAMPLES = [
    path
    for folder in FOLDERS
    for path in sorted((ROOT / "tests" / "samples" / folder).iterdir())
    if path.name not in REFUSED
]
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("path", [*SAMPLES, ROOT / "assets" / "Connections.csv"], ids=lambda path: path.name)
def test_the_same_file_twice_adds_nothing(path: Path) -> None:
    found = read(path.read_bytes(), path.name)
    ids = count(1)
    first = plan(found.rows, [], TODAY, make_id=lambda: next(ids), skipped=found.skipped)
    assert len(first.outcomes) == len(found.rows) + len(found.skipped)
    again = plan(found.rows, [after for _, after in first.changes()], TODAY, make_id=lambda: next(ids))
    assert again.changes() == []
    assert again.count(Became.UNCHANGED) == len(found.rows)


def test_rows_of_one_person_become_one() -> None:
    path = next(path for path in SAMPLES if path.name == "duplicates.csv")
    ids = count(1)
    what = plan(read(path.read_bytes(), path.name).rows, [], TODAY, make_id=lambda: next(ids))
    assert [one.outcome.value for one in what.outcomes] == ["added", "unchanged", "added"]
    assert what.outcomes[1].reason == "the same person as in line 5"
