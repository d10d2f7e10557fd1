"""The Friday letter: what the week was, on one page of Markdown, from the person to themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from informal.exchange.markdown import inline
from informal.model.kinds import Channel, Kind, Outcome, State, TalkOutcome
from informal.model.values import Message, Talk
from informal.practice import telling
from informal.practice.agenda import Entry
from informal.practice.asks import is_ask, is_reply
from informal.practice.calendar import WEEKDAYS, short_day
from informal.practice.progress import Report, ThisWeek
from informal.text import fit, one_line
from informal.workspace.core import Core

if TYPE_CHECKING:
    from informal.workspace.progress import Kept

# One page: what is more is counted.
_MOST = 8
_WORDS = 120
_DAYS_AHEAD = 7
_DID = {
    Kind.INTRODUCTION_REQUEST: "asked {} for an introduction",
    Kind.FOLLOW_UP: "wrote {} one short note",
    Kind.ANSWER: "answered {}",
    Kind.CONFIRMATION: "told {} when you talk",
    Kind.THANK_YOU: "thanked {}",
    Kind.REFERRAL_ASK: "asked {} whom to ask next",
    Kind.UPDATE: "told {} what became of it",
    Kind.CLOSING: "told {} how it ended",
}
_CAME = {
    Outcome.YES: "said yes",
    Outcome.LATER: "said later",
    Outcome.NO: "said no",
    Outcome.ACCEPTED: "accepted your invitation",
    Outcome.WRONG_PERSON: "said it is somebody else you want",
}
_SOMEBODY = "somebody"


def letter(core: Core, report: Report, week: ThisWeek, jar: Sequence[Kept], agenda: Iterable[Entry]) -> str:
    """A week, Monday to Sunday. What others wrote or are called is never markup in it."""
    here = [one for one in core.messages() if one.on is not None and week.first <= one.on <= week.last]
    talks = [t for t in core.talks() if t.outcome is TalkOutcome.HELD and week.first <= t.on <= week.last]
    ahead = [one for one in agenda if one.day <= report.today + timedelta(days=_DAYS_AHEAD)]
    kept = jar[report.today.toordinal() % len(jar)] if jar else None
    parts = [
        f"# The week of {telling.week_title(week.first, week.last)}",
        telling.say_week(week, over=week.last < report.today),
        *_section("What you did", [_did(core, one) for one in here if one.state is State.SENT]),
        *_section("What came back", [_came(core, one) for one in here if is_reply(one)]),
        *_section("Talks", [_talked(core, talk) for talk in talks]),
        "## What silence means",
        telling.say_silence(report),
        "## So far",
        "\n".join(_so_far(report)),
        *(_from_the_jar(kept) if kept else []),
        *_section(
            "The days to come",
            [f"{short_day(one.day, report.today)}: {_who(core, one.who)}, {inline(one.what)}" for one in ahead],
        ),
        _closing(report),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    more = [f"and {len(lines) - _MOST:,} more"] if len(lines) > _MOST else []
    return [f"## {title}", "\n".join(f"- {line}" for line in [*lines[:_MOST], *more])]


def _so_far(report: Report) -> Iterator[str]:
    yield f"- {telling.say_totals(report)}"
    yield f"- {telling.say_growth(report)}"
    if median := telling.say_median(report):
        yield f"- {median}"


def _closing(report: Report) -> str:
    untried = telling.say_untried(report)
    if not untried:
        return "That was the week. Nothing of it has to be made up for."
    return f"{inline(untried)} That may wait until Monday."


def _from_the_jar(kept: Kept) -> list[str]:
    by = f"\n>\n> {inline(kept.name)}" if kept.name else ""
    return ["## From the jar", f"> {inline(fit(one_line(kept.message.body), _WORDS))}{by}"]


def _did(core: Core, message: Message) -> str:
    name = _who(core, message.contact)
    if is_ask(message) and message.channel is Channel.IN_PERSON:
        return f"{_day(message.on)}: asked {name} in person"
    return f"{_day(message.on)}: {_DID.get(message.kind, 'wrote to {}').replace('{}', name)}"


def _came(core: Core, message: Message) -> str:
    words = one_line(message.body)
    quoted = f": “{inline(fit(words, _WORDS))}”" if words else ""
    did = _CAME.get(message.outcome, "answered") if message.outcome else "answered"
    return f"{_day(message.on)}: {_who(core, message.contact)} {did}{quoted}"


def _talked(core: Core, talk: Talk) -> str:
    said = f": “{inline(fit(one_line(talk.said), _WORDS))}”" if talk.said.strip() else ""
    return f"{_day(talk.on)}: {_who(core, talk.contact)}{said}"


def _who(core: Core, contact: int | None) -> str:
    """A name that is no markup; "somebody" of whom there is none."""
    document = core.store.get("contacts", contact) if contact is not None else None
    return inline(str(document["name"])) if document else _SOMEBODY


def _day(day: date | None) -> str:
    return WEEKDAYS[day.weekday()] if day else "One day"
