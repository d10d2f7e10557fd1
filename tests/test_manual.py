"""The manual page says what --help says, and man can read it."""

from __future__ import annotations

import re
import shutil
import subprocess

import click
import manual
import pytest

from informal.cli.app import VERBS, group


def test_the_page_in_the_repository_is_the_one_that_help_makes() -> None:
    assert manual.PAGE.read_text(encoding="utf-8") == manual.page(), "python assets/manual.py"


def test_no_verb_is_named_with_an_option_that_it_has_not() -> None:
    for verb, option in re.findall(r"\b([a-z]+) (--[a-z-]+)", manual.page().replace("\\", "")):
        if verb in VERBS:
            command = group.get_command(click.Context(group), verb)
            assert command is not None
            assert any(option in one.opts for one in command.params), (verb, option)


def test_every_verb_has_its_place() -> None:
    page = manual.page()
    for name in VERBS:
        assert f"\n.SS informal {name}".replace("-", "\\-") in page, name


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_groff_finds_nothing_to_say_about_it() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(manual.PAGE)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "what was done so far" in done.stdout
