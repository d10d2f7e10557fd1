"""What time it is, for everything a person sees. INFORMAL_TODAY sets it; ids, backups and timers keep the real one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from informal.errors import InformalError


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of the person. fixed: a local instant that never moves, for scripts, tests and pictures."""

    fixed: datetime | None = None

    @classmethod
    def from_environment(cls) -> Clock:
        """The clock that INFORMAL_TODAY=DATE[THH:MM] asks for; a bare date is 09:00 local. Raises InformalError."""
        asked = os.environ.get("INFORMAL_TODAY", "").strip()
        if not asked:
            return cls()
        try:
            moment = datetime.fromisoformat(asked)
        except ValueError:
            raise InformalError(
                "INFORMAL_TODAY is not a day", f"It says {asked!r}.", "Write it like 2026-11-23 or 2026-11-23T14:00."
            ) from None
        if "T" not in asked and " " not in asked:
            moment = datetime.combine(moment.date(), time(9))
        return cls(moment if moment.tzinfo else moment.astimezone())

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return (self.fixed or datetime.now(UTC)).astimezone(UTC)

    def today(self) -> date:
        """The person's local day."""
        return local(self.now()).date()


def zone(name: str) -> tzinfo | None:
    """The time zone of that name ("Europe/Paris"); None for one that this machine does not know."""
    if not name.strip():
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local(moment: datetime) -> datetime:
    """The instant on this machine's wall clock."""
    return moment.astimezone()
