"""Every command does its work by the key it comes with, and by another one that somebody wished for.

One walk through the app names commands, never keys: which key that is, the keymap says. So nothing is left out, nothing
is without a key, and a key of one's own works wherever the old one did.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from driver import MONDAY, WIDE, Driver, two_people

from informal.keys.commands import COMMANDS
from informal.keys.keymap import Keymap, made
from informal.keys.places import Place, Where
from informal.model.kinds import Outcome, Warmth
from informal.system import jobs
from informal.tui.app import InformalApp
from informal.tui.screens.main import Main

# One key for each command, all different, none a default of any: letters that nobody uses, and function keys where
# letters are typed.
_LETTERS = (chr(number) for number in range(0xE0, 0x250) if chr(number).islower())
_FUNCTION = iter(f"f{number}" for number in range(8, 25))
_TYPED = (Where.TEXT, Where.FIND, Where.EVERYWHERE)
OTHERS = {
    command.name: next(_FUNCTION if command.where in _TYPED else _LETTERS) for command in COMMANDS if not command.fixed
}
WISHES = "[keys]\n" + "".join(f'{name} = "{key}"\n' for name, key in OTHERS.items())


class Walk:
    """Does commands by their keys, and remembers which."""

    def __init__(self, app: Driver) -> None:
        self.app = app
        self.done: set[str] = set()

    def at(self, place: Place) -> bool:
        """Whether the cursor is there."""
        return self.app.main.place is place

    def away(self, selector: str) -> bool:
        """Whether a pane is not shown."""
        return not self.app.main.query_one(selector).display

    async def do(self, *names: str) -> None:
        """Press the key of each; in a text, one that works there."""
        for name in names:
            command = self.app.app.keys.by_name[name]
            typing = self.app.main.place in (Place.TEXT, Place.FIND, Place.SHEET)
            await self.app.press(next((key for key in command.keys if not typing or len(key) > 1), command.keys[0]))
            self.done.add(name)

    async def opens(self, name: str, words: str) -> None:
        """Do it; a screen with these words lies over the main one, and Esc closes it."""
        await self.do(name)
        assert self.app.app.screen is not self.app.main, name
        assert words in self.app.screen, name
        await self.app.press("escape")
        assert self.app.app.screen is self.app.main, name

    async def says(self, name: str, words: str) -> None:
        """Do it; these words are said."""
        self.app.app.clear_notifications()
        await self.do(name)
        assert words in " ".join(note.message for note in self.app.app._notifications), name


@asynccontextmanager
async def walking(folder: Path, wishes: str) -> AsyncIterator[tuple[Walk, Driver, int, int]]:
    """The app on Ada and Kofi, with the keys wished for."""
    (folder / "config").mkdir()
    (folder / "config" / "config.toml").write_text(wishes, encoding="utf-8")
    async with Driver.start(folder, size=WIDE) as app:
        ada, kofi = await two_people(app)
        yield Walk(app), app, ada, kofi


async def people(folder: Path, wishes: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Moving, and the pages about people."""
    del monkeypatch
    async with walking(folder, wishes) as (walk, app, ada, kofi):
        contacts = app.main.contacts
        for name, at in (
            ("down", kofi),
            ("up", ada),
            ("bottom", kofi),
            ("top", ada),
            ("page_down", kofi),
            ("page_up", ada),
        ):
            await walk.do(name)
            assert contacts.current == at, name
        for name, place in (
            ("next_pane", Place.LETTER),
            ("previous_pane", Place.CONTACTS),
            ("blockers", Place.BLOCKERS),
        ):
            await walk.do(name)
            assert walk.at(place), name
        await walk.do("to_contacts")
        assert walk.at(Place.CONTACTS)
        await walk.do("mark")
        assert contacts.list.marked == {ada}
        await walk.opens("marked", "1 marked")
        await walk.do("mark_shown")
        assert contacts.list.marked == {ada, kofi}
        await walk.says("mark_shown", "Nobody is marked.")
        assert not contacts.list.marked
        await walk.do("top")
        await walk.opens("add", "Who else?")
        await walk.opens("person", "Ada Example")
        await walk.opens("edit", "Ada Example")
        await walk.opens("talk", "When do you talk with Ada?")
        await walk.opens("after", "Right after talking with Ada")
        await walk.opens("rest", "Ada Example")
        await walk.opens("network", "Who led you to whom")
        await walk.opens("agenda", "The days to come")
        await walk.opens("progress", "What you have done")
        await walk.opens("settings", "Settings")
        await walk.opens("if_then", "I send the top letter")
        await walk.opens("help", "What works here")
        await walk.opens("palette", "anything by name")
        await walk.says("check_mail", "mail")
        await walk.says("step_done", "no step that waits")
        await walk.says("keep_answer", "nothing yet to keep")
        await walk.says("rest_old", "Nothing has waited that long.")
        await walk.says("sort", "You said of everybody")
        await walk.says("lists", "No list has anybody")
        await walk.says("blank_names", "Names are blocks now")
        await walk.says("blank_names", "Names are shown again")
        await walk.says("asked_me", "Ada Example asked you.")
        await walk.do("tour")
        assert "Tour 1 of" in app.screen
        await walk.do("tour")
        assert "Tour 1 of" not in app.screen
        await walk.do("narrower")
        assert contacts.outer_size.width == 34
        await walk.do("wider")
        assert contacts.outer_size.width == 38
        await walk.do("hide_side")
        assert walk.away("#side")
        await walk.do("hide_side", "hide_people")
        assert walk.away("#contacts")
        await walk.do("hide_people", "to_contacts", "top")
        assert not walk.away("#contacts")
        first = contacts.current or 0
        await walk.do("delete")
        assert first not in app.workspace.people
        await walk.do("undo")
        assert first in app.workspace.people
        await walk.do("redo")
        assert first not in app.workspace.people
        return walk.done


