"""WHO on a command line: an id, an address or a whole name; the shell offers the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from informal.cli.output import Line, opened
from informal.text import one_line, shell_word

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from informal.model.values import Contact


def names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names that begin so. Whatever is wrong with the file, a shell gets no error for it."""
    from click.shell_completion import CompletionItem

    from informal.errors import InformalError

    del param
    line = ctx.find_object(Line)
    if line is None:
        return []
    try:
        with opened(line, "completion", read_only=True) as workspace:
            return [CompletionItem(one_line(name)) for name in workspace.people.names_beginning(incomplete)]
    except (InformalError, OSError):
        return []


def who_word(person: Contact) -> str:
    """A person in a line that somebody may copy; by number where the name would be read as an option."""
    return str(person.id) if one_line(person.name).startswith("-") else shell_word(person.name)


who_argument = click.argument("who", shell_complete=names)
