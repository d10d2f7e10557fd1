"""Files that come in and go out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from informal.errors import BadFile, Refused
from informal.model.ids import new_id
from informal.practice import merging
from informal.practice.merging import Became, Plan
from informal.store import Edit
from informal.store.files import uncollected
from informal.text import one_line
from informal.workspace.core import Core, change, insert

if TYPE_CHECKING:
    from informal.exchange.mapping import Table


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every row of a file. edits: what makes it true. more: what came with the people."""

    format: str
    plan: Plan
    edits: Sequence[Edit]
    more: str = ""

    def sentence(self) -> str:
        """The report in one line."""
        words = {
            Became.ADDED: "added",
            Became.MERGED: "brought up to date",
            Became.UNCHANGED: "as they were",
            Became.SKIPPED: "skipped",
        }
        told = [f"{number:,} {word}" for became, word in words.items() if (number := self.plan.count(became))]
        return ", ".join([*told, *([f"with {self.more}"] if self.more else [])]) or "nothing in it"


class Files:
    """The use cases about files."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def plan_import(
        self, path: Path, format: str | None = None, columns: Mapping[str, Sequence[str]] | None = None
    ) -> Report:
        """What an import would do, row by row. Changes nothing. Raises BadFile.

        format: one of exchange.FORMATS, else told by the content. columns: for a table, which column is what.
        """
        return self.import_job(path, format, columns)()()

    def import_job(
        self, path: Path, format: str | None = None, columns: Mapping[str, Sequence[str]] | None = None
    ) -> Callable[[], Callable[[], Report]]:
        """An import's plan in two halves: the slow one may run in a worker, on the people as they are now; what it
        gives back belongs to this thread again and makes the report. Both raise BadFile."""
        from informal import exchange

        core = self._core
        people, today, now, forgotten = tuple(core.contacts()), core.today, core.clock.now(), tuple(core.forgotten)

        def read() -> Callable[[], Report]:
            data, name = exchange.opened(_read(path), path.name)
            if not columns and exchange.is_own(data, format):
                return lambda: self._plan_move(data, name)
            with uncollected():
                parsed = exchange.read(data, name, format, columns)
                plan = merging.plan(
                    parsed.rows, people, today, forgotten, make_id=new_id, skipped=parsed.skipped, now=now
                )
                report = _report(parsed.format, plan)
            return lambda: report

        return read

    def take(self, report: Report, number: int) -> Report:
        """A report in which what one row says against what was typed is taken after all."""
        return _report(report.format, report.plan.taking(number))

    def table(self, path: Path) -> Table:
        """The columns of a table, and which is taken for what. Raises BadFile."""
        from informal import exchange
        from informal.exchange import mapping

        return mapping.look(exchange.opened(_read(path), path.name)[0])

    def _plan_move(self, data: bytes, name: str) -> Report:
        from informal.exchange import json
        from informal.workspace import moving

        try:
            tables = json.parse(data)
        except BadFile as error:
            raise BadFile(error.title, f"{name}: {error.message}", error.hint) from None
        moved = moving.plan(self._core, tables)
        return Report("json", moved.plan, moved.edits, moved.more)

    def carry_out(self, report: Report, name: str) -> None:
        """Make an import's plan true, as one step."""
        self._core.commit(f"import {one_line(name)}", report.edits)

    def import_(self, path: Path, format: str | None = None) -> Report:
        """Read a file and keep the people in it, as one step. Raises BadFile."""
        report = self.plan_import(path, format)
        self.carry_out(report, path.name)
        return report

    def export(
        self, path: Path, format: str | None = None, *, notes: bool = False, people: Collection[int] | None = None
    ) -> int:
        """Write everything (json, markdown) or the contacts (csv, vcard) to a file; how many contacts.

        notes: let vCards hold them. people: these only. Raises Refused when the file can't be written, and for the
        program's own files: an export is no data file.
        """
        from informal.workspace import exports

        core = self._core
        self._write(path, exports.data(core, exports.format_of(path, format), notes=notes, people=people))
        return len(core.store.table("contacts") if people is None else people)

    def write_calendar(self, path: Path) -> int:
        """The talks to come as a calendar file; how many. Raises Refused when there is none, or as `export` does."""
        from informal.workspace import booked

        data, number = booked.calendar(self._core)
        self._write(path, data)
        return number

    def write_letter(self, path: Path, contact: int, subject: str, body: str) -> None:
        """A letter as an .eml file that mail programs open as a draft."""
        from informal.practice import handoff

        person = self._core.contact(contact)
        address = person.emails[0] if person.emails else ""
        data = handoff.eml(self._core.settings.name, "", one_line(person.name), address, subject, body)
        self._write(path, data)

    def write_text(self, path: Path, text: str) -> None:
        """A text as a file of the person's own. Raises Refused as `export` does."""
        self._write(path, text.encode("utf-8", "replace"))

    def _write(self, path: Path, data: bytes) -> None:
        refuse_own(path, self._core.paths.file)
        write_private(path, data)


def _report(format: str, plan: Plan) -> Report:
    edits: list[Edit] = []
    for before, after in plan.changes():
        edits += [insert("contacts", after)] if before is None else change("contacts", before, after)
    return Report(format, plan, edits)


def _read(path: Path) -> bytes:
    """A file's bytes. Raises BadFile with what, where and what to do."""
    from informal.exchange import LARGEST

    try:
        if path.is_dir():
            raise BadFile("That is a folder", str(path), "Give the file itself, for example Connections.csv.")
        if path.stat().st_size > LARGEST:
            raise BadFile("That file is too large to be an address book", f"{path} is over {LARGEST // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as error:
        raise BadFile("The file could not be read", f"{path}: {error.strerror}.") from error


def _real(path: Path) -> Path:
    """Where a path leads, links followed. One that leads in a circle stays as it is: opening it will tell."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def refuse_own(path: Path, own: Path) -> None:
    """Raises Refused for a path that leads to the data file or what goes with it."""
    if _is_part_of(path, own) or _is_part_of(path, _real(own)):
        raise Refused(
            "That is where your people are kept",
            f"{path} is one of the program's own files. Nothing was written.",
            "Choose another name or folder.",
        )


def _is_part_of(path: Path, own: Path) -> bool:
    """Whether a path leads to the data file, its lock or one of its journals. Some systems see no case in names."""
    path = _real(path)
    name, stem = path.name.casefold(), own.stem.casefold()
    rest = name.removeprefix(stem)
    is_named_so = name.startswith(stem) and (rest in (own.suffix.casefold(), ".lock") or rest.startswith(".journal"))
    return is_named_so and path.parent == _real(own.parent)


def write_private(path: Path, data: bytes) -> None:
    """A new file that only its owner can read, whole or not at all. Raises Refused when it can't be written.

    A link stays, and what it leads to is written. A pipe or a device gets the bytes: it is not replaced by a file.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as stream:
                stream.write(data)
            return
        _replace(_real(path), data)
    except OSError as error:
        raise Refused("The file could not be written", f"{path}: {error.strerror}.") from error


def _replace(path: Path, data: bytes) -> None:
    """Put a new file in a path's place. Raises OSError, and leaves nothing behind then."""
    import os

    new = path.with_name(f".{path.name}.{new_id()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
