"""The list: many rows at no cost, any name, any width, and a place that is kept by key."""

from __future__ import annotations

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.style import Style

from informal.text import width as cells_of
from informal.tui.theme import MEADOW, variables_for
from informal.tui.widgets.rowline import Looks, first_line, second_line, state_fits
from informal.tui.widgets.rows import KeyedRows, Row, RowList, Rows, Tone

ODD = [
    "[/x] Inert",
    "[red]Kofi Fictional",
    "李小龙 (made up)",
    "👩‍💻 Emoji",
    "Zoe\u0308 Pretend",
    "\x1b[31mAda\n Example",
    "",
    "❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️",
]


class Listing(App[None]):
    """A list and nothing else; what it said is in `heard`."""

    def __init__(self, source: KeyedRows[int] | None = None, *, tall: bool = False) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.list: RowList[int] = RowList(source, tall=tall, empty="Nobody yet. Press a.")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables_for(MEADOW)

    def compose(self) -> ComposeResult:
        yield self.list

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted[int]) -> None:
        self.heard.append(("highlighted", event.key))

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen[int]) -> None:
        self.heard.append(("chosen", event.key))

    @on(RowList.Marked)
    def _marked(self, event: RowList.Marked[int]) -> None:
        self.heard.append(("marked", event.keys))

    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [self.list.render_line(y).text for y in range(self.list.size.height)]


def many(count: int, made: list[int] | None = None) -> KeyedRows[int]:
    """That many rows; the keys that were made are noted."""

    def make(key: int) -> Row[int]:
        if made is not None:
            made.append(key)
        return Row(key, f"Person {key}", "→", "asked", f"since day {key}")

    return KeyedRows(range(count), make)


async def test_a_hundred_thousand_rows_are_made_only_where_they_are_seen() -> None:
    made: list[int] = []
    app = Listing(many(100_000, made))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("end")
        assert app.list.key == 99_999
        app.list.set_source(many(99_000, made))
        await pilot.press("home", "pagedown", "down")
        app.list.move_to(50_000)
        await pilot.pause()
        assert app.list.key == 50_000
        assert any("Person 50000" in line for line in app.lines())
        assert len(set(made)) < 300


async def test_moving_tells_and_stops_at_the_ends() -> None:
    app = Listing(many(3))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("up", "j", "down", "down", "k", "enter")
        await pilot.pause()
        assert app.heard == [
            ("highlighted", 0),
            ("highlighted", 1),
            ("highlighted", 2),
            ("highlighted", 1),
            ("chosen", 1),
        ]


@pytest.mark.parametrize("tall", [False, True])
async def test_highlight_and_place_are_kept_by_key(tall: bool) -> None:
    app = Listing(many(200), tall=tall)
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.move_to(100)
        await pilot.press("up", "up", "up")
        at = next(y for y, line in enumerate(app.lines()) if "Person 97 " in line)
        assert at > 0
        app.list.set_source(KeyedRows([*range(90, 200), *range(30)], many(200).row))
        await pilot.pause()
        assert app.list.key == 97
        assert "Person 97 " in app.lines()[at]


async def test_a_row_that_is_gone_gives_its_place_to_the_next() -> None:
    app = Listing(many(5))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.move_to(2)
        app.list.set_source(KeyedRows([0, 1, 3, 4], many(5).row))
        assert app.list.key == 3
        app.list.set_source(KeyedRows([0], many(5).row))
        assert app.list.key == 0
        app.list.set_source(Rows[int](()))
        await pilot.pause()
        assert len(app.list.source) == 0
        assert app.heard[-1] == ("highlighted", None)
        assert app.lines()[0].strip() == "Nobody yet. Press a."


async def test_a_list_scrolled_by_wheel_stays_where_it_was_when_rows_arrive_above() -> None:
    app = Listing(many(200))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        app.list.scroll_to(y=51, animate=False, immediate=True)
        await pilot.pause()
        assert "Person 50 " in app.lines()[0]
        app.list.set_source(KeyedRows([*range(300, 310), *range(200)], many(400).row))
        await pilot.pause()
        assert "Person 50 " in app.lines()[0]


