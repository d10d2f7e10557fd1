"""The word search that holds the four things nobody needs: words are crossed with a pen, letters are lit by asks."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from informal.model.kinds import Blocker
from informal.tui.widgets.board import Canvas, Cell, Grid, Ink, paint

# One stroke of the pen takes 0.4 s, whatever the word; a new letter glows twice.
_STROKE = 0.4
_GLOWS = 2
_GLOW = 0.28

_STYLES = {
    Ink.GROUND: "",
    Ink.LETTER: "bold $puzzle-letter",
    Ink.STRUCK: "$puzzle-struck strike",
    Ink.PEN: "$puzzle-struck",
    Ink.LIT: "bold $puzzle-lit on $puzzle-lit-ground",
    Ink.EDGE: "$puzzle-lit-ground",
    Ink.GLOW: "bold $puzzle-lit on $puzzle-glow",
    Ink.GLOW_EDGE: "$puzzle-glow",
}


class Puzzle(Widget):
    """The board. Its size follows the room it gets: 21 cells (roomy), 13 to 20 (tight), both plus the padding.

    crossed and lit are what is true; they hold at once, and the pen follows. Where one word or one letter is new, it is
    drawn in front of the eyes; anything else, and everything where the person wants no animations, is simply there.
    """

    DEFAULT_CSS = """
    Puzzle {
        width: auto;
        height: auto;
        padding: 1 1;
        background: $puzzle-ground;
        color: $puzzle-letter;
        &.-tight { padding: 0 1; }
    }
    """

    crossed: reactive[frozenset[Blocker]] = reactive(frozenset[Blocker]())
    lit: reactive[int] = reactive(0)

    def __init__(self, puzzle: Grid, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._grid = puzzle
        self._drawn: dict[Blocker, int] = {}
        self._pen: Timer | None = None
        self._lamp: Timer | None = None
        self._glowing = False

    # Size

    def get_content_width(self, container: Size, viewport: Size) -> int:
        columns = len(self._grid.rows[0])
        room = container.width
        fitting = (wide for wide in (3 * columns, 2 * columns + 1) if wide <= room)
        return next(fitting, max(1, min(room, 2 * columns - 1)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._grid.rows)

    # What is true

    def validate_lit(self, lit: int) -> int:
        return max(0, min(lit, len(self._grid.left_over)))

    def watch_crossed(self, before: frozenset[Blocker], after: frozenset[Blocker]) -> None:
        new = after - before
        self._drawn = {word: len(self._grid.words[word]) for word in after}
        if len(new) == 1 and self._moving:
            word = next(iter(new))
            self._drawn[word] = 0
            self._stop(self._pen)
            self._pen = self.set_interval(_STROKE / len(self._grid.words[word]), self._stroke)
        self.refresh()

    def watch_lit(self, before: int, after: int) -> None:
        if after == before + 1:
            self.glow()
        self.refresh()

    @property
    def finished(self) -> bool:
        """Whether every left-over letter is lit."""
        return self.lit == len(self._grid.left_over)

    # What moves

    @property
    def _moving(self) -> bool:
        return self.is_attached and self.app.animation_level != "none"

    @staticmethod
    def _stop(timer: Timer | None) -> None:
        if timer is not None:
            timer.stop()

    def _stroke(self) -> None:
        behind = [word for word, count in self._drawn.items() if count < len(self._grid.words[word])]
        for word in behind:
            self._drawn[word] += 1
        if not behind:
            self._stop(self._pen)
        self.refresh()

    def glow(self) -> None:
        """Let the letter that was lit last shine twice."""
        if not self._moving or not self.lit:
            return
        self._stop(self._lamp)
        self._glowing = True
        turns = iter([False, True] * (_GLOWS - 1) + [False])

        def turn() -> None:
            # The timer may tick once more than it was asked to.
            self._glowing = next(turns, False)
            self.refresh()

        self._lamp = self.set_interval(_GLOW, turn, repeat=2 * _GLOWS - 1)
        self.refresh()

    # Drawing

    def canvas(self, width: int) -> Canvas:
        """The board as it stands now, in that many cells."""
        last: Cell | None = tuple(self._grid.left_over)[self.lit - 1] if self._glowing and self.lit else None
        return paint(self._grid, width, self._drawn, self.lit, last)

    def render(self) -> Content:
        return Content("\n").join(
            Content.assemble(*((char, _STYLES[ink]) for char, ink in line))
            for line in self.canvas(max(1, self.content_size.width))
        )
