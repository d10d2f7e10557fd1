"""Finding people by what was typed: every word must be somewhere, and what is named so comes first.

A linear search over prepared text: 30,000 people take a few milliseconds, so nothing needs an index. Only where that
finds little, names that are nearly so are added: one slip of the finger, or the letters in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from informal.model.kinds import Stage
from informal.practice import query as queries
from informal.practice.nearness import LEAST_LETTERS, LEAST_TYPO, in_order, may_slip, one_slip
from informal.practice.query import Condition, Field, Query, folded, parse

__all__ = ["Facts", "Hay", "Query", "best", "fields", "find", "haystack", "narrow", "nearly", "parse", "rank"]

# With fewer found than this, names that are nearly so are added.
LITTLE = 5

_CARD = ("company", "role", "tie", "notes", "greeting", "linkedin", "phone", "timezone")
_LISTS = ("emails", "tags")
# What may stand inside a name and still begin a word: "anne-marie", "o'neil", "bob (robert)".
_JOINTS = re.compile(r"[^\w]+")


class Hay(NamedTuple):
    """What is searched of somebody: folded lines, each with a blank before its first word, so that where a word begins
    is a plain substring, too.

    name: with the pieces of its words with joints. card: the name and the other fields. said: letters and talks.
    """

    id: int
    name: str
    card: str
    said: str


class Facts(Protocol):
    """What conditions ask about somebody. Asked only of those whom the words fit."""

    @property
    def today(self) -> date: ...
    def company(self, id: int) -> str: ...
    def tags(self, id: int) -> Iterable[str]: ...
    def stage(self, id: int) -> Stage: ...
    def due(self, id: int) -> date | None: ...
    def met(self, id: int) -> tuple[str, ...]:
        """ISO days of the talks that were held."""


def haystack(document: Mapping[str, Any], said: Iterable[str] = ()) -> Hay:
    """What is searched of a contact's document, to be kept as long as it does not change. said: letters and talks."""
    texts = [str(document["name"]), *fields(document)]
    name, *rest = _all_folded(texts)
    name = f" {name}"
    if not name.replace(" ", "").isalnum():
        pieces = [piece for word in name.split() if not word.isalnum() for piece in _JOINTS.split(word)[1:] if piece]
        name = f"{name}\n {' '.join(pieces)}"
    card = "\n ".join([name, *rest])
    return Hay(int(document["id"]), name, card, "\n".join([f" {_cheaply_folded(text)}" for text in said]))


def fields(document: Mapping[str, Any]) -> list[str]:
    """What else is searched of a contact's document, beside the name."""
    texts = [str(text) for field in _CARD if (text := document.get(field))]
    for field in _LISTS:
        texts += map(str, document.get(field, ()))
    return texts


def _all_folded(texts: list[str]) -> list[str]:
    """Each as `folded`: at one go where all are plain, as most are."""
    joined = "\n".join(texts)
    plain = joined.isascii() and "  " not in joined and joined.replace("\n", "").isprintable()
    lines = joined.lower().split("\n") if plain else []
    return lines if len(lines) == len(texts) else [_cheaply_folded(text) for text in texts]


def _cheaply_folded(text: str) -> str:
    """As `folded`; most of what people keep needs next to nothing for that."""
    flat = text.replace("\n", " ")
    return " ".join(flat.lower().split()) if flat.isascii() and flat.isprintable() else folded(text)


def find(query: str | Query, hays: Sequence[Hay], facts: Facts | None = None) -> list[int]:
    """The ids that fit, best first, equals as they were given. Without facts conditions are passed over."""
    asked = parse(query) if isinstance(query, str) else query
    return best(asked, narrow(asked, hays, facts), hays, facts)


def best(query: Query, hits: Sequence[Hay], hays: Sequence[Hay], facts: Facts | None = None) -> list[int]:
    """The hits by rank. Where they are few, those among all with a slip in the name come after them; where there are
    none, those with the letters in order."""
    found = rank(query, hits)
    if len(found) >= LITTLE:
        return found
    return list(dict.fromkeys([*found, *nearly(query, hays, facts, slips_only=bool(found))]))


def narrow(query: Query, hays: Sequence[Hay], facts: Facts | None = None) -> Sequence[Hay]:
    """Those who hold every word and meet every condition, in the order given."""
    for word in sorted(query.words, key=len, reverse=True):
        hays = [hay for hay in hays if word in hay[2] or word in hay[3]]
    return _allowed(query, hays, facts)


