"""Openings: letters that have words already, with places to type over.

A place that still holds the opening's own words is a slot. Nothing of it is stored: where slots stand in a text that
was edited since is found again from the words around them, so it works for an editor's text as well as for our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from informal.model.words import Opening
from informal.practice.facts import Facts
from informal.text import one_line

# What is asked for where a fact that a letter says is not known.
MISSING: Mapping[str, str] = {
    "company": "where they work",
    "role": "what they do",
    "tie": "what ties you",
    "introducer": "who introduced you",
    "curious_about": "what you are curious about",
    "profile": "the link to your profile",
}
_PLACE = re.compile(r"\{\s*(\w+)\s*(?:([=?])\s*([^{}]*?)\s*)?\}")
# What a sentence ends in.
_STOPS = frozenset(".!?…")
# As much of the text around a slot as tells it from the same words elsewhere.
_CONTEXT = 12


class Slot(NamedTuple):
    """A place in a letter. text: what stands there until it is typed over. open: it wants words of one's own."""

    name: str
    text: str
    hint: str
    open: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """An opening with its facts in it."""

    subject: str
    body: str
    slots: tuple[Slot, ...]


_Piece = str | Slot


def _pieces(template: str, facts: Facts, values: Mapping[str, str]) -> list[_Piece]:
    """The template as literal text and slots, in order. Literals and slots alternate; facts are literals, and one that
    is not known is an open slot.

    What stands in facts and values is never looked at for places: a person may be called "{me}".
    """
    pieces: list[_Piece] = [""]
    at = 0
    for place in _PLACE.finditer(template):
        literal = _after(pieces[-1], template[at : place.start()])
        at = place.end()
        name, sort, words = place[1], place[2], place[3] or ""
        assert isinstance(pieces[-1], str)
        pieces[-1] += literal
        if name == "me" or sort:
            below = not template[at:].strip() and template[: place.start()].endswith("\n")
            me = (below and facts.signature) or facts.me
            pieces += [_slot(name, sort, words, me, values), ""]
        elif name in MISSING and not getattr(facts, name):
            pieces += [_slot(name, "?", MISSING[name], "", values), ""]
        else:
            pieces[-1] += getattr(facts, name, place[0])
    assert isinstance(pieces[-1], str)
    pieces[-1] += _after(pieces[-1], template[at:])
    for number in range(1, len(pieces), 2):
        _one_stop(pieces, number)
    return pieces


def _as_begun(facts: Facts, *texts: str) -> Facts:
    """The facts a text was begun with: one that became known since still stands in it as an open place."""
    unknown = {name: "" for name, hint in MISSING.items() if any(f"[{hint}]" in text for text in texts)}
    return replace(facts, **unknown) if unknown else facts


def _after(fact: _Piece, literal: str) -> str:
    """What an opening says after a fact that may end in a stop of its own, such as "Example Inc."."""
    return literal[1:] if str(fact).endswith(".") and _stop_of(literal) == "." else literal


def _one_stop(pieces: list[_Piece], number: int) -> None:
    """Words in a place may bring a stop along where the opening has one: "the bakery.?" or "how you bake?."."""
    slot, literal = pieces[number], pieces[number + 1]
    assert isinstance(slot, Slot)
    assert isinstance(literal, str)
    own, stop = slot.text[-1:], _stop_of(literal)
    if not stop or own not in _STOPS:
        return
    if own in (".", stop) and not slot.text.endswith(".."):
        pieces[number] = slot._replace(text=slot.text[:-1])
    elif stop == ".":
        pieces[number + 1] = literal[1:]


def _stop_of(literal: str) -> str:
    """The stop that a literal begins with, if it is one and no dots that lead on."""
    return literal[0] if literal[:1] in _STOPS and literal[1:2] not in _STOPS else ""


def _slot(name: str, sort: str, words: str, me: str, values: Mapping[str, str]) -> Slot:
    if name == "me" and not sort:
        sort, words = ("=", me) if me else ("?", "your name")
    text = f"[{words}]" if sort == "?" else words
    return Slot(name, values.get(name) or text, words, sort == "?" and not values.get(name))


