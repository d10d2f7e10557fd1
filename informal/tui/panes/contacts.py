"""The people: a list that stays smooth with 100,000 of them, and a search that answers while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Input

from informal.errors import NotFound
from informal.keys.places import Where
from informal.model.kinds import Stage
from informal.tui.keymap import bind, bound, keys_of
from informal.tui.view import View
from informal.tui.widgets.field import Field
from informal.tui.widgets.rows import KeyedRows, Row, RowList, Tone
from informal.workspace import Workspace

# A mark stands beside every word, so that colour never says anything alone.
_SHOWN: dict[Stage, tuple[str, str, Tone]] = {
    Stage.NEW: (" ", "", Tone.CALM),
    Stage.DRAFTED: ("…", "draft", Tone.NEXT),
    Stage.ASKED: ("·", "asked", Tone.CALM),
    Stage.FOLLOW_UP_DUE: ("→", "short note", Tone.NEXT),
    Stage.REPLIED: ("↩", "answered", Tone.NEXT),
    Stage.BOOKED: ("◉", "talk", Tone.DONE),
    Stage.TALKED: ("♥", "thank-you", Tone.NEXT),
    Stage.THANKED: ("✓", "thanked", Tone.CALM),
    Stage.RESTING: ("z", "resting", Tone.CALM),
}
# Cells of a border beside its title.
_CORNERS = 6
# Past this many people a row takes one line, so that more of them are seen at once.
_TALL_UP_TO = 20
# With more people than this, what was typed is drawn before the search for it begins. Nobody types faster than that.
_AT_ONCE_UP_TO = 2_000
_SEARCH_AFTER = 0.015

_EMPTY = "Nobody here yet.\n\nPress {add} and say a name:\nsomebody easy is best."
_NOT_FOUND = "Nobody fits that.\n\n{clear_search} shows everybody again."


class People(RowList[int]):
    """The list of people, where Enter and Space are commands that may have other keys."""

    BINDINGS: ClassVar[list[BindingType]] = [bound("write", "choose"), bound("mark", "toggle_mark")]


class Contacts(Vertical):
    """The pane of the people."""

    view: reactive[View | None] = reactive(None)
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("clear_search", "clear_search"),
        *bind(Where.CONTACTS, action="screen.{}"),
    ]

    @dataclass
    class Highlighted(Message):
        """Another person is under the cursor, or nobody."""

        contact: int | None

    @dataclass
    class Chosen(Message):
        """Enter or a double click on a person."""

        contact: int

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="contacts")
        self._workspace = workspace
        self._query = ""
        self._only: tuple[str, tuple[int, ...]] | None = None
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Field(placeholder="name, word, tag:mentor", id="find", compact=True)
        yield People(id="people")

    def on_mount(self) -> None:
        self.query_one("#find").display = False

    @property
    def list(self) -> People:
        """The list itself."""
        return self.query_one(People)

    def watch_view(self) -> None:
        if self.view is not None and self.is_mounted:
            self.refill()

    def refill(self, *, to_top: bool = False) -> None:
        """Fill the list from the view, or from the search. Cursor and scroll stay with their person."""
        view = self.view
        if view is None:
            return
        people = self._shown(view)
        total = len(view.people)
        if self._only is not None and not self._query.strip():
            title = f"{self._only[0][:1].upper()}{self._only[0][1:]}"
            counted = f"{title} · {len(people):,}"
            self.border_title = Content(counted if len(counted) <= self.outer_size.width - _CORNERS else title)
        else:
            self.border_title = f"Contacts · {len(people):,} of {total:,}" if self._query else f"Contacts · {total:,}"
        self.border_subtitle = f"{len(view.offers)} for today" if view.offers else ""
        self.list.empty = Content(keys_of(self.app).say(_NOT_FOUND if total else _EMPTY))
        self.list.tall = total <= _TALL_UP_TO and self.app.size.height > 24
        shown = self.list.source
        if isinstance(shown, KeyedRows) and shown.keys is people and not to_top:
            self.list.fresh()
        else:
            self.list.set_source(KeyedRows(people, self._row), to_top=to_top)

    def _shown(self, view: View) -> Sequence[int]:
        if self._query.strip():
            return self._workspace.people.find(self._query)
        if self._only is not None:
            return [id for id in self._only[1] if id in self._workspace.people]
        return view.people

    def _row(self, contact: int) -> Row[int]:
        try:
            person = self._workspace.core.contact(contact)
        except NotFound:
            # Deleted, and painted once more before the list is filled anew.
            return Row(contact, "")
        standing = self._workspace.core.standing(contact)
        mark, state, tone = _SHOWN[standing.stage]
        offer = next((o.reason for o in self.view.offers if o.contact == contact), "") if self.view else ""
        # What the state says already, like "resting", is said once.
        reason = "" if standing.reason == state else standing.reason
        detail = offer or (reason if reason and standing.stage is not Stage.NEW else person.work or reason)
        if self.view and contact in self.view.handed:
            mark, state, tone = "?", "sent?", Tone.NEXT
        if not self._query:
            return Row(contact, person.name, mark, state, detail, tone, strong=bool(offer))
        why = self._workspace.people.finding.why(contact, self._query)
        detail = why.glimpse or detail
        return Row(contact, person.name, mark, state, detail, tone, bool(offer), why.name, why.marks)

    # Search

    def show_only(self, title: str, people: tuple[int, ...]) -> None:
        """A list made elsewhere, until Esc."""
        self.action_clear_search()
        self._only = (title, people)
        self.refill(to_top=True)

    def search(self) -> None:
        """Open the search field."""
        field = self.query_one("#find", Input)
        field.display = True
        field.focus()
        self._warm()

    def _warm(self) -> None:
        """Prepare the search a little at a time, between keys."""
        if self._workspace.people.finding.warm():
            self.set_timer(0.005, self._warm)

    @on(Input.Changed, "#find")
    def _searched(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._query:
            self._query = event.value
            if len(self._workspace.people) <= _AT_ONCE_UP_TO:
                self.refill(to_top=True)
                return
            if self._soon is not None:
                self._soon.stop()
            self._soon = self.set_timer(_SEARCH_AFTER, self._found)

    def _found(self) -> None:
        """Show what the search finds, if it has not begun yet."""
        if self._soon is not None:
            self._soon.stop()
            self._soon = None
            self.refill(to_top=True)

    @on(Input.Submitted, "#find")
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        self._found()
        self.query_one("#find").display = bool(self._query)
        self.list.focus()

    def action_clear_search(self) -> None:
        """Esc: everybody again."""
        self._found()
        field = self.query_one("#find", Input)
        if self._query or self._only:
            self._query, self._only = "", None
            field.value = ""
            self.refill()
        field.display = False
        self.list.focus()

    # Under the cursor

    @property
    def current(self) -> int | None:
        """The person under the cursor."""
        return self.list.key

    def go_to(self, contact: int) -> None:
        """Put the cursor on a person; a search that hides them is cleared."""
        if not self.list.move_to(contact) and (self._query or self._only):
            self.action_clear_search()
            self.list.move_to(contact)

    @on(RowList.Highlighted)
    def _highlighted(self, event: RowList.Highlighted[int]) -> None:
        event.stop()
        self.post_message(self.Highlighted(self.current))

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen[int]) -> None:
        event.stop()
        if self.current is not None:
            self.post_message(self.Chosen(self.current))
