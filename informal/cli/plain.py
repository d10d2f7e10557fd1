"""The line's own options, opening the file, and printing: what needs no click. stdout is data, stderr is talk."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Protocol

from informal.errors import Refused
from informal.text import clean, fit, one_line, pad, width

if TYPE_CHECKING:
    from informal.practice.when import Understood
    from informal.workspace import Paths, Workspace

# What a terminal might obey though it stands in a JSON string: DEL, C1 controls, direction marks; and half characters.
_RISKY = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_GAP = "  "


class OpenApp(Protocol):
    """Opens the full screen and stays until the person leaves; its exit status."""

    def __call__(self, paths: Paths, *, demo: bool = False, mailto: str = "") -> int: ...


@dataclass(frozen=True, slots=True)
class Line:
    """What stood anywhere on the line."""

    data_dir: str | None
    json: bool
    open_app: OpenApp


@contextmanager
def opened(line: Line, origin: str, *, read_only: bool = False) -> Iterator[Workspace]:
    """The workspace, closed afterwards. origin: the verb, for the history. Raises InformalError."""
    from informal.workspace import Workspace

    workspace = Workspace.find(line.data_dir, origin=origin, read_only=read_only)
    told = 0
    try:
        for told, report in enumerate(workspace.core.store.reports, 1):  # noqa: B007
            say(report)
        yield workspace
    finally:
        workspace.close()
        for report in workspace.core.store.reports[told:]:
            say(report)


def print_json(value: Any) -> None:
    """A JSON value on stdout that no terminal obeys."""
    import json

    plain = not (sys.stdout.encoding or "").casefold().startswith("utf")
    text = json.dumps(value, indent=2, ensure_ascii=plain)
    print_text(_RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_text(text: str) -> None:
    """Lines on stdout, made safe."""
    sys.stdout.write(f"{clean(text)}\n")


def say(text: str) -> None:
    """Talk, on stderr. Where nobody listens it is lost."""
    try:
        sys.stderr.write(f"{clean(text)}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return


def print_rows(rows: Sequence[Sequence[str]], most: Sequence[int]) -> None:
    """Rows in columns aligned by cells. most: the widest each column may get; the last is cut at the screen's edge."""
    lines = [[one_line(cell) for cell in row] for row in rows]
    if not lines:
        return
    columns = len(most)
    cells = [min(most[n], max(width(line[n]) for line in lines)) for n in range(columns)]
    screen = screen_cells()
    for line in lines:
        shown = [pad(line[n], cells[n]) for n in range(columns - 1)] + [fit(line[-1], most[-1])]
        text = _GAP.join(shown).rstrip()
        print_text(fit(text, screen) if screen else text)


def screen_cells() -> int:
    """The terminal's width; 0 where stdout is no terminal and nothing should be cut."""
    if not is_terminal(sys.stdout):
        return 0
    import shutil

    return shutil.get_terminal_size().columns


def is_terminal(stream: Any) -> bool:
    """Whether somebody sits at a stream."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def text_or_stdin(text: str | None) -> str | None:
    """The text of an option; "-" reads it from standard input."""
    if text != "-":
        return text
    if is_terminal(sys.stdin):
        say("Type the text, then Ctrl+D on a line of its own.")
    source: Any = getattr(sys.stdin, "buffer", sys.stdin)
    if source is None:
        raise Refused("There is nothing to read", "Standard input is closed.")
    data: bytes | str = source.read()
    return data if isinstance(data, str) else data.decode("utf-8", "replace")


def understood(text: str, today: date) -> Understood:
    """The day a person typed, said back on stderr. Raises Refused."""
    from informal.practice.when import understand

    found = understand(text, today)
    say(found.said)
    return found


def moment_of(text: str, now: datetime) -> datetime:
    """The past instant a person typed; a day alone is 09:00, today alone is now. Raises Refused for the future."""
    local = now.astimezone()
    found = understood(text, local.date())
    if found.time is None and found.day == local.date():
        return now
    at = found.time or time(9)
    moment = datetime.combine(found.day, at)
    moment = moment if moment.tzinfo else moment.astimezone()
    if moment > now:
        raise Refused("That is still to come", f"{found.said}.", "Log a letter when it is out.")
    return moment
