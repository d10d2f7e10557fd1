"""Any other table: which column is what, told by what the columns are called and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from informal.errors import BadFile
from informal.exchange import fields, table
from informal.exchange.days import is_day, read_days
from informal.exchange.words import EITHER_NAME, FIELD_OF, FIELDS, TITLES
from informal.model.rows import Parsed, Row, Skipped
from informal.practice import names
from informal.text import clean, fold, one_line

FORMAT = "table"

# One of these must be there, or nobody could be kept.
_TELLING = ("name", "first", "last", "email", "linkedin")
_SAMPLE = 50
_SHOWN_COLUMNS = 40
_ENOUGH = 0.5
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_PHONE = re.compile(r"\+?[\d\s()/.-]{7,24}")
_FEWEST_DIGITS = 7
_WORDS_OF_A_NAME = re.compile(r"[^\W\d_][^\d@/:;,]*(?:\s[^\W\d_][^\d@/:;,]*){1,3}")
_HONORIFIC = re.compile(r"(?:mrs?|ms|mx|miss|dr|prof|herr|frau|m|mme|mlle|sra?|dott|sig)\.?", re.IGNORECASE)
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold a field: their indexes, the first with something in it counts (of addresses and tags: all)."""

    of: Mapping[str, tuple[int, ...]]

    @property
    def tells_who(self) -> bool:
        """Whether anybody could be recognised by it."""
        return any(self.of.get(name) for name in _TELLING)


def guess(header: Cells, sample: Sequence[Cells]) -> Columns:
    """Which column is what. header: their names, or () where there are none; sample: the first rows."""
    of: dict[str, list[int]] = {}
    free: list[int] = []
    width = max(len(header), *(len(row) for row in sample), 0) if sample else len(header)
    words = [_word(header[at]) if at < len(header) else "" for at in range(width)]
    for at, word in enumerate(words):
        field = FIELD_OF.get(word)
        column = _column(sample, at)
        if field is None or not _may_be(field, word, column):
            free.append(at)
        else:
            of.setdefault(field, []).append(at)
    _settle_names(of, words, sample)
    for at in free:
        column = _column(sample, at)
        for field, test in _BY_CONTENT.items():
            if field not in of and _mostly(column, test):
                of[field] = [at]
                break
    if "name" not in of and "first" not in of and "last" not in of and ("email" in of or "linkedin" in of):
        taken = {at for ats in of.values() for at in ats}
        people = (at for at in free if at not in taken and _mostly(_column(sample, at), _is_name))
        of["name"] = list(islice(people, 1))
    return Columns({field: tuple(ats) for field, ats in of.items() if ats})


def _word(cell: str) -> str:
    return _NOT_LETTERS.sub("", fold(one_line(cell)))


def _column(sample: Sequence[Cells], at: int) -> list[str]:
    return [text for row in sample if at < len(row) and (text := row[at].strip())]


def _mostly(column: Sequence[str], test: Callable[[str], bool]) -> bool:
    return bool(column) and sum(map(test, column)) > len(column) * _ENOUGH


def _may_be(field: str, word: str, column: Sequence[str]) -> bool:
    """Whether what is in a column does not speak against its name."""
    if field == "linkedin" and "linkedin" not in word:
        return any(map(fields.is_profile, column))
    if field == "role" and word in TITLES:
        return not _mostly(column, lambda cell: _HONORIFIC.fullmatch(cell) is not None)
    return True


def _settle_names(of: dict[str, list[int]], words: Sequence[str], sample: Sequence[Cells]) -> None:
    """Beside "Vorname" or "Prénom", "Name" and "Nom" are the family's; beside "Apellidos", "Nombre" is the first name.

    Unless the cells say otherwise: a whole name holds the half that stands beside it.
    """
    ats = of.get("name", [])
    half = "last" if "first" in of and "last" not in of else "first" if "last" in of and "first" not in of else ""
    if not half or not ats or words[ats[0]] not in EITHER_NAME:
        return
    other = of["first" if half == "last" else "last"][0]
    pairs = [(row[ats[0]], row[other]) for row in sample if len(row) > max(ats[0], other) and row[other].strip()]
    whole = sum(1 for name, part in pairs if fold(part.strip()) in fold(name) and fold(part) != fold(name))
    if whole <= len(pairs) * _ENOUGH:
        of[half] = of.pop("name")


def _is_phone(cell: str) -> bool:
    digits = sum(map(str.isdigit, cell))
    return digits >= _FEWEST_DIGITS and _PHONE.fullmatch(cell.strip()) is not None and not is_day(cell)


def _is_name(cell: str) -> bool:
    return cell[:1].isupper() and _WORDS_OF_A_NAME.fullmatch(cell) is not None


_BY_CONTENT: dict[str, Callable[[str], bool]] = {
    "email": fields.is_email,
    "linkedin": fields.is_profile,
    "phone": _is_phone,
}


@dataclass(frozen=True, slots=True)
class _Found:
    header: tuple[str, ...]
    records: list[table.Record]
    columns: Columns


def looks_like(data: bytes) -> bool:
    """Whether the file is a table at all: at least two rows of the same several columns, or columns that tell who."""
    head = data[: table.HEAD_BYTES]
    lines = table.split_lines(table.decode(head))
    if len(head) < len(data):
        lines = lines[:-1] or lines
    if any("\x00" in line for line in lines[: table.HEAD_LINES]):
        return False
    found = _found(lines)
    if found.columns.tells_who and (found.records or len(found.header) > 1):
        return True
    widths = [len(record.cells) for record in found.records[:_SAMPLE]]
    return len(found.header) > 1 and widths.count(len(found.header)) > 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table before anybody is read from it.

    fields: what a column may hold. samples: some cells of each column. guessed: field -> column indexes.
    """

    fields: tuple[str, ...]
    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    guessed: Mapping[str, tuple[int, ...]]


def look(data: bytes) -> Table:
    """A table's columns, and which is taken for what, for somebody to choose."""
    found = _found(table.lines_of(data))
    rows = [record.cells for record in found.records[:_SAMPLE]]
    samples = tuple(tuple(_column(rows, at)[:3]) for at in range(len(found.header)))
    return Table(FIELDS, found.header, samples, found.columns.of)


