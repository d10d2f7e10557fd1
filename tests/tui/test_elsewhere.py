"""Another window, or a verb, takes somebody out of the file while something about them is on the screen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from driver import MONDAY, WIDE, Driver, two_people
from textual.widgets import TextArea

from informal.store import Edit, Store
from informal.tui.panes.contacts import Contacts
from informal.tui.screens.talk import TalkPage

_TOLD = "It was taken out of the file elsewhere, meanwhile."


def delete_elsewhere(app: Driver, folder: Path, contact: int, *tables: str) -> None:
    """As another process does; this one hears of it at its next look."""
    other = Store.open(folder / "informal.json")
    edits = [
        Edit.delete(table, dict(document))
        for table in (*tables, "contacts")
        for document in list(other.table(table).values())
        if contact in (document.get("contact"), document["id"] if table == "contacts" else None)
    ]
    other.commit("delete", edits)
    app.app._look()


@pytest.mark.parametrize(
    ("opens", "answers"),
    [
        (("z",), ("l", *"monday", "enter")),
        (("z",), ("r",)),
        (("O",), ("j", "enter")),
        (("r",), ("n",)),
        (("r",), ("d",)),
        (("p",), ("e",)),
        (("E",), ("escape",)),
        (("H",), (*"warp", "enter", "escape", "escape")),
        (("N",), ("down", "enter")),
        (("M",), ("r",)),
        (("slash", *"ada", "enter"), ("enter",)),
    ],
)
async def test_whatever_was_opened_about_them_can_be_answered_and_left(
    tmp_path: Path, opens: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.main.show_person(ada)
        app.main.to_contacts()
        if opens == ("M",):
            await app.press("space")
        await app.press(*opens)
        delete_elsewhere(app, tmp_path, ada, "messages")
        await app.press(*answers)
        assert app.app.is_running
        await app.press("escape", "escape", "escape")
        app.main.show_person(kofi)
        assert app.app.is_running


async def test_an_answer_about_them_is_told_what_became_of_them(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("z")
        delete_elsewhere(app, tmp_path, ada)
        await app.press("r")
        assert _TOLD in app.screen


async def test_a_talk_that_is_gone_leaves_its_notes_on_the_page_until_esc_is_pressed_twice(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.talks.book(ada, MONDAY + timedelta(days=1))
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("T", "tab")
        delete_elsewhere(app, tmp_path, ada, "talks")
        await app.type("warp and weft")
        await app.kept()
        await app.press("escape")
        assert isinstance(app.app.screen, TalkPage)
        assert _TOLD in app.screen
        assert app.app.screen.query_one("#notes", TextArea).text == "warp and weft"
        await app.press("escape", "escape")
        assert not isinstance(app.app.screen, TalkPage)


async def test_a_cursor_that_came_to_them_just_before(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        app.main.show_person(kofi)
        app.main.post_message(Contacts.Highlighted(ada))
        app.main.post_message(Contacts.Chosen(ada))
        delete_elsewhere(app, tmp_path, ada)
        await app.pilot.pause()
        assert _TOLD in app.screen
        assert app.app.is_running
