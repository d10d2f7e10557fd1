"""The end of the day: what was written, the letter that is lit, and the two dates that follow."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from informal.model.kinds import Channel, Kind
from informal.model.values import Message
from informal.practice.asks import is_ask
from informal.practice.calendar import say_day
from informal.text import one_line
from informal.tui.widgets.bars import Hints
from informal.tui.widgets.drawn import Drawn, hung
from informal.tui.widgets.keys import KeyHint
from informal.tui.widgets.puzzle import Puzzle
from informal.workspace import Workspace

_KEYS = (
    KeyHint("next", "Enter", "the next person", short="next"),
    KeyHint("stay", "Esc", "stay"),
    KeyHint("undo", "u", "take it back", weight=-1, short="back"),
    KeyHint("leave", "q", "leave"),
)

_QUIET = "Quiet for a week or more is ordinary. It is not about you, and it is not yours to watch:"
# Cells for a day such as "Wed 25 Nov".
_DAY = 12


class Done(ModalScreen[str]):
    """Shown when the last box of today was ticked. Gives back "next", "leave", "undo" or "stay"."""

    CSS_PATH = "done.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-medium")]
    BINDINGS = [
        Binding("enter", "dismiss('next')", show=False),
        Binding("escape", "dismiss('stay')", show=False),
        Binding("u", "dismiss('undo')", show=False),
        Binding("q,ctrl+q", "dismiss('leave')", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]
    AUTO_FOCUS = "#done"

    def __init__(self, workspace: Workspace, sent: Message) -> None:
        super().__init__()
        assert sent.contact is not None
        self._workspace = workspace
        self._sent = sent
        self._person = workspace.core.contact(sent.contact)

    def compose(self) -> ComposeResult:
        puzzle = Puzzle(self._workspace.core.content.puzzle)
        with VerticalScroll(id="done"):
            yield Static(Content.styled("That is today's ask.", "bold $primary"), id="headline")
            with Horizontal(id="both"):
                yield puzzle
                yield Drawn(self._told, id="told")
            yield Hints(_KEYS, id="bottom")

    def on_mount(self) -> None:
        puzzle = self.query_one(Puzzle)
        puzzle.crossed = frozenset(self._workspace.day.crossed())
        puzzle.lit = self._lit()
        puzzle.glow()

    def action_scroll(self, step: int) -> None:
        """j and k."""
        self.query_one("#done", VerticalScroll).scroll_relative(y=step, animate=False)

    def _lit(self) -> int:
        return min(self._workspace.day.counts().total_asks, len(self._workspace.core.content.puzzle.left_over))

    def _told(self, width: int) -> Content:
        done = what_was_done(self._sent, one_line(self._person.name))
        if is_ask(self._sent):
            done += "\nNot one of the four was needed for it."
        return Content("\n\n").join(
            [
                Content(done),
                Content(self._letters()),
                *self._ahead(width),
                Content("Come back when you like. You can close this."),
            ]
        )

    def _letters(self) -> str:
        puzzle = self._workspace.core.content.puzzle
        lit = self._lit()
        left = len(puzzle.left_over) - lit
        if left == 0:
            return f"All the letters are lit. They read: {puzzle.sentence}."
        if lit == 0:
            return "Each ask lights a letter of the puzzle."
        if lit > 1 or not is_ask(self._sent):
            return f"{lit} of the puzzle's letters {'is' if lit == 1 else 'are'} lit.\nThere are {left} more. No hurry."
        return f"Your first letter in the puzzle is lit.\nThere are {left} more. No hurry."

    def _ahead(self, width: int) -> list[Content]:
        """What silence will mean, for a letter that waits for an answer."""
        if not is_ask(self._sent):
            return []
        today = self._workspace.core.today
        ahead = self._workspace.day.forecast(self._person.id)
        first = self._workspace.people.called(self._person)
        dates = [
            (ahead.elsewhere, "somebody else to write to"),
            (ahead.follow_up, f"if {first} is still quiet:\none short note, then it rests"),
        ]
        lines = [hung(Content.styled(say_day(day, today), "bold"), Content(what), _DAY, width) for day, what in dates]
        return [Content(_QUIET), Content("\n").join(lines)]


_DONE = {
    Kind.FOLLOW_UP: "Your one short note to {} is out.",
    Kind.ANSWER: "You answered {}.",
    Kind.CONFIRMATION: "{} knows when you talk.",
    Kind.THANK_YOU: "You thanked {}.",
    Kind.UPDATE: "You told {} how it went.",
    Kind.CLOSING: "You told {} how it went.",
}


def what_was_done(sent: Message, name: str) -> str:
    """One sentence about a letter that went out, or about words that were said."""
    if is_ask(sent) and sent.channel is Channel.IN_PERSON:
        return f"You asked {name} in person."
    return _DONE.get(sent.kind, "You wrote to {}.").format(name)
