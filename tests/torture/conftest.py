"""The tortures run when they are asked for: make torture, in the short form or the long one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

if "INFORMAL_TORTURE" not in os.environ:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, gone afterwards: thousands of small files would stay in tmp_path."""
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        yield Path(name)
