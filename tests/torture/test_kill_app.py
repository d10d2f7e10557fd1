"""kill -9 of the app while somebody types into it: what it showed as kept is there."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import Terminal
from torture.conftest import Tell
from torture.scale import trials
from torture.script import opens_in_stock_tinydb, tables

from informal.__main__ import main

_ENDINGS = ("Loom", "Mill", "Yarn", "Weft", "Warp", "Reed", "Heald", "Bobbin")


def kill_app(folder: Path, count: int, *, fault: str = "") -> int:
    """Kill the app so many times; how many letters it had shown as kept. fault: see torture.faults."""
    dice = random.Random(5)
    shown = 0
    people: list[str] = []
    for trial in range(count):
        home = folder / f"home{trial // 6}"
        if trial % 6 == 0:
            people = ["Ada Example"]
            assert main(["--data-dir", str(home), "add", "Ada Example"]) == 0
        words: dict[str, str] = {}
        with Terminal.running(home, fault) as app:
            app.until("To [A-Z]")
            for number in range(dice.randrange(1, 4)):
                name = f"Nobody{chr(97 + trial % 26)} {_ENDINGS[number]}{chr(97 + trial // 26)}"
                _add(app, name, people.append)
                words[name] = _write(app, dice)
            app.type("this was under way")
            time.sleep(dice.random() * 0.5)
            app.kill()
        _all_there(home / "informal.json", people, words)
        shown += len(words)
    return shown


@pytest.mark.skipif(shutil.which("tmux") is None, reason="a terminal to type into is needed: tmux")
@pytest.mark.timeout(1800)
def test_what_the_app_showed_as_kept_is_there_after_kill_9(folder: Path, tell: Tell) -> None:
    count = kill_app(folder, trials(4, 60))
    tell(f"{trials(4, 60)} kills while somebody typed, {count} letters shown as kept")


def _add(app: Terminal, name: str, kept: Callable[[str], None]) -> None:
    """Add a person by hand. Their letter is shown when they are kept."""
    if "stop typing" in app.screen:
        app.keys("Escape")
        # An `a` right behind it would be Alt+A.
        app.until(r" q quit")
    app.type("a")
    app.until("Who else")
    app.type(name)
    app.until(name)
    app.keys("Enter")
    app.until("1 knows me")
    app.type("3")
    app.until(f"To {name}")
    kept(name)


def _write(app: Terminal, dice: random.Random) -> str:
    """Type into the letter until it says when it was kept; what it had then."""
    word = "".join(dice.choices("abcdefgh", k=12))
    app.type(word)
    app.until(rf"(?s){word}.*kept at")
    return word


def _all_there(path: Path, people: list[str], words: dict[str, str]) -> None:
    opens_in_stock_tinydb(path)
    found = tables(path)
    ids = {str(one["name"]): id for id, one in found["contacts"].items()}
    assert set(people) <= set(ids), f"of {people}, only {sorted(ids)} are there"
    for name, word in words.items():
        assert any(
            letter["contact"] == ids[name] and word in letter["body"] for letter in found["messages"].values()
        ), f"{word!r} was shown as kept"
    assert not [*path.parent.glob("*.aside-*"), *path.parent.glob("*.damaged-*")]
