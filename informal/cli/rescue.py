"""backup, restore, doctor, forget."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from informal.cli.output import (
    Line,
    is_terminal,
    opened,
    pass_line,
    print_json,
    print_rows,
    print_text,
    say,
    verb,
)
from informal.cli.who import names
from informal.errors import NotFound, Refused
from informal.text import counted, one_line, shell_word

if TYPE_CHECKING:
    from informal.model.records import Document
    from informal.workspace.forgetting import Forgotten
    from informal.workspace.rescue import Listed, Rescue


def _rescue(line: Line, origin: str) -> Rescue:
    from informal.workspace.rescue import Rescue

    return Rescue.find(line.data_dir, origin)


@verb("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@pass_line
def backup(line: Line, file: Path | None) -> None:
    """Keep everything as it is now, in the folder of backups or in a FILE: .json is plain, all else is packed."""
    path, contacts = _rescue(line, "backup").backup(file)
    if line.json:
        print_json({"file": str(path.absolute()), "contacts": contacts})
        return
    print_text(f"{counted(contacts, 'person', 'people')} in {one_line(str(path))}")
    say(f"To go back to it: informal restore {shell_word(path.name if file is None else str(path))}")


@verb("restore")
@click.argument("file", required=False)
@pass_line
def restore(line: Line, file: str | None) -> None:
    """Go back to a backup, as one step that undo takes back. Without FILE: which there are, and what each changes."""
    rescue = _rescue(line, "restore")
    if file is None:
        _list(line, rescue.backups())
        return
    done = rescue.restore(file)
    if line.json:
        told = {"file": str(done.source), "contacts": done.contacts, "set_aside": [str(path) for path in done.aside]}
        print_json(told)
        return
    print_text(f"{counted(done.contacts, 'person', 'people')}, as in {one_line(done.source.name)}.")
    for path in done.aside:
        say(f"What was there was set aside: {one_line(str(path))}")
    if done.kept_away:
        say(f"{counted(done.kept_away, 'person', 'people')} whom you asked to forget stayed away.")
    if not done.aside:
        say("informal undo takes it back.")


def _list(line: Line, backups: list[Listed]) -> None:
    if line.json:
        print_json([_as_json(one) for one in backups])
        return
    if not backups:
        say("There is no backup yet. The first is made before a change, or by: informal backup")
        return
    rows = [(one.path.name.removesuffix(".json.gz"), *_told(one)) for one in backups]
    print_rows(rows, (24, 16, 14, 14, 200))
    say("To go back to one: informal restore NAME")


def _told(one: Listed) -> tuple[str, ...]:
    when = f"{one.at.astimezone():%Y-%m-%d %H:%M}"
    if one.trouble:
        return when, "", "", one.trouble
    people = counted(one.contacts, "person", "people")
    letters = counted(one.messages, "letter")
    return when, people, letters, one.now.sentence() if one.now else ""


def _as_json(one: Listed) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": one.path.name,
        "file": str(one.path),
        "at": one.at.isoformat().replace("+00:00", "Z"),
        "contacts": one.contacts,
        "messages": one.messages,
    }
    if one.now is not None:
        told |= {"added": one.now.added, "changed": one.now.changed, "removed": one.now.removed}
    return told | ({"trouble": one.trouble} if one.trouble else {})


@verb("doctor")
@click.option("--repair", is_flag=True, help="Mend what can be mended. Nothing is deleted, only set aside.")
@pass_line
def doctor(line: Line, repair: bool) -> int:
    """Check every record, the journals, the backups and what lies beside them. Exit status 1: something is wrong."""
    rescue = _rescue(line, "doctor")
    found = rescue.repair() if repair else rescue.check()
    if line.json:
        told = {"ok": found.ok, "problems": list(found.problems)}
        print_json(told | {"contacts": found.contacts, "messages": found.messages})
        return 0 if found.ok else 1
    for sentence in found.done:
        say(one_line(sentence))
    for sentence in found.problems:
        print_text(one_line(sentence))
    if found.ok:
        people, letters = counted(found.contacts, "person", "people"), counted(found.messages, "letter")
        print_text(f"All is well: {people}, {letters}.")
        return 0
    say("What is left needs a hand." if repair else "To mend it, with nothing deleted: informal doctor --repair")
    return 1


@verb("forget")
@click.argument("who", required=False, shell_complete=names)
@click.option("--never-written-to", "never", is_flag=True, help="Everybody with whom nothing was ever begun.")
@click.option("--yes", "sure", is_flag=True, help="Don't ask.")
@pass_line
def forget(line: Line, who: str | None, never: bool, sure: bool) -> int:
    """Take a person out of the file, undo and every backup, for good. No import brings them back."""
    if (who is None) is not never:
        raise click.UsageError("Say whom, or --never-written-to.")
    with opened(line, "forget") as workspace:
        forgetting = workspace.forgetting
        finished = forgetting.finish()
        if finished is not None:
            say("It was interrupted, and is finished now.")
        try:
            people = forgetting.never_written_to() if who is None else forgetting.find(who)
        except NotFound:
            if finished is None:
                raise
            people = []
        if people and not sure:
            _ask(people, sys.stdin)
        done = forgetting.forget(people) if people else None
        number = (done.people if done else 0) + (finished.people if finished else 0)
        if line.json:
            print_json({"forgotten": number})
            return 0
        print_text(f"{counted(number, 'person', 'people')} forgotten." if number else "Nobody to forget.")
        if done is not None:
            _say_what_stays(done)
    return 0


def _ask(people: list[Document], stream: Any) -> None:
    """Ask whether that is meant. Raises Refused for any answer but yes, and where nobody can be asked."""
    numbers = {person["id"] for person in people}
    name = one_line(str(people[0].get("name", ""))) or "them"
    whom = name if len(numbers) == 1 else f"{counted(len(numbers), 'person', 'people')}, {name} among them"
    question = f"Forget {whom}? This can't be taken back"
    if not is_terminal(stream):
        raise Refused(question, "", "If you are sure: --yes")
    say(f"{question}. Type yes:")
    if stream.readline().strip().casefold() != "yes":
        raise Refused("Nobody was forgotten")


def _say_what_stays(done: Forgotten) -> None:
    for name in done.removed:
        say(f"A damaged file that named them was removed: {one_line(name)}")
    if done.still_named:
        say(f"{counted(done.still_named, 'record')} about others still name them, in your own words.")
    say("Exports, and backups that you put elsewhere, still have them.")
