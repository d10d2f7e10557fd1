"""The app is watched in shorter steps than a person would: half the time of these tests was waiting."""

from __future__ import annotations

import pytest
from textual import _wait, screen


@pytest.fixture(autouse=True)
def short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app counts as quiet after 10 ms instead of 20, and paints so often that nothing to paint is left by then."""
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 100)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 1 / 2000)
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 1 / 240)
