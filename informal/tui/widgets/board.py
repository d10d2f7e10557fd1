"""How the word search is laid out in cells: letters, the pen's strokes, and the letters that are lit. No widget."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from informal.model.kinds import Blocker

Cell = tuple[int, int]


class Grid(Protocol):
    """A puzzle, as informal.model.words has it: (row, column) from 0."""

    @property
    def rows(self) -> Sequence[str]:
        """The lines of letters, all of one length."""

    @property
    def words(self) -> Mapping[Blocker, Sequence[Cell]]:
        """Where each word stands, letter by letter."""

    @property
    def left_over(self) -> Sequence[Cell]:
        """The letters of no word, in reading order."""


class Ink(StrEnum):
    """What a cell of the board shows."""

    GROUND = "ground"
    LETTER = "letter"
    STRUCK = "struck"
    PEN = "pen"
    LIT = "lit"
    EDGE = "edge"
    GLOW = "glow"
    GLOW_EDGE = "glow-edge"


Canvas = list[list[tuple[str, Ink]]]


def pitch_for(width: int, columns: int) -> int:
    """Cells from one letter to the next: as many as fit, three at most."""
    return 3 if width >= 3 * columns else 2 if width >= 2 * columns - 1 else 1


def paint(
    grid: Grid,
    width: int,
    drawn: Mapping[Blocker, int],
    lit: int = 0,
    glowing: Cell | None = None,
) -> Canvas:
    """The board in that many cells of width.

    drawn: how many letters of each word the pen has crossed already. lit: how many of the left-over letters shine;
    glowing: one of those that shines brighter just now. A lit letter stands on a tile two cells wide, which is
    square in a terminal and a shape without its colour; where the pen passes, that side of the tile stays open.
    """
    columns = len(grid.rows[0])
    pitch = pitch_for(width, columns)
    left = max(0, (width - pitch * (columns - 1) - 1) // 2)
    canvas: Canvas = [[(" ", Ink.GROUND)] * max(width, left + pitch * columns) for _ in grid.rows]
    for row, letters in enumerate(grid.rows):
        for column, letter in enumerate(letters):
            canvas[row][left + pitch * column] = (letter, Ink.LETTER)
    # Straight strokes come last: they stay whole where a slanted one begins.
    for word in sorted(drawn, key=lambda each: len({row for row, _ in grid.words[each]}), reverse=True):
        _strike(canvas, list(grid.words[word])[: drawn[word]], left, pitch)
    shining = list(grid.left_over)[:lit]
    for row, column in shining:
        letter, _ = canvas[row][left + pitch * column]
        glow = (row, column) == glowing
        canvas[row][left + pitch * column] = (letter, Ink.GLOW if glow else Ink.LIT)
        if pitch > 1:
            _tile(canvas[row], left + pitch * column, glow=glow)
    if pitch == 2:
        _join(canvas, shining, left)
    return [line[:width] for line in canvas]


def _strike(canvas: Canvas, cells: Sequence[Cell], left: int, pitch: int) -> None:
    """One stroke of the pen through the letters, and through what is between them."""
    for row, column in cells:
        x = left + pitch * column
        canvas[row][x] = (canvas[row][x][0], Ink.STRUCK)
    for one, other in pairwise(cells):
        (row, column), (next_row, _) = sorted((one, other), key=lambda cell: cell[1])
        for step in range(1, pitch):
            # A diagonal goes down (or up) half-way between the two letters.
            at = row if step <= pitch // 2 else next_row
            stroke = "─" if row == next_row else "╲" if row < next_row else "╱"
            if one[1] != other[1]:
                canvas[at][left + pitch * column + step] = (stroke, Ink.PEN)


def _tile(line: list[tuple[str, Ink]], x: int, *, glow: bool) -> None:
    ink = Ink.GLOW_EDGE if glow else Ink.EDGE
    for at, edge in ((x - 1, "▐"), (x + 1, "▌")):
        if 0 <= at < len(line) and line[at][1] is not Ink.PEN:
            line[at] = (edge, ink)


def _join(canvas: Canvas, shining: Iterable[Cell], left: int) -> None:
    """With one blank between letters two neighbours share a tile."""
    cells: Collection[Cell] = set(shining)
    for row, column in cells:
        if (row, column + 1) in cells:
            canvas[row][left + 2 * column + 1] = (" ", Ink.LIT)
