"""Showing a mail server who one is: a line nobody else reads, a password or token that is asked for and never kept,
and every way it can go wrong in words.

A secret lives in a Secret, which shows nothing of itself, and goes nowhere but to the server.
"""

from __future__ import annotations

import base64
import ipaddress
import os
import shlex
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from informal.errors import InformalError, Refused
from informal.mail import presets
from informal.model.config import Security, Server
from informal.text import fit, one_line

Service = Literal["smtp", "imap"]

# Under this name the system's keyring keeps the password of a user.
KEYRING_NAME = "informal"
# A password manager may ask for its own password first.
COMMAND_SECONDS = 60.0
# How long a server may be silent.
SERVER_SECONDS = 30.0
_MOST_BYTES = 65536
_MOST_WORDS = 300
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


def secret(server: Server) -> Secret:
    """The password or token of a server, asked for now: token_command, password_command, keyring, or as it stands in
    the file. Raises InformalError that names which, and never what came of it.
    """
    if server.token_command:
        return Secret(_checked(_first_line(server.token_command, "token_command"), "token_command"), token=True)
    if server.password_command:
        return Secret(_checked(_first_line(server.password_command, "password_command"), "password_command"))
    if server.keyring:
        return Secret(_checked(_from_keyring(server.user), "keyring"))
    if server.password:
        return Secret(_checked(server.password, "password"))
    raise Refused(
        f"There is no password for {_name(server)}",
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


# What went wrong, in words


def explain(error: BaseException, server: Server, known: Secret | None = None) -> InformalError:
    """Any error of a talk with a server, in words. known: what must not be said back, should a server repeat it."""
    if isinstance(error, InformalError):
        return error
    name = _name(server)
    for matches, say in _EXPLAINED:
        if matches(error):
            return say(error, server, name, _words(error, known))
    return InformalError(f"{name} could not be asked", _words(error, known) or type(error).__name__)


def _name(server: Server) -> str:
    return f"{one_line(server.host)}:{server.port}" if server.port else one_line(server.host)


def words_of(answer: object, known: Secret | None = None) -> str:
    """What a server said, on one line, not endless, without control characters and without our secret."""
    if isinstance(answer, bytes):
        answer = answer.decode("utf-8", "replace")
    said = one_line(str(answer))
    return fit(known.hidden_in(said) if known else said, _MOST_WORDS)


def _words(error: BaseException, known: Secret | None) -> str:
    said = getattr(error, "smtp_error", None)
    if said is None:
        # imaplib puts the server's bytes into the error, imap-tools the answer's parts into an attribute.
        result = getattr(error, "command_result", None)
        parts = result[1] if isinstance(result, tuple) and len(result) > 1 else error.args
        bytes_said = [part for part in parts if isinstance(part, bytes)] if isinstance(parts, list | tuple) else []
        said = bytes_said[0] if bytes_said else str(error)
    return words_of(said, known)


def _certificate(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    code = getattr(error, "verify_code", 0)
    why, hint = _CERTIFICATES.get(
        code, (f"It can't be checked: {getattr(error, 'verify_message', '') or words}.", "Nothing was sent to it.")
    )
    return InformalError(f"{name} could not prove that it is {one_line(server.host)}", why, hint)


_OWN_ISSUER = (
    "If it is your own server: SSL_CERT_FILE names a file with its issuer's certificate. Else: is somebody between? "
    "A hotel's or an office's network may be."
)
_CERTIFICATES = {
    9: ("Its certificate is not valid yet.", "Is this computer's clock right?"),
    10: ("Its certificate has expired.", "Only who runs the server can renew it; or this computer's clock is wrong."),
    18: ("It made its certificate itself.", _OWN_ISSUER),
    19: ("Its certificate comes from an issuer nobody here knows.", _OWN_ISSUER),
    20: ("Its certificate comes from an issuer nobody here knows.", _OWN_ISSUER),
    21: ("Its certificate comes from an issuer nobody here knows.", _OWN_ISSUER),
    62: ("Its certificate is for another name.", "Is the host in config.toml spelled as your provider spells it?"),
    64: ("Its certificate is for another address.", "Name the host in config.toml, not its number."),
}


def _not_tls(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    other = (
        'security = "starttls" (port 587, or 143 for reading)'
        if server.security is Security.TLS
        else 'security = "tls" (port 465, or 993 for reading)'
    )
    return InformalError(
        f"{name} does not speak TLS as expected", f"{words}.", f"Port and security may not fit: try {other}."
    )


def _no_starttls(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    return InformalError(
        f"{name} offers no STARTTLS",
        "Going on would send your password and letters for everybody to read, so nothing was sent.",
        'Try security = "tls". If it worked before, somebody may sit between you and the server.',
    )


def _wrong_login(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    preset = presets.of_host(server.host)
    said = f"It said: {words}" if words else ""
    if server.token_command:
        return InformalError(f"{name} did not take the token", said, "Is it still valid, and for this user?")
    hint = preset.password if preset else "Many providers want an app password, made on their web page."
    return InformalError(f"{name} did not take user and password", said, hint)


def _refused(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    return InformalError(
        f"Nothing listens at {name}", "The connection was refused.", "Are host and port in config.toml right?"
    )


def _late(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    return InformalError(f"{name} did not answer in time", "", "Is the network there? Does it block this port?")


def _unknown_host(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    return InformalError(
        f"There is no {one_line(server.host)} to be found", "", "Is the network there, and the host spelled right?"
    )


def _hung_up(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    return InformalError(f"{name} hung up", f"{words}." if words else "", "Try again in a while.")


def _offline(error: BaseException, server: Server, name: str, words: str) -> InformalError:
    reason = getattr(error, "strerror", "") or words
    return InformalError(f"{name} can't be reached", f"{reason}.", "Is the network there?")


def _says(error: BaseException, *pieces: str) -> bool:
    text = str(error).casefold()
    return any(piece in text for piece in pieces)


def _called(error: BaseException, *names: str) -> bool:
    """By name: neither smtplib nor imaplib nor imap-tools need to be loaded for this."""
    return any(cls.__name__ in names for cls in type(error).__mro__)


_Matches = Callable[[BaseException], bool]
_Say = Callable[[BaseException, Server, str, str], InformalError]
_EXPLAINED: tuple[tuple[_Matches, _Say], ...] = (
    (lambda error: isinstance(error, ssl.SSLCertVerificationError), _certificate),
    (lambda error: isinstance(error, TimeoutError) or _says(error, "timed out"), _late),
    (lambda error: isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError), _hung_up),
    (lambda error: isinstance(error, ssl.SSLError), _not_tls),
    (lambda error: _says(error, "tls not supported", "starttls extension not", "no starttls"), _no_starttls),
    (lambda error: isinstance(error, socket.gaierror), _unknown_host),
    (lambda error: isinstance(error, ConnectionRefusedError), _refused),
    (lambda error: _called(error, "SMTPAuthenticationError", "MailboxLoginError"), _wrong_login),
    (lambda error: _says(error, "authenticationfailed", "authenticate failed", "login failed"), _wrong_login),
    (lambda error: _called(error, "SMTPServerDisconnected", "abort", "EOFError", "ConnectionError"), _hung_up),
    (lambda error: isinstance(error, OSError) and not _called(error, "SMTPException"), _offline),
)
