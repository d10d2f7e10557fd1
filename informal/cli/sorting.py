"""merge."""

from __future__ import annotations

import click

from informal.cli import values
from informal.cli.output import Line, opened, pass_line, print_json, print_text, verb
from informal.cli.who import names, who_argument
from informal.text import one_line


@verb("merge")
@who_argument
@click.argument("into", shell_complete=names)
@pass_line
def merge(line: Line, /, who: str, into: str) -> None:
    """Make one person of two: everything of WHO goes to INTO, which keeps its own where both say something."""
    with opened(line, "merge") as workspace:
        other, one = workspace.people.resolve(who), workspace.people.resolve(into)
        person = workspace.sorting.merge(other.id, one.id)
        if line.json:
            print_json(values.contact(workspace, person))
        else:
            print_text(f"{one_line(other.name)} and {one_line(person.name)} are one now. undo parts them again.")