def _joined(pieces: Iterable[_Piece]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def fill(opening: Opening, facts: Facts, values: Mapping[str, str] | None = None) -> Filled:
    """The letter an opening makes. values: what was typed into slots of those names before, here or elsewhere."""
    given = values or {}
    subject, body = _pieces(opening.subject, facts, given), _pieces(opening.body, facts, given)
    slots = tuple(piece for piece in (*subject, *body) if isinstance(piece, Slot))
    return Filled(one_line(_joined(subject)), _joined(body), slots)


def with_words(opening: Opening, words: Mapping[str, str]) -> Opening:
    """The opening with words of the record in the places of those names: they may stay there, or be typed over."""

    def put(place: re.Match[str]) -> str:
        said = one_line(words.get(place[1], "")).replace("{", "(").replace("}", ")")
        return f"{{{place[1]} = {said}}}" if said and place[2] else place[0]

    return replace(opening, subject=_PLACE.sub(put, opening.subject), body=_PLACE.sub(put, opening.body))


def read_back(opening: Opening, facts: Facts, subject: str, body: str) -> dict[str, str] | None:
    """What was typed into an opening's slots, by their names; untouched ones are left out.

    None when the words around the slots were changed, so that nothing can be told for sure.
    """
    told = typed_into(opening.body, facts, body)
    return None if told is None else (typed_into(opening.subject, facts, subject) or {}) | told


def typed_into(template: str, facts: Facts, text: str) -> dict[str, str] | None:
    """The same of a subject or a body alone."""
    pieces = _pieces(template, _as_begun(facts, text), {})
    read = _match(pieces, text)
    if read is None:
        return None
    slots = [piece for piece in pieces if isinstance(piece, Slot)]
    return {slot.name: typed for slot, typed in zip(slots, read, strict=True) if typed != slot.text}


def _match(pieces: Sequence[_Piece], text: str) -> list[str] | None:
    """What stands between the literals of a template in a text; None when they don't stand there in order."""
    literals = [piece for piece in pieces if isinstance(piece, str)]
    first, *rest = literals
    if not rest:
        return [] if text == first else None
    if not text.startswith(first):
        return None
    read: list[str] = []
    at = len(first)
    for number, literal in enumerate(rest):
        stop, length = _place_of(literal, text, at, last=number == len(rest) - 1)
        if stop < at:
            return None
        read.append(text[at:stop])
        at = stop + length
    return read


def _place_of(literal: str, text: str, at: int, *, last: bool) -> tuple[int, int]:
    """Where a literal stands in a text from `at` on (-1: nowhere), and how long it is there: typed words may have
    brought the stop that it begins with."""
    for words in (literal, literal[1:]) if _stop_of(literal) else (literal,):
        if last:
            found = len(text) - len(words) if text.endswith(words) else -1
        else:
            found = text.find(words, at) if words else at
        if found >= at and (words is literal or text[found - 1 : found] in _STOPS):
            return found, len(words)
    return -1, 0


def open_slots(opening: Opening, facts: Facts, subject: str, body: str) -> tuple[str, ...]:
    """The hints of the places that still want words of one's own."""
    slots = fill(opening, _as_begun(facts, subject, body)).slots
    return tuple(slot.hint for slot in slots if slot.open and (slot.text in body or slot.text in subject))


def body_spans(opening: Opening, facts: Facts, body: str) -> list[tuple[int, int]]:
    """Where the untouched slots stand in a body, in order, as (start, end)."""
    return [(start, end) for start, end, _ in untouched(opening.body, facts, body)]


def untouched(template: str, facts: Facts, text: str) -> list[tuple[int, int, Slot]]:
    """The untouched slots of a subject or a body, in order, with where they stand in a text: start, end.

    Found by their words with what stands before and after; one side is enough when the other was changed.
    """
    pieces = _pieces(template, _as_begun(facts, text), {})
    found: list[tuple[int, int, Slot]] = []
    at = 0
    for number, slot in enumerate(pieces):
        if not isinstance(slot, Slot) or not slot.text:
            continue
        before, after = pieces[number - 1], pieces[number + 1]
        assert isinstance(before, str)
        assert isinstance(after, str)
        start = _find(text, slot.text, before[-_CONTEXT:], after[:_CONTEXT], at)
        if start >= 0:
            at = start + len(slot.text)
            found.append((start, at, slot))
    return found


def _find(body: str, words: str, before: str, after: str, at: int) -> int:
    for left, right in ((before, after), (before, ""), ("", after)):
        if (left or right) or not (before or after):
            found = body.find(left + words + right, max(0, at - len(left)))
            if found >= 0:
                return found + len(left)
    return -1


def switch(old: Opening | None, new: Opening, facts: Facts, subject: str, body: str) -> Filled:
    """Another opening for a letter: what was typed into the old one's slots goes into those of the same name."""
    typed = read_back(old, facts, subject, body) if old is not None else None
    return fill(new, facts, typed)
