"""The import screen: what a file would do is seen first; Enter does it as one step, Esc leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people

SAMPLES = Path(__file__).parents[1] / "samples"


async def give(app: Driver, path: Path) -> None:
    """Name a file where people are named, and wait until it is read."""
    await app.type(str(path))
    await app.press("enter")
    await app.app.workers.wait_for_complete()
    await app.pilot.pause()


def table(folder: Path, *rows: str) -> Path:
    """A small table of people."""
    path = folder / "people.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [WIDE, (80, 24), (40, 15)])
async def test_what_would_happen_is_told_and_esc_leaves_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path / "data", size=size) as app:
        await give(app, SAMPLES / "vcard" / "many-and-bad.vcf")
        assert "vCards" in app.screen
        assert "skipped" in app.screen
        await app.press("escape")
        assert not len(app.workspace.people)
        assert "Who would be glad to hear from you?" in app.screen


async def test_enter_keeps_them_as_one_step(tmp_path: Path) -> None:
    async with Driver.start(tmp_path / "data", size=WIDE) as app:
        await two_people(app)
        file = table(tmp_path, "Name,Email", "Ines Invented,ines@example.org", "Noor Nobody,noor@example.org")
        await app.press("a")
        await give(app, file)
        await app.press("enter")
        assert len(app.workspace.people) == 4
        await app.press("u")
        assert len(app.workspace.people) == 2


@pytest.mark.parametrize("size", [WIDE, (80, 24), (40, 15)])
async def test_after_the_very_first_file_the_list_is_in_front(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path / "data", size=size) as app:
        file = table(tmp_path, "Name,Email", "Ines Invented,ines@example.org", "Noor Nobody,noor@example.org")
        await give(app, file)
        await app.press("enter")
        await app.pilot.pause()
        assert app.app.focused is app.main.contacts.list
        assert "Noor Nobody" in app.screen


async def test_the_files_word_is_taken_only_when_chosen(tmp_path: Path) -> None:
    async with Driver.start(tmp_path / "data", size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.people.edit(ada, emails=("ada@example.org",))
        file = table(tmp_path, "Name,Email,Company", "Ada Example,ada@example.org,Another Loom")
        await app.press("a")
        await give(app, file)
        assert "your company 'Example Looms' stays" in app.screen
        await app.press("space")
        assert "takes the file's company" in app.screen
        await app.press("enter")
        assert app.workspace.core.contact(ada).company == "Another Loom"


async def test_columns_that_can_not_be_told_are_asked_for(tmp_path: Path) -> None:
    async with Driver.start(tmp_path / "data", size=WIDE) as app:
        await two_people(app)
        file = table(tmp_path, "Wer,Wo", "ines invented,here", "noor nobody,there")
        await app.press("a")
        await give(app, file)
        assert "I can't tell which column is which" in app.screen
        await app.press("c", "enter")
        assert "Wer" in app.screen
        await app.press("enter")
        await app.app.workers.wait_for_complete()
        await app.pilot.pause()
        assert "2 added" in app.screen
        await app.press("enter")
        assert {"ines invented", "noor nobody"} <= {person.name for person in app.workspace.core.contacts()}


async def test_a_file_that_is_none_says_so(tmp_path: Path) -> None:
    async with Driver.start(tmp_path / "data", size=WIDE) as app:
        odd = tmp_path / "odd.csv"
        odd.write_bytes(b"\x00\x01\x02 no people here")
        await give(app, odd)
        assert "does not hold text" in app.screen or "can't tell" in app.screen
        await app.press("escape")
        assert not len(app.workspace.people)
