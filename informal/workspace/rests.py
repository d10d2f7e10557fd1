"""Putting somebody off to a day, letting a thread rest, waking it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from informal.errors import Refused
from informal.model.kinds import Stage
from informal.model.values import Contact
from informal.practice import stage
from informal.text import one_line
from informal.workspace.core import Core, change


class Rests:
    """The use cases about leaving somebody for later, or alone."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def snooze(self, contact: int, until: date) -> Contact:
        """Nothing is to do with them before that day. Raises Refused for a day that is not to come."""
        person = self._may_change(contact)
        if until <= self._core.today:
            raise Refused("That day is not to come", f"{until.isoformat()} is over, or today.", "Try: in 2 weeks")
        return self._kept(f"keep {person.name} for later", person, replace(person, snoozed_until=until))

    def rest(self, contact: int) -> Contact:
        """Let the thread rest, without a day. A letter, an answer or a talk wakes it."""
        person = self._core.contact(contact)
        after = replace(person, rested_on=self._core.today, snoozed_until=None)
        return self._kept(f"let {person.name} rest", person, after)

    def can_wake(self, contact: int) -> bool:
        """Whether somebody is at rest, or kept for later, and may be written to."""
        core = self._core
        person = core.contact(contact)
        later = person.snoozed_until is not None and person.snoozed_until > core.today
        return not person.dont_write and (later or core.standing(contact).stage is Stage.RESTING)

    def wake(self, contact: int) -> Contact:
        """Back among those to write to. Raises Refused for somebody who asked not to be written to."""
        core = self._core
        person = self._may_change(contact)
        awake = stage.wake(
            person,
            core.messages_of(contact),
            core.talks_of(contact),
            core.calendar,
            core.settings,
            core.today,
            core.clock.now(),
            core.local,
        )
        return self._kept(f"wake {person.name}", person, awake)

    def _may_change(self, contact: int) -> Contact:
        person = self._core.contact(contact)
        if person.dont_write:
            raise Refused(
                f"{one_line(person.name)} asked not to be written to again",
                "That is theirs to say.",
                "If it was a slip: informal undo",
            )
        return person

    def _kept(self, label: str, before: Contact, after: Contact) -> Contact:
        self._core.commit(label, change("contacts", before, after))
        return after
