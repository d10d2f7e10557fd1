"""A real mail server on the loopback that takes letters, with every mood a server can have.

with serving(mood=Mood(refuses="RCPT")) as post:
    smtp.send(post.server, parcel)
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from informal.model.config import Security, Server

USER, PASSWORD, TOKEN = "sam@example.org", "hush-hush", "ya29.hush-token"


@dataclass(frozen=True)
class Mood:
    """What a server does with whoever comes. refuses: the command it says no to. hangs_up: at that command, or "." for
    the end of the letter. waits: seconds before it answers a letter. says: its last words about a letter."""

    refuses: str = ""
    words: str = "550 5.1.1 nobody of that name"
    hangs_up: str = ""
    waits: float = 0.0
    says: str = "250 2.0.0 taken"


@dataclass
class Post:
    """A server that runs. letters: what it has whole, though it may not have said so."""

    server: Server = field(default_factory=Server)
    letters: list[Envelope] = field(default_factory=list)
    logins: list[tuple[str, bytes]] = field(default_factory=list)


class _Handler:
    def __init__(self, post: Post, mood: Mood) -> None:
        self.post = post
        self.mood = mood

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self._mood("MAIL", server) or "250 2.1.0 ok"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self._mood("RCPT", server) or "250 2.1.5 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.mood.refuses != "DATA":
            self.post.letters.append(envelope)
        if self.mood.hangs_up == ".":
            server.transport.abort()
        if self.mood.waits:
            await asyncio.sleep(self.mood.waits)
        return self._mood("DATA", server) or self.mood.says

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:  # noqa: N802
        import base64

        said = base64.b64decode(args[1])
        self.post.logins.append(("XOAUTH2", said))
        if said == f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01".encode():
            return AuthResult(success=True, auth_data=USER)
        await server.challenge_auth('{"status":"400"}')
        return AuthResult(success=False, handled=False)

    def _mood(self, command: str, server: Any) -> str:
        if self.mood.hangs_up == command:
            server.transport.abort()
        return self.mood.words if self.mood.refuses == command else ""

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.post.logins.append((mechanism, data.password))
        good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)


@contextmanager
def serving(
    security: Security = Security.NONE,
    *,
    mood: Mood | None = None,
    login: bool = False,
    certificate: ssl.SSLContext | None = None,
    offers_starttls: bool = True,
    password: str = PASSWORD,
    host: str = "localhost",
) -> Iterator[Post]:
    """A server on a free port. The Server to be used with it stands in what comes back."""
    post = Post()
    handler = _Handler(post, mood or Mood())
    tls = certificate or (trusted() if security is not Security.NONE else None)

    def protocol() -> SMTP:
        return SMTP(
            handler,
            hostname="post.example.org",
            tls_context=tls if security is Security.STARTTLS and offers_starttls else None,
            authenticator=handler.authenticate if login else None,
            auth_required=login,
            auth_require_tls=False,
            loop=loop,
        )

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    implicit = tls if security is Security.TLS else None
    serve = loop.create_server(protocol, "127.0.0.1", 0, ssl=implicit)
    running = asyncio.run_coroutine_threadsafe(serve, loop).result(10)
    port = running.sockets[0].getsockname()[1]
    post.server = Server(host, port, security, USER if login else "", password=password if login else "")
    try:
        yield post
    finally:
        asyncio.run_coroutine_threadsafe(_stop(running), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _stop(running: Any) -> None:
    running.close()
    here = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in here:
        task.cancel()
    await asyncio.gather(*here, return_exceptions=True)


@cache
def authority() -> trustme.CA:
    """Whoever signs our certificates."""
    return trustme.CA()


def trust(folder: Path) -> Path:
    """A file for SSL_CERT_FILE, by which our certificates are believed."""
    path = folder / "authority.pem"
    authority().cert_pem.write_to_path(str(path))
    return path


@cache
def trusted(name: str = "localhost", *, days: int = 7) -> ssl.SSLContext:
    """A server's side of TLS. days: until the certificate ends; less than 0: it has ended."""
    ends = datetime.now(UTC) + timedelta(days=days)
    return _side(authority().issue_cert(name, not_before=ends - timedelta(days=30), not_after=ends))


@cache
def stranger() -> ssl.SSLContext:
    """A certificate for the right name, by an issuer nobody trusts."""
    return _side(trustme.CA().issue_cert("localhost"))


def _side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
