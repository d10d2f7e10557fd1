"""What a verb does not load, proven in a process of its own: that is why verbs start fast."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "pydantic",
    "tinydb",
    "filelock",
    "textual",
    "holidays",
    "platformdirs",
    "hypothesis",
    "pyperclip",
    "asyncio",
    "email",
)
_SCRIPT = f"""
import sys
from informal.__main__ import main
status = main(sys.argv[1:])
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
sys.exit(status)
"""


def _loaded(*argv: str) -> str:
    done = subprocess.run([sys.executable, "-c", _SCRIPT, *argv], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize("line", ["status", "status --json"])
def test_the_line_of_a_prompt_is_not_read_by_click(line: str) -> None:
    subprocess.run([sys.executable, "-m", "informal", "tick", "a walk"], capture_output=True, check=True)
    script = _SCRIPT.replace(repr(HEAVY), repr((*HEAVY, "click", "informal.practice.stage")))
    done = subprocess.run([sys.executable, "-c", script, *line.split()], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
    slowly = [sys.executable, "-m", "informal", "--data-dir", os.environ["INFORMAL_DATA_DIR"], *line.split()]
    assert subprocess.run(slowly, capture_output=True, text=True, check=True).stdout == done.stdout != ""


def test_what_goes_wrong_on_such_a_line_is_told_as_ever(tmp_path: Path) -> None:
    (tmp_path / "informal.json").write_text("[")
    command, env = [sys.executable, "-m", "informal", "status"], os.environ | {"INFORMAL_DATA_DIR": str(tmp_path)}
    quickly = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    slowly = subprocess.run([*command, "--data-dir", str(tmp_path)], capture_output=True, text=True, check=False)
    assert (quickly.returncode, quickly.stdout, quickly.stderr) == (1, "", slowly.stderr)
    assert "not a data file" in quickly.stderr


@pytest.mark.parametrize(
    "line",
    [
        "--version",
        "--help",
        "status --json",
        "list --json",
        "show Ada",
        "next --json",
        "email --parsable Ada",
        "agenda --json",
        "network --json",
    ],
)
def test_verbs_that_look_load_little(line: str) -> None:
    subprocess.run([sys.executable, "-m", "informal", "add", "Ada Example"], capture_output=True, check=True)
    assert _loaded(*line.split()) == "[]"


def test_help_loads_no_verb() -> None:
    script = _SCRIPT.replace(repr(HEAVY), repr(("informal.workspace", "informal.cli.people", "informal.cli.next")))
    done = subprocess.run([sys.executable, "-c", script, "--help"], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_verbs_that_change_never_load_the_screen() -> None:
    assert "textual" not in _loaded("add", "Ada Example", "--warmth", "knows_me")


def test_an_import_checks_rows_without_pydantic() -> None:
    assert "pydantic" not in _loaded("import", str(Path(__file__).parent / "samples" / "linkedin" / "plain.csv"))


@pytest.mark.parametrize("line", ["status --json", "list --json", "show Ada"])
def test_a_named_data_folder_is_enough(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run([sys.executable, "-m", "informal", "add", "Ada Example"], capture_output=True, check=True)
    for name in ("INFORMAL_CONFIG_DIR", "INFORMAL_STATE_DIR"):
        monkeypatch.delenv(name)
    assert _loaded(*line.split()) == "[]"
