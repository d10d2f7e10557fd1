"""The mail account: an example of its settings, and trying them out without sending anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from informal.errors import InformalError, Refused
from informal.model.config import Mail, Server
from informal.system.config import NAME
from informal.system.paths import Paths

_EXAMPLE = """\
# The mail account of informal. Lines that begin with # say nothing; take the # away where a line fits.
# informal mail test   says whether it works, and sends nothing.

[mail]
from = "{name} <{address}>"

# How letters leave.
[mail.smtp]
host = "{smtp.host}"
security = "{smtp.security}"          # tls or starttls
# port = {port}                 # only where your provider says so
user = "{address}"
{password}
# How answers are noticed, and a copy of what you sent is kept. Leave it out, and only sending works.
[mail.imap]
host = "{imap.host}"
security = "{imap.security}"
user = "{address}"
{password}
# Instead of [mail.smtp], a program that takes a message:      sendmail = "msmtp -t"   (under [mail])
# Instead of [mail.imap], a local folder to look in:           maildir = "~/Mail/inbox"
# A mail program for the hand-off, in this terminal:           command = "aerc {{mailto}}"
"""
_PASSWORD = """\
# The password is asked for when it is needed, and kept nowhere. One of these; the first line printed counts:
password_command = "pass show mail/{address}"
# keyring = true                  # after: keyring set informal {address}
# password = "..."                # only where nobody else can read this file; a command is better
"""
_TOKEN = """\
# A program that prints an OAuth token (XOAUTH2), such as oama, pizauth or mutt_oauth2.py:
token_command = "oama access {address}"
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one part of the account. what: which part. error: what is wrong with it."""

    what: str
    words: str = ""
    error: InformalError | None = None


def example(address: str = "", name: str = "") -> str:
    """A config.toml for an address, with what is known of its provider; without one, all of it commented out.

    Raises Refused for what is no address.
    """
    from informal.mail import presets
    from informal.mail.letter import mailbox

    sender = mailbox(address or "sam@example.org", name or ("" if address else "Sam Example"))
    preset = presets.of_address(sender.address)
    domain = sender.domain
    smtp = preset.smtp if preset else Server(f"smtp.{domain}", 465)
    imap = preset.imap if preset else Server(f"imap.{domain}", 993)
    password = (_TOKEN if preset and preset.token else _PASSWORD).format(address=sender.address)
    if preset:
        password = f"# {preset.password}\n{password}"
    text = _EXAMPLE.format(
        name=sender.name, address=sender.address, smtp=smtp, imap=imap, port=smtp.port, password=password
    ).replace('"' + f" <{sender.address}>", f'"<{sender.address}>')
    return text if address else "".join(map(_commented, text.splitlines(keepends=True)))


def _commented(line: str) -> str:
    return line if line.startswith("#") or not line.strip() else f"# {line}"


def write_example(paths: Paths, text: str) -> Path | None:
    """Put an example where config.toml belongs, readable by its owner only; None where there is a file: it stays.

    Raises Refused when it can't be written.
    """
    path = paths.config / NAME
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return None
    except OSError as error:
        raise Refused("The example could not be written", f"{path}: {error.strerror}.") from None
    return path


def test(mail: Mail) -> Iterator[Tried]:
    """Try each part of an account, one after the other; nothing is sent, nothing changed. It raises nothing."""
    from informal.mail.letter import mailbox

    yield _tried("from", lambda: f"Letters come from {mailbox(mail.sender).address}.")
    if mail.smtp is not None:
        yield _tried("smtp", lambda: _smtp(mail))
    elif mail.sendmail:
        yield _tried("sendmail", lambda: _program(mail.sendmail))
    if mail.imap is not None:
        yield _tried("imap", lambda: _imap(mail))


def _tried(what: str, part: object) -> Tried:
    assert callable(part)
    try:
        return Tried(what, str(part()))
    except InformalError as error:
        return Tried(what, error=error)


def _smtp(mail: Mail) -> str:
    from informal.mail import smtp

    assert mail.smtp is not None
    return smtp.try_login(mail.smtp)


def _imap(mail: Mail) -> str:
    from informal.mail import imap, login

    assert mail.imap is not None
    with imap.session(mail.imap) as box:
        drafts = "" if box.folder("drafts") else " It has no folder for drafts."
        server = login.ready(mail.imap, "imap")
        return f"{server.host}:{server.port} lets you in.{drafts}"


def _program(command: str) -> str:
    import shutil

    from informal.mail import smtp

    word = smtp.program_words(command)[0]
    if shutil.which(word) is None:
        raise InformalError("sendmail can't be run", f"{word}: not found.", "Is it installed?")
    return f"{word} is there; whether it sends can't be tried without sending."


def warnings(mail: Mail) -> list[str]:
    """What works and had better be otherwise."""
    found = []
    servers = {"smtp": mail.smtp, "imap": mail.imap}
    for name, server in servers.items():
        if server is not None and server.password:
            found.append(
                f"The password for {name} stands in {NAME}. Nobody else can read that file; "
                "a password_command or the keyring is still better: backups read it, too."
            )
    return found
