"""Where one stands with a person: the stage table of the design, derived each time, stored never.

The first line of the table that fits wins, over what came since the last rest. A person without a record costs
one look into a dictionary; any other one what their own letters and talks cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from informal.model.kinds import Kind, Outcome, Stage, State, TalkOutcome, Warmth
from informal.model.values import Contact, Message, Settings, Talk
from informal.practice.asks import ASKING, is_reply
from informal.practice.calendar import Local, WorkCalendar, say_day, say_when, to_local
from informal.practice.moves import has_news
from informal.practice.network import TOLD
from informal.practice.record import Record, day_of, zero_of
from informal.text import one_line

# "About two weeks after, when you have acted on the advice" (Dalton).
DAYS_UNTIL_UPDATE = 14

_BY_STAGE = {
    Stage.ASKED: Kind.FOLLOW_UP,
    Stage.FOLLOW_UP_DUE: Kind.FOLLOW_UP,
    Stage.REPLIED: Kind.ANSWER,
    Stage.BOOKED: Kind.ANSWER,
    Stage.TALKED: Kind.THANK_YOU,
    Stage.THANKED: Kind.UPDATE,
}
_WARM = {Warmth.KNOWS_ME: "knows you", Warmth.HALF_KNOWS_ME: "you half know", Warmth.NEW_TO_ME: "new to you"}
_ANSWERED = {
    None: "answered",
    Outcome.YES: "answered: yes",
    Outcome.LATER: "answered: later",
    Outcome.NO: "answered: no",
    Outcome.ACCEPTED: "accepted your invitation",
    Outcome.WRONG_PERSON: "not the right person",
}
_THANKING = frozenset({Kind.THANK_YOU, Kind.UPDATE, Kind.CLOSING})
_ENDING = frozenset({Outcome.NO, Outcome.WRONG_PERSON})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one stands with a person.

    due: the day on which there is something to do. since: the day from which the stage holds, where it is known.
    draft: the kind of the text that is kept and has not gone out. handed: it was given to another program, and
    nobody has said yet whether it went out.
    kind: what would be written next. asked: the day of the last ask.
    elsewhere: the day from which the silence of this person lifts somebody else (the 3-day rule).
    meets: the day of the next talk. confirm: the day before it, while it was not confirmed yet.
    rests: the day from which the thread rests if nothing comes and nothing is sent.
    """

    stage: Stage
    due: date | None = None
    reason: str = ""
    since: date | None = None
    draft: Kind | None = None
    handed: bool = False
    kind: Kind = Kind.ASK
    asked: date | None = None
    elsewhere: date | None = None
    meets: date | None = None
    confirm: date | None = None
    rests: date | None = None


def default_kind(stage: Stage) -> Kind:
    """What is written at a stage unless something else is said."""
    return _BY_STAGE.get(stage, Kind.ASK)


_RESTING = Standing(Stage.RESTING, reason="resting")
_NOT_TO_BE_WRITTEN = Standing(Stage.RESTING, reason="asked not to be written to")


@lru_cache(maxsize=1024)
def fresh(warmth: Warmth | None, introducer: str = "") -> Standing:
    """Somebody never written to. One shared value for all who are alike: there may be 30,000 of them."""
    if introducer:
        return Standing(Stage.NEW, reason=f"{introducer} introduced you")
    return Standing(Stage.NEW, reason="not written to yet" if warmth is None else _WARM[warmth])


def _with_news(plain: Standing, contact: Contact, today: date) -> Standing:
    """Another job is a reason to write."""
    if not contact.imported or not has_news(contact, today):
        return plain
    place = one_line(contact.company)
    return replace(plain, reason=f"changed jobs: now at {place}" if place else "changed jobs")


