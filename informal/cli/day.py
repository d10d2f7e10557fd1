"""tick, cross, uncross, status."""

from __future__ import annotations

import click

from informal.cli import standing
from informal.cli.output import Line, opened, pass_line, say, verb
from informal.model.kinds import Blocker

_WHICH = click.Choice([which.value for which in Blocker], case_sensitive=False)


@verb("tick")
@click.argument("note", nargs=-1)
@pass_line
def tick(line: Line, note: tuple[str, ...]) -> None:
    """Tick a box: an ask made some other way, with nobody's name to it."""
    with opened(line, "tick") as workspace:
        workspace.day.tick(" ".join(note))
        standing.tell(line, workspace)


@verb("cross")
@click.argument("blocker", type=_WHICH, metavar="resume|connections|degree|goal")
@pass_line
def cross(line: Line, blocker: str) -> None:
    """Cross out one of the four things nobody needs in order to ask."""
    with opened(line, "cross") as workspace:
        if not workspace.day.cross(Blocker(blocker)):
            say("That one is crossed out already.")
        standing.tell(line, workspace)


@verb("uncross")
@click.argument("blocker", type=_WHICH, metavar="resume|connections|degree|goal")
@pass_line
def uncross(line: Line, blocker: str) -> None:
    """Take a crossing back."""
    with opened(line, "uncross") as workspace:
        if not workspace.day.uncross(Blocker(blocker)):
            say("That one is not crossed out.")
        standing.tell(line, workspace)


@verb("status")
@pass_line
def status(line: Line) -> None:
    """Today's ask, and what was done so far. In a pipe or a prompt: silent unless there is something good to say."""
    standing.status(line)
