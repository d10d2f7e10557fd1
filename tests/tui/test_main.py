"""The main screen: what its keys do, seen on the screen and in the store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from driver import MONDAY, WIDE, Driver, two_people
from textual.widgets import Input

from informal.keys.commands import COMMANDS
from informal.keys.keymap import Keymap
from informal.keys.places import Place, Situation
from informal.model.kinds import Blocker, Channel, Kind, Outcome, Stage, State, Warmth
from informal.practice.facts import FACTS
from informal.store import Store
from informal.tui.app import InformalApp
from informal.tui.screens.dialogs import Picker
from informal.tui.screens.person import PersonForm

# The list


async def test_find_filters_while_typing_and_esc_shows_everybody(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE, demo=True) as app:
        app.workspace.people.add("Zoë Zebra-Made-Up", role="park ranger")
        await app.press("slash")
        await app.type("zoe ze")
        assert len(app.main.contacts.list.source) == 1
        assert "Zoë Zebra-Made-Up" in app.screen
        await app.press("enter")
        assert app.main.contacts.current == app.workspace.people.resolve("Zoë Zebra-Made-Up").id
        await app.press("escape")
        assert len(app.main.contacts.list.source) == len(app.workspace.people)


async def test_a_question_that_waits_leaves_the_search_to_whoever_types_in_it(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE, demo=True) as app:
        top, count = app.main.contacts.current, len(app.workspace.core.messages())
        assert app.main.asking.seen
        await app.press("slash", "k", "o", "backspace", "backspace")
        assert app.main.contacts.current == top
        await app.read()
        # One by one: were they commands, "r" and "n" would log an answer that nobody gave.
        await app.press(*"bruno")
        assert app.main.contacts.query_one("#find", Input).value == "bruno"
        assert len(app.workspace.core.messages()) == count


async def test_the_search_takes_no_room_from_the_rows(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        await app.pilot.pause()
        before = next(line for line in app.lines if "asked" in line).index("asked")
        await app.press("slash")
        await app.type("ada")
        assert next(line for line in app.lines if "asked" in line).index("asked") == before


async def test_what_was_found_is_seen_on_the_row(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        app.workspace.people.edit(kofi, notes="We met at the Loomis pottery, by the kiln")
        await app.press("slash")
        await app.type("loom")
        rows = app.main.contacts.list.source
        assert [rows.key_at(index) for index in range(len(rows))] == [ada, kofi]
        assert "Example Looms" in app.screen
        assert "at the Loomis" in app.screen
        await app.press("escape", "slash")
        await app.type("fictoinal -tag:x")
        row = app.main.contacts.list.source.row(0)
        assert (row.key, row.matches) == (kofi, ((5, 14),))


async def test_the_cursor_stays_with_its_person_when_the_list_changes(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE, demo=True) as app:
        app.main.to_contacts()
        await app.press("j", "j", "j", "j")
        current = app.main.contacts.current
        for number in range(5):
            app.workspace.people.add(f"Aaron Invented {number}")
        await app.pilot.pause()
        assert app.main.contacts.current == current


async def test_another_process_is_seen_and_the_letter_is_not_lost(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.type("how you spin")
        from informal.store import Edit

        Store.open(tmp_path / "informal.json").commit(
            "add", [Edit.insert("contacts", {"id": 77, "name": "Ines Invented"})]
        )
        app.workspace.core.refresh()
        await app.pilot.pause()
        assert "Ines Invented" in app.screen
        assert "how you spin" in app.main.composer.body.text


@pytest.mark.parametrize(
    "name",
    [
        "[/x] Bob",
        "[@click=app.quit]x[/]",
        '=HYPERLINK("x")',
        "\x1b[31mRed\x1b[0m",
        "\u202eevil",
        "Zoë 🎈 Toy",
        "李 虚构",
    ],
)
async def test_a_hostile_name_is_inert_and_the_frame_stays_straight(tmp_path: Path, name: str) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        person = app.workspace.people.add(name, warmth=Warmth.KNOWS_ME)
        app.main.show_person(person.id)
        await app.pilot.pause()
        await app.press("p", "escape", "b", "question_mark", "escape")
        rows = list(app.app.screen._compositor.render_strips())
        assert {row.cell_length for row in rows} == {WIDE[0]}
        assert "\x1b" not in app.screen
        assert "\u202e" not in app.screen
        assert app.app.is_running


# The letter


async def test_one_remark_after_leaving_the_text_and_one_key_takes_it_out(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        app.workspace.outbox.sent(ada)  # not the first letter any more
        app.main.show_person(kofi, write=True)
        letter = app.main.composer.letter
        assert letter is not None
        app.main.composer.body.put_text(
            "Hi Kofi,\n\nI read your talk twice. I'm just a beginner. Could we talk for 15 minutes?\n\nSam"
        )
        await app.kept()
        assert "beginner”" not in app.screen  # silence while typing
        await app.press("escape")
        await app.pilot.pause()
        assert "just a" in app.screen
        assert app.main.composer.nudge is not None
        assert app.main.composer.nudge.blocker is Blocker.DEGREE
        await app.press("t")
        assert "just a" not in app.main.composer.body.text
        assert "Cross it out?" in app.screen
        await app.read()
        await app.press("y")
        assert app.workspace.day.crossed()[Blocker.DEGREE].after == app.workspace.letters.open(kofi).id
        assert "Good enough to send." in app.screen
        await app.press("v")
        assert isinstance(app.app.screen, Picker)
        await app.press("enter")
        assert "just a beginner" in app.main.composer.body.text


async def test_another_opening_takes_what_was_typed_along(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("enter")
        await app.type("how you spin gold")
        await app.press("escape", "o")
        assert isinstance(app.app.screen, Picker)
        await app.press("j", "enter")
        letter = app.workspace.letters.open(ada)
        assert letter.opening is not None
        assert letter.opening.name != "knows-me"
        assert any("how you spin gold" in version.body for version in letter.versions)


async def test_only_true_openings_are_offered_the_least_tried_first(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        letters = app.workspace.letters
        assert letters.offered(ada, Kind.ASK)[0].name == "knows-me"
        names = [opening.name for opening in letters.offered(kofi, Kind.ASK)]
        assert "knows-me" not in names
        assert "same-school" not in names
        app.workspace.people.edit(kofi, tie="school: Riverside High")
        assert letters.offered(kofi, Kind.ASK)[0].name == "same-school"
        assert "company" in FACTS


@pytest.mark.parametrize(
    ("script", "kept"), [("printf 'Hi Ada, new words' > \"$1\"", True), ("printf 'lost?' > \"$1\"; exit 3", False)]
)
async def test_the_editors_exit_status_is_honoured_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, kept: bool
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    async with Driver.start(tmp_path / "data", size=WIDE) as app:
        ada, _ = await two_people(app)
        from contextlib import nullcontext

        monkeypatch.setattr(app.app, "suspend", nullcontext)
        await app.press("e")
        letter = app.workspace.letters.open(ada)
        if kept:
            assert letter.body == "Hi Ada, new words"
        else:
            assert letter.body.startswith("Hi Ada,\n")
            assert letter.versions[-1].body == "lost?"


async def test_alt_with_a_key_in_text_is_esc_and_that_key(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter", "alt+b")
        await app.pilot.pause()
        assert app.main.place is Place.BLOCKERS


async def test_typing_is_undone_also_after_a_look_elsewhere(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, kofi = await two_people(app)
        app.main.show_person(ada, write=True)
        await app.type("your garden")
        assert "about your garden." in app.main.composer.body.text
        await app.press("escape", "enter", "ctrl+z", "ctrl+z")
        assert "about what your week is like." in app.main.composer.body.text
        app.main.show_person(kofi, write=True)
        text = app.main.composer.body.text
        await app.press("ctrl+z")
        assert app.main.composer.body.text == text


async def test_ctrl_z_in_a_line_undoes_typing_and_does_not_suspend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspended: list[bool] = []
    monkeypatch.setattr(InformalApp, "action_suspend_process", lambda app: suspended.append(True))
    async with Driver.start(tmp_path) as app:
        ada, _ = await two_people(app)
        app.main.show_person(ada, write=True)
        await app.press("shift+tab")
        before = app.main.query_one("#subject", Input).value
        await app.type("Your loom")
        await app.press("ctrl+z")
        assert app.main.query_one("#subject", Input).value == before
        await app.press("ctrl+z")
        assert app.main.query_one("#subject", Input).value == "Your loom"
        await app.press("escape", "slash", "k", "ctrl+z")
        assert app.main.query_one("#find", Input).value == ""
        assert not suspended


async def test_leaving_and_coming_back_finds_the_same_text(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.type("how you spin")
        await app.press("escape", "escape", "j", "k")
        assert "how you spin" in app.main.composer.body.text


# Sending, answering, taking back


async def test_what_was_said_before_does_not_lie_over_the_sheet(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("r", "y")
        assert "said yes" in app.screen
        await app.press("alt+s")
        assert "Esc back to the letter" in app.screen


async def test_undo_after_a_send_says_what_it_can_and_can_not(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("plus", "escape", "u")
        assert "Taken back: letter to Ada Example." in app.screen
        app.workspace.outbox.sent(ada, channel=Channel.EMAIL)
        assert app.workspace.core.standing(ada).stage is Stage.ASKED
        await app.press("u")
        assert "Your record is back; the letter isn't." in app.screen
        assert app.workspace.day.counts().total_asks == 0
        await app.press("U")
        assert app.workspace.day.counts().total_asks == 1


async def test_undo_right_after_typing_says_first_what_it_would_take_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await app.type("Maya Example")
        await app.press("enter", "1")
        await app.type("how you spin")
        await app.press("escape", "u")
        assert "^Z in the text takes typing back. u once more takes this back: add Maya Example." in " ".join(
            note.message for note in app.app._notifications
        )
        assert len(app.workspace.people) == 1
        await app.press("u")
        assert len(app.workspace.people) == 0
        await app.press("U")
        assert "how you spin" in app.main.composer.body.text


async def test_undo_after_typing_and_then_a_step_takes_the_step_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.type("how you spin")
        await app.press("escape", "b", "space")
        assert len(app.workspace.day.crossed()) == 1
        await app.press("u")
        assert len(app.workspace.day.crossed()) == 0


async def test_undo_of_a_hand_off_leaves_the_keys_commands(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, _ = await two_people(app)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("s")
        await (await app.read()).press("c")
        await app.press("u")
        assert app.main.asking.question is None
        letter = app.main.composer.body.text
        await app.press("U")
        assert app.main.composer.body.text == letter
        assert app.main.asking.question is not None


async def test_delete_and_undo_bring_a_person_back_with_their_letters(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("delete")
        assert len(app.workspace.people) == 1
        assert app.workspace.day.counts().total_asks == 1
        await app.press("u")
        assert app.workspace.core.contact(ada).name == "Ada Example"
        assert app.workspace.core.messages_of(ada)[0].state is State.SENT


@pytest.mark.parametrize(
    ("key", "outcome", "stage"),
    [("y", Outcome.YES, Stage.REPLIED), ("n", Outcome.NO, Stage.REPLIED), ("o", None, Stage.REPLIED)],
)
async def test_somebody_answered(tmp_path: Path, key: str, outcome: Outcome | None, stage: Stage) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("r", key)
        received = app.workspace.core.messages_of(ada)[-1]
        assert received.state is State.RECEIVED
        assert received.outcome is outcome
        assert app.workspace.core.standing(ada).stage is stage
        assert app.main.composer.typing
        if outcome is Outcome.YES:
            assert "No resume, no network" in app.screen
            assert "said yes." in app.screen


async def test_later_asks_for_a_day_and_says_it_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("r", "l")
        await app.type("1 dec")
        await app.press("enter")
        assert str(app.workspace.core.contact(ada).snoozed_until) == "2026-12-01"
        assert "Tue 1 Dec, in 8 days" in app.screen


async def test_please_do_not_write_again_is_one_key_and_holds(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("r", "d")
        assert app.workspace.core.contact(ada).dont_write
        assert all(offer.contact != ada for offer in app.workspace.day.offers())
        await app.press("s")
        assert "Nothing has gone out yet" not in app.screen


async def test_seven_working_days_later_the_short_note_is_offered(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
    async with Driver.start(tmp_path, size=WIDE, day=MONDAY + timedelta(days=9)) as app:
        assert app.workspace.core.standing(ada).stage is Stage.FOLLOW_UP_DUE
        letter = app.workspace.letters.open(ada)
        assert letter.kind is Kind.FOLLOW_UP
        assert len(letter.body.split()) <= 50
        assert letter.subject.startswith("Re: ") or letter.subject


# Today, the four, every field


async def test_when_everybody_was_asked_today_names_the_way_to_somebody_else(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        for person in await two_people(app):
            app.workspace.outbox.sent(person)
    async with Driver.start(tmp_path, size=WIDE, day=MONDAY + timedelta(days=3)) as app:
        assert "a adds somebody" in app.screen
        await app.press("tab", "tab", "tab", "space")
        assert "Come back when" in app.screen


async def test_in_quiet_weeks_short_notes_are_kept_not_owed(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE, day=MONDAY + timedelta(days=15)) as app:
        ada, kofi = await two_people(app)
        app.workspace.outbox.sent(ada)
    async with Driver.start(tmp_path, size=WIDE, day=MONDAY + timedelta(days=35)) as app:
        assert [offer.contact for offer in app.workspace.day.offers()] == [kofi]
        assert "One short note is kept for" in app.screen
    async with Driver.start(tmp_path, size=WIDE, day=MONDAY + timedelta(days=42)) as app:
        assert "is kept for" not in app.screen
        assert ada in [offer.contact for offer in app.workspace.day.offers()]


async def test_today_grows_with_what_it_offers(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        app.workspace.people.add("Grace Sample", warmth=Warmth.NEW_TO_ME)
        await app.pilot.pause()
        await app.pilot.pause()
        assert "3  Grace Sample" in app.screen
        for person in app.workspace.core.store.table("contacts"):
            app.workspace.rests.rest(person)
        await app.pilot.pause()
        await app.pilot.pause()
        assert "a adds somebody" in app.screen
        for _ in range(3):
            await app.press("u")
        assert "3  Grace Sample" in app.screen


async def test_a_box_can_be_ticked_by_hand_and_taken_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        app.main.today.offers.focus()
        await app.press("space")
        assert app.workspace.day.counts().boxes_today == 1
        await app.press("space")
        assert app.workspace.day.counts().boxes_today == 0


async def test_x_offers_another(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE, demo=True) as app:
        app.main.today.offers.focus()
        first = app.workspace.day.offers()[0].contact
        await app.press("x")
        assert first not in [offer.contact for offer in app.workspace.day.offers()]


async def test_every_field_can_be_changed(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("E")
        assert isinstance(app.app.screen, PersonForm)
        await app.press("tab", "tab")
        await app.type("ada at example.org")
        await app.press("tab")
        assert "does not look like an address. Kept anyway." in app.screen
        await app.press("escape")
        assert app.workspace.core.contact(ada).emails == ("ada at example.org",)


# The commands


def test_every_key_is_taken_once_where_it_works() -> None:
    for place in Place:
        keys = [key for command in COMMANDS for key in command.keys if place in command.footer]
        assert len(keys) == len(set(keys)), place
    assert len(Keymap().by_name) == len(COMMANDS)


@pytest.mark.parametrize("place", [Place.CONTACTS, Place.LETTER, Place.TEXT, Place.BLOCKERS, Place.TODAY])
def test_the_footer_has_a_few_keys_with_the_way_out_and_the_way_to_send(place: Place) -> None:
    names = [command.name for command in Keymap().footer(Situation(place, people=1, person=True, letter=True))]
    assert 3 <= len(names) <= 6
    assert "leave" in names
    assert place in (Place.CONTACTS, Place.LETTER) or {"to_contacts", "stop_typing"} & set(names)
    assert {"send", "send_now"} & set(names)


async def test_with_nobody_in_the_list_the_footer_offers_what_works(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.press("escape")
        assert app.lines[-1].strip() == "a add   ^G all keys   q quit"
        await app.press("tab")
        assert "write" not in app.lines[-1]
        for name in ("Ada Example", "Kofi Fictional"):
            app.workspace.people.add(name)
        await app.pilot.pause()
        app.main.to_contacts()
        await app.pilot.pause()
        assert app.lines[-1].strip() == "Enter write   s send   n next   a add   q quit"
        await app.press("delete", "delete")
        assert app.lines[-1].strip() == "a add   ^G all keys   q quit"


async def test_who_is_left_in_peace_is_not_offered_to_be_written_to(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, kofi = await two_people(app)
        app.workspace.answers.do_not_write(ada)
        app.main.show_person(ada)
        await app.pilot.pause()
        assert "send" not in app.lines[-1]
        app.main.show_person(kofi)
        await app.pilot.pause()
        assert "s send" in app.lines[-1]


@pytest.mark.parametrize("size", [WIDE, (80, 24)])
async def test_the_footer_is_quiet_under_another_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path, size=size) as app:
        await two_people(app)
        assert "Enter write" in app.lines[-1]
        for key in ("question_mark", "z", "ctrl+p"):
            await app.press(key)
            assert app.app.screen is not app.main
            assert "Enter write" not in app.screen
            await app.press("escape")
            await app.pilot.pause()
            assert "Enter write" in app.lines[-1]


async def test_today_names_the_way_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, demo=True) as app:
        await app.press("b", "tab")
        assert "Esc back" in app.lines[-1]


async def test_help_tells_what_works_here_and_why_the_rest_does_not(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await app.press("escape", "question_mark")
        assert "What works here" in app.screen
        assert "Add somebody first, with a." in app.screen


@pytest.mark.parametrize("width", [1, 5, 20, 39, 40, 41, 60, 79, 80, 100, 115, 116, 130])
async def test_every_width_is_survived(tmp_path: Path, width: int) -> None:
    async with Driver.start(tmp_path, size=(width, 24), demo=True) as app:
        await app.press("j", "enter", "escape", "b", "tab", "question_mark", "escape")
        assert app.app.is_running
        if width < 40:
            assert "informal needs" in app.screen.replace("\n", " ") or width < 20


def test_each_family_of_commands_stands_alone() -> None:
    from informal.tui.screens.main import Main
    from informal.tui.screens.showing import Showing

    actions = [name for family in Main.__bases__ for name in vars(family) if name.startswith("action_")]
    assert all(family.__bases__ == (Showing,) for family in Main.__bases__)
    assert sorted({*actions}) == sorted(actions)


def test_every_command_has_an_action_and_a_help_line() -> None:
    from informal.tui.panes.blockers import FourLines
    from informal.tui.panes.composer import Composer
    from informal.tui.panes.contacts import Contacts
    from informal.tui.panes.today import Offers
    from informal.tui.screens.main import Main
    from informal.tui.widgets.letter import LetterArea

    elsewhere = {
        "palette": "Textual's own",
        "mark": "the list's toggle_mark",
        "undo_typing": "the text's undo",
        "open_offer": "the list of today's open",
        "send_now": "the letter's",
        "keep_search": "the field's Submitted",
        "press": "the button's own",
        "back_to_text": "the letter's previous_place",
        "not_yet": "the question's own",
    }
    homes = (Main, Composer, Contacts, FourLines, Offers, LetterArea)
    for command in COMMANDS:
        assert command.help
        assert command.name in elsewhere or any(hasattr(home, f"action_{command.name}") for home in homes), command.name
