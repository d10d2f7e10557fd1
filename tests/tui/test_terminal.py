"""The app in a real terminal, where signals, editors and crashes are what they are."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest
from terminal import Terminal

from informal.workspace import Paths, Workspace

_BREAKS = """\
import sys
from informal.tui.screens.talk_actions import TalkActions
def action_network(self):
    secret = "Ada Hidden-Example"
    raise ZeroDivisionError(f"{secret} wrote: a private word")
def breaks_twice(self):
    for widget in (self.composer, self.contacts):
        widget.call_later(action_network, self)
TalkActions.action_network = breaks_twice
from informal.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with one person in it."""
    folder = tmp_path / "home"
    workspace = at(folder)
    workspace.people.add("Ada Example", emails=("ada@example.org",))
    workspace.close()
    return folder


def at(home: Path) -> Workspace:
    return Workspace.open(Paths(home, home / "c", home / "s"), origin="test")


def bodies(home: Path) -> list[str]:
    """The texts of all letters, as they are stored."""
    workspace = at(home)
    try:
        return [message.body for message in workspace.core.messages()]
    finally:
        workspace.close()


def eventually(what: Any) -> None:
    end = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def begin_a_letter(terminal: Terminal, line: str = "informal") -> None:
    terminal.type(line)
    terminal.keys("Enter")
    terminal.until("Ada Example")
    terminal.keys("Enter")
    terminal.until("stop typing")


def test_a_crash_says_what_is_kept_and_where_it_broke_and_shows_nobodys_words(home: Path, tmp_path: Path) -> None:
    script = tmp_path / "breaks.py"
    script.write_text(_BREAKS)
    with Terminal.shell(home) as terminal:
        begin_a_letter(terminal, f"{sys.executable} {script}")
        terminal.type("Looms and weavers")
        terminal.keys("Escape")
        terminal.until("Shift.Tab|write")
        terminal.keys("N")
        screen = terminal.until(r"had to stop(?s:.)*ready>")
        assert "Everything is kept" in screen
        assert "informal.log" in screen
        assert "Hidden-Example" not in screen
        assert "Traceback" not in screen
        assert screen.count("had to stop") == 1
        assert "NOTE" not in screen
        terminal.type("stty -a | tr ' ;' '\\n\\n' | grep -c -x -e echo -e icanon")
        terminal.keys("Enter")
        terminal.until(r"\n2\s")
    log = home / "s" / "informal.log"
    assert "ZeroDivisionError" in log.read_text()
    assert "action_network" in log.read_text()
    for secret in ("Hidden-Example", "private", "Ada", "Looms"):
        assert secret not in log.read_text()
    assert log.stat().st_mode & 0o077 == 0
    assert any("Looms and weavers" in body for body in bodies(home))


@pytest.mark.parametrize("line", ["exec informal", "informal"], ids=["alone", "in a shell"])
def test_a_closed_window_loses_nothing_and_leaves_nobody_running(home: Path, line: str) -> None:
    with Terminal.shell(home) as terminal:
        begin_a_letter(terminal, line)
        below = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text().split()
        pid = terminal.pid if line.startswith("exec") else int(below[0])
        terminal.type("Looms and weavers")
        terminal.until("Looms and weavers")
        terminal.keys("Escape", "?")
        terminal.until("What works here")
        terminal.close()
        eventually(lambda: not Path(f"/proc/{pid}").exists())
    assert any("Looms and weavers" in body for body in bodies(home))


def test_one_may_go_to_the_shell_and_come_back(home: Path) -> None:
    with Terminal.shell(home) as terminal:
        begin_a_letter(terminal)
        terminal.type("Looms")
        terminal.keys("Escape")
        terminal.until("Shift.Tab|write")
        terminal.keys("C-z")
        terminal.until(r"Stopped")
        terminal.type("fg")
        terminal.keys("Enter")
        terminal.until("To Ada Example")
        terminal.keys("q")
        terminal.until(r"ready>\s*$")
    assert any("Looms" in body for body in bodies(home))


def test_where_no_shell_waits_nobody_is_sent_to_sleep(home: Path) -> None:
    with Terminal.shell(home) as terminal:
        begin_a_letter(terminal, "exec informal")
        terminal.keys("Escape")
        terminal.until("Shift.Tab|write")
        terminal.keys("C-z")
        terminal.until("There is no shell to go to from here.")
        terminal.keys("?")
        terminal.until("What works here")


@pytest.mark.parametrize("editor", ["false", "/nowhere/editor"])
def test_an_editor_that_fails_loses_nothing(home: Path, editor: str) -> None:
    with Terminal.shell(home, EDITOR=editor, VISUAL=editor) as terminal:
        begin_a_letter(terminal)
        terminal.type("Looms")
        terminal.keys("Escape")
        terminal.until("Shift.Tab|write")
        terminal.keys("e")
        terminal.until("editor")
        assert "Looms" in terminal.screen
        terminal.keys("q")
        terminal.until(r"ready>\s*$")
    assert any("Looms" in body for body in bodies(home))


def test_what_an_editor_wrote_is_in_the_letter(home: Path, tmp_path: Path) -> None:
    editor = tmp_path / "ed.sh"
    editor.write_text('#!/bin/sh\nprintf "And weavers.\\n" >> "$1"\n')
    editor.chmod(0o755)
    with Terminal.shell(home, EDITOR=str(editor), VISUAL=str(editor)) as terminal:
        begin_a_letter(terminal)
        terminal.keys("Escape")
        terminal.until("Shift.Tab|write")
        terminal.keys("e")
        terminal.until("And weavers")
        terminal.keys("q")
        terminal.until(r"ready>\s*$")
    assert any("And weavers." in body for body in bodies(home))


@pytest.mark.parametrize("term", ["xterm", "screen-256color", "linux", "vt100"])
def test_any_terminal_shows_the_list(home: Path, term: str) -> None:
    with Terminal.shell(home, TERM=term, COLORTERM="") as terminal:
        terminal.type("informal")
        terminal.keys("Enter")
        terminal.until("Ada Example")
        terminal.until("all keys")
        terminal.keys("q")
        terminal.until(r"ready>\s*$")
