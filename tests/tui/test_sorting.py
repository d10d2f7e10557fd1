"""Many people: the deck, the ready lists, and what is done with everybody who is marked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people

from informal.model.kinds import Stage, Warmth


@pytest.mark.parametrize("size", [WIDE, (80, 24), (40, 15)])
async def test_the_deck_asks_of_one_after_the_other_whenever_one_likes(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path, size=size) as app:
        people = app.workspace.people
        names = ("Old Example", "Middle Example", "New Example")
        ids = [people.add(name, connected_on=date(2010 + n, 1, 1)).id for n, name in enumerate(names)]
        app.app.show_main(ids[0])
        await app.pilot.pause()
        await app.press("escape", "d")
        assert "How well do they know you?" in app.screen
        assert "Old Example" in app.screen
        assert "connected 16 years ago" in app.screen
        await app.press("2")
        assert "Middle Example" in app.screen
        await app.press("space", "1", "q")
        assert [app.workspace.core.contact(id).warmth for id in ids] == [Warmth.HALF_KNOWS_ME, None, Warmth.KNOWS_ME]
        assert "How well do they know you?" not in app.screen
        await app.press("d")
        assert "Middle Example" in app.screen
        await app.press("3")
        assert "That was everybody." in app.screen


async def test_a_ready_list_is_shown_until_esc(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        _, kofi = await two_people(app)
        app.workspace.people.edit(kofi, warmth=Warmth.HALF_KNOWS_ME)
        await app.press("l", "enter")
        assert "People you half know · 1" in app.screen
        assert app.main.contacts.current == kofi
        await app.press("escape")
        assert "Contacts · 2" in app.screen


async def test_the_marked_are_tagged_as_one_step(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        await app.press("space", "space", "M", "t")
        await app.type("looms")
        await app.press("enter")
        assert [app.workspace.core.contact(id).tags for id in (ada, kofi)] == [("looms",), ("looms",)]
        assert not app.main.contacts.list.marked
        await app.press("u")
        assert [app.workspace.core.contact(id).tags for id in (ada, kofi)] == [(), ()]


async def test_all_that_a_search_found_are_marked_beside_those_who_were(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        weavers = [app.workspace.people.add(f"Weaver{number} Example").id for number in range(40)]
        app.main.contacts.go_to(kofi)
        await app.press("space", "slash")
        await app.type("weaver")
        await app.press("enter", "asterisk")
        assert app.main.contacts.list.marked == {kofi, *weavers}
        assert "41 marked. M does something with them." in app.screen
        await app.press("M", "t")
        await app.type("looms")
        await app.press("enter")
        assert app.workspace.core.contact(ada).tags == ()
        assert {app.workspace.core.contact(id).tags for id in (kofi, *weavers)} == {("looms",)}
        await app.press("u")
        assert {app.workspace.core.contact(id).tags for id in (kofi, *weavers)} == {()}


async def test_the_marked_go_into_a_file_and_one_that_is_there_is_asked_about(tmp_path: Path) -> None:
    file = tmp_path / "looms.md"
    file.write_text("my own words")
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("space", "M", "e")
        await app.type(str(file))
        await app.press("enter")
        assert "is there already. Enter once more writes over it." in app.screen
        assert file.read_text() == "my own words"
        await app.press("enter")
        assert "1 person is in" in app.screen
        assert file.read_text().startswith("# My people")


async def test_the_marked_rest_and_two_of_them_become_one(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        await app.press("space", "space", "M", "r")
        assert {app.workspace.core.standing(id).stage for id in (ada, kofi)} == {Stage.RESTING}
        await app.press("u", "k", "k", "space", "space", "M", "o")
        assert len(app.workspace.people) == 1


async def test_without_a_mark_the_key_says_how_to_mark(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("M")
        assert "Space in the list marks somebody." in app.screen


async def test_the_marked_are_forgotten_only_after_a_yes_and_with_the_letter_that_stood_there(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        await app.press("enter")
        assert app.main.composer.letter is not None
        app.main.composer.body.put_text("Looms and weavers")
        await app.press("escape")
        forgotten = app.main.composer.letter.contact.id
        name = app.workspace.core.contact(forgotten).name
        app.main.to_contacts()
        await app.press("space", "M", "f")
        assert f"Forget {name} for good?" in app.screen
        await app.press("k")
        assert len(app.workspace.people) == 2
        await app.press("M", "f", "f")
        assert len(app.workspace.people) == 2
        await app.press("y")
        assert list(app.workspace.core.store.table("contacts")) == [({ada, kofi} - {forgotten}).pop()]
        assert all(message.contact != forgotten for message in app.workspace.core.messages())
        await app.press("u")
        assert forgotten not in app.workspace.core.store.table("contacts")
    text = "".join(path.read_text(errors="replace") for path in tmp_path.rglob("*.journal*"))
    assert name not in text
    assert "Looms and weavers" not in text
