"""set and demo."""

from __future__ import annotations

from typing import Any

import click

from informal.cli.output import Line, opened, pass_line, print_json, print_rows, print_text, say, verb
from informal.errors import NotFound
from informal.text import one_line


@verb("set")
@click.argument("key", required=False)
@click.argument("value", nargs=-1)
@pass_line
def set_(line: Line, key: str | None, value: tuple[str, ...]) -> None:
    """Read or change a setting. Without KEY all of them; an empty VALUE ("") brings the default back."""
    with opened(line, "set", read_only=not value) as workspace:
        if value and key is not None:
            workspace.setup.set(key, " ".join(value))
        every = workspace.setup.all()
        if key is None:
            shown = every
        else:
            name = one_line(key).replace("-", "_")
            if name not in every:
                raise NotFound(f"There is no setting called {name!r}", "", "These are there:", tuple(every))
            shown = {name: every[name]}
        if line.json:
            print_json(shown)
        elif key is None:
            print_rows([(name, _plain(one)) for name, one in shown.items()], (24, 400))
        else:
            print_text(_plain(next(iter(shown.values()))))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else one_line(str(value))


@verb("demo")
@pass_line
def demo(line: Line) -> int:
    """Open the app on made-up people, in a folder that goes away afterwards."""
    from informal.system import paths

    status = line.open_app(paths.find(line.data_dir), demo=True)
    say("Nobody you met there exists. Your own people: informal")
    return status
