"""Where a test keeps its file."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A data file in a folder; neither is there yet."""
    return tmp_path / "data" / "informal.json"
