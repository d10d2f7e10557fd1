"""The store: values in memory, a journal that makes each change durable, a checkpoint now and then.

Its promises, and how they are kept:

1. What it has said is kept survives kill -9 and power loss: a commit returns after the journal's fsync.
2. The JSON file is whole at every instant: only ever replaced, by rename, and stock TinyDB opens it.
3. Several processes lose nothing of each other's: under the lock one reads first what the others appended, then one's
   own change is fitted on it field by field.
4. One change costs the same with three contacts and with 100,000: a line, not the file.
5. A damaged, foreign or newer file is never overwritten. A journal that does not belong to it is set aside.
6. Files are the person's alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from informal.errors import NotKept, Refused, StoreError
from informal.store import files, journal
from informal.store import ledger as ledgers
from informal.store.change import (
    Document,
    Edit,
    Lost,
    Tables,
    Touched,
    apply,
    merge,
    rebase,
    settle,
    snapshot,
    take_back,
)
from informal.store.history import Past, Step, edits_of
from informal.store.ledger import Ledger
from informal.store.rescue.guard import Guard
from informal.store.rescue.notices import noticed
from informal.store.sharing import share

_Key = tuple[str, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Meant:
    """A change as somebody meant it. seen: the documents as they saw them. passed: what an undo leaves alone.

    number: by which the history knows it while it waits; it gets its own when it is kept.
    """

    about: journal.Line
    edits: Sequence[Edit]
    seen: Mapping[_Key, Document] = field(default_factory=dict)
    passed: Sequence[Lost] = ()
    number: int = 0


class Store:
    """One data file, open. It belongs to one thread.

    patient: what can't be made durable stays in memory and in `pending` until `retry` succeeds; else it is rolled back.
    trouble: why something is pending. version: grows with every change, one's own or another process's.
    reports: sentences about what was found damaged and set aside. guard: makes the backups.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.patient = False
        self.pending: list[_Meant] = []
        self.trouble: NotKept | None = None
        self.version = 0
        self._ledger = Ledger(path, read_only=read_only)
        self.guard = Guard(self._ledger, path.parent / "backups", lambda: self.patient)
        self._ledger.before_change = self.guard.before_change
        if not read_only:
            for sentence in noticed(path):
                self._ledger.report(sentence)
        self._untold: Touched = {}
        # The same as the ledger's, but for what is pending.
        self._tables: Tables = self._ledger.tables

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Read the file and what the journal holds beyond it. Writes nothing. Raises StoreError."""
        return cls(path, read_only=read_only)

    @property
    def reports(self) -> list[str]:
        """What was found damaged, a sentence each."""
        return self._ledger.reports

    # Reading

    def table(self, name: str) -> Mapping[int, Document]:
        """A table's documents by id. Live, and not to be altered."""
        return self._tables.setdefault(name, {})

    def tables(self) -> Mapping[str, Mapping[int, Document]]:
        """Every table by its name, those that are not ours too. Live, and not to be altered."""
        return self._tables

    def get(self, name: str, id: int) -> Document | None:
        """One document. Not to be altered."""
        return self.table(name).get(id)

    def lighten(self) -> Iterator[None]:
        """Take less memory for the same documents, a few of them at each step."""
        return share(self._ledger.tables)

    def refresh(self) -> Touched:
        """Take in what other processes did since; two looks at the folder when they did nothing. Raises StoreError."""
        self._ledger.look()
        self._take_in()
        return self._tell()

    def _take_in(self) -> None:
        """What looks have changed is to be told, whatever becomes of what is under way."""
        touched, self._ledger.touched = self._ledger.touched, {}
        if self.pending and touched:
            touched = settle(self._tables, self._with_pending())
        merge(self._untold, touched)

    def _tell(self) -> Touched:
        touched, self._untold = self._untold, {}
        if touched:
            self.version += 1
        return touched

    def _with_pending(self) -> Tables:
        tables = snapshot(self._ledger.tables)
        for meant in self.pending:
            fitted, _ = rebase(meant.edits, tables, meant.seen)
            apply(tables, fitted)
        return tables

    # Writing

    def commit(self, label: str, edits: Sequence[Edit], *, origin: str = "app", step: bool = True) -> Touched:
        """Make a change durable, as one line: whole, or not there. What it and others' changes touched.

        step: False for typing, which undo passes over. Raises NotKept, and nothing is changed; unless `patient`: then
        the change is in memory only, waits in `pending` for `retry`, and `trouble` says why. Raises Refused for what
        can't be written as JSON.
        """
        if not edits:
            return {}
        seen = {(edit.table, edit.id): found for edit in edits if (found := self.get(edit.table, edit.id)) is not None}
        about = {"label": label, "origin": origin, **({} if step else {"quiet": True})}
        return self._keep(lambda: _Meant(about, edits, seen))

    def commit_if(
        self, label: str, plan: Callable[[], Sequence[Edit]], *, origin: str = "app", step: bool = True
    ) -> Touched:
        """As `commit`, with edits that are made when all is up to date and nobody else can write: what `plan` looks at
        still holds when they are kept. Nothing is changed when it raises, and nothing waits in memory, `patient` or
        not: NotKept means that it isn't so.
        """
        about = {"label": label, "origin": origin, **({} if step else {"quiet": True})}
        return self._keep(lambda: _Meant(about, plan()), strict=True)

    def _keep(self, plan: Callable[[], _Meant], *, strict: bool = False) -> Touched:
        """Make durable what is pending and then what is planned, which is asked for when all is up to date."""
        try:
            with self._ledger.writing(), files.uncollected():
                self._take_in()
                self._flush()
                line, data = self._line(plan(), self._tables, self._ledger.step + 1)
                if line["edits"] or not _REFERS.isdisjoint(line):
                    self._ledger.append([data], line["step"])
        except StoreError as error:
            self._take_in()
            if strict or not self.patient or self.read_only:
                raise
            line = self._wait(plan(), error)
        merge(self._untold, apply(self._tables, edits_of(line)))
        return self._tell()

    def _line(self, meant: _Meant, tables: Tables, number: int) -> tuple[journal.Line, bytes]:
        """A change fitted on the tables, as the journal will give it back, and as it stands there. Raises Refused."""
        fitted, lost = rebase(meant.edits, tables, meant.seen)
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        line = {"step": number, "at": at, **meant.about, "edits": [edit.as_json() for edit in fitted]}
        if lost or meant.passed:
            line["lost"] = [*lost, *meant.passed]
        data = journal.encode(line)
        # What is remembered is what was written: a list that the caller alters later is not ours.
        return journal.decode(data) or line, data

    def _flush(self) -> None:
        """Make durable what is pending, inside `writing`. Raises OSError; then all of it still waits."""
        if not self.pending:
            return
        tables, numbers, lines = snapshot(self._ledger.tables), dict[int, int](), list[bytes]()
        number = self._ledger.step
        for meant in self.pending:
            number += 1
            about = {
                name: numbers.get(value, value) if name in _REFERS else value for name, value in meant.about.items()
            }
            line, data = self._line(replace(meant, about=about), tables, number)
            numbers[meant.number] = number
            apply(tables, edits_of(line))
            lines.append(data)
        self._ledger.append(lines, number)
        self.pending.clear()
        self.trouble = None
        merge(self._untold, settle(self._tables, tables))
        self._ledger.tables = self._tables

    def _wait(self, meant: _Meant, error: StoreError) -> journal.Line:
        """Put a change among those that wait; its line, to be applied in memory. Raises Refused."""
        number = max(self._ledger.step, self.pending[-1].number if self.pending else 0) + 1
        line, _ = self._line(meant, self._tables, number)
        self.trouble = error if isinstance(error, NotKept) else NotKept(error.title, error.message, error.hint)
        if not self.pending:
            self._ledger.tables = snapshot(self._tables)
        # At the instant it was done, as it was done, and free of whatever the caller does to the lists.
        about = {name: value for name, value in line.items() if name not in ("step", "edits", "lost")}
        self.pending.append(replace(meant, about=about, edits=edits_of(line), number=number))
        return line

    def retry(self) -> bool:
        """Try again what could not be kept; whether all of it is kept now. The next `refresh` tells what it met."""
        if not self.pending:
            return True
        try:
            with self._ledger.writing():
                self._take_in()
                self._flush()
        except StoreError as error:
            self._take_in()
            self.trouble = error if isinstance(error, NotKept) else NotKept(error.title, error.message, error.hint)
        return not self.pending

    def with_files(self, work: Callable[[Ledger], T]) -> T:
        """Work on the files themselves, with the lock held, all of them up to date and nothing waiting.

        The next `refresh` tells what that touched. Raises NotKept, StoreError.
        """
        with self._ledger.writing():
            self._take_in()
            self._flush()
            return work(self._ledger)

    # Undo

    def history(self, limit: int = 200) -> list[Step]:
        """What was done, newest first; typing is left out. Raises StoreError."""
        return self._past().steps(limit)

    def _past(self) -> Past:
        waiting = [
            {**meant.about, "step": meant.number, "edits": [edit.as_json() for edit in meant.edits]}
            for meant in self.pending
        ]
        return Past([*self._ledger.lines(), *waiting])

    def undo(self, *, origin: str = "app") -> tuple[Step, Touched]:
        """Take the newest step back that is not undone yet, whoever did it; the step, and what that touched.

        Its `lost` names what was changed again since: fields that stay, or, of a document that was added, what goes
        with it. Raises Refused when there is nothing to take back, or all of it was changed again (the next undo goes
        on with the step before), NotKept, StoreError.
        """

        def choose(past: Past) -> tuple[Step, Sequence[Edit]] | None:
            found = past.to_undo()
            return None if found is None else (found, found.edits)

        return self._turn("undo", choose, "There is nothing to take back", origin)

    def redo(self, *, origin: str = "app") -> tuple[Step, Touched]:
        """Do again what was undone last, unless something new was done since. As `undo` otherwise."""

        return self._turn("redo", Past.to_redo, "There is nothing to do again", origin)

    def _turn(
        self,
        verb: str,
        choose: Callable[[Past], tuple[Step, Sequence[Edit]] | None],
        nothing: str,
        origin: str,
    ) -> tuple[Step, Touched]:
        done: list[Step] = []

        def plan() -> _Meant:
            chosen = choose(self._past())
            if chosen is None:
                raise Refused(nothing)
            step, edits = chosen
            back, met = take_back(edits, self._tables)
            done[:] = [replace(step, undone=verb == "undo", lost=tuple(met), edits=step.edits if back else ())]
            seen = {(edit.table, edit.id): found for edit in back if (found := self.get(edit.table, edit.id))}
            about = {"label": f"{verb} {step.label}", "origin": origin, f"{verb}es": step.number}
            return _Meant(about, back, seen, met)

        touched = self._keep(plan)
        step = done[0]
        if not step.edits:
            merge(self._untold, touched)
            raise Refused(f"This stays as it is: {step.label}", "All of it was changed again since.")
        return step, touched

    # Checkpoint

    def checkpoint_wanted(self, idle: float) -> bool:
        """Whether it is time for a checkpoint. idle: seconds since the last change."""
        return not self.read_only and not self.pending and self._ledger.due(idle)

    def checkpoint(self) -> bool:
        """Write the JSON file as it is now; whether that was done. A failure is no loss: the journal holds all."""
        job = self.checkpoint_job()
        return job is not None and job()

    def checkpoint_job(self) -> Callable[[], bool] | None:
        """A checkpoint whose slow part is left to the caller, who may run it in a worker; None: there is none to write.

        Only the making of the bytes is done here. The job never raises, and says whether it was written.
        """
        if self.read_only or self.pending or self._ledger.end <= self._ledger.covered.bytes:
            return None
        if self._ledger.end <= ledgers.FULL_BYTES:
            return self._ledger.checkpoint_job()
        try:
            self._ledger.rotate()
        except StoreError:
            return lambda: False
        return lambda: True

    def backup_job(self) -> Callable[[], bool] | None:
        """The backup that was wanted by the first change, for a worker; None when none waits. It never raises."""
        return self.guard.job()

    def close(self) -> None:
        """Write a checkpoint if the last one is old. Raises NotKept when something is in memory only."""
        if job := self.backup_job():
            job()
        if self.pending and not self.retry():
            assert self.trouble is not None
            raise self.trouble
        if self._ledger.resting():
            self.checkpoint()


_REFERS = frozenset({"undoes", "redoes"})