async def writing(folder: Path, wishes: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A letter, in its text and around it."""
    script = folder / "editor.sh"
    script.write_text('#!/bin/sh\necho "Words from the editor." > "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(InformalApp, "suspend", lambda self: nullcontext())
    async with walking(folder, wishes) as (walk, app, ada, _):
        composer = app.main.composer
        await walk.do("write")
        assert composer.typing
        first = composer.body.selection
        await walk.do("next_place")
        assert composer.body.selection != first
        await walk.do("previous_place")
        assert composer.body.selection == first
        before = composer.body.text
        await app.type("x")
        await walk.do("undo_typing")
        assert composer.body.text == before
        await walk.says("kept", "It is kept as you type")
        await walk.do("send_now")
        assert "Nothing has gone out yet" in app.screen
        await app.read()
        await app.press("escape")
        await walk.do("write", "stop_typing")
        assert walk.at(Place.LETTER)
        await walk.opens("opening", "How does it begin?")
        await walk.opens("keep_opening", "What do you call this opening?")
        await walk.opens("kind", "To Ada Example")
        await walk.opens("channel", "By which way?")
        await walk.opens("another_way", "Another way")
        await walk.says("more", "still wants your words")
        await walk.says("take_out", "No words are marked")
        await walk.do("editor")
        assert composer.body.text == "Words from the editor."
        await walk.opens("versions", "Earlier texts")
        await walk.do("write", "next_place")
        assert walk.at(Place.BUTTONS)
        await walk.do("back_to_text")
        assert walk.at(Place.TEXT)
        await walk.do("next_place", "press")
        assert "Nothing has gone out yet" in app.screen
        await app.read()
        await app.press("escape")
        await walk.do("stop_typing", "send")
        await app.read()
        await app.press("c")
        assert walk.at(Place.STRIP)
        await app.read()
        await walk.do("not_yet")
        assert not app.workspace.outbox.handed()
        await walk.do("send")
        await app.read()
        await app.press("c")
        await app.read()
        await walk.do("yes")
        assert app.workspace.day.counts().total_asks == 1
        await app.press("escape")
        app.main.show_person(ada)
        await walk.opens("replied", "answered")
        return walk.done


async def panes(folder: Path, wishes: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The search, the four, today, and the ways out."""
    async with walking(folder, wishes) as (walk, app, ada, kofi):
        await walk.do("find")
        await app.type("kofi")
        await walk.do("keep_search")
        assert app.main.contacts.list.key == kofi
        assert "1 of 2" in app.screen
        await walk.do("find", "clear_search")
        assert "1 of 2" not in app.screen
        await walk.do("blockers", "cross")
        assert len(app.workspace.day.crossed()) == 1
        await walk.do("down", "why")
        assert app.main.query_one("#why").render().plain  # type: ignore[union-attr]
        app.main.today.offers.focus()
        await app.pilot.pause()
        await walk.do("tick")
        assert app.workspace.day.counts().boxes_today == 1
        first = app.workspace.day.offers()[0].contact
        await walk.do("another")
        assert first not in [offer.contact for offer in app.workspace.day.offers()]
        await walk.do("open_offer")
        assert app.main.composer.typing
        await app.press("escape")
        await walk.do("next")
        assert app.main.composer.typing
        app.workspace.outbox.sent(ada)
        app.workspace.answers.replied(ada, Outcome.YES)
        await app.press(*_out(app))
        app.main.show_person(kofi)
        before = app.workspace.day.counts().total_asks
        await walk.do("in_person")
        assert app.workspace.day.counts().total_asks == before + 1
        await app.press("escape")
        suspended: list[bool] = []
        monkeypatch.setattr(app.app, "action_suspend_process", lambda: suspended.append(True))
        monkeypatch.setattr(jobs, "shell_waits", lambda: True)
        await walk.do("suspend")
        assert suspended
        left: list[bool] = []
        monkeypatch.setattr(app.app, "leave", lambda: left.append(True))
        await walk.do("leave")
        assert left
        return walk.done


async def later(folder: Path, wishes: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What is there to do only after a while: an answer to keep, a step that was promised, old threads, remarks."""
    del monkeypatch
    async with walking(folder, wishes) as (walk, app, ada, kofi):
        workspace, contacts = app.workspace, app.main.contacts
        workspace.people.edit(kofi, warmth=Warmth.HALF_KNOWS_ME)
        workspace.people.add("Ines Invented")
        workspace.outbox.sent(kofi, at=MONDAY - timedelta(days=60))
        workspace.answers.replied(kofi, Outcome.YES, text="Gladly!")
        app.main.show_person(kofi)
        await walk.do("to_contacts", "keep_answer")
        assert [kept.message.body for kept in workspace.progress.jar()] == ["Gladly!"]
        await walk.opens("lists", "half know")
        await walk.opens("sort", "Ines Invented")
        workspace.talks.right_after(kofi, said="the first metre is always wrong", next_step="visit a mill")
        app.main.show_person(kofi)
        await walk.do("step_done")
        (talk,) = workspace.core.talks_of(kofi)
        assert talk.next_step is not None
        assert talk.next_step.done_on == workspace.core.today
        app.main.show_person(ada, write=True)
        await app.pilot.pause()
        composer = app.main.composer
        composer.body.put_text("Hi Ada,\n\nSorry to bother you. I don't have much experience. Could we talk?\n\nSam")
        await app.press(*_out(app))
        await app.pilot.pause()
        first = composer.nudge
        await walk.do("more")
        assert composer.nudge is not None and composer.nudge != first
        words = composer.nudge.words
        await walk.do("take_out")
        assert words not in composer.body.text
        assert contacts.current == ada
        return walk.done


def _out(app: Driver) -> tuple[str, ...]:
    return app.app.keys.by_name["stop_typing"].keys[:1]


WALKS = (people, writing, panes, later)


@pytest.mark.parametrize("wishes", ["", WISHES], ids=["own", "wished"])
@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
async def test_commands_do_their_work_by_their_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, walk: object, wishes: str
) -> None:
    done = await walk(tmp_path, wishes, monkeypatch)  # type: ignore[operator]
    assert done


def test_every_command_is_done_in_some_walk() -> None:
    written = "".join(inspect.getsource(walk) for walk in WALKS)
    assert [command.name for command in COMMANDS if f'"{command.name}"' not in written] == []


def test_the_other_keys_are_others() -> None:
    keymap, faults = made("default", {name: [key] for name, key in OTHERS.items()})
    assert not faults
    own = {key for command in COMMANDS for key in command.keys}
    assert not own & set(OTHERS.values())
    assert set(keymap.changed()) == set(OTHERS)


# No command without help, no key without a command


def test_no_command_is_without_words_or_a_key() -> None:
    for command in COMMANDS:
        assert command.help, command.name
        assert command.label, command.name
        assert command.keys, command.name
        assert command.name.isidentifier()
    assert len({command.help for command in COMMANDS}) >= len(COMMANDS) - 2


def test_no_key_of_the_main_screen_and_its_panes_is_without_a_command() -> None:
    from informal.tui.panes.blockers import FourLines
    from informal.tui.panes.composer import Composer
    from informal.tui.panes.contacts import Contacts, People
    from informal.tui.panes.today import Offers

    names = set(Keymap().by_name)
    for owner in (Main, Composer, Contacts, People, FourLines, Offers):
        for binding in owner.BINDINGS:
            assert getattr(binding, "id", None) in names, (owner.__name__, binding)


# What is shown


async def test_footer_hints_and_the_palette_show_the_keys_of_now(tmp_path: Path) -> None:
    async with walking(tmp_path, '[keys]\nsend = "S"\nadd = "f2"\nnext_pane = "f3"\nundo = "f4"\n') as (_, app, _, _):
        assert "S send" in app.lines[-1]
        assert "F2 add" in app.lines[-1]
        await app.press("delete")
        assert "F4 brings them back." in app.screen
        await app.press("ctrl+p")
        await app.type("send the letter")
        await app.pilot.pause(0.3)
        assert "(S)" in app.screen
        await app.press("escape", "escape")
        await app.resize(80, 24)
        await app.pilot.pause()
        assert "F3 these, and today" in app.screen


async def test_sentences_name_the_keys_of_now(tmp_path: Path) -> None:
    wishes = '[keys]\nwrite = "f2"\nyes = "J"\nundo = "f4"\nkeep_answer = "f6"\nclear_search = "f8"\n'
    async with walking(tmp_path, wishes) as (_, app, ada, _):
        app.workspace.people.add("Grace Sample", warmth=Warmth.HALF_KNOWS_ME)
        await app.press("P")
        assert "F6 on the main screen keeps an answer." in app.screen
        await app.press("escape", "l")
        assert "F8 in a list shows everybody again." in app.screen
        await app.press("escape", "s")
        await app.read()
        await app.press("c")
        await app.read()
        assert "J yes" in app.screen
        app.main.to_contacts()
        await app.press("J")
        assert app.workspace.day.counts().total_asks == 1
        await app.press("escape")
        app.workspace.rests.rest(ada)
        app.main.show_person(ada)
        await app.pilot.pause()
        assert "F2 begins a new letter" in app.screen


async def test_what_can_not_be_used_is_one_quiet_line_at_the_start(tmp_path: Path) -> None:
    async with walking(tmp_path, '[keys]\nsend = "ctrl+b"\nwrte = "f2"\n') as (_, app, _, _):
        app.app.clear_notifications()
    async with Driver.start(tmp_path, size=WIDE) as app:
        (said,) = [note.message for note in app.app._notifications]
        assert said.startswith("config.toml, line 2: keys.send:")
        assert said.endswith("And 1 more: informal config --check")
        assert app.app.keys["send"] == "s"


async def test_a_broken_config_never_stops_the_app(tmp_path: Path) -> None:
    async with walking(tmp_path, "[keys\nmouse = = 3\n") as (_, app, _, _):
        assert app.app.is_running
        assert app.app.keys["send"] == "s"
