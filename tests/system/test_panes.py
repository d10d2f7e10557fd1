"""How the panes stood comes back; a broken memory of it is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from informal.system.panes import Panes, load, save


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    assert load(tmp_path / "state") == Panes()
    save(tmp_path / "state", Panes(8, False, True))
    assert load(tmp_path / "state") == Panes(8, False, True)
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["panes.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"wider": "8"}', '{"wider": true, "people": 1, "side": 0}', "[" * 9999, "\x00"]
)
def test_a_broken_file_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "panes.json").write_text(text)
    assert load(tmp_path) == Panes()


def test_a_folder_that_can_not_be_written_to_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    save(tmp_path / "file", Panes(4))
    assert load(tmp_path / "file") == Panes()


def test_no_width_is_beyond_measure(tmp_path: Path) -> None:
    (tmp_path / "panes.json").write_text('{"wider": 99999, "people": true, "side": true}')
    assert load(tmp_path).wider <= 40
