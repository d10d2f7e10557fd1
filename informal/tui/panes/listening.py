"""What is said of a letter once its writer has left the text: silence before, one remark at most after."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from informal.keys.keymap import Keymap
from informal.practice.nudges import Nudge
from informal.tui.panes import remarks
from informal.tui.widgets.spans import Span
from informal.workspace import Workspace
from informal.workspace.letters import Letter

Said = tuple[str | Content, Sequence[Span]]


class Listening:
    """Chooses the remark. nudge: the one that is shown, if one is."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._passed_over = 0
        self.nudge: Nudge | None = None

    def begin(self) -> None:
        """Another text: from the first remark on."""
        self._passed_over = 0
        self.nudge = None

    def pass_over(self) -> None:
        """The next remark, please."""
        self._passed_over += 1

    def hear(self, letter: Letter | None, keys: Keymap, *, typing: bool, typed_seconds: float) -> Said:
        """What to say, and which words of the body are meant.

        Of a letter that nobody began, and of one with open places: its places only. Of the very first letter, too,
        until the writer asks for more.
        """
        self.nudge = None
        if letter is None:
            return "", ()
        places = remarks.places(self._workspace, letter, keys)
        if typing or letter.id is None or self._workspace.letters.open_slots(letter):
            return places, ()
        good_enough = Content.styled(remarks.good_enough(typed_seconds), "$text-primary")
        unasked = 1 if self._is_the_first() else 0
        if self._passed_over < unasked:
            return places or good_enough, ()
        heard = self._workspace.letters.listen(letter)[self._passed_over - unasked :]
        if not heard:
            return good_enough, ()
        self.nudge = heard[0]
        marks = [(self.nudge.start, self.nudge.end)] if self.nudge.where == "body" else []
        return remarks.remark(self.nudge, keys, more=len(heard) > 1), marks

    def _is_the_first(self) -> bool:
        return self._workspace.day.counts().total_asks == 0
