"""What a hand does without thinking: Esc, Enter, a key too many, a window made small. Nothing happens by accident."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people
from textual.widgets import Input
from textual.widgets._toast import Toast

from informal.errors import Refused
from informal.keys.places import Place
from informal.model.kinds import Channel, Kind, Outcome, State
from informal.store import Edit, Store
from informal.tui.screens.dialogs import Line
from informal.tui.widgets.saying import Saying
from informal.workspace.day import Day


async def test_esc_out_of_the_text_rests_on_the_letter_and_enter_writes_again(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter", "1", "escape")
        assert app.main.place is Place.LETTER
        await app.press("escape", "escape")
        assert app.main.place is Place.LETTER  # one person only: there is nowhere else to go
        await app.press("enter")
        assert app.main.composer.typing


async def test_enter_never_sends_somebody_elses_letter(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        await app.press("enter")
        app.main.composer.query_one("#send").focus()
        await app.pilot.pause()
        assert app.main.place is Place.BUTTONS
        await app.press("down", "enter")
        assert "Nothing has gone out yet" not in app.screen
        assert app.main.composer.letter is not None
        assert app.main.composer.letter.contact.id in (ada, kofi)
        assert app.main.composer.typing


async def test_y_answers_from_wherever_the_question_is_seen(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("s")
        await app.read()
        await app.press("c")
        await app.press("tab")
        assert app.main.place is not Place.STRIP
        assert "Did it go out?" in app.screen
        await app.read()
        await app.press("y")
        assert app.workspace.core.messages_of(ada)[-1].state is State.SENT


async def test_y_does_nothing_where_the_question_is_hidden(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(80, 24)) as app:
        ada, _ = await two_people(app)
        await app.press("s")
        await app.read()
        await app.press("c")
        await app.press("b")
        await app.read()
        assert "Did it go out?" not in app.screen
        await app.press("y")
        assert app.workspace.core.messages_of(ada)[-1].state is State.HANDED
        assert "Nothing is asked below the letter." in app.screen


async def test_asked_in_person_is_an_ask_whatever_went_before(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        app.workspace.answers.replied(ada, Outcome.NO)
        app.workspace.outbox.sent(ada, kind=Kind.ANSWER)
        app.main.show_person(ada)
        await app.press("plus")
        asked = app.workspace.core.messages_of(ada)[-1]
        assert (asked.kind, asked.channel) == (Kind.ASK, Channel.IN_PERSON)
        assert "You asked Ada Example in person." in app.screen
        await app.press("escape")
        app.main.to_contacts()
        app.main.show_person(ada)
        await app.pilot.pause()
        assert "You said it in person. Short note from" in app.screen
        assert "Your letter is with them" not in app.screen


async def test_said_in_person_is_one_step_to_take_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("s")
        await app.read()
        await app.press("p")
        assert "You asked Ada Example in person." in app.screen
        await app.press("escape", "u")
        assert "Did it go out?" not in app.screen
        assert app.workspace.core.messages_of(ada)[-1].state is State.DRAFT


async def test_a_thank_you_is_not_told_as_an_ask(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        sent = app.workspace.outbox.sent(ada, kind=Kind.THANK_YOU)
        app.main.after_sending(sent, last_box=True)
        await app.pilot.pause()
        assert "You thanked Ada Example." in app.screen
        assert "still quiet" not in app.screen
        assert "Not one of the four" not in app.screen


async def test_too_small_a_window_takes_no_key_and_gives_the_cursor_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.type("spin")
        await app.resize(30, 10)
        await app.press("delete", "plus", "b")
        await app.type("unseen")
        assert len(app.workspace.people) == 2
        assert app.workspace.day.counts().total_asks == 0
        await app.resize(*WIDE)
        await app.pilot.pause()
        assert app.main.composer.typing
        await app.type(" gold")
        assert "spin gold" in app.main.composer.body.text


async def test_undo_of_an_addition_says_what_becomes_of_the_text(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("a")
        await app.type("Grace Sample")
        await app.press("enter", "1")
        await app.type("how you bake")
        await app.press("escape", "u", "u")
        assert "Taken back: add Grace Sample. What you wrote" in app.screen
        await app.press("U")
        grace = app.workspace.people.resolve("Grace Sample")
        assert "how you bake" in app.workspace.letters.open(grace.id).body


async def test_the_cursor_goes_to_whom_undo_brings_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, kofi = await two_people(app)
        app.main.show_person(ada)
        await app.press("delete")
        assert app.main.contacts.current == kofi
        await app.press("u")
        assert app.main.contacts.current == ada


async def test_open_places_are_the_first_thing_the_sheet_says(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(40, 15)) as app:
        kofi = app.workspace.people.add("Kofi Fictional", warmth=None)
        app.app.show_main(kofi.id, write=True)
        await app.pilot.pause()
        await app.press("alt+s")
        lines = [line for line in app.lines if "still says [" in line]
        assert lines, app.screen


@pytest.mark.parametrize(("way", "stands"), [("c", State.HANDED), ("p", State.SENT)])
async def test_what_is_typed_while_the_sheet_is_open_goes_along(tmp_path: Path, way: str, stands: State) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("s")
        await app.pilot.click("#body", offset=(0, 0))
        await app.type("At last! ")
        app.main.asking.focus()
        await app.read()
        await app.press(way)
        (letter,) = app.workspace.core.messages_of(ada)
        assert letter.state is stands
        assert letter.body.startswith("At last! Hi Ada,")


async def test_what_any_command_is_refused_is_said_and_the_app_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(day: Day) -> None:
        raise Refused("Not today")

    monkeypatch.setattr(Day, "tick", refuse)
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.app.run_action("screen.tick")
        await app.pilot.pause()
        assert "Not today" in app.screen
        await app.press("j")
        assert app.app.is_running


async def test_a_key_that_can_not_work_says_why(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await app.press("escape", "n")
        assert "There is nobody in the list yet." in app.screen
        await app.press("s")
        assert "Add somebody first, with a." in app.screen


async def test_what_another_app_wrote_into_the_same_letter_is_kept_among_the_versions(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        await app.press("enter")
        await app.type("spin")
        await app.kept()
        other = Store.open(tmp_path / "informal.json")
        (document,) = other.table("messages").values()
        theirs = {"body": "Words from another window."}
        other.commit("write", [Edit.change("messages", document["id"], {"body": document["body"]}, theirs)], step=False)
        app.workspace.core.refresh()
        await app.type(" gold")
        await app.kept()
        letter = app.workspace.letters.open(ada)
        assert "spin gold" in letter.body
        assert any(version.body == theirs["body"] for version in letter.versions)


async def test_a_place_filled_with_its_own_stop_has_one_stop(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        await app.type("how you spin gold?")
        await app.press("tab")
        assert "gold?\n" in app.main.composer.body.text
        assert "?." not in app.main.composer.body.text


async def test_the_words_a_letter_began_with_can_come_back(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("enter")
        began = app.main.composer.body.text
        await app.press("ctrl+a", "backspace")
        await app.type("No words")
        await app.press("escape", "v")
        assert "as it began" in app.screen
        await app.press("k", "enter")
        assert app.main.composer.body.text == began


async def test_the_palette_changes_the_look_and_it_stays(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("ctrl+p")
        await app.type("theme paper")
        await app.pilot.pause(0.3)
        await app.press("enter")
        await app.pilot.pause()
        assert app.workspace.settings.theme == "paper"
        assert app.app.theme == "paper"


async def test_the_way_can_be_chosen_first_and_linkedin_counts_the_letters(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        _, kofi = await two_people(app)
        app.main.show_person(kofi)
        await app.press("c", "l")
        assert app.workspace.letters.open(kofi).channel is Channel.LINKEDIN
        assert "characters" in app.screen
        await app.press("s")
        await app.read()
        await app.press("c")
        assert app.workspace.outbox.handed()[0].channel is Channel.LINKEDIN


async def test_a_text_longer_than_its_field_is_still_seen(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maximiliana Invented-Of-Very-Long-Names, Countess Of Nowhere At All")
        assert "Nowhere At All" in app.screen
        await app.press("enter", "1")
        app.main.composer.query_one("#subject", Input).value = "Would you have fifteen minutes " * 5
        await app.pilot.pause()
        assert "Would you have fifteen minutes" in next(line for line in app.lines if "subject" in line)


async def test_the_keys_below_are_those_of_the_question(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter")
        assert "1 2 3 open the letter   Esc the name again" in app.lines[-1]
        await app.press("escape")
        assert "Enter open the letter" in app.lines[-1]


async def test_help_begins_with_what_one_came_for(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, demo=True) as app:
        app.main.to_contacts()
        await app.pilot.pause()
        await app.press("question_mark")
        rows = [line.strip("│┃║ ") for line in app.lines]
        first = rows.index("Here") + 1
        assert [row.split()[0] for row in rows[first : first + 4]] == ["Enter", "s", "n", "a"]


async def test_a_talk_to_come_can_be_moved_where_it_says_so(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, _ = await two_people(app)
        app.workspace.talks.book(ada, datetime(2026, 11, 27, 14, tzinfo=UTC))
        await app.press("T", "h")
        assert "still to come" in app.screen
        await app.press("m")
        assert "When do you talk with Ada now?" in app.screen


async def test_a_yes_to_a_letter_that_was_handed_over_opens_the_answer(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.hand(app.workspace.letters.open(ada), Channel.LINKEDIN)
        app.main.show_person(ada)
        await app.pilot.pause()
        app.main.to_contacts()
        await app.pilot.pause()
        assert "Did it go out?" in app.screen
        await app.press("r", "y")
        assert "Your answer to Ada Example" in app.screen
        assert "Did it go out?" not in app.screen
        assert [one.state for one in app.workspace.core.messages_of(ada)][:2] == [State.SENT, State.RECEIVED]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (61, 20), (50, 20), (43, 15), (40, 15)])
async def test_what_is_said_can_be_read_to_its_end(tmp_path: Path, size: tuple[int, int]) -> None:
    said = "The mail server could not be reached. Nothing was sent; the letter is kept as it is, and can be sent again."
    async with Driver.start(tmp_path, size=size) as app:
        await two_people(app)
        app.app.notify(said, title="Not everything is kept")
        await app.pilot.pause()
        at = app.app.screen.query_one(Toast).content_region
        shown = [line[at.x : at.right].strip() for line in app.lines[at.y : at.bottom]]
        assert " ".join(shown) == f"Not everything is kept {said}"


async def test_the_rest_of_a_long_title_stands_on_the_second_line(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(50, 20)) as app:
        ada, _ = await two_people(app)
        app.workspace.talks.book(ada, datetime(2026, 11, 27, 14, tzinfo=UTC))
        app.main.show_person(ada)
        await app.press("T")
        assert "What has changed in your work in the last" in app.screen
        assert "years?" in app.screen
        await app.press("j")
        assert "What has changed in your work in the last…" in app.screen


@pytest.mark.parametrize(
    ("keys", "typed", "said"),
    [
        (("comma", *["down"] * 5, "enter"), "many", "Today's ask is between 1 and 20"),
        (("z", "l"), "some day or other", "some day or other"),
        (("space", "M", "e"), "~nobody-at-all/people.csv", "Nobody here is called ~nobody-at-all"),
        (("space", "M", "e"), "people.doc", "people.doc"),
    ],
    ids=["setting", "day", "folder", "format"],
)
async def test_a_line_that_is_refused_stays_as_it_was_typed(
    tmp_path: Path, keys: tuple[str, ...], typed: str, said: str
) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        await app.press(*keys)
        line = app.app.screen.query_one(Input)
        line.clear()
        await app.type(typed)
        await app.press("enter")
        refused = str(app.app.screen.query_one("#refused", Saying).content)
        assert said in refused
        assert "--" not in refused, "what is typed after a verb helps nobody here"
        assert line.value == typed
        assert line.has_focus
        await app.press("escape")
        assert not isinstance(app.app.screen, Line)


async def test_a_path_in_nobodys_home_is_a_sentence(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("~nobody-at-all/people.csv")
        await app.press("enter")
        assert "There is no such folder. Nobody here is called" in app.screen
        assert "~nobody-at-all/people.csv" in app.screen
