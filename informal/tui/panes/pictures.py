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
from informal.text import one_line, pad
from informal.text import width as cells
from informal.tui.widgets.drawn import wrapped

_LABEL = 5
# One letter, two, three and more: the shape grows.
_LEVELS = ("", "▪", "■", "█")
_SORTS = {
    Sort.REST: ("○", "$muted"),
    Sort.FREE: ("·", "$muted"),
    Sort.TODAY: ("□", "$next"),
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
    lines += _legend(width)
    if len(shown) < len(report.weeks):
        lines.append(Content.styled(f"The last {len(shown)} of {len(report.weeks)} weeks.", "$muted"))
    return Content("\n").join(lines)


def _legend(width: int) -> list[Content]:
    parts = [Content.assemble((shape, "$primary"), (f" {n}", "$muted")) for n, shape in enumerate(_LEVELS[1:], 1)]
    parts[-1] = parts[-1] + Content.styled(" or more letters", "$muted")
    parts += [Content.styled(words, "$muted") for words in ("○ rest", "· no letter")]
    return wrapped([*parts, Content.assemble(("□", "$next"), (" today", "$muted"))], Content("   "), width)


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
    """The totals, then how the network grew."""
    told = [Content.assemble((f"{n:,}", "bold $primary"), f" {words}") for n, words in telling.totals(report)]
    lines = wrapped(told, Content.styled(" · ", "$muted"), width) if told else [Content(telling.say_totals(report))]
    return Content("\n").join([*lines, Content(telling.say_growth(report))])


def week(report: Report, width: int) -> Content:
    """What was done since Monday."""
    del width
    return Content(telling.say_week(report.this_week))


def works(report: Report, width: int) -> Content:
    """Answers by opening and by way, each a bar with its interval."""
    groups = [("By opening", report.openings), ("By way", report.channels)]
    column = max((cells(telling.title_of(rate)) for _, rates in groups for rate in rates), default=0)
    lines = [Content(telling.say_overall(report))]
    if report.overall.interval is not None:
        lines += [*_rate(report.overall, width, column)]
        lines.append(Content.styled("━ where the share may well lie   ● what was counted", "$muted"))
    if median := telling.say_median(report):
        lines.append(Content(median))
    for title, rates in groups:
        if rates:
            lines.append(Content.styled(title, "bold $primary"))
            lines += [line for rate in rates for line in _rate(rate, width, column)]
    return Content("\n").join(lines)


def untried(report: Report, width: int) -> Content:
    """The true opening tried least, and its key."""
    del width
    told = one_line(telling.say_untried(report))
    if not told:
        return Content("Nobody in the list is new. Whoever you add next has an opening to try.")
    return Content.assemble(f"{told} ", ("n", "bold $next"), " begins that letter.")


def _rate(rate: Rate, width: int, column: int) -> Iterator[Content]:
    """A group's line, or two where there is no room for one. column: the cells of the longest title."""
    title, said = one_line(telling.title_of(rate)), telling.say_rate(rate)
    column = max(8, min(column, width - cells(said) - 2))
    yield Content.assemble(pad(title, column), "  ", (said, "$muted" if rate.interval is None else ""))
    if rate.interval is not None:
        yield bar(rate, max(2, min(_BAR, width)))


def bar(rate: Rate, wide: int) -> Content:
    """From 0 to 100 in 100: a thin track, the interval thick on it, the share as a point. wide: cells, two or more."""
    low, high = rate.interval or (0.0, 0.0)
    share = rate.share
    first, last = round(low * (wide - 1)), round(high * (wide - 1))
    drawn: list[tuple[str, str]] = []
    for at in range(wide):
        if share is not None and at == round(share * (wide - 1)):
            drawn.append(("●", "bold $next"))
        elif share is not None and first <= at <= last:
            drawn.append(("━", "$primary"))
        else:
            drawn.append(("─", "$muted"))
    return Content.assemble(*drawn)


def loop(report: Report, width: int) -> Content:
    """The stations with their counts, broken at the edge."""
    told = [
        Content.assemble(("→ " if number else "", "$muted"), (f"{count:,}", "bold $primary"), f" {words}")
        for number, (count, words) in enumerate(telling.stations(report))
    ]
    return Content("\n").join([*wrapped(told, Content(" "), width), Content(telling.say_loop(report))])


def silence(report: Report, width: int) -> Content:
    """What silence means, in ifs."""
    del width
    return Content(telling.say_silence(report))


def jar(report: Report, width: int, *, keep: str) -> Content:
    """What lies in the jar, and its keys. keep: the one that keeps an answer, on the main screen."""
    del width
    key = Content.assemble(("o", "bold $next"), " opens it. ") if report.kept else Content("")
    tail = Content.assemble(" ", (keep, "bold $next"), " on the main screen keeps an answer.")
    return Content.assemble(key, telling.say_jar(report), tail)


def ingredients(five: Sequence[IngredientWords], today: frozenset[Ingredient], width: int) -> Content:
    """Which one has today: `[x] h hope`. No chart, no sum."""
    parts = [
        Content.assemble(
            ("[x] " if words.which in today else "[ ] ", "bold $primary" if words.which in today else "$muted"),
            (words.key, "bold $next"),
            f" {words.title}",
        )
        for words in five
    ]
    gap = "   " if sum(part.cell_length for part in parts) + 12 <= width else "  "
    return Content("\n").join(wrapped(parts, Content(gap), width))
