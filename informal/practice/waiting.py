"""Which letters wait for an answer, and which answers wait for a word on what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from informal.model.kinds import Channel, Outcome, State
from informal.model.values import Contact, Message
from informal.practice.asks import is_reply
from informal.practice.received import OpenLetter
from informal.practice.record import moment

# Somebody who has not answered in half a year will write a new letter when they do.
_LONG = timedelta(days=180)
# Handed to another program, or to a server that fell silent: the person can say whether it went out, or an answer does.
IN_DOUBT = frozenset({State.HANDED, State.UNKNOWN})
OUT = IN_DOUBT | {State.SENT}


def open_letter(contact: Contact, messages: Sequence[Message], now: datetime) -> OpenLetter | None:
    """What to look for in a mailbox on behalf of one person's letters; None where nothing waits.

    messages: theirs, in any order. An automatic answer leaves a letter open; one that came back is not.
    """
    if contact.dont_write:
        return None
    ordered = sorted((m for m in messages if m.at is not None), key=moment)
    answered = max((at for at, message in enumerate(ordered) if is_reply(message)), default=-1)
    since = ordered[answered + 1 :]
    out = [m for m in since if m.state in OUT and m.channel is not Channel.IN_PERSON]
    if not out or moment(out[-1])[0] < now - _LONG:
        return None
    if any(m.outcome is Outcome.BOUNCED for m in since[since.index(out[-1]) :]):
        return None
    return OpenLetter(
        out[-1].id,
        contact.id,
        moment(out[0])[0],
        frozenset(m.message_id for m in out if m.message_id),
        frozenset(address.strip().casefold() for address in contact.emails if "@" in address),
    )


def shown_to_be_out(messages: Sequence[Message]) -> Message | None:
    """The letter in doubt that an answer of today is to, so that it did go out: the newest, where no letter that surely
    went out waits for an answer too.

    messages: one person's, in any order.
    """
    ordered = sorted((m for m in messages if m.at is not None), key=moment)
    answered = max((at for at, message in enumerate(ordered) if is_reply(message)), default=-1)
    out = [m for m in ordered[answered + 1 :] if m.state in OUT]
    return out[-1] if out and all(m.state in IN_DOUBT for m in out) else None


def untold(messages: Sequence[Message]) -> Message | None:
    """The answer that was found in the mail and of which nobody has said yet what it says, while it is the last word.

    messages: one person's, in any order. What was begun after it shows that it was read.
    """
    letters = sorted((m for m in messages if m.outcome not in (Outcome.AWAY, Outcome.BOUNCED)), key=moment)
    last = letters[-1] if letters else None
    if last is None or last.state is not State.RECEIVED or last.outcome is not None or not last.message_id:
        return None
    return last
