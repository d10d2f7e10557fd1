"""Whether records are as they should be, and the people they name are there. pydantic checks, over the model itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from informal.model.records import TABLES, Document, from_document
from informal.store.rescue.inspect import Problem, Sort
from informal.text import one_line
from informal.workspace.core import BLOCKER_IDS, SETTINGS_ID

_LARGEST_ID = 2**53
_CALLED = {
    "contacts": "Contact",
    "messages": "Message",
    "talks": "Talk",
    "blockers": "Crossing",
    "checkins": "Check-in",
    "settings": "Settings",
}
# Where a record names a contact.
_REFERENCES = {"contacts": "introduced_by", "messages": "contact", "talks": "contact"}

Tables = Mapping[str, Mapping[int, Document]]


def problems(tables: Tables) -> Iterator[Problem]:
    """Every record that is damaged, every reference that leads nowhere. Tables that are not ours are passed over."""
    from pydantic import TypeAdapter

    people = tables.get("contacts", {})
    lost: set[int] = set()
    for name, cls in TABLES.items():
        adapter = TypeAdapter(cls)
        for id, document in tables.get(name, {}).items():
            why = _wrong(name, id, document, adapter, cls)
            if why:
                lost.update({id} if name == "contacts" else ())
                yield Problem(Sort.RECORD, f"{_CALLED[name]} {id} is damaged: {why}.", table=name, id=id)
            elif (found := _dangling(name, id, document, people)) is not None:
                yield found
    # Whoever is damaged leaves the list when the file is mended.
    for name, field in _REFERENCES.items():
        for id, document in tables.get(name, {}).items():
            named = document.get(field)
            if isinstance(named, int) and named in lost and (name != "contacts" or id not in lost):
                yield _leads_nowhere(name, id, field, named, "whose own record is damaged")


def _wrong(name: str, id: int, document: Document, adapter: Any, cls: Any) -> str:
    """What is wrong with a record, as the end of a sentence; "" when nothing is."""
    import orjson
    from pydantic import ValidationError

    fixed = {"settings": (SETTINGS_ID,), "blockers": tuple(BLOCKER_IDS.values())}.get(name)
    if not 0 < id < _LARGEST_ID or (fixed is not None and id not in fixed):
        return f"{id} is no number such a record can have"
    try:
        adapter.validate_json(orjson.dumps(document), strict=True)
        value = from_document(cls, document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        return f"{one_line(where)}: {one_line(first['msg'][:1].lower() + first['msg'][1:])}"
    except Exception as error:  # whatever it is, the record can't be used
        return one_line(str(error)) or type(error).__name__
    return next((f"{field}: no time zone" for field in ("at", "created", "starts_at") if _naive(value, field)), "")


def _naive(value: Any, field: str) -> bool:
    moment = getattr(value, field, None)
    return moment is not None and moment.tzinfo is None


def _dangling(name: str, id: int, document: Document, people: Mapping[int, Document]) -> Problem | None:
    field = _REFERENCES.get(name, "")
    named = document.get(field) if field else None
    if named is None or (named in people and (name != "contacts" or named != id)):
        return None
    return _leads_nowhere(name, id, field, named, "themselves" if named == id else "who is not there")


def _leads_nowhere(name: str, id: int, field: str, named: int, how: str) -> Problem:
    if name == "contacts":
        said = f"Contact {id} was introduced by contact {named}, {how}."
    else:
        said = f"{_CALLED[name]} {id} belongs to contact {named}, {how}."
    return Problem(Sort.REFERENCE, said, table=name, id=id, field=field)
