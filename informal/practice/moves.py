"""Another company or role, as the last import told it: a reason to write, for a while."""

from __future__ import annotations

from datetime import date

from informal.model.values import Contact

# Under this name Contact.imported keeps the day on which an import brought another company or role.
MOVED = "moved_on"
# So long it is news.
NEWS_DAYS = 120


def moved_on(person: Contact) -> date | None:
    """The day an import told of another company or role; None when none did."""
    try:
        return date.fromisoformat(str(person.imported.get(MOVED, "")))
    except ValueError:
        return None


def has_news(person: Contact, today: date) -> bool:
    """Whether an import told of another job not long ago."""
    on = moved_on(person)
    return on is not None and (today - on).days <= NEWS_DAYS
