"""What the main screen shows, and where the cursor is: the ground its commands stand on."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen

from informal.errors import InformalError
from informal.keys.keymap import Keymap
from informal.keys.places import Place, Situation
from informal.model.kinds import Stage, State
from informal.model.values import Contact, Message
from informal.text import one_line
from informal.tui.home import app_of, guard, say_error
from informal.tui.keymap import keys_of
from informal.tui.panes.blockers import FourLines
from informal.tui.panes.card import card, words_of
from informal.tui.panes.composer import Composer
from informal.tui.panes.contacts import Contacts
from informal.tui.panes.today import Offers, Today
from informal.tui.panes.tour import TourLine
from informal.tui.sending import Sending
from informal.tui.view import View
from informal.tui.widgets.asking import Asking, Choice, Question
from informal.tui.widgets.bars import TopBar
from informal.workspace import Workspace

# With these, there is nothing to write until something happens: the pane shows what is known instead of a letter.
_CARD_STAGES = frozenset({Stage.ASKED, Stage.BOOKED, Stage.THANKED, Stage.RESTING})
_FIRST = "Press {add} and say a name.\n\nYou ask for 15 minutes of what they know.\nNot for a job."


class Showing(Screen[None]):
    """A screen with the four panes: shows a person, brings a pane to the front, says what went wrong."""

    view: reactive[View | None] = reactive(None)
    place: reactive[Place] = reactive(Place.CONTACTS)

    # The main screen's own: what follows on a letter that went out takes commands of every kind.
    sending: Sending

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._list_seen = False
        self.too_small = False
        # While what a look found is shown: it is the newest step then, and u takes it back.
        self.just_came = False

    @property
    def keys(self) -> Keymap:
        """The keys the commands have."""
        return keys_of(self.app)

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
    def tour(self) -> TourLine:
        """The line of the tour."""
        return self.query_one(TourLine)

    @property
    def asking(self) -> Asking:
        """The question below the letter."""
        return self.query_one("#asking", Asking)

    def refresh_view(self) -> None:
        """Take the newest view from the app; the panes follow."""
        view = app_of(self).current_view()
        self.view = view
        # The list appears with the second person, or once there is something to see in it.
        self._list_seen = self._list_seen or len(view.people) > 1 or view.counts.total_asks > 0
        self.update_classes({"-alone": not self._list_seen, "-empty": not view.people})
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
            asked=self.asking.seen,
            marked=len(self.contacts.list.marked),
            old=self.view.away.old if self.view and self.view.away else 0,
        )

    # Showing a person

    def show_person(self, contact: int, *, write: bool = False) -> None:
        """Put the cursor on somebody; write: and into their letter."""
        self.refresh_view()
        self.contacts.go_to(contact)
        self.load(contact, letter=write)
        if write:
            self.go("letter")
            self.write_here()

    def reload(self, contact: int | None = None) -> None:
        """Show somebody, or the person under the cursor, afresh."""
        contact = contact or self.contacts.current
        if contact is not None and contact in self.workspace.people:
            self.show_person(contact)
        else:
            self.start()

    def write_here(self) -> None:
        """Into the letter that is shown."""
        self.composer.write()

    def load(self, contact: int | None, *, letter: bool = False) -> None:
        """The letter to somebody, or a card about them. A question that waits about their letter is asked."""
        self.composer.keep()
        self.composer.stop_asking()
        if contact is None:
            self.composer.show(None, card=self.keys.say(_FIRST) if not self.workspace.people else "")
            return
        standing = self.workspace.core.standing(contact)
        person = self.workspace.core.contact(contact)
        answer = None if letter or person.dont_write else self.workspace.answers.untold(contact)
        if answer is not None:
            self._show_answer(person, answer)
            return
        drafts = standing.draft is not None
        if person.dont_write or (standing.stage in _CARD_STAGES and not drafts and not letter):
            self.composer.show(None, card=card(self.workspace, contact, self.keys))
            self.composer.border_title = self._card_title(person)
            return
        waits = self.sending.waits_for(person)
        found = self.workspace.letters.open(contact)
        if found.state is State.SENDING:
            self.composer.show(None, card=f"Your letter to {self.workspace.people.called(person)} is on its way.")
            self.composer.border_title = self._card_title(person)
            return
        self.composer.show(found)
        if waits is not None:
            # Whoever is typing what to find goes on typing there.
            self.sending.ask_went_out(waits, focus=self.find_place() is not Place.FIND)

    def _show_answer(self, person: Contact, answer: Message) -> None:
        """What came in the mail, to read, and the question what it says."""
        self.composer.show(None, card=words_of(self.workspace, answer))
        self.composer.border_title = self._card_title(person)
        choices = (
            Choice("y", self.keys["yes"], "yes"),
            Choice("r", self.keys["replied"], "something else"),
            Choice("escape", "Esc", "not now"),
        )
        title = f"{self.workspace.people.called(person)} answered"
        note = f"No answer after all? {self.keys['undo']} takes it back." if self.just_came else ""
        self.composer.ask(
            Question("answer", title, "Do they say yes?", choices, note=note, about=person.id), focus=False
        )

    @staticmethod
    def _card_title(person: Contact) -> Content:
        return Content(one_line(person.name))

    def start(self, contact: int | None = None, *, write: bool = False) -> None:
        """What to show first: somebody named, else a hand-off that waits, else the top of the list."""
        view = self.view
        if contact is not None:
            self.show_person(contact, write=write)
            if not write:
                self.to_contacts()
        elif view and view.handed:
            self.show_person(view.handed[0])
            self.asking.focus()
        elif view and view.people:
            self.show_person(view.people[0])
            self.to_contacts()
        else:
            self.load(None)
            self.contacts.list.focus()

    def action_to_contacts(self) -> None:
        """Esc, in a pane that has no use for it."""
        self.to_contacts()

    def to_contacts(self) -> None:
        """To the list of people; while there is only one, to the letter."""
        alone = self.has_class("-alone") and not self.has_class("-empty")
        self.go("letter" if alone else "contacts")
        (self.composer if alone else self.contacts.list).focus()

    def find_place(self) -> Place:
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
        if focused is self.composer:
            return Place.LETTER
        return Place.BUTTONS if self.composer in focused.ancestors else Place.CONTACTS

    # Where the cursor is

    def go(self, showing: str) -> None:
        """Bring a pane to the front where there is room for one only."""
        # All at once: each change of its own would look up the styles of everything on the screen.
        self.update_classes({f"-{name}": name == showing for name in ("blockers", "today", "contacts", "letter")})

    def tell_status(self, words: str) -> None:
        """Say what is under way, in the line at the top; "" when nothing is."""
        self.query_one(TopBar).status = words

    def say_error(self, error: InformalError) -> None:
        """One error, once, in words."""
        say_error(self.app, error)

    def guard(self, act: Callable[[], object]) -> None:
        """Do something; an error becomes a sentence on the screen."""
        guard(self.app, act)

    def current_person(self) -> Contact | None:
        current = self.contacts.current
        return self.workspace.core.contact(current) if current is not None else None
