"""WHO on a command line: an id, an address or a whole name; the shell offers the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from informal.cli.output import Line, opened
from informal.text import one_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


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


who_argument = click.argument("who", shell_complete=names)
