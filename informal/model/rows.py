"""People as a file of somebody else's names them: what every import reads into, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from informal.model.kinds import Warmth

# The source of rows that this program wrote itself: nothing in them is a guess.
OWN = "informal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person of a file, its text cleaned and on one line (notes keep their lines).

    number: the line of the file where the row begins, counted from 1.
    first: how one would greet them, without title or nickname; "" when the file does not say.
    linkedin: the profile's address, with its scheme. introduced_by: the name of whoever led to them.
    source: the format the row came from.
    remark: what was left out or guessed, as one sentence for the report; "" when nothing was.
    """

    number: int
    name: str
    first: str = ""
    emails: tuple[str, ...] = ()
    company: str = ""
    role: str = ""
    linkedin: str = ""
    phone: str = ""
    connected_on: date | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""
    introduced_by: str = ""
    warmth: Warmth | None = None
    tie: str = ""
    source: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that names nobody who could be kept, and why."""

    number: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file that was read. format: its name in reports and in --format."""

    format: str
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...] = ()
