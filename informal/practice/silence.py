"""What silence means: no number before it means something, and then in ifs.

Only asks that were answered, or have had their seven working days, count; no rate is told under ten of those. What
others report (20 to 40 in a hundred) is second-hand and said so; nothing is promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from informal.model.kinds import Channel, Outcome, State, TalkOutcome
from informal.model.values import Message, Settings, Talk
from informal.practice.asks import is_ask, is_reply
from informal.practice.calendar import Local, WorkCalendar, to_local
from informal.practice.record import day_of, moment, zero_of
from informal.text import spelled

ENOUGH = 10
# Three in a row are the first that feel like one: the chance is told from there on.
_A_ROW = 3
_SHARES = (
    (0.0, "to hardly anybody"),
    (0.1, "to one person in ten"),
    (0.2, "to one in five"),
    (0.25, "to one in four"),
    (0.333, "to one person in three"),
    (0.4, "to four in ten"),
    (0.5, "to every second person"),
    (0.6, "to six in ten"),
    (0.667, "to two in three"),
    (0.75, "to three in four"),
    (0.8, "to eight in ten"),
    (0.9, "to nine in ten"),
)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an ask that somebody could have answered.

    answer: the first reply after it. answered: a talk that came of it counts, too. last: no later ask to them.
    days: how many working days it has had. settled: answered, or those were enough; only settled asks count.
    """

    ask: Message
    answer: Message | None
    answered: bool
    last: bool
    days: int
    settled: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """How the asks fared.

    out: letters that are out, unanswered and not yet rested by the calendar. ripe: how many of them have had their
    seven working days. oldest: how many working days the oldest of them has had. counted: asks answered or ripe,
    of any age. answered: how many of those were. row: the latest counted asks that were all met with silence.
    """

    out: int = 0
    ripe: int = 0
    oldest: int = 0
    counted: int = 0
    answered: int = 0
    row: int = 0

    @property
    def rate(self) -> float | None:
        """The share of counted asks that were answered; None while there are fewer than ten."""
        return self.answered / self.counted if self.counted >= ENOUGH else None


def measure(
    messages: Iterable[Message],
    talks: Iterable[Talk],
    calendar: WorkCalendar,
    settings: Settings,
    today: date,
    local: Local = to_local,
) -> Silence:
    """How all asks fared that somebody could have answered: not ticks, and not letters that came back.

    A reply, or a talk that came of it, answers the last ask before it; an ask said in person is not a letter.
    """
    waits = settings.days_until_follow_up
    out: list[int] = []
    counted: list[tuple[date, bool]] = []
    for fate in fates(messages, talks, calendar, settings, today, local):
        if fate.settled:
            counted.append((day_of(fate.ask), fate.answered))
        waiting = fate.last and not fate.answered and fate.ask.channel is not Channel.IN_PERSON
        if waiting and fate.days < waits + settings.follow_up_offered:
            out.append(fate.days)
    counted.sort(key=lambda one: one[0])
    row = 0
    for _, was_answered in reversed(counted):
        if was_answered:
            break
        row += 1
    return Silence(
        out=len(out),
        ripe=sum(days >= waits for days in out),
        oldest=max(out, default=0),
        counted=len(counted),
        answered=sum(was_answered for _, was_answered in counted),
        row=row,
    )


def fates(
    messages: Iterable[Message],
    talks: Iterable[Talk],
    calendar: WorkCalendar,
    settings: Settings,
    today: date,
    local: Local = to_local,
) -> list[Fate]:
    """Every ask that somebody could have answered, with what became of it; by person, then by day."""
    found: list[Fate] = []
    for ask, answer, answered, last in _answers(messages, talks):
        days = calendar.working_days_between(zero_of(ask, calendar, local), today)
        settled = answered or days >= settings.days_until_follow_up
        found.append(Fate(ask, answer, answered, last, days, settled))
    return found


