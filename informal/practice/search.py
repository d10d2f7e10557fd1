"""Finding people by words typed: every word must be somewhere, and what is named so comes first.

A linear search over prepared text: 30,000 people take a few milliseconds, so nothing needs an index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from informal.model.values import Contact
from informal.text import fold, one_line

# What may stand inside a word and still begin one: "anne-marie", "ada@example.org", "o'neil".
_JOINTS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. words: folded, each must be found."""

    words: tuple[str, ...] = ()


def parse(text: str) -> Query:
    """The query that was typed. Nothing typed finds everybody."""
    return Query(tuple(fold(one_line(text)).split()))


def haystack(contact: Contact) -> str:
    """What is searched of a contact, folded, to be kept as long as they do not change.

    " name words\\n company, role, addresses, tags\\n pieces": a blank before every word, so that a word's beginning is
    a plain substring, too; the last line holds the pieces of words with joints, from their second on.
    """
    name = fold(one_line(contact.name)).split()
    rest = fold(one_line(" ".join((contact.company, contact.role, *contact.emails, *contact.tags)))).split()
    pieces = [piece for word in (*name, *rest) if not word.isalnum() for piece in _JOINTS.split(word)[1:] if piece]
    return "\n".join("".join(f" {word}" for word in words) for words in (name, rest, pieces))


def find(query: str | Query, haystacks: Sequence[tuple[int, str]]) -> list[int]:
    """The ids that fit: names that begin with the whole query, names with words that begin so, words that begin so
    anywhere, then anything that holds the words; within each as they were given."""
    words = (parse(query) if isinstance(query, str) else query).words
    if not words:
        return [id for id, _ in haystacks]
    if len(words) == 1:
        return _find_one(words[0], haystacks)
    hits = haystacks
    for word in sorted(words, key=len, reverse=True):
        hits = [hit for hit in hits if word in hit[1]]
    whole = " " + " ".join(words)
    starts = [f" {word}" for word in words]
    ranks: tuple[list[int], ...] = ([], [], [], [])
    for id, hay in hits:
        rank = 1
        if hay.startswith(whole):
            rank = 0
        else:
            name = hay.find("\n")
            for start in starts:
                place = hay.find(start)
                if place < 0:
                    rank = 3
                    break
                if place > name:
                    rank = 2
        ranks[rank].append(id)
    return [id for ids in ranks for id in ids]


def _find_one(word: str, haystacks: Sequence[tuple[int, str]]) -> list[int]:
    start = f" {word}"
    ranks: tuple[list[int], ...] = ([], [], [], [])
    for id, hay in haystacks:
        if word not in hay:
            continue
        place = hay.find(start)
        ranks[0 if place == 0 else 3 if place < 0 else 1 if place < hay.find("\n") else 2].append(id)
    return [id for ids in ranks for id in ids]
