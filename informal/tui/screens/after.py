"""Right after a talk: one thing they said. Enter ends it; the rest is there for who wants it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from informal.errors import InformalError
from informal.practice.when import understand
from informal.text import clean
from informal.tui.widgets.drawn import example
from informal.tui.widgets.saying import Saying
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace
from informal.workspace.talks import After

# Field, label, example.
_FIELDS = (("learned", "You learned", ""), ("next", "You will", "read the book they named"), ("by", "By", "in 2 weeks"))


class RightAfter(ModalScreen[After | None]):
    """Gives back what was kept. Esc keeps nothing of it, and says so before anything typed would go."""

    CSS = """
    RightAfter .dialog { height: 19; }
    """
    BINDINGS = [
        Binding("escape", "give_up", show=False),
        Binding("ctrl+s", "keep", show=False),
    ]
    AUTO_FOCUS = "#said"

    def __init__(self, workspace: Workspace, contact: int, talk: int | None = None) -> None:
        super().__init__()
        self._workspace = workspace
        self._contact = contact
        self._talk = talk
        self._warned = False

    def compose(self) -> ComposeResult:
        name = self._workspace.people.called(self._workspace.core.contact(self._contact))
        with Vertical(classes="dialog") as box:
            box.border_title = Content(f"Right after talking with {name}")
            yield Static(Content.styled("One thing they said", "bold"))
            with VerticalScroll(can_focus=False):
                yield Input(id="said", placeholder="in their words, as you remember", compact=True)
                yield Static("Enter keeps it, and that is enough. Tab, if there is more:", classes="note")
                for id, label, _ in _FIELDS:
                    with Horizontal(classes="field"):
                        yield Static(label, classes="label")
                        yield Input(id=id, compact=True)
                with Horizontal(classes="field"):
                    yield Static("They named", classes="label")
                    yield TextArea(id="names", compact=True, tab_behavior="focus", placeholder="one name per line")
            yield Saying(id="hint", classes="hint")
            yield Ways("^S keeps it   Esc goes back")

    def on_resize(self) -> None:
        """Every width has its own examples."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        for id, _, text in _FIELDS:
            editor = self.query_one(f"#{id}", Input)
            editor.placeholder = example(text, editor.content_size.width)

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Keep all of it, as one step."""
        value = {id: self.query_one(f"#{id}", Input).value for id in ("said", "learned", "next", "by")}
        try:
            by = understand(value["by"], self._workspace.core.today).day if value["by"].strip() else None
            kept = self._workspace.talks.right_after(
                self._contact,
                talk=self._talk,
                said=value["said"],
                learned=value["learned"],
                next_step=value["next"],
                by=by,
                introduced=clean(self.query_one("#names", TextArea).text).splitlines(),
            )
        except InformalError as error:
            self.query_one("#hint", Saying).say(f"{error.title}. {error.message} {error.hint}".strip())
            return
        self.dismiss(kept)

    def action_give_up(self) -> None:
        """Back; a second time when something was typed."""
        typed = [field.value for field in self.query(Input)] + [self.query_one("#names", TextArea).text]
        if any(text.strip() for text in typed) and not self._warned:
            self._warned = True
            self.query_one("#hint", Saying).say("^S keeps what you typed. Esc once more leaves it.")
            return
        self.dismiss(None)
