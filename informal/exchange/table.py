"""Tables as files: any encoding, any delimiter, damaged rows; and written so that no spreadsheet runs them.

RFC 4180 says how they should be, Excel how they are.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from informal.errors import BadFile
from informal.text import clean

DELIMITERS = (",", ";", "\t", "|")
# The header is within these.
HEAD_LINES = 40
# Enough bytes to tell what a file is.
HEAD_BYTES = 65_536

# No address book has a longer row. Below the csv module's own limit (131,072 characters a cell), which is one
# setting for the whole process and therefore left alone.
LONGEST_ROW = 100_000
# Four bytes make a character at most: what was cut here is longer than that still.
_CUT = 5 * LONGEST_ROW
# LinkedIn lists 30,000 people at most; a note may have many lines.
MOST_LINES = 1_000_000
MOST_PEOPLE = 100_000
# More lines in one row than this come from a quotation mark that was never closed.
_MOST_LINES = 200

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), wide forms and leading blanks too.
_FORMULA = re.compile(r"[' ]*[=+\-@\t\r\n＝＋－＠]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32 or Windows' cp1252, without a byte order mark. Never raises.

    A file that is not UTF-8 as a whole is read line by line, so that one foreign line does not garble the others.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    head = data[:4096]
    if head.count(0) * 3 > len(head):
        return data.decode("utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(map(_decode_line, data.splitlines(keepends=True)))


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def split_lines(text: str) -> list[str]:
    """The lines of a file with LF, CR LF or CR alone. Other separators (U+2028, NEL) are text."""
    if "\n" not in text:
        return text.split("\r")
    return [line.removesuffix("\r") for line in text.split("\n")]


def lines_of(data: bytes) -> list[str]:
    """The lines of a whole file. Raises BadFile when it has more than any list of people.

    Decoded one by one, and what is past all measure is cut: one cell of 50 MB with a picture in it costs its own
    bytes, not four times as many for every step. `records` then gives the row up.
    """
    if data.count(b"\n") > MOST_LINES or data.count(b"\r") > MOST_LINES:
        raise BadFile(
            "The file is too long for a list of people",
            f"It has more than {MOST_LINES:,} lines.",
            "Take the part with the people you want to write to.",
        )
    if data.startswith(tuple(bom for bom, _ in _BOMS[1:])) or data[:4096].count(0) * 3 > len(data[:4096]):
        return split_lines(decode(data))
    data = data.removeprefix(codecs.BOM_UTF8)
    if len(data) < LONGEST_ROW:
        return split_lines(decode(data))
    if b"\n" not in data:
        return [_decode_line(line[:_CUT]) for line in data.split(b"\r")]
    return [_decode_line(line[:_CUT]).removesuffix("\r") for line in data.split(b"\n")]


def sniff(lines: Sequence[str]) -> str:
    """The delimiter of a table's first lines: the one that makes the most rows of the same number of columns."""

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = [len(cells_of(line, delimiter)) for line in lines[:20] if line]
        wide = [columns for columns in widths if columns > 1]
        most = max(wide, key=wide.count, default=0)
        return (wide.count(most), most)

    return max(DELIMITERS, key=agreement)


def cells_of(line: str, delimiter: str) -> list[str]:
    """One line as a row of its own; no cells when it is past all measure."""
    if len(line) > LONGEST_ROW:
        return []
    return next(csv.reader([line.replace("\r", " ")], delimiter=delimiter), [])


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table. number: its first line, from 1. reason: why it can't be used; then `cells` is a guess."""

    number: int
    cells: tuple[str, ...]
    reason: str = ""


def records(lines: Sequence[str], delimiter: str, *, start: int = 0, columns: int = 0) -> Iterator[Record]:
    """The rows of a table from the line with index `start` on. Lines without text are passed over.

    columns: how many there should be. A row that goes on over several lines and does not end with that many was
    begun by a stray quotation mark: only its first line is given up, and the people in the next lines are not.
    Raises BadFile past MOST_PEOPLE.
    """
    source = _Lines(lines, start)
    people = 0
    while source.next < len(lines):
        begun = source.begin()
        if not lines[begun].strip():
            source.next = begun + 1
            continue
        people += 1
        if people > MOST_PEOPLE:
            raise too_many()
        try:
            cells = next(csv.reader(source, delimiter=delimiter))
        except _AbsurdError as absurd:
            source.next = absurd.resume
            yield Record(begun + 1, _guess(lines[begun], delimiter), absurd.reason)
            continue
        except csv.Error:
            source.next = begun + 1
            yield Record(begun + 1, _guess(lines[begun], delimiter), "the row can't be read")
            continue
        if source.next - begun > 1 and columns and len(cells) != columns:
            source.next = begun + 1
            yield Record(begun + 1, _guess(lines[begun], delimiter), "a quotation mark is opened and never closed")
        elif any("\x00" in cell for cell in cells):
            bare = tuple(cell.replace("\x00", "") for cell in cells)
            yield Record(begun + 1, bare, "it holds bytes that aren't text")
        else:
            yield Record(begun + 1, tuple(cells))


def too_many() -> BadFile:
    """What is said of a file with more than MOST_PEOPLE."""
    return BadFile(
        "The file is too long for a list of people",
        f"It names more than {MOST_PEOPLE:,} of them.",
        "Take the part with the people you want to write to.",
    )


def _guess(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(line[:400].replace('"', "").replace("\x00", "").split(delimiter))


class _AbsurdError(Exception):
    def __init__(self, reason: str, resume: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.resume = resume


class _Lines:
    """Feeds a csv reader, and stops it where a row is past all measure."""

    def __init__(self, lines: Sequence[str], start: int) -> None:
        self._lines = lines
        self._begun = start
        self._length = 0
        self.next = start

    def begin(self) -> int:
        self._begun = self.next
        self._length = 0
        return self._begun

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.next >= len(self._lines):
            raise StopIteration
        line = self._lines[self.next]
        self._length += len(line)
        if self._length > LONGEST_ROW:
            raise _AbsurdError(f"a cell is longer than {LONGEST_ROW:,} characters", self._begun + 1)
        if self.next - self._begun >= _MOST_LINES:
            raise _AbsurdError("a quotation mark is opened and never closed", self._begun + 1)
        self.next += 1
        return line.replace("\r", " ") + "\n"


def protect(cell: str) -> str:
    """The cell as text for every spreadsheet: an apostrophe before what would be a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unprotect(cell: str) -> str:
    """What `protect` was given: unprotect(protect(cell)) == cell for every cell."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as UTF-8 CSV with LF. Cells lose control characters and direction marks, and can't act as formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([protect(clean(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def from_csv(data: bytes) -> list[list[str]]:
    """The rows that `to_csv` was given, cleaned."""
    return [[unprotect(cell) for cell in row] for row in csv.reader(io.StringIO(decode(data), newline=""))]
