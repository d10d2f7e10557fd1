"""LinkedIn's Connections.csv, as it comes and as spreadsheets leave it.

The header is `First Name,Last Name,URL,Email Address,Company,Position,Connected On`, usually after a preamble of three
lines. Also met: no URL column (2018 to 2021), no header, a padded preamble or none, another delimiter or encoding,
ragged rows, and members who hide (neither name nor profile).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from informal.errors import BadFile
from informal.exchange import fields, table
from informal.exchange.days import is_day, read_days
from informal.model.rows import Parsed, Row, Skipped
from informal.practice import names
from informal.text import fold, one_line

FORMAT = "linkedin"

_COLUMNS = {
    "first name": "first",
    "last name": "last",
    "url": "url",
    "profile url": "url",
    "email address": "email",
    "email": "email",
    "company": "company",
    "position": "role",
    "connected on": "connected",
    "tags": "tags",
    # As people add them.
    "phone": "phone",
    "phone number": "phone",
    "notes": "notes",
}
_WITH_URL = ("first", "last", "url", "email", "company", "role", "connected")
_WITHOUT_URL = ("first", "last", "email", "company", "role", "connected")
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a file is built: delimiter, the columns' names in order, and the index of the first line of people."""

    delimiter: str
    columns: tuple[str, ...]
    start: int


def looks_like(data: bytes) -> bool:
    """Whether the file is LinkedIn's list of connections, judged by what its first lines hold."""
    return _shape(table.split_lines(table.decode(data[: table.HEAD_BYTES]))) is not None


def parse(data: bytes) -> Parsed:
    """The people of a Connections.csv. Rows that can't be used are in `skipped`, each with its reason.

    Raises BadFile when the file is something else.
    """
    lines = table.lines_of(data)
    shape = _shape(lines)
    if shape is None:
        raise BadFile(
            "This isn't LinkedIn's list of connections",
            'There is no line "First Name, Last Name, ..., Connected On" in it, and no row that looks like one.',
            "On LinkedIn: Settings, Data privacy, Get a copy of your data, Connections. Take Connections.csv.",
        )
    found = list(table.records(lines, shape.delimiter, start=shape.start, columns=len(shape.columns)))
    tidy = cache(one_line)
    cells = [_aligned(record.cells, shape.columns, tidy) for record in found]
    days = read_days([row.get("connected", "") for row in cells])
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for record, named, day in zip(found, cells, days, strict=True):
        reason = record.reason or _unusable(record, named)
        if reason:
            name = one_line(" ".join(record.cells[:2]))[:80]
            skipped.append(Skipped(record.number, name, reason))
            continue
        rows.append(_row(record.number, named, day))
    return Parsed(FORMAT, tuple(rows), tuple(skipped))


def _shape(lines: Sequence[str]) -> _Shape | None:
    for index, line in enumerate(lines[: table.HEAD_LINES]):
        for delimiter in table.DELIMITERS:
            if delimiter in line and (columns := _header(table.cells_of(line, delimiter))):
                return _Shape(delimiter, columns, index + 1)
    return _headless(lines)


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of a header's columns; () when the line is none. Empty padding at the end is left off."""
    named = [fold(one_line(cell)).strip("'\" ") for cell in cells]
    while named and not named[-1]:
        named.pop()
    known = tuple(_COLUMNS.get(name, "") for name in named)
    has = set(known)
    # Without the day it is LinkedIn's only if nothing else is in it: other programs have those columns, too.
    if {"first", "last"} <= has and ("connected" in has or ({"company", "role"} <= has and "" not in has)):
        return known
    return ()


def _headless(lines: Sequence[str]) -> _Shape | None:
    """The shape of a file without a header: most of its first rows end in a day and hold a profile or an address."""
    head = [line for line in lines[: table.HEAD_LINES] if line.strip()]
    delimiter = table.sniff(head)
    rows = [record.cells for record in table.records(head, delimiter)]
    for columns in (_WITH_URL, _WITHOUT_URL):
        fitting = [cells for cells in rows if _fits(cells, columns)]
        if fitting and len(fitting) * 2 > len(rows):
            whole = (i for i, line in enumerate(lines) if _may_begin(table.cells_of(line, delimiter)))
            return _Shape(delimiter, columns, next(whole, 0))
    return None


def _may_begin(cells: Sequence[str]) -> bool:
    """Whether a line may be the first of a file's people, not of its preamble."""
    return len(cells) >= _FEWEST and (is_day(cells[-1]) or sum(1 for cell in cells if cell.strip()) > 1)


def _fits(cells: Sequence[str], columns: tuple[str, ...]) -> bool:
    if len(cells) != len(columns) or not is_day(cells[-1]):
        return False
    link, address = cells[2].strip(), cells[columns.index("email")].strip()
    if address and "@" not in address:
        return False
    return "linkedin.com/" in link.casefold() if columns is _WITH_URL else bool(cells[0].strip() or cells[1].strip())


def _aligned(cells: Sequence[str], columns: Sequence[str], tidy: Callable[[str], str]) -> dict[str, str]:
    """A row's cells by column name, each made tidy. Ragged ones are put right where it is plain how.

    Too many: a comma in a company or position that nobody quoted; the piece after it begins with a blank.
    Too few: whatever is a day is the last column.
    """
    row = list(cells)
    while len(row) > len(columns) and not row[-1].strip():
        row.pop()
    dated = bool(columns) and columns[-1] == "connected"
    if dated and len(row) > len(columns) and "company" in columns and is_day(row[-1]):
        at = columns.index("company")
        while len(row) > len(columns):
            piece = next((i for i in range(at + 1, len(row) - 1) if row[i].startswith(" ")), len(row) - 2)
            row[piece - 1 : piece + 1] = [f"{row[piece - 1]},{row[piece]}"]
    if dated and 1 < len(row) < len(columns) and is_day(row[-1]):
        row[-1:] = [""] * (len(columns) - len(row)) + [row[-1]]
    return {column: tidy(cell) for column, cell in zip(columns, row, strict=False) if column}


def _unusable(record: table.Record, named: dict[str, str]) -> str:
    if not any(cell.strip() for cell in record.cells):
        return "an empty row"
    if len(record.cells) < _FEWEST:
        return "not a whole row: most columns are missing"
    if not (named.get("first") or named.get("last") or named.get("url")):
        return "a hidden member: neither name nor profile"
    return ""


def _row(number: int, named: dict[str, str], day: date | None) -> Row:
    first, last = named.get("first", ""), named.get("last", "")
    if last and first and names.only_letters_after(last):
        last = ""
    name = names.plain(f"{first} {last}".strip())
    linkedin, remark = fields.profile(named.get("url", ""))
    emails, doubt = fields.emails(named.get("email", ""))
    if not name:
        name, guessed = fields.name_or_guess("", linkedin, emails)
        remark = fields.join(remark, guessed)
    connected = named.get("connected", "")
    undated = f"the date {connected[:40]!r} was not understood" if connected and day is None else ""
    return Row(
        number=number,
        name=name,
        first=names.greeting(first),
        emails=emails,
        company=named.get("company", ""),
        role=named.get("role", ""),
        linkedin=linkedin,
        phone=named.get("phone", ""),
        notes=named.get("notes", ""),
        connected_on=day,
        tags=tuple(tag.strip() for tag in named.get("tags", "").split(",") if tag.strip()),
        source=FORMAT,
        remark=fields.join(remark, doubt, undated),
    )
