"""next: the whole practice as plain text, for screen readers, ssh, and one minute between two meetings."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from informal.cli import values
from informal.cli.asking import ask_about_handed, asked, did_it_go_out, read_out, what_they_say
from informal.cli.letters import print_letter, say_about
from informal.cli.output import (
    Line,
    is_terminal,
    opened,
    pass_line,
    print_json,
    print_text,
    say,
    screen_cells,
    verb,
)
from informal.cli.talks import print_questions
from informal.cli.who import who_word
from informal.errors import InformalError, Refused
from informal.model.kinds import Channel
from informal.model.values import Contact, Message
from informal.text import clean, one_line

if TYPE_CHECKING:
    from informal.practice.today import Offer
    from informal.workspace import Workspace
    from informal.workspace.letters import Letter

_SUBJECT = "Subject:"
# Longer lines are hard to read.
_LINE = 80
_NOBODY = 'Nobody is next. That may be all for today, or time for a new name: informal add "Ada Example"'


@verb("next")
@pass_line
def next_(line: Line) -> None:
    """The next letter as plain text. At a terminal: edit it in $EDITOR, copy it, and say whether it went out."""
    talking = not line.json and is_terminal(sys.stdin) and is_terminal(sys.stdout)
    with opened(line, "next", read_only=not talking) as workspace:
        for problem in workspace.core.content.problems:
            say(problem)
        if talking:
            ask_about_handed(workspace)
        offer = _offer(workspace)
        if offer is None:
            if line.json:
                print_json(None)
            else:
                say(_NOBODY)
                if kept := workspace.day.kept_back():
                    say(kept)
            return
        person = workspace.core.contact(offer.contact)
        answer = workspace.answers.untold(person.id)
        is_letter = answer is None and not _is_talk(workspace, offer)
        letter = workspace.letters.open(offer.contact, offer.kind) if is_letter else None
        if line.json:
            told = values.draft(workspace, letter) if letter else None
            came = values.message(answer) if answer else None
            about = {"contact": values.contact(workspace, person), "reason": offer.reason}
            print_json({**about, "answer": came, "draft": told})
            return
        if plan := one_line(workspace.settings.if_then):
            say(f"{plan}\n")
        print_text(f"{one_line(person.name)}: {offer.reason}\n")
        if answer is not None:
            if not _is_told(workspace, person, answer, talking=talking):
                return
            letter = workspace.letters.open(person.id)
        if letter is None:
            _print_talk(workspace, offer.contact)
        else:
            print_letter(letter, reading_width())
            say_about(workspace, letter)
            if talking:
                _Talk(workspace, letter).run()


def _is_told(workspace: Workspace, person: Contact, answer: Message, *, talking: bool) -> bool:
    """Read an answer out that came in the mail, and ask what it says; whether the letter back comes next."""
    read_out(one_line(person.name), answer)
    if not talking:
        say(f"What do they say? informal replied {who_word(person)} --yes, --no or --later WHEN")
        return False
    told = what_they_say(workspace, person.id)
    if not told:
        say("All right. It keeps.")
    return told


def reading_width() -> int:
    """Where lines of a letter break on this screen; 0 in a pipe, where they stay whole."""
    return min(screen_cells(), _LINE)


def _offer(workspace: Workspace) -> Offer | None:
    """The first line of Today that has a letter, else the first."""
    offers = workspace.day.offers()
    return next((offer for offer in offers if not _is_talk(workspace, offer)), offers[0] if offers else None)


def _is_talk(workspace: Workspace, offer: Offer) -> bool:
    return offer.kind is None and not workspace.core.standing(offer.contact).handed


def _print_talk(workspace: Workspace, contact: int) -> None:
    """When and where, and what to ask."""
    talk = workspace.talks.planned(contact)
    if talk is None:
        return
    print_text(" · ".join(part for part in (workspace.talks.told(talk), one_line(talk.place)) if part))
    print_questions(workspace, talk)


class _Talk:
    """The questions about one letter."""

    def __init__(self, workspace: Workspace, letter: Letter) -> None:
        self._workspace = workspace
        self._letter = letter
        self._warned: tuple[str, ...] = ()

    def run(self) -> None:
        """Ask until the letter is on its way, or left for another time."""
        while True:
            key = asked("\n[e]dit  [c]opy  [n]ot now: ", "ecn")
            try:
                if key == "e":
                    self._edit()
                elif key == "c":
                    if self._copy():
                        return
                else:
                    say("All right. It keeps.")
                    return
            except InformalError as error:
                say(one_line(str(error)))

    def _edit(self) -> None:
        from informal.system import editor

        letter = self._letter
        before = f"{_SUBJECT} {one_line(letter.subject)}\n\n{letter.body}\n"
        edited = editor.edit(before)
        subject, body = parse_letter(edited.text, letter.subject)
        if edited.status:
            aside = ""
            if (subject, body) != (letter.subject, letter.body.strip()):
                self._letter = self._workspace.letters.set_aside(letter, subject, body)
                aside = " What you typed is kept among its versions."
            say(f"The editor stopped with status {edited.status}. The letter is as it was.{aside}")
            return
        if not body:
            say("Nothing was left in the text, so the letter is as it was.")
            return
        new = replace(letter, subject=subject, body=body)
        name = one_line(letter.contact.name)
        self._letter = self._workspace.letters.keep(new, version=True, step=f"write to {name}")
        print_letter(self._letter, reading_width())
        say_about(self._workspace, self._letter)

    def _copy(self) -> bool:
        """Hand the letter over; whether the person is done with it for now."""
        from informal.system import clipboard
        from informal.system.clipboard import Copied

        workspace, letter = self._workspace, self._letter
        if not letter.body.strip():
            raise Refused("The letter is empty", "", "Type e to write it.")
        places = workspace.letters.open_slots(letter)
        if places != self._warned:
            self._warned = places
            still_open = ", ".join(map(one_line, dict.fromkeys(places)))
            say(f"Still open: {still_open}. Type e to fill it in, or c again to copy it so.")
            return False
        if remark := workspace.outbox.before_sending(letter.contact.id):
            say(remark)
        # Written down before anything happens: a terminal may close at any moment.
        self._letter = letter = workspace.outbox.hand(letter, letter.channel or _channel(letter.contact))
        assert letter.id is not None
        match clipboard.copy(letter.body):
            case Copied.YES:
                say("Copied. Paste it where they will see it.")
            case Copied.ASKED_TERMINAL:
                say("I asked your terminal to copy it; some don't. If pasting gives something else, select it above.")
            case Copied.NO:
                say("I can't reach a clipboard here. This is the text, to select by hand:\n")
                print_letter(letter)
        _say_where(letter)
        gone = did_it_go_out(workspace, letter.id, one_line(letter.contact.name))
        if gone is False:
            self._letter = workspace.letters.open(letter.contact.id, letter.kind)
        return gone is not False


def _channel(person: Contact) -> Channel:
    """How a letter most likely travels, where nobody said."""
    if person.emails:
        return Channel.EMAIL
    return Channel.LINKEDIN if person.linkedin else Channel.MESSAGE


def _say_where(letter: Letter) -> None:
    person = letter.contact
    if letter.subject and letter.channel is Channel.EMAIL:
        say(f"Subject: {one_line(letter.subject)}")
    if person.emails:
        say(f"Their address: {one_line(person.emails[0])}")
    if person.linkedin:
        say(f"Their profile: {one_line(person.linkedin)}")


def parse_letter(text: str, subject: str) -> tuple[str, str]:
    """Subject and body of "Subject: ...", an empty line, and the body. Without a first line like that the subject
    stays as given."""
    text = clean(text).lstrip("\n")
    first, _, rest = text.partition("\n")
    if first.casefold().startswith(_SUBJECT.casefold()):
        return one_line(first[len(_SUBJECT) :]), rest.strip()
    return subject, text.strip()
