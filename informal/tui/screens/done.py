"""The end of the day: what was written, the letter that is lit, and the two dates that follow."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from informal.model.values import Contact
from informal.practice.calendar import say_day
from informal.text import one_line
from informal.tui.widgets.bars import Hints
from informal.tui.widgets.keys import KeyHint
from informal.tui.widgets.puzzle import Puzzle
from informal.workspace import Workspace

_KEYS = (
    KeyHint("next", "Enter", "the next person"),
    KeyHint("stay", "Esc", "stay"),
    KeyHint("leave", "q", "leave"),
)


class Done(ModalScreen[str]):
    """Shown when the last box of today was ticked. Gives back "next", "leave" or "stay"."""

    CSS_PATH = "done.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-medium")]
    BINDINGS = [
        Binding("enter", "dismiss('next')", show=False),
        Binding("escape", "dismiss('stay')", show=False),
        Binding("q,ctrl+q", "dismiss('leave')", show=False),
    ]

    def __init__(self, workspace: Workspace, person: Contact) -> None:
        super().__init__()
        self._workspace = workspace
        self._person = person

    def compose(self) -> ComposeResult:
        puzzle = Puzzle(self._workspace.core.content.puzzle)
        with Vertical(id="done"):
            yield Static(Content.styled("That is today's ask.", "bold $primary"), id="headline")
            with Horizontal(id="both"):
                yield puzzle
                yield Static(self._told(), id="told")
            yield Hints(_KEYS, id="bottom")

    def on_mount(self) -> None:
        puzzle = self.query_one(Puzzle)
        puzzle.crossed = frozenset(self._workspace.day.crossed())
        puzzle.lit = self._lit()
        puzzle.glow()

    def _lit(self) -> int:
        return min(self._workspace.day.counts().total_asks, len(self._workspace.core.content.puzzle.left_over))

    def _told(self) -> Content:
        name = one_line(self._person.name)
        first = self._person.greeting or name.split()[0]
        lit, left = self._lit(), len(self._workspace.core.content.puzzle.left_over) - self._lit()
        if left == 0:
            letters = f"All the letters are lit. They read: {self._workspace.core.content.puzzle.sentence}."
        elif lit == 1:
            letters = f"Your first letter in the puzzle is lit.\nThere are {left} more. No hurry."
        else:
            letters = f"{lit} letters of the puzzle are lit.\nThere are {left} more. No hurry."
        today = self._workspace.core.today
        ahead = self._workspace.day.forecast(self._person.id)
        dates = Content("\n").join(
            [
                Content.assemble((f"{say_day(ahead.elsewhere, today):<11}", "bold"), " somebody else to write to"),
                Content.assemble(
                    (f"{say_day(ahead.follow_up, today):<11}", "bold"),
                    f" if {first} is still quiet:\n{'':<12}one short note, then it rests",
                ),
            ]
        )
        return Content("\n\n").join(
            [
                Content(f"You wrote to {name}.\nNot one of the four was needed for it."),
                Content(letters),
                Content("Quiet for a week or more is ordinary. It is\nnot about you, and it is not yours to watch:"),
                dates,
                Content("Come back when you like. You can close this."),
            ]
        )
