"""Today: the boxes, three things at most with their reasons, and totals that only grow."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message as Event
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from informal.keys.keymap import Keymap
from informal.text import fit, one_line
from informal.tui.keymap import bound, keys_of
from informal.tui.theme import under_cursor
from informal.tui.view import View
from informal.tui.widgets.boxes import boxes
from informal.tui.widgets.drawn import Drawn
from informal.tui.widgets.saying import Saying
from informal.workspace import Workspace
from informal.workspace.day import Away

# What a click finds in the text under it.
_OFFER = "offer"
_INDENT = 3
_LEAST = 10
_QUIET = "Nothing waits. Come back when you like."
_NOBODY_LEFT = "Nothing waits. {add} adds somebody else to write to."
_FIRST = "Press {add} and say a name. What to do next will stand here."


class Offers(Static, can_focus=True):
    """The things of today, one under the cursor."""

    BINDINGS = [
        bound("down", "move(1)"),
        bound("up", "move(-1)"),
        bound("open_offer", "open"),
        bound("tick", "screen.tick"),
        bound("another", "another"),
    ]
    at: reactive[int] = reactive(0)
    empty: reactive[str] = reactive("", layout=True)
    lines: reactive[tuple[tuple[int, str, str], ...]] = reactive((), layout=True)

    @dataclass
    class Opened(Event):
        """Somebody on the list was chosen."""

        contact: int

    @dataclass
    class AnotherAsked(Event):
        """Somebody else, please."""

        contact: int

    def render(self) -> Content:
        if not self.lines:
            return Content.styled(self.empty, "$muted")
        return Content("\n").join(self._line(number) for number in range(len(self.lines)))

    def _why(self, number: int) -> list[str]:
        return textwrap.wrap(self.lines[number][2], max(_LEAST, self.size.width - _INDENT)) or [""]

    def _line(self, number: int) -> Content:
        name = fit(self.lines[number][1], max(_LEAST, self.size.width - _INDENT))
        why = self._why(number)
        lines = [Content.assemble((f"{number + 1}  ", "$muted"), (name, "bold"))]
        lines += [Content.styled(f"{' ' * _INDENT}{part}", "$muted") for part in why]
        line = Content("\n").join(lines).stylize(Style.from_meta({_OFFER: number}))
        return line.stylize(under_cursor(self.app)) if self.has_focus and number == self.at else line

    def watch_lines(self) -> None:
        self.at = max(0, min(self.at, len(self.lines) - 1))

    @property
    def _pane(self) -> Widget:
        assert isinstance(self.parent, Widget)
        return self.parent

    def action_move(self, step: int) -> None:
        pane = self._pane
        if step > 0 and self.at >= len(self.lines) - 1 and pane.scroll_y < pane.max_scroll_y:
            # What stands below the last one can be read, too.
            pane.scroll_end(animate=False)
        elif self.lines:
            self.at = (self.at + step) % len(self.lines)
            self._show()

    def _show(self) -> None:
        """Scroll to the one under the cursor; with the first, to what is above it as far as there is room."""
        if not self.lines:
            return
        heights = [1 + len(self._why(number)) for number in range(len(self.lines))]
        top = self.virtual_region.y + sum(heights[: self.at])
        least = top + heights[self.at] - self._pane.scrollable_content_region.height
        self._pane.scroll_to(y=max(least, min(top, self._pane.scroll_y if self.at else 0)), animate=False)

    def action_open(self) -> None:
        if self.lines:
            self.post_message(self.Opened(self.lines[self.at][0]))

    def action_another(self) -> None:
        if self.lines:
            self.post_message(self.AnotherAsked(self.lines[self.at][0]))

    def on_click(self, event: Click) -> None:
        number = event.style.meta.get(_OFFER)
        if number is not None:
            self.at = number
            self.action_open()

    def on_focus(self) -> None:
        self.refresh()
        self.call_after_refresh(self._show)

    def on_blur(self) -> None:
        self.refresh()


class Today(Vertical):
    """The pane of today."""

    view: reactive[View | None] = reactive(None)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="today")
        self._workspace = workspace
        self.border_title = "Today"

    def compose(self) -> ComposeResult:
        yield Static(id="boxes")
        yield Saying(id="if-then")
        yield Saying(id="away")
        yield Saying(id="answered")
        yield Drawn(lambda width: Content(""), id="having")
        yield Offers(id="offers")
        yield Saying(id="kept-back")
        yield Saying(id="totals")
        yield Saying(id="silence")
        yield Saying(id="looked")

    @property
    def offers(self) -> Offers:
        """The list of three."""
        return self.query_one(Offers)

    def watch_view(self, view: View | None) -> None:
        if view is None or not self.is_mounted:
            return
        counts, keys = view.counts, keys_of(self.app)
        self.query_one("#boxes", Static).update(boxes(counts.boxes_today, counts.goal))
        self.query_one("#answered", Saying).say(f"Somebody answered?  press {keys['replied']}" if view.waiting else "")
        self.query_one("#if-then", Saying).say(one_line(view.if_then))
        having = self.query_one("#having", Drawn)
        having.display = bool(view.having or view.asks_for)
        having.redraw(lambda width: _having(view, keys, width))
        self.query_one("#away", Saying).say(_welcome_back(view.away, keys) if view.away else "")
        self.offers.lines = tuple(
            (offer.contact, one_line(self._workspace.core.contact(offer.contact).name), offer.reason)
            for offer in view.offers
        )
        self.query_one("#kept-back", Saying).say(Content.styled(view.kept_back, "$muted"))
        self.query_one("#silence", Saying).say(view.silence)
        self.query_one("#looked", Saying).say(view.looked)
        self.offers.empty = _empty(view, keys)
        self.query_one("#totals", Saying).say(totals(view))


def _empty(view: View, keys: Keymap) -> str:
    """What stands where nothing is offered. While the day's ask is open, it names the way to somebody else."""
    if not view.people:
        return keys.say(_FIRST)
    return _QUIET if view.counts.boxes_today >= view.counts.goal else keys.say(_NOBODY_LEFT)


def _having(view: View, keys: Keymap, width: int) -> Content:
    """What one has today; before it was said, which five are asked for, as many as there is room to name."""
    if not view.asks_for:
        return Content(view.having)
    question = f"which have you got today?  {keys['progress']}"
    names = f"{', '.join(view.asks_for).capitalize()}:"
    if len(names) + len(question) < width:
        return Content(f"{names} {question}")
    number = len(view.asks_for)
    while len(names) > width and number > 1:
        number -= 1
        names = f"{', '.join(view.asks_for[:number]).capitalize()}, ...:"
    return Content(f"{names}\n{question}")


def _welcome_back(away: Away, keys: Keymap) -> str:
    old = f"{away.old} threads have waited a while" if away.old > 1 else "One thread has waited a while"
    return f"Good to see you. {old}: {keys['rest_old']} lets {'them' if away.old > 1 else 'it'} rest."


def totals(view: View) -> Content:
    """What was done so far; only what is not nothing."""
    counts = view.counts
    told = [
        (counts.total_asks, "ask", "asks"),
        (counts.talks, "talk", "talks"),
        (counts.introductions, "introduction", "introductions"),
        (counts.days_written, "day you wrote", "days you wrote"),
    ]
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in told if number]
    # Asks and talks on a line, the longer words below: a number stays with its word in a narrow pane.
    lines = [" · ".join(parts[:2]), *parts[2:]]
    return Content.styled("\n".join(line for line in lines if line), "$muted")
