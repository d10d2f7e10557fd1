"""What one has done, in words: for the screen, the page, the line and the Friday letter alike.

Every sentence is true with no ask, with one and with thousands; none of them promises, compares or urges.
"""

from __future__ import annotations

from datetime import date

from informal.model.kinds import Channel
from informal.practice.calendar import short_day
from informal.practice.progress import Report, Step, ThisWeek
from informal.practice.rates import INTERVAL, LEVEL, Rate
from informal.practice.silence import ENOUGH
from informal.text import counted

OWN_WORDS = "your own words"
OWN_OPENING = "an opening of your own"
NOT_SAID = "not said which way"
CHANNELS = {
    Channel.EMAIL.value: "e-mail",
    Channel.LINKEDIN.value: "LinkedIn",
    Channel.MESSAGE.value: "a message",
    Channel.IN_PERSON.value: "in person",
    "": NOT_SAID,
}
_STEPS = {
    Step.ASKS: ("ask", "asks"),
    Step.ANSWERED: ("answered", "answered"),
    Step.TALKS: ("talk", "talks"),
    Step.THANKED: ("thank-you", "thank-yous"),
    Step.INTRODUCTIONS: ("introduction", "introductions"),
    Step.ASKED_AGAIN: ("of them asked", "of them asked"),
}
TOO_EARLY = "too early to tell"


def totals(report: Report) -> list[tuple[int, str]]:
    """The totals that are more than nothing, each with its noun."""
    counts = report.counts
    told = [
        (counts.total_asks, "ask", "asks"),
        (counts.talks, "talk", "talks"),
        (counts.introductions, "introduction", "introductions"),
        (report.people_met, "person met", "people met"),
        (counts.days_written, "day you wrote", "days you wrote"),
    ]
    return [(number, one if number == 1 else many) for number, one, many in told if number]


def say_totals(report: Report) -> str:
    """The totals on a line."""
    told = " · ".join(f"{number:,} {words}" for number, words in totals(report))
    return told or "Nothing to count yet, and nothing to catch up with. What stands here only grows."


def say_growth(report: Report) -> str:
    """How the network grew."""
    return str(report.growth) or "It begins with you, and with the first person you write to."


def say_days(report: Report) -> str:
    """Since when, or how it begins."""
    if report.first_day is None:
        return "Your first letter makes the first mark here. The picture begins in that week, and widens."
    days = report.counts.days_written
    return f"{counted(days, 'day', 'days')} you wrote, the first on {short_day(report.first_day, report.today)}."


def say_week(week: ThisWeek, *, over: bool = False) -> str:
    """What was done from Monday on. over: in a week that is past."""
    if week.empty:
        return (
            "Nothing in that week. A week may be a rest." if over else "Nothing this week so far. A week may be a rest."
        )
    parts: list[str] = []
    if week.letters:
        parts.append(f"You wrote {counted(week.letters, 'letter')} on {counted(week.days, 'day')}{_asks(week)}.")
    came = [counted(week.talks, "talk")] if week.talks else []
    came += [counted(week.answers, "answer") + " came"] if week.answers else []
    if came:
        parts.append(f"{', and '.join(came)}.")
    return " ".join(parts)


def _asks(week: ThisWeek) -> str:
    if not week.asks:
        return ""
    if week.asks == week.letters:
        return ", an ask" if week.asks == 1 else ", all of them asks"
    return f"; {week.asks:,} {'was an ask' if week.asks == 1 else 'were asks'}"


def week_title(first: date, last: date) -> str:
    """A week in words: "16 to 22 November 2026"."""
    from informal.practice.calendar import MONTHS

    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} to {end}"
    return f"{first.day} to {end}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]} to {end}"


def in_hundred(share: float) -> int:
    """A share as a whole number of a hundred."""
    return round(share * 100)


def say_rate(rate: Rate) -> str:
    """A group's share with its interval; under ten settled asks that it is too early."""
    interval = rate.interval
    if interval is None:
        return f"{TOO_EARLY} ({rate.settled} settled)"
    return f"{rate.answered:,} of {rate.settled:,} answered · {say_interval(interval)}"


def say_interval(interval: tuple[float, float]) -> str:
    """ "19 to 68 in 100"."""
    return f"{in_hundred(interval[0])} to {in_hundred(interval[1])} in 100"


def say_overall(report: Report) -> str:
    """What can be told of all settled asks together, and what "settled" is."""
    rate, wait = report.overall, counted(report.wait, "working day")
    if rate.interval is not None:
        return (
            f"{rate.answered:,} of {rate.settled:,} settled asks were answered; the share may be"
            f" {say_interval(rate.interval)} ({INTERVAL}, {in_hundred(LEVEL)} %). Settled: answered, or {wait} old."
        )
    if rate.settled == 0:
        return f"No ask is settled yet: answered, or {wait} old. From {ENOUGH} on, a share is told here."
    return f"{counted(rate.settled, 'ask is', 'asks are')} settled: answered, or {wait} old. {_from_ten()}"


def _from_ten() -> str:
    return f"Under {ENOUGH} no share means anything."


def say_median(report: Report) -> str:
    """Within how many working days half of the answers came; "" while it can't be told."""
    days = report.days_to_answer
    if days is None:
        return ""
    if days == 0:
        return "Half of the answers came before the next working day."
    return f"Half of the answers came within {counted(days, 'working day')}."


def title_of(rate: Rate, *, names: bool = True) -> str:
    """What a group is called. names: the person's own words may be seen."""
    if not rate.name:
        return rate.title or OWN_WORDS
    return rate.title if names or not rate.own else OWN_OPENING


def stations(report: Report) -> list[tuple[int, str]]:
    """The stations of the loop that were reached, each with its count and noun."""
    return [(count, _STEPS[step][count != 1]) for step, count in report.loop.items() if count]


def say_loop(report: Report) -> str:
    """Where the loop has led, or where it begins."""
    if not any(report.loop.values()):
        return "It begins with one ask. An answer, a talk, thanks, and whom they name come of it, in their own time."
    if report.loop[Step.INTRODUCTIONS]:
        return "Whoever they name is the next to ask: there it begins again."
    if report.loop[Step.TALKS]:
        return "At the end of a talk one may ask who else to talk to: there it begins again."
    return "An ask made is done, whatever comes of it."


def say_silence(report: Report) -> str:
    """What silence means, in ifs, from settled asks; where there is none, that there is none to read."""
    if report.silence:
        return report.silence
    if report.counts.total_asks == 0:
        return "No letter of yours is out. When one is: quiet for a week or more is ordinary, and not about you."
    return "No letter waits for an answer, so there is no silence to read anything into."


def say_untried(report: Report) -> str:
    """The true opening tried least, with whom it is true for; "" when nobody new is there."""
    one = report.untried
    if one is None:
        return ""
    tried = "Not tried yet" if one.tried == 0 else f"Tried least ({counted(one.tried, 'time')})"
    return f"{tried}: {one.title}. It is true for {one.name}."


def say_jar(report: Report) -> str:
    """What lies in the jar."""
    if report.kept:
        return f"{counted(report.kept, 'kind answer')} kept for a bad day."
    return "Empty so far. A kind answer can be kept here, for a bad day."
