"""mail check."""

from __future__ import annotations

from informal.cli.output import Line, pass_line, verb
from informal.errors import Refused


@verb("check")
@pass_line
def check(line: Line) -> None:
    """Look for answers now. Nothing in the mailbox is changed."""
    del line
    raise Refused("No mailbox is set up", "", "See: informal mail setup")
