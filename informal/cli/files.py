"""import, export, paths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from informal.cli.output import Line, counted, opened, pass_line, print_json, print_rows, print_text, say, verb
from informal.errors import InformalError
from informal.text import one_line

if TYPE_CHECKING:
    from informal.workspace.files import Report

_OUTCOMES = ("added", "merged", "unchanged", "skipped")


@verb("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="FORMAT", help="Told by the content, if not said: linkedin.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@pass_line
def import_(line: Line, files: tuple[Path, ...], format_: str | None, dry_run: bool) -> None:
    """Take people in from LinkedIn's Connections.csv. The same file again changes nothing."""
    done: list[tuple[Path, Report]] = []
    with opened(line, "import", read_only=dry_run) as workspace:
        trouble: InformalError | None = None
        for path in files:
            try:
                report = workspace.files.plan_import(path, format_)
                if not dry_run:
                    workspace.files.carry_out(report, path.name)
            except InformalError as error:
                trouble = error
                break
            done.append((path, report))
    if done and line.json:
        print_json(_as_json(done))
    elif not line.json:
        for path, report in done:
            _print_report(path, report, dry_run=dry_run)
    if trouble is not None:
        raise trouble


def _as_json(done: list[tuple[Path, Report]]) -> dict[str, Any]:
    """One report for all the files; with several, each row tells its file."""
    formats = list(dict.fromkeys(report.format for _, report in done))
    details: list[dict[str, Any]] = []
    for path, report in done:
        file = {"file": str(path)} if len(done) > 1 else {}
        for one in report.plan.outcomes:
            told = {"row": one.number, "name": one.name, "outcome": one.outcome.value, "reason": one.reason}
            details.append(file | told)
    counts = {name: sum(one["outcome"] == name for one in details) for name in _OUTCOMES}
    return {"format": " + ".join(formats), "rows": len(details), **counts, "details": details}


def _print_report(path: Path, report: Report, *, dry_run: bool) -> None:
    would = " Nothing was changed: this was a dry run." if dry_run else ""
    print_text(f"{one_line(path.name)}: {report.sentence()}.{would}")
    rows = [(str(one.number), one.name, one.outcome.value, one.reason) for one in report.plan.outcomes]
    print_rows(rows, (7, 32, 9, 200))
    if not dry_run and report.plan.changes():
        say("informal undo takes it back.")


@verb("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["json", "csv"]), help="By default the file's ending.")
@pass_line
def export(line: Line, file: Path, format_: str | None) -> None:
    """Write everything to a .json file, or the people to a .csv file. Only you can read it."""
    with opened(line, "export", read_only=True) as workspace:
        number = workspace.files.export(file, format_)
    if not file.is_file():  # a pipe or a device, perhaps our own stdout: only what was asked for goes there
        say(f"{counted(number, 'person', 'people')} written.")
    elif line.json:
        print_json({"file": str(file.absolute()), "contacts": number})
    else:
        print_text(f"{counted(number, 'person', 'people')} in {one_line(str(file))}")


@verb("paths")
@pass_line
def paths(line: Line) -> None:
    """Where your people are, and where your own openings go."""
    from informal.system import paths as folders

    found = folders.find(line.data_dir)
    told = {
        "file": str(found.file),
        "data": str(found.data),
        "config": str(found.config),
        "openings": str(found.openings),
        "state": str(found.state),
    }
    if line.json:
        print_json(told)
    else:
        print_rows(list(told.items()), (10, 4096))
