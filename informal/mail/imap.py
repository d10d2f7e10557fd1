"""A mailbox on a server: one session, in which a copy is laid down or answers are looked for.

Looking opens a folder with EXAMINE and reads with BODY.PEEK: no flag, folder or message is ever changed by it. What the
server says is as untrusted as the mail it holds: lines, literals, the whole and the time it may take are bounded.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from typing import TYPE_CHECKING, Any

from informal.errors import InformalError, Refused
from informal.mail import login
from informal.mail.login import Secret
from informal.model.config import Security, Server

if TYPE_CHECKING:
    from informal.practice.received import Match, OpenLetter

# A session with all of its answers; one answer has login.SERVER_SECONDS.
_SESSION = 120.0
_LARGEST_LITERAL = 1024 * 1024
_LARGEST_SESSION = 48 * 1024 * 1024
_FOLDERS = 2000
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?:\\.|[^"\\])*"|NIL) (?P<name>.*)', re.DOTALL)
# The role of a folder: what servers call it (RFC 6154), and how it is named where they don't.
ROLES = {
    "sent": ("\\sent", ("sent", "sent items", "sent messages", "sent mail")),
    "drafts": ("\\drafts", ("drafts", "draft")),
    "all": ("\\all", ()),
    "archive": ("\\archive", ("archive", "archives")),
    "junk": ("\\junk", ("junk", "junk e-mail", "junk email", "spam", "bulk mail")),
}
# What an answer that makes no sense can raise inside imaplib, besides what it means to raise.
_NONSENSE = (ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError, AssertionError)


class MailboxLoginError(imaplib.IMAP4.error):
    """The server did not let us in. login.explain knows it by its name."""


class _Bounded(imaplib.IMAP4):
    """imaplib, which reads whatever it is sent, with bounds."""

    _left = _LARGEST_SESSION

    def read(self, size: int) -> bytes:
        """A literal; a server that announces a huge one is not believed."""
        if size > _LARGEST_LITERAL:
            raise self.error(f"a literal of {size} bytes where at most {_LARGEST_LITERAL} were asked for")
        return self._count(super().read(size))

    def readline(self) -> bytes:
        """A line; imaplib bounds one, not how many there are."""
        return self._count(super().readline())

    def _count(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise self.error("more answers than anybody asked for")
        return data


class _BoundedTls(_Bounded, imaplib.IMAP4_SSL):
    """The same, with TLS from the first byte."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as the server names it, in its own encoding. flags: in small letters."""

    name: str
    flags: frozenset[str]


class Box:
    """A mailbox one is logged in to."""

    def __init__(self, line: imaplib.IMAP4, server: Server) -> None:
        self._line = line
        self._server = server
        self._folders: tuple[Folder, ...] | None = None

    @property
    def folders(self) -> tuple[Folder, ...]:
        """Every folder that can be opened. Raises InformalError."""
        if self._folders is None:
            with _told(self._server):
                _, answer = self._line.capability()
                special = b"SPECIAL-USE" in b" ".join(one for one in answer if isinstance(one, bytes)).upper()
                listed = self.ask("LIST", *self._line.list('""', '"*" RETURN (SPECIAL-USE)' if special else '"*"'))
                found = [folder for one in listed[:_FOLDERS] if (folder := _folder(one)) is not None]
            self._folders = tuple(found)
        return self._folders

    def folder(self, role: str) -> Folder | None:
        """The folder of a role, one of ROLES: marked so by the server, else named so."""
        flag, names = ROLES[role]
        for folder in self.folders:
            if flag in folder.flags:
                return folder
        for name in names:
            for folder in self.folders:
                if re.split(r"[/.]", folder.name)[-1].casefold() == name:
                    return folder
        return None

    def append(self, role: str, data: bytes) -> None:
        """Lay a copy of a message down: as read in "sent", or to go on with in "drafts". Raises InformalError."""
        folder = self.folder(role)
        if folder is None:
            raise Refused(
                f"The mailbox has no folder for {'drafts' if role == 'drafts' else 'sent mail'}",
                f"{self._server.host} names none.",
                "Make one in your mail program.",
            )
        flags = "(\\Draft)" if role == "drafts" else "(\\Seen)"
        with _told(self._server):
            self.ask("APPEND", *self._line.append(quoted(folder.name), flags, "", data))

    def look(
        self, letters: Sequence[OpenLetter], *, mine: frozenset[str] = frozenset(), known: frozenset[str] = frozenset()
    ) -> list[Match]:
        """The mails that belong to open letters, read without changing anything. known: marks of what was taken before.

        mine: the person's own addresses. Raises InformalError.
        """
        from informal.mail.looking import Looking

        others = [folder.name for role in ("all", "archive") if (folder := self.folder(role)) is not None]
        junk = self.folder("junk")
        with _told(self._server):
            looking = Looking(self, letters, mine, known)
            found = looking.through(["INBOX", *others[:1]])
            # Whoever forges a sender does not know our ids: of junk, only what names one is an answer.
            return found + (looking.by_id(junk.name) if junk else [])

    # For looking

    def examine(self, folder: str) -> bool:
        """Open a folder so that nothing in it can be changed; False where it can't be opened."""
        status, _ = self._line.select(quoted(folder), readonly=True)
        return status == "OK"

    def uid(self, command: str, *words: str) -> list[Any]:
        """What the server answers to a UID command: lines, and pairs of a line and the literal that follows it."""
        return self.ask(command, *self._line.uid(command, *words))

    def ask(self, command: str, status: str, answer: Sequence[Any]) -> list[Any]:
        """The answer, if the server said OK. Raises InformalError with the server's words."""
        if status != "OK":
            words = b" ".join(one for one in answer if isinstance(one, bytes))
            raise InformalError(f"{self._server.host} refused {command}", f"It said: {login.words_of(words)}")
        return [one for one in answer if one is not None]


