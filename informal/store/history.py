"""What was done, read from the journals when somebody asks: opening the file never reads what is covered already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from informal.store import files
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


def edits_of(line: Line) -> tuple[Edit, ...]:
    """The edits in a line of the journal; none in its head."""
    with files.uncollected():
        return tuple(Edit(*edit) for edit in line.get("edits", ()))


class Past:
    """The lines of the journals, oldest first, and which of them are undone now.

    A step is made of a line only when it is handed out: an import of 30,000 people is one line.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = [line for line in lines if "step" in line]
        self._by_number = {line["step"]: line for line in self._lines}
        self._undone: set[int] = set()
        self._stays: set[int] = set()
        for line in self._lines:
            if "undoes" in line:
                (self._undone if line["edits"] else self._stays).add(line["undoes"])
            elif "redoes" in line:
                self._undone.discard(line["redoes"])

    def steps(self, limit: int) -> list[Step]:
        """The newest steps, newest first, without typing."""
        told = (line for line in reversed(self._lines) if not line.get("quiet"))
        return [self._step(line) for line in islice(told, limit)]

    def to_undo(self) -> Step | None:
        """The newest step that is not undone yet."""
        settled = self._undone | self._stays
        open_ = (line for line in reversed(self._lines) if _own(line) and line["step"] not in settled)
        found = next(open_, None)
        return None if found is None else self._step(found)

    def to_redo(self) -> tuple[Step, tuple[Edit, ...]] | None:
        """The step undone last, and what that changed; None when there is none, or something new was done since."""
        for line in reversed(self._lines):
            if _own(line) and line["step"] not in self._undone:
                return None
            if line.get("undoes") in self._undone and line["edits"] and line["undoes"] in self._by_number:
                return self._step(self._by_number[line["undoes"]]), edits_of(line)
        return None

    def _step(self, line: Line) -> Step:
        number = line["step"]
        return Step(
            number=number,
            label=str(line.get("label", "")),
            at=str(line.get("at", "")),
            origin=str(line.get("origin", "")),
            edits=edits_of(line),
            undoes=line.get("undoes"),
            redoes=line.get("redoes"),
            quiet=bool(line.get("quiet")),
            undone=number in self._undone,
            stays=number in self._stays,
            lost=tuple(line.get("lost", ())),
        )


def _own(line: Line) -> bool:
    """Whether a line is something to undo: no typing, and no undo or redo itself."""
    return not line.get("quiet") and "undoes" not in line and "redoes" not in line
