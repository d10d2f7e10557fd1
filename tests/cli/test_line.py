"""What stands anywhere on a line, and how a line that can't be done is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def test_common_options_stand_anywhere(informal: Any, tmp_path: Path) -> None:
    folder = str(tmp_path / "elsewhere")
    for line in (
        ("--data-dir", folder, "add", "Ada Example", "--json"),
        ("add", "--json", f"--data-dir={folder}", "Kofi Fictional"),
        ("--json", "add", "Grace Sample", "--data-dir", folder),
    ):
        assert informal(*line).json["id"]
    assert len(informal("list", "--json", "--data-dir", folder).json) == 3
    assert informal("list", "--json").json == []
    assert informal("list", "--data-dir").status == 2


def test_after_two_dashes_all_is_words(informal: Any) -> None:
    assert informal("add", "--json", "--", "--json").json["name"] == "--json"


def test_an_unknown_verb_names_the_nearest(informal: Any) -> None:
    said = informal("lsit")
    assert (said.status, said.out) == (2, "")
    assert "informal list" in said.err
    said = informal("\x1b[31mxyzzy")
    assert said.status == 2
    assert "\x1b" not in said.err
    assert "informal --help" in said.err


def test_usage_is_2_and_a_refusal_1(informal: Any) -> None:
    assert informal("show").status == 2
    assert informal("list", "--nonsense").status == 2
    said = informal("show", "Nobody Known")
    assert said.status == 1
    assert said.err.startswith("informal: Nobody here is called")


def test_a_number_too_long_to_be_one_is_nobody(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("show", "9" * 5000)
    assert said.status == 1
    assert said.err.startswith("informal: Nobody here is called")


def test_the_unexpected_tells_its_kind_and_no_words(
    informal: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("Dear Ada, this is private")

    monkeypatch.setattr("informal.workspace.Workspace.find", broken)
    said = informal("status", "--json")
    assert (said.status, said.out) == (1, "")
    assert "ValueError" in said.err
    assert "Ada" not in said.err
    log = tmp_path / "informal" / "state" / "informal.log"
    assert str(log) in said.err
    assert "status broke." in log.read_text()
    assert "ValueError" in log.read_text()
    assert "Ada" not in log.read_text()


def test_an_interrupt_is_quiet(informal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("informal.workspace.Workspace.find", interrupted)
    said = informal("status")
    assert (said.status, said.out, said.err.strip()) == (1, "", "")


def _run(*argv: str, env: dict[str, str] | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "informal", *argv],
        env=({**os.environ, **more}) if env is None else env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _assert_a_sentence(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("informal: ")
    assert "Traceback" not in done.stderr
    assert "went wrong inside" not in done.stderr


def test_without_a_terminal_the_way_is_named() -> None:
    for done in (_run(), _run(TERM="dumb"), _run("demo", TERM="xterm"), _run(env={})):
        _assert_a_sentence(done)
        assert "informal next" in done.stderr
        assert "informal --help" in done.stderr


def test_without_a_home_it_still_answers() -> None:
    done = _run("paths", env={"LC_ALL": "C"})
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)


def test_where_no_home_is_known_a_named_folder_is_enough(
    informal: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("data", "config", "state"):
        monkeypatch.delenv(f"INFORMAL_{name.upper()}_DIR")
        monkeypatch.setattr(f"platformdirs.user_{name}_path", lambda *_, **__: Path("~/nowhere"))
    said = informal("add", "Ada Example")
    assert (said.status, said.out) == (1, "")
    assert "--data-dir" in said.err
    folder = str(tmp_path / "here")
    assert informal("add", "Ada Example", "--data-dir", folder).status == 0
    assert "Hi Ada," in informal("draft", "Ada", "--data-dir", folder).out, "openings are looked for beside the data"
    assert informal("paths", "--data-dir", folder, "--json").json["config"] == str(tmp_path / "here" / "config")


@pytest.mark.parametrize("line", [("add", "Ada Example"), ("status", "--json"), ("list",), ("undo",), ("tick",)])
def test_a_data_folder_that_is_a_file(line: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    _assert_a_sentence(_run(*line, INFORMAL_DATA_DIR=str(file)))
    assert file.read_text() == "not a folder"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="wants a file system that takes no files, even from root")
def test_a_data_folder_that_takes_nothing() -> None:
    _assert_a_sentence(_run("add", "Ada Example", INFORMAL_DATA_DIR="/proc/informal/data"))
    assert _run("status", "--json", INFORMAL_DATA_DIR="/proc/informal/data").returncode == 0


def test_a_damaged_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "informal.json").write_text('{"contacts": {"1":')
    for line in (("add", "Ada Example"), ("status",)):
        _assert_a_sentence(_run(*line, INFORMAL_DATA_DIR=str(tmp_path)))
    assert (tmp_path / "informal.json").read_text() == '{"contacts": {"1":'


def test_a_reader_that_leaves_is_no_trouble() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "informal", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    assert child.stderr.read() == ""
    child.stderr.close()
    assert child.wait() in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="wants a device that is always full")
def test_a_full_disk_behind_stdout_is_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "informal", "paths"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("informal: ")


@pytest.mark.skipif(os.name != "posix", reason="wants a shell that can close a stream")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_stop_nothing(closed: str) -> None:
    for line in ("status --json", "tick", "next"):
        done = subprocess.run(
            f"'{sys.executable}' -m informal {line} {closed}", shell=True, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr


def test_a_narrow_encoding_stops_nothing(tmp_path: Path) -> None:
    _run("add", "李 虚构")
    done = _run("list", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    data = _run("list", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "\\u674e" in data.stdout