def standing(
    contact: Contact,
    messages: Sequence[Message],
    talks: Sequence[Talk],
    calendar: WorkCalendar,
    settings: Settings,
    today: date,
    now: datetime,
    local: Local = to_local,
    introducer: str = "",
) -> Standing:
    """Where one stands with the contact, given their own messages and talks in any order.

    now: the aware instant, for talks. local: an aware instant on the person's own clock (noon counts).
    introducer: the name of whoever introduced them, for the reason shown.
    """
    if contact.dont_write:
        return _NOT_TO_BE_WRITTEN
    if contact.introduced_by is not None:
        introducer = introducer or "somebody"
    if not messages and not talks and contact.rested_on is None and contact.snoozed_until is None:
        return _with_news(fresh(contact.warmth, introducer), contact, today)
    record = Record.of(contact, messages, talks, now)
    rules = _Rules(calendar, settings, today, local, contact.snoozed_until)
    found = _rested_by_hand(contact, record, today) or _after_talk(record, rules) or _after_letters(record, rules)
    if found is None or _woken(found, contact, today):
        found = _unwritten(contact, record, today, introducer)
    last = next((m for m in reversed(record.letters) if m.state is State.SENT and m.kind in ASKING), None)
    draft = record.draft
    return _snoozed(
        replace(
            found,
            draft=draft.kind if draft else None,
            handed=draft is not None and draft.state is not State.DRAFT,
            asked=last.on if last else None,
        ),
        contact,
        today,
    )


def wake(
    contact: Contact,
    messages: Sequence[Message],
    talks: Sequence[Talk],
    calendar: WorkCalendar,
    settings: Settings,
    today: date,
    now: datetime,
    local: Local = to_local,
) -> Contact:
    """The contact taken out of their rest: where they were before, or, if the calendar rests them, begun anew."""
    awake = replace(contact, rested_on=None, snoozed_until=None)
    found = standing(awake, messages, talks, calendar, settings, today, now, local)
    return replace(awake, snoozed_until=today) if found.stage is Stage.RESTING and not contact.dont_write else awake