@contextmanager
def session(server: Server, known: Secret | None = None, *, context: ssl.SSLContext | None = None) -> Iterator[Box]:
    """A mailbox one is logged in to; logged out afterwards.

    known: the password or token, asked for now where it is not given. context: how certificates are judged, by default
    as login.context says. Raises Refused where trying again would not help, else InformalError.
    """
    server = login.ready(server, "imap")
    known = known or login.secret(server)
    context = context or login.context()
    with _told(server, known):
        line = _connect(server, context)
    watch = Timer(_SESSION, _cut, (line,))
    watch.daemon = True
    watch.start()
    try:
        with _told(server, known):
            if server.security is Security.STARTTLS:
                line.starttls(context)
            _log_in(line, server, known)
        yield Box(line, server)
    finally:
        watch.cancel()
        with suppress(imaplib.IMAP4.error, OSError, *_NONSENSE):
            line.logout()
        with suppress(OSError, *_NONSENSE):
            line.shutdown()


def _connect(server: Server, context: ssl.SSLContext) -> imaplib.IMAP4:
    if server.security is Security.TLS:
        return _BoundedTls(server.host, server.port, ssl_context=context, timeout=login.SERVER_SECONDS)
    return _Bounded(server.host, server.port, timeout=login.SERVER_SECONDS)


def _cut(line: imaplib.IMAP4) -> None:
    """End a session that takes too long; whoever waits for an answer gets the end of the line."""
    with suppress(OSError, AttributeError):
        line.sock.shutdown(socket.SHUT_RDWR)


def _log_in(line: imaplib.IMAP4, server: Server, known: Secret) -> None:
    """Show who one is. Raises MailboxLoginError with the server's words."""
    _, answer = line.capability()
    offered = b" ".join(one for one in answer if isinstance(one, bytes)).upper().split()
    try:
        if known.token:
            # A server that refuses sends the reason as a challenge, and wants an empty answer.
            answers = iter((login.xoauth2(server.user, known.value).encode(),))
            line.authenticate("XOAUTH2", lambda _: next(answers, b""))
        elif b"AUTH=PLAIN" in offered:
            line.authenticate("PLAIN", lambda _: login.sasl_plain(server.user, known.value))
        elif f"{server.user}{known.value}".isascii():
            line.login(quoted(server.user), known.value)
        else:
            raise MailboxLoginError("This server takes only plain letters as user and password.")
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailboxLoginError(*error.args) from None


@contextmanager
def _told(server: Server, known: Secret | None = None) -> Iterator[None]:
    """Whatever goes wrong with a server, as a sentence."""
    try:
        yield
    except (MailboxLoginError, ssl.SSLCertVerificationError) as error:
        told = login.explain(error, server, known)
        raise Refused(told.title, told.message, told.hint) from None
    except (OSError, imaplib.IMAP4.error) as error:
        raise login.explain(error, server, known) from None
    except _NONSENSE as error:
        raise InformalError(
            f"{server.host} gave an answer that makes no sense",
            f"{login.words_of(error, known)}.",
            "Nothing of it was used. Is it a mail server?",
        ) from None


def _folder(listed: Any) -> Folder | None:
    """A line of LIST; None for one that can't be opened, or whose name does not stand on a line."""
    head, literal = listed if isinstance(listed, tuple) else (listed, None)
    found = _LISTED.match(head)
    if found is None:
        return None
    name = literal if literal is not None else found["name"].strip()
    if literal is None and name[:1] == b'"' and name[-1:] == b'"':
        name = re.sub(rb"\\(.)", rb"\1", name[1:-1])
    flags = frozenset(found["flags"].decode("ascii", "replace").casefold().split())
    text = name.decode("ascii", "replace")
    if not text.isascii() or not text.isprintable() or not text or "\\noselect" in flags or "\\nonexistent" in flags:
        return None
    return Folder(text, flags)


def quoted(text: str) -> str:
    """A text as IMAP quotes one. It holds no line ends: those have no place in a quoted string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
