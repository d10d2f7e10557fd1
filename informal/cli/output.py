"""What verbs have in common. All but click's part lives in `plain`, for a line that does without click."""

from __future__ import annotations

from functools import partial

import click

from informal.cli.plain import (
    Line as Line,
)
from informal.cli.plain import (
    OpenApp as OpenApp,
)
from informal.cli.plain import (
    is_terminal as is_terminal,
)
from informal.cli.plain import (
    moment_of as moment_of,
)
from informal.cli.plain import (
    opened as opened,
)
from informal.cli.plain import (
    print_json as print_json,
)
from informal.cli.plain import (
    print_rows as print_rows,
)
from informal.cli.plain import (
    print_text as print_text,
)
from informal.cli.plain import (
    say as say,
)
from informal.cli.plain import (
    screen_cells as screen_cells,
)
from informal.cli.plain import (
    text_or_stdin as text_or_stdin,
)
from informal.cli.plain import (
    understood as understood,
)

ANYWHERE = "Anywhere on the line: --data-dir FOLDER, and --json where data is printed."
pass_line = click.make_pass_decorator(Line)
# A verb: its --help tells what may stand anywhere, and shows options even where nothing is given.
verb = partial(click.command, epilog=ANYWHERE)
