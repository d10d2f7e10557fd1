"""draft and sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from informal.cli import values
from informal.cli.output import (
    Line,
    moment_of,
    opened,
    pass_line,
    print_json,
    print_text,
    say,
    text_or_stdin,
    verb,
)
from informal.cli.who import who_argument
from informal.errors import Refused
from informal.model.kinds import Channel, Kind, State
from informal.text import clean, counted, one_line, width

if TYPE_CHECKING:
    from informal.workspace import Workspace
    from informal.workspace.letters import Letter

KINDS = click.Choice([kind.value for kind in Kind])
CHANNELS = click.Choice([channel.value for channel in Channel])


@verb("draft")
@who_argument
@click.option("--kind", type=KINDS, help="What the letter is for. By default what comes next with them.")
@click.option("--opening", metavar="NAME", help="Begin from this opening (named by its file).")
@click.option("--channel", type=CHANNELS, help="How it will travel.")
@click.option("--subject", metavar="TEXT")
@click.option("--body", metavar="TEXT", help='The text; "-" reads it from standard input.')
@click.option(
    "--replace", "replacing", is_flag=True, help="A text that was typed may go (it stays among the versions)."
)
@click.option("--as-opening", metavar="TITLE", help="Keep the letter as an opening of your own.")
@pass_line
def draft(
    line: Line,
    who: str,
    kind: str | None,
    opening: str | None,
    channel: str | None,
    subject: str | None,
    body: str | None,
    replacing: bool,
    as_opening: str | None,
) -> None:
    """The letter to a person. Without options: the stored draft, or a proposal that is not stored."""
    body = text_or_stdin(body)
    writing = any(option is not None for option in (kind, opening, channel, subject, body))
    with opened(line, "draft", read_only=not writing) as workspace:
        for problem in workspace.core.content.problems:
            say(problem)
        person = workspace.people.resolve(who, loosely=not writing)
        if opening and kind is None:
            kind = workspace.letters.opening(opening).kind
        letter = workspace.letters.open(person.id, Kind(kind) if kind else None)
        if writing:
            letter = _rewritten(workspace, letter, opening, channel, subject, body, replacing=replacing)
        if as_opening is not None:
            from informal.workspace import own_openings

            path = own_openings.keep(workspace.core, workspace.letters, letter, as_opening)
            say(f"Kept as an opening: {path}")
        if line.json:
            print_json(values.draft(workspace, letter))
        else:
            print_letter(letter)
            say_about(workspace, letter)


def _rewritten(
    workspace: Workspace,
    letter: Letter,
    opening: str | None,
    channel: str | None,
    subject: str | None,
    body: str | None,
    *,
    replacing: bool,
) -> Letter:
    """The letter as the options want it, stored. Raises Refused where that would replace what was typed."""
    new = letter
    if opening:
        new = workspace.letters.switch(letter, opening)
        if letter.id is None or _untouched(workspace, letter):
            new = replace(workspace.letters.propose(letter.contact.id, letter.kind, opening), id=letter.id)
    if channel:
        new = replace(new, channel=Channel(channel))
    if subject is not None:
        new = replace(new, subject=one_line(subject))
    if body is not None:
        new = replace(new, body=clean(body).strip())
    if not replacing and letter.id is not None and new.text != letter.text:
        _spare_typed(workspace, letter, new)
    return workspace.letters.keep(new, version=True, step=f"write to {letter.contact.name}")


def _spare_typed(workspace: Workspace, old: Letter, new: Letter) -> None:
    subject, body = _proposed(workspace, old)
    typed_subject = old.subject not in ("", subject) and new.subject != old.subject
    typed_body = ((old.body.strip() and old.body != body) or old.state is not State.DRAFT) and new.body != old.body
    if typed_subject or typed_body:
        raise Refused(
            f"There is a letter to {one_line(old.contact.name)} that you typed",
            "Nothing was changed.",
            "--replace puts the new text in its place and keeps the old one among the letter's versions.",
        )


def _untouched(workspace: Workspace, letter: Letter) -> bool:
    return letter.state is State.DRAFT and (not letter.body.strip() or letter.text == _proposed(workspace, letter))


def _proposed(workspace: Workspace, letter: Letter) -> tuple[str, str]:
    """Subject and body as a letter's opening gave them."""
    if letter.opening is None:
        return "", ""
    return workspace.letters.propose(letter.contact.id, letter.kind, letter.opening.name).text


def print_letter(letter: Letter, cells: int = 0) -> None:
    """The letter on stdout, as it would be pasted; or, to be read, broken between words at a number of cells."""
    if letter.subject:
        print_text(f"Subject: {one_line(letter.subject)}\n")
    print_text(_broken(letter.body, cells) if cells else letter.body)


def _broken(text: str, cells: int) -> str:
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split(" "):
            if line and width(f"{line} {word}") > cells:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)


def say_about(workspace: Workspace, letter: Letter) -> None:
    """What is still open in a letter, else one remark at most; on stderr."""
    places = workspace.letters.open_slots(letter)
    if places:
        say(f"\nStill open: {', '.join(map(one_line, dict.fromkeys(places)))}.")
    elif nudges := workspace.letters.listen(letter):
        first = nudges[0]
        words = f"{one_line(first.words)!r}: " if first.words.strip() else ""
        say(f"\nGood enough to send. One thing: {words}{first.why}")
    elif letter.body.strip():
        say("\nGood enough to send.")


@verb("sent")
@who_argument
@click.option("--kind", type=KINDS, help="By default what comes next with them.")
@click.option("--channel", type=CHANNELS, help="How it went.")
@click.option("--opening", metavar="NAME", help="The opening it began from.")
@click.option("--at", metavar="WHEN", help="When it went out; now, if not said.")
@pass_line
def sent(line: Line, who: str, kind: str | None, channel: str | None, opening: str | None, at: str | None) -> None:
    """Log a letter that went out: the draft, if there is one."""
    with opened(line, "sent") as workspace:
        person = workspace.people.resolve(who)
        moment = moment_of(at, workspace.core.clock.now()) if at else None
        message = workspace.outbox.sent(
            person.id,
            kind=Kind(kind) if kind else None,
            channel=Channel(channel) if channel else None,
            opening=opening or "",
            at=moment,
        )
        if line.json:
            print_json(values.message(message))
        else:
            what = message.kind.replace("_", " ")
            total = counted(workspace.day.counts().total_asks, "ask")
            print_text(f"Kept: {what} to {one_line(person.name)}. {total} in all.")