def tell(silence: Silence, settings: Settings) -> str:
    """What there is to say, in a few sentences; "" while nothing is out and too little counts."""
    if silence.rate is not None:
        said = [
            f"Of {silence.counted} asks that were answered or had their {_waits(settings)},"
            f" {silence.answered or 'none'} {'was' if silence.answered == 1 else 'were'} answered.",
            "Others tell of 20 to 40 in a hundred; their numbers are second-hand.",
        ]
    elif silence.out == 0:
        return ""
    elif silence.ripe == 0:
        said = [_out(silence) + ".", _young(silence, settings), "It is too early to read anything into that."]
    else:
        said = [_ripe(silence, settings), f"Under {spelled(ENOUGH)} such letters no number means anything."]
    return " ".join((*said, *_ifs(silence.row)))


def sentence(
    messages: Iterable[Message],
    talks: Iterable[Talk] = (),
    *,
    calendar: WorkCalendar,
    today: date,
    settings: Settings | None = None,
    local: Local = to_local,
) -> str:
    """Both in one: what there is to say of these messages and talks today."""
    settings = settings or Settings()
    return tell(measure(messages, talks, calendar, settings, today, local), settings)


def _out(silence: Silence) -> str:
    number = spelled(silence.out).capitalize()
    return f"{number} letter is out" if silence.out == 1 else f"{number} letters are out"


def _young(silence: Silence, settings: Settings) -> str:
    seven = spelled(settings.days_until_follow_up)
    days = "no working day yet" if silence.oldest == 0 else f"{spelled(silence.oldest)} working days"
    if silence.oldest == 1:
        days = "one working day"
    if silence.out == 1:
        return f"It has had {days}; it takes {seven} to mean anything."
    return f"The oldest has had {days}; none has had its {seven}."


def _ripe(silence: Silence, settings: Settings) -> str:
    if silence.out == 1:
        return f"{_out(silence)}; it has had its {_waits(settings)}."
    if silence.ripe == 1:
        return f"{_out(silence)}; one of them has had its {_waits(settings)}."
    which = "all" if silence.ripe == silence.out else f"{spelled(silence.ripe)} of them"
    return f"{_out(silence)}; {which} have had their {_waits(settings)}."


def _ifs(row: int) -> list[str]:
    """What so many silences in a row mean: 0.8 and 0.9 to that power, in words. Nothing for one or two."""
    if row < _A_ROW:
        return []
    return [
        f"If one in five answers, {spelled(row)} silences in a row happen {_share(0.8**row)};"
        f" if one in ten, {_share(0.9**row)}."
    ]


def _share(chance: float) -> str:
    return min(_SHARES, key=lambda share: abs(share[0] - chance))[1]


def _waits(settings: Settings) -> str:
    days = settings.days_until_follow_up
    return f"{spelled(days)} working {'day' if days == 1 else 'days'}"


_Answered = tuple[Message, Message | None, bool, bool]


def _answers(messages: Iterable[Message], talks: Iterable[Talk]) -> list[_Answered]:
    """Each ask with its reply, whether it was answered, and whether it is the last one to that person."""
    events: dict[int, list[tuple[datetime, int, Message | None]]] = {}
    for message in messages:
        if message.contact is not None and message.state in (State.SENT, State.RECEIVED):
            events.setdefault(message.contact, []).append((*moment(message), message))
    for talk in talks:
        if talk.contact in events and talk.outcome in (TalkOutcome.HELD, TalkOutcome.PLANNED):
            events[talk.contact].append((talk.starts_at, talk.id, None))
    found: list[_Answered] = []
    for record in events.values():
        record.sort(key=lambda event: event[:2])
        open_ask: Message | None = None
        for _, _, event in record:
            if event is None or is_reply(event):
                if open_ask is not None:
                    found.append((open_ask, event, True, False))
                open_ask = None
            elif event.outcome is Outcome.BOUNCED:
                open_ask = None
            elif is_ask(event):
                if open_ask is not None:
                    found.append((open_ask, None, False, False))
                open_ask = event
        if open_ask is not None:
            found.append((open_ask, None, False, True))
    return found