def stirred(contact: Contact, on: date) -> Contact:
    """The contact after a letter, reply or talk of that day: woken, and no longer put off to a day chosen before.

    A rest of the same day moves back by one: a day alone can't tell which of the two came first.
    """
    rested = contact.rested_on
    if rested is not None and rested >= on:
        rested = on - timedelta(days=1)
    return replace(contact, rested_on=rested, snoozed_until=None)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the rules read besides the record."""

    calendar: WorkCalendar
    settings: Settings
    today: date
    local: Local
    snoozed: date | None

    def zero(self, message: Message) -> date:
        return zero_of(message, self.calendar, self.local)


def _rested_by_hand(contact: Contact, record: Record, today: date) -> Standing | None:
    if contact.rested_on is None or record.stirring or record.planned or record.past:
        return None
    return replace(_RESTING, since=contact.rested_on)


def _woken(found: Standing, contact: Contact, today: date) -> bool:
    """Whether a rest ended on a day that was set for it: then everything begins anew."""
    if found.stage is not Stage.RESTING or found.since is None or contact.snoozed_until is None:
        return False
    if contact.snoozed_until > today:
        return False
    return contact.snoozed_until > found.since or (contact.rested_on is None and contact.snoozed_until == found.since)


def _unwritten(contact: Contact, record: Record, today: date, introducer: str) -> Standing:
    """Nothing went out that still stands: new, or only a text that is kept."""
    draft = record.draft
    reason = "the address does not work: another one?" if record.bounced else ""
    if draft is None:
        plain = fresh(contact.warmth, introducer)
        return replace(plain, reason=reason or plain.reason)
    if draft.state is not State.DRAFT:
        reason = "did it go out?"
    elif not reason:
        reason = f"your draft from {say_day(draft.on, today)}" if draft.on else "your draft is kept"
    return Standing(Stage.DRAFTED, reason=reason, since=draft.on, kind=draft.kind)


def _after_talk(record: Record, rules: _Rules) -> Standing | None:
    talk, thanks = record.past, _thanks(record)
    if record.planned is not None:
        return _booked(record, record.planned, rules)
    if talk is None:
        return None
    return _thanked(thanks, talk, rules) if thanks else _talked(talk, rules.today)


def _thanks(record: Record) -> list[Message]:
    """The letters from the thanks for the last talk on; none while it was not thanked for."""
    talk, letters = record.past, record.letters
    if talk is None:
        return []
    thanks = (
        place
        for place, m in enumerate(letters)
        if m.state is State.SENT and m.kind is Kind.THANK_YOU and day_of(m) >= talk.on
    )
    return letters[next(thanks, len(letters)) :]


def _talked(talk: Talk, today: date) -> Standing:
    held = talk.outcome is TalkOutcome.HELD
    when = say_when(min(talk.on, today), today)
    reason = f"you talked {when}" if held else f"did you talk {when}?"
    return Standing(Stage.TALKED, talk.on + timedelta(days=1), reason, talk.on, kind=Kind.THANK_YOU)


def _booked(record: Record, planned: Talk, rules: _Rules) -> Standing:
    """A talk to come. The thanks for one already held come first, until the day before the next."""
    today, day, talk = rules.today, planned.on, record.past
    eve = day - timedelta(days=1)
    confirm = None if _confirmed(record.letters, planned) else eve
    when = say_when(day, today)
    unthanked = talk is not None and talk.outcome is TalkOutcome.HELD and not _thanks(record)
    if talk is not None and unthanked and today < eve:
        talked = _talked(talk, today)
        return replace(talked, reason=f"{talked.reason}, and talk again {when}", meets=day, confirm=confirm)
    kind = Kind.CONFIRMATION if confirm and confirm <= today < day else Kind.ANSWER
    reason = f"you talk {when}"
    if talk is not None and unthanked:
        reason = f"{reason}, and talked {say_when(min(talk.on, today), today)}"
    return Standing(Stage.BOOKED, day, reason, kind=kind, meets=day, confirm=confirm)


def _confirmed(letters: Sequence[Message], talk: Talk) -> bool:
    """Whether a talk was confirmed. A word begun before it moved to that day counts only if it went out the day before.

    Ids grow with the real clock, so they tell which of two was begun first.
    """
    words = (m for m in letters if m.state is State.SENT and m.kind is Kind.CONFIRMATION)
    return any(m.id > talk.id or day_of(m) >= talk.on - timedelta(days=1) for m in words)


def _thanked(letters: Sequence[Message], talk: Talk | None, rules: _Rules) -> Standing:
    """After the thanks (the first of the letters): their answer, another ask, the next step, or one update."""
    thanks, last = letters[0], letters[-1]
    since = day_of(thanks)
    told = Standing(Stage.THANKED, None, f"thanked {say_when(since, rules.today)}", since, kind=Kind.UPDATE)
    if is_reply(last):
        return replace(told, due=day_of(last), reason="wrote back", kind=Kind.ANSWER)
    if last.kind in ASKING:
        due = rules.calendar.add(rules.zero(last), rules.settings.days_until_follow_up)
        over = rules.today >= rules.calendar.add(due, rules.settings.follow_up_offered)
        reason = f"you asked again {say_when(day_of(last), rules.today)}"
        return replace(told, due=None if over else due, reason=reason, kind=Kind.FOLLOW_UP)
    if last.kind is Kind.FOLLOW_UP:
        return told
    told_how = (m for m in letters if m.kind in (Kind.UPDATE, Kind.CLOSING) and m.opening != TOLD)
    if any(m.state is State.SENT for m in told_how):
        return replace(told, reason="knows how it went")
    step = talk.next_step if talk else None
    if step and step.done_on:
        return replace(told, due=rules.calendar.next_working(step.done_on), reason="tell them how it went")
    if step and step.by:
        return replace(told, due=step.by, reason=f"you said: {step.what}" if step.what else told.reason)
    return replace(told, due=rules.calendar.next_working(since + timedelta(days=DAYS_UNTIL_UPDATE)))


def _after_letters(record: Record, rules: _Rules) -> Standing | None:
    letters = record.letters
    if not letters:
        return None
    last = letters[-1]
    if last.state is State.RECEIVED:
        day = day_of(last)
        kind = Kind.ASK if last.outcome is Outcome.ACCEPTED else Kind.ANSWER
        if last.outcome is Outcome.LATER and rules.snoozed is not None and rules.snoozed <= rules.today:
            kind = Kind.FOLLOW_UP
        return Standing(Stage.REPLIED, day, _ANSWERED.get(last.outcome, "answered"), day, kind=kind)
    reply = max((i for i, m in enumerate(letters) if m.state is State.RECEIVED), default=-1)
    ours = letters[reply + 1 :]
    asking_again = any(m.kind in ASKING for m in ours)
    if reply >= 0 and letters[reply].outcome in _ENDING and not asking_again:
        return replace(_RESTING, since=day_of(last))
    thanks = [i for i, m in enumerate(ours) if m.kind in _THANKING]
    waiting = [m for m in ours if m.kind not in _THANKING]
    if thanks and (reply >= 0 or not waiting) and not asking_again:
        return _thanked(ours[thanks[0] :], None, rules)
    found = _waiting(waiting, record.off, rules)
    if reply >= 0 and found.stage is Stage.ASKED and waiting[-1].kind is Kind.ANSWER and record.off is None:
        return replace(found, reason=f"{_said_back(letters[reply])}; {found.reason}")
    return found


def _said_back(answered: Message) -> str:
    """That they did answer, and that the word lies with them again."""
    return "you answered their yes" if answered.outcome is Outcome.YES else "you answered them"


def _waiting(ours: Sequence[Message], off: Talk | None, rules: _Rules) -> Standing:
    """Letters of ours that nobody answered: silence, the one follow-up, then rest."""
    calendar, settings, today = rules.calendar, rules.settings, rules.today
    opener = max((i for i, m in enumerate(ours) if m.kind is not Kind.FOLLOW_UP), default=0)
    noted = any(m.kind is Kind.FOLLOW_UP for m in ours[opener:])
    elsewhere = calendar.add(rules.zero(ours[opener]), settings.days_until_else)
    zero = rules.zero(ours[-1])
    if off is not None:
        zero = max(zero, calendar.next_working(min(off.on, today)))
    seventh = calendar.add(zero, settings.days_until_follow_up)
    waiting = Standing(Stage.ASKED, since=day_of(ours[-1]), kind=Kind.FOLLOW_UP, elsewhere=elsewhere)
    if noted:
        if today >= seventh:
            return replace(_RESTING, since=seventh)
        return replace(waiting, due=seventh, reason=f"rests from {say_day(seventh, today)}", rests=seventh)
    due = calendar.out_of_quiet(seventh)
    put_off = max(due, rules.snoozed or due)
    rest = calendar.add(put_off, settings.follow_up_offered)
    waiting = replace(waiting, rests=rest)
    if today < due:
        return replace(waiting, due=due, reason=f"short note from {say_day(due, today)}")
    if today >= rest:
        return replace(_RESTING, since=rest)
    if not calendar.in_quiet(today):
        return replace(waiting, stage=Stage.FOLLOW_UP_DUE, due=due, reason="one short note, then it rests")
    due = calendar.out_of_quiet(today)
    if due >= rest:
        return replace(waiting, stage=Stage.FOLLOW_UP_DUE, due=rest, reason=f"rests from {say_day(rest, today)}")
    return replace(waiting, stage=Stage.FOLLOW_UP_DUE, due=due, reason=f"short note from {say_day(due, today)}")


def _snoozed(found: Standing, contact: Contact, today: date) -> Standing:
    """A snooze moves the day there is something to do, and nothing else. The day of a talk is not ours to move."""
    until = contact.snoozed_until
    if until is None or found.stage in (Stage.RESTING, Stage.BOOKED):
        return found
    if max(found.due or date.min, found.since or date.min) >= until:
        return found
    if until <= today or found.handed:
        return replace(found, due=until)
    return replace(found, due=until, reason=f"kept until {say_day(until, today)}")
