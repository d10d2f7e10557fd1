"""Sending against a real server on the loopback, in every mood it can have."""

from __future__ import annotations

import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from letterbox import PASSWORD, TOKEN, USER, Mood, serving, stranger, trust, trusted

from informal.errors import InformalError, Refused
from informal.mail import letter, login, smtp
from informal.mail.letter import Outgoing, Parcel
from informal.model.config import Security, Server


def _parcel() -> Parcel:
    sender = letter.mailbox("Sam Example <sam@example.org>")
    to = letter.mailbox("ada@example.com", "Ada Example")
    id = letter.new_id(sender, 7)
    body = "Hi Ada,\n.\n..two dots, and Grüße\n"
    return letter.pack(Outgoing(sender, to, "May I ask?", body, id, datetime(2026, 11, 23, tzinfo=UTC)))


PARCEL = _parcel()


@pytest.fixture(autouse=True)
def believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trust(tmp_path)))
    monkeypatch.setattr(login, "SERVER_SECONDS", 5.0)
    monkeypatch.setattr(smtp, "ANSWER_SECONDS", 5.0)


@pytest.mark.parametrize("security", list(Security))
@pytest.mark.parametrize("logs_in", [False, True])
def test_a_letter_arrives_as_it_was_written(security: Security, logs_in: bool) -> None:
    with serving(security, login=logs_in) as post:
        receipt = smtp.send(post.server, PARCEL)
    assert receipt.sent
    assert receipt.words == "2.0.0 taken"
    (arrived,) = post.letters
    assert arrived.content == PARCEL.data
    assert (arrived.mail_from, arrived.rcpt_tos) == ("sam@example.org", ["ada@example.com"])


def test_a_login_alone_sends_nothing() -> None:
    with serving(Security.TLS, login=True) as post:
        assert "lets you in" in smtp.try_login(post.server)
    assert post.letters == []
    assert post.logins


def test_a_token_logs_in() -> None:
    with serving(Security.TLS, login=True) as post:
        server = replace(post.server, password="", token_command=f"echo {TOKEN}")
        assert smtp.send(server, PARCEL).sent
        with pytest.raises(InformalError, match="did not take the token") as caught:
            smtp.send(replace(server, token_command="echo another-token"), PARCEL)
    assert "another-token" not in str(caught.value)
    assert len(post.letters) == 1


def test_a_wrong_password_is_told_without_it() -> None:
    with serving(Security.STARTTLS, login=True, password="not-this-one") as post:
        with pytest.raises(InformalError, match="did not take user and password") as caught:
            smtp.send(post.server, PARCEL)
        assert "not-this-one" not in f"{caught.value}{caught.value.__cause__}"
    assert post.letters == []


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("code", ["550 5.1.1", "451 4.3.0"])
def test_a_refusal_has_the_servers_words(command: str, code: str) -> None:
    with (
        serving(mood=Mood(refuses=command, words=f"{code} \x1b[31mnot today")) as post,
        pytest.raises(InformalError) as caught,
    ):
        smtp.send(post.server, PARCEL)
    assert f"{code} not today" in str(caught.value)
    assert post.letters == []


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_line_that_breaks_before_the_letter_means_not_sent(command: str) -> None:
    with serving(mood=Mood(hangs_up=command)) as post, pytest.raises(InformalError, match="hung up"):
        smtp.send(post.server, PARCEL)
    assert post.letters == []


def test_a_line_that_breaks_after_the_letter_means_nobody_knows() -> None:
    with serving(mood=Mood(hangs_up=".")) as post:
        receipt = smtp.send(post.server, PARCEL)
    assert not receipt.sent
    assert "hung up" in receipt.words
    assert len(post.letters) == 1


def test_silence_after_the_letter_means_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "ANSWER_SECONDS", 0.3)
    with serving(mood=Mood(waits=20)) as post:
        receipt = smtp.send(post.server, PARCEL)
    assert not receipt.sent
    assert "said nothing more" in receipt.words


def test_an_answer_that_is_none_means_nobody_knows() -> None:
    with serving(mood=Mood(says="350 what?")) as post:
        assert not smtp.send(post.server, PARCEL).sent
    with serving(mood=Mood(says="babble")) as post:
        assert not smtp.send(post.server, PARCEL).sent


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (lambda: trusted(days=-1), "has expired"),
        (lambda: trusted("elsewhere.example.org"), "for another name"),
        (stranger, "issuer nobody here knows"),
    ],
)
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_server_that_can_not_prove_its_name_hears_nothing(
    security: Security, certificate: object, words: str
) -> None:
    assert callable(certificate)
    with serving(security, certificate=certificate(), login=True) as post:
        with pytest.raises(InformalError, match=words):
            smtp.send(post.server, PARCEL)
        assert (post.letters, post.logins) == ([], [])


def test_a_downgrade_is_refused_with_the_reason() -> None:
    with serving(Security.STARTTLS, offers_starttls=False, login=True) as post:
        with pytest.raises(InformalError, match="offers no STARTTLS"):
            smtp.send(post.server, PARCEL)
        assert (post.letters, post.logins) == ([], [])


