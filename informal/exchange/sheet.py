"""Exports of address books as tables: a header that only one program writes, and a person in each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from informal.exchange import table
from informal.model.rows import Parsed, Row, Skipped
from informal.text import fold, one_line

Named = dict[str, str]
IsHeader = Callable[[frozenset[str]], bool]
_NOBODY = "neither a name nor an address nor a profile"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table below its header. columns: their names, folded, without the padding at the end."""

    columns: tuple[str, ...]
    records: list[table.Record]


def looks_like(data: bytes, is_header: IsHeader) -> bool:
    """Whether one of a file's first lines is the header."""
    return next(_headers(table.split_lines(table.decode(data[: table.HEAD_BYTES])), is_header), None) is not None


def read(data: bytes, is_header: IsHeader) -> Sheet | None:
    """The table whose header is among the first lines, whatever its delimiter; None when there is none."""
    lines = table.lines_of(data)
    for index, delimiter, columns in _headers(lines, is_header):
        return Sheet(columns, list(table.records(lines, delimiter, start=index + 1, columns=len(columns))))
    return None


def _headers(lines: Sequence[str], is_header: IsHeader) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for index, line in enumerate(lines[: table.HEAD_LINES]):
        for delimiter in table.DELIMITERS:
            if delimiter in line:
                columns = [fold(one_line(cell)) for cell in table.cells_of(line, delimiter)]
                if is_header(frozenset(columns)):
                    while not columns[-1]:
                        columns.pop()
                    yield index, delimiter, tuple(columns)


def people(sheet: Sheet, format: str, make: Callable[[int, Named], Row | None]) -> Parsed:
    """A row for each person. make: the row of a line's number and cells by column; None when it names nobody."""
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for record in sheet.records:
        named = dict(zip(sheet.columns, record.cells, strict=False))
        row = None if record.reason else make(record.number, named)
        if row is not None:
            rows.append(row)
            continue
        company = named.get("organization name") or named.get("organization 1 - name") or named.get("company")
        name = company or " ".join(cell for cell in record.cells[:4] if cell)
        skipped.append(Skipped(record.number, one_line(name)[:80], record.reason or _NOBODY))
    return Parsed(format, tuple(rows), tuple(skipped))
