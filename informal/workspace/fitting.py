"""What a letter stands in: read from the record, for the rules that choose its opening and fill its places."""

from __future__ import annotations

from informal.model.kinds import Kind, Stage, TalkOutcome
from informal.model.values import Contact, Talk
from informal.practice.fitting import Surroundings
from informal.system import clock
from informal.text import one_line
from informal.workspace.core import Core
from informal.workspace.network import untold


def surroundings(core: Core, person: Contact, kind: Kind) -> Surroundings:
    """What there is around a letter of that kind to a person."""
    messages, talks = core.messages_of(person.id), core.talks_of(person.id)
    planned = [talk for talk in talks if talk.outcome is TalkOutcome.PLANNED]
    zone = next((talk.timezone for talk in reversed(planned) if talk.timezone), person.timezone)
    news = untold(core).get(person.id) if kind is Kind.UPDATE else None
    return Surroundings(
        person,
        messages,
        talks,
        core.today,
        core.clock.now(),
        core.calendar,
        busy=[talk.starts_at for talk in _planned(core)] if kind is Kind.ANSWER else (),
        local=core.local,
        there=clock.zone(zone),
        zone=zone,
        news=(news, one_line(core.contact(news.about).name)) if news else None,
        own_update=_own_update(core, person.id) if kind is Kind.UPDATE else False,
    )


def _planned(core: Core) -> list[Talk]:
    return [talk for talk in core.talks() if talk.outcome is TalkOutcome.PLANNED]


def _own_update(core: Core, contact: int) -> bool:
    """Whether it is the day to tell what came of their advice: that goes before news of an introduction."""
    at = core.standing(contact)
    return at.stage is Stage.THANKED and at.due is not None and at.due <= core.today
