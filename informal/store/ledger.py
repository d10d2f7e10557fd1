"""The three files as one: the JSON file, the journal that goes on where it ends, the lock.

What may be found on the disk, and what follows:

- The journal carries the name in `meta.journal` and goes at least as far as is covered: it is replayed from there.
- There is no journal, or one whose first line is torn, and nothing of it is covered: the next line begins it.
- The journal is the one named as `before`: somebody was killed between a full journal and the next. It is kept as
  `.journal.1`.
- Any other journal is set aside and reported at the next write, and never replayed.
- Another name in `meta.journal` than the one we know: somebody else went on to a new journal. All is read anew.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic, time

from informal.errors import NotKept, StoreError
from informal.store import checkpoint, files, journal, migrate
from informal.store.change import Tables, Touched, apply, merge, settle, snapshot
from informal.store.checkpoint import Covered
from informal.store.history import edits_of

# A journal longer than this is kept as it is, and a new one begins: undo reaches back at least one whole journal.
FULL_BYTES = 8_000_000
# How often a reader without the lock follows others who go on to a new journal while it reads.
_TRIES = 5


class _Outrun(OSError):
    """A newer checkpoint was written while this one was prepared."""


class Ledger:
    """What the disk holds. tables: as of the last look; who alters them appends the same to the journal.

    touched: what looks have changed, for the owner to take. reports: sentences about what was found damaged.
    before_change: called with the lock held, when all is up to date and nothing was written yet.
    older: whether the file is of an older version than the tables here.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = Path(os.path.realpath(path))
        self.read_only = read_only
        self.tables: Tables = {}
        self.touched: Touched = {}
        self.reports: list[str] = []
        self.covered = Covered()
        self.end = 0
        self.step = 0
        self.size = 0
        self.journal = self.path.with_suffix(".journal")
        self.last_journal = self.path.with_suffix(".journal.1")
        self.lock = self.path.with_suffix(".lock")
        # As of the last look, and the file as an informal wrote it that we know of.
        self._seen: tuple[object, object] | None = None
        self._sound: object = None
        self._settled = "", 0
        self._damaged: list[bytes] = []
        # What was said not to be kept, and may stand behind our end all the same: the disk failed to cut it off, too.
        self._unsaid = b""
        self.before_change: Callable[[], None] = lambda: None
        self._since: float | None = None
        self.older = False
        self.tables = self._load()
        self.touched = {}

    # Looking

    def _signature(self) -> tuple[object, object]:
        return files.signature(self.path), files.signature(self.journal)

    def _load(self) -> Tables:
        """Read everything; what we know changes only when all of it could be read. Raises StoreError."""
        for _ in range(_TRIES):
            seen = self._signature()
            loaded = checkpoint.load(self.path)
            covered = loaded.covered if loaded else Covered()
            piece = journal.read(self.journal, covered.bytes, name=covered.journal)
            if covered.journal and piece.name == covered.journal:
                break
            told = checkpoint.peek(self.path)
            if (told or Covered()).journal == covered.journal:
                break
        tables = loaded.tables if loaded else {}
        self.covered, self.end, self.step = covered, covered.bytes, covered.step
        self.size = loaded.size if loaded else 0
        self._since = None
        self._seen, self._sound = seen, seen[0]
        if covered.journal and piece.name == covered.journal and piece.whole:
            self._take(piece, tables)
        elif piece.there and piece.name != covered.before:
            self.report("The journal beside the file belongs to another one, or is damaged: it was not used.")
        self.older = loaded is not None and loaded.schema < migrate.SCHEMA
        if loaded is not None and self.older:
            migrate.forward(tables, loaded.schema)
        return tables

    def _take(self, piece: journal.Piece, tables: Tables) -> None:
        """Apply the lines of a piece that begins at our end."""
        found = journal.scan(piece.data, self.end)
        for line in found.lines:
            self.step = max(self.step, int(line.get("step", 0)))
            merge(self.touched, apply(tables, edits_of(line)))
        if found.damaged:
            self._damaged += found.damaged
            self.report("A line of the journal is damaged. It was set aside; the ones after it still count.")
        if found.end > self.end and self._since is None:
            self._since = monotonic()
        self.end = found.end

    def look(self) -> None:
        """Take in what others did since, into `tables` and `touched`. Two looks at the folder when they did nothing.

        Raises StoreError when the file can't be read any more; then nothing has changed here.
        """
        seen = self._signature()
        if seen == self._seen:
            return
        told = checkpoint.peek(self.path)
        # Lines of an older version are only understood before the tables are brought forward.
        if self.older or (told is not None and (told.journal != self.covered.journal or self._edited(told, seen[0]))):
            self._reload()
            return
        piece = journal.read(self.journal, self.end, name=self.covered.journal)
        if piece.name != self.covered.journal or not self.covered.journal:
            # Somebody may be going on to a new journal this instant: then the next look finds it.
            self._seen = seen if seen == self._signature() else None
            return
        if not piece.whole:
            self._reload()
            return
        if piece.data and self._unsaid.startswith(piece.data):
            self._seen = seen
            return
        if told is not None:
            self.covered, self._sound = told, seen[0]
        self._take(piece, self.tables)
        self._seen = seen

    def _edited(self, told: Covered, signature: object) -> bool:
        """Whether another program has altered the file since we saw it."""
        return signature != self._sound and self._foreign(told, self.covered)

    def _foreign(self, told: Covered, known: Covered) -> bool:
        """Whether it was another program that wrote a file which is not the known one: it says the same of the journal
        as that, or is written in another way."""
        return told == known or not checkpoint.is_ours(self.path)

    def _reload(self) -> None:
        touched, self.touched = self.touched, {}
        try:
            differ = settle(self.tables, self._load())
        finally:
            self.touched = touched
        differ.pop("meta", None)
        merge(self.touched, differ)

    def lines(self) -> list[journal.Line]:
        """Every line in the journals up to where we are, oldest first. Raises StoreError."""
        name, before = self.covered.journal, self.covered.before
        now = journal.read(self.journal, 0, name=name, up_to=self.end) if self.end else journal.Piece()
        old = journal.read(self.last_journal, 0, name=before) if before else journal.Piece()
        lines = journal.scan(old.data).lines if old.name == before else []
        return lines + (journal.scan(now.data).lines if now.name == name else [])

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, up to date, with files that belong together. Raises NotKept, or StoreError when unreadable."""
        if self.read_only:
            raise NotKept("This file was opened to be read only", str(self.path))
        with files.locked(self.lock):
            try:
                files.writable_mode(self.path)
                self._make_ready()
                yield
            except OSError as error:
                raise files.not_kept(error, self.path) from error

    def _make_ready(self) -> None:
        self.look()
        self.before_change()
        self._set_damage_aside()
        there = self.path.exists()
        if self.older or not self.covered.journal:
            self._begin(follows=False)
            return
        piece = journal.read(self.journal, self.end, name=self.covered.journal, up_to=self.end)
        ours = piece.name == self.covered.journal
        if ours and piece.whole:
            if not there:
                self._write(replace(self.covered, bytes=self.end, step=self.step))
            return
        if piece.there:
            self._put_away(piece.name)
        if self.end or not there:
            self._begin(follows=False)

    def _begin(self, *, follows: bool) -> None:
        """Write the file as it is in memory, and have the next line begin a new journal.

        follows: the old one is full, not lost: undo goes on in it.
        """
        old = self.covered.journal
        name = os.urandom(8).hex()
        self._write(Covered(name, 0, self.step, old if follows else ""))
        self.end, self._since, self.older = 0, None, False
        piece = journal.read(self.journal, 0, name=old, up_to=0)
        if piece.there:
            self._put_away(piece.name, full=old)

    def _put_away(self, name: str | None, *, full: str = "") -> None:
        """Make way for a journal: a full one is kept for undo, a strange one is set aside."""
        # Whoever wrote the file that does without it may have been killed before that was on the disk.
        files.sync_folder(self.path.parent)
        if name is not None and name in (self.covered.before, full):
            self.journal.replace(self.last_journal)
        else:
            aside = self.journal.with_name(f"{self.journal.name}.aside-{int(time())}-{os.urandom(2).hex()}")
            self.journal.replace(aside)
            self.report(f"A journal that does not belong to the file was set aside: {aside.name}.")
        files.sync_folder(self.path.parent)

    def _set_damage_aside(self) -> None:
        for raw in self._damaged:
            aside = self.journal.with_name(f"{self.journal.name}.damaged-{zlib.crc32(raw):08x}")
            # It still stands in the journal, too: no reason not to keep what is to be kept.
            with suppress(OSError):
                files.replace(aside, raw + b"\n")
        self._damaged.clear()

    def report(self, sentence: str) -> None:
        """Have a sentence said once."""
        if sentence not in self.reports:
            self.reports.append(sentence)

    def append(self, lines: Sequence[bytes], step: int) -> None:
        """Add lines and have them on the disk; `step` is the last one's. Inside `writing` only. Raises OSError."""
        data = b"".join(lines)
        if self.end == 0:
            data = journal.head(self.covered.journal) + data
        self._unsaid = data
        journal.append(self.journal, self.end, data, settled=self._is_settled())
        self._unsaid = b""
        self.end += len(data)
        self._settled = self.covered.journal, self.end
        self.step = step
        # The file is looked at by the next look: it may have been altered since the last one.
        self._seen = self._seen and (self._seen[0], files.signature(self.journal))
        if self._since is None:
            self._since = monotonic()

    def _is_settled(self) -> bool:
        """Whether the last line is one's own, and with it all before it on the disk."""
        return self._settled == (self.covered.journal, self.end)

    # Checkpoint

    def due(self, idle: float) -> bool:
        """Whether it is time for a checkpoint. idle: seconds since the last change."""
        age = 0.0 if self._since is None else monotonic() - self._since
        return checkpoint.due(uncovered=self.end - self.covered.bytes, size=self.size, idle=idle, age=age)

    def resting(self) -> bool:
        """Whether the last checkpoint is old enough for another one at exit."""
        found = files.signature(self.path)
        return found is None or time() - found[1] / 1e9 > checkpoint.idle_seconds(self.size)

    def rotate(self) -> None:
        """A checkpoint that a new journal follows. Raises StoreError."""
        with self.writing():
            if self.end > FULL_BYTES:
                self._begin(follows=True)

    def rewrite(self, lines: Sequence[journal.Line]) -> None:
        """Write the file as it is in memory, with another past. Inside `writing` only. Raises OSError.

        A new journal follows on the one that holds these lines. Killed halfway, the file is the new one already; of the
        past there may be the old one, or less of it. To do it again finishes it.
        """
        before = self.covered.journal
        self._write(Covered(os.urandom(8).hex(), 0, self.step, before))
        self.end, self._since = 0, None
        kept = [journal.encode(line) for line in lines]
        size = sum(map(len, kept))
        # As far back as two journals would go: to do this often must not make it longer and longer.
        while size > 2 * FULL_BYTES:
            size -= len(kept.pop(0))
        files.replace(self.last_journal, journal.head(before) + b"".join(kept))
        self.journal.unlink(missing_ok=True)
        files.sync_folder(self.path.parent)

    def checkpoint_job(self) -> Callable[[], bool]:
        """A checkpoint of this instant, ready to be written: by any thread, while changes go on.

        The job says whether it was written; a failure is no loss, as the journal holds all.
        """
        from informal.store.storage import FileStorage

        covered = replace(self.covered, bytes=self.end, step=self.step)
        since = monotonic()
        settled = self._is_settled()
        tables = snapshot(self.tables)
        found = self.covered, self._sound

        def job() -> bool:
            try:
                if not settled:
                    journal.settle(self.journal)
                data = checkpoint.lines(tables, covered)
                size = FileStorage(self.path).replace(data, door=self._door(covered, found))
            except (OSError, StoreError):
                return False
            self._covered_by(covered, size, since)
            return True

        return job

    @contextmanager
    def _door(self, covered: Covered, found: tuple[Covered, object]) -> Iterator[None]:
        """The lock, for the rename alone. Raises OSError when another process was quicker, StoreError when damaged.

        found: what the file was when the checkpoint was prepared.
        """
        with files.locked(self.lock):
            if self.covered.journal != covered.journal or self.covered.bytes > covered.bytes:
                raise _Outrun
            if files.signature(self.path) != found[1]:
                there = checkpoint.load(self.path)
                told = there.covered if there else Covered()
                outrun = told.journal != covered.journal or told.bytes > covered.bytes
                if outrun or self._foreign(told, found[0]):
                    raise _Outrun
            yield
            self._sound = files.signature(self.path)

    def _covered_by(self, covered: Covered, size: int, since: float) -> None:
        self.covered, self.size = covered, size
        self._since = since if self.end > covered.bytes else None
        with suppress(OSError):
            files.sweep(self.path)

    def _write(self, covered: Covered) -> None:
        """The file as it is now, under the lock. Raises OSError."""
        from informal.store.storage import FileStorage

        size = FileStorage(self.path).replace(checkpoint.lines(self.tables, covered))
        self._sound = files.signature(self.path)
        self._covered_by(covered, size, monotonic())
