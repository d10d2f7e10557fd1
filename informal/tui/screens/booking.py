"""When do you talk? A day and a time as one types them, said back at every key, on both clocks where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from informal.errors import InformalError
from informal.model.values import Talk
from informal.practice import zones
from informal.practice.when import instant_of
from informal.system import clock
from informal.text import one_line
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Booked:
    """What was typed. starts_at: aware."""

    starts_at: datetime
    place: str
    timezone: str


class Booking(ModalScreen[Booked | None]):
    """Asks for the time, the place and their zone; Enter in any of them books."""

    BINDINGS = [Binding("escape", "dismiss(None)", show=False)]
    AUTO_FOCUS = "#when"

    def __init__(self, workspace: Workspace, contact: int, moved: Talk | None = None) -> None:
        super().__init__()
        self._workspace = workspace
        self._person = workspace.core.contact(contact)
        self._moved = moved

    def compose(self) -> ComposeResult:
        name = self._workspace.people.called(self._person)
        with Vertical(classes="dialog") as box:
            box.border_title = Content(f"When do you talk with {name}{' now' if self._moved else ''}?")
            yield Input(placeholder="Thu 15:00, tomorrow at 10, 1 Dec 3pm", id="when", compact=True)
            yield Static("By your own clock.", id="echo", classes="note")
            place = self._moved.place if self._moved else ""
            yield Input(place, placeholder="where: a number, a link, a street", id="place", compact=True)
            zone = self._moved.timezone if self._moved else self._person.timezone
            yield Input(zone, placeholder="time zone, such as Europe/Paris", id="zone", compact=True)
            yield Ways("Enter keeps it   Tab goes on   Esc goes back")

    @on(Input.Changed, "#when")
    @on(Input.Changed, "#zone")
    def _echo(self) -> None:
        typed = self.query_one("#when", Input).value
        if not typed.strip():
            self.query_one("#echo", Static).update("By your own clock.")
            return
        try:
            self.query_one("#echo", Static).update(Content.styled(self._said(self._instant(typed)), "$primary"))
        except InformalError:
            # Half a day is no mistake: somebody is typing.
            self.query_one("#echo", Static).update("...")

    def _instant(self, typed: str) -> datetime:
        core = self._workspace.core
        keeping = core.local(self._moved.starts_at) if self._moved else None
        return instant_of(typed, core.clock.now(), keeping)

    def _said(self, moment: datetime) -> str:
        core = self._workspace.core
        zone = one_line(self.query_one("#zone", Input).value)
        told = zones.say_in_zones(moment, core.today, core.local, clock.zone(zone) if zone else None, zone)
        return f"{told}. That is over already." if moment < core.clock.now() else told

    @on(Input.Submitted)
    def _submitted(self) -> None:
        try:
            moment = self._instant(self.query_one("#when", Input).value)
        except InformalError as error:
            self.query_one("#echo", Static).update(Content(f"{error.title}. {error.hint}".strip()))
            self.query_one("#when").focus()
            return
        place = one_line(self.query_one("#place", Input).value)
        self.dismiss(Booked(moment, place, one_line(self.query_one("#zone", Input).value)))
