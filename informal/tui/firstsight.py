"""The first paint: the frame and the names, where the main screen puts them an instant later.

It is all that is loaded before something is seen. It reckons nothing, and takes no keys: the app holds them back.
"""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widget import Widget

from informal.practice.calendar import long_day
from informal.system.panes import Panes
from informal.text import fit, pad
from informal.tui.shape import SIDE, WIDE, list_width
from informal.workspace.firstsight import Glimpse

# As in main.tcss and in the pane of the people, whose tests compare them.
_LEAST = (40, 15)
_TALL_UP_TO = 20
_AS_THEY_COME = Panes()


class FirstSight(Widget):
    """The screen before there is one."""

    DEFAULT_CSS = "FirstSight { width: 100%; height: 100%; }"

    def __init__(self, seen: Glimpse, today: date, panes: Panes = _AS_THEY_COME) -> None:
        super().__init__()
        self._seen = seen
        self._today = today
        self._panes = panes

    def render(self) -> Content:
        width, height = self.size
        return Content("\n").join(drawn(width, height, self._seen, self._today, self._panes))


def drawn(width: int, height: int, seen: Glimpse, today: date, panes: Panes = _AS_THEY_COME) -> list[Content]:
    """The lines of the screen; none where the window is too small for the app."""
    if width < _LEAST[0] or height < _LEAST[1]:
        return []
    name = Content.styled(" informal", "bold $primary")
    lines = [name + Content.styled(f"   {long_day(today)}", "$muted") if width >= 56 + 2 else name]
    room = height - (2 if width >= WIDE else 3)
    sides = [SIDE] if width >= WIDE and panes.side else []
    if seen.total == 1:
        frames = [_pane(width - sum(sides), room + (width < WIDE))]
    elif people := list_width(width, panes):
        frames = [_people(people, room, height, seen), _pane(width - people - sum(sides), room)]
    else:
        frames = [_people(width, room, height, seen)]
    frames += [_pane(each, room) for each in sides]
    return [*lines, *(Content("").join(parts) for parts in zip(*frames, strict=True))]


def _pane(width: int, height: int) -> list[Content]:
    """A frame with nothing in it yet."""
    lines = [f"╭{'─' * (width - 2)}╮", *[f"│{' ' * (width - 2)}│"] * (height - 2), f"╰{'─' * (width - 2)}╯"]
    return [Content.styled(line, "$border-calm") for line in lines]


def _people(width: int, height: int, of_screen: int, seen: Glimpse) -> list[Content]:
    """The frame of the list, with the names on the lines where the list will have them."""
    inner = width - 2
    tall = seen.total <= _TALL_UP_TO and of_screen > 24
    texts: list[str] = []
    for name in seen.names:
        texts.append(name)
        # The first one is under the cursor, and shows a second line, which is not known yet.
        if tall or len(texts) == 1:
            texts.append("")
    title = fit(f" Contacts · {seen.total:,} ", inner - 1)
    top = ("╭─", "$primary"), (title, "bold $primary"), (f"{'─' * (inner - 1 - len(title))}╮", "$primary")
    lines = [Content.assemble(*top)]
    for number in range(height - 2):
        text = pad(f"   {fit(texts[number], inner - 4)}" if number < len(texts) else "", inner)
        ground = " on $cursor-row" if number < 2 and texts else ""
        lines.append(Content.assemble(("│", "$primary"), (text, f"$foreground{ground}"), ("│", "$primary")))
    return [*lines, Content.styled(f"╰{'─' * inner}╯", "$primary")]
