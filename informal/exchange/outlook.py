"""Outlook's contacts as CSV: the classic 92 columns, and the newer ones that begin with `First Name`.

Days are written `0/0/00` where there are none; no day of it is read. `Referred By` names who led to somebody.
"""

from __future__ import annotations

import re

from informal.errors import BadFile
from informal.exchange import fields, sheet
from informal.exchange.sheet import Named
from informal.model.rows import Parsed, Row
from informal.practice import names
from informal.text import clean, fold, one_line

FORMAT = "outlook"

_NAMES = {"first name", "last name"}
_TELLING = {
    "e-mail 2 address",
    "e-mail display name",
    "business phone",
    "job title",
    "referred by",
    "web page",
    "home phone",
    "manager's name",
    "given yomi",
}
_FEWEST_TELLING = 2
_ADDRESSES = ("e-mail address", "e-mail 2 address", "e-mail 3 address")
_LINKS = ("web page", "personal web page", "web page 2", "user 1", "user 2", "user 3", "user 4")
# The one a person is most likely to have at hand first.
_PHONES = (
    "mobile phone",
    "primary phone",
    "business phone",
    "business phone 2",
    "company main phone",
    "home phone",
    "home phone 2",
    "other phone",
)
# An account of the company's own server, not an address: /o=ExchangeLabs/ou=.../cn=...
_INTERNAL = re.compile(r"/o=[^@]*", re.IGNORECASE)
_NO_VALUE = {"0/0/00", "00/00/00", "0/0/0000", "unspecified"}


def looks_like(data: bytes) -> bool:
    """Whether the file is an export of Outlook, judged by its header."""
    return sheet.looks_like(data, _is_header)


def parse(data: bytes) -> Parsed:
    """The people of an export. What can't be used is in `skipped`. Raises BadFile when the file is something else."""
    found = sheet.read(data, _is_header)
    if found is None:
        raise BadFile(
            "This isn't an export of Outlook",
            'There is no line with "First Name", "E-mail Address" and the other columns of Outlook in it.',
            "In Outlook: File, Open & Export, Export to a file, comma separated values, Contacts.",
        )
    return sheet.people(found, FORMAT, _row)


def _is_header(known: frozenset[str]) -> bool:
    return known >= {*_NAMES, "e-mail address"} and len(known & _TELLING) >= _FEWEST_TELLING


def _row(number: int, named: Named) -> Row | None:
    cells = [cell for column in _ADDRESSES if (cell := _cell(named, column))]
    internal = [cell for cell in cells if _INTERNAL.match(cell)]
    addresses, doubt = fields.all_emails(cell for cell in cells if cell not in internal)
    linkedin = fields.linkedin(_cell(named, column) for column in _LINKS)
    first = _cell(named, "first name")
    whole = one_line(f"{first} {_cell(named, 'middle name')} {_cell(named, 'last name')}")
    whole = whole or _display_name(named) or _cell(named, "nickname")
    name, guessed = fields.name_or_guess(names.plain(whole), linkedin, addresses)
    if not name:
        return None
    phone, left = fields.one_phone(_cell(named, column) for column in _PHONES)
    remark = "an address inside their company's own server left out" if internal else ""
    return Row(
        number=number,
        name=name,
        first=names.greeting(first) if fold(first) != fold(name) else "",
        emails=addresses,
        company=_cell(named, "company"),
        role=_cell(named, "job title"),
        linkedin=linkedin,
        phone=phone,
        tags=fields.tags(named.get("categories", "")),
        notes=clean(named.get("notes", "")).strip(),
        introduced_by=_cell(named, "referred by"),
        source=FORMAT,
        remark=fields.join(guessed, doubt, remark, left),
    )


def _cell(named: Named, column: str) -> str:
    text = one_line(named.get(column, ""))
    return "" if text.casefold() in _NO_VALUE else text


def _display_name(named: Named) -> str:
    """ "Ada Example (ada@example.org)" without the address; "" when nothing else is there."""
    text = re.sub(r"\s*[(<][^()<>]*@[^()<>]*[)>]\s*$", "", _cell(named, "e-mail display name"))
    return "" if "@" in text else text
