"""The table of people that this program writes itself: every column comes back as it was, and nothing is guessed.

A spreadsheet may have moved its columns, added some, or written it with another delimiter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from informal.exchange import fields, table
from informal.model.kinds import Warmth
from informal.model.rows import OWN, Parsed, Row, Skipped
from informal.text import clean, fold, one_line

FORMAT = OWN
# Columns that no other program has beside each other.
_TELLING = frozenset({"name", "email", "warmth", "tie"})


def looks_like(data: bytes) -> bool:
    """Whether the first line names our columns."""
    line = next(iter(table.split_lines(table.decode(data[: table.HEAD_BYTES]))), "")
    return _TELLING.issubset(_columns(line)[1])


def _columns(line: str) -> tuple[str, list[str]]:
    """The delimiter of a header, and the names in it."""
    delimiter = table.sniff([line])
    return delimiter, [fold(one_line(cell)) for cell in table.cells_of(line, delimiter)]


def parse(data: bytes) -> Parsed:
    """The people of such a table. The column `stage` is left out: it follows from letters and talks."""
    lines = table.lines_of(data)
    delimiter, columns = _columns(lines[0])
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for record in table.records(lines, delimiter, start=1, columns=len(columns)):
        named = dict(zip(columns, map(table.unprotect, record.cells), strict=False))
        name = one_line(named.get("name", ""))
        if record.reason or not name:
            skipped.append(Skipped(record.number, name[:80], record.reason or "it names nobody"))
        else:
            rows.append(_row(record.number, name, named))
    return Parsed(FORMAT, tuple(rows), tuple(skipped))


def _row(number: int, name: str, named: Mapping[str, str]) -> Row:
    text = {column: one_line(cell) for column, cell in named.items()}
    linkedin, remark = fields.profile(text.get("linkedin", ""))
    warmth = text.get("warmth", "")
    known = warmth in list(Warmth)
    day = _day(text.get("connected_on", ""))
    return Row(
        number=number,
        name=name,
        emails=_pieces(text.get("email", "")),
        company=text.get("company", ""),
        role=text.get("role", ""),
        linkedin=linkedin,
        phone=text.get("phone", ""),
        connected_on=day,
        tags=_pieces(text.get("tags", "")),
        notes=clean(named.get("notes", "")).strip(),
        warmth=Warmth(warmth) if known else None,
        tie=text.get("tie", ""),
        source=FORMAT,
        remark=fields.join(
            remark,
            "" if known or not warmth else f"the warmth {warmth[:40]!r} is none I know",
            "" if day or not text.get("connected_on") else f"the date {text['connected_on'][:40]!r} was not understood",
        ),
    )


def _pieces(cell: str) -> tuple[str, ...]:
    pieces: Sequence[str] = [piece.strip() for piece in cell.split(";")]
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _day(cell: str) -> date | None:
    """An ISO day, or one as spreadsheets write it over."""
    from informal.exchange.days import read_days

    try:
        return date.fromisoformat(cell)
    except ValueError:
        return read_days([cell])[0]
