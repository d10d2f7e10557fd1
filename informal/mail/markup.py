"""The words of a mail in HTML. Nothing is loaded, followed or run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = frozenset({"script", "style", "head", "title", "template", "svg"})
_LINES = frozenset(
    {"br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "pre", "hr", "blockquote"}
)
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "pre"})


class _Words(HTMLParser):
    """Collects text; what is quoted gets a mark at the beginning of each line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line: list[str] = []
        self._hidden = 0
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _HIDDEN:
            self._hidden += 1
        if tag == "body":  # a head that was never closed hides nothing of it
            self._hidden = 0
        if tag in _LINES:
            self.end_line(apart=tag in _APART)
        if tag == "blockquote":
            self._quoted += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag in _LINES:
            self.end_line(apart=tag in _APART)
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._line.append(data)

    def end_line(self, *, apart: bool = False) -> None:
        """Begin another line; apart: with an empty one between."""
        line = _BLANKS.sub(" ", "".join(self._line)).strip()
        self._line.clear()
        if line:
            self.lines.append(f"> {line}" if self._quoted else line)
        if apart and self.lines and self.lines[-1]:
            self.lines.append("")


def plain(html: str) -> str:
    """The text of a page of HTML, one paragraph to a line; what it quotes begins with "> "."""
    words = _Words()
    words.feed(html)
    words.close()
    words.end_line()
    return "\n".join(words.lines)
