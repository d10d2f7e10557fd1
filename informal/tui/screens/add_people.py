"""Who else? One field, over the main screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from informal.tui.adding import Adding
from informal.tui.widgets.naming import Naming
from informal.tui.widgets.ways import Ways, spelled
from informal.workspace import Workspace

_KEYS = "Enter goes on   Esc goes back"
_WARMTH_KEYS = "Esc the name again"


class AddPeople(Adding, ModalScreen[tuple[int, bool] | None]):
    """Name somebody; the result is whose letter to show, and whether to write it."""

    AUTO_FOCUS = "#who"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = "Who else?"
            yield Naming(id="naming")
            yield Static(
                "Several at once: paste them, one per line. A Connections.csv can be dropped here.",
                id="several",
                classes="note",
            )
            yield Ways(_KEYS)

    def on_naming_asking(self, event: Naming.Asking) -> None:
        """The keys of the question, or of the field."""
        self.query_one("#several").display = not event.asks
        self.query_one(Ways).hints = spelled(_WARMTH_KEYS if event.asks else _KEYS)

    def added(self, contact: int, *, write: bool) -> None:
        """Done."""
        self.dismiss((contact, write))

    def on_naming_given_up(self) -> None:
        """Esc."""
        self.dismiss(None)
