"""A server that says what no server should: a sentence, never an exception of another sort, never without end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from informal.errors import InformalError, Refused
from informal.mail import imap, login
from informal.mail.login import Secret
from informal.model.config import Security, Server
from informal.practice.received import Match, OpenLetter

ADA = OpenLetter(
    1, 1, datetime(2026, 11, 20, tzinfo=UTC), frozenset({"<ask-1@example.net>"}), frozenset({"ada@example.org"})
)
ANSWER = b"From: ada@example.org\r\nMessage-ID: <a@x>\r\nReferences: <ask-1@example.net>\r\n\r\nGladly.\r\n"
SECRET = Secret("only-for-tests")
Say = Callable[[str, str], bytes]
HELLO = b"* OK ready\r\n"


@contextmanager
def serving(say: Say, hello: bytes = HELLO) -> Iterator[Server]:
    """A server that answers each command (its tag, the rest of the line) with whatever `say` gives; b"" hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            try:
                line, _ = listening.accept()
                with line, line.makefile("rb") as lines:
                    line.sendall(hello)
                    if not hello:
                        return
                    for raw in lines:
                        tag, _, rest = raw.decode("latin-1").strip().partition(" ")
                        answer = say(tag, rest) if rest else b""
                        if not answer:
                            return
                        line.sendall(answer)
            except OSError:
                return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield Server(host="127.0.0.1", port=listening.getsockname()[1], security=Security.NONE, user="sam")
        thread.join(10)


def polite(tag: str, rest: str, **instead: bytes) -> bytes:
    """What a server says, but for the commands that are named: those get other lines, and then their OK."""
    command = rest.split()[1] if rest.startswith("UID ") else rest.split()[0]
    answers = {
        "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
        "LIST": b'* LIST () "/" INBOX\r\n',
        "EXAMINE": b"* 1 EXISTS\r\n",
        "SEARCH": b"* SEARCH 7\r\n",
        "FETCH": _fetched(b"7", ANSWER),
        **instead,
    }
    done = b"%s OK %sdone\r\n" % (tag.encode(), b"[READ-ONLY] " if command == "EXAMINE" else b"")
    return answers.get(command, b"") + done


def _fetched(uid: bytes, data: bytes) -> bytes:
    head = b'* 1 FETCH (UID %s INTERNALDATE "23-Nov-2026 10:00:00 +0000" BODY[] {%d}\r\n' % (uid, len(data))
    return head + data + b")\r\n"


def look(say: Say, hello: bytes = HELLO) -> list[Match]:
    with serving(say, hello) as server, imap.session(server, SECRET) as box:
        return box.look([ADA])


def test_this_server_can_be_polite() -> None:
    assert [m.mail.text for m in look(polite)] == ["Gladly."]


INERT: dict[str, dict[str, bytes]] = {
    "literals in a search": {"SEARCH": b"* SEARCH {5}\r\n7 8 9\r\n"},
    "a search of words": {"SEARCH": b"* SEARCH seven -1 1;2 99999999999999999999\r\n"},
    "no literal where a mail should be": {"FETCH": b"* 1 FETCH (UID 7 BODY[] NIL)\r\n"},
    "a mail nobody asked for": {"FETCH": _fetched(b"8", ANSWER)},
    "no uid": {"FETCH": _fetched(b"", ANSWER)},
    "no arrival": {"FETCH": b"* 1 FETCH (UID 7 BODY[] {3}\r\nabc)\r\n"},
    "an arrival on no day": {
        "FETCH": b'* 1 FETCH (UID 7 INTERNALDATE "99-Foo-2026 99:00:00 +0000" BODY[] {3}\r\nabc)\r\n'
    },
    "folders without names": {"LIST": b'* LIST () "/" {0}\r\n\r\n* LIST garbage\r\n* LIST (\\All) "/" "a\\"\r\n'},
    "a folder that is a command": {"LIST": b'* LIST (\\All) "/" {11}\r\nx"\r\nA1 EXAM\r\n'},
    "bytes that are no text": {"FETCH": _fetched(b"7", b"\xff\xfe\x00" * 50), "LIST": b'* LIST () "/" "\xff\xfe"\r\n'},
}


@pytest.mark.parametrize("what", INERT)
def test_what_makes_no_sense_is_inert(what: str) -> None:
    found = look(lambda tag, rest: polite(tag, rest, **INERT[what]))
    assert [m.mail.text for m in found] in ([], ["Gladly."])


