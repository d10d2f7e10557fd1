"""What belongs with dotfiles: config.toml, as values. The program reads it and never writes over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Security(StrEnum):
    """How the line to a mail server is kept private. none is for the loopback only."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Server:
    """`[mail.smtp]` or `[mail.imap]`: where, and how one shows who one is.

    port: 0 means the one that goes with the security. password_command, token_command: a command line whose first line
    of output is the password, or the OAuth token (XOAUTH2). keyring: the system's keyring is asked. password: as it
    stands in the file, never shown.
    """

    host: str = ""
    port: int = 0
    security: Security = Security.TLS
    user: str = ""
    password_command: str = ""
    token_command: str = ""
    keyring: bool = False
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """`[mail]`: the sender's address, and how letters leave and answers are noticed; None or "" where not said.

    sender: `from` in the file, an address with or without a name. sendmail: a command line that takes a message,
    instead of smtp. command: a mail program for the hand-off, with {mailto} in it. maildir: a local folder to look in.
    look_every: minutes between two looks for answers while the app is open; 0: only when asked.
    """

    sender: str = ""
    smtp: Server | None = None
    imap: Server | None = None
    sendmail: str = ""
    command: str = ""
    maildir: str = ""
    look_every: int = 5


@dataclass(frozen=True, slots=True)
class Config:
    """The whole of config.toml, with what holds where it says nothing.

    keys: command names to the keys they get instead of their own. preset: of keys, "default" or "vim". editor: "" (the
    e key opens $EDITOR) or "always". spelling: a program, or "off"; "" takes the first that is installed.
    """

    mail: Mail = Mail()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    preset: str = "default"
    editor: str = ""
    mouse: bool = True
    motion: bool = True
    spelling: str = ""
