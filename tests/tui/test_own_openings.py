"""A letter kept as an opening, by keys and by the verb; the next person gets it as their own."""

from __future__ import annotations

from pathlib import Path

from driver import Driver

from informal.content.openings import read_opening
from informal.model.kinds import Warmth


async def test_a_letter_becomes_an_opening_that_fits_the_next_person(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter", "1")
        await app.type("your looms")
        await app.press("escape", "L")
        await app.type("Fellow weaver?")
        await app.press("enter")
        path = tmp_path / "config" / "openings" / "fellow-weaver.txt"
        made = read_opening("fellow-weaver", path.read_text(encoding="utf-8"))
        assert made.title == "Fellow weaver?"
        assert made.body.startswith("Hi {greeting},")
        assert "{thing = your looms}" in made.body
        assert "Maya" not in made.body

        ines = app.workspace.people.add("Ines Invented", warmth=Warmth.KNOWS_ME)
        app.main.show_person(ines.id)
        await app.press("o")
        assert "Fellow weaver?" in app.screen
        letters = app.workspace.letters
        assert "about your looms." in letters.propose(ines.id, made.kind, "fellow-weaver").body
        assert "Hi Ines," in letters.propose(ines.id, made.kind, "fellow-weaver").body


async def test_a_name_that_is_taken_is_told_and_can_be_typed_over(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter", "1", "escape", "L")
        await app.type("Cold")
        await app.press("enter")
        assert "There is an opening called cold already" in app.screen
        await app.type(" and wet")
        await app.press("enter")
        assert [path.name for path in (tmp_path / "config" / "openings").iterdir()] == ["cold-and-wet.txt"]


async def test_the_demo_keeps_nothing(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, demo=True, tour=True) as app:
        await app.press("L")
        assert "Nobody here exists" in app.screen
        assert not (tmp_path / "config").exists()
