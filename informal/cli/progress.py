"""progress, week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from informal.cli.output import Line, opened, pass_line, print_json, print_text, say, verb
from informal.text import one_line

if TYPE_CHECKING:
    from informal.practice.progress import Report, Square, ThisWeek
    from informal.practice.rates import Rate
    from informal.workspace import Workspace

# As many weeks as stand beside the days' names on 80 columns; the page has them all.
_WEEKS = 37
_MARKS = {"rest": "o", "free": ".", "today": "_", "before": " ", "ahead": " "}


@verb("progress")
@click.option("--html", type=click.Path(path_type=Path), help="Write a page that stands alone.")
@click.option("--svg", type=click.Path(path_type=Path), help="Write one picture.")
@click.option("--names", is_flag=True, help="Let the page show names, and your own words for an opening.")
@pass_line
def progress(line: Line, html: Path | None, svg: Path | None, names: bool) -> None:
    """What you have done, what silence means, where it has led."""
    if names and not (html or svg):
        raise click.UsageError("--names goes with --html or --svg.", click.get_current_context())
    with opened(line, "progress", read_only=True) as workspace:
        if html is not None:
            workspace.files.write_text(html, workspace.progress.page(names=names))
        if svg is not None:
            workspace.files.write_text(svg, workspace.progress.picture(names=names))
        if line.json:
            print_json(_as_json(workspace))
        elif html is None and svg is None:
            for text in _told(workspace.progress.report()):
                print_text(text)
        for path in (html, svg):
            if path is not None:
                holds = "It may hold names." if names else "It holds no names."
                say(f"Written: {one_line(str(path))}. {holds}")


@verb("week")
@click.option("--last", is_flag=True, help="The week before this one.")
@pass_line
def week(line: Line, last: bool) -> None:
    """The Friday letter: your week on one page of Markdown, from you to you. It names people."""
    with opened(line, "week", read_only=True) as workspace:
        text = workspace.progress.week(before=int(last))
        if line.json:
            print_json(_week(workspace.progress.of_week(before=int(last))) | {"text": text})
        else:
            print_text(text.rstrip("\n"))


def _told(report: Report) -> Iterator[str]:
    """The same as the page, in lines."""
    from informal.practice import telling

    yield telling.say_totals(report)
    yield telling.say_growth(report)
    yield f"This week: {telling.say_week(report.this_week)}"
    yield ""
    yield telling.say_days(report)
    if report.first_day is not None:
        yield from _days(report)
    yield ""
    yield telling.say_overall(report)
    if median := telling.say_median(report):
        yield median
    for title, rates in (("By opening", (report.overall, *report.openings)), ("By way", report.channels)):
        yield from _rates(title, rates)
    if untried := telling.say_untried(report):
        yield untried
    yield ""
    if stations := telling.stations(report):
        yield " -> ".join(f"{number:,} {words}" for number, words in stations)
    yield telling.say_loop(report)
    yield ""
    yield telling.say_silence(report)


def _days(report: Report) -> Iterator[str]:
    weeks = report.weeks[-_WEEKS:]
    for row in range(7):
        days = [week[row] for week in weeks if row < len(week)]
        yield f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[row]}  {' '.join(map(_mark, days))}".rstrip()
    yield "1 2 3 letters (3: or more)   o rest   . no letter   _ today"
    if len(report.weeks) > len(weeks):
        yield f"The last {len(weeks)} of {len(report.weeks)} weeks; --html has them all."


def _mark(square: Square) -> str:
    return str(square.level) if square.letters else _MARKS[square.sort.value]


def _rates(title: str, rates: Sequence[Rate]) -> Iterator[str]:
    from informal.practice import telling

    if rates:
        yield f"{title}:"
    yield from (f"  {one_line(telling.title_of(rate))}: {telling.say_rate(rate)}" for rate in rates)


def _as_json(workspace: Workspace) -> dict[str, Any]:
    """The numbers. No name of anybody is among them."""
    from informal.practice.rates import INTERVAL, LEVEL

    report = workspace.progress.report()
    counts = report.counts
    return {
        "asks": counts.total_asks,
        "answered": report.overall.answered,
        "talks": counts.talks,
        "introductions": counts.introductions,
        **{name: value for name, value in _rate(report.overall).items() if name in ("settled", "rate", "low", "high")},
        "interval": {"name": INTERVAL, "level": LEVEL},
        "median_days": report.days_to_answer,
        "people_met": report.people_met,
        "network": {"people": report.growth.people, "steps": report.growth.steps},
        "days_written": counts.days_written,
        "days": [
            {"date": square.day.isoformat(), "letters": square.letters}
            for week in report.weeks
            for square in week
            if square.letters
        ],
        "week": _week(report.this_week),
        "loop": [{"step": step.value, "count": count} for step, count in report.loop.items()],
        "by_opening": [
            {"opening": rate.name, "title": one_line(rate.title), **_rate(rate)} for rate in report.openings
        ],
        "by_channel": [{"channel": rate.name or None, **_rate(rate)} for rate in report.channels],
        "silence": report.silence,
        "kept": report.kept,
        "ingredients": sorted(workspace.progress.ingredients()),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    """A share is None under ten settled asks."""
    low, high = rate.interval or (None, None)
    return {"settled": rate.settled, "answered": rate.answered, "rate": rate.share, "low": low, "high": high}


def _week(week: ThisWeek) -> dict[str, Any]:
    return {
        "from": week.first.isoformat(),
        "to": week.last.isoformat(),
        "letters": week.letters,
        "asks": week.asks,
        "days": week.days,
        "talks": week.talks,
        "answers": week.answers,
    }
