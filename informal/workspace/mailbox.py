"""Answers in the person's own mailbox: what to look for, the look, and keeping what was found.

The look itself (`look`) knows nothing of the workspace: a worker does it with the frozen Plan, and what it brings back
is kept by the thread that owns the workspace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import parseaddr
from itertools import islice
from typing import TYPE_CHECKING

from informal.model.config import Mail
from informal.model.ids import new_id
from informal.model.kinds import Channel, Outcome, State
from informal.model.values import Contact, Message
from informal.practice.received import Match, OpenLetter, Sort, base_subject, chosen, mark
from informal.practice.stage import stirred
from informal.practice.waiting import IN_DOUBT, OUT, open_letter, shown_to_be_out
from informal.store import Edit
from informal.system import paths
from informal.system.marks import Marks
from informal.text import one_line, spelled
from informal.workspace.core import Core, change, insert

if TYPE_CHECKING:
    import ssl

# People looked for at a time: the newest letters.
_MOST = 200
_OUTCOMES = {Sort.ANSWER: None, Sort.AWAY: Outcome.AWAY, Sort.BOUNCE: Outcome.BOUNCED}


class _AlreadyHereError(Exception):
    """Somebody else kept this mail, or took its person out of the file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a look needs to know. mine: the person's own addresses. known: marks of what was taken before."""

    mail: Mail
    letters: tuple[OpenLetter, ...]
    mine: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a look came to. people: how many were looked for. kept: what is new, oldest first, with its person."""

    people: int
    kept: tuple[tuple[Contact, Message], ...] = ()

    @property
    def looked(self) -> str:
        """What was looked for."""
        return f"Looked for answers from {spelled(self.people)} {'person' if self.people == 1 else 'people'}"

    @property
    def sentence(self) -> str:
        """What was looked for, and what came of it."""
        if not self.people:
            return "No letter waits for an answer by mail, so there was nothing to look for."
        found = [_said(person, message) for person, message in self.kept]
        return f"{self.looked}: {', '.join(found)}." if found else f"{self.looked}. Nothing new."


class Mailbox:
    """The use cases about mail that comes in."""

    def __init__(self, core: Core, mail: Mail) -> None:
        self._core = core
        self._mail = mail

    def plan(self) -> Plan | None:
        """What to look for now; None where config.toml names no mailbox."""
        core, mail = self._core, self._mail
        if mail.imap is None and not mail.maildir:
            return None
        seen = Marks(core.paths.state)
        open_letters = (one for id in self._written_to() if (one := self._open(id, seen)))
        table = core.store.table("messages").values()
        came = (one["message_id"] for one in table if one.get("state") == State.RECEIVED and one.get("message_id"))
        own = parseaddr(mail.sender)[1].casefold()
        user = mail.imap.user.casefold() if mail.imap and "@" in mail.imap.user else ""
        known = seen.all() | {mark(str(id)) for id in came}
        return Plan(mail, tuple(islice(open_letters, _MOST)), frozenset({own, user} - {""}), known)

    def _written_to(self) -> list[int]:
        """The people with whom the last word may be ours, the newest letter first. No value is made for anybody."""
        newest: dict[int, tuple[str, bool]] = {}
        for document in self._core.store.table("messages").values():
            contact, at = document.get("contact"), document.get("at")
            if contact is not None and at and document.get("outcome") not in (Outcome.AWAY, Outcome.BOUNCED):
                out = document.get("state") in OUT
                if out or document.get("state") == State.RECEIVED:
                    newest[contact] = max(newest.get(contact, ("", False)), (at, out))
        return sorted((id for id, (_, out) in newest.items() if out), key=lambda id: newest[id], reverse=True)

    def _open(self, contact: int, seen: Marks) -> OpenLetter | None:
        core = self._core
        if core.store.get("contacts", contact) is None:
            return None
        found = open_letter(core.contact(contact), core.messages_of(contact), core.clock.now())
        if found is not None and _by_address(found) in seen.all():
            # Taken back once: that address writes of other things, too.
            subject = base_subject(core.message(found.letter).subject)
            found = replace(found, subject=subject, addresses=found.addresses if subject else frozenset())
        return found if found is not None and (found.ids or found.addresses) else None

    def take(self, plan: Plan, found: Sequence[Match]) -> Taken:
        """Keep what a look found, each mail once and as a step of its own. Who answered meanwhile, was forgotten or
        asked to be left in peace is left out. Raises NotKept."""
        core = self._core
        core.refresh()
        seen = Marks(core.paths.state)
        waits = {one.contact: one for id in {m.letter.contact for m in found} if (one := self._open(id, seen))}
        kept: list[tuple[Contact, Message]] = []
        for match in chosen(found):
            now_open = waits.get(match.letter.contact)
            if now_open is None or now_open.letter != match.letter.letter:
                continue
            fresh = self._keep(match)
            if fresh is None:
                continue
            kept.append(fresh)
            seen.add(mark(match.mail.message_id), *([] if match.by_id else [_by_address(match.letter)]))
        return Taken(len(plan.letters), tuple(kept))

    def _keep(self, match: Match) -> tuple[Contact, Message] | None:
        """Keep one mail, unless another process was faster or the person is gone."""
        core = self._core
        person = core.contact(match.letter.contact)
        ours = core.messages_of(person.id)
        message = self._message(match, ours)
        edits: list[Edit] = [insert("messages", message)]
        by_address = shown_to_be_out(ours)
        for letter in ours:
            # The person was asked whether it went out, and now it is known.
            if letter == by_address or (letter.message_id in match.mail.references and letter.state in IN_DOUBT):
                edits += change("messages", letter, replace(letter, state=State.SENT))
        if match.mail.sort is Sort.ANSWER:
            edits += change("contacts", person, stirred(person, message.on or core.today))

        def plan() -> list[Edit]:
            documents = core.store.table("messages").values()
            here = core.store.get("contacts", person.id)
            if here is None or any(
                one.get("message_id") == message.message_id and one.get("contact") == person.id for one in documents
            ):
                raise _AlreadyHereError
            return edits

        try:
            core.commit_if(_said(person, message), plan)
        except _AlreadyHereError:
            return None
        return person, message

    def _message(self, match: Match, ours: Sequence[Message]) -> Message:
        core = self._core
        mail = match.mail
        # It answers what went out before anybody looked; else the letter after it would hide it.
        out = max((m.at for m in ours if m.at and m.state in OUT), default=match.letter.at)
        least = (out if mail.sort is Sort.ANSWER else match.letter.at) + timedelta(seconds=1)
        at = max(min(mail.arrived, core.clock.now()), least)
        return Message(
            id=new_id(),
            contact=match.letter.contact,
            kind=core.message(match.letter.letter).kind,
            channel=Channel.EMAIL,
            subject=mail.subject,
            body=_words(match),
            state=State.RECEIVED,
            outcome=_OUTCOMES[mail.sort],
            at=at,
            on=core.local_day(at),
            message_id=mail.message_id,
        )


def look(plan: Plan, *, context: ssl.SSLContext | None = None) -> list[Match]:
    """Look into the mailbox that config.toml names, and change nothing in it. For a worker: it waits for servers.

    context: how certificates are judged, for tests. Raises Refused where trying again would not help, InformalError.
    """
    if not plan.letters:
        return []
    found: list[Match] = []
    if plan.mail.maildir:
        from informal.mail import maildir

        found += maildir.look(paths.typed(plan.mail.maildir), plan.letters, mine=plan.mine, known=plan.known)
    if plan.mail.imap is not None:
        from informal.mail import imap

        with imap.session(plan.mail.imap, context=context) as box:
            found += box.look(plan.letters, mine=plan.mine, known=plan.known)
    return found


def _by_address(letter: OpenLetter) -> str:
    return mark(f"letter {letter.letter}")


def _words(match: Match) -> str:
    """What stands in the timeline: what they wrote, or which address does not work and what the server says of it."""
    mail = match.mail
    if mail.sort is not Sort.BOUNCE:
        return mail.text
    theirs = [address for address in mail.failed if address in match.letter.addresses] or list(mail.failed[:1])
    return ": ".join(part for part in (", ".join(theirs), mail.text) if part)


def _said(person: Contact, message: Message) -> str:
    """What came in, in a few words: for the history, and for whoever looked."""
    name = one_line(person.name)
    if message.outcome is Outcome.AWAY:
        return f"{name} is away"
    if message.outcome is Outcome.BOUNCED:
        return f"the letter to {name} came back"
    return f"{name} answered"