def parse(data: bytes) -> Parsed:
    """The people of a table, its columns guessed."""
    return parse_table(data)


def parse_table(data: bytes, chosen: Mapping[str, Sequence[str]] | None = None) -> Parsed:
    """The people of a table. chosen: the columns of some fields by name (or number, from 1), in place of the guess.

    Raises BadFile naming the columns when none tells who somebody is, or a chosen one is not there.
    """
    found = _found(table.lines_of(data))
    of = dict(found.columns.of)
    for field, wanted in (chosen or {}).items():
        if field not in FIELDS:
            raise BadFile(f"{field!r} is nothing I keep of a person", "", f"What I keep: {', '.join(FIELDS)}.")
        own = tuple(_index(found.header, name) for name in wanted)
        of = {other: tuple(at for at in ats if at not in own) for other, ats in of.items()}
        of[field] = own
    if not Columns(of).tells_who:
        raise BadFile(
            "I can't tell which column is which",
            f"None of its columns looks like names, addresses or profiles. {_listed(found.header)}",
            "Say it: informal import FILE --format table --map name=COLUMN,email=COLUMN",
        )
    return _people(found.records, {field: ats for field, ats in of.items() if ats})


def _index(header: Cells, name: str) -> int:
    for at, column in enumerate(header):
        if fold(column) == fold(one_line(name)):
            return at
    if name.isdecimal() and 0 < int(name) <= len(header):
        return int(name) - 1
    raise BadFile(f"There is no column {name!r}", _listed(header), "Say one of them, or its number.")


def _listed(header: Cells) -> str:
    shown = [column[:60] or f"(column {number})" for number, column in enumerate(header[:_SHOWN_COLUMNS], 1)]
    more = f" and {len(header) - _SHOWN_COLUMNS} more" if len(header) > _SHOWN_COLUMNS else ""
    return f"Its columns: {', '.join(shown)}{more}."


def _found(lines: Sequence[str]) -> _Found:
    head = [line for line in lines[: table.HEAD_LINES] if line.strip()]
    delimiter = table.sniff(head)
    start = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("sep=")), 0)
    # A title or a remark may stand above the header.
    for at in range(start, min(len(lines), table.HEAD_LINES)):
        known = {field for cell in table.cells_of(lines[at], delimiter) if (field := FIELD_OF.get(_word(cell)))}
        if len(known) > 1 and not known.isdisjoint(_TELLING):
            start = at
            break
    first = table.cells_of(lines[start], delimiter) if lines else []
    while first and not first[-1].strip():
        first.pop()
    bare = any(fields.is_email(cell) or fields.is_profile(cell) for cell in first)
    found = list(table.records(lines, delimiter, start=start if bare else start + 1, columns=len(first)))
    sample = [tuple(map(table.unprotect, record.cells)) for record in found[:_SAMPLE]]
    header = tuple(f"{number}" for number in range(1, len(first) + 1)) if bare else tuple(map(one_line, first))
    return _Found(header, found, guess(() if bare else header, sample))


def _people(records: Sequence[table.Record], of: Mapping[str, tuple[int, ...]]) -> Parsed:
    cells = [{field: _cells(record.cells, ats) for field, ats in of.items()} for record in records]
    days = read_days([_first(named, "connected_on") for named in cells])
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for record, named, day in zip(records, cells, days, strict=True):
        first, last = _first(named, "first"), _first(named, "last")
        addresses, doubt = fields.all_emails(named.get("email", ()))
        links = [one_line(cell) for cell in named.get("linkedin", ())]
        linkedin = fields.linkedin(links) or next((link for cell in links if (link := fields.profile(cell)[0])), "")
        whole = names.plain(_first(named, "name") or f"{first} {last}".strip())
        name, guessed = fields.name_or_guess(whole, linkedin, addresses)
        if record.reason or not name:
            shown = one_line(" ".join(cell for cell in record.cells[:4] if cell))[:80]
            reason = record.reason or "neither a name nor an address nor a profile"
            skipped.append(Skipped(record.number, shown, reason))
            continue
        phone, left = fields.one_phone(map(one_line, named.get("phone", ())))
        row = Row(
            number=record.number,
            name=name,
            first=names.greeting(first) if fold(first) != fold(name) else "",
            emails=addresses,
            company=_first(named, "company"),
            role=_first(named, "role"),
            linkedin=linkedin,
            phone=phone,
            connected_on=day,
            tags=tuple(tag for cell in named.get("tags", ()) for tag in fields.tags(cell)),
            notes="\n".join(text for cell in named.get("notes", ()) if (text := clean(cell).strip())),
            introduced_by=_first(named, "introduced_by"),
            source=FORMAT,
            remark=fields.join(guessed, doubt, left),
        )
        rows.append(row)
    return Parsed(FORMAT, tuple(rows), tuple(skipped))


def _cells(row: Cells, ats: Sequence[int]) -> tuple[str, ...]:
    """What is in some columns of a row; the apostrophe that keeps a cell from being a formula is no part of it."""
    return tuple(text for at in ats if at < len(row) and (text := table.unprotect(row[at]).strip()))


def _first(named: Mapping[str, Sequence[str]], field: str) -> str:
    return one_line(next(iter(named.get(field, ())), ""))
