"""mail check."""

from __future__ import annotations

from informal.cli import values
from informal.cli.output import Line, opened, pass_line, print_json, print_text, verb
from informal.cli.who import who_word
from informal.errors import Refused


@verb("check")
@pass_line
def check(line: Line) -> None:
    """Look for answers now. Nothing in your mailbox is changed by it."""
    from informal.workspace.mailbox import look

    with opened(line, "mail check") as workspace:
        plan = workspace.mailbox.plan()
        if plan is None:
            raise Refused(
                "No mailbox is set up",
                "config.toml names neither [mail.imap] nor a maildir.",
                "Answers can be logged by hand: informal replied WHO. To set one up: informal mail setup",
            )
        taken = workspace.mailbox.take(plan, look(plan))
        if line.json:
            print_json({"looked_for": taken.people, "found": [values.message(message) for _, message in taken.kept]})
            return
        print_text(taken.sentence)
        for person, message in taken.kept:
            if message.outcome is None:
                print_text(f"What did they say? informal replied {who_word(person)} --yes, --later WHEN or --no")
