"""vCards out, 4.0 (RFC 6350) or 3.0 (RFC 2426), for the address books of phones and mail programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from informal.exchange.contentlines import escaped, folded
from informal.exchange.vcard import PRODUCT
from informal.model.values import Contact
from informal.text import one_line


def dump(people: Iterable[Contact], version: str = "4.0", *, notes: bool = False) -> bytes:
    """A card for each person. version: "4.0" or "3.0". notes: with what was noted of them, which is nobody else's."""
    return b"".join(folded(line) for person in people for line in _card(person, version, notes))


def _card(person: Contact, version: str, notes: bool) -> Iterator[str]:
    name = one_line(person.name)
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"PRODID:{PRODUCT}"
    yield f"UID;VALUE=text:informal-{person.id}" if version == "4.0" else f"UID:informal-{person.id}"
    yield f"FN:{escaped(name)}"
    yield f"N:{';'.join(map(escaped, _parts(name, one_line(person.greeting))))}"
    for number, address in enumerate(person.emails):
        kind = "" if version == "4.0" else ";TYPE=INTERNET"
        first = (";PREF=1" if version == "4.0" else ",PREF") if not number and len(person.emails) > 1 else ""
        yield f"EMAIL{kind}{first}:{escaped(one_line(address))}"
    if person.phone:
        yield f"TEL:{escaped(one_line(person.phone))}"
    if person.company:
        yield f"ORG:{escaped(one_line(person.company))}"
    if person.role:
        yield f"TITLE:{escaped(one_line(person.role))}"
    if person.linkedin:
        yield f"URL:{_link(person.linkedin)}"
    if person.tags:
        yield f"CATEGORIES:{','.join(escaped(one_line(tag)) for tag in person.tags)}"
    if notes and person.notes:
        yield f"NOTE:{escaped(person.notes)}"
    yield "END:VCARD"


def _parts(name: str, greeting: str) -> tuple[str, str, str, str, str]:
    """Family, given and more names, prefix and suffix, as far as a name tells: the last word is the family's.

    A greeting that is part of the name says which the given name is; any other one belongs to a letter, not to a card.
    """
    given, *more = name.split(" ")
    if not more:
        return "", given, "", "", ""
    family, middle = more[-1], " ".join(more[:-1])
    if greeting and name.startswith(f"{greeting} "):
        return name.removeprefix(f"{greeting} "), greeting, "", "", ""
    return family, given, middle, "", ""


def _link(address: str) -> str:
    """A link as a URI: nothing in it is escaped, so nothing may need to be."""
    return "".join(one_line(address).split()).replace("\\", "%5C")
