"""The puzzle: one stroke through a word, a tile under each letter that an ask has lit, and no waiting for either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from textual.app import App, ComposeResult

from informal.model.kinds import Blocker
from informal.tui.theme import MEADOW, variables_for
from informal.tui.widgets.board import Canvas, Cell, Ink, paint, pitch_for
from informal.tui.widgets.puzzle import Puzzle

_LEFT = {1: (0, 1, 3, 4, 6), 2: (0, 1, 2, 5, 6), 3: (0, 1, 2, 5, 6), 4: (0, 1, 3, 4, 6)}


@dataclass(frozen=True)
class Board:
    """The puzzle of the first screen."""

    rows: tuple[str, ...] = ("KROWTEN", "DOENTLW", "ORRSAYJ", "USTOUGE", "TTGOIMT", "DEGREEE")
    left_over: tuple[Cell, ...] = tuple((row, column) for row, columns in _LEFT.items() for column in columns)
    words: Mapping[Blocker, tuple[Cell, ...]] = field(
        default_factory=lambda: {
            Blocker.CONNECTIONS: tuple((0, column) for column in range(6, -1, -1)),
            Blocker.RESUME: tuple((row, row + 1) for row in range(6)),
            Blocker.GOAL: ((4, 2), (3, 3), (2, 4), (1, 5)),
            Blocker.DEGREE: tuple((5, column) for column in range(6)),
        }
    )


BOARD = Board()
ALL = {word: len(cells) for word, cells in BOARD.words.items()}


def text(canvas: Canvas) -> list[str]:
    """The characters only."""
    return ["".join(char for char, _ in line) for line in canvas]


def inked(canvas: Canvas, *inks: Ink) -> str:
    """The characters of some inks, in reading order."""
    return "".join(char for line in canvas for char, ink in line if ink in inks)


@pytest.mark.parametrize(("width", "line"), [(21, " K  R  O  W  T  E  N "), (13, "K R O W T E N"), (7, "KROWTEN")])
def test_the_letters_take_the_room_there_is(width: int, line: str) -> None:
    assert text(paint(BOARD, width, {}))[0] == line


@pytest.mark.parametrize("width", range(1, 40))
def test_every_width_has_lines_of_that_width(width: int) -> None:
    for line in text(paint(BOARD, width, ALL, 20, (1, 0))):
        assert len(line) == width


def test_a_word_is_crossed_by_one_stroke() -> None:
    canvas = paint(BOARD, 13, {Blocker.CONNECTIONS: 7})
    assert text(canvas)[0] == "K─R─O─W─T─E─N"
    assert inked(canvas, Ink.STRUCK) == "KROWTEN"
    assert text(paint(BOARD, 21, {Blocker.CONNECTIONS: 7}))[0] == " K──R──O──W──T──E──N "


def test_a_slanted_word_is_crossed_downwards_and_upwards() -> None:
    down = paint(BOARD, 13, {Blocker.RESUME: 6})
    assert inked(down, Ink.STRUCK) == "RESUME"
    assert inked(down, Ink.PEN) == "╲" * 5
    up = paint(BOARD, 13, {Blocker.GOAL: 4})
    assert inked(up, Ink.STRUCK) == "LAOG"
    assert inked(up, Ink.PEN) == "╱" * 3


def test_a_straight_stroke_stays_whole_where_another_begins() -> None:
    for order in ([Blocker.CONNECTIONS, Blocker.RESUME], [Blocker.RESUME, Blocker.CONNECTIONS]):
        assert text(paint(BOARD, 13, {word: ALL[word] for word in order}))[0] == "K─R─O─W─T─E─N"


def test_the_pen_can_be_half_way() -> None:
    assert inked(paint(BOARD, 13, {Blocker.DEGREE: 3}), Ink.STRUCK) == "DEG"
    assert text(paint(BOARD, 13, {Blocker.DEGREE: 3}))[5] == "D─E─G R E E E"


def test_lit_letters_stand_on_tiles() -> None:
    assert text(paint(BOARD, 21, {}, 1))[1].startswith("▐D▌ O ")
    assert text(paint(BOARD, 15, {}, 2))[1].startswith("▐D O▌E N")


@pytest.mark.parametrize("width", [7, 13, 15, 21, 30])
def test_all_that_is_lit_is_the_sentence(width: int) -> None:
    canvas = paint(BOARD, width, ALL, 20)
    assert inked(canvas, Ink.LIT).replace(" ", "") == "DONTWORRYJUSTGETTOIT"
    assert inked(canvas, Ink.LETTER) == ""


def test_the_letter_that_glows_is_one_of_the_lit() -> None:
    canvas = paint(BOARD, 21, {}, 2, (1, 1))
    assert (inked(canvas, Ink.LIT), inked(canvas, Ink.GLOW)) == ("D", "O")


def test_three_cells_a_letter_at_most() -> None:
    assert [pitch_for(width, 7) for width in (80, 21, 20, 13, 12, 1)] == [3, 3, 2, 2, 1, 1]


class OneBoard(App[None]):
    """The puzzle and nothing else."""

    def __init__(self, *, animations: bool) -> None:
        super().__init__()
        self.animation_level = "full" if animations else "none"
        self.puzzle = Puzzle(BOARD)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables_for(MEADOW)

    def compose(self) -> ComposeResult:
        yield self.puzzle


async def test_without_animations_everything_is_there_at_once() -> None:
    app = OneBoard(animations=False)
    async with app.run_test():
        app.puzzle.crossed = frozenset({Blocker.DEGREE})
        app.puzzle.lit = 1
        canvas = app.puzzle.canvas(21)
        assert inked(canvas, Ink.STRUCK) == "DEGREE"
        assert inked(canvas, Ink.LIT) == "D"
        assert inked(canvas, Ink.GLOW) == ""


async def test_the_pen_moves_while_the_data_is_true_already() -> None:
    app = OneBoard(animations=True)
    async with app.run_test() as pilot:
        app.puzzle.crossed = frozenset({Blocker.DEGREE})
        app.puzzle.lit = 1
        assert app.puzzle.crossed == {Blocker.DEGREE}
        assert inked(app.puzzle.canvas(21), Ink.STRUCK) == ""
        assert inked(app.puzzle.canvas(21), Ink.GLOW) == "D"
        for _ in range(200):
            canvas = app.puzzle.canvas(21)
            if inked(canvas, Ink.STRUCK) == "DEGREE" and inked(canvas, Ink.LIT) == "D":
                break
            await pilot.pause(0.02)
        else:
            pytest.fail("the pen never came to the end")


async def test_what_was_crossed_before_is_not_drawn_again_and_can_be_taken_back() -> None:
    app = OneBoard(animations=True)
    async with app.run_test():
        app.puzzle.crossed = frozenset({Blocker.DEGREE, Blocker.GOAL})
        assert inked(app.puzzle.canvas(21), Ink.STRUCK) == "LAOGDEGREE"
        app.puzzle.crossed = frozenset({Blocker.GOAL})
        assert inked(app.puzzle.canvas(21), Ink.STRUCK) == "LAOG"


async def test_more_than_there_is_cannot_be_lit() -> None:
    app = OneBoard(animations=False)
    async with app.run_test():
        app.puzzle.lit = 99
        assert (app.puzzle.lit, app.puzzle.finished) == (20, True)


@pytest.mark.parametrize(("columns", "wide"), [(80, 21), (20, 15), (16, 13), (6, 4)])
async def test_the_board_takes_the_room_there_is(columns: int, wide: int) -> None:
    app = OneBoard(animations=False)
    async with app.run_test(size=(columns, 12)):
        assert app.puzzle.content_size.width == wide
