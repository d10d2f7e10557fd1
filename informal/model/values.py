"""What is remembered, as frozen values. No I/O, no rules.

Instants are aware datetimes in UTC; a day is the person's own local date, kept beside the instant.
A field that is empty holds "" or an empty tuple; None means "never happened" or "nobody".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from informal.model.kinds import (
    Blocker,
    Channel,
    Ingredient,
    Kind,
    Outcome,
    State,
    TalkOutcome,
    Warmth,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to talk to.

    tie: what connects the two, in the person's words, with an optional first word that says which sort it is
    ("school: Riverside High", see practice.openings).
    introduced_by: the id of the contact who led here.
    imported: the last values an import gave, so that a later one can tell what was typed since.
    dont_write: they asked not to be written to again; no rule, list or import ever offers them.
    """

    id: int
    name: str
    greeting: str = ""
    emails: tuple[str, ...] = ()
    company: str = ""
    role: str = ""
    linkedin: str = ""
    phone: str = ""
    timezone: str = ""
    warmth: Warmth | None = None
    tie: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    introduced_by: int | None = None
    asked_me: date | None = None
    source: str = ""
    imported: dict[str, Any] = field(default_factory=dict)
    connected_on: date | None = None
    snoozed_until: date | None = None
    rested_on: date | None = None
    dont_write: bool = False
    created: datetime | None = None

    @property
    def work(self) -> str:
        """What they do and where, "Weaver at Example Looms", or as much of it as is known."""
        return " at ".join(part for part in (self.role, self.company) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A letter as it stood once."""

    at: datetime
    subject: str
    body: str
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A letter in either direction, or a tick: an ask made in person with nobody named (contact is None).

    slots: what was put into the opening's slots, by slot name, as far as known.
    versions: earlier texts of a draft, oldest first, ten at most.
    at, on: the instant and the local day it went out or came in (of a draft: when it was last typed in).
    """

    id: int
    contact: int | None = None
    kind: Kind = Kind.ASK
    opening: str = ""
    channel: Channel | None = None
    subject: str = ""
    body: str = ""
    slots: dict[str, str] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    state: State = State.DRAFT
    at: datetime | None = None
    on: date | None = None
    outcome: Outcome | None = None
    message_id: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What the person said they would do after a talk."""

    what: str
    by: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """An informational interview, planned or past. contact is None when the person was deleted since.

    timezone: of the other one, where it is known. starred: how many of the questions, from the top, are to be asked
    in any case. said: one thing they said, which goes into the thank-you.
    """

    id: int
    contact: int | None
    starts_at: datetime
    on: date
    timezone: str = ""
    minutes: int = 20
    place: str = ""
    outcome: TalkOutcome = TalkOutcome.PLANNED
    questions: tuple[str, ...] = ()
    starred: int = 0
    notes: str = ""
    said: str = ""
    learned: str = ""
    next_step: NextStep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One of the four blockers and the day it was crossed out. `after`: the letter whose words gave rise to it."""

    id: int
    which: Blocker
    crossed_on: date | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkin:
    """Which of the five ingredients one had on a day. id is the day as yyyymmdd."""

    id: int
    ingredients: tuple[Ingredient, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Today's ask: how many, and the day from which that holds. Kept as a list so that no past day changes."""

    asks: int
    since: date


# Settings that the program keeps itself.
NOT_SET_BY_HAND = frozenset({"id", "holidays", "introductions_gone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person chose inside the program.

    working_days: ISO weekday numbers, 1 is Monday.
    days_off: own days off. holidays: the country's, cached for the years looked up.
    introductions_gone: how many introductions were to or by people who were deleted since: totals never fall.
    quiet_from, quiet_to: month and day ("12-24"); follow-ups wait until they are over. Empty: none.
    """

    id: int = 1
    name: str = ""
    profile: str = ""
    signature: str = ""
    curious_about: str = ""
    why: str = ""
    daily_goal: tuple[Goal, ...] = ()
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    days_off: tuple[date, ...] = ()
    quiet_from: str = "12-24"
    quiet_to: str = "01-02"
    country: str = ""
    holidays: tuple[date, ...] = ()
    days_until_else: int = 3
    days_until_follow_up: int = 7
    follow_up_offered: int = 20
    letters_per_company: int = 2
    linkedin_note_limit: int = 200
    if_then: str = ""
    theme: str = "meadow"
    language_nudges: bool = True
    introductions_gone: int = 0

    @property
    def pace(self) -> tuple[object, ...]:
        """All that decides for which day something waits: every standing is the same under settings of one pace."""
        days = self.working_days, self.days_off, self.quiet_from, self.quiet_to, self.country, self.holidays
        return *days, self.days_until_else, self.days_until_follow_up, self.follow_up_offered
