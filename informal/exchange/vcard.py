"""vCards in: 2.1, 3.0 and 4.0, many in one file. One that can't be read doesn't stop the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from informal.errors import BadFile
from informal.exchange import fields, table
from informal.exchange.contentlines import Line, lines, pieces, plain
from informal.model.rows import Parsed, Row, Skipped
from informal.practice import names
from informal.text import clean, fold, one_line

FORMAT = "vcard"
# Of a card that we wrote ourselves: its name is as the person typed it.
PRODUCT = "-//informal//people//EN"

_BEGIN = re.compile(rb"^[\s\xef\xbb\xbf]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)
_SKIPPED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-IMAGE", "X-MS-CARDPICTURE"})
_SOCIAL = ("X-SOCIALPROFILE", "SOCIALPROFILE")
_HANDLE = re.compile(r"[\w%-]{3,100}")
_BEFORE_HANDLE = re.compile(r"x-apple:", re.IGNORECASE)
_OFTEN_AT_HAND = ({"CELL", "IPHONE", "MOBILE"}, {"WORK"}, {"VOICE"})


@dataclass(slots=True)
class _Card:
    """The properties of a card by their names. old: of version 2.1. last: the name of the newest one, without value."""

    number: int
    lines: dict[str, list[Line]] = field(default_factory=dict)
    whole: bool = False
    old: bool = False
    last: str = ""

    def add(self, line: Line) -> None:
        self.lines.setdefault(line.name, []).append(line)
        self.last = "" if line.value.strip() else line.name
        self.old = self.old or (line.name == "VERSION" and line.value.strip().startswith("2"))

    def all(self, *names: str) -> list[Line]:
        """The properties of some names that have a value, the preferred ones first."""
        found = [line for name in names for line in self.lines.get(name, ()) if line.value.strip()]
        return sorted(found, key=_preference) if len(found) > 1 else found

    def text(self, name: str) -> str:
        """The first value of a name, on one line."""
        return next((text for line in self.all(name) if (text := one_line(plain(line.value, old=self.old)))), "")

    def parts(self, name: str) -> list[str]:
        """The pieces of the first value of a name ("Example;Ada;;;")."""
        return next((self.cut(line.value, ";") for line in self.all(name)), [])

    def cut(self, value: str, separator: str) -> list[str]:
        return [one_line(piece) for piece in pieces(value, separator, old=self.old)]


def looks_like(data: bytes) -> bool:
    """Whether the file holds vCards."""
    head = data[:4096]
    return _BEGIN.search(head) is not None or _BEGIN.search(_as_utf8(head)) is not None


def parse(data: bytes) -> Parsed:
    """The people of a file of vCards; groups and cards of nobody are in `skipped`. Raises BadFile."""
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for card in _cards(_as_utf8(data)):
        row = _row(card)
        if isinstance(row, Row):
            rows.append(row)
        else:
            skipped.append(row)
        if len(rows) + len(skipped) > table.MOST_PEOPLE:
            raise table.too_many()
    if not rows and not skipped:
        raise BadFile(
            "This isn't a file of vCards",
            'There is no line "BEGIN:VCARD" in it.',
            "Export your contacts as vCard (.vcf) and try again.",
        )
    return Parsed(FORMAT, tuple(rows), tuple(skipped))


def _as_utf8(data: bytes) -> bytes:
    """The file without its byte order mark; UTF-16 as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4096].count(0) * 3 > len(data[:4096]):
        return table.decode(data).encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


def _cards(data: bytes) -> Iterator[_Card]:
    """The cards of a file. One that is not closed ends where the next begins; one inside another (an agent) is none."""
    card: _Card | None = None
    inside = 0
    for line in lines(data, _SKIPPED):
        mark = line.value.strip().upper() if line.name in ("BEGIN", "END") else ""
        if mark == "VCARD" and line.name == "BEGIN":
            if card is not None and (inside or card.last == "AGENT"):
                inside += 1
                continue
            if card is not None:
                yield card
            card = _Card(line.number)
        elif mark == "VCARD" and inside:
            inside -= 1
        elif mark == "VCARD" and card is not None:
            card.whole = True
            yield card
            card = None
        elif card is not None and not inside:
            card.add(line)
    if card is not None:
        yield card


