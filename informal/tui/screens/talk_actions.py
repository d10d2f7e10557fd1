"""The commands about talks, rests and introductions; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from informal.model.kinds import Kind, Stage
from informal.model.values import Talk
from informal.practice.calendar import say_day
from informal.practice.fitting import MOVED_TO, NOBODY_CAME, OFF
from informal.practice.when import understand
from informal.text import one_line
from informal.tui.home import ask
from informal.tui.screens.dialogs import Line, Page, Pick, Picker
from informal.tui.screens.showing import Showing
from informal.tui.widgets.drawn import hung
from informal.workspace.talks import After

if TYPE_CHECKING:
    from informal.tui.screens.booking import Booked

# Cells for a day such as "Wed 25 Nov".
_DAY = 11
_RESTS = (
    Pick("snooze", "Later", "pick a day; until then nothing is asked of you", "l"),
    Pick("rest", "Let it rest", "a letter, an answer or a talk wakes it", "r"),
    Pick("wake", "Wake them", "", "w"),
    Pick("dont_write", "Please don't write again", "nothing here ever offers them again", "d"),
)


class TalkActions(Showing):
    """Booking, holding and closing a talk; leaving somebody for later; who led to whom."""

    # Talks

    def action_talk(self) -> None:
        """The talk that is planned, or begun; else a new one."""
        person = self.current_person()
        if person is None:
            return
        self.composer.keep()
        found = self.workspace.talks.planned(person.id)
        if found is None:
            self._book(person.id)
        else:
            self._open_talk(found)

    def _book(self, contact: int) -> None:
        def typed(booked: Booked | None) -> None:
            if booked is not None:
                self._booked(contact, booked)

        from informal.tui.screens.booking import Booking

        ask(self, Booking(self.workspace, contact), typed)

    def _booked(self, contact: int, booked: Booked) -> None:
        talk = self.workspace.talks.book(contact, booked.starts_at, timezone=booked.timezone, place=booked.place)
        self.show_person(contact)
        self.notify(
            f"You talk {self.workspace.talks.told(talk)}. {self.keys['talk']} has questions and room for notes.",
            markup=False,
        )

    def _open_talk(self, talk: Talk) -> None:
        def ended(what: str | None) -> None:
            self.reload(talk.contact)
            if what is not None:
                self._ended(self.workspace.talks.get(talk.id), what)

        from informal.tui.screens.talk import TalkPage

        ask(self, TalkPage(self.workspace, talk), ended)

    def _ended(self, talk: Talk, what: str) -> None:
        assert talk.contact is not None
        contact = talk.contact
        if what == "held":
            self._right_after(contact, talk.id)
        elif what == "file":
            self._calendar_file()
        elif what == "moved":

            def typed(booked: Booked | None) -> None:
                if booked is not None:
                    self._moved(talk, booked)

            from informal.tui.screens.booking import Booking

            ask(self, Booking(self.workspace, contact, moved=talk), typed)
        elif what == "off":
            self.workspace.talks.off(talk.id)
            self._kind_letter(contact, OFF, "It is off. Here is a kind letter for it.")
        else:
            self.workspace.talks.nobody_came(talk.id)
            self._kind_letter(contact, NOBODY_CAME, "It happens, and it is about their day. Here is a kind letter.")

    def _moved(self, talk: Talk, booked: Booked) -> None:
        assert talk.contact is not None
        moved = self.workspace.talks.move(talk.id, booked.starts_at, place=booked.place)
        told = f"Now {self.workspace.talks.told(moved)}. Here is a letter that says so."
        self._kind_letter(talk.contact, MOVED_TO, told)

    def _kind_letter(self, contact: int, opening: str, told: str) -> None:
        """A letter for what became of a talk, unless one of that kind is begun already."""
        self.show_person(contact)
        letters = self.workspace.letters
        kind = letters.opening(opening).kind
        if letters.draft(contact, kind) is None:
            self.composer.show(letters.propose(contact, kind, opening))
            self.composer.write()
        self.notify(told, markup=False)

    def _right_after(self, contact: int, talk: int | None) -> None:
        before = self.workspace.day.counts()

        def kept(after: After | None) -> None:
            if after is None:
                return
            named = ", ".join(one_line(one.name) for one in after.introduced)
            led = f" They led you to {named}." if named else ""
            box = " That is today's ask." if self.workspace.day.counts().filled_since(before) else ""
            self.show_person(contact)
            # A talk to come has the next word on what to write; right after one, it is the thanks.
            thanked = self.workspace.core.standing(contact).stage is Stage.THANKED
            self.composer.show(self.workspace.letters.open(contact, None if thanked else Kind.THANK_YOU))
            self.composer.write()
            begun = "" if thanked else " The thank-you is begun."
            to_come = self.workspace.talks.planned(contact)
            booked = f" {self._still_booked(to_come)}" if to_come else ""
            self.notify(f"You talked.{box}{led}{begun}{booked}", markup=False)

        from informal.tui.screens.after import RightAfter

        ask(self, RightAfter(self.workspace, contact, talk), kept)

    def _still_booked(self, talk: Talk) -> str:
        return f"{self.workspace.talks.told(talk)} is still booked: {self.keys['talk']} moves it or calls it off."

    def action_after(self) -> None:
        """Right after a talk, also one that was never booked."""
        person = self.current_person()
        if person is not None:
            self.composer.keep()
            self._right_after(person.id, None)

    def action_step_done(self) -> None:
        """One did what one said one would."""
        person = self.current_person()
        if person is None:
            return
        talk = self.workspace.talks.begun(person.id)
        if talk is None or talk.next_step is None or talk.next_step.done_on:
            self.notify("There is no step that waits to be done.")
            return
        self.workspace.talks.done(talk.id)
        self.reload(person.id)
        self.notify("Done. The letter that tells them is begun.")

    def _calendar_file(self) -> None:
        path = self.workspace.core.paths.data / "talks.ics"
        number = self.workspace.files.write_calendar(path)
        self.notify(f"{number} to come, in {path}", markup=False)

    # Later, rest, the way back

    def action_rest(self) -> None:
        """Later, at rest, awake, or left in peace."""
        person = self.current_person()
        if person is None:
            return
        self.composer.keep()

        def chosen(what: str | None) -> None:
            if what == "snooze":
                line = Line("When shall they come up again?", "in 2 weeks, or Monday", keep=later)
                ask(self, line, lambda typed: self.show_person(person.id) if typed is not None else None)
            elif what is not None:
                self._rested(person.id, what)

        def later(typed: str) -> None:
            until = understand(typed, self.workspace.core.today)
            self.workspace.rests.snooze(person.id, until.day)
            self.notify(f"Until {until.said}.")

        picks = [pick for pick in _RESTS if pick.value != "wake" or self.workspace.rests.can_wake(person.id)]
        ask(self, Picker(one_line(person.name), picks), chosen)

    def _rested(self, contact: int, what: str) -> None:
        acts = {"rest": self.workspace.rests.rest, "wake": self.workspace.rests.wake}
        if what == "dont_write":
            self.workspace.answers.do_not_write(contact)
        else:
            acts[what](contact)
        self.show_person(contact)
        name = one_line(self.workspace.core.contact(contact).name)
        said = {"rest": "rests", "wake": "is awake again", "dont_write": "is left in peace"}[what]
        self.notify(f"{name} {said}. {self.keys['undo']} takes it back.", markup=False)

    def action_rest_old(self) -> None:
        """After a while away: what is old may rest, with one key."""
        number = self.workspace.day.rest_the_old()
        self.reload()
        self.notify(
            f"{number} at rest. {self.keys['undo']} brings them back." if number else "Nothing has waited that long."
        )

    # The network, the days to come

    def action_network(self) -> None:
        """Who led you to whom."""
        self.composer.keep()
        from informal.tui.screens.network import NetworkPage

        ask(self, NetworkPage(self.workspace), lambda one: self.show_person(one) if one else None)

    def action_agenda(self) -> None:
        """What happens when."""
        core = self.workspace.core
        lines = [
            (
                Content.styled(say_day(entry.day, core.today), "$muted"),
                Content.assemble((one_line(core.contact(entry.who).name), "bold"), f"  {entry.what}"),
            )
            for entry in self.workspace.day.agenda()
        ]
        empty = Content("Nothing is set for any day. Nothing has to be.")
        # A day of another year is wider.
        column = max([_DAY, *(day.cell_length + 1 for day, _ in lines)])

        def draw(width: int) -> Content:
            return Content("\n").join(hung(day, what, column, width) for day, what in lines) if lines else empty

        self.app.push_screen(Page("The days to come", draw))

    def action_asked_me(self) -> None:
        """Somebody asked *you*: the tree grows outward."""
        person = self.current_person()
        if person is None:
            return
        if person.asked_me is None:
            self.workspace.people.edit(person.id, asked_me=self.workspace.core.today)
            first = self.workspace.network.first_asked()
            name = one_line(person.name)
            told = f"{name} asked you. Now you are the one who knows somebody." if first else f"{name} asked you."
            self.notify(f"{told} {self.keys['undo']} takes it back.", markup=False)
        else:
            self.workspace.people.edit(person.id, asked_me=None)
            self.notify("Taken back.")
        self.reload(person.id)

    def action_settings(self) -> None:
        """What can be set."""
        self.open_settings()

    def open_settings(self, name: str = "") -> None:
        """The settings, with the cursor on one of them."""
        self.composer.keep()
        from informal.tui.screens.settings import SettingsPage

        ask(self, SettingsPage(self.workspace, name), lambda _: self.reload())

    def action_if_then(self) -> None:
        """One sentence: when, then."""
        held = self.workspace.settings.if_then

        keep = partial(self.workspace.setup.set, "if_then")
        example = "When my tea is ready, I send it."
        self.app.push_screen(Line("When ..., I send the top letter.", example, held, keep=keep))
