"""A few words that take room only when there are some."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Saying(Static):
    """A line or more of text; not there at all while it has nothing to say."""

    DEFAULT_CSS = "Saying.-silent { display: none; }"

    def __init__(self, text: str | Content = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.say(text)

    def say(self, text: str | Content) -> None:
        """Say something; nothing when it is empty. A str is text, never markup."""
        content = text if isinstance(text, Content) else Content(text)
        self.update(content)
        self.set_class(not content.plain, "-silent")
