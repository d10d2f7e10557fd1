"""snooze, rest, wake, dont-write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from informal.cli import values
from informal.cli.output import Line, opened, pass_line, print_json, print_text, say, understood, verb
from informal.cli.who import names, who_argument
from informal.text import counted, one_line

if TYPE_CHECKING:
    from informal.model.values import Contact
    from informal.workspace import Workspace


@verb("snooze")
@who_argument
@click.argument("when", nargs=-1, required=True)
@pass_line
def snooze(line: Line, who: str, when: tuple[str, ...]) -> None:
    """Nothing is to do with a person before a day."""
    with opened(line, "snooze") as workspace:
        person = workspace.people.resolve(who)
        until = understood(" ".join(when), workspace.core.today)
        after = workspace.rests.snooze(person.id, until.day)
        _tell(line, workspace, after, f"{one_line(person.name)} comes up again on {until.said}.")


@verb("rest")
@click.argument("who", required=False, shell_complete=names)
@click.option("--old", is_flag=True, help="Everything that has waited for more than 15 working days.")
@pass_line
def rest(line: Line, who: str | None, old: bool) -> None:
    """Let a thread rest. An answer, a letter or a talk wakes it."""
    if (who is None) is not old:
        raise click.UsageError("Say who is to rest, or --old.")
    with opened(line, "rest") as workspace:
        if who is None:
            number = workspace.day.rest_the_old()
            if line.json:
                print_json({"rested": number})
            else:
                print_text(f"{counted(number, 'thread')} at rest." if number else "Nothing has waited that long.")
            return
        person = workspace.rests.rest(workspace.people.resolve(who).id)
        _tell(line, workspace, person, f"{one_line(person.name)} rests.")


@verb("wake")
@who_argument
@pass_line
def wake(line: Line, who: str) -> None:
    """Take a person out of their rest."""
    with opened(line, "wake") as workspace:
        person = workspace.rests.wake(workspace.people.resolve(who).id)
        _tell(line, workspace, person, f"{one_line(person.name)} is back in the list.")


@verb("dont-write")
@who_argument
@pass_line
def dont_write(line: Line, who: str) -> None:
    """They asked not to be written to again. Nothing here ever offers them."""
    with opened(line, "dont-write") as workspace:
        person = workspace.people.resolve(who)
        workspace.answers.do_not_write(person.id)
        after = workspace.core.contact(person.id)
        _tell(line, workspace, after, f"{one_line(person.name)} is left in peace. Nothing here offers them again.")


def _tell(line: Line, workspace: Workspace, person: Contact, told: str) -> None:
    if line.json:
        print_json(values.contact(workspace, person))
        return
    print_text(told)
    say("informal undo takes it back.")
