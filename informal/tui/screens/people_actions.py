"""The commands about people and their answers; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

from informal.model.kinds import Outcome, Stage
from informal.practice.when import understand
from informal.text import one_line
from informal.tui.home import app_of, ask
from informal.tui.screens.dialogs import AnswerPicker, Line, Pick, Picker
from informal.tui.screens.showing import Showing

_OUTCOMES = (
    Pick("yes", "Yes", "your answer opens: two or three times, and how to reach you", "y"),
    Pick("later", "Later", "pick a day; until then nothing is asked of you", "l"),
    Pick("no", "No", "an ask made; a kind answer and it rests", "n"),
    Pick("accepted", "They accepted my invitation", "now the real ask", "a"),
    Pick("wrong_person", "Not the right person", "ask who is", "w"),
    Pick("", "Something else", "", "o"),
    Pick("dont_write", "Please don't write again", "nothing here ever offers them again", "d"),
)


class PeopleActions(Showing):
    """Naming, changing, deleting somebody; asked in person; who answered what."""

    def action_add(self) -> None:
        """Name somebody."""

        def done(result: tuple[int, bool] | None) -> None:
            if result is not None:
                self.show_person(result[0], write=result[1])

        from informal.tui.screens.add_people import AddPeople

        ask(self, AddPeople(self.workspace), done)

    def action_person(self) -> None:
        """Everything with the person on one page; from there, what comes next."""
        person = self.current_person()
        if person is None:
            return
        self.composer.keep()

        def chosen(command: str | None) -> None:
            if command is not None:
                self.call_later(self.run_action, command)

        from informal.tui.screens.person_page import PersonPage

        ask(self, PersonPage(self.workspace, person.id), chosen)

    def action_edit(self) -> None:
        """Every field of the person."""
        person = self.current_person()
        if person is None:
            return
        self.composer.keep()
        from informal.tui.screens.person import PersonForm

        ask(self, PersonForm(self.workspace, person), lambda _: self.reload())

    def action_delete(self) -> None:
        """Out of the file; undo brings them back."""
        person = self.current_person()
        if person is None:
            return
        self.composer.show(None)
        removed = self.workspace.people.delete(person.id)
        kept = {
            0: "",
            1: " The letter that went out stays in your totals, without name and text.",
        }.get(
            removed.letters, f" The {removed.letters} letters that went out stay in your totals, without name and text."
        )
        self.notify(
            f"{one_line(removed.name)} is out of the file. {self.keys['undo']} brings them back.{kept}", markup=False
        )

    def action_in_person(self) -> None:
        """Asked in person: an ask like any other."""
        person = self.current_person()
        if person is None:
            return
        self.composer.keep()
        self.sending.in_person(person.id)

    def action_tick(self) -> None:
        """A box by hand; a second time takes it back when all are ticked."""
        counts = self.workspace.day.counts()
        if counts.boxes_today >= counts.goal and self.workspace.day.untick():
            return
        self.workspace.day.tick()

    # Answers

    def action_check_mail(self) -> None:
        """Look into the mailbox now."""
        self.composer.keep()
        app_of(self).lookout.look(asked=True)

    def action_replied(self) -> None:
        """Who answered, and what?"""
        waiting = self.workspace.answers.waiting()
        current = self.contacts.current
        if current in waiting:
            self._ask_outcome(current)
            return
        picks = [
            Pick(str(id), one_line(self.workspace.core.contact(id).name), self.workspace.core.standing(id).reason)
            for id in waiting
        ]
        ask(self, Picker("Who answered?", picks), lambda id: self._ask_outcome(int(id)) if id else None)

    def answer_told(self, contact: int, key: str) -> None:
        """Somebody's answer from the mail was read."""
        self.composer.stop_asking()
        if key == "y":
            self._log_answer(contact, "yes", "")
        elif key == "r":
            self._ask_outcome(contact)
        else:
            self.to_contacts()

    def _ask_outcome(self, contact: int) -> None:
        name = one_line(self.workspace.core.contact(contact).name)

        asked = AnswerPicker(f"{name} answered", _OUTCOMES)

        def chosen(what: str | None) -> None:
            if what == "later":
                line = Line("When shall we come back to it?", "in 2 weeks, or Monday", keep=later)
                ask(self, line, lambda typed: self.show_person(contact) if typed is not None else None)
            elif what is not None:
                self._log_answer(contact, what, asked.words)

        def later(typed: str) -> None:
            understood = understand(typed, self.workspace.core.today)
            self.workspace.answers.replied(contact, Outcome.LATER, text=asked.words, until=understood.day)
            self.notify(f"Until {understood.said}.")

        ask(self, asked, chosen)

    def _log_answer(self, contact: int, what: str, words: str) -> None:
        name = one_line(self.workspace.core.contact(contact).name)
        if what == "dont_write":
            self.workspace.answers.do_not_write(contact)
            self.show_person(contact)
            self.notify(f"{name} is left in peace. Nothing here offers them again.", markup=False)
            return
        self.workspace.answers.replied(contact, Outcome(what) if what else None, text=words)
        if what == Outcome.YES and self.workspace.answers.first_yes():
            self.notify(f"No resume, no network, no degree, no goal: and {name} said yes.", markup=False, timeout=12)
        self.show_person(contact)
        if self.workspace.core.standing(contact).stage is Stage.REPLIED:
            self.composer.stop_asking()
            self.composer.show(self.workspace.letters.open(contact))
            self.composer.write()
