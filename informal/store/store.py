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

import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, time
from typing import Any

from informal.errors import NotKept, Refused
from informal.store import checkpoint, files, journal
from informal.store.change import Document, Edit, Tables, Touched, apply, rebase, take_back
from informal.store.checkpoint import Covered
from informal.store.history import Step, edits_of, steps, to_redo, to_undo

# When a checkpoint is due: past this much that it does not hold, ...
_UNCOVERED_BYTES = 1_000_000
# ... or when nothing has happened for a second per MB of JSON, within these bounds, or ten times that after all.
_IDLE_SECONDS = (0.25, 15.0)
_AGE_FACTOR = 10
# A journal longer than this is kept as it is, and a new one begins: undo reaches back at least one whole journal.
_FULL_BYTES = 8_000_000


class Store:
    """One data file, open."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.patient = False
        self.pending: list[journal.Line] = []
        self.trouble: NotKept | None = None
        self.reports: list[str] = []
        self.version = 0
        self._journal_path = path.with_suffix(".journal")
        self._old_journal_path = path.with_suffix(".journal.1")
        self._lock_path = path.with_suffix(".lock")
        self._last: journal.Line = {}
        self._tables: Tables = {}
        self._covered = Covered()
        self._end = 0
        self._step = 0
        self._size = 0
        self._oldest_uncovered: float | None = None
        self._load()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Read the file and what the journal holds beyond it. Writes nothing. Raises StoreError."""
        return cls(path, read_only=read_only)

    # Reading

    def table(self, name: str) -> Mapping[int, Document]:
        """A table's documents by id. Live, and not to be altered."""
        return self._tables.setdefault(name, {})

    def get(self, name: str, id: int) -> Document | None:
        """One document. Not to be altered."""
        return self.table(name).get(id)

    def _load(self) -> None:
        loaded = checkpoint.load(self.path)
        self._tables, self._covered = loaded if loaded is not None else ({}, Covered())
        self._size = self.path.stat().st_size if loaded is not None else 0
        self._step = self._covered.step
        self._end = self._covered.bytes
        if loaded is not None and journal.name_of(self._journal_path) == self._covered.journal:
            self._read_on()

    def _read_on(self) -> Touched:
        """Apply what stands in the journal after what we know."""
        found = journal.scan(journal.tail(self._journal_path, self._end), self._end)
        touched: Touched = {}
        for line in found.lines:
            self._step = max(self._step, int(line.get("step", 0)))
            for table, ids in apply(self._tables, edits_of(line)).items():
                touched.setdefault(table, set()).update(ids)
        for raw in found.damaged:
            self._set_damage_aside(raw)
        if found.end > self._end and self._oldest_uncovered is None:
            self._oldest_uncovered = monotonic()
        self._end = found.end
        if touched:
            self.version += 1
        return touched

    def _set_damage_aside(self, raw: bytes) -> None:
        self.reports.append("A line of the journal is damaged; it was set aside, and the ones after it still count.")
        if self.read_only:
            return
        aside = self.path.with_suffix(".journal.damaged")
        with suppress(OSError):
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_APPEND, files.FILE_MODE)
            with os.fdopen(descriptor, "ab") as file:
                file.write(raw + b"\n")

    # Other processes

    def refresh(self) -> Touched:
        """Take in what other processes did since; a look at the journal's size when they did nothing."""
        try:
            size = self._journal_path.stat().st_size
        except OSError:
            size = 0
        if size == self._end or self.pending:
            return {}
        return self._catch_up()

    def _catch_up(self) -> Touched:
        name = journal.name_of(self._journal_path)
        if name is None and self._end == 0:
            return {}
        if name == self._covered.journal and self._journal_path.stat().st_size >= self._end:
            return self._read_on()
        return self._reload() if self._moved_on() else {}

    def _reload(self) -> Touched:
        """Another process began a new journal, or the file was replaced: read it anew and see what differs."""
        before = self._tables
        self._load()
        touched: Touched = {}
        for table in {*before, *self._tables}:
            old, new = before.get(table, {}), self._tables.get(table, {})
            ids = {id for id in {*old, *new} if old.get(id) != new.get(id)}
            if ids and table != "meta":
                touched[table] = ids
        self.version += 1
        return touched

    # Writing

    def commit(self, label: str, edits: Sequence[Edit], *, origin: str = "app", step: bool = True) -> Touched:
        """Make a change durable, as one line: whole, or not there. What it and others' changes touched.

        step: False for typing, which undo passes over. Raises NotKept, and nothing is changed; unless `patient`: then
        the change is in memory only, waits in `pending` for `retry`, and `trouble` says why.
        """
        if not edits:
            return {}
        return self._write({"label": label, "origin": origin, **({} if step else {"quiet": True})}, edits)

    def _write(self, line: journal.Line, edits: Sequence[Edit], passed: Sequence[Any] = ()) -> Touched:
        if self.read_only:
            raise NotKept("This file was opened to be read only", str(self.path))
        seen = {(edit.table, edit.id): document for edit in edits if (document := self.get(edit.table, edit.id))}
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"), **line}
        try:
            with self._exclusive() as touched:
                self._append([*self.pending, self._fit(line, edits, seen, passed)])
                self.pending.clear()
                self.trouble = None
        except NotKept as error:
            if not self.patient:
                raise
            self.trouble = error
            touched = {}
            self.pending.append(self._fit(line, edits, seen, passed))
        for table, ids in apply(self._tables, edits_of(self._last)).items():
            touched.setdefault(table, set()).update(ids)
        self.version += 1
        return touched

    def _fit(
        self, line: journal.Line, edits: Sequence[Edit], seen: Mapping[tuple[str, int], Document], passed: Sequence[Any]
    ) -> journal.Line:
        fitted, lost = rebase(edits, self._tables, seen)
        self._step += 1
        whole = {"step": self._step, **line, "edits": [edit.as_json() for edit in fitted]}
        if lost or passed:
            whole["lost"] = [*lost, *passed]
        self._last = whole
        return whole

    @contextmanager
    def _exclusive(self) -> Iterator[Touched]:
        """Hold the lock, with everything read that others wrote, and a file to write beside."""
        with files.locked(self._lock_path):
            try:
                yield self._ready()
            except OSError as error:
                raise NotKept(
                    "This could not be kept",
                    f"{error.filename or self.path}: {error.strerror or error}.",
                    "It is tried again. Free some room, or choose another place with --data-dir.",
                ) from error

    def _ready(self) -> Touched:
        """Have a file, and a journal that is its own and goes as far as the file says."""
        if not self.path.exists():
            self._begin()
            return {}
        name, touched = journal.name_of(self._journal_path), {}
        if name is not None and name != self._covered.journal and self._moved_on():
            touched = self._reload()
        if name is None and self._covered.bytes == 0 and not self._journal_path.exists():
            return touched
        if name != self._covered.journal or self._journal_path.stat().st_size < self._covered.bytes:
            self._make_way()
            if self._covered.bytes:
                self._begin()
            return touched
        return touched or self._catch_up()

    def _moved_on(self) -> bool:
        """Whether the file on disk is at another journal than we are."""
        loaded = checkpoint.load(self.path)
        return loaded is not None and loaded[1].journal != self._covered.journal

    def _begin(self) -> None:
        """A file and the name of its journal: at the very first change, or when either was taken away since."""
        self._covered = Covered(secrets.token_hex(8), 0, self._step, self._covered.journal)
        self._make_way()
        self._end = 0
        self._replace(self._covered)

    def _make_way(self) -> None:
        """A journal that is not this file's: the one that was full before is kept as such, any other is set aside."""
        name = journal.name_of(self._journal_path)
        if not self._journal_path.exists():
            return
        if name is not None and name == self._covered.before:
            self._journal_path.replace(self._old_journal_path)
            return
        aside = self._journal_path.with_name(f"{self._journal_path.name}.aside-{int(time())}")
        self._journal_path.replace(aside)
        self.reports.append(f"A journal that belongs to another file was set aside: {aside.name}.")

    def _append(self, lines: Sequence[journal.Line]) -> None:
        data = b"".join(map(journal.encode, lines))
        if self._end == 0:
            data = journal.head(self._covered.journal) + data
        journal.append(self._journal_path, self._end, data)
        self._end += len(data)
        if self._oldest_uncovered is None:
            self._oldest_uncovered = monotonic()

    def retry(self) -> bool:
        """Try again what could not be kept; whether all of it is kept now."""
        if not self.pending:
            return True
        try:
            with files.locked(self._lock_path):
                if not self.path.exists():
                    self._begin()
                self._append(self.pending)
        except NotKept as error:
            self.trouble = error
        except OSError as error:
            self.trouble = NotKept("This could not be kept", f"{self.path}: {error.strerror or error}.")
        else:
            self.pending.clear()
            self.trouble = None
        return self.trouble is None

    # Undo

    def history(self, limit: int = 200) -> list[Step]:
        """What was done, newest first; typing is left out."""
        made = [step for step in self._steps() if not step.quiet]
        return made[::-1][:limit]

    def _steps(self) -> list[Step]:
        old = journal.scan(journal.tail(self._old_journal_path, 0)).lines
        if journal.name_of(self._old_journal_path) != self._covered.before:
            old = []
        now = journal.scan(journal.tail(self._journal_path, 0)[: self._end]).lines if self._end else []
        return steps([*old, *now])

    def undo(self, *, origin: str = "app") -> tuple[Step, Touched]:
        """Take the newest step back that is not undone yet, whoever did it. Raises Refused when there is none."""
        caught_up = self.refresh()
        step = to_undo(self._steps())
        if step is None:
            raise Refused("There is nothing to take back")
        edits, passed = take_back(step.edits, self._tables)
        return step, _both(caught_up, self._write(_about("undo", step, origin, undoes=step.number), edits, passed))

    def redo(self, *, origin: str = "app") -> tuple[Step, Touched]:
        """Do the step again that was undone last. Raises Refused when there is none, or something new was done."""
        caught_up = self.refresh()
        step = to_redo(self._steps())
        if step is None:
            raise Refused("There is nothing to do again")
        edits, passed = take_back([edit.inverse for edit in reversed(step.edits)], self._tables)
        return step, _both(caught_up, self._write(_about("redo", step, origin, redoes=step.number), edits, passed))

    # Checkpoint

    @property
    def _idle_seconds(self) -> float:
        least, most = _IDLE_SECONDS
        return min(most, max(least, self._size / 1_000_000))

    def checkpoint_wanted(self, idle: float) -> bool:
        """Whether it is time for a checkpoint. idle: seconds since the last change."""
        if self.read_only or self.pending or self._oldest_uncovered is None or self._end <= self._covered.bytes:
            return False
        if self._end - self._covered.bytes > _UNCOVERED_BYTES or idle >= self._idle_seconds:
            return True
        return monotonic() - self._oldest_uncovered > self._idle_seconds * _AGE_FACTOR

    def checkpoint(self) -> bool:
        """Write the JSON file as it is now; whether that was done. A failure is no loss: the journal holds all."""
        if self.read_only or self.pending or self._end <= self._covered.bytes:
            return False
        try:
            with self._exclusive():
                full = self._end > _FULL_BYTES
                if full:
                    covered = Covered(secrets.token_hex(8), 0, self._step, self._covered.journal)
                else:
                    covered = Covered(self._covered.journal, self._end, self._step, self._covered.before)
                self._replace(covered)
                if full:
                    self._covered, self._end = covered, 0
                    self._make_way()
        except NotKept:
            return False
        return True

    def _replace(self, covered: Covered) -> None:
        from informal.store.storage import FileStorage

        data = checkpoint.dump(self._tables, covered)
        FileStorage(self.path).replace(data)
        self._covered = covered
        self._size = len(data)
        self._oldest_uncovered = None

    def close(self) -> None:
        """Write a checkpoint if the last one is old. Raises NotKept when something is in memory only."""
        if self.pending and not self.retry():
            assert self.trouble is not None
            raise self.trouble
        with suppress(OSError):
            if self._end > self._covered.bytes and time() - self.path.stat().st_mtime > self._idle_seconds:
                self.checkpoint()


def _about(verb: str, step: Step, origin: str, **which: int) -> journal.Line:
    return {"label": f"{verb} {step.label}", "origin": origin, **which}


def _both(one: Touched, other: Touched) -> Touched:
    return {table: one.get(table, set()) | other.get(table, set()) for table in {*one, *other}}
