"""Letters on their way out: handed to another program, gone, or said in person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from informal.errors import Refused
from informal.model.ids import new_id
from informal.model.kinds import Channel, Kind, Outcome, Stage, State
from informal.model.values import Contact, Message
from informal.practice.asks import is_reply
from informal.practice.fitting import opening_for
from informal.practice.stage import default_kind, stirred
from informal.practice.waiting import IN_DOUBT
from informal.text import fold, one_line
from informal.workspace.core import Core, change, insert
from informal.workspace.fitting import surroundings
from informal.workspace.letters import Letter, Letters


class Outbox:
    """The use cases about letters that leave."""

    def __init__(self, core: Core, letters: Letters) -> None:
        self._core = core
        self._letters = letters

    def hand(self, letter: Letter, channel: Channel) -> Letter:
        """Write down that a letter is about to leave by another program. Before it happens, so that nothing is lost."""
        self.may_write(letter.contact)
        stored = self._letters.keep(replace(letter, channel=channel))
        assert stored.id is not None
        before = self._core.message(stored.id)
        if before.state is State.SENT:
            raise Refused("This letter went out already", "Another window, or a verb, has logged it.")
        if before.state is State.HANDED and before.channel is channel:
            return stored
        after = replace(before, state=State.HANDED, channel=channel, at=self._core.clock.now(), on=self._core.today)
        self._core.commit(f"hand over a letter to {letter.contact.name}", change("messages", before, after))
        return replace(stored, state=State.HANDED, channel=channel)

    def handed(self) -> list[Message]:
        """The letters about which one has not said yet whether they went out, newest first."""
        table = self._core.store.table("messages")
        ids = [id for id, document in table.items() if document.get("state") in IN_DOUBT]
        return [self._core.message(id) for id in sorted(ids, reverse=True)]

    def on_its_way(self) -> bool:
        """Whether a letter is being sent now, or was by a process that is gone."""
        return any(one.get("state") == State.SENDING for one in self._core.store.table("messages").values())

    def not_yet(self, message: int) -> None:
        """It did not go out: a draft again."""
        before = self._core.message(message)
        if before.state in IN_DOUBT:
            after = replace(before, state=State.DRAFT)
            self._core.commit("not sent yet", change("messages", before, after))

    def went_out(self, message: int, *, at: datetime | None = None) -> Message:
        """It went out: an ask more, a box ticked."""
        core = self._core
        before = core.message(message)
        if before.state is State.SENT:
            return before
        # When a server fell silent is known; when somebody pressed Send elsewhere isn't.
        silent = before.at if before.state is State.UNKNOWN else None
        moment = at or silent or core.clock.now()
        after = replace(before, state=State.SENT, at=moment, on=core.local_day(moment))
        edits = change("messages", before, after)
        name = "somebody"
        if before.contact is not None:
            person = core.contact(before.contact)
            name = person.name
            edits += change("contacts", person, self._stirred(person, after))
        core.commit(f"letter to {name}", edits)
        return after

    def arrived(self, before: Message) -> Message:
        """A mail server said yes to a letter that was on its way."""
        after = replace(before, state=State.SENT)
        edits = change("messages", before, after)
        assert before.contact is not None
        person = self._core.contact(before.contact)
        edits += change("contacts", person, self._stirred(person, after))
        self._core.commit(f"letter to {person.name}", edits)
        return after

    def sent(
        self,
        contact: int,
        *,
        kind: Kind | None = None,
        channel: Channel | None = None,
        opening: str = "",
        at: datetime | None = None,
    ) -> Message:
        """Log something that went out. Takes the draft of that kind, else an empty text; kind by stage if not given."""
        core = self._core
        person = core.contact(contact)
        kind = kind or self._sent_kind(contact)
        if opening:
            self._letters.opening(opening)
        moment = at or core.clock.now()
        draft = self._letters.draft(contact, kind)
        if draft is None and kind is Kind.UPDATE:
            # Whether it tells of an introduction or of their advice decides what there still is to tell.
            opening = opening or opening_for(kind, surroundings(core, person, kind))
        gone = draft or Message(id=new_id(), contact=contact, kind=kind)
        gone = replace(
            gone,
            state=State.SENT,
            at=moment,
            on=core.local_day(moment),
            channel=channel or gone.channel,
            opening=opening or gone.opening,
        )
        edits = change("messages", draft, gone) if draft else [insert("messages", gone)]
        edits += change("contacts", person, self._stirred(person, gone))
        core.commit(f"letter to {person.name}", edits)
        return gone

    def _stirred(self, person: Contact, gone: Message) -> Contact:
        """The person after a letter. "Later is fine" keeps the day that was named: until then nothing is to do."""
        awake = stirred(person, gone.on or self._core.today)
        received = [m for m in self._core.messages_of(person.id) if is_reply(m)]
        later = bool(received) and received[-1].outcome is Outcome.LATER
        return replace(awake, snoozed_until=person.snoozed_until) if later and gone.kind is Kind.ANSWER else awake

    def _sent_kind(self, contact: int) -> Kind:
        draft = self._letters.draft(contact, None)
        if draft is not None and self._core.standing(contact).stage is Stage.DRAFTED:
            return draft.kind
        standing = self._core.standing(contact)
        if standing.kind is Kind.CONFIRMATION and draft is not None and draft.kind is Kind.CONFIRMATION:
            return draft.kind
        return standing.kind if standing.stage is Stage.REPLIED else default_kind(standing.stage)

    def in_person(self, contact: int) -> Message:
        """Asked in person or by phone: an ask like any other, whatever went to and fro before."""
        return self.sent(contact, kind=Kind.ASK, channel=Channel.IN_PERSON)

    def said(self, letter: Letter) -> Message:
        """A letter's words were said, not sent. One step, and nobody need be asked whether it went out."""
        self.may_write(letter.contact)
        kept = self._letters.keep(letter)
        return self.sent(kept.contact.id, kind=kept.kind, channel=Channel.IN_PERSON)

    def before_sending(self, contact: int) -> str:
        """What one would want to know before one more letter goes there, or ""."""
        person = self._core.contact(contact)
        answered = [m.id for m in self._core.messages_of(contact) if is_reply(m)]
        last = answered[-1] if answered else 0
        silent = [m for m in self._core.messages_of(contact) if m.state is State.SENT and m.id > last]
        name = one_line(person.name)
        if len(silent) >= 2:
            return f"{len(silent)} letters to {name} are unanswered. A third one rarely helps."
        if person.company:
            others = self._open_at(person.company, contact)
            if others >= self._core.settings.letters_per_company:
                return f"{others} letters into {one_line(person.company)} are open already. They may compare notes."
        return ""

    def _open_at(self, company: str, but: int) -> int:
        """How many others at a company have a letter of ours and have not answered."""
        waiting = (Stage.ASKED, Stage.FOLLOW_UP_DUE)
        table = self._core.store.table("contacts")
        there = (
            id
            for id in self._core.threads()
            if id != but and id in table and fold(str(table[id].get("company", ""))) == fold(company)
        )
        return sum(1 for id in there if self._core.standing(id).stage in waiting)

    def may_write(self, person: Contact) -> None:
        """Raises Refused for somebody who asked not to be written to again."""
        if person.dont_write:
            raise Refused(
                f"{one_line(person.name)} asked not to be written to again",
                "",
                "That is theirs to say. Nothing went out.",
            )
