"""The four things nobody needs in order to ask: a puzzle, and four lines to cross out."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message as Event
from textual.reactive import reactive
from textual.widgets import Static

from informal.model.kinds import Blocker
from informal.model.words import BlockerWords
from informal.model.words import Puzzle as Grid
from informal.tui.keymap import bound
from informal.tui.theme import under_cursor
from informal.tui.view import View
from informal.tui.widgets.puzzle import Puzzle
from informal.tui.widgets.saying import Saying


class FourLines(Static, can_focus=True):
    """The four, one line each, with a cursor."""

    BINDINGS = [
        bound("down", "move(1)"),
        bound("up", "move(-1)"),
        bound("cross", "cross"),
        bound("why", "why"),
    ]
    at: reactive[int] = reactive(0)
    crossed: reactive[frozenset[Blocker]] = reactive(frozenset[Blocker]())

    @dataclass
    class CrossAsked(Event):
        """Cross it out, or take that back."""

        which: Blocker

    @dataclass
    class WhyAsked(Event):
        """Say why it isn't needed."""

        which: Blocker

    def __init__(self, four: tuple[BlockerWords, ...], id: str | None = None) -> None:
        super().__init__(id=id)
        self._four = four

    @property
    def which(self) -> Blocker:
        """The one under the cursor."""
        return self._four[self.at].which

    def render(self) -> Content:
        return Content("\n").join(self._line(number) for number in range(len(self._four)))

    def _line(self, number: int) -> Content:
        words = self._four[number]
        gone = words.which in self.crossed
        line = Content.assemble("× " if gone else "o ", (words.title, "$muted strike" if gone else ""))
        return line.stylize(f"bold {under_cursor(self.app)}") if self.has_focus and number == self.at else line

    def action_move(self, step: int) -> None:
        self.at = (self.at + step) % len(self._four)

    def action_cross(self) -> None:
        self.post_message(self.CrossAsked(self.which))

    def action_why(self) -> None:
        self.post_message(self.WhyAsked(self.which))

    def on_click(self, event: Click) -> None:
        if 0 <= event.y < len(self._four):
            self.at = event.y
            self.action_cross()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


class Blockers(Vertical):
    """The pane of the four."""

    view: reactive[View | None] = reactive(None)

    def __init__(self, four: tuple[BlockerWords, ...], grid: Grid) -> None:
        super().__init__(id="blockers")
        self._four = four
        self._grid = grid
        self.border_title = "You don't need"

    def compose(self) -> ComposeResult:
        yield Puzzle(self._grid)
        yield FourLines(self._four, id="four")
        yield Saying(id="why")

    def watch_view(self, view: View | None) -> None:
        if view is None or not self.is_mounted:
            return
        puzzle = self.query_one(Puzzle)
        puzzle.crossed = view.crossed
        puzzle.lit = min(view.counts.total_asks, len(self._grid.left_over))
        self.query_one(FourLines).crossed = view.crossed
        if puzzle.lit == len(self._grid.left_over):
            self.query_one("#why", Saying).say(Content.styled(self._grid.sentence, "bold $text-primary"))

    @property
    def lines(self) -> FourLines:
        """The four lines."""
        return self.query_one(FourLines)

    def explain(self, which: Blocker) -> None:
        """Say why one of them isn't needed."""
        words = next(words for words in self._four if words.which is which)
        self.query_one("#why", Saying).say(words.why)
        self.add_class("-explained")
