"""Showing a mail server who one is: a line nobody else reads, and a password or token that is asked for and never kept.

A secret lives in a Secret, which shows nothing of itself, and goes nowhere but to the server.
"""

from __future__ import annotations

import base64
import ipaddress
import os
import shlex
import signal
import ssl
import subprocess
import sys
import threading
from dataclasses import dataclass, field, replace
from typing import Literal

from informal.errors import InformalError, Refused
from informal.mail.trouble import explain, name_of, words_of
from informal.model.config import Security, Server
from informal.text import one_line

__all__ = ["Secret", "context", "explain", "ready", "sasl_plain", "secret", "words_of", "xoauth2"]

Service = Literal["smtp", "imap"]

# Under this name the system's keyring keeps the password of a user.
KEYRING_NAME = "informal"
# A password manager may ask for its own password first.
COMMAND_SECONDS = 60.0
# How long a server may be silent.
SERVER_SECONDS = 30.0
_MOST_BYTES = 65536
_PORTS = {
    "smtp": {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25},
    "imap": {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143},
}


@dataclass(frozen=True, slots=True)
class Secret:
    """A password, or with `token` an OAuth token for XOAUTH2. It never shows its value."""

    value: str = field(repr=False)
    token: bool = False

    def hidden_in(self, text: str) -> str:
        """The text without the secret, in whatever shape a server may say it back."""
        raw = self.value.encode()
        for shape in (self.value, repr(raw)[2:-1], base64.b64encode(raw).decode()):
            if len(shape) > 2:
                text = text.replace(shape, "***")
        return text


def ready(server: Server, service: Service) -> Server:
    """The server with its port filled in. Raises Refused for an unprotected line to another machine (config.toml)."""
    if server.security is Security.NONE and not _loopback(server.host):
        raise Refused(
            f"The line to {one_line(server.host)} would be open to everybody on the way",
            "security none is for servers on this machine only.",
            'In config.toml: security = "tls", or "starttls"',
        )
    return server if server.port else replace(server, port=_PORTS[service][server.security])


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def context() -> ssl.SSLContext:
    """How servers prove who they are: by a valid certificate for their name, from an issuer this machine trusts."""
    return ssl.create_default_context()


def xoauth2(user: str, token: str) -> str:
    """What XOAUTH2 sends, before base64 (developers.google.com/workspace/gmail/imap/xoauth2-protocol)."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def sasl_plain(user: str, password: str) -> bytes:
    """What AUTH PLAIN sends, before base64 (RFC 4616): UTF-8, which the stdlib's clients don't do."""
    return f"\0{user}\0{password}".encode()


# The secret


def wants_login(server: Server) -> bool:
    """Whether config.toml says anything about how one logs in; a server of one's own machine may want nothing."""
    return bool(server.user or server.password_command or server.token_command or server.keyring or server.password)


def secret(server: Server) -> Secret:
    """The password or token of a server, asked for now: token_command, password_command, keyring, or as it stands in
    the file. Raises InformalError that names which, and never what came of it.
    """
    if not server.user:
        raise Refused(
            f"No user is named for {name_of(server)}",
            "config.toml says no user for it.",
            'As in: user = "ada@example.org"',
        )
    if server.token_command:
        return Secret(_checked(_first_line(server.token_command, "token_command"), "token_command"), token=True)
    if server.password_command:
        return Secret(_checked(_first_line(server.password_command, "password_command"), "password_command"))
    if server.keyring:
        return Secret(_checked(_from_keyring(server.user), "keyring"))
    if server.password:
        return Secret(_checked(server.password, "password"))
    raise Refused(
        f"There is no password for {name_of(server)}",
        "config.toml names none.",
        "Add a password_command, for instance. All ways: informal mail setup",
    )


def _checked(value: str, where: str) -> str:
    if not value:
        raise InformalError(f"{where} gave nothing", "The first line it printed is empty.", "Try it in a terminal.")
    if any(ord(char) < 32 for char in value):
        raise InformalError(f"{where} gave no password", "What came holds control characters.", "Try it in a terminal.")
    return value


def _first_line(command: str, what: str) -> str:
    """The first line a command prints. It is run without a shell and without our terminal, and not for ever."""
    try:
        words = [os.path.expanduser(word) for word in shlex.split(command)]  # noqa: PTH111 - words, not paths
    except ValueError as error:
        raise InformalError(f"{what} can't be read", f"{error}.", "A quotation mark is missing in it.") from None
    if not words:
        raise InformalError(f"{what} is empty")
    name = one_line(words[0])
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise InformalError(
            f"{what} can't be run",
            f"{name}: {getattr(error, 'strerror', None) or 'not a command'}.",
            "It is run without a shell; with pipes or variables: sh -c '...'",
        ) from None
    data, in_time = _output(process)
    if not in_time:
        raise InformalError(
            f"{what} took too long",
            f"{name} was stopped after {COMMAND_SECONDS:.0f} seconds.",
            "Perhaps it waits for an answer that nobody can give here. Try it in a terminal.",
        )
    if process.returncode:
        raise InformalError(
            f"{what} did not work", f"{name} ended with status {process.returncode}.", "Try it in a terminal."
        )
    return data.decode("utf-8", "replace").partition("\n")[0].removesuffix("\r")


def _output(process: subprocess.Popen[bytes]) -> tuple[bytes, bool]:
    """What a process prints, up to what is sensible, and whether it ended in time; else it and its children are
    stopped."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(COMMAND_SECONDS, stop)
    timer.start()
    assert process.stdout is not None
    try:
        with process.stdout as pipe:
            data = pipe.read(_MOST_BYTES)
        process.wait()
    finally:
        timer.cancel()
        if process.poll() is None:
            _kill(process)
    return data, not late.is_set()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        process.kill()


def _from_keyring(user: str) -> str:
    try:
        import keyring  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        raise InformalError(
            "The keyring can't be asked", "The package for it isn't here.", "pip install 'informal[keyring]'"
        ) from None
    try:
        found = keyring.get_password(KEYRING_NAME, user)
    except Exception as error:  # every backend has its own
        raise InformalError(
            "The keyring did not answer", f"{type(error).__name__}.", "Is it unlocked? A password_command does as well."
        ) from None
    if not found:
        raise InformalError(
            "The keyring knows no such password",
            f"It has nothing for {one_line(user)}.",
            f"keyring set {KEYRING_NAME} {one_line(user)}",
        )
    return str(found)
