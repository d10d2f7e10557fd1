"""A letter as it travels: headers made out of values, never out of strings somebody could have put a line end into.

What a person typed is checked on its way in, and the finished letter is read back before anybody gets it: one sender,
one recipient, the headers we meant and no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, make_msgid
from typing import Any, cast

from informal.errors import Refused
from informal.text import clean, fit, one_line

# Longer addresses don't exist (RFC 5321, 4.5.3.1), longer subjects are no subjects.
_LONGEST_LOCAL, _LONGEST_ADDRESS = 64, 254
_LONGEST_SUBJECT = 250
_LONGEST_NAME = 100
_LONGEST_BODY = 1_000_000
# The thread's first letter and its latest ones: a mail program needs no more.
_MOST_REFERENCES = 10
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_DOMAIN = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_NAMED = re.compile(r"\s*\"?([^\"<>]*?)\"?\s*<([^<>]*)>\s*")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,240}@[!-;=?-~]{1,240}>")
# What has a meaning in an address header, and what would begin an encoded word.
_SPECIAL = re.compile(r"[,;:<>()@\[\]\\\"]")
_ENCODED_WORD = re.compile(r"=\?")
# Wrapped where they are sent; a line of these is quoted-printable.
_PLAIN_LINE = 78


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address, checked, with the name beside it or ""."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a letter is made of. id: its Message-ID, with the angles. earlier: ids of the thread, oldest first."""

    sender: Mailbox
    to: Mailbox
    subject: str
    body: str
    id: str
    at: datetime
    earlier: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter ready to go: from and to as the server is told, and the bytes."""

    sender: str
    to: str
    data: bytes


def mailbox(text: str, name: str = "") -> Mailbox:
    """One address out of "ada@example.org" or "Ada Example <ada@example.org>". name: instead of one that stands there.

    A domain beyond ASCII is written as servers know it (IDNA). Raises Refused for anything but one address.
    """
    named = _NAMED.fullmatch(text)
    address = (named[2] if named else text).strip(" ")
    local, at, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if not domain.isascii() else domain
    except UnicodeError:
        domain = ""
    whole = f"{local}@{domain}"
    if not (at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)) or (
        len(local) > _LONGEST_LOCAL or len(whole) > _LONGEST_ADDRESS
    ):
        raise Refused(
            f"{fit(one_line(text), 60) or 'Nothing'!r} is not one e-mail address",
            "A letter goes to one person, by one address.",
            "An address looks like this: ada@example.org",
        )
    return Mailbox(whole, _plain_name(name or (named[1] if named else "")))


def _plain_name(name: str) -> str:
    """A name that means nothing but itself in a header."""
    return fit(one_line(_ENCODED_WORD.sub("= ?", _SPECIAL.sub(" ", one_line(name)))), _LONGEST_NAME)


def new_id(sender: Mailbox, id: int) -> str:
    """A Message-ID that nobody else makes. It names the sender's domain: else this computer's name would be in it."""
    return make_msgid(str(id), domain=sender.domain)


def is_id(text: str) -> bool:
    """Whether a text is a Message-ID and nothing else, whoever made it."""
    return _MESSAGE_ID.fullmatch(text) is not None


def pack(letter: Outgoing) -> Parcel:
    """The letter as bytes: plain text in UTF-8, its own id in References too, for servers that replace Message-ID.

    Raises Refused for what can't be sent as it is.
    """
    subject = one_line(letter.subject)
    if len(subject) > _LONGEST_SUBJECT:
        raise Refused("The subject is too long to be one", f"It has {len(subject):,} characters.", "Nothing went out.")
    if len(letter.body) > _LONGEST_BODY:
        raise Refused("The letter is too long to be sent", f"It has {len(letter.body):,} characters.")
    if not is_id(letter.id):
        raise Refused("This letter has no id that a mail server takes", one_line(letter.id))
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(display_name=letter.sender.name, addr_spec=letter.sender.address)
    message["To"] = Address(display_name=letter.to.name, addr_spec=letter.to.address)
    message["Subject"] = _ENCODED_WORD.sub("= ?", subject)
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = letter.id
    earlier = [id for id in dict.fromkeys(letter.earlier) if is_id(id) and id != letter.id]
    if earlier:
        message["In-Reply-To"] = earlier[-1]
    if len(earlier) >= _MOST_REFERENCES:
        earlier = [earlier[0], *earlier[2 - _MOST_REFERENCES :]]
    message["References"] = " ".join([*earlier, letter.id])
    body = clean(letter.body).rstrip("\n") + "\n"
    plain = body.isascii() and all(len(line) <= _PLAIN_LINE for line in body.split("\n"))
    message.set_content(body, charset="utf-8", cte="7bit" if plain else "quoted-printable")
    data = message.as_bytes()
    _read_back(data, letter, list(message))
    return Parcel(letter.sender.address, letter.to.address, data)


def _read_back(data: bytes, letter: Outgoing, names: list[str]) -> None:
    """Raises Refused unless the bytes say what was meant, to one person, and nothing more."""
    found = BytesParser(policy=policy.default).parsebytes(data)
    addresses = [[one.addr_spec for one in found[name].addresses] for name in ("from", "to")]
    if (
        list(found) != names
        or found.defects
        or addresses != [[letter.sender.address], [letter.to.address]]
        or not data.isascii()
        or b"\0" in data
    ):
        raise Refused(
            "This letter can't be sent as it is",
            "Something in its names or subject would be read as more than a name or a subject.",
            "Take odd characters out of them. Nothing went out.",
        )


class _Ids(UnstructuredHeader):
    """Message ids, one a line. The stdlib would write a long one as an encoded word, which no mail program follows."""

    name: str

    def fold(self, *, policy: Any) -> str:
        line: str = policy.linesep
        return f"{self.name}: {f'{line} '.join(str(self).split())}{line}"


def _registry() -> HeaderRegistry:
    registry = HeaderRegistry()
    for name in ("message-id", "in-reply-to", "references"):
        registry.map_to_type(name, cast("Any", _Ids))
    return registry


_POLICY = policy.SMTP.clone(header_factory=_registry())
