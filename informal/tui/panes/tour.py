"""The tour, in a line or two above the keys; in `informal demo` from the start."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from informal.keys.places import Place
from informal.keys.tour import STEPS, Tour
from informal.tui.keymap import keys_of
from informal.tui.widgets.drawn import Drawn, hung

_ROOMY = 60


class TourLine(Drawn):
    """One sentence of the tour. made_up: it begins by saying that nobody here exists."""

    tour: reactive[Tour] = reactive(Tour(), layout=True)
    place: reactive[Place] = reactive(Place.CONTACTS, layout=True)

    def __init__(self, *, made_up: bool, id: str | None = None) -> None:
        super().__init__(self._told, id=id)
        self._made_up = made_up
        self.display = made_up

    def did(self, act: str) -> None:
        """An action was done, or said why not; while the tour is not shown, nothing counts."""
        if self.display:
            self.tour = self.tour.after(act)

    def turn(self) -> None:
        """Begin the tour, or end it."""
        self.display = not self.display
        self.tour = Tour()

    def _told(self, width: int) -> Content:
        at = self.tour.at
        words = self.tour.told(keys_of(self.app), self.place)
        if at == 0 and self._made_up:
            words = f"Nobody here exists, nothing is kept. {words}"
        lead = "Tour" if at == len(STEPS) else f"Tour {at + 1} of {len(STEPS)}"
        if width < _ROOMY:
            return Content.assemble((lead, "bold $next"), f"  {words}")
        return hung(Content.styled(lead, "bold $next"), Content(words), len("Tour 9 of 9") + 2, width)
