"""A letter given to a server, or to the program that does it on this machine.

What can be said afterwards is one of three things. Sent: the server said yes. Not sent: an error, raised, and it is
certain. Unknown: all of the letter was over there when the line broke, so nobody here can tell.
"""

from __future__ import annotations

import base64
import os
import re
import shlex
import smtplib
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from informal.errors import InformalError
from informal.mail import login
from informal.mail.letter import Parcel
from informal.mail.login import Secret
from informal.model.config import Security, Server
from informal.text import one_line

# After the last line a server may think for a while (RFC 5321, 4.5.3.2.6 grants ten minutes, which nobody waits).
ANSWER_SECONDS = 120.0
# However it goes, it ends then: a server that says a little now and then would hold us for ever.
WHOLE_SECONDS = 240.0
# Our own host's name is nobody's business.
_HELLO = "[127.0.0.1]"
_YES, _GO_ON, _LOGGED_IN, _MORE = 250, 354, 235, 334
_FIRST_DOT = re.compile(rb"(?m)^\.")
# What sendmail programs say of a letter that was put by, to be tried again (sysexits.h).
_PUT_BY = 75


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a letter. sent: the server said yes; else nobody knows. words: what was said, or went wrong."""

    sent: bool
    words: str


def send(server: Server, parcel: Parcel) -> Receipt:
    """Give a letter to a server. Raises InformalError when it certainly did not go out, with the server's words."""
    server = login.ready(server, "smtp")
    known = login.secret(server) if login.wants_login(server) else None
    with _explained(server, known), _connected(server, known) as smtp:
        for code, said in (smtp.mail(parcel.sender), smtp.rcpt(parcel.to), smtp.docmd("DATA")):
            if code not in (_YES, 251, _GO_ON):
                raise smtplib.SMTPResponseException(code, said)
        # Until the closing dot is on its way no server takes the letter.
        smtp.send(_FIRST_DOT.sub(b"..", parcel.data))
        return _close(smtp, server, known)


def _close(smtp: smtplib.SMTP, server: Server, known: Secret | None) -> Receipt:
    """End the letter and hear what becomes of it. From here on a broken line tells nothing."""
    name = one_line(server.host)
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(ANSWER_SECONDS)
        smtp.send(b".\r\n")
        code, said = smtp.getreply()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # smtplib puts a time-out into the words of another error.
        why = "said nothing more" if "timed out" in str(error) else "hung up"
        return Receipt(False, f"{name} had all of the letter, then it {why}.")
    if code == _YES:
        return Receipt(True, login.words_of(said, known))
    if 400 <= code < 600:
        raise smtplib.SMTPResponseException(code, said)
    return Receipt(False, f"{name} had all of the letter and gave no answer that I understand.")


def try_login(server: Server) -> str:
    """Log in and leave again; what is to be told about it. Raises InformalError in words."""
    server = login.ready(server, "smtp")
    known = login.secret(server) if login.wants_login(server) else None
    with _explained(server, known), _connected(server, known):
        return f"{one_line(server.host)}:{server.port} {'lets you in' if known else 'answers; no login is set'}."


@contextmanager
def _explained(server: Server, known: Secret | None) -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise login.explain(error, server, known) from None
    except smtplib.SMTPResponseException as error:
        said = login.words_of(error.smtp_error, known)
        passing = 400 <= error.smtp_code < 500
        raise InformalError(
            f"{one_line(server.host)} did not take it",
            f"It said: {error.smtp_code} {said}",
            "It may take it later." if passing else "",
        ) from None
    except (OSError, smtplib.SMTPException, ssl.SSLError, UnicodeError, ValueError) as error:
        raise login.explain(error, server, known) from None


