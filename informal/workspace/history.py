"""Undo, redo and what was done."""

from __future__ import annotations

from informal.model.kinds import State
from informal.store import Step
from informal.workspace.core import Core


class History:
    """The use cases about what was done, by whichever process."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def undo(self) -> Step:
        """Take the newest step back. Raises Refused when there is none."""
        step, touched = self._core.store.undo(origin=self._core.origin)
        self._core.publish(touched, ours=True)
        return step

    def redo(self) -> Step:
        """Do the newest undone step again. Raises Refused when there is none."""
        step, touched = self._core.store.redo(origin=self._core.origin)
        self._core.publish(touched, ours=True)
        return step

    def steps(self, limit: int = 50) -> list[Step]:
        """What was done, newest first."""
        return self._core.store.history(limit)


def unsent(step: Step) -> bool:
    """Whether undoing a step took back the record of a letter that went out: the letter itself can't come back."""
    return any(
        edit.table == "messages" and edit.after is not None and edit.after.get("state") == State.SENT
        for edit in step.edits
    )


def told(step: Step, *, redone: bool = False) -> str:
    """What an undo or redo did, in one sentence for the screen."""
    if redone:
        said = f"Done again: {step.label}."
    elif unsent(step):
        said = "Your record is back; the letter isn't."
    else:
        said = f"Taken back: {step.label}."
    return f"{said} What was changed again since stays as it is." if step.lost else said
