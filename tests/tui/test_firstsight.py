"""The first paint: names where the list will have them, from little that is loaded, and no key lost until then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from driver import MONDAY, Driver
from textual.pilot import Pilot

from informal.system.clock import Clock
from informal.tui.app import InformalApp
from informal.tui.firstsight import FirstSight, drawn
from informal.tui.panes.contacts import Contacts
from informal.workspace import Paths, Workspace
from informal.workspace.firstsight import Glimpse, glimpse, remember

SIZES = [(140, 40), (116, 36), (115, 25), (80, 24), (79, 20), (60, 24), (40, 15)]


def _open(folder: Path) -> Workspace:
    return Workspace.open(Paths(folder, folder / "config", folder / "state"), origin="test", clock=Clock(MONDAY))


def _filled(folder: Path, count: int) -> Workspace:
    workspace = _open(folder)
    for number in range(count):
        workspace.people.add(f"Ada{number:02} Example")
    return workspace


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 5, 40])
async def test_what_is_painted_first_stays_where_it_is(tmp_path: Path, size: tuple[int, int], count: int) -> None:
    workspace = _filled(tmp_path, count)
    remember(workspace.core, workspace.people.listing())
    seen = glimpse(workspace.core)
    workspace.close()
    first = [line.plain for line in drawn(*size, seen, MONDAY.date())]
    async with Driver.start(tmp_path, size=size) as app:
        for number, line in enumerate(first):
            later = app.lines[number]
            assert all(later[at] == corner for at, corner in enumerate(line) if corner in "╭╮╰╯")
            if "Ada" in line:
                assert line.split("│")[1].rstrip() == later.split("│")[1].rstrip(" ▁▂▃▄▅▆▇█")
            if number == 0:
                assert later.startswith(line)


def test_a_window_without_room_stays_empty() -> None:
    assert drawn(39, 24, Glimpse(3, ("Ada Example",)), MONDAY.date()) == []
    assert drawn(80, 14, Glimpse(3, ("Ada Example",)), MONDAY.date()) == []


def test_names_are_cut_to_their_place() -> None:
    lines = drawn(116, 20, Glimpse(2, ("Ada " + "漢字" * 40, "\U0001f469 Kofi")), MONDAY.date())
    assert {line.cell_length for line in lines[1:]} == {116}


async def test_keys_wait_for_the_screen_that_takes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = _filled(tmp_path, 5)
    go_on = InformalApp._open
    monkeypatch.setattr(InformalApp, "_open", lambda self: None)
    app = InformalApp(workspace, at_once=True)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.screen.query_one(FirstSight)
        await pilot.press("j", "down")
        assert not app.screen_stack[1:]
        go_on(app)
        await _settled(pilot, app)
        people = app.screen.query_one(Contacts).list
        assert people.cursor == 2
        await pilot.press("k")
        assert people.cursor == 1
    workspace.close()


async def _settled(pilot: Pilot[int], app: InformalApp) -> None:
    for _ in range(100):
        await pilot.pause()
        if app.main is not None and not app.opening:
            break
    await pilot.pause()


async def test_with_nobody_there_is_the_welcome(tmp_path: Path) -> None:
    workspace = _open(tmp_path)
    app = InformalApp(workspace, at_once=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert type(app.screen).__name__ == "Welcome"
        await pilot.press("x")
    workspace.close()


# The order it was left in


def test_the_order_is_the_one_it_was_left_in(tmp_path: Path) -> None:
    workspace = _filled(tmp_path, 4)
    ids = workspace.people.listing()
    assert glimpse(workspace.core).names == ("Ada00 Example", "Ada01 Example", "Ada02 Example", "Ada03 Example")
    remember(workspace.core, [ids[2], ids[0]])
    assert glimpse(workspace.core).names == ("Ada02 Example", "Ada00 Example", "Ada01 Example", "Ada03 Example")
    workspace.people.delete(ids[2])
    assert glimpse(workspace.core) == Glimpse(3, ("Ada00 Example", "Ada01 Example", "Ada03 Example"))


async def test_leaving_keeps_the_order(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, demo=True) as app:
        people = app.workspace.people.listing()
        listed = app.main.contacts.list.source
        first = listed.key_at(0)
        await app.press("ctrl+q")
    kept = (tmp_path / "state" / "first-people.txt").read_text().split()
    assert int(kept[0]) == first
    assert set(map(int, kept)) == set(people)


@pytest.mark.parametrize("text", ["", "½\n", "9\n-3\n99999999999999999999\n", "\x00"])
def test_what_was_kept_may_be_anything(tmp_path: Path, text: str) -> None:
    workspace = _filled(tmp_path, 2)
    (tmp_path / "state").mkdir(exist_ok=True)
    (tmp_path / "state" / "first-people.txt").write_text(text)
    assert glimpse(workspace.core).names == ("Ada00 Example", "Ada01 Example")


def test_what_can_not_be_kept_is_not(tmp_path: Path) -> None:
    workspace = _filled(tmp_path, 2)
    (tmp_path / "state").write_text("a file where the folder belongs")
    remember(workspace.core, [1])
    assert glimpse(workspace.core).total == 2


def test_little_is_loaded_before_the_first_paint() -> None:
    heavy = (
        "click",
        "pydantic",
        "tinydb",
        "filelock",
        "markdown_it",
        "dateparser",
        "holidays",
        "informal.tui.view",
        "informal.tui.screens.main",
        "informal.practice.stage",
        "informal.workspace.people",
    )
    script = f"""
import sys
from informal.workspace import Paths, Workspace
import informal.__main__, informal.cli.streams, informal.tui.app, informal.tui.firstsight
print([name for name in {heavy!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
