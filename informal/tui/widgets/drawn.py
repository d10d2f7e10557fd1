"""Text that is laid out anew at every width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from informal.text import fit
from informal.text import width as cells_of

# How something looks at a width.
Draw = Callable[[int], Content]
_LEAST = 12
_BELOW = "  "


class Drawn(Widget):
    """As high as what is drawn."""

    DEFAULT_CSS = "Drawn { height: auto; width: 1fr; }"

    def __init__(self, draw: Draw, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw

    def redraw(self, draw: Draw) -> None:
        """Draw something else from now on."""
        self._draw = draw
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text has at that width."""
        del container, viewport
        return self._draw(max(1, width)).get_height({}, max(1, width))

    def render(self) -> Content:
        return self._draw(max(1, self.content_size.width))


def example(text: str, room: int) -> str:
    """What an empty field says, as far as there is room. In brackets, what stands there is no less an example."""
    if not text:
        return ""
    first = re.split("[,;]", text)[0]
    ways = (f"for example {text}", f"for example {first}", f"({text})", f"({first})")
    return next((way for way in ways if cells_of(way) <= room), f"({fit(first, max(0, room - 2))})")


def wrapped(parts: Sequence[Content], between: Content, width: int) -> list[Content]:
    """Parts in lines that fit, none of them broken. The sign between two of them stays on the line of the first."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + between.cell_length + part.cell_length <= width:
            lines[-1] = lines[-1] + between + part
        else:
            lines.append(part)
    return lines


def hung(lead: Content, text: Content, indent: int, width: int) -> Content:
    """A lead in a column of its own, and a text that stays beside it; below it where that leaves no room for words."""
    if width < indent + _LEAST:
        return Content("\n").join([lead, *(Content(_BELOW) + line for line in text.wrap(max(1, width - len(_BELOW))))])
    first, *more = text.wrap(width - indent) or [Content("")]
    gap = " " * max(1, indent - lead.cell_length)
    return Content("\n").join([Content.assemble(lead, gap, first), *(Content(" " * indent) + line for line in more)])
