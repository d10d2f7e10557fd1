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
from informal.model.config import Security, Server
from informal.text import one_line

if TYPE_CHECKING:
    from informal.practice.received import Match, OpenLetter

# One answer of the server, and a session with all of them.
_PATIENCE = 20.0
_SESSION = 120.0
_LARGEST_LITERAL = 1024 * 1024
_LARGEST_SESSION = 48 * 1024 * 1024
_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_FOLDERS = 2000
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?:\\.|[^"\\])*"|NIL) (?P<name>.*)', re.DOTALL)
# The role of a folder: what servers call it (RFC 6154), and how it is named where they don't.
ROLES = {
    "sent": ("\\sent", ("sent", "sent items", "sent messages", "sent mail")),
    "drafts": ("\\drafts", ("drafts", "draft")),
    "all": ("\\all", ()),
    "archive": ("\\archive", ("archive", "archives")),
}
# What an answer that makes no sense can raise inside imaplib, besides what it means to raise.
_NONSENSE = (ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError, AssertionError)


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
        """The folder of that role ("sent", "drafts", "all", "archive"): marked so by the server, else named so."""
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
        """The mails that belong to open letters, read without changing anything. known: ids that were taken before.

        mine: the person's own addresses. Raises InformalError.
        """
        from informal.mail.looking import Looking

        others = [folder.name for role in ("all", "archive") if (folder := self.folder(role)) is not None]
        with _told(self._server):
            return Looking(self, letters, mine, known).through(["INBOX", *others[:1]])

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
            said = f"{self._server.host} said to {command}: {_words(answer)}"
            raise InformalError("The mail server would not do that", said)
        return [one for one in answer if one is not None]


@contextmanager
def session(server: Server, secret: str, *, context: ssl.SSLContext | None = None) -> Iterator[Box]:
    """A mailbox one is logged in to; logged out afterwards.

    secret: the password, or the token where the server has a token_command. context: how certificates are judged, by
    default as the system does. Raises Refused where trying again would not help, else InformalError.
    """
    if server.security is Security.NONE and server.host not in _LOOPBACK:
        raise Refused(
            "The line to your mail server would be open to read",
            f"{server.host} is not this computer.",
            'Write security = "tls" under [mail.imap].',
        )
    with _told(server):
        line = _connect(server, context or ssl.create_default_context())
    watch = Timer(_SESSION, _cut, (line,))
    watch.daemon = True
    watch.start()
    try:
        with _told(server):
            if server.security is Security.STARTTLS:
                _start_tls(line, server, context or ssl.create_default_context())
            _log_in(line, server, secret)
        yield Box(line, server)
    finally:
        watch.cancel()
        with suppress(imaplib.IMAP4.error, OSError, *_NONSENSE):
            line.logout()
        with suppress(OSError, *_NONSENSE):
            line.shutdown()


def _connect(server: Server, context: ssl.SSLContext) -> imaplib.IMAP4:
    port = server.port or _PORTS[server.security]
    if server.security is Security.TLS:
        return _BoundedTls(server.host, port, ssl_context=context, timeout=_PATIENCE)
    return _Bounded(server.host, port, timeout=_PATIENCE)


def _cut(line: imaplib.IMAP4) -> None:
    """End a session that takes too long; whoever waits for an answer gets the end of the line."""
    with suppress(OSError, AttributeError):
        line.sock.shutdown(socket.SHUT_RDWR)


def _start_tls(line: imaplib.IMAP4, server: Server, context: ssl.SSLContext) -> None:
    if "STARTTLS" not in line.capabilities:
        raise Refused(
            "The mail server does not offer a private line",
            f"{server.host} offers no STARTTLS, or somebody between took it away. Nothing was said to it.",
            'Try security = "tls" under [mail.imap].',
        )
    line.starttls(context)


def _log_in(line: imaplib.IMAP4, server: Server, secret: str) -> None:
    """Show who one is. Raises Refused with the server's words."""
    _, answer = line.capability()
    offered = b" ".join(one for one in answer if isinstance(one, bytes)).upper().split()
    try:
        if server.token_command:
            token = f"user={server.user}\x01auth=Bearer {secret}\x01\x01".encode()
            # A server that refuses sends the reason as a challenge, and wants an empty answer.
            answers = iter((token,))
            line.authenticate("XOAUTH2", lambda _: next(answers, b""))
        elif b"AUTH=PLAIN" in offered:
            line.authenticate("PLAIN", lambda _: f"\0{server.user}\0{secret}".encode())
        elif f"{server.user}{secret}".isascii() and f"{server.user}{secret}".isprintable():
            line.login(quoted(server.user), secret)
        else:
            raise line.error("it takes only plain letters as name and password")
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise Refused(
            "Your mail server did not let you in",
            f"{server.host} said: {_words(error.args)}",
            "See the user and the password_command under [mail.imap], or: informal mail test",
        ) from None


@contextmanager
def _told(server: Server) -> Iterator[None]:
    """Whatever goes wrong with a server, as a sentence."""
    try:
        yield
    except InformalError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise Refused(
            "The mail server's certificate is not good",
            f"{server.host}: {error.verify_message or 'it does not fit'}. Nothing was said to it.",
            "See the host under [mail.imap].",
        ) from None
    except ssl.SSLError as error:
        reason = one_line(str(error.reason or error))
        raise InformalError(
            "The mail server does not speak TLS there", f"{server.host}: {reason}.", "See port and security."
        ) from None
    except TimeoutError:
        raise InformalError("The mail server is too slow", f"{server.host} did not answer.", "Try later.") from None
    except (imaplib.IMAP4.abort, ConnectionError) as error:
        raise InformalError(
            "The mail server ended the line", f"{server.host}: {_words(error.args)}", "Try later."
        ) from None
    except OSError as error:
        raise InformalError(
            "The mail server can't be reached", f"{server.host}: {error.strerror or error}.", "Are you online?"
        ) from None
    except (imaplib.IMAP4.error, *_NONSENSE) as error:
        raise InformalError(
            "The mail server gave an answer that makes no sense here", f"{server.host}: {_words(error.args)}"
        ) from None


def _words(answer: Sequence[Any]) -> str:
    """What a server said, on one line and not more than one reads."""
    parts = [
        one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in answer if one is not None
    ]
    said = one_line(" ".join(parts))[:200].strip()
    return said if not said or said.endswith(".") else f"{said}."


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
