"""The commands about moving, history, help and leaving; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from textual.events import Key
from textual.widget import Widget

from informal.keys.places import Place
from informal.system import jobs
from informal.tui.help import help_page
from informal.tui.home import app_of
from informal.tui.panes.blockers import Blockers
from informal.tui.screens.dialogs import Page
from informal.tui.screens.showing import Showing
from informal.workspace.history import Step, told

# The commands that are Esc in a text.
_OUT = {Place.TEXT: "stop_typing", Place.FIND: "clear_search"}
_STEPS = ("down", "up", "top", "bottom", "page_down", "page_up")


class MovingActions(Showing):
    """Moving about, opening a letter and its sheet, taking back, leaving."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command with a reason against it does not act; `on_key` says the reason."""
        del parameters
        if self.too_small:
            return action == "leave"
        command = self.keys.by_name.get(action)
        if command is not None and self.is_mounted and self.view is not None:
            reason = command.needs(self.situation())
            if reason:
                return None
        return True

    def on_key(self, event: Key) -> None:
        """A key that can't do its work here says why; nothing is silent."""
        if self.too_small or self.view is None:
            return
        for command in self.keys.working(self.place):
            if event.key in command.keys and (reason := command.needs(self.situation())):
                event.stop()
                self.notify(self.keys.say(reason), markup=False)
                # The key was tried and told why not; the tour need not wait for more.
                self.tour.did(command.name)
                return

    def way_out(self) -> str:
        """Esc in a text, or the key that somebody has for it there: what Alt with a key begins with."""
        name = _OUT.get(self.place)
        return self.keys.by_name[name].keys[0] if name else "escape"

    def steps(self) -> Collection[str]:
        """The keys that only move the cursor. In a text they are Textual's."""
        return () if self.place in _OUT else {key for name in _STEPS for key in self.keys.by_name[name].keys}

    # Moving

    def action_down(self) -> None:
        """j moves among the people from anywhere but text; the cursor goes along, so that Enter means who is shown."""
        self.to_contacts()
        self.contacts.list.action_cursor_down()

    def action_up(self) -> None:
        """k, the other way."""
        self.to_contacts()
        self.contacts.list.action_cursor_up()

    def action_next_pane(self) -> None:
        """Tab goes round the panes."""
        self.go_pane(1)

    def action_previous_pane(self) -> None:
        """And back."""
        self.go_pane(-1)

    def go_pane(self, step: int) -> None:
        """To another pane."""
        stops: list[tuple[Place, str, Widget]] = [
            (Place.LETTER, "letter", self.composer),
            (Place.BLOCKERS, "blockers", self.query_one(Blockers).lines),
            (Place.TODAY, "today", self.today.offers),
        ]
        if not self.has_class("-alone") or self.has_class("-empty"):
            stops.insert(0, (Place.CONTACTS, "contacts", self.contacts.list))
        here = {Place.BUTTONS: Place.LETTER, Place.STRIP: Place.LETTER}.get(self.place, self.place)
        at = next((n for n, (place, _, _) in enumerate(stops) if place is here), 0)
        _, pane, widget = stops[(at + step) % len(stops)]
        # A hidden widget can't take the focus: where one pane shows at a time, it comes to the front first.
        self.go(pane)
        widget.focus()

    def action_find(self) -> None:
        """Open the search."""
        self.go("contacts")
        self.contacts.search()

    def action_blockers(self) -> None:
        """To the four."""
        self.go("blockers")
        self.query_one(Blockers).lines.focus()

    def action_mark(self) -> None:
        """Mark the person under the cursor."""
        self.contacts.list.action_toggle_mark()

    def action_mark_shown(self) -> None:
        """Mark all that the search or the list found; nobody in it, if all are."""
        people = self.contacts.list
        people.toggle_all()
        marked = len(people.marked)
        self.notify(
            f"{marked:,} marked. {self.keys['marked']} does something with them." if marked else "Nobody is marked."
        )

    def action_top(self) -> None:
        """To the first of the list."""
        self.contacts.list.action_first()

    def action_bottom(self) -> None:
        """To the last."""
        self.contacts.list.action_last()

    def action_page_down(self) -> None:
        """A page on."""
        self.contacts.list.action_page_down()

    def action_page_up(self) -> None:
        """A page back."""
        self.contacts.list.action_page_up()

    # Writing

    def action_write(self) -> None:
        """Into the letter."""
        if self.contacts.current is not None:
            self.show_person(self.contacts.current, write=True)

    def action_next(self) -> None:
        """The next letter of today."""
        if self.view and self.view.offers:
            self.show_person(self.view.offers[0].contact, write=True)
        else:
            self.notify("Nothing waits for you today.")

    def action_send(self) -> None:
        """The sheet."""
        self.composer.keep()
        letter = self.composer.letter
        if letter is None:
            self.notify(f"There is no letter open. {self.keys['write']} begins one.")
            return
        self.sending.open_sheet(letter)

    def action_yes(self) -> None:
        """y, from anywhere but text: the question is seen, so it can be answered."""
        self.asking.answer("y")

    # History and leaving

    def action_undo(self) -> None:
        """The last thing back; a letter that is about to leave, first."""
        if self.sending.posting.call_back() or self._typed_last():
            return
        self._turn(self.workspace.history.undo, redone=False)

    def action_redo(self) -> None:
        """And again."""
        self._turn(self.workspace.history.redo, redone=True)

    def _typed_last(self) -> bool:
        """Say what typing is taken back with, if that was the last thing done; and what a second time takes back."""
        self.composer.keep()
        session = self.composer.session
        typed, session.typed = session.typed, False
        steps = self.workspace.history.steps() if typed else []
        step = next((step for step in steps if step.is_step and not step.undone and not step.stays), None)
        if step is None:
            return False
        typing, undo = self.keys["undo_typing"], self.keys["undo"]
        told = f"{typing} in the text takes typing back. {undo} once more takes this back: {step.label}."
        self.notify(told, markup=False)
        return True

    def _turn(self, turn: Callable[[], Step], *, redone: bool) -> None:
        """Undo or redo, say what that did, and show whom it concerns."""
        self.composer.keep()
        letter = self.composer.letter
        step = turn()
        said = told(step, redone=redone)
        if letter is not None and letter.id is not None and letter.contact.id not in self.workspace.people:
            said = f"{said} What you wrote to them is kept: {self.keys['redo']} brings both back."
        self.notify(said, markup=False)
        self.reload(self.workspace.history.about(step))

    def action_help(self) -> None:
        """What works here."""
        self.app.push_screen(Page("What works here", partial(help_page, self.situation(), self.keys)))

    def action_tour(self) -> None:
        """The tour, or no more of it."""
        self.tour.turn()

    def action_suspend(self) -> None:
        """To the shell, where there is one to bring the program back."""
        self.composer.keep()
        if not jobs.shell_waits():
            self.notify("There is no shell to go to from here.")
            return
        self.app.action_suspend_process()

    def action_leave(self) -> None:
        """Leave; waits for the last save."""
        self.composer.keep()
        app_of(self).leave()
