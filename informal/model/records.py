"""Between values and the JSON documents of the file. Trusted both ways: validation belongs to the edges.

A document is a dict of JSON values. Instants are ISO 8601 in UTC, days ISO dates, sets and tuples lists.
Fields that a value does not know stay in the document: whoever changes one writes only the fields that differ.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from informal.errors import StoreError
from informal.model.values import Checkin, Contact, Crossing, Message, Settings, Talk

T = TypeVar("T")
Json = Any
Document = dict[str, Json]
_AS_IT_IS = frozenset({str, int, float, bool, type(None)})
Record = Contact | Message | Talk | Crossing | Checkin | Settings

TABLES: dict[str, type[Record]] = {
    "contacts": Contact,
    "messages": Message,
    "talks": Talk,
    "blockers": Crossing,
    "checkins": Checkin,
    "settings": Settings,
}


def as_json(value: Any) -> Json:
    """Any field's value as JSON. Nested values lose the fields that are at their default, to keep lines short."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, str | int | float):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [as_json(inner) for inner in value]
    return to_document(value)


def to_document(value: Any) -> Document:
    """The document of a value. A field that is empty by default, and empty, is left out; every other one is written."""
    document: Document = {}
    for name, empty_by_default in _fields(cast("Any", type(value))):
        inner = getattr(value, name)
        if inner or not empty_by_default:
            document[name] = as_json(inner)
    return document


@cache
def _fields(cls: Any) -> tuple[tuple[str, bool], ...]:
    """The names of a class's fields, and whether each is empty by default."""
    return tuple(
        (item.name, item.default_factory is not MISSING or (item.default is not MISSING and not item.default))
        for item in fields(cls)
    )


def from_document(cls: type[T], document: Document) -> T:
    """The value that a document holds. Raises StoreError naming the record when a field is of the wrong kind."""
    readers = _readers(cast("Any", cls))
    try:
        return cls(**{name: readers[name](inner) for name, inner in document.items() if name in readers})
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise StoreError(
            "A record in the file is not as it should be",
            f"{cls.__name__.lower()} {document.get('id', 'without an id')}: {error}.",
            "To mend it: informal doctor --repair",
        ) from error


def changed_fields(before: Any, after: Any) -> tuple[Document, Document]:
    """The fields in which two values of one class differ, as (before, after) documents."""
    old: Document = {}
    new: Document = {}
    for item in fields(before):
        was, now = getattr(before, item.name), getattr(after, item.name)
        if was != now:
            old[item.name] = as_json(was)
            new[item.name] = as_json(now)
    return old, new


@cache
def _readers(cls: Any) -> dict[str, Callable[[Json], Any]]:
    hints = get_type_hints(cls)
    return {item.name: _reader(hints[item.name]) for item in fields(cls)}


def _reader(hint: Any) -> Callable[[Json], Any]:
    made: Any = hint
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(arg for arg in get_args(hint) if arg is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        inner = _reader(get_args(hint)[0])
        return lambda value: tuple(map(inner, value))
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if is_dataclass(hint):
        return lambda value: from_document(made, value)
    return lambda value: value
