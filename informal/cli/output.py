"""What verbs have in common. All but click's part lives in `plain`, for a line that does without click."""

from __future__ import annotations

from functools import partial

import click

from informal.cli.plain import (
    Line,
    OpenApp,
    is_terminal,
    moment_of,
    opened,
    print_json,
    print_rows,
    print_text,
    say,
    screen_cells,
    text_or_stdin,
    understood,
)

__all__ = [
    "ANYWHERE",
    "Line",
    "OpenApp",
    "is_terminal",
    "moment_of",
    "opened",
    "pass_line",
    "print_json",
    "print_rows",
    "print_text",
    "say",
    "screen_cells",
    "text_or_stdin",
    "understood",
    "verb",
]

ANYWHERE = "Anywhere on the line: --data-dir FOLDER, and --json where data is printed."
pass_line = click.make_pass_decorator(Line)
# A verb: its --help tells what may stand anywhere, and shows options even where nothing is given.
verb = partial(click.command, epilog=ANYWHERE)
