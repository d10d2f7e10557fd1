"""What there is about one person since their last rest, in order: what the stage is read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from informal.model.kinds import Outcome, State, TalkOutcome
from informal.model.values import Contact, Message, Talk
from informal.practice.asks import is_reply
from informal.practice.calendar import Local, WorkCalendar

_KEPT = frozenset({State.DRAFT, State.HANDED, State.SENDING, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Record:
    """What there is about one person since their last rest.

    letters: what went out and arrived, and what came in, oldest first. stirring: whether any of it ends a rest.
    bounced: the last one out came back. draft: the text that is kept, one handed over before one only typed.
    planned: the next talk. past: the last one that is over. off: the last one that did not come about. A talk that was
    moved counts for nothing: another one stands beside it.
    """

    letters: list[Message]
    stirring: bool
    bounced: bool
    draft: Message | None
    planned: Talk | None
    past: Talk | None
    off: Talk | None

    @classmethod
    def of(cls, contact: Contact, messages: Sequence[Message], talks: Sequence[Talk], now: datetime) -> Record:
        rest = contact.rested_on or date.min
        came = [m for m in messages if m.state in (State.SENT, State.RECEIVED) and m.outcome is not Outcome.AWAY]
        if contact.rested_on is not None:
            came = [m for m in came if day_of(m) > rest]
            talks = [talk for talk in talks if talk.on > rest]
        letters, bounced = _delivered(sorted(came, key=moment))
        drafts = sorted(
            (m for m in messages if m.state in _KEPT), key=lambda m: (m.state is not State.DRAFT, moment(m))
        )
        talks = sorted(talks, key=lambda talk: (talk.starts_at, talk.id))
        over = {talk.id for talk in talks if _is_over(talk, now)}
        return cls(
            letters,
            any(m.state is State.SENT or is_reply(m) for m in came),
            bounced,
            drafts[-1] if drafts else None,
            next((t for t in talks if t.outcome is TalkOutcome.PLANNED and t.id not in over), None),
            next((t for t in reversed(talks) if t.id in over), None),
            next((t for t in reversed(talks) if t.outcome is TalkOutcome.OFF), None),
        )


def day_of(message: Message) -> date:
    """The local day it went out or came in; of an undated one the beginning of time."""
    return message.on or (message.at.date() if message.at else date.min)


def moment(message: Message) -> tuple[datetime, int]:
    """The order of letters. Ids grow with the real clock, so they tell which of two at one instant came first."""
    return (message.at or datetime.combine(day_of(message), time(), UTC), message.id)


def zero_of(message: Message, calendar: WorkCalendar, local: Local) -> date:
    """The day from which silence after a sent message is counted. Its own day wins over the clock's zone."""
    day = day_of(message)
    if message.at is not None:
        clock = local(message.at)
        if clock.date() == day:
            return calendar.day_zero(clock)
    return calendar.next_working(day)


def _is_over(talk: Talk, now: datetime) -> bool:
    if talk.outcome is TalkOutcome.HELD:
        return True
    return talk.outcome is TalkOutcome.PLANNED and (now - talk.starts_at) >= timedelta(minutes=max(0, talk.minutes))


def _delivered(came: list[Message]) -> tuple[list[Message], bool]:
    """The letters that arrived, and whether the last one out did not: a bounce takes back the one before it."""
    letters: list[Message] = []
    bounced = False
    for message in came:
        if message.outcome is not Outcome.BOUNCED:
            letters.append(message)
            bounced = False
            continue
        bounced = True
        for index in range(len(letters) - 1, -1, -1):
            if letters[index].state is State.SENT:
                del letters[index]
                break
    return letters, bounced
