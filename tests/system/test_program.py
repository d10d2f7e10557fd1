"""A program of the person's own, run with words and never by a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from informal.errors import InformalError
from informal.system import program


def test_what_is_filled_in_is_one_word_whatever_it_holds(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    writes = tmp_path / "program"
    writes.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {kept}\nexit 3\n')
    writes.chmod(0o700)
    hostile = "mailto:a@example.org?body='; touch /tmp/x; $(id) \" {mailto}"
    assert program.run(f"{writes} --to={{mailto}} 'a b'", mailto=hostile) == 3
    assert kept.read_text() == f"--to={hostile}|a b|"


@pytest.mark.parametrize("command", ["/no/such/program {mailto}", "'half", " "])
def test_what_can_not_be_run_is_told(command: str) -> None:
    with pytest.raises(InformalError):
        program.run(command, mailto="mailto:a@example.org")
