"""Talks: booked, moved, held, and what is kept right after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from informal.errors import Refused
from informal.model.ids import new_id
from informal.model.kinds import TalkOutcome, Warmth
from informal.model.values import Contact, NextStep, Talk
from informal.practice import zones
from informal.practice.stage import stirred
from informal.store import Edit
from informal.system import clock
from informal.text import clean, fold, one_line
from informal.workspace.core import change, insert
from informal.workspace.preparing import Preparing

LONGEST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class After:
    """What was kept right after a talk. introduced: the people they named, those known before among them."""

    talk: Talk
    introduced: tuple[Contact, ...] = ()


class Talks(Preparing):
    """The use cases about talks. Each that changes something is one step to undo, but for typing."""

    # Finding

    def planned(self, contact: int) -> Talk | None:
        """The next talk with somebody; else the last planned one of which nobody said yet whether it took place."""
        planned = [talk for talk in self._in_order(contact) if talk.outcome is TalkOutcome.PLANNED]
        to_come = [talk for talk in planned if talk.starts_at >= self._core.clock.now()]
        return next(iter(to_come or planned[-1:]), None)

    def begun(self, contact: int) -> Talk | None:
        """The talk of which something can be told: the last one that was held or has begun, or one of today."""
        core = self._core
        found = [
            talk
            for talk in self._in_order(contact)
            if talk.outcome is TalkOutcome.HELD
            or (talk.outcome is TalkOutcome.PLANNED and (talk.on <= core.today or talk.starts_at <= core.clock.now()))
        ]
        return found[-1] if found else None

    def _in_order(self, contact: int) -> list[Talk]:
        return sorted(self._core.talks_of(contact), key=lambda talk: (talk.starts_at, talk.id))

    # Booking

    def book(
        self, contact: int, starts_at: datetime, *, timezone: str = "", minutes: int = 20, place: str = ""
    ) -> Talk:
        """A talk at an aware instant. timezone: theirs; by default the one known of them, and kept if none was.

        Raises Refused when one is booked already, for a zone nobody knows, and for who asked not to be written to.
        """
        core = self._core
        person = core.contact(contact)
        name = one_line(person.name)
        if person.dont_write:
            raise Refused(f"{name} asked to be left in peace", "", "If that has changed: informal undo, or edit them.")
        booked = next((t for t in self._in_order(contact) if self._is_to_come(t)), None)
        if booked is not None:
            raise Refused(
                f"A talk with {name} is booked already", f"It is on {self.told(booked)}.", "--moved WHEN moves it."
            )
        talk = Talk(
            id=new_id(),
            contact=contact,
            starts_at=starts_at,
            on=core.local_day(starts_at),
            timezone=self._zone(one_line(timezone) or person.timezone),
            minutes=_checked(minutes),
            place=one_line(place),
        )
        awake = stirred(person, core.today)
        core.commit(
            f"talk with {person.name}",
            [
                insert("talks", talk),
                *change("contacts", person, replace(awake, timezone=person.timezone or talk.timezone)),
            ],
        )
        return talk

    def _is_to_come(self, talk: Talk) -> bool:
        return talk.outcome is TalkOutcome.PLANNED and talk.starts_at >= self._core.clock.now()

    @staticmethod
    def _zone(name: str) -> str:
        if name and clock.zone(name) is None:
            raise Refused(f"I know no time zone called {name!r}", "", "Write it like Europe/Paris or America/New_York.")
        return name

    def told(self, talk: Talk) -> str:
        """When a talk is, on both clocks where they differ: "Tue 1 Dec at 15:00 (09:00 in New York)"."""
        core = self._core
        there = clock.zone(talk.timezone)
        return zones.say_in_zones(talk.starts_at, core.today, core.local, there, talk.timezone)

    def times(self, contact: int) -> str:
        """Three times to offer, on their clock if it is known: "Wed 25 Nov at 10:00, ... or ..., Paris time"."""
        core = self._core
        zone = core.contact(contact).timezone
        there = clock.zone(zone)
        busy = [talk.starts_at for talk in core.talks() if talk.outcome is TalkOutcome.PLANNED]
        free = zones.free_times(core.clock.now(), core.calendar, busy, core.local, there)
        return zones.say_times(free, core.local, there, zone)

    # What became of it

    def move(self, talk: int, when: datetime, *, minutes: int | None = None, place: str | None = None) -> Talk:
        """The new talk, with all that was prepared; the old one moved. Raises Refused for one that was held."""
        before = self._not_held(talk)
        core = self._core
        new = replace(
            before,
            id=new_id(),
            starts_at=when,
            on=core.local_day(when),
            outcome=TalkOutcome.PLANNED,
            minutes=before.minutes if minutes is None else _checked(minutes),
            place=before.place if place is None else one_line(place),
        )
        moved = change("talks", before, replace(before, outcome=TalkOutcome.MOVED))
        core.commit(f"move the talk with {self._name(before)}", [*moved, insert("talks", new), *self._stir(before)])
        return new

    def held(self, talk: int) -> Talk:
        """It took place: a box ticked. Raises Refused for one that is not for today or a day before."""
        core = self._core
        before = self.get(talk)
        if before.outcome is TalkOutcome.HELD:
            return before
        after = self._as_held(before)
        core.commit(f"talked with {self._name(before)}", [*change("talks", before, after), *self._stir(before)])
        return after

    def to_come(self, talk: Talk) -> bool:
        """Whether a talk is on a day to come, so that it can't have been held yet."""
        return talk.on > self._core.today and talk.starts_at > self._core.clock.now()

    def _as_held(self, talk: Talk) -> Talk:
        if talk.outcome is TalkOutcome.MOVED:
            raise Refused("That talk was moved", "Another one stands in its place.")
        if self.to_come(talk):
            raise Refused(
                "That talk is still to come", f"It is on {self.told(talk)}.", "If it was earlier: --moved WHEN first."
            )
        return replace(talk, outcome=TalkOutcome.HELD)

    def off(self, talk: int) -> Talk:
        """It won't take place. The letter for it: opening "talk-off". Raises Refused for one that was held."""
        return self._off(talk, "is off")

    def nobody_came(self, talk: int) -> Talk:
        """It did not take place: nobody came. The letter for it: opening "nobody-came"."""
        return self._off(talk, "did not come about")

    def _off(self, talk: int, what: str) -> Talk:
        before = self._not_held(talk)
        after = replace(before, outcome=TalkOutcome.OFF)
        label = f"the talk with {self._name(before)} {what}"
        self._core.commit(label, [*change("talks", before, after), *self._stir(before)])
        return after

    def _not_held(self, talk: int) -> Talk:
        found = self.get(talk)
        if found.outcome is TalkOutcome.HELD:
            raise Refused("That talk took place", "What was counted stays counted.", "informal undo takes a slip back.")
        return found

    def _stir(self, talk: Talk) -> list[Edit]:
        if talk.contact is None:
            return []
        person = self._core.contact(talk.contact)
        return change("contacts", person, stirred(person, self._core.today))

    # Right after

    def right_after(
        self,
        contact: int,
        *,
        talk: int | None = None,
        said: str = "",
        learned: str = "",
        next_step: str = "",
        by: date | None = None,
        introduced: Iterable[str] = (),
    ) -> After:
        """What a talk left: it counts as held, and all of it is one step. An empty text leaves what was there.

        talk: which one; by default the last that has begun; where there is none, one that took place just now.
        introduced: names; each is a new contact whom they led to, or somebody known by that whole name.
        """
        core = self._core
        person = core.contact(contact)
        before = self.get(talk) if talk is not None else self.begun(contact)
        step = one_line(next_step)
        if by is not None and not step and not (before and before.next_step):
            raise Refused("What will you do by then?", "There is a day and nothing to do.", 'Say it: --next "..."')
        base = before or Talk(
            id=new_id(),
            contact=contact,
            starts_at=core.clock.now(),
            on=core.today,
            timezone=person.timezone,
        )
        after = replace(
            self._as_held(base),
            said=clean(said).strip() or base.said,
            learned=clean(learned).strip() or base.learned,
            next_step=_step(base.next_step, step, by),
        )
        edits = change("talks", before, after) if before else [insert("talks", after)]
        if before is None or before.outcome is not TalkOutcome.HELD:
            edits += self._stir(after)
        people = self._led_to(contact, introduced)
        for known, one in people:
            edits += change("contacts", known, one) if known else [insert("contacts", one)]
        core.commit(f"after the talk with {person.name}", edits)
        return After(after, tuple(one for _, one in people))

    def _led_to(self, contact: int, names: Iterable[str]) -> list[tuple[Contact | None, Contact]]:
        """Each person named, as (before, after); before is None for somebody new. Each name once."""
        core = self._core
        table = core.store.table("contacts")
        led: list[tuple[Contact | None, Contact]] = []
        for name in {fold(one_line(name)): one_line(name) for name in names if one_line(name)}.values():
            same = [id for id, document in table.items() if fold(one_line(str(document["name"]))) == fold(name)]
            if len(same) != 1:
                new = Contact(
                    id=new_id(),
                    name=name,
                    warmth=Warmth.NEW_TO_ME,
                    introduced_by=contact,
                    created=core.clock.now(),
                )
                led.append((None, new))
            elif same[0] != contact:
                known = core.contact(same[0])
                is_new_way = known.introduced_by is None and not self._came_by(contact, known.id)
                led.append((known, replace(known, introduced_by=contact) if is_new_way else known))
        return led

    def _came_by(self, contact: int, whom: int) -> bool:
        """Whether somebody led here by way of another one: who led to whom must not go in a circle."""
        seen: set[int] = set()
        at: int | None = contact
        while at is not None and at not in seen:
            seen.add(at)
            document = self._core.store.get("contacts", at)
            at = document.get("introduced_by") if document else None
        return whom in seen

    def done(self, talk: int) -> Talk:
        """One did what one said one would: the update follows. Raises Refused where nothing was said."""
        before = self.get(talk)
        if before.next_step is None:
            raise Refused("There is no next step to be done", "", 'Keep one: informal after WHO --next "..."')
        after = replace(before, next_step=replace(before.next_step, done_on=self._core.today))
        self._core.commit(f"done: {before.next_step.what}", change("talks", before, after))
        return after


def _checked(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused(f"{minutes} minutes are no talk", f"It is a number between 1 and {LONGEST_MINUTES}.")
    return minutes


def _step(before: NextStep | None, what: str, by: date | None) -> NextStep | None:
    """The next step with what was said of it now."""
    if what and (before is None or before.what != what):
        return NextStep(what=what, by=by)
    if before is None:
        return None
    return replace(before, by=by or before.by)
