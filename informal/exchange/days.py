"""Days as spreadsheets write them, read for a whole column at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene janv",
            "feb february februar février fév fev febrero",
            "mar march märz mrz mär mars marzo",
            "apr april avr avril abril abr",
            "may mai mayo maj",
            "jun june juni juin junio",
            "jul july juli juil juillet julio",
            "aug august août aout agosto ago",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember déc décembre dic diciembre",
        ),
        1,
    )
    for name in names.split()
}
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[.\s/-]+([^\W\d]+)\.?,?[\s/-]+(\d{4}|\d{2})\b")
_NAMED_US = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")


def read_days(texts: Sequence[str]) -> list[date | None]:
    """The days of a column, in its order; None where a cell is empty or no day.

    `04/11/18` may be April or November. The order of day and month is decided for the column as a whole, since one
    program wrote it: by the cells in which a number is past 12; if there are none, by the order that leaves the column
    better sorted (LinkedIn lists the newest first); if that says nothing, month first between slashes and day first
    between dots or hyphens. A cell that contradicts the others is read the only way it can be.
    """
    found = {text: _parts(text) for text in dict.fromkeys(texts)}
    month_first = _month_first([found[text] for text in texts])
    days = {text: _day(parts, month_first) for text, parts in found.items()}
    return [days[text] for text in texts]


def is_day(text: str) -> bool:
    """Whether a cell looks like a day, whichever way it is to be read."""
    return _day(_parts(text), True) is not None


_Parts = tuple[int, int, int, str] | None  # first number, second, year, separator; "" when the order is certain


def _parts(text: str) -> _Parts:
    text = text.strip()[:40]
    if match := _ISO.match(text):
        return int(match[3]), int(match[2]), int(match[1]), ""
    if match := _NUMBERS.match(text):
        return int(match[1]), int(match[3]), _year(match[4]), match[2]
    if (match := _NAMED.match(text)) and (month := _MONTHS.get(match[2].casefold())):
        return int(match[1]), month, _year(match[3]), ""
    if (match := _NAMED_US.match(text)) and (month := _MONTHS.get(match[1].casefold())):
        return int(match[2]), month, int(match[3]), ""
    return None


def _year(digits: str) -> int:
    """Two digits are of this century: no list of people that programs export reaches back further."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _day(parts: _Parts, month_first: bool) -> date | None:
    if parts is None:
        return None
    first, second, year, separator = parts
    swap = separator and (month_first or second > 12) and first <= 12
    day, month = (second, first) if swap else (first, second)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_first(column: Iterable[_Parts]) -> bool:
    open_ones = [parts for parts in column if parts and parts[3]]
    day_first = sum(1 for first, second, _, _ in open_ones if first > 12 >= second)
    month_first = sum(1 for first, second, _, _ in open_ones if second > 12 >= first)
    if day_first != month_first:
        return month_first > day_first
    breaks = [_breaks([_day(parts, order) for parts in open_ones]) for order in (True, False)]
    if breaks[0] != breaks[1]:
        return breaks[0] < breaks[1]
    return not open_ones or open_ones[0][3] == "/"


def _breaks(days: Sequence[date | None]) -> int:
    known = [day for day in days if day]
    up = sum(1 for one, other in pairwise(known) if one > other)
    down = sum(1 for one, other in pairwise(known) if one < other)
    return min(up, down)
