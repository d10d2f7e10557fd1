"""The commands about letters, moving and history; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace

from textual.content import Content
from textual.events import Key
from textual.widget import Widget

from informal.errors import InformalError
from informal.model.kinds import Blocker
from informal.practice.calendar import say_day
from informal.text import one_line
from informal.tui.commands import BY_NAME, Place, working
from informal.tui.help import help_page
from informal.tui.panes.blockers import Blockers
from informal.tui.screens.dialogs import Page, Pick, Picker
from informal.tui.screens.showing import Showing
from informal.tui.widgets.asking import Choice, Question
from informal.workspace.history import Step, told


class LetterActions(Showing):
    """Moving about, writing, sending, taking back, leaving."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command with a reason against it does not act; `on_key` says the reason."""
        del parameters
        if self.too_small:
            return action == "leave"
        command = BY_NAME.get(action)
        if command is not None and self.is_mounted and self.view is not None:
            reason = command.needs(self.situation())
            if reason:
                return None
        return True

    def on_key(self, event: Key) -> None:
        """A key that can't do its work here says why; nothing is silent."""
        if self.too_small or self.view is None:
            return
        for command in working(self.place):
            if event.key in command.keys and (reason := command.needs(self.situation())):
                event.stop()
                self.notify(reason, markup=False)
                return

    # Moving

    def action_down(self) -> None:
        """j moves among the people from anywhere but text; the cursor goes along, so that Enter means who is shown."""
        self.to_contacts()
        self.contacts.list.action_cursor_down()

    def action_up(self) -> None:
        """k, the other way."""
        self.to_contacts()
        self.contacts.list.action_cursor_up()

    def action_next_pane(self, step: int) -> None:
        """Tab goes round the panes."""
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
            self.notify("There is no letter open. Enter begins one.")
            return
        self.guard(lambda: self.sending.open_sheet(letter))

    def action_opening(self) -> None:
        """Begin another way."""
        letter = self.composer.letter
        if letter is None:
            return
        offered = self.workspace.letters.offered(letter.contact.id, letter.kind)
        picks = [
            Pick(opening.name, opening.title, beginning(self.workspace.letters.switch(letter, opening.name).body))
            for opening in offered
        ]

        def chosen(name: str | None) -> None:
            if name:
                self.composer.keep()
                self.composer.replace_text(
                    self.workspace.letters.switch(self.composer.letter or letter, name), step="begin another way"
                )
                self.composer.write()

        self.app.push_screen(
            Picker(
                "How does it begin?", picks, "What you typed into the marked places goes along. v has the old text."
            ),
            chosen,
        )

    def action_versions(self) -> None:
        """The last ten texts of this letter."""
        self.composer.keep()
        letter = self.composer.letter
        if letter is None:
            return
        core = self.workspace.core
        texts = [
            (f"{say_day(core.local_day(old.at), core.today)} {core.local(old.at):%H:%M}", (old.subject, old.body))
            for old in reversed(letter.versions)
        ]
        if letter.opening is not None:
            fresh = self.workspace.letters.propose(letter.contact.id, letter.kind, letter.opening.name)
            texts.append(("as it began", fresh.text))
        texts = [(when, text) for when, text in texts if text != letter.text]
        if not texts:
            self.notify("This letter has no earlier text yet.")
            return
        picks = [Pick(str(number), when, beginning(text[1])) for number, (when, text) in enumerate(texts)]

        def chosen(number: str | None) -> None:
            if number is not None and self.composer.letter is not None:
                subject, body = texts[int(number)][1]
                self.composer.replace_text(
                    replace(self.composer.letter, subject=subject, body=body), step="bring an earlier text back"
                )

        self.app.push_screen(Picker("Earlier texts", picks), chosen)

    def action_editor(self) -> None:
        """The person's own editor, in a suspended screen."""
        from informal.system import editor

        self.composer.keep()
        letter = self.composer.letter
        if letter is None:
            return
        edited: editor.Edited | None = None
        refused = InformalError("The editor could not be used")
        with self.app.suspend():
            # Caught in here: an exception that leaves the block leaves the screen suspended.
            try:
                edited = editor.edit(letter.body)
            except InformalError as error:
                refused = error
            except ValueError as error:
                refused = InformalError("The editor's command line can't be read", f"{error}.")
        if edited is None:
            self.say_error(refused)
            return
        if edited.text == letter.body:
            if edited.status:
                self.notify(f"The editor stopped with status {edited.status}. Your letter is as it was.")
            return
        if edited.status:
            self.composer.show(self.workspace.letters.set_aside(letter, letter.subject, edited.text))
            self.notify(
                f"The editor stopped with status {edited.status}. Your letter is as it was; v has the other text."
            )
        else:
            self.composer.replace_text(replace(letter, body=edited.text), step="write in the editor")

    def action_another_way(self) -> None:
        """Words for another way of asking."""
        person = self.current_person()
        if person is None:
            return
        body = Content("\n\n").join(
            Content.assemble((f"{title}\n", "bold"), text)
            for title, text in self.workspace.letters.other_ways(person.id)
        )
        self.app.push_screen(Page("Another way", body, "Esc goes back   + logs that you asked"))

    def action_more(self) -> None:
        """One more remark."""
        letter = self.composer.letter
        if letter is None or self.composer.hear_more():
            return
        still_open = self.workspace.letters.open_slots(letter)
        self.notify(f"Only [{still_open[0]}] still wants your words." if still_open else "That was all.", markup=False)

    def action_take_out(self) -> None:
        """Take the marked words out; then offer to cross their blocker out."""
        nudge, letter = self.composer.nudge, self.composer.letter
        if nudge is None or letter is None or nudge.without is None:
            self.notify("No words are marked, so there is nothing to take out.")
            return
        if nudge.where == "subject":
            shorter = replace(letter, subject=nudge.without)
        else:
            shorter = replace(letter, body=nudge.without)
        self.composer.replace_text(shorter, step="take words out")
        if nudge.blocker is not None and nudge.blocker not in self.workspace.day.crossed():
            self._offer_crossing(nudge.blocker)

    def _offer_crossing(self, which: Blocker) -> None:
        words = next(words for words in self.workspace.core.content.blockers if words.which is which)
        choices = (Choice("y", "y", "cross it out"), Choice("escape", "Esc", "not now"))
        about = self.composer.letter.id if self.composer.letter and self.composer.letter.id else 0
        self.composer.ask(
            Question(f"cross:{which}", f"You don't need {words.title}", "Cross it out?", choices, about=about)
        )

    def answered(self, question: Question, key: str) -> None:
        """A question below the letter was answered."""
        topic, _, which = question.topic.partition(":")
        if topic != "cross":
            self.sending.answered(question, key)
            return
        self.composer.stop_asking()
        if key == "y":
            self.workspace.day.cross(Blocker(which), after=question.about or None)
        self.composer.focus()

    def action_yes(self) -> None:
        """y, from anywhere but text: the question is seen, so it can be answered."""
        self.asking.answer("y")

    # History and leaving

    def action_undo(self) -> None:
        """The last thing back."""
        self.guard(lambda: self._turn(self.workspace.history.undo, redone=False))

    def action_redo(self) -> None:
        """And again."""
        self.guard(lambda: self._turn(self.workspace.history.redo, redone=True))

    def _turn(self, turn: Callable[[], Step], *, redone: bool) -> None:
        """Undo or redo, say what that did, and show whom it concerns."""
        self.composer.keep()
        letter = self.composer.letter
        step = turn()
        said = told(step, redone=redone)
        if letter is not None and letter.id is not None and letter.contact.id not in self.workspace.people:
            said = f"{said} What you wrote to them is kept: U brings both back."
        self.notify(said, markup=False)
        self.reload(self.workspace.history.about(step))

    def reload(self, contact: int | None = None) -> None:
        """Show somebody, or the person under the cursor, afresh."""
        contact = contact or self.contacts.current
        if contact is not None and contact in self.workspace.people:
            self.show_person(contact)
        else:
            self.start()

    def action_help(self) -> None:
        """What works here."""
        self.app.push_screen(Page("What works here", help_page(self.situation())))

    def action_suspend(self) -> None:
        """To the shell."""
        self.composer.keep()
        self.app.action_suspend_process()

    def action_leave(self) -> None:
        """Leave; waits for the last save."""
        self.composer.keep()
        self.app.leave()  # type: ignore[attr-defined]


def beginning(text: str) -> str:
    """As much of a letter as tells it from another: past the greeting, some words in one line."""
    greeting, _, rest = text.partition("\n\n")
    return textwrap.shorten(one_line(rest or greeting), 64, placeholder=" ...")
