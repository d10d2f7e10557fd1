"""Letters: opened with words in them, kept as they are typed, handed over, sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from informal.errors import NotFound, Refused
from informal.model.ids import new_id
from informal.model.kinds import Channel, Kind, Outcome, Stage, State, Warmth
from informal.model.values import Contact, Message, Version
from informal.model.words import Opening
from informal.practice import nudges, openings
from informal.practice.nudges import Nudge
from informal.practice.openings import Facts
from informal.practice.stage import default_kind, stirred
from informal.store import Edit
from informal.system import account
from informal.text import fold, one_line
from informal.workspace.core import Core, change, insert

_PLACES = re.compile(r"(\{\w+\})")
VERSIONS_KEPT = 10
# What LinkedIn takes in a message to a connection (third-party reports).
LINKEDIN_MESSAGE = 3000
# What one answers to an answer, by the names of our openings.
_ANSWERS = {
    Outcome.YES: "after-yes",
    Outcome.LATER: "answer-later",
    Outcome.NO: "answer-no",
    Outcome.WRONG_PERSON: "wrong-person",
    Outcome.ACCEPTED: "linkedin-accepted",
}
# A draft, or one that was handed over and about which the person has not said yet whether it went out.
_OPEN = (State.DRAFT, State.HANDED)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter being written. id is None while nothing of it is stored: a proposal."""

    contact: Contact
    kind: Kind
    opening: Opening | None
    channel: Channel | None
    subject: str
    body: str
    id: int | None
    state: State = State.DRAFT
    versions: tuple[Version, ...] = ()

    @property
    def text(self) -> tuple[str, str]:
        """Subject and body."""
        return self.subject, self.body


