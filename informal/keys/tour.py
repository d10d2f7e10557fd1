"""The tour: one sentence at a time. It goes on when what the sentence speaks of was done, by key, mouse or palette."""

from __future__ import annotations

from dataclasses import dataclass

from informal.keys.keymap import Keymap
from informal.keys.places import Place


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence, with keys as {name} of their commands. acts: what ends it. typing: it is about a text."""

    words: str
    acts: frozenset[str]
    typing: bool = False


def _step(words: str, *acts: str, typing: bool = False) -> Step:
    return Step(words, frozenset(acts), typing)


STEPS = (
    _step(
        "{down} and {up} go through the people.",
        *("down", "up", "cursor_down", "cursor_up", "page_down", "page_up", "first", "last", "choose"),
    ),
    _step("{write} opens a letter to the one under the cursor.", "write", "choose"),
    _step(
        "Marked places may stay as they are. {next_place} goes on, {stop_typing} stops.",
        *("next_place", "stop_typing"),
        typing=True,
    ),
    _step("{send} shows the ways a letter can go; nothing goes out yet.", "send", "send_now"),
    _step("{blockers} goes to the four that nobody needs. {cross} crosses one out.", "cross"),
    _step("{undo} takes back what you did last.", "undo"),
    _step("{replied} when somebody answered: what comes next is begun for you.", "replied"),
    _step("{next} opens the letter of whoever is next today.", "next"),
    _step("{help} shows every key that works where you are.", "help"),
)
# Where letters are typed, or answer a question, one goes back first.
_BACK = {Place.TEXT: "{stop_typing}", Place.FIND: "{clear_search}", Place.SHEET: "Esc"}
_LAST = "That was the tour. {tour} ends it, {leave} leaves. Your own people: informal"


@dataclass(frozen=True, slots=True)
class Tour:
    """How far somebody is. done: the numbers of the steps behind them, in whatever order they came."""

    done: frozenset[int] = frozenset()

    @property
    def at(self) -> int:
        """The number of the step that is told now, from 0; after the last one, how many there are."""
        return next((number for number in range(len(STEPS)) if number not in self.done), len(STEPS))

    def after(self, act: str) -> Tour:
        """The tour when an action was done."""
        return Tour(self.done | {number for number, step in enumerate(STEPS) if act in step.acts})

    def told(self, keys: Keymap, place: Place) -> str:
        """What to say now. place: where the cursor is; a key that would be typed there needs another one first."""
        if self.at == len(STEPS):
            return keys.say(_LAST)
        step = STEPS[self.at]
        back = not step.typing and _BACK.get(place, "")
        return keys.say(f"{back}, and then: {step.words}" if back else step.words)
