"""The main job, by keys alone: from an empty folder to a letter that went out, and everything there tomorrow."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from driver import MONDAY, Driver
from tinydb import TinyDB, where

from informal.keys.places import Place
from informal.model.kinds import Blocker, Channel, State
from informal.tui.screens.done import Done
from informal.tui.screens.welcome import Welcome

SIZES = [(120, 36), (80, 24), (50, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_first_start_to_a_logged_ask_in_eight_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path, size=size) as app:
        assert "Who would be glad to hear from you?" in app.screen
        await app.type("Maya Example")
        await app.press("enter", "1")
        assert "Hi Maya," in app.screen
        assert app.main.composer.body.selected_text == "what your week is like"
        await app.press("tab")
        await app.type("Sam")
        await app.press("tab", "enter")
        assert "Nothing has gone out yet" in app.screen
        await app.read()
        await app.press("c")
        assert "Did it go out?" in app.screen
        assert app.workspace.outbox.handed()[0].channel is Channel.MESSAGE
        await app.read()
        await app.press("y")
        assert len(app.pressed) <= 8
        assert isinstance(app.app.screen, Done)
        assert "That is today's ask." in app.screen
        await app.press("escape", "b", "space")
        await app.press("ctrl+q")
    async with Driver.start(tmp_path, size=size, day=MONDAY + timedelta(days=1)) as app:
        workspace = app.workspace
        person = workspace.people.resolve("Maya Example")
        (letter,) = workspace.core.messages_of(person.id)
        assert letter.state is State.SENT
        assert letter.body.endswith("Thank you,\nSam")
        assert workspace.settings.name == "Sam"
        assert workspace.day.counts().total_asks == 1
        assert set(workspace.day.crossed()) == {Blocker.RESUME}
        assert "Maya Example" in app.screen
        workspace.core.store.checkpoint()
    database = TinyDB(tmp_path / "informal.json")
    assert database.table("contacts").get(where("name") == "Maya Example")
    assert database.table("messages").get(where("state") == "sent")
    assert database.table("blockers").get(where("which") == "resume")


async def test_a_name_goes_on_after_an_enter_too_soon(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya")
        await app.press("enter", "escape")
        await app.type(" Example")
        await app.press("enter", "1")
        assert "To Maya Example" in app.screen


async def test_a_tab_too_many_shows_the_way_back_to_the_letter(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter", "1", "escape", "tab")
        assert "Hi Maya," not in app.screen
        assert "Esc back" in app.lines[-1]
        await app.press("escape")
        assert "Hi Maya," in app.screen


async def test_the_first_letter_is_good_enough_and_remarks_wait_to_be_asked_for(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter", "1", "f7")
        await app.type("Hi Maya, sorry to bother you. Could we talk for 15 minutes?")
        await app.press("escape")
        assert "Good enough to send." in app.screen
        assert "Nothing to be sorry for." not in app.screen
        await app.press("m")
        assert "Nothing to be sorry for." in app.screen
        await app.press("t")
        assert "sorry" not in app.main.composer.body.text


async def test_the_day_is_told_at_its_end(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await write_to(app, "Maya Example")
        assert "You wrote to Maya Example." in app.screen
        assert "There are 19 more. No hurry." in app.screen
        assert "Thu 26 Nov" in app.screen
        assert "Wed 2 Dec" in app.screen


async def write_to(app: Driver, name: str, how: str = "c") -> None:
    """From the first screen, or from a field that asks who, to a letter that went out."""
    await app.type(name)
    await app.press("enter", "1", "alt+s")
    await app.read()
    await app.press(how)
    if how != "p":
        await app.read()
        await app.press("y")


async def test_a_yes_by_mistake_is_taken_back_at_the_end_of_the_day(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await write_to(app, "Maya Example")
        assert "u take it back" in app.screen
        await app.press("u")
        assert app.workspace.day.counts().total_asks == 0
        assert "Did it go out?" in app.screen
        await app.press("U")
        assert app.workspace.day.counts().total_asks == 1


async def test_the_end_of_the_day_can_be_read_in_the_smallest_window(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(40, 15)) as app:
        await write_to(app, "Maya Example")
        assert "Thu 26 Nov" not in app.screen
        await app.press(*["down"] * 6)
        assert "Thu 26 Nov" in app.screen
        await app.press("end")
        assert "close this." in app.screen
        await app.press("escape")
        assert "Maya Example" in app.screen


async def test_a_hand_off_is_asked_about_at_the_next_start(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter", "1", "alt+s")
        await app.read()
        await app.press("c")
        # No answer: the window is closed.
    async with Driver.start(tmp_path) as app:
        assert "Did it go out?" in app.screen
        await app.read()
        await app.press("escape")
        person = app.workspace.people.resolve("Maya Example")
        assert app.workspace.core.messages_of(person.id)[0].state is State.DRAFT
        assert app.main.place is Place.LETTER  # no key is typed into the letter by accident


async def test_nothing_goes_out_by_accident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("informal.tui.widgets.asking.UNREAD_SECONDS", 60)
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter", "1", "alt+s")
        await app.press("c")  # too fast: it can't have been read
        assert "Nothing has gone out yet" in app.screen
        monkeypatch.setattr("informal.tui.widgets.asking.UNREAD_SECONDS", 0)
        await app.press("enter", "x", "q")
        assert "Nothing has gone out yet" in app.screen
        assert not app.workspace.outbox.handed()
        await app.press("escape")
        assert "Nothing has gone out yet" not in app.screen
        assert app.main.place is Place.LETTER
        await app.press("enter")
        assert app.main.composer.typing


async def test_said_in_person_needs_no_second_question(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await write_to(app, "Maya Example", "p")
        assert isinstance(app.app.screen, Done)
        person = app.workspace.people.resolve("Maya Example")
        assert app.workspace.core.messages_of(person.id)[0].channel is Channel.IN_PERSON


async def test_a_file_is_another_way_out(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example <maya@example.org>")
        await app.press("enter", "1", "alt+s")
        await app.read()
        await app.press("f")
        (file,) = (tmp_path / "letters").iterdir()
        assert b"maya@example.org" in file.read_bytes()
        assert "Did it go out?" in app.screen


async def test_what_is_typed_is_kept_while_it_is_typed(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter", "1")
        await app.type("how you bake bread")
        await app.kept()
        # Another process reads what a kill -9 would leave.
        from informal.store import Store

        (document,) = Store.open(tmp_path / "informal.json").table("messages").values()
        assert "I would love to hear about how you bake bread." in document["body"]
        assert document["state"] == "draft"
        assert "kept at" in app.screen


@pytest.mark.parametrize("keys", [("escape",), ("tab", "escape")])
async def test_leaving_the_first_screen_shows_an_empty_main_screen_that_teaches(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with Driver.start(tmp_path) as app:
        await app.press(*keys)
        assert not isinstance(app.app.screen, Welcome)
        assert "Press a and say a name" in app.screen
        await app.press("a")
        await app.type("Kofi Fictional")
        await app.press("enter", "2")
        assert "Hi Kofi," in app.screen


async def test_a_dropped_file_fills_the_list(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "assets" / "Connections.csv"
    async with Driver.start(tmp_path) as app:
        await app.type(str(source))
        await app.press("enter")
        await app.app.workers.wait_for_complete()
        await app.pilot.pause()
        assert "60 added" in app.screen
        assert "skipped" in app.screen
        assert not len(app.workspace.people)
        await app.press("enter")
        assert len(app.workspace.people) > 50
        assert f"Contacts · {len(app.workspace.people)}" in app.screen


async def test_several_people_at_once(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Ada Example; Kofi Fictional; ines@example.org")
        await app.press("enter")
        assert "All 3:" in app.screen, "one key answers for all of them"
        await app.press("3")
        names = {contact.name for contact in app.workspace.core.contacts()}
        assert names == {"Ada Example", "Kofi Fictional", "Ines"}


async def test_the_first_screen_tells_the_keys_of_where_the_cursor_is(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        assert "Enter open the letter" in app.lines[-1]
        await app.press("tab")
        assert "Space cross   Enter why   Tab name   Esc look" in app.lines[-1]
        await app.press("tab")
        assert "Enter open the letter" in app.lines[-1]
        await app.type("Maya Example")
        await app.press("enter", "tab")
        assert "Enter why" in app.lines[-1]
        await app.press("tab")
        assert "1 2 3 open the letter" in app.lines[-1]


async def test_the_four_can_be_crossed_on_the_first_screen(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.press("tab", "j", "space")
        assert set(app.workspace.day.crossed()) == {Blocker.CONNECTIONS}
        await app.press("space")
        assert not app.workspace.day.crossed()
