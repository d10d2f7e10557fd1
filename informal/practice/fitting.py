"""What the record puts into a letter: the opening that fits what came last, and words for its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from informal.model.kinds import Kind, Outcome, State, TalkOutcome
from informal.model.values import Contact, Message, Talk
from informal.practice import zones
from informal.practice.asks import is_reply
from informal.practice.calendar import Local, WorkCalendar, long_day, to_local
from informal.practice.network import TOLD, News
from informal.practice.record import moment

# By the names of our openings; a test compares them with the files.
ANSWERS: Mapping[Outcome | None, tuple[Kind, str]] = {
    None: (Kind.ANSWER, "answer-own"),
    Outcome.YES: (Kind.ANSWER, "after-yes"),
    Outcome.LATER: (Kind.ANSWER, "answer-later"),
    Outcome.NO: (Kind.ANSWER, "answer-no"),
    Outcome.WRONG_PERSON: (Kind.ANSWER, "wrong-person"),
    Outcome.ACCEPTED: (Kind.ASK, "linkedin-accepted"),
}
LATER_NOW = "later-now"
MOVED_TO, OFF, NOBODY_CAME = "talk-moved-to", "talk-off", "nobody-came"

_ABOUT_A_TALK = frozenset({Kind.THANK_YOU, Kind.REFERRAL_ASK, Kind.UPDATE})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a letter stands in. messages and talks: theirs alone, oldest first.

    there, zone: their time zone and its name, where it is known.

    busy: when one talks with others. news: what they were not told yet of somebody they led to, with that one's name.
    own_update: whether what one said one would do is to be told now.
    """

    contact: Contact
    messages: Sequence[Message]
    talks: Sequence[Talk]
    today: date
    now: datetime
    calendar: WorkCalendar
    busy: Sequence[datetime] = ()
    local: Local = to_local
    there: tzinfo | None = None
    zone: str = ""
    news: tuple[News, str] | None = None
    own_update: bool = False


def opening_for(kind: Kind, around: Surroundings) -> str:
    """The name of the opening that answers what is there, for a letter of that kind; "" where any will do."""
    received = [m for m in around.messages if is_reply(m)]
    if received:
        last = max(received, key=moment)
        newest = max((m for m in around.messages if m.state is State.SENT or is_reply(m)), key=moment)
        if newest is last and ANSWERS.get(last.outcome, (None, ""))[0] is kind:
            return ANSWERS[last.outcome][1]
        if kind is Kind.FOLLOW_UP and last.outcome is Outcome.LATER:
            return LATER_NOW
    if kind is Kind.UPDATE and around.news is not None and not around.own_update:
        return TOLD
    return ""


def words_for(kind: Kind, around: Surroundings) -> dict[str, str]:
    """What is known for the places of a letter of that kind, by their names. It may stay there, or be typed over."""
    if kind in _ABOUT_A_TALK:
        return _about_last(kind, around)
    if kind not in (Kind.ANSWER, Kind.CONFIRMATION):
        return {}
    planned = [talk for talk in around.talks if talk.outcome is TalkOutcome.PLANNED and talk.starts_at >= around.now]
    if planned:
        return _about_next(min(planned, key=lambda talk: talk.starts_at), around)
    words: dict[str, str] = {}
    if kind is Kind.ANSWER:
        times = zones.free_times(around.now, around.calendar, around.busy, around.local, around.there)
        words["times"] = zones.say_times(times, around.local, around.there, around.zone)
    until = around.contact.snoozed_until
    if until is not None and until > around.today:
        words["when"] = f"around {until.day} {long_day(until).split()[-1]}"
    return words


def _about_last(kind: Kind, around: Surroundings) -> dict[str, str]:
    """Of the last talk: the one thing they said, and what one said one would do."""
    words: dict[str, str] = {}
    held = [talk for talk in around.talks if talk.outcome is TalkOutcome.HELD]
    if held:
        talk = max(held, key=lambda one: one.starts_at)
        words["said"] = talk.said
        if talk.next_step is not None:
            words["will"] = talk.next_step.what
            if talk.next_step.by is not None and talk.next_step.by >= around.today:
                words["by"] = f"by {long_day(talk.next_step.by)}"
    if kind is Kind.UPDATE and around.news is not None:
        what, name = around.news
        words["person"] = name
        if what.talked:
            words["became"] = f"We talked on {long_day(what.on)}, and I am glad that we did"
    return words


def _about_next(talk: Talk, around: Surroundings) -> dict[str, str]:
    clock = talk.starts_at.astimezone(around.there) if around.there else around.local(talk.starts_at)
    return {
        "day": long_day(clock.date()),
        "time": zones.say_to_them(talk.starts_at, around.local, around.there, around.zone),
        "place": talk.place,
    }
