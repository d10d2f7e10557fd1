"""What must be right before a letter leaves by the person's own account, and the letter as it travels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from informal.errors import Refused
from informal.model.config import Mail
from informal.model.kinds import Kind, State
from informal.model.records import from_document
from informal.model.values import Contact, Message
from informal.practice.asks import ASKING
from informal.practice.copies import is_copy
from informal.practice.record import moment
from informal.text import one_line
from informal.workspace.core import Core
from informal.workspace.letters import Letter, Letters
from informal.workspace.outbox import Outbox

if TYPE_CHECKING:
    from informal.mail.letter import Mailbox, Parcel

# Of letters sent by the program itself.
MOST_A_DAY = 10
_LEFT = (State.SENT, State.SENDING, State.UNKNOWN)
# Letters of these kinds go on with what was said; so does any whose subject begins with "Re:".
_GOES_ON = frozenset({Kind.FOLLOW_UP, Kind.ANSWER, Kind.CONFIRMATION})


class Envelopes:
    """Sender, recipient, limits, thread. It changes nothing; what it reads is the store's, up to date or not."""

    def __init__(self, core: Core, letters: Letters, outbox: Outbox, mail: Mail) -> None:
        self._core = core
        self._letters = letters
        self._outbox = outbox
        self._mail = mail

    @property
    def sender(self) -> Mailbox:
        """Whom letters come from. Raises Refused where config.toml names none."""
        from informal.mail.letter import mailbox

        if not self._mail.sender:
            raise Refused("No mail account is set up", "config.toml has no from under [mail].", "informal mail setup")
        found = mailbox(self._mail.sender)
        return found if found.name else mailbox(found.address, self._core.settings.name)

    def recipient(self, person: Contact) -> Mailbox:
        """Where a letter to somebody goes. Raises Refused where no one address of theirs is known."""
        from informal.mail.letter import mailbox

        name = one_line(person.name)
        if not person.emails:
            raise Refused(
                f"There is no e-mail address of {name}",
                "Nothing went out.",
                "E adds one in the app; informal edit WHO --email ADDRESS does elsewhere.",
            )
        return mailbox(person.emails[0], name)

    def check_whole(self, letter: Letter) -> None:
        """Raises Refused for a letter that no mail program should get."""
        self._outbox.may_write(letter.contact)
        self.recipient(letter.contact)
        if not letter.body.strip():
            raise Refused("The letter is empty", "Nothing went out.")
        if not one_line(letter.subject):
            raise Refused("The letter has no subject", "Nothing went out.", "Three to six words do.")

    def check(self, letter: Letter, *, anyway: bool = False) -> None:
        """Raises Refused for a letter that can't be sent from here, or had better not. anyway: open places may stay."""
        self.check_whole(letter)
        if (places := self._letters.open_slots(letter)) and not anyway:
            raise Refused(
                f"The letter still says [{one_line(places[0])}]", "Nothing went out.", "Fill it in, or take it out."
            )
        messages, contacts = self._core.store.table("messages"), self._core.store.table("contacts")
        left = [one for one in messages.values() if one.get("state") in _LEFT and one.get("id") != letter.id]
        today = self._core.today.isoformat()
        if sum(bool(one.get("message_id")) and one.get("on") == today for one in left) >= MOST_A_DAY:
            raise Refused(
                "Ten letters went out today",
                "More than that reads like a circular, to people and to their mail programs.",
                "This one is kept, and can go tomorrow.",
            )
        if letter.kind in ASKING:
            self._refuse_copies(letter, [one for one in left if one.get("kind") in ASKING], contacts)

    @staticmethod
    def _refuse_copies(letter: Letter, left: list[dict[str, Any]], contacts: Mapping[int, Mapping[str, Any]]) -> None:
        for one in left:
            other = contacts.get(one.get("contact") or 0)
            if other is None or one.get("contact") == letter.contact.id:
                continue
            person = from_document(Contact, dict(other))
            if is_copy(letter.body, letter.contact, str(one.get("body", "")), person):
                raise Refused(
                    f"This is your letter to {one_line(person.name)} with another name",
                    "Nothing went out.",
                    f"One sentence that is only for {one_line(letter.contact.name)} makes it theirs.",
                )

    def pack(self, message: Message, person: Contact, id: str, at: datetime) -> Parcel:
        """The letter as it travels, in its thread. id: its Message-ID. Raises Refused for what can't be sent so."""
        from informal.mail import letter as letters

        made = letters.Outgoing(
            self.sender,
            self.recipient(person),
            message.subject,
            message.body,
            id,
            self._core.local(at),
            self._thread(message),
        )
        return letters.pack(made)

    def _thread(self, letter: Message) -> list[str]:
        """The ids of the mails that a letter goes on with, oldest first; none for one that begins anew."""
        if letter.kind not in _GOES_ON and not letter.subject.casefold().startswith("re:"):
            return []
        documents = self._core.store.table("messages").values()
        theirs = [one for one in documents if one.get("contact") == letter.contact and one.get("message_id")]
        read = sorted((from_document(Message, one) for one in theirs if one.get("id") != letter.id), key=moment)
        return [one.message_id for one in read if one.state in (*_LEFT, State.RECEIVED)]
