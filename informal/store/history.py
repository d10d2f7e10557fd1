"""What was done, read from the journals when somebody asks: opening the file never reads what is covered already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from informal.store.change import Edit, Lost
from informal.store.journal import Line


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody did. at: UTC, ISO 8601. origin: "app" or the verb.

    undoes, redoes: the number of the step that this one takes back or does again. quiet: typing in a draft, which is
    no step of its own to undo. undone: it is taken back now. stays: undo met it and passed, as all of it was changed
    again since. lost: [table, id, field, value] of what this change overrode or passed over.
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
    stays: bool = False
    lost: tuple[Lost, ...] = ()

    @property
    def is_step(self) -> bool:
        """Whether it is something to undo: no typing, and no undo or redo itself."""
        return not self.quiet and self.undoes is None and self.redoes is None

    @classmethod
    def from_line(cls, line: Line) -> Step:
        """The step that a line of the journal tells of."""
        return cls(
            number=int(line["step"]),
            label=str(line.get("label", "")),
            at=str(line.get("at", "")),
            origin=str(line.get("origin", "")),
            edits=edits_of(line),
            undoes=line.get("undoes"),
            redoes=line.get("redoes"),
            quiet=bool(line.get("quiet")),
            lost=tuple(line.get("lost", ())),
        )


def edits_of(line: Line) -> tuple[Edit, ...]:
    """The edits in a line of the journal; none in its head."""
    return tuple(Edit(*edit) for edit in line.get("edits", ()))


def steps(lines: Iterable[Line]) -> list[Step]:
    """Every step, oldest first, each told whether it is undone now."""
    made = [Step.from_line(line) for line in lines if "step" in line]
    undone: set[int] = set()
    stays: set[int] = set()
    for step in made:
        if step.undoes is not None:
            (undone if step.edits else stays).add(step.undoes)
        elif step.redoes is not None:
            undone.discard(step.redoes)
            stays.discard(step.redoes)
    return [
        replace(step, undone=step.number in undone, stays=step.number in stays)
        if step.number in undone or step.number in stays
        else step
        for step in made
    ]


def to_undo(made: list[Step]) -> Step | None:
    """The newest step that is not undone yet."""
    return next((step for step in reversed(made) if step.is_step and not step.undone and not step.stays), None)


def to_redo(made: list[Step]) -> tuple[Step, Step] | None:
    """The step undone last, and the step that undid it; None when there is none, or something new was done since."""
    by_number = {step.number: step for step in made}
    for step in reversed(made):
        if step.is_step and not step.undone:
            return None
        if step.undoes is not None and step.edits:
            found = by_number.get(step.undoes)
            if found is not None and found.undone:
                return found, step
    return None
