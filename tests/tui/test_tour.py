"""`informal demo` is the tour; on one's own people it is a key away, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people

from informal.keys.places import Place
from informal.keys.tour import STEPS
from informal.workspace import Workspace


@pytest.mark.parametrize("size", [WIDE, (80, 24), (50, 20), (40, 15)])
async def test_from_the_first_sentence_to_the_last_by_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path, size=size, demo=True, tour=True) as app:
        told = " ".join(app.screen.split())
        assert "informal demo" in told
        assert f"Tour 1 of {len(STEPS)} Nobody here exists" in told
        # A letter handed over before waits for its answer at the start.
        await app.press("escape", "j")
        assert "Tour 2 of" in app.screen
        await app.press("enter")
        assert "Tour 3 of" in app.screen
        await app.press("tab", "escape")
        assert "Tour 4 of" in app.screen
        await app.press("s")
        assert "Tour 5 of" in app.screen
        assert app.main.place is Place.SHEET
        await app.read()
        await app.press("escape", "escape", "b", "space")
        assert "Tour 6 of" in app.screen
        assert app.main.view is not None
        crossed = app.main.view.crossed
        await app.press("u")
        assert "Tour 7 of" in app.screen
        assert app.main.view.crossed != crossed
        await app.press("r", "escape")
        assert "Tour 8 of" in app.screen
        await app.press("escape", "n")
        assert "Tour 9 of" in app.screen
        await app.press("escape", "escape", "question_mark", "escape")
        assert "That was the tour." in app.screen
        assert app.app.is_running


async def test_the_mouse_goes_on_with_it_too(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE, demo=True, tour=True) as app:
        await app.press("escape")
        row = next(number for number, line in enumerate(app.lines) if "Bea Nobody" in line)
        await app.pilot.click(offset=(6, row), times=2)
        await app.pilot.pause()
        assert "Tour 3 of" in app.screen


async def test_on_ones_own_people_it_is_a_key_away_and_a_key_ends_it(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        assert "Tour" not in app.screen
        await app.press("j")
        await app.press("W")
        assert "Tour 1 of" in app.screen
        assert "Nobody here exists" not in app.screen
        await app.press("j")
        assert "Tour 2 of" in app.screen
        # Nobody waits yet, and that was told: the tour does not stand still at it.
        await app.press("enter", "tab", "escape", "s")
        await app.read()
        await app.press("escape", "escape", "b", "space", "u", "r")
        assert "No letter of yours is out yet." in app.screen
        assert "Tour 8 of" in app.screen
        await app.press("W")
        assert "Tour" not in app.screen
        await app.press("W")
        assert "Tour 1 of" in app.screen


async def test_with_nobody_in_the_list_it_says_where_there_is_somebody(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await app.press("escape", "W")
        assert "informal demo has people" in app.screen
        assert "Tour" not in app.screen


def test_the_demo_has_ones_own_keys_and_nobodys_mail_account(tmp_path: Path) -> None:
    config = tmp_path / "own"
    config.mkdir()
    text = '[mail]\nfrom = "sam@example.org"\n[mail.smtp]\nhost = "127.0.0.1"\nsecurity = "none"\n[keys]\nundo = "f9"\n'
    (config / "config.toml").write_text(text)
    workspace = Workspace.demo(tmp_path / "demo", config=config)
    assert workspace.keymap["undo"] == "F9"
    assert workspace.config.mail.smtp is None
    assert workspace.config.mail.sender == ""
    assert workspace.mailbox.plan() is None
    workspace.close()
    assert (config / "config.toml").read_text() == text
    assert [path.name for path in config.iterdir()] == ["config.toml"]