def _preference(line: Line) -> int:
    order = line.parameters.get("PREF", "")
    return int(order) if order.isascii() and order.isdecimal() else 1 if "PREF" in line.types else 101


def _row(card: _Card) -> Row | Skipped:
    kind = fold(card.text("KIND") or card.text("X-ADDRESSBOOKSERVER-KIND"))
    addresses, doubt = fields.all_emails(plain(line.value, old=card.old) for line in card.all("EMAIL"))
    linkedin = _linkedin(card)
    name, first = _name(card)
    name, guessed = fields.name_or_guess(name, linkedin, addresses)
    if kind == "group" or not name:
        reason = "a group, not a person" if kind == "group" else "neither a name nor an address nor a profile"
        return Skipped(card.number, name or card.text("ORG")[:80], reason)
    phone, left = fields.one_phone(_phones(card))
    company = card.parts("ORG")
    broken = [f"{line.name} {line.broken}: left out" for some in card.lines.values() for line in some if line.broken]
    return Row(
        number=card.number,
        name=name,
        first=first,
        emails=addresses,
        company=company[0] if company else "",
        role=card.text("TITLE") or card.text("ROLE"),
        linkedin=linkedin,
        phone=phone,
        tags=tuple(tag for line in card.all("CATEGORIES") for tag in card.cut(line.value, ",") if tag),
        notes="\n".join(clean(plain(line.value, old=card.old)).strip() for line in card.all("NOTE")),
        source=FORMAT,
        remark=fields.join(guessed, doubt, left, *broken, "" if card.whole else "the card is not closed"),
    )


def _name(card: _Card) -> tuple[str, str]:
    """The whole name, and how one would greet them as far as the card says."""
    family, given, middle, *_ = [*card.parts("N"), "", "", ""]
    formatted = card.text("FN")
    ours = card.text("PRODID") == PRODUCT
    name = "" if "@" in formatted and not ours else formatted
    name = name or one_line(f"{given} {middle} {family}") or next(iter(card.cut(card.text("NICKNAME"), ",")), "")
    if ours:
        return name, given
    name = names.plain(name)
    return name, names.greeting(given) if fold(given) != fold(name) else ""


def _linkedin(card: _Card) -> str:
    links = [one_line(plain(line.value, old=card.old)) for line in card.all("URL", *_SOCIAL, "X-LINKEDIN")]
    if found := fields.linkedin(links):
        return found
    for line in card.all(*_SOCIAL, "X-LINKEDIN"):
        service = fold(line.parameters.get("SERVICE-TYPE", ""))
        if "LINKEDIN" in line.types or service == "linkedin" or line.name == "X-LINKEDIN":
            handle = _BEFORE_HANDLE.sub("", one_line(plain(line.value)))
            if _HANDLE.fullmatch(handle):
                return f"https://www.linkedin.com/in/{handle}"
    return ""


def _phones(card: _Card) -> list[str]:
    """The numbers, the preferred one first, then the one a person is most likely to have at hand. No fax."""
    found = [line for line in card.all("TEL") if not ("FAX" in line.types and "VOICE" not in line.types)]
    found.sort(key=lambda line: (_preference(line), _at_hand(line.types)))
    return [_number(plain(line.value, old=card.old)) for line in found]


def _at_hand(types: Iterable[str]) -> int:
    have = set(types)
    return next((place for place, wanted in enumerate(_OFTEN_AT_HAND) if have & wanted), len(_OFTEN_AT_HAND))


def _number(value: str) -> str:
    """ "tel:+1-555-0100;ext=3" is "+1-555-0100 ext. 3"."""
    text = one_line(value)
    if not text.casefold().startswith("tel:"):
        return text
    number, *more = unquote(text[len("tel:") :]).split(";")
    extension = next((one.partition("=")[2] for one in more if one.casefold().startswith("ext=")), "")
    return one_line(f"{number} ext. {extension}" if extension else number)
