"""What Today and the network look for among all contacts, found in one pass and kept until a contact changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_Sort = tuple[bool, str | None]


@dataclass(frozen=True, slots=True)
class Scan:
    """Ids, in the order of the table.

    fresh: who may be offered as somebody to write to, by sort: introduced or not, and how warm. Whether one has begun
    with them is not looked at. put_off: those with a day to come back to. introduced: those somebody led to. asked:
    those who asked *you*.
    """

    fresh: dict[_Sort, list[int]] = field(default_factory=dict)
    put_off: list[int] = field(default_factory=list)
    introduced: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, contacts: Mapping[int, Mapping[str, Any]]) -> Scan:
        """Looks at every document once."""
        found = cls()
        for id, document in contacts.items():
            get = document.get
            introduced = get("introduced_by") is not None
            if introduced:
                found.introduced.append(id)
            if get("asked_me"):
                found.asked.append(id)
            if get("snoozed_until"):
                found.put_off.append(id)
            # Whoever asked *you* is not asked for their time by a rule.
            elif not (get("dont_write") or get("rested_on") or get("asked_me")):
                found.fresh.setdefault((introduced, get("warmth")), []).append(id)
        return found
