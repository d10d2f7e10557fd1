"""talk and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from informal.cli import values
from informal.cli.output import (
    Line,
    opened,
    pass_line,
    print_json,
    print_text,
    say,
    understood,
    verb,
)
from informal.cli.who import who_argument, who_word
from informal.errors import Refused
from informal.model.kinds import TalkOutcome
from informal.practice.fitting import MOVED_TO, NOBODY_CAME, OFF
from informal.practice.when import instant_of
from informal.text import one_line

if TYPE_CHECKING:
    from informal.model.values import Contact, Talk
    from informal.workspace import Workspace

_LETTERS = {"moved": MOVED_TO, "off": OFF, "nobody_came": NOBODY_CAME}


@verb("talk")
@who_argument
@click.option("--at", metavar="WHEN", help='Book it: a day and a time of your own clock, "Tue 15:00".')
@click.option("--held", is_flag=True, help="It took place.")
@click.option("--moved", metavar="WHEN", help="It is at another time; a day alone keeps the time.")
@click.option("--off", is_flag=True, help="It won't take place.")
@click.option("--nobody-came", is_flag=True, help="You waited, and nobody came.")
@click.option("--minutes", type=int, metavar="NUMBER", help="How long, 20 if not said.")
@click.option("--place", metavar="TEXT", help="Where, or a number or link.")
@pass_line
def talk(
    line: Line,
    who: str,
    at: str | None,
    held: bool,
    moved: str | None,
    off: bool,
    nobody_came: bool,
    minutes: int | None,
    place: str | None,
) -> None:
    """Book a talk, or say what became of it. Without options: when it is, and what to ask."""
    given = {"at": at is not None, "held": held, "moved": moved is not None, "off": off, "nobody_came": nobody_came}
    wanted = [name for name, is_given in given.items() if is_given]
    if len(wanted) > 1:
        raise click.UsageError("A talk takes one of --at, --held, --moved, --off or --nobody-came.")
    what = wanted[0] if wanted else ""
    if (minutes is not None or place is not None) and what not in ("at", "moved"):
        raise click.UsageError("--minutes and --place go with --at or --moved.")
    with opened(line, "talk", read_only=not what) as workspace:
        person = workspace.people.resolve(who, loosely=not what)
        if at is not None:
            understood(at, workspace.core.today)
            when = instant_of(at, workspace.core.clock.now())
            found = workspace.talks.book(person.id, when, minutes=20 if minutes is None else minutes, place=place or "")
        else:
            found = _talk_with(workspace, person, what)
            if moved is not None:
                keeping = workspace.core.local(found.starts_at)
                understood(moved, workspace.core.today)
                when = instant_of(moved, workspace.core.clock.now(), keeping)
                found = workspace.talks.move(found.id, when, minutes=minutes, place=place)
            elif what:
                does = {"held": workspace.talks.held, "off": workspace.talks.off}
                found = does.get(what, workspace.talks.nobody_came)(found.id)
        if line.json:
            print_json(values.talk(found))
        else:
            _tell(workspace, person, found, what)


def _talk_with(workspace: Workspace, person: Contact, what: str) -> Talk:
    """The talk that is meant. Raises Refused where there is none."""
    talks = workspace.talks
    found = (talks.begun(person.id) if what in ("held", "nobody_came") else None) or talks.planned(person.id)
    if found is None and not what:
        found = talks.begun(person.id)
    if found is None:
        hint = "If you talked all the same: informal after WHO" if what == "held" else "Book one: --at WHEN"
        raise Refused(f"No talk with {one_line(person.name)} is booked", "", hint)
    return found


def _tell(workspace: Workspace, person: Contact, talk: Talk, what: str) -> None:
    name = one_line(person.name)
    when = workspace.talks.told(talk)
    if talk.outcome is TalkOutcome.PLANNED:
        place = f" · {one_line(talk.place)}" if talk.place else ""
        print_text(f"You talk with {name} on {when}, {talk.minutes} minutes{place}")
        if not what:
            print_questions(workspace, talk)
    elif talk.outcome is TalkOutcome.HELD:
        print_text(f"You talked with {name} on {when}.")
        say(f'One thing they said, while it is fresh: informal after {who_word(person)} --said "..."')
    elif what == "nobody_came":
        print_text(f"Kept: nobody came on {when}. It happens, and it is about their day.")
    else:
        print_text(f"Kept: the talk on {when} is off.")
    if opening := _LETTERS.get(what):
        say(f"A kind letter for it: informal draft {who_word(person)} --opening {opening}")


def print_questions(workspace: Workspace, talk: Talk) -> None:
    """What to ask, the starred ones marked."""
    for number, question in enumerate(workspace.talks.questions(talk)):
        print_text(f"{'*' if number < talk.starred else '-'} {one_line(question)}")


def _still_booked(workspace: Workspace, person: Contact) -> str:
    """That another talk stands as it was, and how to change that; "" where none is to come."""
    found = workspace.talks.planned(person.id)
    if found is None or not workspace.talks.to_come(found):
        return ""
    verb = f"informal talk {who_word(person)}"
    return f"{workspace.talks.told(found)} is still booked. {verb} --moved WHEN moves it, {verb} --off calls it off."


@verb("after")
@who_argument
@click.option("--said", metavar="TEXT", help="One thing they said; it goes into the thank-you.")
@click.option("--learned", metavar="TEXT", help="What you learned.")
@click.option("--next", "next_step", metavar="TEXT", help="What you said you would do.")
@click.option("--by", metavar="WHEN", help="By when.")
@click.option("--introduced", multiple=True, metavar="NAME", help="Whom they named. May be given more than once.")
@click.option("--done", is_flag=True, help="You did what you said you would.")
@pass_line
def after(
    line: Line,
    who: str,
    said: str | None,
    learned: str | None,
    next_step: str | None,
    by: str | None,
    introduced: tuple[str, ...],
    done: bool,
) -> None:
    """Right after a talk: one thing they said. It counts as held; all else is as you like."""
    with opened(line, "after") as workspace:
        person = workspace.people.resolve(who)
        name = one_line(person.name)
        if done:
            if any(option for option in (said, learned, next_step, by, introduced)):
                raise click.UsageError("--done stands alone.")
            found = workspace.talks.begun(person.id)
            if found is None:
                raise Refused(f"There was no talk with {name} yet", "", "Book one: informal talk WHO --at WHEN")
            found = workspace.talks.done(found.id)
            told = f"Kept: you did what you told {name}."
            hint = "informal next has the letter that tells them."
        else:
            until = understood(by, workspace.core.today).day if by else None
            kept = workspace.talks.right_after(
                person.id,
                said=said or "",
                learned=learned or "",
                next_step=next_step or "",
                by=until,
                introduced=introduced,
            )
            found = kept.talk
            named = ", ".join(one_line(one.name) for one in kept.introduced)
            told = f"Kept: you talked with {name}.{f' They led you to {named}.' if named else ''}"
            hint = f"The thank-you: informal draft {who_word(person)} --kind thank_you"
            if said_of_next := _still_booked(workspace, person):
                say(said_of_next)
        if line.json:
            print_json(values.talk(found))
            return
        print_text(told)
        say(hint)
