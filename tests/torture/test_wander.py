"""Random keys, pastes and windows: no exception, the app alive, no lost text, and the doctor finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from torture.conftest import Tell
from torture.scale import trials
from torture.wander import Wanderer

from informal.__main__ import main

SEEDS = 5


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_whatever_is_pressed(folder: Path, seed: int, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may leave the folder, open a browser or an editor that waits."""
    home = folder / "home"
    home.mkdir()
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("HOME", home), ("EDITOR", "true"), ("VISUAL", "true"), ("TERM", "dumb")):
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(home)
    steps = trials(500, 10_000) // SEEDS
    await Wanderer(folder / "data", seed).walk(steps)
    assert main(["--data-dir", str(folder / "data"), "doctor"]) == 0
    tell(f"{steps:,} keys, pastes and windows at random")
