"""Everything about one person, every field open to be changed."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static, TextArea

from informal.errors import InformalError
from informal.model.values import Contact
from informal.text import one_line
from informal.tui.keymap import keys_of
from informal.tui.widgets.drawn import example
from informal.tui.widgets.saying import Saying
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace
from informal.workspace.edges import CONTACT_FIELDS, Field, hint_about, parse


class PersonForm(ModalScreen[bool]):
    """The fields of a contact. Esc and Keep both keep what was typed; u takes it back.

    A field that can't be understood says so and holds the form once; a second Esc leaves that field as it was.
    """

    AUTO_FOCUS = "#field-name"

    BINDINGS = [
        Binding("escape", "keep", show=False),
        Binding("ctrl+s", "keep", show=False),
    ]

    def __init__(self, workspace: Workspace, contact: Contact) -> None:
        super().__init__()
        self._workspace = workspace
        self._contact = contact
        self._warned: set[str] = set()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -page") as box:
            box.border_title = Content(one_line(self._contact.name))
            with VerticalScroll(can_focus=False):
                for field in CONTACT_FIELDS:
                    with Horizontal(classes="field"):
                        yield Static(field.label, classes="label")
                        yield from self._editor(field)
                    yield Saying(id=f"hint-{field.name}", classes="hint")
            with Horizontal(classes="foot"):
                yield Button("Keep", id="keep", compact=True)
                yield Ways(f"Esc keeps it too   {keys_of(self.app)['undo']} takes it back afterwards")

    def _editor(self, field: Field) -> ComposeResult:
        text = self._text(field)
        if field.lines:
            yield TextArea(
                text,
                id=f"field-{field.name}",
                compact=True,
                soft_wrap=True,
                tab_behavior="focus",
                placeholder=field.example,
            )
        else:
            yield Input(text, id=f"field-{field.name}", compact=True)

    def on_resize(self) -> None:
        """Every width has its own examples."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        for field in CONTACT_FIELDS:
            if field.example and not field.lines:
                editor = self.query_one(f"#field-{field.name}", Input)
                editor.placeholder = example(field.example, editor.content_size.width)

    def _text(self, field: Field) -> str:
        value = getattr(self._contact, field.name)
        if field.name == "introduced_by":
            return one_line(self._workspace.core.contact(value).name) if value else ""
        if isinstance(value, tuple):
            return ", ".join(value)
        return str(value or "").replace("_", " ") if field.name == "warmth" else str(value or "")

    @on(Input.Blurred)
    def _hint(self, event: Input.Blurred) -> None:
        name = (event.input.id or "").removeprefix("field-")
        self.query_one(f"#hint-{name}", Saying).say(hint_about(name, event.value))

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Keep every field that was changed, as one step."""
        changed: dict[str, Any] = {}
        for field in CONTACT_FIELDS:
            typed = self._typed(field)
            if typed == self._text(field):
                continue
            try:
                changed[field.name] = self._value(field, typed)
            except InformalError as error:
                if field.name in self._warned:
                    continue
                self._warned.add(field.name)
                self.query_one(f"#hint-{field.name}", Saying).say(str(error))
                self.query_one(f"#field-{field.name}").focus()
                return
        try:
            if changed:
                self._workspace.people.edit(self._contact.id, **changed)
        except InformalError as error:
            self.notify(error.message, title=error.title, markup=False)
            return
        self.dismiss(bool(changed))

    def _typed(self, field: Field) -> str:
        if field.lines:
            return self.query_one(f"#field-{field.name}", TextArea).text
        return self.query_one(f"#field-{field.name}", Input).value

    def _value(self, field: Field, typed: str) -> Any:
        if field.name == "introduced_by":
            return self._workspace.people.resolve(typed, loosely=True).id if typed.strip() else None
        return parse(Contact, field.name, typed)
