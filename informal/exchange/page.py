"""What one has done as a page of HTML that stands alone: no script, nothing loaded from anywhere, light and dark.

Without a tree it holds nobody's name, and no words of the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from informal.exchange import chart
from informal.exchange.chart import text
from informal.practice import telling
from informal.practice.calendar import long_day
from informal.practice.network import Node
from informal.practice.progress import Report
from informal.practice.rates import INTERVAL, LEVEL, Rate

# The browser itself is told to load and to run nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 ui-sans-serif, system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { color: var(--mark); font-size: 1.6rem; margin: 0; }
h2 { color: var(--mark); font-size: 1.1rem; margin: 0 0 .5rem; }
p { margin: .3rem 0; max-width: 46rem; } .calm, caption, th, footer { color: var(--muted); }
section { background: var(--sheet); border: 1px solid var(--calm); border-radius: .6rem;
  padding: 1rem; margin-top: 1rem; }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0; }
dl div { display: flex; flex-direction: column-reverse; }
dd { margin: 0; font-size: 2rem; line-height: 1.1; font-weight: 600; } dt { color: var(--muted); }
.days { display: flex; flex-wrap: wrap; gap: .5rem 1rem; } svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; } .rates { table-layout: fixed; margin-top: .6rem; }
.rates th:nth-child(2) { width: 40%; }
caption { text-align: left; padding-bottom: .3rem; }
th { text-align: left; font-weight: 400; } th, td { padding: .3rem .8rem .3rem 0; vertical-align: middle; }
ol.loop { display: flex; flex-wrap: wrap; gap: .3rem .6rem; list-style: none; margin: 0; padding: 0; }
ol.loop li + li::before { content: "\\2192"; color: var(--muted); margin-right: .6rem; }
ul.tree { list-style: none; padding: 0; margin: .5rem 0 0; }
ul.tree li { padding-left: calc(min(var(--deep), 12) * 1.2rem); overflow-wrap: anywhere; }
details { margin-top: .6rem; } summary { color: var(--next); cursor: pointer; }
@media (max-width: 40rem) { .rates thead { position: absolute; clip-path: inset(50%); }
  .rates tr { display: block; margin-top: .7rem; } .rates td { display: block; padding: 0; } }
"""


def dump(report: Report, tree: Node | None = None) -> str:
    """The page. tree: who led to whom; with it names are seen, and the person's own words for an opening."""
    names = tree is not None
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>What you have done</title><style>{chart.COLOURS}{chart.MARKS}{_STYLE}</style></head><body><main>",
        f'<h1>What you have done</h1><p class="calm">Until {long_day(report.today)} {report.today.year}.</p>',
        *_section("totals", "So far", _totals(report)),
        *_section("week", "This week", [_paragraph(telling.say_week(report.this_week))]),
        *_section("days", "Days you wrote", _days(report)),
        *_section("works", "What works for you", _works(report, names=names)),
        *_section("loop", "The loop", _loop(report)),
        *_section("silence", "What silence means", [_paragraph(telling.say_silence(report))]),
        *_section("network", "How the network grew", _network(report, tree)),
        f"<footer><p>Made with informal. {'It holds names.' if names else 'It holds no names.'}</p></footer>",
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _section(id: str, title: str, inner: Iterator[str] | Sequence[str]) -> list[str]:
    return [f'<section id="{id}"><h2>{title}</h2>', *inner, "</section>"]


def _paragraph(words: str) -> str:
    return f"<p>{text(words)}</p>"


def _totals(report: Report) -> Iterator[str]:
    told = telling.totals(report)
    if not told:
        yield _paragraph(telling.say_totals(report))
        return
    yield "<dl>"
    yield from (f"<div><dt>{text(words)}</dt><dd>{number:,}</dd></div>" for number, words in told)
    yield "</dl>"


def _days(report: Report) -> Iterator[str]:
    yield _paragraph(telling.say_days(report))
    yield '<div class="days">'
    for part in chart.blocks(report.weeks):
        wide, high = chart.days_size(part)
        said = f"The days from {part[0][0].day.isoformat()} to {part[-1][-1].day.isoformat()}"
        yield f'<svg width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img" aria-label="{said}">'
        yield from chart.days(part)
        yield "</svg>"
    yield '</div><p class="calm">A larger square: more letters. Ring: rest. Point: no letter.</p>'
    wrote = [square for week in report.weeks for square in week if square.letters]
    if wrote:
        yield "<details><summary>The same as a table</summary><table>"
        yield "<thead><tr><th>day</th><th>letters</th></tr></thead>"
        yield from (f"<tr><td>{one.day.isoformat()}</td><td>{one.letters}</td></tr>" for one in wrote)
        yield "</table></details>"


def _works(report: Report, *, names: bool) -> Iterator[str]:
    yield _paragraph(telling.say_overall(report))
    if median := telling.say_median(report):
        yield _paragraph(median)
    if report.openings:
        yield from _rates("By opening", (report.overall, *report.openings), names=names)
        yield from _rates("By way", report.channels, names=names)
        yield (
            '<p class="calm">The line is the interval in which the share of all such asks may well lie'
            f" ({INTERVAL}, {telling.in_hundred(LEVEL)} %); the ring is what was counted.</p>"
        )


def _rates(title: str, rates: Sequence[Rate], *, names: bool) -> Iterator[str]:
    yield f'<table class="rates"><caption>{title}</caption>'
    yield "<thead><tr><th>which</th><th>how it fared</th><th>0 to 100 in 100</th></tr></thead>"
    for rate in rates:
        drawn = "".join(chart.bar(rate))
        yield f"<tr><td>{text(telling.title_of(rate, names=names))}</td><td>{text(telling.say_rate(rate))}</td>"
        yield f'<td><svg width="200" height="16" viewBox="0 0 200 16" aria-hidden="true">{drawn}</svg></td></tr>'
    yield "</table>"


def _loop(report: Report) -> Iterator[str]:
    if stations := telling.stations(report):
        yield '<ol class="loop">'
        yield from (f"<li><b>{number:,}</b> {text(words)}</li>" for number, words in stations)
        yield "</ol>"
    yield _paragraph(telling.say_loop(report))


def _network(report: Report, tree: Node | None) -> Iterator[str]:
    yield _paragraph(telling.say_growth(report))
    if tree is None or not tree.introduced:
        return
    yield '<ul class="tree">'
    # Flat with an indent, not nested: a chain may be longer than browsers nest.
    waiting = [(tree, 0)]
    while waiting:
        node, deep = waiting.pop()
        asked = ' <span class="calm">asked you</span>' if node.asked_me else ""
        yield f'<li style="--deep:{deep}">{"↳ " if deep else ""}{text(node.name)}{asked}</li>'
        waiting += [(child, deep + 1) for child in reversed(node.introduced)]
    yield "</ul>"
