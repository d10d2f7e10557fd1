"""The app in a real terminal, and the verbs, on a file or a journal that is damaged."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from terminal import Terminal
from torture.conftest import Tell
from torture.scale import trials
from torture.script import tables

from informal.__main__ import main

_NAMES = ("Ada Example", "Kofi Fictional", "Ines Madeup")


def _truncated(home: Path) -> None:
    (home / "informal.json").write_bytes((home / "informal.json").read_bytes()[:-9])


def _flipped(home: Path) -> None:
    data = bytearray((home / "informal.journal").read_bytes())
    data[-30] ^= 4
    (home / "informal.journal").write_bytes(data)


def _cut(home: Path) -> None:
    (home / "informal.journal").write_bytes((home / "informal.journal").read_bytes()[:-30])


def _filled(home: Path) -> None:
    for name in _NAMES:
        assert main(["--data-dir", str(home), "add", name, "--company", "Looms"]) == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="a terminal to type into is needed: tmux")
@pytest.mark.parametrize(
    ("damage", "people"),
    [(_truncated, 3), (_flipped, 2), (_cut, 2)],
    ids=["file truncated", "line flipped", "line cut"],
)
def test_the_app_opens_with_what_is_intact(
    folder: Path, tell: Tell, damage: Callable[[Path], None], people: int
) -> None:
    home = folder / "home"
    _filled(home)
    damage(home)
    with Terminal.running(home) as app:
        screen = app.until("There is a good copy|To [A-Z]")
        if "good copy" in screen:
            app.keys("Enter")
            app.until("was set aside, whole")
        elif damage is _flipped:
            app.until("is damaged")
        app.until("To [A-Z]")
        app.kill()
    assert len(tables(home / "informal.json")["contacts"]) == people
    tell(f"{people} of 3 people are there")


def test_verbs_on_a_damaged_journal(folder: Path, tell: Tell) -> None:
    """Cut or flipped anywhere: a verb that reads tells what is intact, one that writes goes on, and each says so."""
    base, home = folder / "base", folder / "home"
    _filled(base)
    data = (base / "informal.journal").read_bytes()
    dice = random.Random(7)
    said = 0
    for trial in range(trials(40, 1000)):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(base, home)
        broken = bytearray(data)
        position = dice.randrange(len(data))
        if trial % 2:
            del broken[position:]
        else:
            broken[position] ^= 1 << dice.randrange(8)
        (home / "informal.journal").write_bytes(broken)
        there = {str(one["name"]) for one in tables(home / "informal.json")["contacts"].values()}
        assert there <= set(_NAMES)
        listed, _ = _run(home, "list")
        assert {name for name in _NAMES if name in listed} == there
        _, told = _run(home, "add", "Nobody Else")
        assert {one["name"] for one in tables(home / "informal.json")["contacts"].values()} == there | {"Nobody Else"}
        said += "journal" in told
        assert trial % 2 or len(there) == 3 or "journal" in told, f"byte {position}: {told}"
    assert said
    tell(f"{trials(40, 1000)} damaged journals, list and add worked on each, {said} were reported")


def _run(home: Path, *line: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert main(["--data-dir", str(home), *line]) == 0, err.getvalue()
    return out.getvalue(), err.getvalue()
