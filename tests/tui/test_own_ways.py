"""What people set for themselves: panes, blanked names, the editor, spelling, the clipboard, whole letters pasted."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people
from textual.events import Paste

from informal.model.kinds import Stage
from informal.system import clipboard
from informal.system.clipboard import Copied
from informal.tui import start
from informal.tui.app import InformalApp
from informal.workspace import Paths

LETTER = "Hi Ada,\n\nI saw your looms — wonderful 🧵.\n\n\tCould we talk?\r\n\nThank you,\nSam"


def configure(folder: Path, text: str) -> None:
    (folder / "config").mkdir(parents=True, exist_ok=True)
    (folder / "config" / "config.toml").write_text(text, encoding="utf-8")


# Panes


async def test_the_list_is_made_wider_and_narrower_and_stays_so(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("greater_than_sign", "greater_than_sign", "less_than_sign")
        assert app.main.contacts.outer_size.width == 42
        await app.resize(80, 24)
        await app.pilot.pause()
        assert app.main.contacts.outer_size.width == 36
        await app.resize(50, 20)
        await app.pilot.pause()
        assert app.main.contacts.outer_size.width == 50
    async with Driver.start(tmp_path, size=WIDE) as app:
        await app.pilot.pause()
        assert app.main.contacts.outer_size.width == 42


async def test_the_letter_is_wrapped_at_the_width_it_has_after_a_quick_change(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(120, 36), demo=True) as app:
        await app.press(*["greater_than_sign"] * 3)
        await app.pilot.pause()
        body = app.main.composer.body
        left, top, width, height = body.content_region
        painted = [line[left : left + width].strip() for line in app.screen.splitlines()[top : top + height]]
        assert " ".join(" ".join(painted).split()).startswith(" ".join(body.text.split()))


async def test_the_list_and_the_side_are_hidden_until_the_cursor_goes_there(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("left_square_bracket", "right_square_bracket")
        assert "Kofi Fictional" not in app.screen
        await app.press("enter", "escape")
        assert "Kofi Fictional" not in app.screen
        assert not app.main.query_one("#side").display
        assert app.main.composer.outer_size.width == WIDE[0]
        await app.press("b")
        assert app.main.query_one("#side").display
        await app.press("j")
        assert "Kofi Fictional" in app.screen
        await app.press("left_square_bracket", "right_square_bracket")
        assert app.main.contacts.display
        assert app.main.query_one("#side").display


@pytest.mark.parametrize("size", [(130, 30), (116, 24), (80, 24)])
async def test_nothing_is_ever_pushed_out_of_the_window(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path, size=size) as app:
        await two_people(app)
        for key in ("greater_than_sign", "less_than_sign"):
            await app.press(*[key] * 20)
            assert app.main.composer.region.width >= 30
            assert app.main.contacts.region.width >= 18
            assert all(pane.region.right <= size[0] for pane in (app.main.composer, app.main.query_one("#side")))


async def test_where_one_pane_shows_at_a_time_none_is_hidden(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(50, 20)) as app:
        await two_people(app)
        await app.press("left_square_bracket")
        assert "too narrow" in app.screen
        assert app.main.contacts.display


async def test_a_broken_memory_of_the_panes_is_none(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "panes.json").write_text("{")
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        assert app.main.contacts.outer_size.width == 38
        await app.press("greater_than_sign")
        assert json.loads((tmp_path / "state" / "panes.json").read_text())["wider"] == 4


# Names


@pytest.mark.parametrize("size", [WIDE, (80, 24), (40, 15)])
async def test_one_key_blanks_every_name_company_and_address(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path, size=size, demo=True) as app:
        await app.press("escape")
        contacts = list(app.workspace.core.contacts())
        secret = {
            word for one in contacts for text in (one.name, one.company) for word in text.split() if len(word) > 3
        }
        assert any(word in app.screen for word in secret)
        before = app.main.composer.body.text

        def seen() -> set[str]:
            drawn = app.seen
            return {word for word in drawn.replace("\n", " ").split() if word.strip(".,:;…") in secret or "@" in word}

        await app.press("B")
        await app.pilot.pause(0.2)
        for keys in ((), ("j",), ("enter",), ("escape", "p"), ("escape", "E"), ("escape", "N"), ("escape", "P")):
            await app.press(*keys)
            assert seen() == set(), keys
        await app.press("escape")
        assert "█" in app.seen
        await app.press("k", "B")
        assert any(word in app.seen for word in secret)
        assert app.main.composer.body.text == before


async def test_somebody_added_while_names_are_blanked_is_blanked_too(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("B")
        app.workspace.people.add("Grace Sample", warmth=None, company="Sample Mills")
        await app.pilot.pause(0.2)
        assert "Grace" not in app.seen
        assert "█████ ██████" in app.seen


# The editor


@pytest.fixture
def editing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\necho "Words from the editor." > "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(InformalApp, "suspend", lambda self: nullcontext())


async def test_with_editor_always_enter_opens_the_editor(tmp_path: Path, editing: None) -> None:
    configure(tmp_path, 'editor = "always"\n')
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("enter")
        await app.pilot.pause()
        assert app.workspace.letters.open(ada).body == "Words from the editor."
        assert not app.main.composer.typing


async def test_without_it_enter_writes_here(tmp_path: Path, editing: None) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        assert app.main.composer.typing
        assert "Words from the editor." not in app.main.composer.body.text


async def test_an_editor_that_is_not_there_leaves_one_in_the_text(
    tmp_path: Path, editing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    configure(tmp_path, 'editor = "always"\n')
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.pilot.pause()
        assert app.main.composer.typing
        assert "could not be used" in app.screen


# Spelling


async def test_unknown_words_are_named_on_leaving_the_text_and_not_before(tmp_path: Path) -> None:
    checker = tmp_path / "checker"
    checker.write_text("#!/bin/sh\ngrep -o teh\n")
    checker.chmod(0o755)
    configure(tmp_path, f'spelling = "{checker}"\n')
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.type("teh looms ")
        await app.kept()
        assert "dictionary" not in app.screen
        await app.press("escape")
        await app.app.workers.wait_for_complete()
        await app.pilot.pause()
        assert "Not in the dictionary: teh." in app.screen
        await app.press("j")
        assert "dictionary" not in app.screen


async def test_whoever_led_to_them_may_be_deleted_while_a_letter_is_written(tmp_path: Path) -> None:
    configure(tmp_path, 'spelling = "cat"\n')
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        app.workspace.people.edit(kofi, introduced_by=ada)
        app.main.show_person(kofi, write=True)
        await app.type("looms ")
        app.workspace.people.delete(ada)
        await app.press("escape")
        await app.app.workers.wait_for_complete()
        await app.pilot.pause()
        assert "Not in the dictionary" in app.screen


async def test_spelling_that_is_off_is_silent(tmp_path: Path) -> None:
    configure(tmp_path, 'spelling = "off"\n')
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.type("teh looms ")
        await app.press("escape")
        await app.app.workers.wait_for_complete()
        assert "dictionary" not in app.screen


# Mouse, clipboard, paste


@pytest.mark.parametrize(("text", "mouse"), [("", True), ("mouse = false\n", False)])
def test_the_mouse_has_a_switch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, mouse: bool) -> None:
    configure(tmp_path, text)
    asked: list[bool] = []
    monkeypatch.setattr(InformalApp, "run", lambda self, **options: asked.append(options["mouse"]))
    start.run(Paths(tmp_path, tmp_path / "config", tmp_path / "state"))
    assert asked == [mouse]


@pytest.mark.parametrize(
    ("became", "words"),
    [(Copied.YES, "Copied."), (Copied.ASKED_TERMINAL, "asked your terminal"), (Copied.NO, "no clipboard")],
)
async def test_a_copy_says_whether_it_arrived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, became: Copied, words: str
) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda *_: became)
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter", "ctrl+a", "shift+end", "ctrl+c")
        assert words in app.screen


async def test_a_whole_letter_pasted_keeps_every_line(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("enter")
        ours = app.main.composer.body.text
        app.app.post_message(Paste(LETTER))
        await app.kept()
        wanted = LETTER.replace("\r\n", "\n")
        assert app.main.composer.body.text == wanted
        assert app.workspace.letters.open(ada).body == wanted
        assert "^Z brings ours back." in " ".join(note.message for note in app.app._notifications)
        await app.press("ctrl+z")
        assert app.main.composer.body.text == ours


async def test_what_is_pasted_where_somebody_has_typed_goes_where_the_cursor_is(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.type("your looms ")
        app.app.post_message(Paste(LETTER))
        await app.kept()
        assert "about your looms Hi" in app.main.composer.body.text


async def test_another_way_is_logged_with_the_key_it_names(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, _ = await two_people(app)
        await app.press("w")
        assert "+ logs that you asked" in app.screen
        await app.press("plus")
        assert app.workspace.core.standing(ada).stage is Stage.ASKED
