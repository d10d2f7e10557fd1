"""The JSON file in lines of a few hundred documents each, so that reading it never needs all of it twice.

It is one JSON object whatever its lines are, and stock TinyDB reads it. A table begins with a line of its name, then
come its documents, then a line that ends it. Raw line ends stand nowhere else: within JSON's strings they are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

_DOCUMENTS = 200
_BEGIN = re.compile(rb'[{,]"([A-Za-z0-9_ -]*)":\{')


def dump(tables: Mapping[str, Mapping[int, Any]]) -> bytes:
    """The bytes of a file, the tables in their order. Raises TypeError for what can't be written as JSON."""
    return b"\n".join(_lines(tables))


def _lines(tables: Mapping[str, Mapping[int, Any]]) -> Iterator[bytes]:
    before = b"{"
    for name, table in tables.items():
        yield before + orjson.dumps(name) + b":{"
        ids = list(table)
        for start in range(0, len(ids), _DOCUMENTS):
            end = start + _DOCUMENTS
            piece = orjson.dumps({str(id): table[id] for id in ids[start:end]})[1:-1]
            yield piece + b"," if end < len(ids) else piece
        yield b"}"
        before = b","
    yield b"}" if before == b"," else b"{}"


def load(data: bytes) -> dict[str, dict[str, Any]] | None:
    """The tables by the ids as they stand there; None when the lines are not as `dump` makes them."""
    tables: dict[str, dict[str, Any]] = {}
    table: dict[str, Any] | None = None
    goes_on = False
    lines = _each(data)
    for line in lines:
        if table is None:
            begins = _BEGIN.fullmatch(line)
            if begins is None:
                return tables if line == b"}" and tables and not any(lines) else None
            name = begins[1].decode()
            if name in tables or not line.startswith(b"," if tables else b"{"):
                return None
            table = tables[name] = {}
        elif line == b"}" and not goes_on:
            table = None
        elif not table or goes_on:
            goes_on = line.endswith(b",")
            try:
                table |= orjson.loads(b"{" + line.removesuffix(b",") + b"}")
            except orjson.JSONDecodeError:
                return None
        else:
            return None
    return None


def _each(data: bytes) -> Iterator[bytes]:
    """Its lines, one at a time: all of them at once would be the file twice."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield data[start:end]
        start = end + 1
