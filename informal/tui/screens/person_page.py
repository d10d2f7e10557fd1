"""Everything with one person on one screen, before a letter or a talk."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Markdown

from informal.text import clean, one_line
from informal.tui.panes import story
from informal.tui.widgets.drawn import Drawn
from informal.tui.widgets.keys import KeyHint
from informal.tui.widgets.saying import Saying
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace

# The command that a key leads to, and what it is called here.
_WAYS = (
    ("e", "edit", "fields"),
    ("enter", "write", "write"),
    ("r", "replied", "answered"),
    ("T", "talk", "talk"),
    ("z", "rest", "later"),
    ("Y", "asked_me", "asked me"),
)


class PersonPage(ModalScreen[str | None]):
    """Gives back the name of a command to go on with."""

    DEFAULT_CSS = """
    PersonPage #timeline { margin-top: 1; }
    PersonPage Markdown { margin: 1 0 0 0; padding: 0; background: transparent; }
    """
    BINDINGS = [
        Binding("escape,q,p", "dismiss(None)", show=False),
        *(Binding(key, f"dismiss('{command}')", show=False) for key, command, _ in _WAYS),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, workspace: Workspace, contact: int) -> None:
        super().__init__()
        self._workspace = workspace
        self._contact = contact

    def compose(self) -> ComposeResult:
        person = self._workspace.core.contact(self._contact)
        with Vertical(classes="dialog -page") as box:
            box.border_title = Content(one_line(person.name))
            with VerticalScroll():
                yield Drawn(story.about(self._workspace, person))
                if person.notes:
                    yield Markdown(clean(person.notes), open_links=False)
                yield Saying(story.timeline(self._workspace, self._contact), id="timeline")
            yield Ways(_hints())

    def action_scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)


def _hints() -> list[KeyHint]:
    ways = [KeyHint(f"dismiss('{name}')", "Enter" if key == "enter" else key, label) for key, name, label in _WAYS]
    return [*ways, KeyHint("dismiss(None)", "Esc", "back")]
