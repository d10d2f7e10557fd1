"""What one has done, drawn in cells: days, bars with their intervals, the loop. Pure: values and a width in, text out.

A shape stands beside every colour, so that nothing is lost in sixteen colours or in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from informal.model.kinds import Ingredient
from informal.model.words import IngredientWords
from informal.practice import telling
from informal.practice.calendar import MONTHS, WEEKDAYS
from informal.practice.progress import DAYS_A_WEEK, Report, Sort, Square, Week
from informal.practice.rates import Rate
from informal.text import fit, one_line, pad

_LABEL = 5
# One letter, two, three and more: the shape grows.
_LEVELS = ("", "▂", "▅", "█")
_SORTS = {
    Sort.REST: ("○", "$muted"),
    Sort.FREE: ("·", "$muted"),
    Sort.TODAY: ("_", "bold $next"),
    Sort.BEFORE: (" ", ""),
    Sort.AHEAD: (" ", ""),
}
_BAR = 40


def days(report: Report, width: int) -> Content:
    """A column a week, as many of the newest as there is room for."""
    if report.first_day is None:
        return Content(telling.say_days(report))
    room = max(1, (width - _LABEL) // 2)
    shown = report.weeks[-room:]
    lines = [Content(telling.say_days(report)), _months(shown)]
    for row in range(DAYS_A_WEEK):
        label = (f"{WEEKDAYS[row][:3]:<{_LABEL}}", "$muted")
        squares = [_square(week[row]) for week in shown if row < len(week)]
        lines.append(Content.assemble(label, Content(" ").join(squares)))
    lines.append(Content.assemble(*_legend(narrow=width < 60)))
    if len(shown) < len(report.weeks):
        lines.append(Content.styled(f"The last {len(shown)} of {len(report.weeks)} weeks.", "$muted"))
    return Content("\n").join(lines)


def _legend(*, narrow: bool) -> Iterator[Content]:
    for number, shape in enumerate(_LEVELS[1:], 1):
        yield Content.assemble((shape, "$primary"), (f" {number}  ", "$muted"))
    yield Content.styled("letters  " if narrow else "letters or more   ", "$muted")
    yield Content.styled("○ rest  · none  " if narrow else "○ rest   · no letter   ", "$muted")
    yield Content.assemble(("_", "bold $next"), (" today", "$muted"))


def _square(square: Square) -> Content:
    if square.letters:
        return Content.styled(_LEVELS[square.level], "$primary")
    shape, style = _SORTS[square.sort]
    return Content.styled(shape, style) if style else Content(shape)


def _months(weeks: Sequence[Week]) -> Content:
    """The months' names over the weeks in which they begin; none that would run into the one before."""
    line = " " * _LABEL
    for column, week in enumerate(weeks):
        begins = next((square.day for square in week if square.day.day == 1), week[0].day if column == 0 else None)
        at = _LABEL + 2 * column
        if begins is not None and len(line) <= at:
            name = str(begins.year) if begins.month == 1 and column else MONTHS[begins.month - 1][:3]
            line = f"{line.ljust(at)}{name} "
    return Content.styled(line.rstrip(), "$muted")


def totals(report: Report, width: int) -> Content:
    """The totals, then how the network grew, then this week."""
    del width
    told = telling.totals(report)
    numbers = Content(" · ").join(Content.assemble((f"{n:,}", "bold $primary"), f" {words}") for n, words in told)
    return Content("\n").join(
        [numbers if told else Content(telling.say_totals(report)), Content(telling.say_growth(report))]
    )


def week(report: Report, width: int) -> Content:
    """What was done since Monday."""
    del width
    return Content(telling.say_week(report.this_week))


def works(report: Report, width: int) -> Content:
    """Answers by opening and by way, each a bar with its interval; what could be tried next."""
    lines = [Content(telling.say_overall(report))]
    if median := telling.say_median(report):
        lines.append(Content(median))
    for title, rates in (("By opening", report.openings), ("By way", report.channels)):
        if rates:
            lines += [Content(""), Content.styled(title, "bold $primary")]
            lines += [line for rate in rates for line in _rate(rate, width)]
    if any(rate.interval for rate in (*report.openings, *report.channels, report.overall)):
        lines += [Content(""), *_rate(report.overall, width)]
        lines.append(Content.styled("━ where the share may well lie   ● what was counted", "$muted"))
    return Content("\n").join(lines)


def untried(report: Report) -> Content:
    """The opening to try next, and its key."""
    told = telling.say_untried(report)
    return Content.assemble(("n", "bold $next"), f"  {one_line(told)}") if told else Content("")


def _rate(rate: Rate, width: int) -> Iterator[Content]:
    title = one_line(telling.title_of(rate))
    said = telling.say_rate(rate)
    if rate.interval is None:
        room = max(8, width - len(said) - 3)
        yield Content.assemble(f"{fit(title, room)}   ", (said, "$muted"))
        return
    wide = min(_BAR, max(10, width - 2))
    if width >= wide + 2 + len(said) + 24:
        yield Content.assemble(f"{pad(title, width - wide - len(said) - 6)}   ", bar(rate, wide), f"   {said}")
        return
    yield Content(fit(title, width))
    yield bar(rate, wide)
    yield Content.styled(said, "$muted")


def bar(rate: Rate, wide: int) -> Content:
    """From 0 to 100 in 100: a thin track, the interval thick on it, the share as a point. wide: cells, two or more."""
    low, high = rate.interval or (0.0, 0.0)
    share = rate.share
    first, last = round(low * (wide - 1)), round(high * (wide - 1))
    cells = []
    for at in range(wide):
        if share is not None and at == round(share * (wide - 1)):
            cells.append(("●", "bold $next"))
        elif share is not None and first <= at <= last:
            cells.append(("━", "$primary"))
        else:
            cells.append(("─", "$muted"))
    return Content.assemble(*cells)


def loop(report: Report, width: int) -> Content:
    """The stations with their counts, broken at the edge."""
    lines: list[Content] = []
    used = 0
    for number, (count, words) in enumerate(telling.stations(report)):
        station = Content.assemble((f"{count:,}", "bold $primary"), f" {words}")
        arrow = Content.styled("→ ", "$muted") if number else Content("")
        if not lines or used + 1 + arrow.cell_length + station.cell_length > width:
            lines.append(arrow + station)
        else:
            lines[-1] = lines[-1] + " " + arrow + station
        used = lines[-1].cell_length
    return Content("\n").join([*lines, Content(telling.say_loop(report))])


def silence(report: Report, width: int) -> Content:
    """What silence means, in ifs."""
    del width
    return Content(telling.say_silence(report))


def jar(report: Report, width: int) -> Content:
    """What lies in the jar, and its keys."""
    del width
    key = Content.assemble(("o", "bold $next"), "  opens it.  ") if report.kept else Content("")
    tail = Content.assemble(" ", ("K", "bold $next"), " on the main screen keeps an answer.")
    return Content.assemble(key, telling.say_jar(report), tail)


def ingredients(five: Sequence[IngredientWords], today: frozenset[Ingredient]) -> Content:
    """Which one has today: `[x] h hope`. No chart, no sum."""
    parts = [
        Content.assemble(
            ("[x] " if words.which in today else "[ ] ", "bold $primary" if words.which in today else "$muted"),
            (words.key, "bold $next"),
            f" {words.title}",
        )
        for words in five
    ]
    return Content("   ").join(parts)
