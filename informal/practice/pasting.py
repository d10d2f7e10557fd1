"""What is pasted into a letter: a few words, or a whole letter that was written elsewhere."""

from __future__ import annotations

import re

_GREETING_WORDS = 6
_GREETING_ENDS = (",", "!", ":", ".")
_LEAST_LINES = 3


def is_whole_letter(text: str) -> bool:
    """Whether a text is a letter of its own: a short greeting with more below it, or three paragraphs."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < _LEAST_LINES:
        return False
    greets = len(lines[0].split()) <= _GREETING_WORDS and lines[0].endswith(_GREETING_ENDS)
    return greets or len(re.split(r"\n[ \t]*\n", text.strip())) >= _LEAST_LINES
