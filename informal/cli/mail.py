"""mail: the account by which letters leave and answers are noticed."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

import click

from informal.cli.output import ANYWHERE


class Part(NamedTuple):
    """Where a verb of `mail` lives, and the few words that --help says of it without loading it."""

    module: str
    attribute: str
    help: str


PARTS: dict[str, Part] = {
    "setup": Part("mail_account", "setup", "Write an example of the account's settings to begin from."),
    "test": Part("mail_account", "test", "Log in, send nothing, say what is wrong."),
    "check": Part("mail_check", "check", "Look for answers now."),
}


class LazyParts(click.Group):
    """A group that loads a verb's module when the verb is called, and not for --help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which they are learned."""
        del ctx
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb, loaded now; None for a name that is none."""
        del ctx
        part = PARTS.get(cmd_name)
        if part is None:
            return None
        command: click.Command = getattr(import_module(f"informal.cli.{part.module}"), part.attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with their few words, from the table."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl([(name, part.help) for name, part in PARTS.items()])


@click.command(cls=LazyParts, name="mail", subcommand_metavar="VERB", epilog=ANYWHERE)
def mail() -> None:
    """The mail account of config.toml."""
