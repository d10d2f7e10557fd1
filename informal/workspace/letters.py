"""Letters: opened with words in them, kept as they are typed, handed over, sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from informal.errors import NotFound, Refused
from informal.model.ids import new_id
from informal.model.kinds import Channel, Kind, State, Warmth
from informal.model.values import Contact, Message, Version
from informal.model.words import Opening
from informal.practice import facts, fitting, names, nudges, openings
from informal.practice.facts import Facts
from informal.practice.nudges import Nudge
from informal.store import Edit
from informal.system import account
from informal.text import one_line
from informal.workspace.core import Core, change, insert
from informal.workspace.fitting import surroundings

_PLACES = re.compile(r"(\{\w+\})")
VERSIONS_KEPT = 10
# What LinkedIn takes in a message to a connection (third-party reports).
LINKEDIN_MESSAGE = 3000
# A draft, or one that is leaving, or about which the person has not said yet whether it went out.
_OPEN = (State.DRAFT, State.HANDED, State.SENDING, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter being written. id is None while nothing of it is stored: a proposal.

    seen: subject and body as they were stored when it was read; what somebody else stored since is told by it.
    """

    contact: Contact
    kind: Kind
    opening: Opening | None
    channel: Channel | None
    subject: str
    body: str
    id: int | None
    state: State = State.DRAFT
    versions: tuple[Version, ...] = ()
    seen: tuple[str, str] | None = None

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
        draft = self.draft(contact, kind)
        if draft is not None:
            return self._as_letter(person, draft)
        return self.propose(contact, kind or self._core.standing(contact).kind)

    def propose(self, contact: int, kind: Kind, opening: str = "") -> Letter:
        """A letter with words in it, from the opening named, else from the best one offered. Stores nothing."""
        person = self._core.contact(contact)
        around = surroundings(self._core, person, kind)
        opening = opening or fitting.opening_for(kind, around)
        if opening:
            chosen: Opening | None = self.opening(opening)
        else:
            chosen = next(iter(self.offered(contact, kind)), None)
        if chosen is None:
            return Letter(person, kind, None, None, "", "", None)
        chosen = openings.with_words(chosen, fitting.words_for(kind, around))
        filled = openings.fill(chosen, self.facts(person))
        subject = filled.subject
        if kind is Kind.FOLLOW_UP and (asked := self._last_sent(contact)) and asked.subject:
            subject = asked.subject if asked.subject.casefold().startswith("re:") else f"Re: {asked.subject}"
        return Letter(person, kind, chosen, chosen.channel, subject, filled.body, None)

    def _fitted(self, person: Contact, opening: Opening, kind: Kind) -> Opening:
        """An opening with what the record knows in its places."""
        return openings.with_words(opening, fitting.words_for(kind, surroundings(self._core, person, kind)))

    def draft(self, contact: int, kind: Kind | None) -> Message | None:
        """The newest draft to a person, of that kind or of any; one that was handed over counts."""
        found = [m for m in self._core.messages_of(contact) if m.state in _OPEN and kind in (None, m.kind)]
        return found[-1] if found else None

    def _last_sent(self, contact: int) -> Message | None:
        sent = [m for m in self._core.messages_of(contact) if m.state is State.SENT]
        return sent[-1] if sent else None

    def _as_letter(self, person: Contact, draft: Message) -> Letter:
        opening = next((o for o in self._core.content.openings if o.name == draft.opening), None)
        if opening is not None and draft.kind is not Kind.ASK:
            opening = self._fitted(person, opening, draft.kind)
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
            (draft.subject, draft.body),
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
        return facts.offered(self._core.content.openings, person, self.facts(person), kind, tried)

    def facts(self, person: Contact) -> Facts:
        """What the record says that a letter can use."""
        settings = self._core.settings
        sort, tie = facts.parse_tie(person.tie)
        return Facts(
            greeting=person.greeting or names.greeting_of(person.name),
            me=settings.name or account.guess_name(),
            company=one_line(person.company),
            role=one_line(person.role),
            tie=tie,
            tie_sort=sort,
            introducer=one_line(self._core.introducer(person)),
            curious_about=settings.curious_about,
            signature=one_line(settings.signature),
            profile=one_line(settings.profile),
        )

    def switch(self, letter: Letter, name: str) -> Letter:
        """The same letter with another opening: what was typed into slots goes along. Stores nothing."""
        opening = self._fitted(letter.contact, self.opening(name), letter.kind)
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

        version: first set the text that is stored aside among the last ten; a text that somebody else stored meanwhile
        always goes there. A person who was deleted meanwhile comes back: words to them are worth more than a deletion;
        not one who was forgotten. Returns the letter as stored. Raises Refused, NotKept.
        """
        core = self._core
        now = core.clock.now()
        edits: list[Edit] = []
        if core.store.get("contacts", letter.contact.id) is None:
            self._refuse_forgotten(letter.contact)
            edits.append(insert("contacts", letter.contact))
        before = self.draft(letter.contact.id, letter.kind)
        if letter.id is not None and core.store.get("messages", letter.id) is not None:
            found = core.message(letter.id)
            if found.state not in _OPEN and (found.subject, found.body) == letter.text:
                return self._as_letter(letter.contact, found)
            # What went out stays as it went: words that were typed since are another letter.
            before = found if found.state in _OPEN else before
        if before is not None and before.state is State.SENDING:
            if (before.subject, before.body) == letter.text:
                raise Refused(
                    "This letter is on its way just now", "A mail server has it.", "Wait until it has answered."
                )
            # So are those typed while a server has it: nobody can say yet what will become of it.
            before = None
        values = self._values(letter)
        if before is None:
            after = Message(id=new_id(), contact=letter.contact.id, kind=letter.kind, state=State.DRAFT)
            after = _written(after, letter, values, now, core)
            edits.append(insert("messages", after))
        else:
            versions = before.versions
            stored = (before.subject, before.body)
            if stored != letter.text and (version or stored != (letter.seen or stored)):
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

    def _refuse_forgotten(self, contact: Contact) -> None:
        if self._core.forgotten:
            from informal.practice.sameness import prints

            known = prints(contact.name, contact.company, contact.linkedin, contact.emails)
            if not known.isdisjoint(self._core.forgotten):
                raise Refused(
                    f"{one_line(contact.name)} was forgotten meanwhile",
                    "You asked that nothing of them stays here, so this letter is not kept.",
                    "Copy the text now if you still want the words.",
                )

    def kept_at(self, letter: Letter) -> datetime | None:
        """When a letter was kept last; None for one that is not stored."""
        if letter.id is None or self._core.store.get("messages", letter.id) is None:
            return None
        return self._core.message(letter.id).at

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
        if draft.state not in _OPEN or draft.state is State.SENDING:
            raise Refused("Only a draft can be let go", "This letter went out, or is about to.")
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
