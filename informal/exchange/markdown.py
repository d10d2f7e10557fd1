"""Everything about the people as one Markdown text that anybody can read when this program is long gone.

A person's text is never markup here: what is on one line is escaped, links stand in code spans, and what has lines
stands in a fence longer than any inside it (CommonMark 0.31, "Fenced code blocks").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from informal.model.kinds import State
from informal.model.values import Contact, Message, Talk
from informal.text import clean, one_line

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&!$^=@{}]|:(?=/)|(?<=www)\.", re.IGNORECASE)
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, with everything that belongs to them. stage: where one stands, in words; introducer: a name or ""."""

    contact: Contact
    messages: Sequence[Message]
    talks: Sequence[Talk]
    stage: str = ""
    introducer: str = ""


def dump(people: Iterable[Person], ticks: Sequence[Message], today: date) -> bytes:
    """People, letters, notes and talks. ticks: what was asked or written with nobody named any more."""
    lines = ["# My people", "", f"Written by informal on {today.isoformat()}."]
    for person in people:
        lines += ["", *_person(person)]
    if ticks:
        lines += ["", "## With nobody named", ""]
        lines += [f"- {_day(one.on, one.at)}: {_words(one.kind)}{_texted(one)}" for one in ticks]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def inline(text: str) -> str:
    """A text on one line that is no markup, in CommonMark and with the usual extensions."""
    return _MARKUP.sub(lambda found: "\\" + found[0], one_line(text))


def code(text: str) -> str:
    """A text on one line as it is, between as many backticks as it takes."""
    text = one_line(text)
    if not text:
        return ""
    ticks = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def fence(text: str) -> list[str]:
    """A text with its lines as they are."""
    ticks = "`" * max(3, max(map(len, _TICKS.findall(text)), default=0) + 1)
    return [f"{ticks}text", *clean(text).rstrip("\n").split("\n"), ticks]


def _person(person: Person) -> Iterator[str]:
    one = person.contact
    yield f"## {inline(one.name) or 'No name'}"
    facts = [
        ("Where we stand", inline(person.stage)),
        ("Role", inline(one.role)),
        ("Company", inline(one.company)),
        ("E-mail", ", ".join(map(code, one.emails))),
        ("LinkedIn", code(one.linkedin)),
        ("Phone", inline(one.phone)),
        ("Greeting", inline(one.greeting)),
        ("How I know them", inline(one.tie)),
        ("How well", _words(one.warmth) if one.warmth else ""),
        ("Introduced by", inline(person.introducer)),
        ("Tags", ", ".join(map(inline, one.tags))),
        ("Time zone", inline(one.timezone)),
        ("Connected on", one.connected_on.isoformat() if one.connected_on else ""),
        ("They asked me", one.asked_me.isoformat() if one.asked_me else ""),
        ("Please don't write again", "yes" if one.dont_write else ""),
    ]
    known = [f"- {name}: {value}" for name, value in facts if value]
    yield from ["", *known] if known else []
    yield from _text("### Notes", one.notes)
    if person.messages:
        yield from ["", "### Letters"]
        for message in person.messages:
            yield from ["", *_letter(message)]
    if person.talks:
        yield from ["", "### Talks"]
        for talk in person.talks:
            yield from ["", *_talk(talk)]


def _letter(message: Message) -> Iterator[str]:
    told = [_day(message.on, message.at), _words(message.state), _words(message.kind)]
    if message.state is State.RECEIVED:
        told = [told[0], "from them", _words(message.outcome) if message.outcome else ""]
    told.append(f"by {_words(message.channel)}" if message.channel else "")
    yield f"#### {', '.join(one for one in told if one)}"
    if message.subject:
        yield from ["", f"Subject: {inline(message.subject)}"]
    yield from _text("", message.body)


def _talk(talk: Talk) -> Iterator[str]:
    yield f"#### {talk.on.isoformat()}, {talk.minutes} minutes, {_words(talk.outcome)}"
    step = talk.next_step
    facts = [
        ("Begins", f"{talk.starts_at.isoformat()}{f' ({inline(talk.timezone)})' if talk.timezone else ''}"),
        ("Where", inline(talk.place)),
        ("Next step", inline(step.what) if step else ""),
        ("By", step.by.isoformat() if step and step.by else ""),
        ("Done on", step.done_on.isoformat() if step and step.done_on else ""),
    ]
    yield from ["", *(f"- {name}: {value}" for name, value in facts if value)]
    yield from _text("Questions", "\n".join(talk.questions))
    yield from _text("One thing they said", talk.said)
    yield from _text("What I learned", talk.learned)
    yield from _text("Notes", talk.notes)


def _text(title: str, text: str) -> list[str]:
    if not text.strip():
        return []
    return [*(["", title if title.startswith("#") else f"{title}:"] if title else []), "", *fence(text)]


def _texted(message: Message) -> str:
    words = one_line(f"{message.subject} {message.body}")
    return f": {inline(words)}" if words else ""


def _day(day: date | None, at: datetime | None) -> str:
    return day.isoformat() if day else at.date().isoformat() if at else "no day"


def _words(value: str) -> str:
    return value.replace("_", " ")
