"""How wide the list of people is: its own width, and what somebody wished for as far as the window has room."""

from __future__ import annotations

from informal.system.panes import Panes

MEDIUM, WIDE = 80, 116
# The list's own width from these window widths on, and the side's; as in main.tcss.
OWN = {WIDE: 38, MEDIUM: 32}
SIDE = 34
# Columns that the list, and the letter beside it, keep in any case.
_LEAST_LIST, _LEAST_LETTER = 18, 34


def own_width(window: int) -> int:
    """The list's width where nobody wished for another; 0 where one pane shows at a time."""
    return next((own for least, own in OWN.items() if window >= least), 0)


def list_width(window: int, panes: Panes) -> int:
    """The list's width in a window; 0 where one pane shows at a time."""
    own = own_width(window)
    if not own or not panes.wider:
        return own
    side = SIDE if window >= WIDE and panes.side else 0
    return max(_LEAST_LIST, min(max(own, window - side - _LEAST_LETTER), own + panes.wider))
