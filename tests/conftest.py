"""Every test runs in a house of its own: its folders, its day, no display, nobody's editor."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from postoffice import Dovecot, dovecot

DAY = "2026-11-23T10:42"
_ELSEWHERE = ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "EDITOR", "VISUAL", "BROWSER", "NO_COLOR")


def pytest_configure() -> None:
    """Look for rubbish as seldom as the program itself does. Each app that a test opens leaves many small objects, and
    a look at every 700 of them, Python's own custom, is a fifth of the work of all tests of the screen.

    A machine that is busy is no fault of the program: no test fails for its time.
    """
    gc.set_threshold(50_000)
    settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def hermetic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's is read, and it is always the same Monday morning."""
    for name in ("data", "config", "state"):
        monkeypatch.setenv(f"INFORMAL_{name.upper()}_DIR", str(tmp_path / "informal" / name))
    monkeypatch.setenv("INFORMAL_TODAY", DAY)
    monkeypatch.setenv("TZ", "UTC")
    # No country is guessed from it.
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    # The first name under a letter is guessed from the account; this one is nobody's.
    monkeypatch.setenv("LOGNAME", "root")
    for name in _ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    time.tzset()


@pytest.fixture(scope="session")
def post() -> Iterator[Dovecot]:
    """A mail server on the loopback, the same one for all tests of a process: each takes a user of its own."""
    with dovecot() as running:
        yield running
