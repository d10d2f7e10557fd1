"""Who makes the backups: before the first change of a session, then hourly at most, and before a migration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from informal.errors import StoreError
from informal.store import checkpoint, files

if TYPE_CHECKING:
    from informal.store.ledger import Ledger
    from informal.store.rescue.backups import Backup, Instant, Job


class Guard:
    """Makes backups of one file. A backup that can't be made is reported and stops nobody.

    later: whether the slow part waits for a worker, who takes it with `job`. away: nothing is backed up at all.
    """

    def __init__(self, ledger: Ledger, folder: Path, later: Callable[[], bool]) -> None:
        self.folder = folder
        self.away = False
        self._ledger = ledger
        self._later = later
        self._next = 0.0
        self._waiting: Instant | None = None

    def before_change(self) -> None:
        """Make a backup if one is wanted. Called with the lock held, before anything is written."""
        if monotonic() < self._next and not self._ledger.older:
            return
        from informal.store.rescue import backups

        self._next = monotonic() + backups.EVERY_SECONDS
        ledger = self._ledger
        try:
            if ledger.older:
                self._write(self._as_it_was())
                return
            if self.away or not backups.worth_it(ledger.tables):
                return
            age = _age(backups.found(self.folder))
            if age < backups.EVERY_SECONDS:
                self._next -= age
                return
            now = backups.Instant.of(ledger)
            # A file without a journal gets a name only now: whether it is still the same could not be told later.
            if self._later() and ledger.covered.journal:
                self._waiting = now
            else:
                self._write(now)
        except (OSError, StoreError) as error:
            ledger.report(backups.not_made(error))

    def _write(self, instant: Instant) -> None:
        from informal.store.rescue import backups

        backups.write(self.folder, instant.packed())

    def _as_it_was(self) -> Instant:
        """The file in its older version, with what the journal holds beyond it. Raises StoreError."""
        from informal.store.rescue import backups, damage

        found = damage.as_found(self._ledger.path, self._ledger.journal)
        return backups.Instant(found.tables, found.covered, found.schema)

    def job(self) -> Job | None:
        """The backup that waits, to be made by any thread; None when none does. It never raises, and says whether
        it was made: it is not when the file was begun anew meanwhile."""
        instant, self._waiting = self._waiting, None
        if instant is None:
            return None

        def make() -> bool:
            from informal.store.rescue import backups

            try:
                backups.write(self.folder, instant.packed(), door=self._same(instant.covered.journal))
            except _BegunAnew:
                return False
            except (OSError, StoreError) as error:
                self._ledger.report(backups.not_made(error))
                return False
            return True

        return make

    @contextmanager
    def _same(self, name: str) -> Iterator[None]:
        """The lock, while the file goes on with that journal: somebody who was forgotten since must not come back."""
        with files.locked(self._ledger.lock):
            told = checkpoint.peek(self._ledger.path)
            if told is None or told.journal != name:
                raise _BegunAnew
            yield


def _age(found: list[Backup]) -> float:
    """How many seconds old the newest backup is. One from a day to come, by a clock that was wrong, doesn't count."""
    now = datetime.now(UTC)
    return next(((now - backup.at).total_seconds() for backup in found if backup.at <= now), inf)


class _BegunAnew(OSError):
    """Another journal was begun while the backup was prepared."""
