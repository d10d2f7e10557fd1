"""The sorting deck: one person at a time, one key for how well they are known; whenever one likes, that is enough."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from informal.errors import InformalError
from informal.practice.calendar import years_ago
from informal.text import one_line
from informal.tui.home import say_error
from informal.tui.widgets.keys import KeyHint
from informal.tui.widgets.naming import WARMTHS
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace

_ENOUGH = KeyHint("enough", "q", "enough for now")
_WAYS = (
    KeyHint("sort('1')", "1", "knows me"),
    KeyHint("sort('2')", "2", "half knows me"),
    KeyHint("sort('3')", "3", "new to me"),
    KeyHint("skip", "Space", "skip"),
    KeyHint("back", "u", "the one before"),
    _ENOUGH,
)


class Deck(ModalScreen[int]):
    """Gives back how many people were sorted."""

    BINDINGS = [
        *(Binding(key, f"sort('{key}')", show=False) for key in WARMTHS),
        Binding("space,j,down", "skip", show=False),
        Binding("u,k,up", "back", show=False),
        Binding("q,escape,enter", "enough", show=False),
    ]
    at: reactive[int] = reactive(0, layout=True)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._people = workspace.sorting.to_sort()
        self._sorted: set[int] = set()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = "How well do they know you?"
            yield Static(id="card")
            yield Ways(id="keys", classes="")
            yield Static(id="count", classes="note")

    def watch_at(self) -> None:
        if self.is_mounted:
            self._paint()

    def on_mount(self) -> None:
        self._paint()

    def _paint(self) -> None:
        done = self.at >= len(self._people)
        self.query_one("#card", Static).update(self._all_done() if done else self._card(self._people[self.at]))
        self.query_one(Ways).hints = (_ENOUGH,) if done else _WAYS
        left = len(self._people) - len(self._sorted)
        self.query_one("#count", Static).update(f"{len(self._sorted):,} sorted · {left:,} to go, some other day")

    def _card(self, contact: int) -> Content:
        person = self._workspace.core.contact(contact)
        lines = [Content.styled(one_line(person.name), "bold")]
        facts = (person.work, person.tie, *person.emails[:1])
        lines += [Content(text) for text in map(one_line, facts) if text]
        if person.connected_on is not None:
            when = years_ago(person.connected_on, self._workspace.core.today)
            lines.append(Content.styled(f"connected {when}", "$muted"))
        return Content("\n").join([Content(""), *lines, Content("")])

    @staticmethod
    def _all_done() -> Content:
        return Content("\nThat was everybody.\n")

    def action_sort(self, key: str) -> None:
        """Keep how well they know one, and go on."""
        if self.at >= len(self._people):
            return
        contact = self._people[self.at]
        try:
            self._workspace.people.set_warmth(contact, WARMTHS[key])
        except InformalError as error:
            say_error(self.app, error)
            return
        self._sorted.add(contact)
        self.at += 1

    def action_skip(self) -> None:
        self.at = min(len(self._people), self.at + 1)

    def action_back(self) -> None:
        """To the one before, to say it anew."""
        self.at = max(0, self.at - 1)

    def action_enough(self) -> None:
        self.dismiss(len(self._sorted))
