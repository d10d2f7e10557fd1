"""mail setup and mail test."""

from __future__ import annotations

import click

from informal.cli.output import Line, opened, pass_line, print_json, print_text, say, verb
from informal.errors import Refused
from informal.text import one_line


@verb("setup")
@click.argument("address", required=False, default="")
@pass_line
def setup(line: Line, address: str) -> None:
    """Write an example config.toml to begin from, for ADDRESS if one is given. Where there is a file, print it."""
    from informal.workspace import accounts

    with opened(line, "mail setup", read_only=True) as workspace:
        text = accounts.example(address, workspace.settings.name)
        path = accounts.write_example(workspace.core.paths, text)
        if path is None:
            say(f"{workspace.core.paths.config / 'config.toml'} stays as it is. This could go in:\n")
            print_text(text)
            return
        print_text(f"Written: {path}")
        say("Open it in an editor, then: informal mail test")


@verb("test")
@pass_line
def test(line: Line) -> int:
    """Log in to the mail servers and say what is wrong, and what to do. Nothing is sent, nothing changed."""
    from informal.workspace import accounts

    with opened(line, "mail test", read_only=True) as workspace:
        for problem in workspace.config_reading.problems:
            say(f"config.toml, {problem}")
        mail = workspace.config.mail
        if not (mail.smtp or mail.imap or mail.sendmail):
            raise Refused("No mail account is set up", "config.toml names no server.", "informal mail setup")
        tried = []
        for part in accounts.test(mail):
            tried.append(part)
            if line.json:
                continue
            if part.error is None:
                print_text(f"{part.what:<9} {one_line(part.words)}")
            else:
                print_text(f"{part.what:<9} {one_line(str(part.error))}")
        for warning in accounts.warnings(mail):
            say(warning)
        good = all(part.error is None for part in tried)
        if line.json:
            print_json(
                {
                    "ok": good,
                    "parts": [
                        {"part": part.what, "ok": part.error is None, "words": str(part.error or part.words)}
                        for part in tried
                    ],
                }
            )
        return 0 if good else 1
