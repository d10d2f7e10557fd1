"""What is asked at a terminal, one key and Enter each: whether a letter went out, and what an answer says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from informal.cli.output import print_text, say, understood
from informal.errors import InformalError
from informal.model.kinds import Outcome, State
from informal.model.values import Message
from informal.text import clean, counted, one_line

if TYPE_CHECKING:
    from informal.workspace import Workspace

_SAYS = {"y": Outcome.YES, "n": Outcome.NO}


def ask_about_handed(workspace: Workspace) -> None:
    """What was handed over and may have gone out comes first."""
    if workspace.outbox.on_its_way():
        workspace.posting.settle()
    for message in workspace.outbox.handed():
        found = message.contact is not None and workspace.core.store.get("contacts", message.contact)
        if found and message.contact is not None:
            name = one_line(workspace.core.contact(message.contact).name)
            silent = message.state is State.UNKNOWN
            said = f"Nobody knows whether a letter to {name} went out; your sent mail may tell." if silent else ""
            say(said or f"A letter to {name} was handed over.")
            did_it_go_out(workspace, message.id, name)


def did_it_go_out(workspace: Workspace, message: int, name: str) -> bool | None:
    """Ask, and keep the answer. None where there was none: it will be asked again."""
    answer = asked("Did it go out? [y]es  [n]ot yet: ", "yn")
    if answer == "y":
        workspace.outbox.went_out(message)
        say(f"Kept: you wrote to {name}. {counted(workspace.day.counts().total_asks, 'ask')} in all.")
        return True
    if answer == "n":
        workspace.outbox.not_yet(message)
        say("It is a draft again. No hurry.")
        return False
    say("No hurry. I will ask next time.")
    return None


def read_out(name: str, answer: Message) -> None:
    """An answer that came in the mail, as they wrote it."""
    print_text(f"{name} wrote:\n\n{clean(answer.body).strip() or '(no words)'}\n")


def what_they_say(workspace: Workspace, contact: int) -> bool:
    """Ask what an answer says, and keep it; whether a letter back is wanted now."""
    while True:
        key = asked("What do they say? [y]es  [n]o  [l]ater  [s]omething else: ", "ynls")
        if key in ("", "s"):
            return key == "s"
        try:
            until = understood(_typed("When shall they come up again? "), workspace.core.today) if key == "l" else None
            outcome = _SAYS.get(key, Outcome.LATER)
            workspace.answers.replied(contact, outcome, until=until.day if until else None)
        except InformalError as error:
            say(one_line(str(error)))
            continue
        if until is not None:
            say(f"Until {until.said}.")
        return True


def asked(question: str, keys: str) -> str:
    """The first letter of what is typed, if it is one of the keys; "" for an empty line or the end of input."""
    while True:
        typed = _typed(question)
        key = typed[:1].casefold()
        if not key or key in keys:
            return key
        say(f"Please type one of {', '.join(keys)}, or only Enter.")


def _typed(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()
