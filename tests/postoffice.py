"""A mail server on this machine, and mails to put into it. Nothing leaves the loopback.

Debian's dovecot, run as somebody who is not root, over Maildirs that a test fills and compares by hand.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from informal.model.config import Security, Server

PASSWORD = "only-for-tests"
_NUMBERS = count(1)
_CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{home}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/home/%u
}}
namespace inbox {{
  inbox = yes
  mailbox Drafts {{
    special_use = \\Drafts
    auto = create
  }}
  mailbox "Was sent" {{
    special_use = \\Sent
    auto = create
  }}
  mailbox Archive {{
    special_use = \\Archive
    auto = create
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server. plain, tls: its ports. cert: what a client must trust."""

    home: Path
    plain: int
    tls: int
    owner: tuple[int, int]

    @property
    def cert(self) -> Path:
        return self.home / "cert.pem"

    def server(self, user: str, security: Security = Security.NONE) -> Server:
        """How `[mail.imap]` would say it. Every user has the one password."""
        port = self.tls if security is Security.TLS else self.plain
        host = "127.0.0.1" if security is Security.NONE else "localhost"
        return Server(host=host, port=port, security=security, user=user, password=PASSWORD)

    def inbox(self, user: str) -> Maildir:
        """The Maildir of a user's INBOX, made if it isn't there."""
        box = Maildir(self.home / "mail" / user, self.owner)
        box.make()
        return box


@dataclass(frozen=True)
class Maildir:
    """A folder of mails that a test fills."""

    folder: Path
    owner: tuple[int, int] = (-1, -1)

    def make(self) -> None:
        for name in ("", "cur", "new", "tmp"):
            path = self.folder / name
            path.mkdir(parents=True, exist_ok=True)
            os.chown(path, *self.owner)

    def put(self, mail: bytes, at: datetime, *, flags: str | None = None) -> Path:
        """A mail that came in at that instant: new, or seen by another program with those flags."""
        name = f"{int(at.timestamp())}.M{next(_NUMBERS)}.somewhere"
        path = self.folder / ("new" if flags is None else "cur") / (name if flags is None else f"{name}:2,{flags}")
        path.write_bytes(mail)
        os.utime(path, (at.timestamp(), at.timestamp()))
        os.chown(path, *self.owner)
        return path

    def picture(self) -> dict[str, str]:
        """Every mail by its name, which holds its flags, with a hash of its bytes; in all folders."""
        return {
            str(path.relative_to(self.folder)): sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.parent.name in ("cur", "new", "tmp")
        }


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Dovecot, until the block ends. Where it isn't installed: a failure in CI, else a skip."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        if os.environ.get("INFORMAL_CI") == "1":
            pytest.fail("dovecot is not installed: apt-get install dovecot-imapd")
        pytest.skip("dovecot is not installed")
    user = pwd.getpwuid(os.getuid() or pwd.getpwnam("nobody").pw_uid)
    # Not below the test's own folder: others can't go there, and the names of sockets must be short.
    home = Path(tempfile.mkdtemp(prefix="informal-post-", dir="/tmp"))
    try:
        ports = _free(), _free()
        for name in ("run", "state", "mail", "home"):
            (home / name).mkdir()
        make_certificate(home)
        group = subprocess.run(["id", "-gn", user.pw_name], capture_output=True, text=True, check=True).stdout.strip()
        config = home / "dovecot.conf"
        config.write_text(
            _CONFIG.format(home=home, user=user.pw_name, group=group, password=PASSWORD, plain=ports[0], tls=ports[1])
        )
        for path in (home, *home.iterdir()):
            os.chown(path, user.pw_uid, user.pw_gid)
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
        running = subprocess.Popen([program, "-F", "-c", str(config)], stderr=subprocess.PIPE, **who)  # type: ignore[call-overload]
        try:
            _wait_for(ports[0], running, home)
            yield Dovecot(home, *ports, (user.pw_uid, user.pw_gid))
        finally:
            running.terminate()
            running.communicate(timeout=20)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def make_certificate(folder: Path, *, name: str = "localhost", days: int = 2) -> None:
    """cert.pem and key.pem of a server of that name, signed by itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
         str(folder / "key.pem"), "-out", str(folder / "cert.pem"), "-days", str(days), "-subj", f"/CN={name}",
         "-addext", f"subjectAltName=DNS:{name}"],
        check=True, capture_output=True,
    )  # fmt: skip


def _free() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(port: int, running: subprocess.Popen[bytes], home: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if running.poll() is not None:
            said = running.stderr.read() if running.stderr else b""
            log = (home / "log").read_text() if (home / "log").exists() else ""
            pytest.fail(f"dovecot did not start: {said!r} {log}")
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    pytest.fail("dovecot did not answer")


def mail(
    sender: str,
    *,
    to: str = "sam@example.net",
    subject: str = "Re: Could I ask you something?",
    id: str = "",
    about: str = "",
    text: str = "Gladly.",
    at: datetime | None = None,
    more: str = "",
) -> bytes:
    """A plain mail. about: the id it answers. more: header lines, each with its line end."""
    when = (at or datetime(2026, 11, 23, 12, tzinfo=UTC)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    named = f"In-Reply-To: {about}\nReferences: {about}\n" if about else ""
    own = id or f"<mail-{next(_NUMBERS)}@elsewhere.example>"
    head = f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: {when}\nMessage-ID: {own}\n{named}{more}"
    return f"{head}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode()
