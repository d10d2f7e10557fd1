"""A talk on one page: who they are, what to ask, room for notes, and a calm clock. Before it, and while it goes on."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from math import ceil
from time import monotonic
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from informal.errors import InformalError, NotFound
from informal.model.values import Talk
from informal.text import one_line, width
from informal.tui.home import ask, guard, say_error
from informal.tui.panes.card import facts, summary
from informal.tui.screens.dialogs import Line
from informal.tui.widgets.keys import KeyHint
from informal.tui.widgets.rows import Row, RowList, Tone
from informal.tui.widgets.saying import Saying
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace

# Then it is time to close: the last question is the one that leads on.
CLOSING_SECONDS = 180
_CLOSING = "3 minutes left. Time to close: “Who else should I talk to?”"
# Cells before a question.
_MARK = 3
_OVER = "That is the time you asked for. Thank them; h when you have talked."
# What is typed is kept at a pause of so long.
_PAUSE = 0.5


def clock_line(left: float) -> str:
    """What the clock says, in whole minutes; left: seconds. It never counts seconds at anybody."""
    if left <= 0:
        return _OVER
    if left <= CLOSING_SECONDS:
        return _CLOSING
    return f"about {ceil(left / 60)} minutes left"


_WAYS = (
    KeyHint("", "Space", "star"),
    KeyHint("edit", "e", "change"),
    KeyHint("add", "a", "add"),
    KeyHint("focus_next", "Tab", "notes"),
    KeyHint("go", "g", "start the clock"),
    KeyHint("end('held')", "h", "we talked"),
    KeyHint("end('moved')", "m", "moved"),
    KeyHint("end('off')", "x", "off"),
    KeyHint("end('nobody_came')", "n", "nobody came"),
    KeyHint("end('file')", "f", ".ics file"),
    KeyHint("back", "Esc", "back"),
)
# While it goes on.
_WAYS_TALKING = tuple(KeyHint("go", "g", "start anew") if hint.name == "go" else hint for hint in _WAYS)
# In the notes letters are letters.
_NOTES_WAYS = (KeyHint("focus_next", "Tab", "the questions"), KeyHint("back", "Esc", "out of the notes"))


class TalkPage(ModalScreen[str | None]):
    """Gives back what became of the talk: "held", "moved", "off", "nobody_came", "file", or None."""

    CSS_PATH = "talk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]
    BINDINGS = [
        Binding("escape", "back", show=False),
        Binding("g", "go", show=False),
        Binding("a", "add", show=False),
        Binding("e", "edit", show=False),
        Binding("delete", "drop", show=False),
        *(
            Binding(key, f"end('{what}')", show=False)
            for key, what in (("h", "held"), ("m", "moved"), ("x", "off"), ("n", "nobody_came"), ("f", "file"))
        ),
    ]
    AUTO_FOCUS = "#questions"

    def __init__(self, workspace: Workspace, talk: Talk) -> None:
        super().__init__()
        assert talk.contact is not None
        self._workspace = workspace
        self._talk = talk.id
        self._known = talk
        self._warned = False
        self._contact = talk.contact
        self._ends: float | None = None
        self._pause: Timer | None = None

    @property
    def talk(self) -> Talk:
        """The talk as it is stored now; as it was last, once it is in the file no more."""
        with suppress(NotFound):
            self._known = self._workspace.talks.get(self._talk)
        return self._known

    @property
    def questions(self) -> RowList[int]:
        """The list of questions."""
        return cast("RowList[int]", self.query_one("#questions", RowList))

    def compose(self) -> ComposeResult:
        core, talk = self._workspace.core, self.talk
        name = one_line(core.contact(self._contact).name)
        with Vertical(classes="dialog -page") as box:
            box.border_title = Content(f"{self._workspace.talks.told(talk)} · {name}")
            yield Static(self._facts(talk), id="facts")
            yield Saying(summary(self._workspace, self._contact, lines=2), id="thread")
            with Horizontal(id="both"):
                yield RowList[int](id="questions")
                yield TextArea(talk.notes, id="notes", compact=True, tab_behavior="focus", placeholder="notes")
            yield Saying(id="clock")
            yield Ways(_WAYS)

    def on_mount(self) -> None:
        self._fill()
        self.set_interval(1.0, self._tick)

    def _facts(self, talk: Talk) -> Content:
        about = facts(self._workspace.core.contact(self._contact))
        place = one_line(talk.place)
        return Content("\n").join([*about, *([Content.styled(place, "$primary")] if place else [])])

    # Questions

    def _fill(self) -> None:
        talk = self.talk
        rows = [
            Row(number, text, "★" if number < talk.starred else "·", "", "", Tone.NEXT, strong=number < talk.starred)
            for number, text in enumerate(self._workspace.talks.questions(talk))
        ]
        self.questions.set_rows(rows)
        self._unfold()

    def on_resize(self) -> None:
        """Every width has its own lines."""
        self.call_after_refresh(self._unfold)

    def _unfold(self) -> None:
        """A second line for the question under the cursor, where there is one that needs it."""
        room = self.questions.scrollable_content_region.width - _MARK
        self.questions.unfold = any(width(question) > room for question in self._all())

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The keys of the questions, or of the notes."""
        self._tell_ways(in_notes=event.widget.id == "notes")

    def _tell_ways(self, *, in_notes: bool) -> None:
        ways = _WAYS if self._ends is None else _WAYS_TALKING
        self.query_one(Ways).hints = _NOTES_WAYS if in_notes else ways

    @on(RowList.Marked)
    def _starred(self, event: RowList.Marked[int]) -> None:
        """Space stars a question: the list's mark is taken for it, and taken off again."""
        for number in event.keys:
            guard(self.app, partial(self._workspace.talks.star, self._talk, number))
        if event.keys:
            self.questions.action_clear_marks()
            self._fill()

    def _all(self) -> list[str]:
        return list(self._workspace.talks.questions(self.talk))

    def _ask(self, questions: list[str], starred: int) -> None:
        self._workspace.talks.ask(self._talk, questions, starred=starred)
        self._fill()

    def action_add(self) -> None:
        """One question more, starred: it is one's own."""

        def typed(text: str | None) -> None:
            if text and text.strip():
                self._ask([text, *self._all()], self.talk.starred + 1)

        ask(self, Line("What would you like to know?", "how a first month looks"), typed)

    def action_edit(self) -> None:
        """Other words for a question."""
        number = self.questions.key
        if number is None:
            return

        def typed(text: str | None) -> None:
            if text is not None:
                questions = self._all()
                questions[number] = text
                self._ask(questions, self.talk.starred - (not text.strip() and number < self.talk.starred))

        ask(self, Line("In your words", "", self._all()[number]), typed)

    def action_drop(self) -> None:
        """A question less."""
        number = self.questions.key
        if number is not None:
            questions = self._all()
            del questions[number]
            self._ask(questions, self.talk.starred - (number < self.talk.starred))

    # Notes

    @on(TextArea.Changed, "#notes")
    def _noted(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._keep)

    def _keep(self) -> bool:
        """Keep the notes; whether they are."""
        notes = self.query_one("#notes", TextArea).text
        try:
            if notes != self.talk.notes:
                self._workspace.talks.note(self._talk, notes)
        except InformalError as error:
            say_error(self.app, error)
            return False
        return True

    # The clock

    def action_go(self) -> None:
        """It begins: the clock counts the minutes one asked for."""
        self._ends = monotonic() + self.talk.minutes * 60
        self._tell_ways(in_notes=False)
        self._tick()

    def _tick(self) -> None:
        if self._ends is not None:
            self.query_one("#clock", Saying).say(clock_line(self._ends - monotonic()))

    # Leaving

    def action_end(self, what: str) -> None:
        """What became of it."""
        if not self._keep():
            return
        if what == "held" and self._workspace.talks.to_come(self.talk):
            self.notify("That talk is still to come. If it was earlier, m moves it.")
            return
        self.dismiss(what)

    def action_back(self) -> None:
        """Out of the notes, then back to where one was; the notes are kept, or a second time leaves them."""
        if not self._keep() and not self._warned:
            self._warned = True
            return
        if self.focused is not None and self.focused.id == "notes":
            self.questions.focus()
        else:
            self.dismiss(None)
