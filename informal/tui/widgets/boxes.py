"""The boxes of today's ask, as words on a line."""

from __future__ import annotations

from textual.content import Content

# More boxes than that would be a number one has to count; past it the rest is told.
_SHOWN = 5


def boxes(ticked: int, goal: int) -> Content:
    """`[x] [ ]`: one box for each ask of today, and one for each that was done beyond it.

    ticked and goal are counts; what does not fit in five boxes is told as `+3` (done) or `of 8` (still to do).
    """
    ticked, goal = max(0, ticked), max(1, goal)
    wanted = max(ticked, goal)
    shown = [_box(number < ticked) for number in range(min(wanted, _SHOWN))]
    line = Content(" ").join(shown)
    if ticked > _SHOWN:
        return Content.assemble(line, (f" +{ticked - _SHOWN}", "$primary"))
    return line if wanted <= _SHOWN else Content.assemble(line, (f" of {wanted}", "$muted"))


def _box(ticked: bool) -> Content:
    if ticked:
        return Content.assemble(("[", "$muted"), ("x", "bold $primary"), ("]", "$muted"))
    return Content.styled("[ ]", "$muted")
