"""Answers: somebody wrote back, or said something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from informal.errors import Refused
from informal.model.ids import new_id
from informal.model.kinds import Channel, Kind, Outcome, State
from informal.model.values import Message
from informal.practice.stage import stirred
from informal.practice.waiting import OUT, shown_to_be_out, untold
from informal.text import clean
from informal.workspace.core import Core, change, insert

_EXCHANGED = frozenset({State.SENT, State.RECEIVED, State.HANDED, State.UNKNOWN})


class Answers:
    """The use cases about what comes back."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def waiting(self) -> list[int]:
        """Whoever answered by mail and nobody said what; then the people who have a letter of ours and have not
        answered, newest letter first. A machine that says they are away has not answered for them."""
        core = self._core
        found: list[tuple[bool, str, int]] = []
        for contact in core.threads():
            person = core.store.get("contacts", contact)
            if person is None or person.get("dont_write"):
                continue
            messages = core.messages_of(contact)
            gone = [m for m in messages if m.state in _EXCHANGED and m.outcome is not Outcome.AWAY]
            unsaid = untold(messages) is not None
            if gone and (gone[-1].state is not State.RECEIVED or unsaid):
                moment = gone[-1].at
                found.append((unsaid, moment.isoformat() if moment else "", contact))
        return [contact for _, _, contact in sorted(found, reverse=True)]

    def untold(self, contact: int) -> Message | None:
        """The answer of theirs that was found in the mail, while nobody has said yet what it says."""
        return untold(self._core.messages_of(contact))

    def replied(self, contact: int, outcome: Outcome | None, *, text: str = "", until: date | None = None) -> Message:
        """Somebody answered. outcome None: not said yet what. until: with `later`, the day to come back to it.

        So their letter went out, where that was not known yet.
        An answer that was found in the mail and waits for a word on what it says is that answer: it gets the word.
        Raises Refused for a day that is not to come.
        """
        core = self._core
        person = core.contact(contact)
        if until is not None and until <= core.today:
            raise Refused("Later is a day to come", f"{until.isoformat()} is not.", "Try: in 2 weeks")
        found = self.untold(contact)
        if found is not None:
            words = "\n\n".join(part for part in (found.body, clean(text).strip()) if part)
            message = replace(found, outcome=outcome, body=words)
            edits = change("messages", found, message)
        else:
            message = self._answer(contact, outcome, text)
            edits = [insert("messages", message)]
            in_doubt = shown_to_be_out(core.messages_of(contact))
            if in_doubt is not None:
                edits += change("messages", in_doubt, replace(in_doubt, state=State.SENT))
        awake = stirred(person, core.today)
        edits += change("contacts", person, replace(awake, snoozed_until=until) if outcome is Outcome.LATER else awake)
        core.commit(f"{person.name} answered", edits)
        return message

    def _answer(self, contact: int, outcome: Outcome | None, text: str) -> Message:
        core = self._core
        sent = [m for m in core.messages_of(contact) if m.state in OUT]
        return Message(
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

    def first_yes(self) -> bool:
        """Whether there has been exactly one yes so far: the moment the four blockers have nothing left to say."""
        table = self._core.store.table("messages").values()
        return sum(1 for document in table if document.get("outcome") == Outcome.YES) == 1

    def do_not_write(self, contact: int) -> None:
        """They asked not to be written to again. No rule, list or import ever offers them."""
        person = self._core.contact(contact)
        after = replace(person, dont_write=True)
        self._core.commit(f"leave {person.name} in peace", change("contacts", person, after))
