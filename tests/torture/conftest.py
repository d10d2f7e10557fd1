"""The tortures run when they are asked for: make torture, which TRIALS=short makes short."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if "INFORMAL_TORTURE" not in os.environ:
    collect_ignore_glob = ["test_*.py"]

Tell = Callable[[str], None]


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, gone afterwards: thousands of small files would stay in tmp_path."""
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        yield Path(name)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Say in the end what a torture did: how many kills, cuts, changes."""
    return lambda sentence: record_property("told", sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What each torture did, a line each."""
    told = [
        (report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " "), sentence)
        for report in terminalreporter.getreports("passed")
        for name, sentence in report.user_properties
        if name == "told" and report.when == "call"
    ]
    if told:
        terminalreporter.section("what was done to it", sep="-")
    for name, sentence in sorted(told):
        terminalreporter.write_line(f"{name}: {sentence}")
