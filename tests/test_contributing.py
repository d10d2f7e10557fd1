"""The drawing of the rooms is the one that is proven."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_drawing_shows_the_layers_of_the_import_contract() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawing = re.search(r"<!-- layers -->\n```\n(.*?)```", text, re.DOTALL)
    assert drawing is not None
    drawn = [re.split(r" {2,}", line)[0].split(" | ") for line in drawing[1].splitlines()]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert drawn == [[name.removeprefix("informal.") for name in layer.split(" | ")] for layer in layers]


def test_every_room_is_in_the_drawing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path in (ROOT / "informal").iterdir():
        if (path.is_dir() or path.suffix == ".py") and path.stem not in ("__init__", "__pycache__"):
            assert re.search(rf"\b{path.stem}\b", text), path.stem
