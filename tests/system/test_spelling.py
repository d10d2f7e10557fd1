"""Spelling by the checkers that people have; none is as good as a silent one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from informal.practice.spelling import sentence, worth_saying
from informal.system import spelling

CHECKERS = ("aspell", "hunspell")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A checker that knows no word of four letters."""
    path = tmp_path / "checker"
    path.write_text("#!/bin/sh\ntr -cs \"[:alpha:]\" '\\n' | grep -E '^[[:alpha:]]{4}$'\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", CHECKERS)
def test_the_real_ones_find_what_is_wrong(name: str) -> None:
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    line = spelling.command(name)
    found = spelling.unknown("^I would definately love to hear about your week.\n-Teh end: a café, naïve\n", line)
    assert "definately" in found
    assert "Teh" in found
    assert "week" not in found


def test_a_checker_of_ones_own_is_used(script: Path) -> None:
    line = spelling.command(str(script))
    assert spelling.unknown("some words are four long, some long", line) == ("some", "four", "long")


@pytest.mark.parametrize("wish", ["off", "/nowhere/checker", "'", "checker-nobody-has"])
def test_none_is_none(wish: str) -> None:
    assert spelling.command(wish) == ()
    assert spelling.unknown("teh", spelling.command(wish)) == ()


def test_one_that_fails_or_takes_too_long_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_SECONDS", 0.1)
    for text in ("echo teh; exit 3", "exec sleep 5"):
        path = tmp_path / "bad"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        assert spelling.unknown("teh", (str(path),)) == ()


def test_names_and_addresses_are_no_mistakes() -> None:
    text = "Hi Kofi,\n\nI met Fictionalson at Weavery; see weavry.example or sam@exampel.org. Definatly NATO. Teh end."
    unknown = ("Kofi", "Fictionalson", "Weavery", "weavry", "exampel", "Definatly", "NATO", "Teh")
    assert worth_saying(text, unknown, ("Kofi Fictional",)) == ("Definatly", "Teh")


def test_the_line_stays_short() -> None:
    assert sentence(()) == ""
    assert sentence(("teh",)) == "Not in the dictionary: teh."
    assert sentence(tuple("abcdef")) == "Not in the dictionary: a, b, c, d and 2 more."
