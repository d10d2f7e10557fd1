"""config.toml: read kindly, never written, and every mistake named with its line and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.config import Config, Mail, Security, Server
from informal.system import config

FULL = """
editor = "always"
mouse = false
motion = false
spelling = "aspell"

[mail]
from = "Sam Sample <sam@example.org>"
maildir = "~/Mail"
look_every = 30

[mail.smtp]
host = "mail.example.org"
port = 587
security = "starttls"
user = "sam"
password_command = "pass mail/sam"

[mail.imap]
host = "mail.example.org"
user = "sam"
keyring = true

[keys]
preset = "vim"
write = "f2"
send = ["S", "ctrl+t"]
"""


def write(folder: Path, text: str, mode: int = 0o600) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / config.NAME
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_no_file_says_nothing(tmp_path: Path) -> None:
    reading = config.read(tmp_path / "nowhere")
    assert reading.config == Config()
    assert not reading.problems
    assert reading.sentence == ""


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    found = config.load(tmp_path)
    assert found.mail == Mail(
        sender="Sam Sample <sam@example.org>",
        maildir="~/Mail",
        look_every=30,
        smtp=Server("mail.example.org", 587, Security.STARTTLS, "sam", password_command="pass mail/sam"),
        imap=Server("mail.example.org", user="sam", keyring=True),
    )
    assert (found.editor, found.mouse, found.motion, found.spelling) == ("always", False, False, "aspell")
    assert found.preset == "vim"
    assert dict(found.keys) == {"write": ("f2",), "send": ("S", "ctrl+t")}
    assert config.problems(tmp_path / config.NAME) == ()


@pytest.mark.parametrize(
    ("text", "line", "key", "nearest"),
    [
        ("\nmousse = false", 2, "mousse", "mouse"),
        ('[mail]\nform = "sam@example.org"', 2, "mail.form", "mail.from"),
        ('[mail]\nhost = "mail.example.org"', 2, "mail.host", "mail.smtp.host"),
        ('[mail.smtp]\nhost = "h.example"\nsecurity = "start-tls"', 3, "mail.smtp.security", '"starttls"'),
        ('[mail.imap]\nhost = "h.example"\npasword = "x"', 3, "mail.imap.pasword", "mail.imap.password"),
        ('[mail.smtp]\nhost = "h.example"\nport = "587"', 3, "mail.smtp.port", ""),
        ('[mail.smtp]\nhost = "h.example"\nsecurity = "none"', 3, "mail.smtp.security", '"tls"'),
        ('[mail.smtp]\nuser = "sam"', 1, "mail.smtp", ""),
        ('mouse = "false"', 1, "mouse", "false"),
        ('mail = "sam@example.org"', 1, "mail", ""),
        ('[keys]\npreset = "vi"', 2, "keys.preset", '"vim"'),
        ("[mail]\nlook_every = 2000", 2, "mail.look_every", ""),
        ("[mail]\nlook_evry = 10", 2, "mail.look_evry", "mail.look_every"),
        ("[keys]\nwrite = 3", 2, "keys.write", ""),
        ('mail.smtp.hosts = "h.example"', 1, "mail.smtp.hosts", "mail.smtp.host"),
        ('from = "sam@example.org"', 1, "from", "mail.from"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_what_was_meant(text: str, line: int, key: str, nearest: str) -> None:
    first = config.parse(text).problems[0]
    assert (first.line, first.key, first.nearest) == (line, key, nearest)
    assert first.words.endswith(".") or first.words.endswith("config.toml, or better a password_command.")


def test_one_mistake_spoils_only_its_own_line() -> None:
    found = config.parse('mouse = "no"\nmotion = false\n[mail.smtp]\nhost = "h.example"\nport = 0').config
    assert found.mouse
    assert not found.motion
    assert found.mail.smtp == Server("h.example")


def test_a_file_that_is_not_toml_is_told_and_nothing_stops(tmp_path: Path) -> None:
    write(tmp_path, "mouse = false\nmotion = = true\n")
    reading = config.read(tmp_path)
    assert reading.config == Config()
    assert reading.problems[0].line == 2
    assert "config.toml, line 2" in reading.sentence


def test_neither_is_a_file_of_other_bytes_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / config.NAME).write_bytes(b"\xff\xfe\x00")
    assert config.read(tmp_path).sentence
    (tmp_path / config.NAME).unlink()
    (tmp_path / config.NAME).mkdir()
    assert config.read(tmp_path).config == Config()
    assert config.read(tmp_path).sentence


PASSWORD = '[mail.imap]\nhost = "h.example"\nuser = "sam"\npassword = "made-up-words"'


def test_a_password_in_a_private_file_is_used_and_never_shown(tmp_path: Path) -> None:
    write(tmp_path, PASSWORD, 0o600)
    reading = config.read(tmp_path)
    assert reading.config.mail.imap is not None
    assert reading.config.mail.imap.password == "made-up-words"
    assert "made-up-words" not in repr(reading)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_password_that_others_can_read_is_not_used(tmp_path: Path, mode: int) -> None:
    write(tmp_path, PASSWORD, mode)
    reading = config.read(tmp_path)
    assert reading.config.mail.imap is not None
    assert reading.config.mail.imap.password == ""
    assert reading.problems[0].key == "mail.imap.password"
    assert reading.problems[0].line == 4
    assert "made-up-words" not in repr(reading)


def test_nothing_of_a_value_becomes_a_header_or_a_control_sequence() -> None:
    reading = config.parse('[mail]\nfrom = "sam@example.org\\r\\nBcc: all@example.org"\n"\\u001b[2J" = 1')
    assert reading.config.mail.sender == ""
    assert all(str(problem).isprintable() for problem in reading.problems)


@given(st.text(alphabet=st.sampled_from('[]=".\'#\n{}, 019mailkeysprt_-\\"'), max_size=60))
def test_no_text_stops_the_program(text: str) -> None:
    config.parse(text)
