"""What the panes are bound to: one small value a change, compared by identity. No widget is read to learn the data."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from informal.model.kinds import Blocker
from informal.practice.asks import Counts
from informal.practice.today import Offer
from informal.workspace import Workspace
from informal.workspace.day import Away


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The state of the screen that comes from the store.

    people: everybody in the order of the list. handed: people with a letter about which "did it go out?" waits.
    having: which of the five one has today. asks_for: the five, while nothing was said of them.
    """

    version: int
    today: date
    people: tuple[int, ...]
    offers: tuple[Offer, ...]
    counts: Counts
    crossed: frozenset[Blocker]
    kept_back: str
    handed: tuple[int, ...]
    waiting: int
    silence: str
    away: Away | None
    if_then: str
    having: str
    asks_for: tuple[str, ...]
    looked: str


def build(workspace: Workspace, version: int, looked: str = "") -> View:
    """The view of the store as it is now. looked: what answers were looked for last, in a line."""
    day = workspace.day
    offers = day.offers()
    asked = workspace.progress.asks_for_ingredients()
    handed = tuple(message.contact for message in workspace.outbox.handed() if message.contact is not None)
    return View(
        version=version,
        today=workspace.core.today,
        people=tuple(workspace.people.listing(first=[*handed, *(offer.contact for offer in offers)])),
        offers=offers,
        counts=day.counts(),
        crossed=frozenset(day.crossed()),
        kept_back=day.kept_back(),
        handed=handed,
        waiting=len(workspace.answers.waiting()),
        silence=day.silence(),
        away=day.away(),
        if_then=workspace.settings.if_then,
        having=_having(workspace) if asked else "",
        asks_for=_asks_for(workspace) if asked else (),
        looked=looked,
    )


def renewed(before: View, workspace: Workspace, version: int, tables: Collection[str]) -> View:
    """The view after a change of those tables; most of it is the one before where little hangs on them."""
    if set(tables) == {"blockers"}:
        return replace(before, version=version, crossed=frozenset(workspace.day.crossed()))
    return build(workspace, version)


def _having(workspace: Workspace) -> str:
    """Which of the five ingredients one has today, and how small that makes the offer; "" while nothing was said."""
    today = workspace.progress.ingredients()
    told = ", ".join(words.title for words in workspace.core.content.ingredients if words.which in today)
    return " ".join(part for part in (f"You have {told}.", workspace.progress.sized()) if part) if told else ""


def _asks_for(workspace: Workspace) -> tuple[str, ...]:
    """The names of the five, while nothing was said of them today."""
    if workspace.progress.ingredients():
        return ()
    return tuple(words.title for words in workspace.core.content.ingredients)
