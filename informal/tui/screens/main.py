"""The main screen: people, letter, the four and today. It wires; the panes know their own business."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from informal.keys.places import Place, Where
from informal.model.kinds import Blocker
from informal.model.values import Message
from informal.practice.asks import is_ask
from informal.text import one_line
from informal.tui.home import app_of, ask
from informal.tui.keymap import bind
from informal.tui.panes.blockers import Blockers, FourLines
from informal.tui.panes.composer import Composer
from informal.tui.panes.contacts import Contacts
from informal.tui.panes.remarks import By
from informal.tui.panes.strip import FootStrip
from informal.tui.panes.today import Offers, Today
from informal.tui.panes.tour import TourLine
from informal.tui.screens.moving_actions import MovingActions
from informal.tui.screens.people_actions import PeopleActions
from informal.tui.screens.progress_actions import ProgressActions
from informal.tui.screens.shape_actions import ShapeActions
from informal.tui.screens.sorting_actions import SortingActions
from informal.tui.screens.talk_actions import TalkActions
from informal.tui.screens.writing_actions import WritingActions
from informal.tui.sending import Sending
from informal.tui.widgets.asking import Asking, Question
from informal.tui.widgets.bars import BottomBar, TopBar
from informal.workspace import Workspace

# Below this one sentence is shown, and no more.
_LEAST = (40, 15)


class Main(MovingActions, WritingActions, PeopleActions, SortingActions, TalkActions, ProgressActions, ShapeActions):
    """People | letter | the four over today, in three layouts. Each family of commands stands on `Showing` alone; what
    leads from one to another is here."""

    CSS_PATH = "main.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (_LEAST[0], "-narrow"), (80, "-medium"), (116, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (_LEAST[1], "-low"), (20, "-short"), (25, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [*bind(Where.ANYWHERE, Where.EVERYWHERE, but=("palette",))]
    AUTO_FOCUS = ""
    _before_small: Widget | None = None

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.sending = Sending(self, workspace)

    def compose(self) -> ComposeResult:
        content = self.workspace.core.content
        yield TopBar("informal demo" if self.workspace.made_up else "informal", id="top").data_bind(Main.view)
        with Horizontal(id="panes"):
            yield Contacts(self.workspace).data_bind(Main.view)
            yield Composer(self.workspace)
            with Vertical(id="side"):
                yield Blockers(content.blockers, content.puzzle).data_bind(Main.view)
                yield Today(self.workspace).data_bind(Main.view)
        yield TourLine(made_up=self.workspace.made_up, id="tour").data_bind(Main.place)
        yield FootStrip(content.blockers, id="strip").data_bind(Main.view, Main.place)
        yield BottomBar(id="bottom")
        yield Static("informal needs a little more room: 40 columns and 15 lines.", id="too-small")

    def on_mount(self) -> None:
        self.refresh_view()
        self.begin_shape()
        self.watch(self.app, "view_version", self.refresh_view, init=False)

    # Where the cursor is

    def watch_place(self, place: Place) -> None:
        """The sheet is read whole: in a low window what stands below it makes room."""
        self.set_class(place is Place.SHEET, "-sheet")
        self._tell_keys()

    def watch_view(self) -> None:
        """What works here may be other keys now. The list takes the new people first."""
        self.call_after_refresh(self._tell_keys)

    def _tell_keys(self) -> None:
        for bar in self.query(BottomBar):
            bar.situation = self.situation()

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        self.place = self.find_place()
        showing = {
            Place.BLOCKERS: "blockers",
            Place.TODAY: "today",
            Place.CONTACTS: "contacts",
            Place.FIND: "contacts",
        }.get(self.place, "letter")
        self.go(showing)

    def on_resize(self, event: events.Resize) -> None:
        """Too small a window hides everything: then no key may act unseen. Grown again, the cursor is where it was."""
        width, height = event.size
        small = width < _LEAST[0] or height < _LEAST[1]
        if small and not self.too_small:
            self._before_small = self.focused
        self.too_small = small
        self.call_after_refresh(self.apply_shape)
        if not small and self._before_small is not None:
            self.call_after_refresh(self._before_small.focus)
            self._before_small = None

    # What the panes say

    @on(Contacts.Highlighted)
    def _highlighted(self, event: Contacts.Highlighted) -> None:
        if self.find_place() is Place.TEXT:
            # Somebody else's change moved the list. Whoever types keeps their letter.
            return
        if event.contact is not None and event.contact not in self.workspace.people:
            # Taken out elsewhere since the cursor came to them; the list is about to follow, and says who comes next.
            return
        letter = self.composer.letter
        if letter is None or event.contact != letter.contact.id or self.composer.has_class("-card"):
            self.load(event.contact)
        self._tell_keys()

    @on(Contacts.Chosen)
    def _chosen(self, event: Contacts.Chosen) -> None:
        self.tour.did("choose")
        self.guard(lambda: self.show_person(event.contact, write=True))

    @on(Offers.Opened)
    def _offer_opened(self, event: Offers.Opened) -> None:
        self.guard(lambda: self.show_person(event.contact, write=True))

    @on(Offers.AnotherAsked)
    def _another(self, event: Offers.AnotherAsked) -> None:
        self.guard(lambda: self.workspace.day.skip(event.contact))
        app_of(self).renew_view()

    @on(Composer.SendAsked)
    def _send_asked(self) -> None:
        self.guard(self.action_send)

    @on(Composer.LaterAsked)
    def _later(self) -> None:
        self.composer.keep()
        self.notify("Kept. It waits for you.")
        self.to_contacts()

    @on(Composer.Out)
    def _out(self, event: Composer.Out) -> None:
        self.go_pane(event.step) if event.step else self.to_contacts()

    @on(By.Asked)
    async def _by_asked(self, event: By.Asked) -> None:
        await self.run_action(event.command)

    @on(Composer.Left)
    def _left_text(self) -> None:
        app_of(self).renew_view()

    @on(Composer.NotKeptYet)
    def _not_kept(self, event: Composer.NotKeptYet) -> None:
        self.say_error(event.error)

    @on(FourLines.CrossAsked)
    def _cross(self, event: FourLines.CrossAsked) -> None:
        day = self.workspace.day
        self.guard(lambda: day.cross(event.which) or day.uncross(event.which))

    @on(FourLines.WhyAsked)
    def _why(self, event: FourLines.WhyAsked) -> None:
        self.query_one(Blockers).explain(event.which)

    @on(Asking.Asked)
    def _asked(self) -> None:
        self.place = self.find_place()
        self._tell_keys()

    @on(Asking.Answered)
    def _answered(self, event: Asking.Answered) -> None:
        self.guard(lambda: self._take_answer(event.question, event.key))

    def _take_answer(self, question: Question, key: str) -> None:
        topic, _, which = question.topic.partition(":")
        if topic == "answer":
            self.answer_told(question.about, key)
            return
        if topic != "cross":
            self.sending.answered(question, key)
            return
        self.composer.stop_asking()
        if key == "y":
            self.workspace.day.cross(Blocker(which), after=question.about or None)
        self.composer.focus()

    # What follows on a letter

    def after_sending(self, sent: Message, *, last_box: bool) -> None:
        """A letter went out, or was said: the end screen when it ticked the last box of today, else a word on it."""
        assert sent.contact is not None
        self.show_person(sent.contact)
        self.to_contacts()
        if last_box:
            from informal.tui.screens.done import Done

            ask(self, Done(self.workspace, sent), self._go_on)
            return
        name = one_line(self.workspace.core.contact(sent.contact).name)
        lit = " One more letter is lit." if is_ask(sent) else ""
        from informal.tui.screens.done import what_was_done

        self.notify(f"{what_was_done(sent, name)}{lit} {self.keys['undo']} takes it back.", markup=False)

    def _go_on(self, what: str | None) -> None:
        """From the end screen."""
        if what == "leave":
            self.action_leave()
        elif what == "next":
            self.action_next() if self.view and self.view.offers else self.action_add()
        elif what == "undo":
            self.action_undo()
        else:
            self.to_contacts()
