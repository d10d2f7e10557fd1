"""agenda, network, calendar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from informal.cli.output import Line, opened, pass_line, print_json, print_rows, print_text, say, verb
from informal.text import counted, one_line

if TYPE_CHECKING:
    from informal.practice.network import Node


@verb("agenda")
@pass_line
def agenda(line: Line) -> None:
    """What happens when: talks, short notes, rests, what you said you would do. Nothing in it is ever late."""
    from informal.practice.calendar import short_day

    with opened(line, "agenda", read_only=True) as workspace:
        entries = workspace.day.agenda()
        names = {entry.who: workspace.core.contact(entry.who).name for entry in entries}
        if line.json:
            print_json(
                [
                    {"date": one.day.isoformat(), "what": one.what, "who": names[one.who], "id": one.who}
                    for one in entries
                ]
            )
        elif entries:
            today = workspace.core.today
            print_rows([(short_day(one.day, today), names[one.who], one.what) for one in entries], (15, 32, 120))
        else:
            say("Nothing is fixed. informal next has somebody to write to.")


@verb("network")
@pass_line
def network(line: Line) -> None:
    """Who led you to whom, from "you", and who would like to hear what became of it."""
    with opened(line, "network", read_only=True) as workspace:
        tree = workspace.network.tree()
        if line.json:
            print_json(_as_json(tree))
            return
        for text in _drawn(tree):
            print_text(text)
        if grown := str(workspace.network.growth()):
            print_text(f"\n{grown}")
        else:
            say("It begins with the first person you write to: informal next")
        for by, about, what in workspace.network.waiting():
            did = "talked with" if what.talked else "wrote to"
            print_text(f"{one_line(by.name)} does not know yet that you {did} {one_line(about.name)}.")


def _as_json(root: Node) -> dict[str, Any]:
    """The tree as JSON, from the top down without recursion."""
    whole: dict[str, Any] = _node(root)
    waiting = [(root, whole)]
    while waiting:
        node, told = waiting.pop()
        for child in node.introduced:
            below = _node(child)
            told["introduced"].append(below)
            waiting.append((child, below))
    return whole


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "name": node.name, "asked_me": node.asked_me, "introduced": []}


def _drawn(root: Node) -> Iterator[str]:
    """The tree as lines."""
    yield one_line(root.name)
    waiting = [(child, "", child is root.introduced[-1]) for child in reversed(root.introduced)]
    while waiting:
        node, before, last = waiting.pop()
        asked = "  (asked you)" if node.asked_me else ""
        yield f"{before}{'└─ ' if last else '├─ '}{one_line(node.name)}{asked}"
        below = f"{before}{'   ' if last else '│  '}"
        waiting += [(child, below, child is node.introduced[-1]) for child in reversed(node.introduced)]


@verb("calendar")
@click.argument("file", type=click.Path(path_type=Path))
@pass_line
def calendar(line: Line, file: Path) -> None:
    """Write the talks to come to an .ics file, which any calendar takes; each with an alarm."""
    with opened(line, "calendar", read_only=True) as workspace:
        number = workspace.files.write_calendar(file)
    if not file.is_file():  # a pipe or a device, perhaps our own stdout: only what was asked for goes there
        say(f"{counted(number, 'talk')} written.")
    elif line.json:
        print_json({"file": str(file.absolute()), "talks": number})
    else:
        print_text(f"{counted(number, 'talk')} in {one_line(str(file))}")
