"""Every way a talk with a mail server goes wrong, in words, and never with a password in them."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING

from informal.errors import InformalError
from informal.mail import presets
from informal.model.config import Security, Server
from informal.text import fit, one_line

if TYPE_CHECKING:
    from informal.mail.login import Secret

_MOST_WORDS = 300


def explain(error: BaseException, server: Server, known: Secret | None = None) -> InformalError:
    """Any error of a talk with a server, in words. known: what must not be said back, should a server repeat it."""
    if isinstance(error, InformalError):
        return error
    name = name_of(server)
    for matches, say in _EXPLAINED:
        if matches(error):
            return say(error, server, name, _words(error, known))
    return InformalError(f"{name} could not be asked", _words(error, known) or type(error).__name__)


def name_of(server: Server) -> str:
    """A server as a person reads it."""
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
