"""What each file that goes out holds."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from informal.errors import Refused, UnknownEnding
from informal.model.values import Contact
from informal.text import fold, one_line
from informal.workspace.core import SETTINGS_ID, Core

# What --format takes, and which endings mean it.
FORMATS = ("json", "csv", "vcard", "vcard3", "markdown")
_ENDINGS = {"json": "json", "csv": "csv", "vcf": "vcard", "md": "markdown", "markdown": "markdown"}
# Of `meta`, these belong to one file on one machine.
_HERE_ONLY = ("id", "schema", "journal")


def format_of(path: Path, format: str | None) -> str:
    """The format of an export, said or by the file's ending. Raises UnknownEnding."""
    found = format or _ENDINGS.get(path.suffix.lstrip(".").casefold())
    if found not in FORMATS:
        raise UnknownEnding(f"I can't write {path.name}", "I write .json, .csv, .vcf and .md files.")
    return found


def data(core: Core, format: str, *, notes: bool = False, people: Collection[int] | None = None) -> bytes:
    """The bytes of an export. notes: let vCards hold them, too. people: these only, in lists of people.

    Raises Refused for a json of some people only: it is the copy of everything.
    """
    if people is not None and format == "json":
        raise Refused("A .json file holds everything", "", "For some people, write a .csv, .vcf or .md file.")
    if format == "json":
        from informal.exchange import json

        return json.dump(_tables(core))
    wanted = [one for one in _by_name(core) if people is None or one.id in people]
    if format == "csv":
        from informal.exchange import json

        return json.contacts_csv([_flat(core, one) for one in wanted])
    if format == "markdown":
        return _markdown(core, wanted, ticks=people is None)
    from informal.exchange import vcard_out

    return vcard_out.dump(wanted, "3.0" if format == "vcard3" else "4.0", notes=notes)


def _tables(core: Core) -> dict[str, dict[int, dict[str, Any]]]:
    """Everything that is remembered, tables of later versions too."""
    tables = {name: dict(table) for name, table in core.store.tables().items() if table and name != "meta"}
    meta = core.store.get("meta", SETTINGS_ID) or {}
    portable = {name: value for name, value in meta.items() if name not in _HERE_ONLY}
    return tables | ({"meta": {1: {"id": 1, **portable}}} if portable else {})


def _by_name(core: Core) -> list[Contact]:
    return sorted(core.contacts(), key=lambda one: (fold(one_line(one.name)), one.id))


def _markdown(core: Core, wanted: list[Contact], *, ticks: bool) -> bytes:
    from informal.exchange import markdown

    people = [
        markdown.Person(
            contact,
            core.messages_of(contact.id),
            core.talks_of(contact.id),
            core.standing(contact.id).stage.value.replace("_", " "),
            core.introducer(contact),
        )
        for contact in wanted
    ]
    known = core.store.table("contacts")
    nobodys = [one for one in core.messages() if one.contact is None or one.contact not in known] if ticks else []
    return markdown.dump(people, nobodys, core.today)


def _flat(core: Core, contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "email": contact.emails,
        "company": contact.company,
        "role": contact.role,
        "linkedin": contact.linkedin,
        "phone": contact.phone,
        "warmth": contact.warmth or "",
        "tie": contact.tie,
        "tags": contact.tags,
        "stage": core.standing(contact.id).stage,
        "notes": contact.notes,
        "connected_on": contact.connected_on.isoformat() if contact.connected_on else "",
    }
