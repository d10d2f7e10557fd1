"""The words around a letter: by which way, what it still wants, what was heard in it, how long it is and when kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from informal.keys.keymap import Keymap
from informal.model.kinds import Channel
from informal.practice.nudges import Nudge, reading_seconds
from informal.text import count_words, fit, one_line
from informal.tui.widgets.drawn import Draw
from informal.workspace import Workspace
from informal.workspace.letters import Letter

# After so much typing a letter is not made better by more of it.
_ENOUGH_SECONDS = 600.0

CHANNELS = {
    None: "decide when you send",
    Channel.EMAIL: "e-mail",
    Channel.LINKEDIN: "LinkedIn",
    Channel.MESSAGE: "a message",
    Channel.IN_PERSON: "in person",
}


class By(Static):
    """Which way the letter goes, and how it begins; a click on either changes it."""

    @dataclass
    class Asked(Message):
        """Another one, please. command: the name of the command that offers them."""

        command: str

    says: reactive[tuple[str, str]] = reactive(("", ""))

    def render(self) -> Content:
        channel, opening = self.says
        by = Content.assemble(("by       ", "$muted"), channel, "    ").stylize(_asks("channel"))
        opens = Content.assemble(("opening  ", "$muted"), opening, (" ▼", "$muted")).stylize(_asks("opening"))
        if (by + opens).cell_length <= self.size.width:
            return by + opens
        short = fit(opening, max(0, self.size.width - 11))
        return Content.assemble(("opening  ", "$muted"), short, (" ▼", "$muted")).stylize(_asks("opening"))

    def on_click(self, event: Click) -> None:
        command = event.style.meta.get(_ASKS)
        if command:
            self.post_message(self.Asked(command))


# What a click finds in the text under it.
_ASKS = "asks"


def _asks(command: str) -> Style:
    return Style.from_meta({_ASKS: command})


def places(workspace: Workspace, letter: Letter, keys: Keymap) -> str:
    """What the places to type over still want, or that they may stay."""
    still_open = workspace.letters.open_slots(letter)
    if still_open:
        many = "One place wants" if len(still_open) == 1 else f"{len(still_open)} places want"
        return f"{many} your own words. {keys['next_place']} goes there."
    spans = workspace.letters.slot_spans(letter, letter.body)
    if not spans:
        return ""
    which = {1: "The marked place", 2: "Both marked places"}.get(len(spans), "The marked places")
    return f"{which} may stay as {'it is' if len(spans) == 1 else 'they are'}, or type over."


def remark(nudge: Nudge, keys: Keymap, *, more: bool) -> Content:
    """One remark: the words it means, why they needn't be there, and the keys for it."""
    parts: list[Content | str | tuple[str, str]] = []
    if nudge.words:
        parts += [(f"“{one_line(nudge.words)}” ", "$next")]
    parts.append(nudge.why)
    offered = (("take_out", "take it out", nudge.without is not None), ("more", "more", more))
    ways = [Content.assemble((keys[name], "bold $next"), f" {words}") for name, words, there in offered if there]
    if ways:
        parts += ["\n", Content("   ").join(ways)]
    return Content.assemble(*parts)


def good_enough(typed_seconds: float) -> str:
    """The verdict; after ten minutes of typing with the reason that matters most."""
    if typed_seconds < _ENOUGH_SECONDS:
        return "Good enough to send."
    return f"You have given it {typed_seconds / 60:.0f} minutes. It is good enough to send."


def foot(workspace: Workspace, letter: Letter, *, typing: bool, saved: bool) -> Draw:
    """Words, reading time and when it was kept, as far as there is room; for LinkedIn the characters left."""
    words = count_words(letter.body)
    told = [(_WORDS, f"{words} words")]
    if letter.channel is Channel.LINKEDIN:
        left = workspace.letters.linkedin_limit(letter.contact) - len(letter.body)
        told = [(_LIMIT, f"{left} characters left" if left >= 0 else f"{-left} characters over")]
    if not typing and words:
        told.append((_READING, f"{reading_seconds(letter.body)} s to read"))
    if trouble := workspace.core.trouble:
        told.append((_TROUBLE, f"not kept: {trouble}"))
    elif saved and (kept_at := workspace.letters.kept_at(letter)) is not None:
        told.append((_KEPT, f"kept at {workspace.core.local(kept_at):%H:%M}"))

    def draw(width: int) -> Content:
        shown = list(told)
        while len(shown) > 1 and len(_in_a_row(shown)) > width:
            shown.remove(min(shown))
        line = _in_a_row(shown)
        return Content(line if len(line) <= width else line.replace(" characters", ""))

    return draw


def _in_a_row(told: Sequence[tuple[int, str]]) -> str:
    return " · ".join(text for _, text in told)


# What stays where room is little: the lightest goes first.
_READING, _WORDS, _KEPT, _LIMIT, _TROUBLE = range(5)
