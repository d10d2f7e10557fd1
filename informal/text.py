"""A person's text made safe for any screen, and comparable for search.

Names come from imports, mail and hands. They may hold escape sequences that move the cursor, marks that turn the
reading direction of the whole line, and letters of any width.
"""

from __future__ import annotations

import re
import shlex
import unicodedata

# C0 and C1 controls, but not tab and newline.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# A whole escape sequence goes, not just its first byte: "\x1b[31mBob" is Bob.
_ESCAPES = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-_]?")
# Embeddings, overrides, isolates and marks (UAX 9), line and paragraph separators, and the byte order mark.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
# What a shell looks for within double quotes.
_MEANS_MORE = frozenset('"$`\\!')


def clean(text: str) -> str:
    """The text without control characters, escape sequences and direction marks; lines and tabs stay.

    CR LF and CR become LF. Surrogates that no encoder takes become U+FFFD.
    """
    if text.isprintable():  # nothing that goes is
        return text
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _DIRECTION.sub("", _CONTROLS.sub("", text))
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The cleaned text on one line, runs of blanks as one."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _SPACE.sub(" ", clean(text)).strip()


def shell_word(text: str) -> str:
    """A text as one word of a shell, for a line that somebody copies: in double quotes where these are enough."""
    word = one_line(text)
    return shlex.quote(word) if _MEANS_MORE & set(word) else f'"{word}"'


def fold(text: str) -> str:
    """The text as search sees it: no case, no accents, no compatibility forms. "Zoë" and "ZOE" are both "zoe"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ß", "ss")


def width(text: str) -> int:
    """How many terminal cells the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, cells: int) -> str:
    """The text cut to a number of cells, with an ellipsis where it was cut."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    kept: list[str] = []
    room = cells - 1
    for char in text:
        room -= width(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def pad(text: str, cells: int) -> str:
    """The text cut or filled with blanks to exactly that many cells."""
    fitted = fit(text, cells)
    return fitted + " " * (cells - width(fitted))


def count_words(text: str) -> int:
    """Words as a reader counts them: runs of non-blanks that hold a letter or a digit."""
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 ask", "1,204 asks"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spelled(number: int) -> str:
    """A small number as a word: "six"; a larger one in digits."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else f"{number:,}"
