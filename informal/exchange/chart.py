"""The pictures of what one has done, as SVG: the days, the bars with their intervals, the loop.

Nothing is told by colour alone: more letters are a larger square, rest is a ring, a day without a letter a point.
Light and dark follow whoever looks (prefers-color-scheme). Nothing is loaded and nothing runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from informal.practice import telling
from informal.practice.calendar import MONTHS, WEEKDAYS
from informal.practice.progress import Report, Sort, Square, Week
from informal.practice.rates import Rate
from informal.text import counted, one_line, width

# The colours of the program's own two looks, as text on ground at 4.5:1 and better.
COLOURS = """
:root { color-scheme: light dark; --ground: #f4f8f1; --sheet: #ffffff; --ink: #1c2a22; --muted: #4c6055;
  --mark: #1d6b43; --calm: #b9d0bf; --next: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1712; --sheet: #13211a; --ink: #e8f1e9; --muted: #9db5a6;
  --mark: #8fd694; --calm: #2c4637; --next: #ffd479; } }
"""
# What the marks look like, for the page and for the picture that stands alone.
MARKS = """
.wrote { fill: var(--mark); } .rest { fill: none; stroke: var(--muted); } .free { fill: var(--muted); }
.today { fill: none; stroke: var(--next); stroke-dasharray: 2 2; }
.label { fill: var(--muted); font: 10px ui-sans-serif, system-ui, sans-serif; }
.track { stroke: var(--calm); stroke-width: 2; } .reach { stroke: var(--mark); stroke-width: 4; stroke-linecap: round; }
.share { fill: var(--sheet); stroke: var(--mark); stroke-width: 2.5; }
"""
CELL = 16
_LEFT, _TOP = 34, 16
_SIDES = {1: 7, 2: 10, 3: 14}
_NOT_XML = {0xFFFE: None, 0xFFFF: None}
BLOCK = 20
_WIDTH, _MARGIN = 800, 24


def text(words: str) -> str:
    """A text on one line that is no markup."""
    return escape(one_line(words).translate(_NOT_XML))


def say_square(square: Square) -> str:
    """A day and what it was: "2026-11-23: 2 letters"."""
    if square.letters:
        return f"{square.day.isoformat()}: {counted(square.letters, 'letter')}"
    what = {Sort.REST: "rest", Sort.TODAY: "today, and still open"}.get(square.sort, "no letter")
    return f"{square.day.isoformat()}: {what}"


def blocks(weeks: Sequence[Week], size: int = BLOCK) -> list[Sequence[Week]]:
    """The weeks in rows of so many, so that a phone shows them, too. The last row is the newest, and the short one."""
    return [weeks[at : at + size] for at in range(0, len(weeks), size)]


def days_size(weeks: Sequence[Week]) -> tuple[int, int]:
    """How wide and high the picture of the days is, with room for the last month's name."""
    return _LEFT + len(weeks) * CELL + 20, _TOP + 7 * CELL + 2


def days(weeks: Sequence[Week]) -> Iterator[str]:
    """A column a week, a row a weekday."""
    for row in (0, 2, 4, 6):
        yield f'<text class="label" x="0" y="{_TOP + row * CELL + 11}">{WEEKDAYS[row][:3]}</text>'
    labelled = -2
    for column, week in enumerate(weeks):
        label = _month(week, first=column == 0)
        if label and column - labelled >= 2:
            labelled = column
            yield f'<text class="label" x="{_LEFT + column * CELL}" y="10">{label}</text>'
        for row, square in enumerate(week):
            yield from _mark(square, _LEFT + column * CELL + CELL / 2, _TOP + row * CELL + CELL / 2)


def _month(week: Week, *, first: bool) -> str:
    """A week's month, if it begins in it, and for the first week of all; a January's is its year."""
    begins = next((square.day for square in week if square.day.day == 1), None)
    day: date | None = begins or (week[0].day if first else None)
    if day is None:
        return ""
    return str(day.year) if day.month == 1 and not first else MONTHS[day.month - 1][:3]


def _mark(square: Square, x: float, y: float) -> Iterator[str]:
    if square.sort in (Sort.BEFORE, Sort.AHEAD):
        return
    said = f"<title>{say_square(square)}</title>"
    if square.sort is Sort.REST:
        yield f'<circle class="rest" cx="{x:g}" cy="{y:g}" r="2.5">{said}</circle>'
    elif square.sort is Sort.FREE:
        yield f'<circle class="free" cx="{x:g}" cy="{y:g}" r="1">{said}</circle>'
    else:
        side = _SIDES.get(square.level, 10)
        corner = f'x="{x - side / 2:g}" y="{y - side / 2:g}" width="{side}" height="{side}" rx="1"'
        yield f'<rect class="{square.sort.value}" {corner}>{said}</rect>'


def bar(rate: Rate, wide: int = 200) -> Iterator[str]:
    """From nothing to all: the interval as a thick line, the share as a ring on it. While it is too early, only the
    track, broken."""
    edge = 8
    room = wide - 2 * edge
    broken = "" if rate.interval is not None else ' stroke-dasharray="2 6"'
    yield f'<line class="track"{broken} x1="{edge}" x2="{wide - edge}" y1="8" y2="8"/>'
    if rate.interval is not None and rate.share is not None:
        low, high = (edge + part * room for part in rate.interval)
        yield f'<line class="reach" x1="{low:.1f}" x2="{high:.1f}" y1="8" y2="8"/>'
        yield f'<circle class="share" cx="{edge + rate.share * room:.1f}" cy="8" r="5"/>'


def dump(report: Report, *, names: bool = False) -> str:
    """One picture that stands alone: totals, days, bars. names: one's own words for an opening may be seen."""
    drawn = _Sheet()
    drawn.line("What you have done", "title")
    drawn.line(telling.say_totals(report))
    drawn.line(telling.say_growth(report))
    drawn.line(f"This week: {telling.say_week(report.this_week)}")
    drawn.head("Days you wrote")
    per_row = (_WIDTH - 2 * _MARGIN - _LEFT) // CELL
    for part in blocks(report.weeks, per_row):
        drawn.put(days(part), days_size(part)[1] + 8)
    drawn.line("A larger square: more letters. Ring: rest. Point: no letter.", "label")
    drawn.head("Answers by opening")
    for rate in (report.overall, *report.openings):
        drawn.rate(rate, telling.title_of(rate, names=names))
    drawn.head("Answers by way")
    for rate in report.channels:
        drawn.rate(rate, telling.title_of(rate))
    drawn.line(telling.say_overall(report), "label")
    drawn.head("The loop")
    if stations := telling.stations(report):
        drawn.line(" → ".join(f"{number:,} {words}" for number, words in stations))
    drawn.line(telling.say_loop(report))
    return drawn.whole(report.today)


_FONT = "font-family: ui-sans-serif, system-ui, sans-serif;"
_SHEET = f"""
.ground {{ fill: var(--ground); }} .line {{ fill: var(--ink); {_FONT} font-size: 13px; }}
.title {{ fill: var(--mark); {_FONT} font-size: 20px; font-weight: 600; }}
.head {{ fill: var(--mark); {_FONT} font-size: 14px; font-weight: 600; }}
"""
# Where a line of 13 px is broken.
_CELLS = 104


class _Sheet:
    """Lines and drawings, one below the other."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._y = _MARGIN

    def line(self, words: str, kind: str = "line") -> None:
        for piece in _broken(words):
            self._y += 22
            self._parts.append(f'<text class="{kind}" x="{_MARGIN}" y="{self._y}">{text(piece)}</text>')

    def head(self, words: str) -> None:
        self._y += 14
        self.line(words, "head")
        self._y += 6

    def put(self, drawn: Iterator[str], height: int) -> None:
        self._parts.append(f'<g transform="translate({_MARGIN} {self._y + 4})">{"".join(drawn)}</g>')
        self._y += height

    def rate(self, rate: Rate, title: str) -> None:
        self.line(f"{title}: {telling.say_rate(rate)}")
        self.put(bar(rate, 400), 20)

    def whole(self, today: date) -> str:
        high = self._y + _MARGIN + 8
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high}" width="{_WIDTH}" height="{high}" '
            f'role="img"><title>What you have done, until {today.isoformat()}</title>'
            f"<style>{COLOURS}{MARKS}{_SHEET}</style>"
            f'<rect class="ground" width="{_WIDTH}" height="{high}"/>{"".join(self._parts)}</svg>\n'
        )


def _broken(words: str) -> list[str]:
    """A text in lines that fit. SVG breaks none by itself."""
    lines = [""]
    for word in one_line(words).split(" "):
        if lines[-1] and width(lines[-1]) + 1 + width(word) > _CELLS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
