"""tick, cross, uncross, status, set, undo, redo, history, import, export, paths, demo."""

from __future__ import annotations

import csv
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from informal import __version__
from informal.cli.app import VERBS
from informal.workspace import Paths

STATUS = {
    "today": "2026-11-23",
    "asks_today": 0,
    "boxes_today": 0,
    "goal": 1,
    "days_written": 0,
    "total_asks": 0,
    "due": 0,
    "contacts": 0,
    "blockers_crossed": [],
}
CONNECTIONS = Path(__file__).parents[2] / "assets" / "Connections.csv"


def test_status(informal: Any) -> None:
    assert informal("status", "--json").json == STATUS
    silent = informal("status")
    assert (silent.out, silent.err) == ("", ""), "in a prompt it speaks when there is something good to say"
    informal("tick")
    assert "[x]" in informal("status").out


def test_tick_prints_the_status(informal: Any) -> None:
    expected = STATUS | {"asks_today": 1, "boxes_today": 1, "days_written": 1, "total_asks": 1}
    assert informal("tick", "asked", "the baker", "--json").json == expected


def test_cross_and_uncross_print_the_status(informal: Any) -> None:
    assert informal("cross", "degree", "--json").json == STATUS | {"blockers_crossed": ["degree"]}
    assert informal("cross", "degree").status == 0
    assert informal("uncross", "degree", "--json").json == STATUS
    assert informal("uncross", "degree").status == 0
    assert informal("cross", "mother").status == 2


def test_undo_redo_and_history(informal: Any, ada: dict[str, Any]) -> None:
    undone = informal("undo", "--json").json
    assert set(undone) == {"step", "label", "at", "origin"}
    assert (undone["label"], undone["origin"]) == ("add Ada Example", "add")
    assert informal("list", "--json").json == []
    assert informal("redo", "--json").json["label"] == "add Ada Example"
    assert len(informal("list", "--json").json) == 1
    steps = informal("history", "--json").json
    assert [step["origin"] for step in steps] == ["redo", "undo", "add"]
    assert all(set(step) == {"step", "label", "at", "origin"} for step in steps)
    assert "add Ada Example" in informal("history").out


def test_only_a_letter_that_left_can_not_come_back(informal: Any, ada: dict[str, Any]) -> None:
    gone = "Your record is back; the letter isn't.\n"
    for line in (("tick",), ("sent", "Ada Example", "--channel", "in_person")):
        informal(*line)
        assert informal("undo").out.startswith("Taken back: "), line
    informal("sent", "Ada Example", "--channel", "email")
    assert informal("undo").out == gone
    assert informal("redo").out == "Done again: letter to Ada Example.\n"
    informal("delete", "Ada Example")
    assert informal("undo").out == "Taken back: delete Ada Example.\n"


