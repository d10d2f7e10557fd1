"""The status, without click: a prompt asks for it with every line that somebody types."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from informal.cli import values
from informal.cli.plain import Line, is_terminal, opened, print_json, print_text, say
from informal.text import counted, one_line

if TYPE_CHECKING:
    from informal.workspace import Workspace


def status(line: Line) -> None:
    """Today's ask, and what was done so far. Raises InformalError."""
    with opened(line, "status", read_only=True) as workspace:
        counts = workspace.day.counts()
        somebody_looks = is_terminal(sys.stdout)
        if line.json or counts.boxes_today or somebody_looks:
            tell(line, workspace)
        if somebody_looks and not line.json and not counts.done:
            _say_plans(workspace)


def _say_plans(workspace: Workspace) -> None:
    """The if-then line; after a while away, that nothing is owed."""
    if plan := one_line(workspace.settings.if_then):
        say(plan)
    if (away := workspace.day.away()) is not None:
        say(f"{counted(away.old, 'thread')} waited while you were away. informal rest --old lets them rest.")


def tell(line: Line, workspace: Workspace) -> None:
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
