"""One question below the letter, answered by one key: how to send, "did it go out?", "cross it out?".

Not a dialog: it stands in the pane, waits as long as it takes, and outlives a closed terminal because what it asks
about is in the store. Keys that were typed before it could be read, and pastes, do not answer it.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from textual.content import Content
from textual.events import Blur, Click, Focus, Key, Paste
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from informal.tui.keymap import keys_of
from informal.tui.widgets.drawn import hung, wrapped

# A key that arrives sooner was meant for something else.
UNREAD_SECONDS = 0.3
# What a click finds in the text under it.
_CHOICE = "choice"
# From these sizes on there is room for whole sentences.
_ROOMY = 62
# Cells for a key, where the choices stand below each other.
_INDENT = 6
_HIGH = 22
# Below it lines are few.
_LOW = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. key: as Textual names it. short: the label where room is little; more: lines where it is not."""

    key: str
    shown: str
    label: str
    short: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. topic names it for whoever listens; about: an id that the answer concerns.

    lead: what to know before one chooses; brief: the same where lines are few. in_line: the choices stand side by
    side. exclusive: other keys do nothing while it has the focus.
    """

    topic: str
    title: str
    text: str
    choices: tuple[Choice, ...]
    lead: str = ""
    brief: str = ""
    note: str = ""
    about: int = 0
    in_line: bool = True
    exclusive: bool = False


class Asking(Static, can_focus=True):
    """Shows one question at a time, or is not there."""

    @dataclass
    class Asked(Message):
        """Another question stands here now."""

    @dataclass
    class Answered(Message):
        """A choice was made."""

        question: Question
        key: str

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.question: Question | None = None
        self._since = 0.0
        self.display = False

    def ask(self, question: Question, *, focus: bool = True) -> None:
        """Ask it, in place of what was asked before."""
        self.question = question
        self.display = True
        self.border_title = Content(question.title)
        self._since = monotonic()
        self.refresh(layout=True)
        if focus:
            self.focus()
        self.post_message(self.Asked())

    def close(self) -> None:
        """Ask nothing."""
        self.question = None
        self.display = False

    def render(self) -> Content:
        question = self.question
        if question is None:
            return Content("")
        lead = question.brief if question.brief and self.screen.size.height < _LOW else question.lead
        parts: list[Content] = [Content.styled(lead, "bold $next")] if lead else []
        parts += [Content.styled(question.text, "bold")] if question.text else []
        if question.in_line:
            choices = [
                _clickable(Content.assemble((c.shown, "bold $next"), f" {c.label}"), c) for c in question.choices
            ]
            parts += wrapped(choices, Content("    "), self.size.width or _ROOMY)
        else:
            for choice in question.choices:
                label, more = self._lines(choice)
                key = Content.styled(f"  {choice.shown}", "bold $next")
                parts.append(_clickable(hung(key, Content(label), _INDENT, self.size.width or _ROOMY), choice))
                parts += [_clickable(Content.styled(f"{' ' * _INDENT}{line}", "$muted"), choice) for line in more]
        if question.note:
            parts.append(Content.styled(question.note, "$muted"))
        return Content("\n").join(parts)

    def _lines(self, choice: Choice) -> tuple[str, tuple[str, ...]]:
        roomy = self.size.width >= _ROOMY and self.screen.size.height >= _HIGH
        return (choice.label, choice.more) if roomy else (choice.short or choice.label, ())

    def on_key(self, event: Key) -> None:
        question = self.question
        if question is None:
            return
        known = any(choice.key == event.key for choice in question.choices)
        if known or (question.exclusive and not event.key.startswith("ctrl+") and event.key not in self._helps):
            event.stop()
            event.prevent_default()
        if known:
            self.answer(event.key)

    @property
    def _helps(self) -> tuple[str, ...]:
        return keys_of(self.app).by_name["help"].keys

    @property
    def seen(self) -> bool:
        """Whether a question can be seen now: the pane it stands in may be hidden."""
        return self.question is not None and all(node.display for node in self.ancestors_with_self if node.is_attached)

    def answer(self, key: str) -> None:
        """Take a key as the answer, unless it came before anybody could have read the question."""
        question = self.question
        if question is None or monotonic() - self._since < UNREAD_SECONDS:
            return
        if any(choice.key == key for choice in question.choices):
            self.post_message(self.Answered(question, key))

    def on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()

    def on_click(self, event: Click) -> None:
        key = event.style.meta.get(_CHOICE)
        if key:
            self.answer(key)

    def on_focus(self, event: Focus) -> None:
        del event
        self.add_class("-focused")

    def on_blur(self, event: Blur) -> None:
        del event
        self.remove_class("-focused")


def _clickable(line: Content, choice: Choice) -> Content:
    return line.stylize(Style.from_meta({_CHOICE: choice.key}))
