"""The letter's text: places that move with what is typed, paste made safe, and undo that stays in its own letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some
from textual.app import App, ComposeResult
from textual.events import Paste

from informal.tui.theme import MEADOW, variables_for
from informal.tui.widgets.boxes import boxes
from informal.tui.widgets.letter import LetterArea
from informal.tui.widgets.spans import Span, follow

TEXT = "Hi Maya,\n\nI would love to hear about <your week>.\n\nThank you,\n<Sam>"


def places(text: str) -> Sequence[Span]:
    """Whatever stands in angle brackets."""
    return [match.span() for match in re.finditer(r"<[^>\n]*>", text)]


class Writing(App[None]):
    """One letter."""

    def __init__(self, text: str = TEXT) -> None:
        super().__init__()
        self.area = LetterArea(text, spans_of=places)
        self.area.cursor_blink = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables_for(MEADOW)

    def compose(self) -> ComposeResult:
        yield self.area

    def underlined(self) -> str:
        """What is painted as a place or a mark on the screen."""
        return "".join(
            segment.text
            for y in range(self.area.size.height)
            for segment in self.area.render_line(y)
            if segment.style is not None and segment.style.underline
        )


async def test_tab_from_place_to_place_and_typing_over_one() -> None:
    app = Writing()
    async with app.run_test(size=(60, 20)) as pilot:
        area = app.area
        assert area.next_slot()
        assert area.selected_text == "<your week>"
        await pilot.press(*"looms")
        assert "about looms." in area.text
        assert area.next_slot()
        assert area.selected_text == "<Sam>"
        assert not area.next_slot()
        assert area.selected_text == "<Sam>"
        assert not area.previous_slot()


async def test_back_again() -> None:
    app = Writing()
    async with app.run_test(size=(60, 20)):
        area = app.area
        area.cursor_to_end()
        assert area.previous_slot()
        assert area.selected_text == "<your week>"
        area.next_slot()
        assert area.previous_slot()
        assert area.selected_text == "<your week>"
        assert not area.previous_slot()


async def test_a_place_at_the_very_start_is_found() -> None:
    app = Writing("<Maya>, hello")
    async with app.run_test():
        assert app.area.next_slot()
        assert app.area.selected_text == "<Maya>"


async def test_places_are_painted_where_they_are_and_move_with_the_text() -> None:
    app = Writing()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.underlined() == "<your week><Sam>"
        app.area.cursor_to_start()
        await pilot.press(*"Oh, ", "enter")
        await pilot.pause()
        assert app.underlined() == "<your week><Sam>"
        assert app.area.slots == tuple(places(app.area.text))


async def test_a_place_over_several_lines_is_painted_whole() -> None:
    app = Writing("one two\nthree four\nfive")
    async with app.run_test(size=(60, 20)) as pilot:
        app.area.spans_of = None
        app.area.show_slots([(4, 20)])
        await pilot.pause()
        assert app.underlined() == "twothree fourf"
        await pilot.resize_terminal(8, 20)
        assert app.underlined().replace(" ", "") == "twothreefourf"


async def test_marked_words_are_scrolled_to() -> None:
    app = Writing("I'm just a beginner.\n" + "And so on.\n" * 20)
    async with app.run_test(size=(60, 5)) as pilot:
        app.area.cursor_to_end()
        await pilot.pause()
        app.area.show_marks([(0, 8)])
        await pilot.pause()
        assert app.underlined() == "I'm just"


async def test_marked_words_lose_their_mark_when_they_change() -> None:
    app = Writing("I'm just a beginner.")
    async with app.run_test(size=(60, 20)) as pilot:
        app.area.show_marks([(0, 8)])
        await pilot.pause()
        assert app.underlined() == "I'm just"
        app.area.cursor_to_end()
        await pilot.press("x")
        await pilot.pause()
        assert app.underlined() == "I'm just"
        app.area.cursor_to_start()
        await pilot.press("delete")
        await pilot.pause()
        assert (app.underlined(), app.area.marks) == ("", ())


async def test_names_in_a_letter_are_never_markup() -> None:
    app = Writing("[/x] [red]Ada[/red] <[b]>")
    async with app.run_test(size=(60, 20)):
        assert "[/x] [red]Ada[/red] <[b]>" in app.area.render_line(0).text


async def test_what_is_pasted_has_no_control_characters_and_one_kind_of_line_ends() -> None:
    app = Writing("")
    async with app.run_test() as pilot:
        app.area.focus()
        app.post_message(Paste("one\r\n\x1b[31mtwo\x00\rthree"))
        await pilot.pause()
        assert app.area.text == "one\ntwo\nthree"


async def test_another_letter_can_not_be_undone_into_but_another_opening_can() -> None:
    app = Writing("first")
    async with app.run_test() as pilot:
        app.area.cursor_to_end()
        await pilot.press("x")
        app.area.set_text("second\r\nletter")
        await pilot.press("ctrl+z")
        assert app.area.text == "second\nletter"
        app.area.put_text("another opening")
        assert app.area.text == "another opening"
        await pilot.press("ctrl+z")
        assert app.area.text == "second\nletter"


async def test_cut_takes_only_what_is_selected() -> None:
    app = Writing("one\ntwo")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+x")
        assert app.area.text == "one\ntwo"
        await pilot.press("shift+right", "ctrl+x")
        assert app.area.text == "ne\ntwo"


async def test_every_width_can_be_drawn() -> None:
    app = Writing(TEXT + "\n李小龙 👩‍💻 <Zoe\u0308>")
    async with app.run_test(size=(30, 12)) as pilot:
        for width in range(1, 30):
            await pilot.resize_terminal(width, 12)
            for y in range(app.area.size.height):
                app.area.render_line(y)


@pytest.mark.parametrize(
    ("spans", "old", "new", "grown", "kept"),
    [
        ([(2, 4)], "ab cd", "Xab cd", [(3, 5)], [(3, 5)]),
        ([(3, 5)], "ab cd", "ab cXd", [(3, 6)], []),
        ([(0, 2)], "ab cd", "ab c", [(0, 2)], [(0, 2)]),
        ([(3, 5)], "ab cd", "ab ", [], []),
        ([(0, 2), (3, 5)], "ab cd", "a", [], []),
    ],
)
def test_spans_follow_the_typing(spans: list[Span], old: str, new: str, grown: list[Span], kept: list[Span]) -> None:
    assert list(follow(spans, old, new, grow=True)) == grown
    assert list(follow(spans, old, new, grow=False)) == kept


@given(
    some.text("ab", max_size=8), some.text("ab", max_size=8), some.text("ab", max_size=8), some.text("ab", max_size=8)
)
def test_what_was_not_touched_keeps_its_words(head: str, gone: str, come: str, tail: str) -> None:
    old, new = head + gone + tail, head + come + tail
    spans = [(start, end) for start in range(len(old)) for end in range(start + 1, len(old) + 1)]
    for span in spans:
        for start, end in follow([span], old, new, grow=False):
            assert new[start:end] == old[span[0] : span[1]]


@pytest.mark.parametrize(
    ("ticked", "goal", "shown"),
    [(0, 1, "[ ]"), (1, 1, "[x]"), (1, 3, "[x] [ ] [ ]"), (2, 1, "[x] [x]"), (9, 1, "[x] [x] [x] [x] [x] +4")],
)
def test_boxes(ticked: int, goal: int, shown: str) -> None:
    assert boxes(ticked, goal).plain == shown
