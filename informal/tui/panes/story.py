"""Everything there is about one person, as a page to read: who they are, what went to and fro, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from informal.model.kinds import State, TalkOutcome
from informal.model.values import Contact, Message, Talk
from informal.practice.calendar import say_day
from informal.practice.record import moment
from informal.text import clean, one_line
from informal.tui.panes.card import what_it_was
from informal.tui.widgets.drawn import Draw, hung
from informal.workspace import Workspace

_TALKS = {
    TalkOutcome.PLANNED: "you talk",
    TalkOutcome.HELD: "you talked",
    TalkOutcome.MOVED: "a talk, moved",
    TalkOutcome.OFF: "a talk that was off",
}
_COLUMN = 11
_INDENT = " " * _COLUMN


def about(workspace: Workspace, person: Contact) -> Draw:
    """The facts, one to a line; only what is known."""
    standing = workspace.core.standing(person.id)
    led = ", ".join(one_line(one.name) for one in workspace.people.introduced(person.id))
    known = (
        ("work", person.work),
        ("ties you", person.tie),
        ("e-mail", ", ".join(person.emails)),
        ("LinkedIn", person.linkedin),
        ("phone", person.phone),
        ("clock", person.timezone),
        ("tags", ", ".join(person.tags)),
        ("led by", workspace.core.introducer(person)),
        ("led you to", led),
        ("asked you", say_day(person.asked_me, workspace.core.today) if person.asked_me else ""),
        ("now", standing.reason),
    )
    lines = [(Content.styled(label, "$muted"), Content(one_line(text))) for label, text in known if text]
    return lambda width: Content("\n").join(hung(label, text, _COLUMN, width) for label, text in lines)


def timeline(workspace: Workspace, contact: int) -> Content:
    """Letters, answers and talks, the newest first, with their words."""
    core = workspace.core
    letters = [m for m in core.messages_of(contact) if m.state in (State.SENT, State.RECEIVED)]
    told: list[tuple[datetime, Content]] = [(moment(m)[0], _letter(workspace, m)) for m in letters]
    told += [(talk.starts_at, _talk(workspace, talk)) for talk in core.talks_of(contact)]
    return Content("\n\n").join(entry for _, entry in sorted(told, key=lambda one: one[0], reverse=True))


def _letter(workspace: Workspace, message: Message) -> Content:
    day = say_day(message.on, workspace.core.today) if message.on else ""
    head = Content.assemble((f"{day:<10} ", "$muted"), (what_it_was(message), "bold"))
    return Content("\n").join([head, *_words(message.body)])


def _talk(workspace: Workspace, talk: Talk) -> Content:
    day = say_day(talk.on, workspace.core.today)
    lines = [Content.assemble((f"{day:<10} ", "$muted"), (_TALKS[talk.outcome], "bold"))]
    step = talk.next_step
    for label, text in (
        ("they said", talk.said),
        ("you learned", talk.learned),
        ("you will" if step and not step.done_on else "you did", step.what if step else ""),
    ):
        if text:
            lines.append(Content.assemble(_INDENT, (f"{label}: ", "$muted"), one_line(text)))
    return Content("\n").join([*lines, *_words(talk.notes)])


def _words(text: str) -> Iterator[Content]:
    for line in clean(text).strip().splitlines():
        yield Content.styled(line, "$muted")