@contextmanager
def _connected(server: Server, known: Secret | None) -> Iterator[smtplib.SMTP]:
    """A private line to a server that knows who we are. Leaving says goodbye and does not wait for the answer."""
    smtp = smtplib.SMTP(local_hostname=_HELLO)
    late = threading.Event()
    timer = threading.Timer(WHOLE_SECONDS, _cut, (smtp, late))
    timer.start()
    try:
        host = server.host.strip("[]")
        smtp.sock = socket.create_connection((host, server.port), timeout=login.SERVER_SECONDS)
        if server.security is Security.TLS:
            smtp.sock = login.context().wrap_socket(smtp.sock, server_hostname=host)
        code, said = smtp.getreply()
        if code != 220:
            raise smtplib.SMTPResponseException(code, said)
        smtp.ehlo_or_helo_if_needed()
        if server.security is Security.STARTTLS:
            smtp.sock = _protected(smtp, host)
            smtp.ehlo()
        if known is not None:
            _log_in(smtp, server.user, known)
        yield smtp
        with suppress(OSError, smtplib.SMTPException, ValueError):
            smtp.putcmd("quit")
    except (OSError, smtplib.SMTPException) as error:
        if late.is_set():
            raise TimeoutError("timed out") from error
        raise
    finally:
        timer.cancel()
        smtp.close()


def _protected(smtp: smtplib.SMTP, host: str) -> ssl.SSLSocket:
    """The line after STARTTLS. Nothing that was said before counts (RFC 3207, 4.2). Raises when it is not offered."""
    code, said = smtp.docmd("STARTTLS") if smtp.has_extn("starttls") else (0, b"")
    if code != 220 or smtp.sock is None:
        raise smtplib.SMTPNotSupportedError(f"No STARTTLS. {login.words_of(said)}")
    line = login.context().wrap_socket(smtp.sock, server_hostname=host)
    # Whatever somebody in between had said in the open would still be in the reader.
    smtp.file = None
    smtp.ehlo_resp = smtp.helo_resp = None
    smtp.esmtp_features.clear()
    smtp.does_esmtp = False
    return line


def _cut(smtp: smtplib.SMTP, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        if smtp.sock is not None:
            smtp.sock.shutdown(socket.SHUT_RDWR)


def _log_in(smtp: smtplib.SMTP, user: str, known: Secret) -> None:
    """By XOAUTH2, PLAIN or LOGIN. Raises SMTPAuthenticationError."""
    offered = str(smtp.esmtp_features.get("auth", "")).upper().split()
    if not offered:
        raise smtplib.SMTPException("It offers no login here. Another port, or another security, may.")
    if known.token:
        code, said = smtp.docmd("AUTH", f"XOAUTH2 {_base64(login.xoauth2(user, known.value).encode())}")
        if code == _MORE:
            # It told why in base64; an empty line gets the plain refusal.
            code, said = smtp.docmd("")
    elif "PLAIN" in offered or "LOGIN" not in offered:
        code, said = smtp.docmd("AUTH", f"PLAIN {_base64(login.sasl_plain(user, known.value))}")
    else:
        code, said = smtp.docmd("AUTH", "LOGIN")
        for word in (user, known.value):
            if code == _MORE:
                code, said = smtp.docmd(_base64(word.encode()))
    if code == 421:
        raise smtplib.SMTPServerDisconnected(login.words_of(said, known))
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, said)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


# The program that does it on this machine


def send_by_program(command: str, parcel: Parcel) -> Receipt:
    """Give a letter to a sendmail, by its standard input. The address goes behind the command, unless that says -t.

    Raises InformalError when it did not take the letter.
    """
    words = program_words(command)
    line = words if "-t" in words else [*words, "--", parcel.to]
    name = one_line(words[0])
    try:
        done = subprocess.run(
            line,
            input=parcel.data.replace(b"\r\n", b"\n"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=WHOLE_SECONDS,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return Receipt(False, f"{name} had the letter and did not come back.")
    except (OSError, ValueError) as error:
        raise InformalError("sendmail can't be run", f"{name}: {getattr(error, 'strerror', '') or error}.") from None
    if done.returncode == 0:
        return Receipt(True, f"{name} took it.")
    if done.returncode < 0 or done.returncode == _PUT_BY:
        return Receipt(False, f"{name} had the letter and ended with status {done.returncode}.")
    said = login.words_of(done.stderr)
    raise InformalError(
        f"{name} did not take it", f"It said: {said}" if said else f"It ended with status {done.returncode}."
    )


def program_words(command: str) -> list[str]:
    """A command line as words, read without a shell. Raises InformalError."""
    try:
        words = [os.path.expanduser(word) for word in shlex.split(command)]  # noqa: PTH111 - words, not paths
    except ValueError as error:
        raise InformalError("sendmail can't be read", f"{error}.", "A quotation mark is missing in it.") from None
    if not words:
        raise InformalError("sendmail is empty", "", "See: informal mail setup")
    return words
