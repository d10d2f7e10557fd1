"""Whether a letter is another one with the names changed: then it is a circular, and nobody answers those."""

from __future__ import annotations

import re
from collections.abc import Iterable

from informal.model.values import Contact
from informal.text import fold

_WORD = re.compile(r"\w+")


def is_copy(body: str, to: Contact, earlier: str, earlier_to: Contact) -> bool:
    """Whether two letters say the same but for the names of people and places they are about."""
    return bool(body.strip()) and _bare(body, to) == _bare(earlier, earlier_to)


def _bare(body: str, person: Contact) -> list[str]:
    """The letter's words, with every name of the person and of where they are taken out."""
    names = set(_words([person.name, person.greeting, person.company]))
    return [word for word in _words([body]) if word not in names]


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(fold(text))]
