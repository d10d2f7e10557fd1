"""What was done, read from the journals when somebody asks: opening the file never reads what is covered already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from informal.store.change import Edit
from informal.store.journal import Line


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody did. at: UTC, ISO 8601. origin: "app" or the verb.

    undoes, redoes: the number of the step that this one takes back or does again. quiet: typing in a draft, which is
    no step of its own to undo. lost: [table, id, field, value] of what this change overrode or passed over.
    """

    number: int
    label: str
    at: str
    origin: str
    edits: tuple[Edit, ...]
    undoes: int | None = None
    redoes: int | None = None
    quiet: bool = False
    undone: bool = False
    lost: tuple[Any, ...] = ()

    @classmethod
    def from_line(cls, line: Line) -> Step:
        """The step that a line of the journal tells of."""
        return cls(
            int(line["step"]),
            str(line["label"]),
            str(line["at"]),
            str(line["origin"]),
            edits_of(line),
            line.get("undoes"),
            line.get("redoes"),
            bool(line.get("quiet")),
            False,
            tuple(line.get("lost", ())),
        )


def edits_of(line: Line) -> tuple[Edit, ...]:
    """The edits in a line of the journal; none in its head."""
    return tuple(Edit(*edit) for edit in line.get("edits", ()))


def steps(lines: Iterable[Line]) -> list[Step]:
    """Every step, oldest first, each told whether it is undone now."""
    made = [Step.from_line(line) for line in lines if "step" in line]
    undone: set[int] = set()
    for step in made:
        if step.undoes is not None:
            undone.add(step.undoes)
        elif step.redoes is not None:
            undone.discard(step.redoes)
    return [replace(step, undone=True) if step.number in undone else step for step in made]


def to_undo(made: list[Step]) -> Step | None:
    """The newest step that is not undone yet."""
    own = (step for step in reversed(made) if step.undoes is None and step.redoes is None)
    return next((step for step in own if not step.quiet and not step.undone), None)


def to_redo(made: list[Step]) -> Step | None:
    """The step undone last, unless something new was done since."""
    by_number = {step.number: step for step in made}
    for step in reversed(made):
        if step.quiet or step.redoes is not None:
            continue
        if step.undoes is None:
            if not step.undone:
                return None
            continue
        found = by_number.get(step.undoes)
        if found is not None and found.undone:
            return found
    return None
