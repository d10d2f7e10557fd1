"""Public holidays of a country. Slow to load, so the days are looked up once and kept: in the data file for a country
that was chosen, in the state folder for one that was guessed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from informal.errors import Refused

# Years looked up at once: enough that nobody notices the cache.
YEARS_AHEAD = 6


def days(country: str, years: Iterable[int]) -> tuple[date, ...]:
    """The public holidays of a country (two-letter code, ISO 3166) in those years. Raises Refused."""
    import holidays

    try:
        return tuple(sorted(holidays.country_holidays(country, years=list(years))))
    except NotImplementedError:
        raise Refused(
            f"I know no holidays for {country!r}", "A country is two letters.", "Try: informal set country US"
        ) from None


def years_around(year: int) -> range:
    """The years worth knowing in a year."""
    return range(year - 1, year + YEARS_AHEAD)


def guessed(country: str, year: int, folder: Path) -> tuple[date, ...]:
    """The holidays around a year, of a country nobody chose: none where the country is not known.

    Kept in a text file of the folder, a day a line; what can't be read or written there is looked up each time.
    """
    file = folder / f"holidays-{country}.txt"
    try:
        first, *lines = file.read_text(encoding="ascii").split()
        known = tuple(map(date.fromisoformat, lines))
        if int(first) <= year < int(first) + YEARS_AHEAD - 1:
            return known
    except (OSError, ValueError):
        pass
    try:
        known = days(country, years_around(year))
    except Refused:
        known = ()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = file.with_name(f".{file.name}.{os.getpid()}")
        new.write_text("\n".join([str(year), *map(date.isoformat, known)]) + "\n", encoding="ascii")
        new.replace(file)
    except OSError:
        pass
    return known
