"""The very first screen: one question, and a puzzle that holds the four things nobody needs."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from informal.keys.places import Place
from informal.tui.adding import Adding
from informal.tui.help import first_page
from informal.tui.home import app_of
from informal.tui.keymap import bound, keys_of
from informal.tui.panes.blockers import FourLines
from informal.tui.screens.dialogs import Page
from informal.tui.widgets.bars import Hints
from informal.tui.widgets.keys import KeyHint
from informal.tui.widgets.naming import Naming
from informal.tui.widgets.puzzle import Puzzle
from informal.workspace import Workspace

_EASY = "An old colleague, a teacher, a cousin with a job you have wondered about. Somebody easy is best."
_ASK = "You ask for 15 minutes of what they know.\nYou are not asking for a job."
_KEPT = "Nothing goes out until you send it yourself.\nWhat you type is kept in one file, here."
_ELSE = "Somebody you have never met is fine too.\nHave LinkedIn's Connections.csv? Drop it in here."


_KEYS = (
    KeyHint("open", "Enter", "open the letter", 2),
    KeyHint("puzzle", "Tab", "the puzzle", short="four"),
    KeyHint("around", "Esc", "look around", 1, "look"),
)
# In the four.
_FOUR_KEYS = (
    KeyHint("", "Space", "cross out", 1, "cross"),
    KeyHint("", "Enter", "why"),
    KeyHint("", "Tab", "the name", 2, "name"),
    KeyHint("around", "Esc", "look around", 0, "look"),
)
# While it is asked how well they are known.
_WARMTH_KEYS = (KeyHint("", "1 2 3", "open the letter", 2), KeyHint("", "Esc", "the name again", 1, "back"))
_ENTER = "Enter opens a letter to them, mostly written."
_ONE_KEY = "One of these keys opens the letter."


class Welcome(Adding, Screen[None]):
    """Who would be glad to hear from you?"""

    CSS_PATH = "welcome.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-medium"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-short"), (22, "-tall"), (30, "-roomy")]
    BINDINGS = [
        bound("help", "help"),
        Binding("escape", "look_around", show=False),
    ]
    AUTO_FOCUS = "#who"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._asks = False

    def compose(self) -> ComposeResult:
        content = self.workspace.core.content
        yield Static(Content.styled("informal", "bold $primary"), id="title")
        with Horizontal(id="welcome"):
            with Vertical(id="question"):
                yield Static(Content.styled("Who would be glad to hear from you?", "bold"), id="who-line")
                yield Static(_EASY, id="easy")
                yield Naming(id="naming")
                yield Static(_ENTER, id="enter")
                yield Static(Content(_ASK), id="ask")
                yield Static(Content(_KEPT), id="kept-line")
                yield Static(Content(_ELSE), id="else")
            with Vertical(id="you-dont-need"):
                yield Static(Content.styled("You don't need", "bold $primary"))
                yield Puzzle(content.puzzle)
                yield FourLines(content.blockers, id="four")
                yield Static("They are in there.", id="in-there")
        yield Hints(self._keys(), id="bottom")

    def on_mount(self) -> None:
        self._paint()

    def _paint(self) -> None:
        crossed = frozenset(self.workspace.day.crossed())
        self.query_one(Puzzle).crossed = crossed
        self.query_one(FourLines).crossed = crossed

    def on_four_lines_cross_asked(self, event: FourLines.CrossAsked) -> None:
        """Cross it out, or take that back."""
        if not self.workspace.day.cross(event.which):
            self.workspace.day.uncross(event.which)
        self._paint()

    def on_four_lines_why_asked(self, event: FourLines.WhyAsked) -> None:
        """Why it isn't needed, in place of the hint under the four."""
        words = next(words for words in self.workspace.core.content.blockers if words.which is event.which)
        told = self.query_one("#in-there", Static)
        told.update(Content(words.why))
        self.add_class("-explained")
        self.call_after_refresh(told.scroll_visible, animate=False)

    def on_naming_asking(self, event: Naming.Asking) -> None:
        """The keys of the question, or of the field."""
        self._asks = event.asks
        self.set_class(event.asks, "-asked")
        self._tell_keys()
        self.query_one("#enter", Static).update(_ONE_KEY if event.asks else _ENTER)

    def on_descendant_focus(self) -> None:
        """Other keys work in the four; why they aren't needed is told while somebody is there."""
        self._tell_keys()

    def _tell_keys(self) -> None:
        four = isinstance(self.focused, FourLines)
        self.set_class(four and self.has_class("-explained"), "-explained")
        self.query_one(Hints).hints = self._keys()

    def _keys(self) -> tuple[KeyHint, ...]:
        """What works where the cursor is."""
        here = _FOUR_KEYS if isinstance(self.focused, FourLines) else _WARMTH_KEYS if self._asks else _KEYS
        keys = keys_of(self.app)
        shown = {name: keys.by_name[name].key_at(Place.TEXT) for name in ("help", "leave")}
        return (*here, KeyHint("help", shown["help"], "help", -1), KeyHint("leave", shown["leave"], "leave"))

    def action_help(self) -> None:
        """What works here, before there is anybody."""
        self.app.push_screen(Page("What works here", partial(first_page, self._keys(), f"{_ASK}\n\n{_KEPT}")))

    def on_naming_given_up(self) -> None:
        """Esc in the field."""
        self.action_look_around()

    def action_look_around(self) -> None:
        """The main screen, empty as it is."""
        app_of(self).show_main()

    def added(self, contact: int, *, write: bool) -> None:
        """Somebody is in the file: on to their letter."""
        app_of(self).show_main(contact, write=write)