def _allowed(query: Query, hays: Sequence[Hay], facts: Facts | None) -> Sequence[Hay]:
    for word in query.without:
        hays = [hay for hay in hays if word not in hay[2] and word not in hay[3]]
    for condition in query.conditions if facts is not None else ():
        assert facts is not None
        fits = _test(condition, facts)
        if condition.field in (Field.COMPANY, Field.TAG):
            hays = [hay for hay in hays if (condition.value in hay[2] and fits(hay[0])) is not condition.without]
        else:
            hays = [hay for hay in hays if fits(hay[0]) is not condition.without]
    return hays


def _test(condition: Condition, facts: Facts) -> Callable[[int], bool]:
    value = condition.value
    if condition.field is Field.COMPANY:
        return lambda id: value in folded(facts.company(id))
    if condition.field is Field.TAG:
        start = f" {value}"
        return lambda id: any(start in f" {folded(tag)}" for tag in facts.tags(id))
    if condition.field is Field.STAGE:
        wanted = queries.stages(value)
        return lambda id: facts.stage(id) in wanted
    if condition.field is Field.DUE:
        today = facts.today
        return lambda id: queries.fits_due(value, facts.due(id), today)
    return lambda id: queries.fits_met(value, facts.met(id))


def rank(query: Query, hits: Iterable[Hay]) -> list[int]:
    """The ids: names that begin with the whole query, names with words that begin so, words that begin so elsewhere,
    then what only holds the words, then those whose letters or talks do; equals as they were given."""
    words = query.words
    if not words:
        return [hit[0] for hit in hits]
    ranks: tuple[list[int], ...] = ([], [], [], [], [])
    begins, held, named, carded, told = (ids.append for ids in ranks)
    whole = f" {' '.join(words)}"
    if len(words) == 1:
        word = words[0]
        for id, name, card, _ in hits:
            if whole in name:
                begins(id) if name.startswith(whole) else held(id)
            elif whole in card:
                named(id)
            elif word in card:
                carded(id)
            else:
                told(id)
    else:
        for hit in hits:
            ranks[0 if hit[1].startswith(whole) else max(_rank(word, hit) for word in words)].append(hit[0])
    return [id for ids in ranks for id in ids]


def _rank(word: str, hit: Hay) -> int:
    start = f" {word}"
    return 1 if start in hit[1] else 2 if start in hit[2] else 3 if word in hit[2] else 4


def nearly(query: Query, hays: Sequence[Hay], facts: Facts | None = None, *, slips_only: bool = False) -> list[int]:
    """Those whose names are nearly so: with one slip of the finger; if nobody is, with the letters in order.

    Where several words were typed, each is held as it stands or nearly. Nobody where no word may be meant nearly.
    """
    ways = ((LEAST_TYPO, _slipped),) if slips_only else ((LEAST_TYPO, _slipped), (LEAST_LETTERS, _spelled))
    for least, about in ways:
        if not any(may_slip(word, least) for word in query.words):
            continue
        hits = hays
        for word in query.words:
            near = {hay[0] for hay in about(word, hits)} if may_slip(word, least) else frozenset[int]()
            # Who holds the only word is found already.
            lone = len(query.words) == 1
            hits = [hay for hay in hits if hay[0] in near or (not lone and (word in hay[2] or word in hay[3]))]
        if found := [hit[0] for hit in _allowed(query, hits, facts)]:
            return found
    return []


def _slipped(word: str, hays: Sequence[Hay]) -> list[Hay]:
    """Those whose name has a word that begins with the word but for one slip."""
    # One slip leaves one of the halves as it is, unless it swapped the two letters between them.
    half = len(word) // 2
    head, tail = f" {word[:half]}", word[half:]
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    names = [hay for hay in hays if head in hay[1] or tail in hay[1] or swapped in hay[1]]
    return [hay for hay in names if any(one_slip(word, other) for other in hay[1].split())]


def _spelled(word: str, hays: Sequence[Hay]) -> list[Hay]:
    """Those whose name has a word that begins with the first letter, and the others after it."""
    start, last = f" {word[0]}", word[-1]
    return [hay for hay in hays if start in hay[1] and last in hay[1] and in_order(word, hay[1])]