SAID: dict[str, Say] = {
    "a literal of ten gigabytes": lambda tag, rest: polite(tag, rest, FETCH=b"* 1 FETCH (BODY[] {9999999999}\r\nx"),
    "a number nobody can read": lambda tag, rest: polite(
        tag, rest, FETCH=b"* 1 FETCH (BODY[] {" + b"9" * 5000 + b"}\r\n"
    ),
    "a line without end": lambda tag, rest: polite(tag, rest, SEARCH=b"* SEARCH " + b"7" * 2_000_000),
    "lines without end": lambda tag, rest: polite(tag, rest, SEARCH=(b"* SEARCH " + b"7 " * 400_000 + b"\r\n") * 70),
    "another language": lambda tag, rest: polite(tag, rest, EXAMINE=b"220 smtp.example.org ESMTP\r\n"),
    "somebody else's tag": lambda tag, rest: polite(tag, rest, EXAMINE=b"ZZZZ9 OK done\r\n"),
    "the end of the line": lambda tag, rest: b"" if "SEARCH" in rest else polite(tag, rest),
    "goodbye": lambda tag, rest: polite(tag, rest, EXAMINE=b"* BYE \x1b[31mtired\r\n"),
    "no": lambda tag, rest: f"{tag} NO \x1b[31mnot today\r\n".encode() if "SEARCH" in rest else polite(tag, rest),
    "no inbox": lambda tag, rest: f"{tag} NO gone\r\n".encode() if "EXAMINE" in rest else polite(tag, rest),
}


@pytest.mark.parametrize("what", SAID)
def test_what_can_not_be_gone_on_with_is_a_sentence(what: str) -> None:
    with pytest.raises(InformalError) as raised:
        look(SAID[what])
    told = str(raised.value)
    assert raised.value.title
    assert "\x1b" not in told
    assert len(told) < 700


@pytest.mark.parametrize(
    "hello", [b"", b"220 smtp.example.org ESMTP\r\n", b"* BYE not you\r\n", b"\x00\xff\r\n", b"{9}\r\n"]
)
def test_a_greeting_that_is_none_is_a_sentence(hello: bytes) -> None:
    with pytest.raises(InformalError):
        look(lambda tag, rest: b"", hello)


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "SERVER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = Server(host="127.0.0.1", port=silent.getsockname()[1], security=Security.NONE, user="sam")
        with pytest.raises(InformalError) as raised, imap.session(server, SECRET):
            pass
    assert "did not answer" in raised.value.title


def test_a_server_that_says_a_little_at_a_time_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "_SESSION", 0.3)
    done = threading.Event()

    def slowly(tag: str, rest: str) -> bytes:
        if "EXAMINE" in rest:
            done.wait(5)
        return polite(tag, rest)

    with pytest.raises(InformalError):
        look(slowly)
    done.set()


def test_a_private_line_that_is_not_offered_is_not_gone_without() -> None:
    said: list[str] = []

    def say(tag: str, rest: str) -> bytes:
        said.append(rest)
        return polite(tag, rest)

    with serving(say) as server, pytest.raises(InformalError) as raised:
        starttls = Server(host="127.0.0.1", port=server.port, security=Security.STARTTLS, user="sam")
        with imap.session(starttls, SECRET):
            pass
    assert "STARTTLS" in raised.value.title
    assert not any("LOGIN" in one or "AUTHENTICATE" in one for one in said)


def test_no_open_line_to_another_machine() -> None:
    away = Server(host="imap.example.org", security=Security.NONE, user="sam")
    with pytest.raises(Refused), imap.session(away, SECRET):
        pass


def test_a_token_is_shown_as_xoauth2_and_its_refusal_told() -> None:
    said: list[str] = []

    def say(tag: str, rest: str) -> bytes:
        if rest.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\n" + f"{tag} OK done\r\n".encode()
        return polite(tag, rest)

    def serve(listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line, line.makefile("rb") as lines:
            line.sendall(HELLO)
            for raw in lines:
                text = raw.decode("latin-1").strip()
                tag, _, rest = text.partition(" ")
                if rest.startswith("AUTHENTICATE"):
                    line.sendall(b"+ \r\n")
                    said.append(lines.readline().decode().strip())
                    line.sendall(b"+ eyJzdGF0dXMiOiI0MDAifQ==\r\n")
                    said.append(lines.readline().decode().strip())
                    line.sendall(f"{tag} NO AUTHENTICATE failed: expired\r\n".encode())
                elif rest:
                    line.sendall(say(tag, rest))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, args=(listening,), daemon=True).start()
        server = Server(
            host="127.0.0.1", port=listening.getsockname()[1], security=Security.NONE, user="sam", token_command="x"
        )
        with pytest.raises(Refused) as refused, imap.session(server, Secret("the-token", token=True)):
            pass
    assert said[1] == ""
    assert "the-token" not in str(refused.value)
    assert "token" in refused.value.title
