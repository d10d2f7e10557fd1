"""progress, week."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from living import lived

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
NUMBERS = {
    "asks", "answered", "talks", "introductions", "settled", "rate", "low", "high", "interval", "median_days",
    "people_met", "network", "days_written", "days", "week", "loop", "by_opening", "by_channel", "silence", "kept",
    "ingredients",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Sixty people, twenty answers."""
    lived(tmp_path / "life", 60, NOW).close()
    return str(tmp_path / "life")


def test_before_anything_was_done(informal: Any) -> None:
    told = informal("progress")
    assert told.status == 0
    assert "Nothing to count yet" in told.out
    assert "Your first letter makes the first mark here." in told.out
    found = informal("progress", "--json").json
    assert set(found) == NUMBERS
    assert (found["asks"], found["answered"], found["rate"], found["days"]) == (0, 0, None, [])


def test_the_numbers(informal: Any, folder: str) -> None:
    found = informal("progress", "--json", "--data-dir", folder).json
    assert set(found) == NUMBERS
    assert (found["asks"], found["answered"], found["talks"], found["introductions"]) == (60, 20, 10, 6)
    assert found["rate"] == pytest.approx(found["answered"] / found["settled"])
    assert found["low"] < found["rate"] < found["high"]
    assert found["interval"] == {"name": "Wilson", "level": 0.95}
    assert sum(day["letters"] for day in found["days"]) == 60
    assert len(found["days"]) == found["days_written"]
    assert [station["step"] for station in found["loop"]][:3] == ["asks", "answered", "talks"]
    assert {group["opening"] for group in found["by_opening"]} == {"cold", "knows-me", "half-know", ""}
    assert "Nobody" not in json.dumps(found), "numbers name nobody"


def test_no_share_under_ten(informal: Any, tmp_path: Path) -> None:
    lived(tmp_path / "new", 9, NOW).close()
    found = informal("progress", "--json", "--data-dir", str(tmp_path / "new")).json
    assert (found["asks"], found["rate"], found["low"], found["median_days"]) == (9, None, None, None)
    assert {group["rate"] for group in (*found["by_opening"], *found["by_channel"])} == {None}
    told = informal("progress", "--data-dir", str(tmp_path / "new")).out
    assert "too early to tell" in told
    assert "answered ·" not in told


def test_the_days_stand_in_lines(informal: Any, folder: str) -> None:
    lines = informal("progress", "--data-dir", folder).out.splitlines()
    rows = {
        line[:3]: line[3:].split() for line in lines if line[:3] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    }
    assert len(rows) == 7
    marks = [mark for row in rows.values() for mark in row]
    assert sum(int(mark) for mark in marks if mark.isdigit()) == 60
    assert all(len(line) <= 80 for line in lines if line[:3] in rows)


def test_a_page_and_a_picture_are_the_persons_alone(informal: Any, folder: str, tmp_path: Path) -> None:
    page, picture = tmp_path / "page.html", tmp_path / "page.svg"
    said = informal("progress", "--html", str(page), "--svg", str(picture), "--data-dir", folder)
    assert (said.status, said.out) == (0, "")
    assert "It holds no names." in said.err
    for path in (page, picture):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "Nobody Number" not in path.read_text(encoding="utf-8")
    informal("progress", "--html", str(page), "--names", "--data-dir", folder)
    assert "Nobody Number-9" in page.read_text(encoding="utf-8")


def test_what_is_refused(informal: Any, folder: str) -> None:
    assert informal("progress", "--names", "--data-dir", folder).status == 2
    own = informal("progress", "--html", f"{folder}/informal.json", "--data-dir", folder)
    assert own.status == 1
    assert "own files" in own.err
    assert informal("progress", "--html", f"{folder}/nowhere/x.html", "--data-dir", folder).status == 1


def test_the_week(informal: Any, folder: str) -> None:
    text = informal("week", "--last", "--data-dir", folder).out
    assert text.startswith("# The week of 16 to 22 November 2026")
    assert "wrote to Nobody Number-59" in text
    found = informal("week", "--last", "--json", "--data-dir", folder).json
    assert set(found) == {"from", "to", "letters", "asks", "days", "talks", "answers", "text"}
    assert (found["from"], found["to"]) == ("2026-11-16", "2026-11-22")
    assert found["text"].strip() == text.strip()
    assert informal("week", "--data-dir", folder).out.startswith("# The week of 23 to 29 November 2026")


def test_reading_changes_nothing(informal: Any, folder: str) -> None:
    before = {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}
    for line in (["progress"], ["progress", "--json"], ["week"]):
        assert informal(*line, "--data-dir", folder).status == 0
    assert {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()} == before
