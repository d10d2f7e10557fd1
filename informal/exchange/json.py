"""Everything in one JSON file, for other programs and for moving house; and people as a CSV table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from informal.errors import BadFile, StoreError
from informal.exchange.table import to_csv
from informal.model.records import TABLES, Document, Record, from_document

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = 1
COLUMNS = (
    "name",
    "email",
    "company",
    "role",
    "linkedin",
    "phone",
    "warmth",
    "tie",
    "tags",
    "stage",
    "notes",
    "connected_on",
)
_LARGEST_ID = 2**53
_LONG_INTEGER = re.compile(rb"\d{19}")
Tables = dict[str, dict[int, Document]]


def dump(tables: Mapping[str, Mapping[int, Document]]) -> bytes:
    """A whole store: {"format": "informal", "schema": 1, "tables": {table: {id: document}}}, ids ascending.

    Unknown tables and fields are kept. Of `meta`, the place in this machine's journal stays behind.
    """
    import orjson

    known = [*TABLES, *(name for name in tables if name not in TABLES)]
    written = {
        name: {str(id): _portable(name, document) for id, document in sorted(tables[name].items())}
        for name in known
        if tables.get(name)
    }
    whole = {"format": "informal", "schema": SCHEMA, "tables": written}
    try:
        return orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # an integer of more than 64 bits, in a field that is not ours
        import json

        return json.dumps(whole, indent=2, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _portable(table: str, document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "journal"} if table == "meta" else document


def looks_like(data: bytes) -> bool:
    """Whether the file is an export of ours, judged by its first characters."""
    return b'"informal"' in data[:200] and data.lstrip().startswith(b"{")


def parse(data: bytes) -> Tables:
    """The tables that `dump` was given. Raises BadFile naming what is not as it should be."""
    whole = _loaded(data)
    tables: Tables = {}
    for name, documents in whole["tables"].items():
        if not isinstance(documents, dict):
            raise _bad(f"Its table {name!r} is not a table.")
        tables[name] = {_id(name, key): _checked(name, key, document) for key, document in documents.items()}
    return tables


def _loaded(data: bytes) -> dict[str, Any]:
    import json

    import orjson

    try:
        # orjson makes floats of integers that have more than 64 bits.
        whole = json.loads(data) if _LONG_INTEGER.search(data) else orjson.loads(data)
    except (ValueError, RecursionError) as error:
        raise _bad(f"It is not JSON: {error}.") from None
    if not isinstance(whole, dict) or whole.get("format") != "informal":
        raise _bad('It does not say "format": "informal".')
    schema = whole.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise _bad("It does not say its schema.")
    if schema > SCHEMA:
        raise BadFile(
            "This export was made by a newer informal",
            f"Its schema is {schema}; this version knows {SCHEMA}.",
            "Update informal, then try again.",
        )
    if not isinstance(whole.get("tables"), dict):
        raise _bad("It holds no tables.")
    return whole


def _id(table: str, key: str) -> int:
    if key.isascii() and key.isdecimal() and len(key) <= 16 and 0 < int(key) < _LARGEST_ID:
        return int(key)
    raise _bad(f"In its table {table!r}, {key[:40]!r} is no number of a record.")


def _checked(table: str, key: str, document: Any) -> Document:
    if not isinstance(document, dict):
        raise _bad(f"In its table {table!r}, record {key} is no record.")
    cls = TABLES.get(table)
    if cls is not None:
        if document.get("id") != int(key):
            raise _bad(f"In its table {table!r}, record {key} says it is number {document.get('id')!r}.")
        known = {name: value for name, value in document.items() if name in cls.__dataclass_fields__}
        if trouble := _trouble(cls, known):
            raise _bad(f"In its table {table!r}, record {key}: {trouble}")
    return document


def _trouble(cls: type[Record], document: Document) -> str:
    """What is not as it should be in a record that comes from outside; "" when all is well."""
    import json

    from pydantic import ValidationError

    try:
        _adapter(cast("Any", cls)).validate_json(json.dumps(document), strict=True)
        from_document(cls, document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))} is not right ({first['msg']})."
    except StoreError as error:
        return error.message
    return ""


@cache
def _adapter(cls: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(cls)


def _bad(message: str) -> BadFile:
    return BadFile("This isn't a whole export of informal", message, "Make one with: informal export FILE.json")


def contacts_csv(people: Iterable[Mapping[str, Any]]) -> bytes:
    """People as CSV with the columns of COLUMNS; lists are joined by "; ", what is missing is empty.

    people: a mapping each, with `email` (or `emails`), `tags` and the rest as text or lists.
    A cell that a spreadsheet would run begins with an apostrophe; table.from_csv takes it off again.
    """
    return to_csv([COLUMNS, *([_cell(person, column) for column in COLUMNS] for person in people)])


def _cell(person: Mapping[str, Any], column: str) -> str:
    value = person.get(column)
    if value is None and column == "email":
        value = person.get("emails")
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value)
