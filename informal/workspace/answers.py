"""Answers: somebody wrote back, or said something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from informal.errors import Refused
from informal.model.ids import new_id
from informal.model.kinds import Channel, Kind, Outcome, State
from informal.model.values import Message
from informal.practice.stage import stirred
from informal.store import Edit
from informal.text import clean
from informal.workspace.core import Core, change, insert


class Answers:
    """The use cases about what comes back."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def waiting(self) -> list[int]:
        """The people who have a letter of ours and have not answered, newest letter first."""
        core = self._core
        found: list[tuple[str, int]] = []
        for contact in core.threads():
            person = core.store.get("contacts", contact)
            if person is None or person.get("dont_write"):
                continue
            gone = [m for m in core.messages_of(contact) if m.state in (State.SENT, State.RECEIVED, State.HANDED)]
            if gone and gone[-1].state is not State.RECEIVED:
                moment = gone[-1].at
                found.append((moment.isoformat() if moment else "", contact))
        return [contact for _, contact in sorted(found, reverse=True)]

    def replied(self, contact: int, outcome: Outcome | None, *, text: str = "", until: date | None = None) -> Message:
        """Somebody answered. outcome None: not said yet what. until: with `later`, the day to come back to it.

        Raises Refused for a day that is not to come.
        """
        core = self._core
        person = core.contact(contact)
        if until is not None and until <= core.today:
            raise Refused("Later is a day to come", f"{until.isoformat()} is not.", "Try: in 2 weeks")
        sent = [m for m in core.messages_of(contact) if m.state is State.SENT]
        message = Message(
            id=new_id(),
            contact=contact,
            kind=sent[-1].kind if sent else Kind.ASK,
            channel=sent[-1].channel if sent else Channel.MESSAGE,
            body=clean(text).strip(),
            state=State.RECEIVED,
            outcome=outcome,
            at=core.clock.now(),
            on=core.today,
        )
        edits: list[Edit] = [insert("messages", message)]
        awake = stirred(person, core.today)
        edits += change("contacts", person, replace(awake, snoozed_until=until) if outcome is Outcome.LATER else awake)
        core.commit(f"{person.name} answered", edits)
        return message

    def first_yes(self) -> bool:
        """Whether there has been exactly one yes so far: the moment the four blockers have nothing left to say."""
        table = self._core.store.table("messages").values()
        return sum(1 for document in table if document.get("outcome") == Outcome.YES) == 1

    def do_not_write(self, contact: int) -> None:
        """They asked not to be written to again. No rule, list or import ever offers them."""
        person = self._core.contact(contact)
        after = replace(person, dont_write=True)
        self._core.commit(f"leave {person.name} in peace", change("contacts", person, after))
