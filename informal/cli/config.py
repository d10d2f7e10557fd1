"""config and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from informal.cli.output import Line, pass_line, print_json, print_rows, print_text, say, verb
from informal.errors import Refused
from informal.text import one_line

if TYPE_CHECKING:
    from informal.system.toml import Problem


@verb("config")
@click.option("--check", is_flag=True, help="Only check it: line, key, what is wrong, and what was probably meant.")
@pass_line
def config(line: Line, check: bool) -> int:
    """Open config.toml in $EDITOR, and check it afterwards, and your own looks in themes/ too.

    Where there is none yet, it begins as an example of which every line is a comment. Exit status 1 if something in it
    is not used.
    """
    from informal.system import config as configs
    from informal.system import editor

    path = _folder(line) / configs.NAME
    if not check:
        if path.is_dir():
            raise Refused(f"{path} is a folder", "Settings are a file of that name.", "Give the folder another name.")
        status = editor.open_file(configs.begin(path.parent))
        if status:
            say(f"The editor stopped with status {status}.")
    found = _problems(path.parent)
    if line.json:
        print_json([{"file": str(file), **asdict(problem)} for file, problem in found])
        return 1 if found else 0
    if not path.exists():
        print_text(f"There is no {path}, and none is needed. To begin one: informal config")
    elif all(file != path for file, _ in found):
        print_text(f"{path} is fine.")
    _tell(found)
    return 1 if found else 0


@verb("keys")
@pass_line
def keys(line: Line) -> int:
    """The keys of the app as they are now, with the names that [keys] in config.toml knows the commands by."""
    from informal.keys.places import Where, display
    from informal.system import config as configs

    path = _folder(line) / configs.NAME
    reading = configs.read(path.parent)
    commands = [command for where in Where for command in reading.keymap.commands if command.where is where]
    if line.json:
        print_json(
            [
                {"name": one.name, "keys": one.keys, "where": one.where, "help": one.help, "fixed": one.fixed}
                for one in commands
            ]
        )
    else:
        said: set[str] = set()
        rows = []
        for one in commands:
            shown = " ".join(display(key) for key in one.keys)
            rows.append(("" if one.where in said else one.where, shown, one.name, one.help))
            said.add(one.where)
        print_rows(rows, (34, 16, 20, 80))
    _tell([(path, one) for one in reading.problems if one.key.partition(".")[0] in ("", "keys")])
    return 0


def _folder(line: Line) -> Path:
    from informal.system import paths

    return paths.find(line.data_dir).config


def _problems(folder: Path) -> list[tuple[Path, Problem]]:
    """What of config.toml and of the person's own looks is not used."""
    from informal.system import config as configs
    from informal.system import looks
    from informal.workspace.edges import THEMES

    found = [(folder / configs.NAME, problem) for problem in configs.read(folder).problems]
    return found + [(look.path, problem) for look in looks.load(folder / "themes", THEMES) for problem in look.problems]


def _tell(found: Sequence[tuple[Path, Problem]]) -> None:
    """A line each, as compilers say it: an editor can jump there."""
    for path, problem in found:
        meant = f" Did you mean {problem.nearest}?" if problem.nearest else ""
        key = f"{problem.key}: " if problem.key else ""
        say(f"{path}:{problem.line or 1}: {key}{one_line(problem.words)}{meant}")
