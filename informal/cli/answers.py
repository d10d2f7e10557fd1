"""replied."""

from __future__ import annotations

import click

from informal.cli import values
from informal.cli.output import (
    Line,
    opened,
    pass_line,
    print_json,
    print_text,
    say,
    text_or_stdin,
    understood,
    verb,
)
from informal.cli.who import who_argument, who_word
from informal.model.kinds import Outcome
from informal.text import one_line

_SAID = {
    None: "Somebody answered. informal next has a letter back.",
    Outcome.YES: "They said yes. informal next has a letter with times.",
    Outcome.LATER: "Not now, but later. They come up again on that day; a line back is there until then.",
    Outcome.NO: "A no is an answer too, and it is about their week. Somebody else is next.",
    Outcome.ACCEPTED: "They took your invitation. informal next has the letter that asks.",
    Outcome.WRONG_PERSON: "Not the right one. They may know who is: informal next has the letter that asks.",
}


@verb("replied")
@who_argument
@click.option("--yes", "yes", is_flag=True, help="They will talk with you.")
@click.option("--later", metavar="WHEN", help="Not now; the day to come back to it.")
@click.option("--no", "no", is_flag=True, help="They would rather not.")
@click.option("--accepted", is_flag=True, help="They took a LinkedIn invitation and wrote nothing.")
@click.option("--wrong-person", is_flag=True, help="They are not the one to ask.")
@click.option("--text", metavar="TEXT", help='What they wrote; "-" reads it from standard input.')
@pass_line
def replied(
    line: Line, who: str, yes: bool, later: str | None, no: bool, accepted: bool, wrong_person: bool, text: str | None
) -> None:
    """Log an answer."""
    flags = {
        Outcome.YES: yes,
        Outcome.LATER: later is not None,
        Outcome.NO: no,
        Outcome.ACCEPTED: accepted,
        Outcome.WRONG_PERSON: wrong_person,
    }
    given = [outcome for outcome, is_given in flags.items() if is_given]
    if len(given) > 1:
        raise click.UsageError("An answer is one of --yes, --later, --no, --accepted or --wrong-person.")
    outcome = given[0] if given else None
    written = text_or_stdin(text) or ""
    with opened(line, "replied") as workspace:
        person = workspace.people.resolve(who)
        until = understood(later, workspace.core.today).day if later is not None else None
        message = workspace.answers.replied(person.id, outcome, text=written, until=until)
        if line.json:
            print_json(values.message(message))
            return
        print_text(f"Kept: {one_line(person.name)} answered.")
        say(_SAID[outcome])
        if outcome is Outcome.YES:
            say(f"When you have a time: informal talk {who_word(person)} --at WHEN")
        if outcome is Outcome.YES and workspace.answers.first_yes():
            say(f"No resume, no network, no degree, no goal: and {one_line(person.name)} said yes.")
