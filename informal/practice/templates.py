"""A letter as an opening: what it says of one person becomes a place again, so that it can be begun to others."""

from __future__ import annotations

import re
from dataclasses import replace

from informal.model.words import Opening
from informal.practice import openings
from informal.practice.facts import Facts
from informal.practice.openings import Slot

# What must be known of a person for a fact to stand in a letter to them. Everybody has a greeting.
_NEEDS = {"company": "company", "role": "role", "tie": "tie", "introducer": "introduced_by"}


def template_of(opening: Opening, facts: Facts, name: str, subject: str, body: str) -> Opening:
    """The opening that would have made this letter.

    opening: from which it was begun, as it stands in its file. name: of the person, who is greeted by another one in
    the letters to come. Where only places were typed over, the words around them are the opening's own; words typed
    into a place that may stay as it is become what stands there. Elsewhere each fact of the person's makes a place.
    """
    of_subject, of_body = (
        _part(opening, template, facts, name, text)
        for template, text in ((opening.subject, subject), (opening.body, body))
    )
    used = {need for fact, need in _NEEDS.items() if f"{{{fact}}}" in of_subject + of_body}
    held = [need for need in opening.needs if need != "by name"]
    more = [need for need in sorted(used) if not any(other.split()[0] == need for other in held)]
    return replace(opening, subject=of_subject, body=of_body, needs=(*held, *more))


def _part(opening: Opening, template: str, facts: Facts, name: str, text: str) -> str:
    typed = openings.typed_into(template, facts, text)
    if typed is not None:
        open_ones = {slot.name for slot in openings.fill(opening, facts).slots if slot.open}
        words = {slot: said for slot, said in typed.items() if slot != "me" and slot not in open_ones}
        return openings.with_words(replace(opening, subject="", body=template), words).body
    parts, at = [], 0
    for start, end, slot in openings.untouched(template, facts, text):
        parts += [_unsaid(text[at:start], facts, name), _place(slot)]
        at = end
    return "".join([*parts, _unsaid(text[at:], facts, name)])


def _place(slot: Slot) -> str:
    if slot.name == "me" or openings.MISSING.get(slot.name) == slot.hint:
        return f"{{{slot.name}}}"
    return f"{{{slot.name} {'?' if slot.open else '='} {slot.hint}}}"


def _unsaid(text: str, facts: Facts, name: str) -> str:
    """A text with places where it says a fact. What looks like a place in it was typed, and is none."""
    said = {getattr(facts, fact): fact for fact in _NEEDS} | {
        facts.me: "me",
        facts.signature: "me",
        name: "greeting",
        facts.greeting: "greeting",
    }
    plain = text.replace("{", "(").replace("}", ")")
    words = sorted(filter(None, said), key=len, reverse=True)
    either = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    return either.sub(lambda found: f"{{{said[found[0]]}}}", plain) if words else plain
