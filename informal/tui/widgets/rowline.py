"""What one row says, and how it is laid out in a given width. No widget: text in, styled text out."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from textual.content import Content
from textual.style import Style

from informal.text import fit, one_line, pad
from informal.text import width as cells_of

Key = TypeVar("Key", bound=Hashable)
Spans = tuple[tuple[int, int], ...]

# The bar of a marked row, then the symbol (which may be two cells wide) and a blank.
_INDENT = 3
_GAP = 2
_LEAST = 12  # below that many cells there is the title and nothing else


class Tone(StrEnum):
    """How the symbol and the state are told. Both are words or shapes already; the colour only helps."""

    PLAIN = "plain"
    CALM = "calm"
    NEXT = "next"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Row(Generic[Key]):
    """One row. The texts may be anything people typed: they are made safe here.

    mark: one symbol; state: a word or two at the right; detail: why, on the second line.
    strong: the title stands out. matches, detail_matches: (start, end) in the title and the detail, to underline.
    """

    key: Key
    title: str
    mark: str = ""
    state: str = ""
    detail: str = ""
    tone: Tone = Tone.CALM
    strong: bool = False
    matches: Spans = ()
    detail_matches: Spans = ()


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of the parts, to be put on top of the row's own."""

    muted: Style = field(default_factory=Style.null)
    next: Style = field(default_factory=Style.null)
    done: Style = field(default_factory=Style.null)
    match: Style = field(default_factory=Style.null)

    def of(self, tone: Tone) -> Style:
        """The style of a tone."""
        return {Tone.NEXT: self.next, Tone.DONE: self.done, Tone.CALM: self.muted}.get(tone, Style.null())


def state_fits(row: Row[Key], width: int) -> bool:
    """Whether the state has a place beside the whole title. The title wins: it is never cut for the state."""
    free = width - _INDENT - cells_of(one_line(row.title)) - 1
    return bool(row.state) and free >= _GAP + cells_of(one_line(row.state))


def first_line(row: Row[Key], width: int, looks: Looks, *, marked: bool = False, unfolded: bool = False) -> Content:
    """The bar, the symbol, the title, and the state at the right. unfolded: the second line is shown too."""
    title = _in_two(row, width)[0] if unfolded else one_line(row.title)
    strong = Style(bold=True) if row.strong else Style.null()
    if width < _LEAST:
        return _underlined(Content.styled(pad(title, width), strong), row.matches, title, 0, looks)
    tone = looks.of(row.tone)
    start = Content.assemble(_bar(looks, marked=marked), (pad(one_line(row.mark), 2), tone))
    if not state_fits(row, width):
        return _underlined(
            start + Content.styled(pad(title, width - _INDENT), strong), row.matches, title, _INDENT, looks
        )
    state = one_line(row.state)
    middle = pad(title, width - _INDENT - cells_of(state) - 1)
    line = start + Content.assemble((middle, strong), (state, tone), " ")
    return _underlined(line, row.matches, title, _INDENT, looks)


def _bar(looks: Looks, *, marked: bool) -> tuple[str, Style]:
    """The bar of a marked row. It is not reversed with its row: there it would look like the ground of one unmarked."""
    return ("▌", looks.done + Style(reverse=False)) if marked else (" ", Style.null())


def _in_two(row: Row[Key], width: int) -> tuple[str, str]:
    """The title, and the words of it that only the second line has room for: where nothing else stands there."""
    title = one_line(row.title)
    if row.state or row.detail or cells_of(title) <= width - _INDENT or width < _LEAST:
        return title, ""
    first, *more = Content(title).wrap(width - _INDENT)
    return first.plain, " ".join(line.plain for line in more)


def second_line(row: Row[Key], width: int, looks: Looks, *, marked: bool = False) -> Content:
    """The detail; before it the state, where that found no place on the first line and the detail does not say it too.
    Without both, the rest of a title that is too long."""
    rest = _in_two(row, width)[1]
    if rest:
        strong = Style(bold=True) if row.strong else Style.null()
        return Content.assemble(
            _bar(looks, marked=marked), "  ", (pad(fit(rest, width - _INDENT - 1), width - _INDENT), strong)
        )
    left_out = bool(row.state) and not state_fits(row, width) and one_line(row.state) not in one_line(row.detail)
    parts = [one_line(row.state)] if left_out else []
    parts += [one_line(row.detail)] if row.detail else []
    text = " · ".join(parts)
    if width < _LEAST:
        return Content.styled(pad(text, width), looks.muted)
    line = Content.assemble(
        _bar(looks, marked=marked), "  ", (pad(fit(text, width - _INDENT - 1), width - _INDENT), looks.muted)
    )
    if row.detail:
        detail = parts[-1]
        line = _underlined(line, row.detail_matches, detail, _INDENT + len(text) - len(detail), looks)
    return line.stylize(looks.of(row.tone), _INDENT, _INDENT + len(parts[0])) if left_out else line


def _underlined(line: Content, matches: Spans, text: str, offset: int, looks: Looks) -> Content:
    for start, end in matches:
        shown = len(line.plain)
        if 0 <= start < end <= len(text) and offset + start < shown:
            line = line.stylize(looks.match, offset + start, min(offset + end, shown))
    return line
