"""The lines of vCards, both ways: folding, groups, parameters, escapes, quoted-printable (RFC 6350, 2426, vCard 2.1).

Reading forgives whatever programs get wrong; writing follows the letter.
"""

from __future__ import annotations

import binascii
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from informal.text import clean

# No text of a card is longer. What is, is a picture in the wrong place.
LONGEST = 100_000
_LINE_OCTETS = 75
_HEAD = re.compile(rb"\s*(?:([\w-]+)\.)?([\w-]+)\s*(?=[;:])")
# A parameter; its value may be quoted and hold what would end it.
_PARAMETER = re.compile(rb';\s*([^=;:"]*)(?:=((?:"[^"]*"|[^;:"])*))?')
# These begin a line of their own wherever they stand: a text that was cut off must not take the next card with it.
_EDGE = re.compile(rb"(?:BEGIN|END)\s*:\s*VCARD\s*$", re.IGNORECASE)
_FOLDS = (b" ", b"\t")
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}
_CARET = {"^n": "\n", "^N": "\n", "^'": '"', "^^": "^"}
_ESCAPE = {"\\n": "\n", "\\N": "\n"}


@dataclass(frozen=True, slots=True)
class Line:
    """One property. name: in capitals. types: in capitals, bare ones too. value: decoded, still escaped.

    number: the line of the file where it begins. broken: why the value is not there.
    """

    number: int
    name: str
    value: str
    group: str = ""
    types: frozenset[str] = frozenset()
    parameters: dict[str, str] = field(default_factory=dict)
    broken: str = ""


def lines(data: bytes, skip: frozenset[str]) -> Iterator[Line]:
    """The properties of a file, its folded lines joined. What is no property is passed over.

    skip: properties that nobody reads; their lines, however many, are never put together.
    """
    begun, parts, size, soft = 0, list[bytes](), 0, False
    head: re.Match[bytes] | None = None
    dropping = False
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    for number, raw in enumerate(io.BytesIO(data), 1):
        text = raw.rstrip(b"\r\n")
        goes_on = (soft or text[:1] in _FOLDS) and bool(parts) and not _EDGE.match(text)
        if not goes_on:
            if head is not None and not dropping and (found := _line(begun, head, parts, size)):
                yield found
            head = _HEAD.match(text[:200])
            dropping = head is not None and _name(head[2]) in skip
            begun, parts, size, soft = number, [b""], 0, False
        if dropping:
            continue
        size += len(text)
        if size > LONGEST:
            parts, soft = [b"".join(parts)[:LONGEST] or text[:LONGEST]], False
            continue
        if not goes_on:
            parts = [text]
        elif soft:
            parts[-1] = parts[-1][:-1]
            parts.append(text)
        else:
            parts.append(text[1:])
        soft = text.endswith(b"=") and _is_quoted(parts[0])
    if head is not None and not dropping and (found := _line(begun, head, parts, size)):
        yield found


@lru_cache(256)
def _name(raw: bytes | None) -> str:
    return (raw or b"").decode("ascii", "replace").upper()


def _is_quoted(text: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in text[:400].partition(b":")[0].upper()


def _line(number: int, head: re.Match[bytes], parts: list[bytes], size: int) -> Line | None:
    raw = parts[0] if len(parts) == 1 else b"".join(parts)
    name, group = _name(head[2]), _name(head[1])
    if size > LONGEST:
        return Line(number, name, "", group, broken="is too long")
    types: set[str] = set()
    parameters: dict[str, str] = {}
    place = head.end()
    while raw[place : place + 1] == b";" and (found := _PARAMETER.match(raw, place)):
        place = found.end()
        _take(found, types, parameters)
    if raw[place : place + 1] != b":":
        return None
    value = raw[place + 1 :]
    if parameters.get("ENCODING") in ("B", "BASE64"):
        return Line(number, name, "", group, frozenset(types), parameters, "holds no text")
    if parameters.get("ENCODING") == "QUOTED-PRINTABLE":
        value = binascii.a2b_qp(value)
    return Line(number, name, _decode(value, parameters.get("CHARSET", "")), group, frozenset(types), parameters)


def _take(found: re.Match[bytes], types: set[str], parameters: dict[str, str]) -> None:
    name = found[1].decode("utf-8", "replace").strip().upper()
    if found[2] is None:  # vCard 2.1 says TEL;CELL where 3.0 says TEL;TYPE=CELL
        if name in _ENCODINGS:
            parameters["ENCODING"] = name
        elif name:
            types.add(name)
        return
    value = re.sub(r"\^[nN'^]", lambda caret: _CARET[caret[0]], _decode(found[2], "").replace('"', "").strip())
    if name == "TYPE":
        types.update(one.strip().upper() for one in value.split(",") if one.strip())
    elif name == "ENCODING":
        parameters[name] = value.upper()
    else:
        parameters.setdefault(name, value)


def _decode(value: bytes, charset: str) -> str:
    for encoding in (charset, "utf-8"):
        try:
            if encoding:
                return value.decode(encoding)
        except (LookupError, ValueError):
            continue
    return value.decode("cp1252", "replace")


def plain(value: str, *, old: bool = False) -> str:
    """A value without its escapes. old: of vCard 2.1, where "\\n" is a backslash and an n."""
    if "\\" not in value:
        return value

    def meant(escape: re.Match[str]) -> str:
        if old and escape[0] in _ESCAPE:
            return escape[0]
        return _ESCAPE.get(escape[0], escape[0][1:])

    return re.sub(r"\\[nN,;:\\]", meant, value)


def pieces(value: str, separator: str, *, old: bool = False) -> list[str]:
    """A value cut at the separators that are not escaped, each piece without its escapes."""
    found = re.findall(rf"(?:^|{separator})((?:\\.|[^{separator}\\]|\\$)*)", value, re.DOTALL)
    return [plain(piece, old=old) for piece in found]


def escaped(text: str) -> str:
    """Any text as a value: plain(escaped(text)) == text for every cleaned text."""
    text = clean(text).replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def folded(line: str) -> bytes:
    """A line of a file, cut after 75 octets and never inside a letter, with its end."""
    data = line.encode("utf-8", "replace")
    if len(data) <= _LINE_OCTETS:
        return data + b"\r\n"
    cut: list[bytes] = []
    room = _LINE_OCTETS
    while data:
        at = min(room, len(data))
        while at < len(data) and data[at] & 0xC0 == 0x80:
            at -= 1
        cut.append(data[:at])
        data = data[at:]
        room = _LINE_OCTETS - 1
    return b"\r\n ".join(cut) + b"\r\n"