class Letters:
    """The use cases about letters."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # Opening one

    def open(self, contact: int, kind: Kind | None = None) -> Letter:
        """The letter to a person: the stored draft of that kind, else a proposal with words, which is not stored.

        Without a kind: the newest draft, else what the stage calls for.
        """
        person = self._core.contact(contact)
        draft = self._draft(contact, kind)
        if draft is not None:
            return self._as_letter(person, draft)
        return self.propose(contact, kind or self._core.standing(contact).kind)

    def propose(self, contact: int, kind: Kind, opening: str = "") -> Letter:
        """A letter with words in it, from the opening named, else from the best one offered. Stores nothing."""
        person = self._core.contact(contact)
        opening = opening or self._answer_to_last(contact, kind)
        if opening:
            chosen: Opening | None = self.opening(opening)
        else:
            chosen = next(iter(self.offered(contact, kind)), None)
        if chosen is None:
            return Letter(person, kind, None, None, "", "", None)
        filled = openings.fill(chosen, self.facts(person))
        subject = filled.subject
        if kind is Kind.FOLLOW_UP and (asked := self._last_sent(contact)) and asked.subject:
            subject = asked.subject if asked.subject.casefold().startswith("re:") else f"Re: {asked.subject}"
        return Letter(person, kind, chosen, chosen.channel, subject, filled.body, None)

    def _answer_to_last(self, contact: int, kind: Kind) -> str:
        """The opening that answers the newest answer, if that is what a letter of this kind does; else ""."""
        last = self.last_exchanged(contact)
        if last is None or last.state is not State.RECEIVED or last.outcome is None:
            return ""
        opening = _ANSWERS.get(last.outcome, "")
        return opening if opening and self.opening(opening).kind is kind else ""

    def _draft(self, contact: int, kind: Kind | None) -> Message | None:
        found = [m for m in self._core.messages_of(contact) if m.state in _OPEN and kind in (None, m.kind)]
        return found[-1] if found else None

    def _last_sent(self, contact: int) -> Message | None:
        sent = [m for m in self._core.messages_of(contact) if m.state is State.SENT]
        return sent[-1] if sent else None

    def last_exchanged(self, contact: int) -> Message | None:
        """The newest letter in either direction that is not a draft."""
        gone = [m for m in self._core.messages_of(contact) if m.state not in _OPEN]
        return gone[-1] if gone else None

    def _as_letter(self, person: Contact, draft: Message) -> Letter:
        opening = next((o for o in self._core.content.openings if o.name == draft.opening), None)
        return Letter(
            person,
            draft.kind,
            opening,
            draft.channel,
            draft.subject,
            draft.body,
            draft.id,
            draft.state,
            draft.versions,
        )

    # Openings

    def opening(self, name: str) -> Opening:
        """The opening of that name, ours or the person's own. Raises NotFound."""
        for opening in self._core.content.openings:
            if opening.name == name:
                return opening
        names = tuple(opening.name for opening in self._core.content.openings)
        raise NotFound(f"There is no opening called {one_line(name)!r}", "", "These are there:", names)

    def offered(self, contact: int, kind: Kind) -> list[Opening]:
        """The openings that are true for a person, the one to offer first."""
        tried: dict[str, int] = {}
        for document in self._core.store.table("messages").values():
            if document.get("state") == State.SENT and (name := document.get("opening")):
                tried[name] = tried.get(name, 0) + 1
        person = self._core.contact(contact)
        return openings.offered(self._core.content.openings, person, self.facts(person), kind, tried)

    def facts(self, person: Contact) -> Facts:
        """What the record says that a letter can use."""
        settings = self._core.settings
        introducer = ""
        if person.introduced_by is not None and self._core.store.get("contacts", person.introduced_by):
            introducer = one_line(self._core.contact(person.introduced_by).name)
        sort, tie = openings.parse_tie(person.tie)
        return Facts(
            greeting=person.greeting or openings.greeting_of(person.name),
            me=settings.name or account.guess_name(),
            company=one_line(person.company),
            role=one_line(person.role),
            tie=tie,
            tie_sort=sort,
            introducer=introducer,
            curious_about=settings.curious_about,
        )

    def switch(self, letter: Letter, name: str) -> Letter:
        """The same letter with another opening: what was typed into slots goes along. Stores nothing."""
        opening = self.opening(name)
        facts = self.facts(letter.contact)
        filled = openings.switch(letter.opening, opening, facts, letter.subject, letter.body)
        channel = opening.channel or letter.channel
        return replace(letter, opening=opening, channel=channel, subject=filled.subject, body=filled.body)

    def open_slots(self, letter: Letter) -> tuple[str, ...]:
        """The places that still want words of one's own."""
        if letter.opening is None:
            return ()
        return openings.open_slots(letter.opening, self.facts(letter.contact), letter.subject, letter.body)

    def other_ways(self, contact: int) -> list[tuple[str, str]]:
        """Ways of asking without a letter: a title and the words, with what is known in them."""
        person = self._core.contact(contact)
        facts = self.facts(person)
        known = {
            "{greeting}": facts.greeting,
            "{me}": facts.me or "...",
            "{topic}": facts.curious_about or facts.role or "the work you are curious about",
        }
        ways: list[tuple[str, str]] = []
        for way in self._core.content.other_ways:
            parts = _PLACES.split(way.body)
            ways.append((way.title, "".join(known.get(part, part) for part in parts)))
        return ways

    def slot_spans(self, letter: Letter, body: str) -> list[tuple[int, int]]:
        """Where the untouched slots stand in a body, as (start, end) in characters."""
        if letter.opening is None:
            return []
        return openings.body_spans(letter.opening, self.facts(letter.contact), body)

    # Keeping

    def keep(self, letter: Letter, *, version: bool = False, step: str = "") -> Letter:
        """Store a letter as it stands now. Typing is no undo step; `step` names one that is.

        version: first set the text that is stored aside among the last ten. Returns the letter as stored.
        """
        core = self._core
        now = core.clock.now()
        edits: list[Edit] = []
        before = core.message(letter.id) if letter.id is not None else self._draft(letter.contact.id, letter.kind)
        values = self._values(letter)
        if before is None:
            after = Message(id=new_id(), contact=letter.contact.id, kind=letter.kind, state=State.DRAFT)
            after = _written(after, letter, values, now, core)
            edits.append(insert("messages", after))
        else:
            versions = before.versions
            if version and (before.subject, before.body) != letter.text:
                versions = _with_version(before)
            after = _written(replace(before, versions=versions), letter, values, now, core)
            if (before.subject, before.body, before.opening, before.channel) == (
                after.subject,
                after.body,
                after.opening,
                after.channel,
            ):
                return self._as_letter(letter.contact, before)
            edits += change("messages", before, after)
        edits += self._name_edits(values)
        core.commit(step or f"write to {letter.contact.name}", edits, step=bool(step))
        return self._as_letter(letter.contact, after)

    def set_aside(self, letter: Letter, subject: str, body: str) -> Letter:
        """Keep a text among a draft's versions without making it the letter (a failed editor's, say)."""
        stored = self.keep(letter)
        assert stored.id is not None
        before = self._core.message(stored.id)
        extra = Version(at=self._core.clock.now(), subject=subject, body=body, opening=before.opening)
        after = replace(before, versions=(*before.versions, extra)[-VERSIONS_KEPT:])
        self._core.commit("set a text aside", change("messages", before, after), step=False)
        return self._as_letter(letter.contact, after)

    def discard(self, message: int) -> None:
        """Let a draft go, as one step that can be undone."""
        core = self._core
        draft = core.message(message)
        if draft.state not in _OPEN:
            raise Refused("Only a draft can be let go", "This letter went out.")
        core.commit("let a draft go", [Edit("messages", message, core.store.get("messages", message), None)])

    def _values(self, letter: Letter) -> Mapping[str, str]:
        if letter.opening is None:
            return {}
        return openings.read_back(letter.opening, self.facts(letter.contact), letter.subject, letter.body) or {}

    def _name_edits(self, values: Mapping[str, str]) -> list[Edit]:
        """A name typed under a letter is the person's own from now on."""
        name = one_line(values.get("me", ""))
        known = self._core.settings.name or account.guess_name()
        if not name or name == known or name.startswith("[") or len(name) > 60:
            return []
        return self._core.edit_settings(name=name)

    # What a reader would hear

    def listen(self, letter: Letter) -> Sequence[Nudge]:
        """What the text says that it need not, most important first. Never while somebody types."""
        from informal.content import language

        settings = self._core.settings
        return nudges.listen(
            letter.subject,
            letter.body,
            letter.kind,
            letter.channel,
            language.load(),
            heard=settings.language_nudges,
            note_limit=self.linkedin_limit(letter.contact),
        )

    def linkedin_limit(self, person: Contact) -> int:
        """How many characters fit: of a note to somebody new, or of a message to a connection."""
        connected = person.connected_on is not None or person.warmth is not Warmth.NEW_TO_ME
        return LINKEDIN_MESSAGE if connected else self._core.settings.linkedin_note_limit

    # Going out

    def hand(self, letter: Letter, channel: Channel) -> Letter:
        """Write down that a letter is about to leave by another program. Before it happens, so that nothing is lost."""
        self.may_write(letter.contact)
        stored = self.keep(replace(letter, channel=channel))
        assert stored.id is not None
        before = self._core.message(stored.id)
        if before.state is State.HANDED and before.channel is channel:
            return stored
        after = replace(before, state=State.HANDED, channel=channel, at=self._core.clock.now(), on=self._core.today)
        self._core.commit(f"hand over a letter to {letter.contact.name}", change("messages", before, after))
        return self._as_letter(letter.contact, after)

    def handed(self) -> list[Message]:
        """The letters about which one has not said yet whether they went out, newest first."""
        table = self._core.store.table("messages")
        ids = [id for id, document in table.items() if document.get("state") == State.HANDED]
        return [self._core.message(id) for id in sorted(ids, reverse=True)]

    def not_yet(self, message: int) -> None:
        """It did not go out: a draft again."""
        before = self._core.message(message)
        if before.state is State.HANDED:
            after = replace(before, state=State.DRAFT)
            self._core.commit("not sent yet", change("messages", before, after))

    def went_out(self, message: int, *, at: datetime | None = None) -> Message:
        """It went out: an ask more, a box ticked."""
        core = self._core
        before = core.message(message)
        if before.state is State.SENT:
            return before
        moment = at or core.clock.now()
        after = replace(before, state=State.SENT, at=moment, on=core.local_day(moment))
        edits = change("messages", before, after)
        name = "somebody"
        if before.contact is not None:
            person = core.contact(before.contact)
            name = person.name
            edits += change("contacts", person, stirred(person, core.local_day(moment)))
        core.commit(f"letter to {name}", edits)
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
            self.opening(opening)
        moment = at or core.clock.now()
        draft = self._draft(contact, kind)
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
        edits += change("contacts", person, stirred(person, core.local_day(moment)))
        core.commit(f"letter to {person.name}", edits)
        return gone

    def _sent_kind(self, contact: int) -> Kind:
        draft = self._draft(contact, None)
        if draft is not None and self._core.standing(contact).stage is Stage.DRAFTED:
            return draft.kind
        standing = self._core.standing(contact)
        return standing.kind if standing.stage is Stage.REPLIED else default_kind(standing.stage)

    def in_person(self, contact: int) -> Message:
        """Asked in person or by phone: an ask like any other."""
        return self.sent(contact, channel=Channel.IN_PERSON)

    def before_sending(self, contact: int) -> str:
        """What one would want to know before one more letter goes there, or ""."""
        person = self._core.contact(contact)
        answered = [m.id for m in self._core.messages_of(contact) if m.state is State.RECEIVED]
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


def _with_version(message: Message) -> tuple[Version, ...]:
    """A draft's versions with its present text added; the oldest falls out, the same text is not kept twice."""
    if not message.body.strip() or (message.versions and message.versions[-1].body == message.body):
        return message.versions
    moment = message.at
    assert moment is not None
    text = Version(at=moment, subject=message.subject, body=message.body, opening=message.opening)
    return (*message.versions, text)[-VERSIONS_KEPT:]


def _written(message: Message, letter: Letter, values: Mapping[str, str], now: datetime, core: Core) -> Message:
    """The message with a letter's text. The time of a text that did not change stays."""
    same = (message.subject, message.body) == letter.text and message.at is not None
    return replace(
        message,
        opening=letter.opening.name if letter.opening else message.opening,
        channel=letter.channel,
        subject=one_line(letter.subject),
        body=letter.body,
        slots={**message.slots, **values},
        at=message.at if same else now,
        on=message.on if same else core.today,
    )
