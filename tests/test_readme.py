"""The README says what is true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from keys import table

ROOT = Path(__file__).parent.parent


def test_the_table_of_keys_is_the_programs_own() -> None:
    assert table() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_picture_and_file_it_names_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_runtime_dependency_stands_in_it_with_its_reason() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in project["dependencies"]:
        name = re.split(r"[<>=]", line)[0]
        assert f"| [{name}](" in text, name
