"""The doctor: looks at every record and every file, says in plain words what is wrong, and mends what can be mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from informal.errors import NotKept, StoreError
from informal.model.records import Document
from informal.store import Edit, Store
from informal.system.paths import Paths

if TYPE_CHECKING:
    from informal.store.rescue.damage import Mended
    from informal.store.rescue.inspect import Look, Problem


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the doctor says. done: what was mended, a sentence each."""

    problems: tuple[str, ...]
    contacts: int
    messages: int
    done: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(paths: Paths) -> Checkup:
    """Look at every record, reference, journal and backup. Changes nothing."""
    look, problems = _look(paths)
    return _checkup(look, problems)


def _look(paths: Paths) -> tuple[Look, tuple[Problem, ...]]:
    from informal.store.rescue import inspect
    from informal.workspace import soundness

    look = inspect.look(paths.file)
    return look, (*look.problems, *(soundness.problems(look.tables) if look.tables is not None else ()))


def repair(paths: Paths, origin: str) -> Checkup:
    """Mend what can be mended, and look again. Nothing is deleted: what is damaged is set aside.

    Raises NotKept when the disk says no.
    """
    from informal.store.rescue import damage, forget, inspect
    from informal.store.rescue.inspect import Sort

    done: list[str] = []
    look, problems = _look(paths)
    if any(problem.sort is Sort.FILE for problem in problems):
        try:
            done += _said(damage.mend(paths.file))
        except NotKept:
            raise
        except StoreError as error:
            return _checkup(look, problems, (str(error),))
        look, problems = _look(paths)
    if any(problem.sort is Sort.FORGETTING for problem in problems) and look.tables is not None:
        forget.finish(Store.open(paths.file))
        done.append("Forgetting somebody is finished now.")
        look, problems = _look(paths)
    if look.tables is not None:
        done += inspect.mend_files(paths.file, problems)
        done += _mend_records(paths, problems, origin)
        look, problems = _look(paths)
    return _checkup(look, problems, tuple(done))


def _mend_records(paths: Paths, problems: tuple[Problem, ...], origin: str) -> list[str]:
    """Move damaged records out and clear references that lead nowhere, as one step."""
    import orjson

    from informal.store.rescue import damage
    from informal.store.rescue.inspect import Sort

    records = {(one.table, one.id) for one in problems if one.sort is Sort.RECORD}
    references = [one for one in problems if one.sort is Sort.REFERENCE and (one.table, one.id) not in records]
    if not records and not references:
        return []
    store = Store.open(paths.file)
    edits: list[Edit] = []
    moved: dict[str, dict[str, Document]] = {}
    for table, id in sorted(records):
        if (document := store.get(table, id)) is not None:
            moved.setdefault(table, {})[str(id)] = document
            edits.append(Edit.delete(table, document))
    for one in references:
        named = (store.get(one.table, one.id) or {}).get(one.field)
        edits.append(Edit.change(one.table, one.id, {one.field: named}, {one.field: None}))
    done: list[str] = []
    if moved:
        data = orjson.dumps(moved, option=orjson.OPT_INDENT_2)
        aside = paths.data / damage.SET_ASIDE
        copy = store.with_files(lambda _: damage.put_aside(aside, "records.json", data))
        done.append(f"{len(records)} damaged {'record was' if len(records) == 1 else 'records were'} moved to {copy}")
    store.commit("mend the file", edits, origin=origin)
    store.close()
    if references:
        done.append(f"{len(references)} references that led nowhere were cleared.")
    return [*done, "informal undo takes that back."]


def _checkup(look: Look, problems: tuple[Problem, ...], done: tuple[str, ...] = ()) -> Checkup:
    tables = look.tables or {}
    sentences = tuple(one.sentence for one in problems)
    return Checkup(sentences, len(tables.get("contacts", {})), len(tables.get("messages", {})), done)


def _said(mended: Mended) -> list[str]:
    said = [f"What was there was set aside: {copy}" for copy in mended.aside]
    source = f"The backup {mended.source.name}" if mended.source else "What the journal holds"
    more = f", with the {mended.later} steps that came after it," if mended.source and mended.later > 0 else ""
    return [*said, f"{source}{more} is in its place."]
