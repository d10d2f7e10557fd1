"""tick, cross, uncross, status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from informal.cli import values
from informal.cli.output import Line, is_terminal, opened, pass_line, print_json, print_text, say, verb
from informal.model.kinds import Blocker
from informal.text import counted, one_line

if TYPE_CHECKING:
    from informal.workspace import Workspace

_WHICH = click.Choice([which.value for which in Blocker], case_sensitive=False)


@verb("tick")
@click.argument("note", nargs=-1)
@pass_line
def tick(line: Line, note: tuple[str, ...]) -> None:
    """Tick a box: an ask made some other way, with nobody's name to it."""
    with opened(line, "tick") as workspace:
        workspace.day.tick(" ".join(note))
        _tell(line, workspace)


@verb("cross")
@click.argument("blocker", type=_WHICH, metavar="resume|connections|degree|goal")
@pass_line
def cross(line: Line, blocker: str) -> None:
    """Cross out one of the four things nobody needs in order to ask."""
    with opened(line, "cross") as workspace:
        if not workspace.day.cross(Blocker(blocker)):
            say("That one is crossed out already.")
        _tell(line, workspace)


@verb("uncross")
@click.argument("blocker", type=_WHICH, metavar="resume|connections|degree|goal")
@pass_line
def uncross(line: Line, blocker: str) -> None:
    """Take a crossing back."""
    with opened(line, "uncross") as workspace:
        if not workspace.day.uncross(Blocker(blocker)):
            say("That one is not crossed out.")
        _tell(line, workspace)


@verb("status")
@pass_line
def status(line: Line) -> None:
    """Today's ask, and what was done so far. In a pipe or a prompt: silent unless there is something good to say."""
    with opened(line, "status", read_only=True) as workspace:
        counts = workspace.day.counts()
        somebody_looks = is_terminal(sys.stdout)
        if line.json or counts.boxes_today or somebody_looks:
            _tell(line, workspace)
        if somebody_looks and not line.json and not counts.done:
            _say_plans(workspace)


def _say_plans(workspace: Workspace) -> None:
    """The if-then line; after a while away, that nothing is owed."""
    if plan := one_line(workspace.settings.if_then):
        say(plan)
    if (away := workspace.day.away()) is not None:
        say(f"{counted(away.old, 'thread')} waited while you were away. informal rest --old lets them rest.")


def _tell(line: Line, workspace: Workspace) -> None:
    """The status, as data or as a line."""
    if line.json:
        print_json(values.status(workspace))
        return
    counts = workspace.day.counts()
    done, goal = counts.boxes_today, max(counts.goal, counts.boxes_today)
    boxes = " ".join(["[x]"] * done + ["[ ]"] * (goal - done)) if goal <= 12 else f"{done} of {counts.goal}"
    crossed = workspace.day.crossed()
    parts = [
        f"Today's ask {boxes}",
        f"asks {counts.total_asks}",
        f"days you wrote {counts.days_written}",
        f"crossed out: {', '.join(which.value for which in crossed)}" if crossed else "",
    ]
    print_text(" · ".join(part for part in parts if part))
