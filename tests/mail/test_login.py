"""Passwords are asked for, used and never shown; what goes wrong is told in words."""

from __future__ import annotations

import imaplib
import smtplib
import socket
import ssl
import sys
import types

import pytest

from informal.errors import InformalError, Refused
from informal.mail import login, presets
from informal.mail.login import Secret
from informal.model.config import Security, Server

SERVER = Server("mail.example.org", 465, user="ada@example.org")


def _with(command: str) -> Server:
    return Server("mail.example.org", 465, user="ada@example.org", password_command=command)


def test_the_first_line_of_a_command_is_the_password() -> None:
    assert login.secret(_with(r"printf 'geheim wört\r\nuser: ada\n'")).value == "geheim wört"


def test_a_token_command_makes_a_token() -> None:
    found = login.secret(
        Server("mail.example.org", user="ada", token_command="echo abc.def", password="never asked for")
    )
    assert found == Secret("abc.def", token=True)
    assert login.xoauth2("ada", "t") == "user=ada\x01auth=Bearer t\x01\x01"


def test_no_shell_reads_a_command() -> None:
    assert login.secret(_with("echo $HOME; `id` | cat")).value == "$HOME; `id` | cat"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("sh -c 'echo hush; exit 3'", "status 3"),
        ("/no/such/program hush", "can't be run"),
        ("true hush", "gave nothing"),
        ("printf '\\033hush\\n'", "control characters"),
        ("echo 'hush", "quotation mark"),
    ],
)
def test_a_command_that_does_not_work_is_told_without_what_it_printed(command: str, words: str) -> None:
    with pytest.raises(InformalError) as caught:
        login.secret(_with(command))
    assert words in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_command_that_waits_is_stopped_with_its_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "COMMAND_SECONDS", 0.2)
    with pytest.raises(InformalError, match="took too long"):
        login.secret(_with("sh -c 'sleep 600; true'"))


def test_a_command_that_never_ends_talking_is_stopped() -> None:
    with pytest.raises(InformalError):
        login.secret(_with("sh -c 'yes hush'"))


def test_the_keyring_is_asked_when_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {("informal", "ada@example.org"): "from the ring"}
    ring = types.SimpleNamespace(get_password=lambda name, user: kept.get((name, user)))
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert login.secret(Server("mail.example.org", user="ada@example.org", keyring=True)).value == "from the ring"
    with pytest.raises(InformalError, match="keyring set informal kofi"):
        login.secret(Server("mail.example.org", user="kofi", keyring=True))
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(InformalError, match=r"informal\[keyring\]"):
        login.secret(Server("mail.example.org", user="kofi", keyring=True))


def test_without_any_way_to_a_password_the_file_is_named() -> None:
    with pytest.raises(Refused, match=r"config\.toml"):
        login.secret(SERVER)


def test_a_password_without_a_user_is_told() -> None:
    server = Server("mail.example.org", password="hush-hush")
    assert login.wants_login(server)
    assert not login.wants_login(Server("mail.example.org"))
    with pytest.raises(Refused, match="No user is named"):
        login.secret(server)


def test_a_secret_shows_nothing_of_itself() -> None:
    server = Server("mail.example.org", user="ada", password="hush-hush")
    assert "hush" not in f"{server!r} {login.secret(server)!r} {login.secret(server)}"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.10", "::1", "[::1]"])
def test_the_loopback_may_go_without_protection(host: str) -> None:
    assert login.ready(Server(host, security=Security.NONE), "smtp").port == 25


@pytest.mark.parametrize("host", ["mail.example.org", "127.0.0.1.example.org", "localhost.example.org", "10.0.0.1", ""])
def test_no_other_machine_may(host: str) -> None:
    with pytest.raises(Refused, match="open to everybody"):
        login.ready(Server(host, security=Security.NONE), "smtp")


def test_ports_go_with_the_security() -> None:
    assert login.ready(Server("a.example.org"), "smtp").port == 465
    assert login.ready(Server("a.example.org", security=Security.STARTTLS), "imap").port == 143
    assert login.ready(Server("a.example.org", 4000), "imap").port == 4000


def _untrusted(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (_untrusted(10), "has expired"),
        (_untrusted(18), "made its certificate itself"),
        (_untrusted(20), "issuer nobody here knows"),
        (_untrusted(62), "for another name"),
        (_untrusted(99), "could not prove"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), 'security = "starttls"'),
        (smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."), "offers no STARTTLS"),
        (imaplib.IMAP4.abort("TLS not supported by server"), "offers no STARTTLS"),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 bad"), "did not take user and password. It said: 5.7.8 bad"),
        (imaplib.IMAP4.error(b"[AUTHENTICATIONFAILED] no"), "did not take user and password"),
        (ConnectionRefusedError(111, "Connection refused"), "Nothing listens at mail.example.org:465"),
        (TimeoutError("timed out"), "did not answer in time"),
        (socket.gaierror(-2, "Name or service not known"), "There is no mail.example.org"),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), "hung up"),
        (imaplib.IMAP4.abort("socket error: EOF"), "hung up"),
        (ConnectionResetError(104, "Connection reset by peer"), "hung up"),
        (OSError(101, "Network is unreachable"), "can't be reached. Network is unreachable"),
        (smtplib.SMTPDataError(554, b"no \x1b[31mthanks\r\n"), "no thanks"),
        (ValueError("odd"), "odd"),
    ],
)
def test_every_way_it_goes_wrong_has_words(error: BaseException, words: str) -> None:
    told = login.explain(error, SERVER)
    assert words in str(told)
    assert "\x1b" not in str(told)
    assert "mail.example.org" in str(told)


def test_a_server_that_says_the_password_back_is_not_quoted() -> None:
    known = Secret("hush-hush")
    error = smtplib.SMTPAuthenticationError(535, b"hush-hush is wrong, aHVzaC1odXNo too")
    assert "hush" not in str(login.explain(error, SERVER, known))
    assert "aHVzaC1odXNo" not in str(login.explain(error, SERVER, known))


def test_what_the_large_providers_want_is_known() -> None:
    gmail = presets.of_address("Ada.Example@GMail.com")
    assert gmail is not None
    assert (gmail.smtp.host, gmail.smtp.user) == ("smtp.gmail.com", "ada.example@gmail.com")
    assert presets.of_address("ada@example.org") is None
    outlook = presets.of_host("smtp-mail.outlook.com")
    assert outlook is not None
    assert outlook.token
    assert presets.of_host("notgmail.com") is None
    error = smtplib.SMTPAuthenticationError(534, b"5.7.9 Application-specific password required")
    assert "apppasswords" in str(login.explain(error, Server("smtp.gmail.com", 465)))