async def test_a_new_search_begins_at_the_top() -> None:
    app = Listing(many(50))
    async with app.run_test(size=(40, 10)):
        app.list.move_to(40)
        app.list.set_source(KeyedRows([7, 40], many(50).row), to_top=True)
        assert app.list.key == 7


async def test_marks_are_kept_by_key_and_shown_by_a_shape() -> None:
    app = Listing(many(5))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("space", "space")
        assert app.list.marked == {0, 1}
        assert app.list.key == 2
        app.list.set_source(KeyedRows([4, 1, 0], many(5).row))
        await pilot.pause()
        assert [line[0] for line in app.lines()[:2]] == [" ", "▌"]
        app.list.action_clear_marks()
        assert app.list.marked == frozenset()


async def test_the_row_under_the_cursor_unfolds_its_detail() -> None:
    app = Listing(many(5))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down")
        shown = [line.strip() for line in app.lines()]
        assert "since day 1" in shown[2]
        assert sum("since day" in line for line in shown) == 1
        app.list.tall = True
        await pilot.pause()
        assert sum("since day" in line for line in app.lines()) == 5


async def test_the_mouse_chooses_a_row_and_the_wheel_scrolls() -> None:
    app = Listing(many(50))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(RowList, offset=(5, 4))
        assert app.list.key == 3
        await pilot.click(RowList, offset=(5, 3), times=2)
        assert ("chosen", 3) in app.heard
        app.list.scroll_relative(y=5, animate=False)
        await pilot.pause()
        assert app.list.scroll_offset.y == 5
        assert app.list.key == 3


async def test_names_are_never_markup_nor_control_sequences() -> None:
    app = Listing(Rows([Row(n, name, "♥", "[b]state", "[/detail]") for n, name in enumerate(ODD)]), tall=True)
    async with app.run_test(size=(50, 20)) as pilot:
        await pilot.pause()
        text = "\n".join(app.lines())
        assert "[/x] Inert" in text
        assert "[red]Kofi Fictional" in text
        assert "Ada Example" in text
        assert "\x1b" not in text
        assert "[b]state" in text


@pytest.mark.parametrize("tall", [False, True])
async def test_every_width_draws_lines_of_just_that_width(tall: bool) -> None:
    app = Listing(Rows([Row(n, name, "☎", "follow up", "why") for n, name in enumerate(ODD)]), tall=tall)
    async with app.run_test(size=(60, 20)) as pilot:
        for width in [*range(1, 45), 60]:
            await pilot.resize_terminal(width, 20)
            for y in range(app.list.size.height):
                assert app.list.render_line(y).cell_length == app.list.scrollable_content_region.width


@pytest.mark.parametrize("name", ODD)
def test_the_states_stand_under_each_other(name: str) -> None:
    line = first_line(Row(1, name, "·", "asked", strong=True), 40, Looks()).plain
    assert cells_of(line) == 40
    assert line.endswith("asked ")


def test_the_name_wins_over_the_state() -> None:
    row = Row(1, "Linus Placeholder", "✎", "follow up", "yesterday", Tone.NEXT)
    assert not state_fits(row, 30)
    assert "Linus Placeholder" in first_line(row, 30, Looks()).plain
    assert "follow up" not in first_line(row, 30, Looks()).plain
    assert second_line(row, 30, Looks()).plain.strip() == "follow up · yesterday"
    assert second_line(row, 40, Looks()).plain.strip() == "yesterday"


def test_a_state_that_the_detail_says_too_is_told_once() -> None:
    row = Row(1, "Linus Placeholder", "✎", "draft", "your draft from today", Tone.NEXT)
    assert second_line(row, 25, Looks()).plain.strip() == "your draft from today"


def test_what_was_searched_for_is_underlined() -> None:
    line = first_line(Row(1, "Ada Example", matches=((4, 6), (90, 95))), 40, Looks(match=Style(underline=True)))
    assert [line.plain[span.start : span.end] for span in line.spans][-1:] == ["Ex"]
