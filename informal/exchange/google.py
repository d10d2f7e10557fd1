"""Google Contacts as CSV, with the header of today and the one before 2024.

Today: `First Name, ..., Organization Name, Organization Title, ..., Labels, E-mail 1 - Label, E-mail 1 - Value, ...`;
before: `Name, Given Name, ..., Group Membership, E-mail 1 - Type, E-mail 1 - Value, ..., Organization 1 - Name, ...`.
There are as many numbered columns as the richest contact needs. One cell may hold several values (" ::: ").
"""

from __future__ import annotations

import re

from informal.errors import BadFile
from informal.exchange import fields, sheet
from informal.exchange.sheet import Named
from informal.model.rows import Parsed, Row
from informal.practice import names
from informal.text import clean, fold, one_line

FORMAT = "google"

_NUMBERED = re.compile(r"(.+?) (\d+) - (label|type|value|name|title|department)")
_TELLING = ({"labels", "organization name"}, {"group membership", "given name"}, {"group membership", "name"})
_BETWEEN = re.compile(r"\s*:::\s*")
# Groups that every account has, and that say nothing of anybody.
_EVERYBODY = {"mycontacts", "my contacts", "other contacts", "starred", "imported"}
_WORK_PHONES = ("mobile", "work")


def looks_like(data: bytes) -> bool:
    """Whether the file is an export of Google Contacts, judged by its header."""
    return sheet.looks_like(data, _is_header)


def parse(data: bytes) -> Parsed:
    """The people of an export. What can't be used is in `skipped`. Raises BadFile when the file is something else."""
    found = sheet.read(data, _is_header)
    if found is None:
        raise BadFile(
            "This isn't an export of Google Contacts",
            'There is no line with "Labels" or "Group Membership" and the other columns of Google in it.',
            "On contacts.google.com: Export, Google CSV.",
        )
    return sheet.people(found, FORMAT, _row)


def _is_header(known: frozenset[str]) -> bool:
    if any(telling <= known for telling in _TELLING):
        return True
    return any(_NUMBERED.fullmatch(name) for name in known) and not known.isdisjoint(
        {"name", "first name", "given name"}
    )


def _row(number: int, named: Named) -> Row | None:
    addresses, doubt = fields.all_emails(_several(named, "e-mail"))
    linkedin = fields.linkedin([*_several(named, "website"), *_several(named, "custom field")])
    first = _cell(named, "first name") or _cell(named, "given name")
    name, guessed = fields.name_or_guess(names.plain(_name(named, first)), linkedin, addresses)
    if not name:
        return None
    phone, left = fields.one_phone(_phones(named))
    return Row(
        number=number,
        name=name,
        # A whole name in the place of the first one is no way to greet somebody.
        first=names.greeting(first) if fold(first) != fold(name) else "",
        emails=addresses,
        company=_cell(named, "organization name") or _cell(named, "organization 1 - name"),
        role=_cell(named, "organization title") or _cell(named, "organization 1 - title"),
        linkedin=linkedin,
        phone=phone,
        tags=_tags(named.get("labels") or named.get("group membership") or ""),
        notes=clean(named.get("notes", "")).strip(),
        introduced_by=_referrer(named),
        source=FORMAT,
        remark=fields.join(guessed, doubt, left),
    )


def _cell(named: Named, column: str) -> str:
    """A cell's text; the first one where there are several."""
    return one_line(_BETWEEN.split(named.get(column, ""))[0])


def _name(named: Named, first: str) -> str:
    whole = _cell(named, "name")
    if whole:
        return whole
    middle = _cell(named, "middle name") or _cell(named, "additional name")
    last = _cell(named, "last name") or _cell(named, "family name")
    return one_line(f"{first} {middle} {last}") or _cell(named, "nickname") or _cell(named, "file as")


def _pairs(named: Named, what: str) -> list[tuple[str, str]]:
    """Label and value of each numbered column of a sort, the values taken apart. Google marks the chosen one "* "."""
    found: list[tuple[str, str]] = []
    for column in named:
        match = _NUMBERED.fullmatch(column)
        if match is None or match[1] != what or match[3] != "value":
            continue
        label = named.get(f"{what} {match[2]} - label") or named.get(f"{what} {match[2]} - type") or ""
        found += [(fold(one_line(label)), text) for text in map(one_line, _BETWEEN.split(named[column])) if text]
    return sorted(found, key=lambda pair: not pair[0].startswith("*"))


def _several(named: Named, what: str) -> list[str]:
    return [value for _, value in _pairs(named, what)]


def _phones(named: Named) -> list[str]:
    """The numbers, the one a person is most likely to have at hand first."""
    pairs = _pairs(named, "phone")
    return [value for _, value in sorted(pairs, key=lambda pair: not pair[0].lstrip("* ").startswith(_WORK_PHONES))]


def _tags(cell: str) -> tuple[str, ...]:
    labels = (one_line(label).removeprefix("* ").strip() for label in _BETWEEN.split(cell))
    return tuple(label for label in labels if label and fold(label) not in _EVERYBODY)


def _referrer(named: Named) -> str:
    pairs = _pairs(named, "relation")
    return next((value for label, value in pairs if re.sub(r"\W", "", label) == "referredby"), "")
