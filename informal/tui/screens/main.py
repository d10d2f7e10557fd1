"""The main screen: people, letter, the four and today. It wires; the panes know their own business."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from informal.errors import InformalError
from informal.model.kinds import Stage
from informal.model.values import Contact
from informal.tui.actions import Actions
from informal.tui.commands import COMMANDS, Place, Situation, Where
from informal.tui.panes.blockers import Blockers, FourLines
from informal.tui.panes.card import card
from informal.tui.panes.composer import Composer
from informal.tui.panes.contacts import Contacts
from informal.tui.panes.strip import FootStrip
from informal.tui.panes.today import Offers, Today
from informal.tui.sending import Sending
from informal.tui.view import View
from informal.tui.widgets.asking import Asking
from informal.tui.widgets.bars import BottomBar, TopBar
from informal.workspace import Workspace

# With these, there is nothing to write until something happens: the pane shows what is known instead of a letter.
_CARD_STAGES = frozenset({Stage.ASKED, Stage.BOOKED, Stage.THANKED, Stage.RESTING})
_SCREEN_KEYS = frozenset({Where.ANYWHERE, Where.EVERYWHERE})


class Main(Actions, Screen[None]):
    """People | letter | the four over today, in three layouts."""

    CSS_PATH = "main.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (80, "-medium"), (116, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (15, "-short"), (25, "-tall")]
    BINDINGS = [
        Binding(",".join(command.keys), command.name, command.label, show=False, id=command.name)
        for command in COMMANDS
        if command.where in _SCREEN_KEYS and command.name not in ("palette",)
    ] + [
        Binding("j,down", "cursor(1)", show=False),
        Binding("k,up", "cursor(-1)", show=False),
        Binding("tab", "next_pane(1)", show=False),
        Binding("shift+tab", "next_pane(-1)", show=False),
    ]
    AUTO_FOCUS = ""

    view: reactive[View | None] = reactive(None)
    place: reactive[Place] = reactive(Place.CONTACTS)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.sending = Sending(self, workspace)

    def compose(self) -> ComposeResult:
        content = self.workspace.core.content
        yield TopBar(id="top").data_bind(Main.view)
        with Horizontal(id="panes"):
            yield Contacts(self.workspace).data_bind(Main.view)
            yield Composer(self.workspace)
            with Vertical(id="side"):
                yield Blockers(content.blockers, content.puzzle).data_bind(Main.view)
                yield Today(self.workspace).data_bind(Main.view)
        yield FootStrip(content.blockers, id="strip").data_bind(Main.view)
        yield BottomBar(id="bottom").data_bind(Main.place)
        yield Static("informal needs a little more room: 40 columns and 15 lines.", id="too-small")

    def on_mount(self) -> None:
        self.refresh_view()
        self.watch(self.app, "view_version", self.refresh_view, init=False)

    # The panes

    @property
    def contacts(self) -> Contacts:
        """The pane of the people."""
        return self.query_one(Contacts)

    @property
    def composer(self) -> Composer:
        """The pane of the letter."""
        return self.query_one(Composer)

    @property
    def today(self) -> Today:
        """The pane of today."""
        return self.query_one(Today)

    @property
    def asking(self) -> Asking:
        """The question below the letter."""
        return self.query_one("#asking", Asking)

    def refresh_view(self) -> None:
        """Take the newest view from the app; the panes follow."""
        view: View = self.app.current_view()  # type: ignore[attr-defined]
        self.view = view
        # The list appears with the second person, or once there is something to see in it.
        self.set_class(len(view.people) < 2 and not view.counts.total_asks, "-alone")
        self.set_class(not view.people, "-empty")
        if view.people and self.contacts.current is None:
            self.contacts.go_to(view.people[0])

    def situation(self) -> Situation:
        """What the commands' reasons are made from."""
        current = self.contacts.current
        person = self.workspace.core.contact(current) if current is not None else None
        return Situation(
            place=self.place,
            people=len(self.workspace.people),
            person=person is not None,
            letter=self.composer.letter is not None,
            waiting=self.view.waiting if self.view else 0,
            leave_in_peace=bool(person and person.dont_write),
        )

    # Showing a person

    def show_person(self, contact: int, *, write: bool = False) -> None:
        """Put the cursor on somebody; write: and into their letter."""
        self.refresh_view()
        self.contacts.go_to(contact)
        self._load(contact, letter=write)
        if write:
            self.go("letter")
            self.composer.write()

    def _load(self, contact: int | None, *, letter: bool = False) -> None:
        """The letter to somebody, or a card about them. A question that waits about their letter is asked."""
        self.composer.stop_asking()
        if contact is None:
            self.composer.show(None, card=_FIRST if not self.workspace.people else "")
            return
        standing = self.workspace.core.standing(contact)
        person = self.workspace.core.contact(contact)
        drafts = standing.draft is not None
        if person.dont_write or (standing.stage in _CARD_STAGES and not drafts and not letter):
            self.composer.show(None, card=card(self.workspace, contact))
            self.composer.border_title = self._card_title(person)
            return
        self.composer.show(self.workspace.letters.open(contact))
        waits = self.sending.waits_for(person)
        if waits is not None:
            self.sending.ask_went_out(waits)

    @staticmethod
    def _card_title(person: Contact) -> str:
        from textual.content import Content

        from informal.text import one_line

        return Content(one_line(person.name))  # type: ignore[return-value]

    def start(self, contact: int | None = None, *, write: bool = False) -> None:
        """What to show first: somebody named, else a hand-off that waits, else the top of the list."""
        view = self.view
        if contact is not None:
            self.show_person(contact, write=write)
        elif view and view.handed:
            self.show_person(view.handed[0])
            self.asking.focus()
        elif view and view.people:
            self.show_person(view.people[0])
            (self.contacts.list if len(view.people) > 1 else self.composer.query_one("#send")).focus()
        else:
            self._load(None)
            self.contacts.list.focus()

    def to_contacts(self) -> None:
        """To the list of people; while there is only one, to the four."""
        alone = self.has_class("-alone") and not self.has_class("-empty")
        self.go("blockers" if alone else "contacts")
        (self.query_one(Blockers).lines if alone else self.contacts.list).focus()

    # Where the cursor is

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        self.place = self._find_place()
        showing = {
            Place.BLOCKERS: "blockers",
            Place.TODAY: "today",
            Place.CONTACTS: "contacts",
            Place.FIND: "contacts",
        }.get(self.place, "letter")
        self.go(showing)

    def go(self, showing: str) -> None:
        """Bring a pane to the front where there is room for one only."""
        for name in ("blockers", "today", "contacts", "letter"):
            self.set_class(name == showing, f"-{name}")

    def _find_place(self) -> Place:
        focused = self.focused
        if focused is None:
            return Place.CONTACTS
        if focused is self.asking:
            question = self.asking.question
            return Place.SHEET if question and question.exclusive else Place.STRIP
        if focused.id in ("body", "subject"):
            return Place.TEXT
        if focused.id == "find":
            return Place.FIND
        if isinstance(focused, FourLines):
            return Place.BLOCKERS
        if isinstance(focused, Offers):
            return Place.TODAY
        return Place.LETTER if self.composer in focused.ancestors else Place.CONTACTS

    # What the panes say

    @on(Contacts.Highlighted)
    def _highlighted(self, event: Contacts.Highlighted) -> None:
        letter = self.composer.letter
        if letter is None or event.contact != letter.contact.id or self.composer.has_class("-card"):
            self._load(event.contact)

    @on(Contacts.Chosen)
    def _chosen(self, event: Contacts.Chosen) -> None:
        self.show_person(event.contact, write=True)

    @on(Offers.Opened)
    def _offer_opened(self, event: Offers.Opened) -> None:
        self.show_person(event.contact, write=True)

    @on(Offers.AnotherAsked)
    def _another(self, event: Offers.AnotherAsked) -> None:
        self.workspace.day.skip(event.contact)
        self.app.renew_view()  # type: ignore[attr-defined]

    @on(Composer.SendAsked)
    def _send_asked(self) -> None:
        self.action_send()

    @on(Composer.LaterAsked)
    def _later(self) -> None:
        self.composer.keep()
        self.notify("Kept. It waits for you.")
        self.to_contacts()

    @on(Composer.Out)
    def _out(self) -> None:
        self.to_contacts()

    @on(Composer.OpeningAsked)
    def _opening_asked(self) -> None:
        self.action_opening()

    @on(Composer.Left)
    def _left_text(self) -> None:
        self.app.renew_view()  # type: ignore[attr-defined]

    @on(Composer.NotKeptYet)
    def _not_kept(self, event: Composer.NotKeptYet) -> None:
        self.say_error(event.error)

    @on(FourLines.CrossAsked)
    def _cross(self, event: FourLines.CrossAsked) -> None:
        if not self.workspace.day.cross(event.which):
            self.workspace.day.uncross(event.which)

    @on(FourLines.WhyAsked)
    def _why(self, event: FourLines.WhyAsked) -> None:
        self.query_one(Blockers).explain(event.which)

    @on(Asking.Answered)
    def _answered(self, event: Asking.Answered) -> None:
        self.guard(lambda: self.answered(event.question, event.key))

    def say_error(self, error: InformalError) -> None:
        """One error, once, in words."""
        text = f"{error.message} {error.hint}".strip()
        self.notify(text or error.title, title=error.title if text else "", severity="warning", markup=False)


_FIRST = "Press a and say a name.\n\nYou ask for 15 minutes of what they know.\nNot for a job."
