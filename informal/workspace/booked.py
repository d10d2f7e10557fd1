"""The talks to come, as other calendars take them."""

from __future__ import annotations

from informal.errors import Refused
from informal.exchange.calendar import Event, dump
from informal.model.kinds import TalkOutcome
from informal.model.values import Talk
from informal.practice import zones
from informal.system import clock
from informal.text import one_line
from informal.workspace.core import Core
from informal.workspace.preparing import Preparing

_OFF = (TalkOutcome.MOVED, TalkOutcome.OFF)


def calendar(core: Core) -> tuple[bytes, int]:
    """The file, and how many talks are to come. Those that moved or won't take place are in it as cancelled.

    Raises Refused when none is to come.
    """
    now = core.clock.now()
    to_come = [talk for talk in core.talks() if talk.contact is not None and talk.starts_at >= now]
    events = [_event(core, talk) for talk in to_come if talk.outcome is not TalkOutcome.HELD]
    if not events:
        raise Refused("No talk is booked", "", "To book one: informal talk WHO --at WHEN")
    return dump(events, now), sum(not event.off for event in events)


def _event(core: Core, talk: Talk) -> Event:
    assert talk.contact is not None
    person = core.contact(talk.contact)
    name = one_line(person.name)
    off = person.dont_write or talk.outcome in _OFF
    unconfirmed = core.standing(talk.contact).confirm is not None
    return Event(
        number=talk.id,
        starts_at=talk.starts_at,
        minutes=talk.minutes,
        summary=f"Talk with {name}",
        place=talk.place,
        description="" if off else _description(core, talk),
        off=off,
        remind=f"A word to {name} before you meet" if unconfirmed else "",
    )


def _description(core: Core, talk: Talk) -> str:
    """When on both clocks, who they are, how to reach them, and what to ask."""
    assert talk.contact is not None
    person = core.contact(talk.contact)
    when = zones.say_in_zones(talk.starts_at, core.today, core.local, clock.zone(talk.timezone), talk.timezone)
    facts = [when, ", ".join(one_line(part) for part in (person.role, person.company) if part), person.phone]
    questions = [f"- {text}" for text in Preparing(core).questions(talk)]
    return "\n".join([*(fact for fact in facts if fact), "", *questions])
