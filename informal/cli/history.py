"""undo, redo, history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from informal.cli.output import Line, opened, pass_line, print_json, print_rows, print_text, say, verb
from informal.model.records import as_json
from informal.text import one_line


@verb("undo")
@pass_line
def undo(line: Line) -> None:
    """Take the newest step back, whether the app or a verb did it."""
    from informal.workspace.history import told

    with opened(line, "undo") as workspace:
        step = workspace.history.undo()
        if line.json:
            print_json(_step(step))
        else:
            print_text(one_line(told(step)))
            say("informal redo does it again.")


@verb("redo")
@pass_line
def redo(line: Line) -> None:
    """Do again what was taken back last."""
    from informal.workspace.history import told

    with opened(line, "redo") as workspace:
        step = workspace.history.redo()
        if line.json:
            print_json(_step(step))
        else:
            print_text(one_line(told(step, redone=True)))


@verb("history")
@pass_line
def history(line: Line) -> None:
    """What was done, newest first."""
    with opened(line, "history", read_only=True) as workspace:
        steps = workspace.history.steps()
        if line.json:
            print_json([_step(step) for step in steps])
            return
        if not steps:
            say("Nothing was done yet.")
        rows = [(str(step.number), _wall_clock(step.at), step.origin, _label(step)) for step in steps]
        print_rows(rows, (9, 16, 12, 200))


def _wall_clock(at: str) -> str:
    """An instant as the person's own clock showed it."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def _label(step: Any) -> str:
    return f"{step.label} (taken back)" if step.undone else step.label


def _step(step: Any) -> dict[str, Any]:
    return {"step": step.number, "label": step.label, "at": as_json(step.at), "origin": step.origin}
