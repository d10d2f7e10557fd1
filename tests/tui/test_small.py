"""In the smallest window, 40x15: whatever the cursor is in can be seen, and all there is to read can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver
from textual.events import Paste

SMALL = (40, 15)


async def test_who_writes_on_while_a_question_waits_sees_the_letter(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        assert "Did it go out?" in app.screen
        await app.press("enter")
        await app.type("and Thursday")
        assert "and Thursday" in app.screen
        await app.press("escape")
        assert "Did it go out?" in app.screen


async def test_today_can_be_read_to_its_end_and_shows_what_is_under_the_cursor(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        await app.press("b", "tab")
        third = app.main.today.offers.lines[2][1]
        assert third not in app.screen
        await app.press("down", "down")
        assert third in app.screen
        await app.press("down")
        assert "second-hand" in app.screen
        await app.press("down")
        assert app.main.today.offers.lines[0][1] in app.screen


async def test_the_key_for_what_is_under_the_cursor_is_told(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        app.main.to_contacts()
        for keys, told in (((), "Enter write"), (("b",), "Space cross"), (("tab",), "Enter open")):
            await app.press(*keys)
            assert told in app.lines[-1]


@pytest.mark.parametrize("size", [SMALL, (50, 20), (80, 24)])
async def test_the_first_screen_tells_the_keys_of_the_four_and_why(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path, size=size) as app:
        assert "a clear goal" in app.screen
        assert "Enter open" in app.lines[-1]
        for number, words in enumerate(app.workspace.core.content.blockers):
            await app.press(*(("tab",) if not number else ("down",)))
            assert "Space cross" in app.lines[-1]
            await app.press("enter")
            await app.pilot.pause()
            assert words.why.split()[-1] in app.screen
        await app.press("shift+tab")
        assert "Enter open" in app.lines[-1]


async def test_the_end_of_the_day_can_be_read_to_its_end(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL) as app:
        await app.type("Maya Example")
        await app.press("enter", "1", "escape", "plus")
        assert "That is today's ask." in app.screen
        assert "Come back when you like." not in app.screen
        await app.press("pagedown", "j")
        assert "Come back when you like." in app.screen


async def test_right_after_a_talk_the_question_is_seen_and_the_way_to_keep_is_one(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        await app.press("H")
        assert "One thing they said" in app.screen
        await app.press(*["tab"] * 4)
        await app.type("Ada Example")
        await app.press("escape")
        assert "^S keeps what you typed." in app.screen
        assert "Ada Example" in app.screen
        await app.press("ctrl+s")
        assert app.workspace.people.resolve("Ada Example").introduced_by


async def test_examples_in_empty_fields_are_never_taken_for_what_somebody_wrote(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        await app.press("E")
        await app.pilot.pause()
        assert "(ada@example.org)" in app.screen
        assert "(linkedin.com/in/…)" in app.screen
        await app.press(*["tab"] * 12)
        assert "(Kofi Fictional)" in app.screen
        assert "write what they" in app.screen


async def test_the_end_of_what_was_pasted_is_seen(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        await app.press("a")
        app.app.post_message(Paste("Ada One\nBen Two\nCarl Three\nDora Four"))
        await app.pilot.pause()
        await app.pilot.pause()
        assert "Dora Four" in app.screen


async def test_the_palette_tells_the_way_out(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        await app.press("ctrl+p")
        await app.pilot.pause(0.2)
        assert "Esc goes back" in app.screen


async def test_the_sheet_tells_the_way_back_below_a_reminder_and_above_the_tour(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(50, 20), demo=True, tour=True) as app:
        await app.press("down", "enter", "escape", "s")
        await app.pilot.pause()
        assert "still says" in app.screen
        assert "Esc back to the letter" in app.screen


async def test_how_well_is_asked_without_words_about_names(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        await app.press("a")
        assert "Several at once" in app.screen
        await app.type("Maya Example")
        await app.press("enter")
        assert "3 new to me" in app.screen
        assert "Several at once" not in app.screen


async def test_in_the_notes_of_a_talk_no_letter_is_offered_as_a_key(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        app.main.show_person(app.workspace.people.resolve("Kofi Fictional").id)
        await app.press("T")
        assert "h we talked" in app.screen
        await app.press("tab")
        assert "h we talked" not in app.screen
        assert "Esc out of the notes" in app.screen
        await app.press("escape")
        assert "h we talked" in app.screen


async def test_the_sheet_is_seen_whole_with_the_tour_a_long_name_and_an_open_place(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True, tour=True) as app:
        app.main.show_person(app.workspace.people.resolve("Bea Nobody").id)
        app.main.to_contacts()
        await app.press("s")
        assert "It still says [what you will do]." in app.screen
        assert "Esc back to the letter" in app.screen
        await app.read()
        await app.press("escape")
        assert "Tour" in app.screen


async def test_a_letter_that_leaves_can_be_called_back_as_the_line_says(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        app.main.tell_status("To Maya in 10 s · u calls it back")
        await app.pilot.pause()
        assert "u calls it back" in app.screen


async def test_with_nobody_in_it_the_list_has_the_room(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL) as app:
        await app.press("escape")
        assert app.screen.count("say a name") == 1
        await app.press("tab")
        assert "You ask for 15 minutes" in app.screen


async def test_what_was_said_before_makes_way_for_a_dialog_and_its_keys(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        app.main.to_contacts()
        app.app.notify("Something was said before this, and it is long enough for several lines of a small window.")
        await app.pilot.pause()
        assert "long enough" in app.screen
        await app.press("z")
        assert "long enough" not in app.screen
        assert "Esc goes back" in app.screen
        app.app.notify("Said while it is open.")
        await app.pilot.pause()
        assert "Said while it is open." in app.screen
        await app.press("escape")
        assert "Said while it is open." in app.screen