def test_tls_where_there_is_none_is_told() -> None:
    with serving() as post, pytest.raises(InformalError, match="does not speak TLS as expected"):
        smtp.send(replace(post.server, security=Security.TLS), PARCEL)


def test_nobody_there_no_such_name_and_another_machine_in_the_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(InformalError, match="Nothing listens"):
        smtp.send(Server("localhost", port), PARCEL)
    with pytest.raises(InformalError, match="to be found"):
        smtp.send(Server("no-such-host.invalid", port), PARCEL)
    with pytest.raises(Refused, match="open to everybody"):
        smtp.send(Server("mail.example.org", 25, Security.NONE), PARCEL)


@contextmanager
def _babbling(*lines: bytes, last: bytes = b"") -> Iterator[Server]:
    """Something at a port that says its lines, one to each thing it hears, and then `last` without end."""

    def talk() -> None:
        line, _ = listener.accept()
        with line:
            try:
                for said in lines:
                    line.sendall(said)
                    line.recv(65536)
                while last:
                    line.sendall(last)
                    if done.wait(0.05):
                        return
                done.wait(10)
            except OSError:
                pass

    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield Server("127.0.0.1", listener.getsockname()[1], Security.NONE)
        done.set()
        thread.join(10)


def test_what_is_said_before_starttls_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody in between adds an answer in the open, to be read as if it came over the protected line."""
    monkeypatch.setattr(login, "SERVER_SECONDS", 0.3)
    hello = (b"220 hi\r\n", b"250-hi\r\n250 STARTTLS\r\n", b"220 go\r\n250-hi\r\n250 AUTH PLAIN\r\n235 come in\r\n")
    with _babbling(*hello) as server, pytest.raises(InformalError):
        smtp.send(replace(server, security=Security.STARTTLS, user="sam", password=PASSWORD), PARCEL)


def test_a_server_that_never_comes_to_an_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "WHOLE_SECONDS", 0.4)
    with _babbling(last=b"220-wait\r\n") as server, pytest.raises(InformalError, match="did not answer in time"):
        smtp.send(server, PARCEL)


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "SERVER_SECONDS", 0.2)
    with _babbling() as server, pytest.raises(InformalError, match="did not answer in time"):
        smtp.send(server, PARCEL)


@pytest.mark.parametrize(
    "noise", [b"\xff\xfe\x00\r\n", b"HTTP/1.1 400 Bad\r\n", b"a" * 20_000 + b"\r\n", b"999 odd\r\n"]
)
def test_what_is_no_mail_server_is_told(noise: bytes) -> None:
    with _babbling(noise) as server, pytest.raises(InformalError):
        smtp.send(server, PARCEL)


def test_a_server_that_repeats_the_password_is_not_quoted() -> None:
    said = b"535 no, " + PASSWORD.encode() + b" is wrong\r\n"
    hello = (b"220 hi\r\n", b"250-hi\r\n250 AUTH PLAIN\r\n", said)
    with _babbling(*hello) as server, pytest.raises(InformalError) as caught:
        smtp.send(replace(server, user=USER, password=PASSWORD), PARCEL)
    assert "is wrong" in str(caught.value)
    assert PASSWORD not in str(caught.value)


def test_certificates_and_names_are_checked() -> None:
    context = login.context()
    assert (context.check_hostname, context.verify_mode) == (True, ssl.CERT_REQUIRED)


# The program that does it on this machine


def _program(tmp_path: Path, then: str) -> str:
    path = tmp_path / "post.py"
    kept = tmp_path / "kept"
    path.write_text(
        f"import sys, os, signal\nopen({str(kept)!r}, 'wb').write(sys.stdin.buffer.read())\n"
        f"open({str(tmp_path / 'argv')!r}, 'w').write(' '.join(sys.argv[1:]))\n{then}\n"
    )
    return f"{sys.executable} {path}"


def test_a_program_takes_the_letter(tmp_path: Path) -> None:
    assert smtp.send_by_program(_program(tmp_path, ""), PARCEL).sent
    assert (tmp_path / "kept").read_bytes() == PARCEL.data.replace(b"\r\n", b"\n")
    assert (tmp_path / "argv").read_text() == "-- ada@example.com"
    assert smtp.send_by_program(f"{_program(tmp_path, '')} -t", PARCEL).sent
    assert (tmp_path / "argv").read_text() == "-t"


def test_a_program_that_does_not_take_it_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(InformalError, match="no such user"):
        smtp.send_by_program(_program(tmp_path, "sys.exit('no such user')"), PARCEL)
    with pytest.raises(InformalError, match="can't be run"):
        smtp.send_by_program("/no/such/sendmail", PARCEL)


@pytest.mark.parametrize("then", ["sys.exit(75)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_program_that_broke_off_leaves_it_open(tmp_path: Path, then: str) -> None:
    assert not smtp.send_by_program(_program(tmp_path, then), PARCEL).sent
