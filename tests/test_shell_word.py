"""A person's text in a line that somebody may copy into a shell."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from informal.text import shell_word


@pytest.mark.parametrize(
    "name", ["Ada Example", "Zoë O'Nobody", 'Ada "A" Example', "$(touch x)", "`touch x`", "back\\slash", "Wow!", "*"]
)
def test_a_name_is_one_word_to_a_shell_and_does_nothing(name: str, tmp_path: Path) -> None:
    line = f"printf %s {shell_word(name)}"
    said = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=True)
    assert said.stdout.decode() == name
    assert list(tmp_path.iterdir()) == []
