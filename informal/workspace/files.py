"""Files that come in and go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from informal.errors import BadFile, Refused
from informal.model.ids import new_id
from informal.practice import merging
from informal.practice.merging import Became, Plan
from informal.store import Edit
from informal.text import one_line
from informal.workspace.core import Core, change, insert


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every row of a file."""

    format: str
    plan: Plan

    def sentence(self) -> str:
        """The report in one line."""
        words = {
            Became.ADDED: "added",
            Became.MERGED: "brought up to date",
            Became.UNCHANGED: "as they were",
            Became.SKIPPED: "skipped",
        }
        told = [f"{number:,} {word}" for became, word in words.items() if (number := self.plan.count(became))]
        return ", ".join(told) or "nothing in it"


class Files:
    """The use cases about files."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def plan_import(self, path: Path, format: str | None = None) -> Report:
        """What an import would do, row by row. Changes nothing. Raises BadFile."""
        from informal import exchange

        parsed = exchange.read(_read(path), path.name, format)
        core = self._core
        plan = merging.plan(
            parsed.rows,
            core.contacts(),
            core.today,
            core.forgotten,
            make_id=new_id,
            skipped=parsed.skipped,
            now=core.clock.now(),
        )
        return Report(parsed.format, plan)

    def carry_out(self, report: Report, name: str) -> None:
        """Make an import's plan true, as one step."""
        edits: list[Edit] = []
        for before, after in report.plan.changes():
            edits += [insert("contacts", after)] if before is None else change("contacts", before, after)
        self._core.commit(f"import {one_line(name)}", edits)

    def import_(self, path: Path, format: str | None = None) -> Report:
        """Read a file and keep the people in it, as one step. Raises BadFile."""
        report = self.plan_import(path, format)
        self.carry_out(report, path.name)
        return report

    def export(self, path: Path, format: str | None = None) -> int:
        """Write everything (json) or the contacts (csv) to a file; how many contacts.

        Raises Refused when the file can't be written, and for the program's own files: an export is no data file.
        """
        from informal.exchange import json

        format = format or path.suffix.lstrip(".").casefold()
        core = self._core
        if format == "json":
            data = json.dump({name: core.store.table(name) for name in _TABLES})
        elif format == "csv":
            data = json.contacts_csv([self._flat(id) for id in core.store.table("contacts")])
        else:
            raise Refused(f"I can't write {path.name}", "I write .json and .csv files.", "Or say --format json.")
        self._write(path, data)
        return len(core.store.table("contacts"))

    def write_letter(self, path: Path, contact: int, subject: str, body: str) -> None:
        """A letter as an .eml file that mail programs open as a draft."""
        from informal.practice import handoff

        person = self._core.contact(contact)
        address = person.emails[0] if person.emails else ""
        data = handoff.eml(self._core.settings.name, "", one_line(person.name), address, subject, body)
        self._write(path, data)

    def _write(self, path: Path, data: bytes) -> None:
        refuse_own(path, self._core.paths.file)
        write_private(path, data)

    def _flat(self, id: int) -> dict[str, Any]:
        contact = self._core.contact(id)
        return {
            "name": contact.name,
            "email": contact.emails,
            "company": contact.company,
            "role": contact.role,
            "linkedin": contact.linkedin,
            "phone": contact.phone,
            "warmth": contact.warmth or "",
            "tie": contact.tie,
            "tags": contact.tags,
            "stage": self._core.standing(id).stage,
            "notes": contact.notes,
            "connected_on": contact.connected_on.isoformat() if contact.connected_on else "",
        }


_TABLES: Sequence[str] = ("contacts", "messages", "talks", "blockers", "checkins", "settings")


def _read(path: Path) -> bytes:
    """A file's bytes. Raises BadFile with what, where and what to do."""
    from informal.exchange import LARGEST

    try:
        if path.is_dir():
            raise BadFile("That is a folder", str(path), "Give the file itself, for example Connections.csv.")
        if path.stat().st_size > LARGEST:
            raise BadFile("That file is too large to be an address book", f"{path} is over 200 MB.")
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
