"""The word search, solved: where the words are is found, not typed, so any grid can be shipped and is proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from informal.model.kinds import Blocker
from informal.model.words import Cell, Puzzle

_DIRECTIONS = [(row, column) for row in (-1, 0, 1) for column in (-1, 0, 1) if row or column]


def solve(rows: tuple[str, ...], words: Mapping[Blocker, str], sentence: str) -> Puzzle:
    """The puzzle of a grid. Raises ValueError when a word is not in it exactly once, in a straight line, or when the
    letters of no word, read row by row, are not the sentence's."""
    places: dict[Blocker, tuple[Cell, ...]] = {}
    for which, word in words.items():
        found = list(_places(rows, word))
        if len(found) != 1:
            raise ValueError(f"{word} stands {len(found)} times in the grid")
        places[which] = found[0]
    used = {cell for cells in places.values() for cell in cells}
    cells = [(row, column) for row, line in enumerate(rows) for column in range(len(line))]
    left = tuple(cell for cell in cells if cell not in used)
    letters = "".join(rows[row][column] for row, column in left)
    if letters != "".join(char for char in sentence if char.isalpha()):
        raise ValueError(f"the letters left over read {letters}")
    return Puzzle(rows, places, left, sentence)


def _places(rows: tuple[str, ...], word: str) -> Iterator[tuple[Cell, ...]]:
    for row, line in enumerate(rows):
        for column in range(len(line)):
            for down, right in _DIRECTIONS:
                cells = [(row + step * down, column + step * right) for step in range(len(word))]
                inside = all(0 <= r < len(rows) and 0 <= c < len(line) for r, c in cells)
                if inside and all(rows[r][c] == letter for (r, c), letter in zip(cells, word, strict=True)):
                    yield tuple(cells)
