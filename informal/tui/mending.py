"""Shown in place of the app when the file can't be opened: the newest good copy, and one key to go on with it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from informal.errors import Damaged, InformalError
from informal.practice.calendar import long_day
from informal.text import one_line
from informal.tui.dress import InLooks
from informal.tui.widgets.bars import Hints
from informal.tui.widgets.keys import KeyHint
from informal.tui.widgets.saying import Saying
from informal.workspace import Paths
from informal.workspace.mending import Offer, accept, offer

_LEAVE = KeyHint("leave", "q", "leave it as it is", short="leave")
_OPEN = KeyHint("open", "Enter", "open the good copy", 1, "open it")


class MendingApp(InLooks[tuple[str, ...]]):
    """Gives back what was done, or None when the person left everything as it is."""

    TITLE = "informal"
    CSS_PATH = ["app.tcss", "mending.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("enter", "open", show=False),
        Binding("q,escape,ctrl+q", "leave", show=False, priority=True),
    ]

    def __init__(self, paths: Paths, error: Damaged) -> None:
        super().__init__()
        self._paths = paths
        self._error = error
        self._offer = offer(paths)
        self.wear(self._offer.look if self._offer else "")

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="mending"):
            yield Static(Content.styled("Your file can't be read", "bold $primary"))
            if self._offer is None:
                yield Static(Content(_NOTHING))
            else:
                yield Static(Content.styled(_headline(self._offer), "bold"))
                yield Static(Content(_holds(self._offer)))
                yield Static(Content(_GOES_ON), classes="note")
            yield Saying(id="trouble")
            yield Static(Content(one_line(self._error.message)), classes="note")
        yield Hints([_LEAVE] if self._offer is None else [_OPEN, _LEAVE], id="bottom")

    def action_open(self) -> None:
        """Set the damaged file aside, put the copy in its place, and go on."""
        if self._offer is None:
            return
        try:
            self.exit(accept(self._paths))
        except InformalError as error:
            self.query_one("#trouble", Saying).say(Content.styled(one_line(str(error)), "$warning"))

    def action_leave(self) -> None:
        """Nothing was touched."""
        self.exit()


_GOES_ON = (
    "Enter opens it. The damaged file is set aside first, as it is: nothing is deleted.\n"
    "Older copies: informal restore. What is wrong: informal doctor."
)
_NOTHING = (
    "There is no good copy beside it. The file was not touched.\n"
    "If you have one elsewhere: informal restore FILE. What is wrong: informal doctor."
)


def _headline(found: Offer) -> str:
    if found.at is None:
        return "All of it can be read from the journal:"
    at = found.at.astimezone()
    return f"There is a good copy, from {long_day(at.date())} at {at:%H:%M}:"


def _holds(found: Offer) -> str:
    """Who is in it."""
    people = "1 person" if found.contacts == 1 else f"{found.contacts:,} people"
    letters = "1 letter" if found.messages == 1 else f"{found.messages:,} letters"
    names = ", ".join(name for name in found.names if name)
    more = " and others" if found.contacts > len(found.names) else ""
    told = f"{people}, {letters}" + (f": {names}{more}." if names else ".")
    if found.at is None or found.later <= 0:
        return told
    changes = "the change that came" if found.later == 1 else f"the {found.later:,} changes that came"
    return f"{told}\nWith {changes} after it."
