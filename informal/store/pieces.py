"""The JSON file in lines of a few hundred documents each, so that reading it never needs all of it twice.

It is one JSON object whatever its lines are, and stock TinyDB reads it. A table begins with a line of its name, then
come its documents, then a line that ends it. Raw line ends stand nowhere else: within JSON's strings they are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

_DOCUMENTS = 200
_BEGIN = re.compile(rb'[{,]"([A-Za-z0-9_ -]*)":\{')


def dump(tables: Mapping[str, Mapping[int, Any]]) -> bytes:
    """The bytes of a file, the tables in their order. Raises TypeError for what can't be written as JSON."""
    return b"".join(lines(tables))


def lines(tables: Mapping[str, Mapping[int, Any]]) -> Iterator[bytes]:
    """The same line by line, made when it is asked for."""
    before = b"{"
    for name, table in tables.items():
        yield before + orjson.dumps(name) + b":{\n"
        ids = list(table)
        for start in range(0, len(ids), _DOCUMENTS):
            end = start + _DOCUMENTS
            piece = orjson.dumps({str(id): table[id] for id in ids[start:end]})[1:-1]
            yield piece + (b",\n" if end < len(ids) else b"\n")
        yield b"}\n"
        before = b","
    yield b"}\n" if before == b"," else b"{}\n"


def load(file: Iterable[bytes]) -> dict[str, dict[int, Any]] | None:
    """The tables; None when the lines are not as `dump` makes them."""
    tables: dict[str, dict[int, Any]] = {}
    table: dict[int, Any] | None = None
    goes_on = False
    rest = iter(file)
    for raw in rest:
        line = raw.rstrip(b"\n")
        if table is None:
            begins = _BEGIN.fullmatch(line)
            if begins is None:
                return tables if line == b"}" and tables and not any(rest) else None
            name = begins[1].decode()
            if name in tables or not line.startswith(b"," if tables else b"{"):
                return None
            table = tables[name] = {}
        elif line == b"}" and not goes_on:
            table = None
        elif not table or goes_on:
            goes_on = line.endswith(b",")
            try:
                found = orjson.loads(b"{" + line.removesuffix(b",") + b"}")
                table |= {int(id): document for id, document in found.items()}
            except ValueError:
                return None
        else:
            return None
    return None


def each(data: bytes) -> Iterator[bytes]:
    """The lines of bytes, one at a time: all of them at once would be the bytes twice."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield data[start:end]
        start = end + 1
