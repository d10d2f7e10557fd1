"""Public holidays of a country. Slow to load, so the days are looked up once and kept in the data file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from informal.errors import Refused


def days(country: str, years: Iterable[int]) -> tuple[date, ...]:
    """The public holidays of a country (two-letter code, ISO 3166) in those years. Raises Refused."""
    import holidays

    try:
        return tuple(sorted(holidays.country_holidays(country, years=list(years))))
    except NotImplementedError:
        raise Refused(
            f"I know no holidays for {country!r}", "A country is two letters.", "Try: informal set country US"
        ) from None
