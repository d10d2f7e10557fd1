"""Undo, redo and what was done."""

from __future__ import annotations

from informal.model.kinds import Channel, State
from informal.store import Edit, Step
from informal.workspace.core import Core

__all__ = ["History", "Step", "told", "unsent"]


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

    def about(self, step: Step) -> int | None:
        """Whom a step concerns, if it is one person who is in the file now."""
        found = {
            edit.id if edit.table == "contacts" else (edit.after or edit.before or {}).get("contact")
            for edit in step.edits
            if edit.table in ("contacts", "messages", "talks")
        } - {None}
        person = found.pop() if len(found) == 1 else None
        return person if self._core.store.get("contacts", person or 0) else None

    def steps(self, limit: int = 50) -> list[Step]:
        """What was done, newest first."""
        return self._core.store.history(limit)


def unsent(step: Step) -> bool:
    """Whether undoing a step took back the record of a letter that went out: the letter itself can't come back.

    A tick, something said in person, and a person who was deleted are not such letters.
    """
    return any(_went_out(edit) for edit in step.edits)


def _went_out(edit: Edit) -> bool:
    after = edit.after
    if edit.table != "messages" or after is None or after.get("state") != State.SENT:
        return False
    if after.get("channel") == Channel.IN_PERSON:
        return False
    if edit.before is None:
        return after.get("contact") is not None
    return edit.before.get("contact") == after.get("contact")


def told(step: Step, *, redone: bool = False) -> str:
    """What an undo or redo did, in one sentence for the screen."""
    if redone:
        said = f"Done again: {step.label}."
    elif unsent(step):
        said = "Your record is back; the letter isn't."
    else:
        said = f"Taken back: {step.label}."
    return f"{said} What was changed again since stays as it is." if step.lost else said
