"""send: a letter by the person's own mail account, now."""

from __future__ import annotations

import click

from informal.cli import values
from informal.cli.output import Line, opened, pass_line, print_json, print_text, say, verb
from informal.cli.who import who_argument
from informal.errors import InformalError, Refused
from informal.text import counted, one_line


@verb("send")
@who_argument
@click.option("--anyway", is_flag=True, help="Places that still want words may stay as they are.")
@pass_line
def send(line: Line, who: str, anyway: bool) -> None:
    """Send the letter to a person by your mail account, now: this is the yes. See: informal mail setup"""
    from informal.workspace.posting import file_copy

    with opened(line, "send") as workspace:
        person = workspace.people.resolve(who)
        name = one_line(person.name)
        workspace.posting.settle()
        letter = workspace.letters.open(person.id)
        if letter.id is None:
            raise Refused(
                f"There is no letter to {name} yet", "Nothing went out.", "Write it first: informal draft, or the app."
            )
        if remark := workspace.outbox.before_sending(person.id):
            say(remark)
        job, receipt = workspace.posting.send(letter, anyway=anyway)
        if not receipt.sent:
            raise InformalError(
                "Nobody knows whether it went out",
                receipt.words,
                "Look into your sent mail, or wait for an answer; it isn't tried again. informal next asks you.",
            )
        if said := file_copy(job):
            say(said)
        if line.json:
            print_json(values.message(workspace.core.message(letter.id)))
        else:
            total = counted(workspace.day.counts().total_asks, "ask")
            print_text(f"Sent to {name} at {job.parcel.to}. {total} in all.")
