"""config opens and checks; keys shows what really holds."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from informal.keys.commands import COMMANDS
from informal.model.config import Config
from informal.system import config


@pytest.fixture
def path() -> Path:
    return Path(os.environ["INFORMAL_CONFIG_DIR"]) / "config.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_config_begins_one_that_says_nothing_and_is_the_persons_alone(
    informal: Any, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    said = informal("config")
    assert said.status == 0
    assert "is fine" in said.out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert config.load(path.parent) == Config()


def test_config_opens_the_one_there_is_and_says_what_is_wrong_in_it(
    informal: Any, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(path, "mouse = false\n")
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "[keys]\\nwrte = \\"f2\\"\\n" >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    said = informal("config")
    assert said.status == 1
    assert f"{path}:3: keys.wrte: There is no such command. Did you mean write?" in said.err
    assert path.read_text().startswith("mouse = false\n")


def test_config_without_an_editor_says_where_the_file_is(
    informal: Any, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "/nowhere/at-all")
    said = informal("config")
    assert said.status == 1
    assert str(path) in said.err


def test_a_folder_of_that_name_is_not_opened(informal: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.mkdir(parents=True)
    monkeypatch.setenv("EDITOR", "echo")
    said = informal("config")
    assert (said.status, said.out) == (1, "")
    assert f"{path} is a folder." in said.err
    assert str(path) in informal("config", "--check").err


def test_an_editor_that_can_not_be_read_is_told(informal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", 'vi "')
    said = informal("config")
    assert said.status == 1
    assert said.err.startswith("informal: EDITOR can't be read. No closing quotation.")


def test_check_names_file_line_key_and_what_was_meant(informal: Any, path: Path) -> None:
    write(path, '[mail]\nform = "sam@example.org"\n')
    said = informal("config", "--check")
    assert said.status == 1
    assert said.err == f"{path}:2: mail.form: There is no such key. Did you mean mail.from?\n"
    as_json = informal("config", "--check", "--json")
    assert as_json.status == 1
    assert '"nearest": "mail.from"' in as_json.out


def test_check_tells_what_may_stand_there_and_what_is_set_elsewhere(informal: Any, path: Path) -> None:
    write(path, 'theme = "paper"\n[letters]\n')
    assert informal("config", "--check").err.splitlines() == [
        f"{path}:1: theme: This is set in the program: on its settings screen, or by informal set theme.",
        f"{path}:2: letters: There is no such key. What may stand here: editor, mouse, motion, spelling, mail, keys.",
    ]
    write(path, "holidays = []\n[settings]\n")
    assert informal("config", "--check").err.splitlines() == [
        f"{path}:1: holidays: There is no such key. What may stand here: editor, mouse, motion, spelling, mail, keys.",
        f"{path}:2: settings: This is set in the program: on its settings screen, or by informal set.",
    ]


def test_check_makes_no_file(informal: Any, path: Path) -> None:
    assert informal("config", "--check").status == 0
    assert not path.exists()


def test_the_example_says_nothing_and_every_line_of_it_would_hold() -> None:
    text = config.EXAMPLE.read_text(encoding="utf-8")
    assert config.parse(text).config == Config()
    said = "\n".join(
        line[1:] for line in text.splitlines() if line.startswith(("#[",)) or (" = " in line[:20] and line[1] != " ")
    )
    reading = config.parse(said)
    assert not reading.problems
    assert reading.config.mail.smtp is not None
    assert reading.config.preset == "vim"
    assert not reading.config.mouse


def test_keys_shows_every_command_with_the_keys_it_has_now(informal: Any, path: Path) -> None:
    write(path, '[keys]\nsend = "S"\n')
    rows = informal("keys", "--json").json
    assert {row["name"] for row in rows} == {command.name for command in COMMANDS}
    assert next(row for row in rows if row["name"] == "send")["keys"] == ["S"]
    shown = informal("keys").out
    assert all(command.help in shown for command in COMMANDS)


def test_keys_tells_of_wishes_that_can_not_be(informal: Any, path: Path) -> None:
    write(path, 'mousse = 1\n[keys]\nsend = "ctrl+b"\n')
    said = informal("keys")
    assert said.status == 0
    assert "tmux" in said.err
    assert "Did you mean f2?" in said.err
    assert "mousse" not in said.err


def test_check_looks_at_the_looks_of_ones_own_too(informal: Any, path: Path) -> None:
    write(path.parent / "themes" / "sea.toml", 'primry = "#ffffff"\n')
    said = informal("config", "--check")
    assert said.status == 1
    assert (
        said.err == f"{path.parent / 'themes' / 'sea.toml'}:1: primry: There is no such colour. Did you mean primary?\n"
    )
    write(path.parent / "themes" / "sea.toml", 'primary = "#ffffff"\n')
    assert informal("config", "--check").status == 0
