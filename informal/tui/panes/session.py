"""What was typed into one letter since it was shown: what of it is not kept yet, and for how long somebody typed."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from informal.workspace import Changed
from informal.workspace.letters import Letter, Letters

# Kept at a pause in typing, and during it at least this often: kill -9 takes the last second at most.
_PAUSE = 0.35
_LONGEST = 0.9
# A timer of no seconds at all divides by them; so the last moment is a moment still.
_LEAST = 0.01
# Typing is counted, not tea: of a longer pause only this much.
_TEA_SECONDS = 20.0


class Session:
    """One letter while it stands in the pane. No widget: the pane says what stands in its fields.

    letter: as it was typed last. unkept: not durable yet. typed: since the last step that undo would take back.
    seconds: spent typing.
    """

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self.letter: Letter | None = None
        self.unkept = self.typed = False
        self.seconds = 0.0
        self._shown = ("", "")
        self._last_key = self._unkept_since = 0.0
        self._has_version = self._keeping = False

    def begin(self, letter: Letter | None) -> bool:
        """Go on with a letter; whether it is another than before."""
        another = letter is None or letter.id is None or self.letter is None or letter.id != self.letter.id
        self.letter = letter
        self.unkept = self._has_version = False
        self.typed = self.typed and not another
        self.seconds = self._last_key = 0.0
        return another

    def stands(self, subject: str, body: str) -> None:
        """The program put this into the fields: it is not typed."""
        self._shown = (subject, body)

    def take(self, subject: str, body: str) -> bool:
        """Take what stands in the fields into the letter; whether that is another text than before."""
        if self.letter is None or (subject, body) == self._shown:
            return False
        self._shown = (subject, body)
        self.letter = replace(self.letter, subject=subject, body=body)
        self.unkept = self.typed = True
        return True

    def wait(self, *, first: bool) -> float:
        """A key was pressed: in how many seconds to keep it, if none follows. first: of those that are not kept yet."""
        now = monotonic()
        self.seconds += min(now - self._last_key, _TEA_SECONDS) if self._last_key else 0.0
        self._last_key = now
        if first:
            self._unkept_since = now
        return max(_LEAST, min(_PAUSE, self._unkept_since + _LONGEST - now))

    def keep(self) -> None:
        """Make it durable, with the text from before among its versions, once a session. Raises InformalError."""
        assert self.letter is not None
        self._keeping = True
        try:
            self.letter = self._letters.keep(self.letter, version=not self._has_version)
        finally:
            self._keeping = False
        self._has_version = True
        self.unkept = False

    def changed(self, changed: Changed) -> None:
        """Something was done: if that was no typing, undo takes that back first."""
        self.typed = self.typed and (self._keeping or not changed.ours)
