"""What --json prints of the things remembered. A name once printed here is not changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from informal.model.records import as_json
from informal.model.values import Contact, Message, Talk

if TYPE_CHECKING:
    from informal.practice.nudges import Nudge
    from informal.workspace import Workspace
    from informal.workspace.letters import Letter

_CONTACT = (
    "id", "name", "greeting", "emails", "company", "role", "linkedin", "phone", "timezone", "warmth", "tie", "tags",
    "notes", "introduced_by", "asked_me", "source", "connected_on", "snoozed_until", "rested_on", "dont_write",
    "created",
)  # fmt: skip
_MESSAGE = ("id", "contact", "kind", "opening", "channel", "subject", "body", "state", "at", "on", "outcome")
_TALK = (
    "id", "contact", "starts_at", "on", "timezone", "minutes", "place", "outcome", "questions", "starred", "notes",
    "said", "learned", "next_step",
)  # fmt: skip


def row(workspace: Workspace, contact: int) -> dict[str, Any]:
    """A line of `list`."""
    person = workspace.core.contact(contact)
    standing = workspace.core.standing(contact)
    return {
        "id": person.id,
        "name": person.name,
        "email": person.emails[0] if person.emails else "",
        "company": person.company,
        "role": person.role,
        "linkedin": person.linkedin,
        "stage": standing.stage.value,
        "due": as_json(standing.due),
        "reason": standing.reason,
        "tags": list(person.tags),
    }


def contact(workspace: Workspace, person: Contact) -> dict[str, Any]:
    """A person, with where one stands."""
    standing = workspace.core.standing(person.id)
    values = {name: as_json(getattr(person, name)) for name in _CONTACT}
    return values | {"stage": standing.stage.value, "due": as_json(standing.due), "reason": standing.reason}


def whole_contact(workspace: Workspace, person: Contact) -> dict[str, Any]:
    """A person with letters, talks, and whom they led to (ids)."""
    core = workspace.core
    return contact(workspace, person) | {
        "messages": [message(one) for one in core.messages_of(person.id)],
        "talks": [talk(one) for one in core.talks_of(person.id)],
        "introduced": [one.id for one in workspace.people.introduced(person.id)],
    }


def message(value: Message) -> dict[str, Any]:
    """A letter in either direction, or a tick."""
    return {name: as_json(getattr(value, name)) for name in _MESSAGE}


def talk(value: Talk) -> dict[str, Any]:
    """A talk, planned or past."""
    return {name: as_json(getattr(value, name)) for name in _TALK}


def draft(workspace: Workspace, letter: Letter) -> dict[str, Any]:
    """A letter being written; its id is null while nothing of it is stored."""
    nudges: Sequence[Nudge] = workspace.letters.listen(letter)
    return {
        "id": letter.id,
        "kind": letter.kind.value,
        "opening": letter.opening.name if letter.opening else "",
        "channel": as_json(letter.channel),
        "subject": letter.subject,
        "body": letter.body,
        "open_slots": list(workspace.letters.open_slots(letter)),
        "nudges": [{"rule": one.rule, "words": one.words, "why": one.why, "blocker": as_json(one.blocker)}
                   for one in nudges],
    }  # fmt: skip


def status(workspace: Workspace) -> dict[str, Any]:
    """The numbers of the day."""
    counts = workspace.day.counts()
    return {
        "today": workspace.core.today.isoformat(),
        "asks_today": counts.asks_today,
        "boxes_today": counts.boxes_today,
        "goal": counts.goal,
        "days_written": counts.days_written,
        "total_asks": counts.total_asks,
        "due": len(workspace.day.due()),
        "contacts": len(workspace.people),
        "blockers_crossed": [which.value for which in workspace.day.crossed()],
    }
