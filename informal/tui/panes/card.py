"""What there is to know about a person before one writes: who they are, what went to and fro, what comes next."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from textual.content import Content

from informal.keys.keymap import Keymap
from informal.model.kinds import Channel, Kind, Outcome, Stage, State
from informal.model.values import Contact, Message
from informal.practice.away import away_until
from informal.practice.calendar import say_day, short_day
from informal.text import clean, one_line
from informal.workspace import Workspace

# As much of a letter as tells which one it was.
_BEGINNING = 60
_READ = 400
_SENT = {
    Kind.ASK: "you asked",
    Kind.INTRODUCTION_REQUEST: "you asked for an introduction",
    Kind.FOLLOW_UP: "your one short note",
    Kind.ANSWER: "you answered",
    Kind.THANK_YOU: "you thanked them",
    Kind.UPDATE: "you told them news",
}
_RECEIVED = {
    Outcome.YES: "they said yes",
    Outcome.LATER: "they said later",
    Outcome.NO: "they said no",
    Outcome.ACCEPTED: "they accepted your invitation",
    Outcome.WRONG_PERSON: "they are not the right person",
    Outcome.AWAY: "they are away",
    Outcome.BOUNCED: "the address does not work",
}


def what_it_was(message: Message) -> str:
    """A letter in either direction, in two or three words."""
    if message.state is State.RECEIVED:
        if message.outcome is Outcome.AWAY and message.on is not None:
            until = away_until(f"{message.subject}\n{message.body}", message.on)
            return f"{_RECEIVED[Outcome.AWAY]}{f' until {short_day(until, message.on)}' if until else ''}"
        return _RECEIVED[message.outcome] if message.outcome else "they answered"
    return _SENT.get(message.kind, "you wrote")


def _line(workspace: Workspace, message: Message) -> Content:
    day = say_day(message.on, workspace.core.today) if message.on else ""
    what = what_it_was(message)
    text = textwrap.shorten(one_line(message.body), _BEGINNING, placeholder=" ...")
    return Content.assemble((f"{day:<10} ", "$muted"), what, (f"  {text}" if text else "", "$muted"))


def summary(workspace: Workspace, contact: int, *, lines: int) -> Content:
    """The newest things said to and fro, newest last, one line each."""
    messages = _exchanged(workspace, contact)
    return Content("\n").join(_line(workspace, message) for message in messages[-lines:])


def facts(person: Contact) -> list[Content]:
    """What they do, what ties you, and the beginning of the notes: a line each."""
    lines = [Content(text) for text in (one_line(person.work), one_line(person.tie)) if text]
    return [*lines, Content.styled(one_line(person.notes), "$muted")] if person.notes else lines


def words_of(workspace: Workspace, answer: Message) -> Content:
    """An answer, to read as far as there is room; above it what it answers."""
    assert answer.contact is not None
    before = [m for m in _exchanged(workspace, answer.contact) if m.id != answer.id]
    words = clean(answer.body).strip()
    shown = words[:_READ].rsplit(None, 1)[0] if len(words) > _READ else words
    parts = [*(_line(workspace, message) for message in before[-2:]), _line(workspace, replace(answer, body=""))]
    parts += [Content(""), Content(shown or "They wrote no words.")]
    if shown != words:
        parts.append(Content.styled(f"... {workspace.keymap['person']} has all of it", "$muted"))
    return Content("\n").join(parts)


def _exchanged(workspace: Workspace, contact: int) -> list[Message]:
    return [m for m in workspace.core.messages_of(contact) if m.state in (State.SENT, State.RECEIVED)]


def card(workspace: Workspace, contact: int, keys: Keymap) -> Content:
    """A person on a card, for the time when there is nothing to write."""
    person = workspace.core.contact(contact)
    parts = [*facts(person), Content("")]
    letters = summary(workspace, contact, lines=8)
    if letters.plain:
        parts += [letters, Content("")]
    told = "They asked not to be written to again." if person.dont_write else _next(workspace, contact, keys)
    parts.append(Content.styled(told, "$text-primary"))
    return Content("\n").join(parts)


def _next(workspace: Workspace, contact: int, keys: Keymap) -> str:
    standing = workspace.core.standing(contact)
    stage, reason = standing.stage, standing.reason
    if stage is Stage.ASKED:
        ours = [message for message in workspace.core.messages_of(contact) if message.state is State.SENT]
        said = bool(ours) and ours[-1].channel is Channel.IN_PERSON
        with_them = "You said it in person." if said else "Your letter is with them."
        return f"{with_them} {reason[:1].upper()}{reason[1:]}."
    if stage is Stage.RESTING:
        return f"This thread rests. {keys['write']} begins a new letter, if you like."
    return f"{reason[:1].upper()}{reason[1:]}."