def test_history_tells_the_time_of_the_persons_own_clock(
    informal: Any, ada: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime.fromisoformat(informal("history", "--json").json[0]["at"])
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    there = at.astimezone(timezone(timedelta(hours=9)))
    assert f"{there:%Y-%m-%d %H:%M}" in informal("history").out


def test_nothing_to_undo_is_a_sentence(informal: Any) -> None:
    for verb in ("undo", "redo"):
        said = informal(verb)
        assert said.status == 1
        assert said.err.startswith("informal: There is nothing to")
        assert said.out == ""


def test_set(informal: Any) -> None:
    assert informal("set", "curious-about", "looms", "and", "wool", "--json").json == {
        "curious_about": "looms and wool"
    }
    assert informal("set", "curious_about").out == "looms and wool\n"
    assert informal("set", "daily_goal", "2", "--json").json == {"daily_goal": 2}
    every = informal("set", "--json").json
    assert every["working_days"] == [1, 2, 3, 4, 5]
    assert every["curious_about"] == "looms and wool"
    assert informal("set", "curious_about", "", "--json").json == {"curious_about": ""}
    for line in (("set", "nonsense"), ("set", "nonsense", "1"), ("set", "daily_goal", "many")):
        said = informal(*line)
        assert (said.status, said.out) == (1, "")


def test_quiet_weeks_can_be_none(informal: Any) -> None:
    assert informal("set", "quiet_from", "none", "--json").json == {"quiet_from": ""}
    assert informal("set", "quiet_from", "", "--json").json == {"quiet_from": "12-24"}


def test_days_are_parted_by_commas_or_blanks(informal: Any) -> None:
    assert informal("set", "working_days", "1", "2", "4", "--json").json == {"working_days": [1, 2, 4]}
    days = {"days_off": ["2026-12-23", "2026-12-28"]}
    assert informal("set", "days_off", "2026-12-23,2026-12-28", "--json").json == days


@pytest.mark.parametrize(
    ("name", "text", "takes"),
    [
        ("days_off", "31.12.2026", "It takes: 2026-12-23, 2026-12-28."),
        ("working_days", "mon", "It takes: 1, 2, 3, 4, 5."),
        ("days_until_else", "4.5", "It is a number between 1 and 400."),
        ("language_nudges", "maybe", "It takes: yes, or no."),
    ],
)
def test_a_setting_that_does_not_fit_is_told_what_would(informal: Any, name: str, text: str, takes: str) -> None:
    assert informal("set", name, text).err == f"informal: {text!r} does not fit {name}. {takes}\n"


def test_import_twice(informal: Any) -> None:
    dry = informal("import", str(CONNECTIONS), "--dry-run", "--json").json
    assert informal("list", "--json").json == []
    first = informal("import", str(CONNECTIONS), "--json").json
    assert set(first) == {"format", "rows", "added", "merged", "unchanged", "skipped", "details"}
    assert first["format"] == "linkedin"
    assert first["added"] == dry["added"] > 40
    assert first["rows"] == len(first["details"])
    assert set(first["details"][0]) == {"row", "name", "outcome", "reason"}
    people = informal("list", "--json").json
    assert len(people) == first["added"]
    second = informal("import", str(CONNECTIONS), "--json").json
    assert (second["added"], second["merged"]) == (0, 0)
    assert informal("list", "--json").json == people
    plain = informal("import", str(CONNECTIONS)).out
    assert len(plain.splitlines()) == 1 + second["rows"]
    assert "\x1b" not in plain


def test_an_import_keeps_what_came_before_a_bad_file(informal: Any, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\x01")
    said = informal("import", str(CONNECTIONS), str(bad))
    assert said.status == 1
    assert "bad.csv" in said.err
    assert "added" in said.out
    assert informal("import", str(tmp_path / "missing.csv")).status == 1


def test_export(informal: Any, ada: dict[str, Any], tmp_path: Path) -> None:
    informal("add", '=HYPERLINK("x")')
    file = tmp_path / "all.json"
    assert informal("export", str(file), "--json").json == {"file": str(file), "contacts": 2}
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(ada["id"]) in json.loads(file.read_text())["tables"]["contacts"]
    table = tmp_path / "people.csv"
    assert informal("export", str(table)).status == 0
    with table.open(newline="", encoding="utf-8-sig") as opened:
        rows = list(csv.DictReader(opened))
    assert {row["email"] for row in rows} == {"ada@example.org", ""}
    assert not any(row["name"].startswith("=") for row in rows)
    assert informal("export", str(tmp_path / "x.pdf")).status == 1
    assert informal("export", str(tmp_path / "no" / "x.csv")).status == 1


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["informal.json", "informal.journal", "informal.lock", "informal.journal.1"])
def test_an_export_never_takes_the_place_of_the_data(
    informal: Any, ada: dict[str, Any], tmp_path: Path, name: str
) -> None:
    data = tmp_path / "informal" / "data"
    before = _files(data)
    (tmp_path / "linked").symlink_to(data)
    (tmp_path / "link.json").symlink_to(data / name)
    for target in (data / name, tmp_path / "linked" / name, data / ".." / "data" / name, tmp_path / "link.json"):
        said = informal("export", str(target), "--format", "json")
        assert (said.status, said.out) == (1, "")
        assert "Choose another name" in said.err
    assert _files(data) == before
    assert informal("export", str(data / "people.csv")).status == 0, "only those names are taken"


def test_an_export_writes_through_a_link(informal: Any, ada: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    link = tmp_path / "link.json"
    link.symlink_to("real.json")
    assert informal("export", str(link)).status == 0
    assert link.is_symlink()
    assert "tables" in json.loads((tmp_path / "real.json").read_text())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="wants a named pipe")
def test_an_export_into_a_pipe_leaves_the_pipe(informal: Any, ada: dict[str, Any], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_text)
        said = informal("export", str(pipe))
        assert (said.status, said.out) == (0, ""), "a pipe may be our own stdout: nothing else goes there"
        assert "Ada Example" in read.result(10)
    assert pipe.is_fifo()


def test_paths(informal: Any, tmp_path: Path) -> None:
    folder = tmp_path / "informal"
    assert informal("paths", "--json").json == {
        "file": str(folder / "data" / "informal.json"),
        "data": str(folder / "data"),
        "config": str(folder / "config"),
        "openings": str(folder / "config" / "openings"),
        "state": str(folder / "state"),
        "log": str(folder / "state" / "informal.log"),
    }
    assert not folder.exists(), "asking creates nothing"


def test_demo_wants_a_terminal(informal: Any) -> None:
    said = informal("demo")
    assert said.status == 1
    assert "informal next" in said.err


def test_demo_opens_the_app_on_made_up_people(informal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[bool] = []

    def open_app(paths: Paths, *, demo: bool = False) -> int:
        called.append(demo)
        return 0

    monkeypatch.setattr("informal.__main__._open_app", open_app)
    assert informal("demo").status == 0
    assert informal().status == 0
    assert called == [True, False]


def test_version(informal: Any) -> None:
    assert informal("--version").out == f"informal {__version__}\n"


def test_every_verb_has_help(informal: Any) -> None:
    whole = informal("--help").out
    for verb in VERBS:
        assert f"  {verb}" in whole
        said = informal(verb, "--help")
        assert said.status == 0
        assert f"informal {verb}" in said.out
