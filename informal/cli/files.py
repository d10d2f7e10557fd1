"""import, export, email, paths."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from informal.cli.output import Line, opened, pass_line, print_json, print_rows, print_text, say, verb
from informal.errors import BadFile, InformalError, Refused, UnknownEnding
from informal.text import counted, one_line

if TYPE_CHECKING:
    from informal.workspace.files import Report

# As in informal.exchange and informal.workspace.exports, which --help has no need to load; a test compares them.
_FORMATS = ("linkedin", "google", "outlook", "vcard", "informal", "table", "json")
_OUT = ("json", "csv", "vcard", "vcard3", "markdown")


@verb("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="FORMAT", help=f"By default told by the content: {', '.join(_FORMATS)}.")
@click.option(
    "--map",
    "map_",
    multiple=True,
    metavar="FIELD=COLUMN,...",
    help="Which column of a table is what: name=Who,email=At.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@pass_line
def import_(line: Line, files: tuple[Path, ...], format_: str | None, map_: tuple[str, ...], dry_run: bool) -> None:
    """Take people in: LinkedIn's Connections.csv or its .zip, Google's or Outlook's contacts, vCards, any table as CSV,
    or an export of informal. The same file again changes nothing. A file that can't be read doesn't stop the others.
    """
    columns = _columns(map_)
    done: list[tuple[Path, Report]] = []
    troubles: list[InformalError] = []
    with opened(line, "import", read_only=dry_run) as workspace:
        for path in files:
            try:
                report = workspace.files.plan_import(path, format_, columns)
                if not dry_run:
                    workspace.files.carry_out(report, path.name)
            except BadFile as error:
                troubles.append(error)
                continue
            except InformalError as error:
                troubles.append(error)
                break
            done.append((path, report))
    if line.json and len(files) > 1:
        print_json([_as_json(report) for _, report in done])
    elif line.json and done:
        print_json(_as_json(done[0][1]))
    elif not line.json:
        for path, report in done:
            _print_report(path, report, dry_run=dry_run)
    for trouble in troubles[:-1]:
        say(f"informal: {one_line(str(trouble))}")
    if troubles:
        raise troubles[-1]


def _columns(given: tuple[str, ...]) -> dict[str, list[str]] | None:
    """The columns of --map by field. A comma that is not before FIELD= belongs to the column's name."""
    found: dict[str, list[str]] = {}
    for text in given:
        for piece in re.split(r",(?=\s*\w+\s*=)", text):
            name, equals, column = (part.strip() for part in piece.partition("="))
            if not (name and equals and column):
                raise click.UsageError("--map wants FIELD=COLUMN, for example --map name=Who,email=Address")
            found.setdefault(name.casefold().replace("-", "_"), []).append(column)
    return found or None


def _as_json(report: Report) -> dict[str, Any]:
    plan = report.plan
    details = [
        {"row": one.number, "name": one.name, "outcome": one.outcome.value, "reason": one.reason}
        for one in plan.outcomes
    ]
    counts = {became.value: number for became, number in plan.counts().items()}
    return {"format": report.format, "rows": len(details), **counts, "details": details}


def _print_report(path: Path, report: Report, *, dry_run: bool) -> None:
    would = " Nothing was changed: this was a dry run." if dry_run else ""
    print_text(f"{one_line(path.name)}: {report.sentence()}.{would}")
    rows = [(str(one.number), one.name, one.outcome.value, one.reason) for one in report.plan.outcomes]
    print_rows(rows, (7, 32, 9, 200))
    if not dry_run and report.edits:
        say("informal undo takes it back.")


@verb("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(_OUT), help="By default the file's ending; vcard is 4.0.")
@click.option("--notes", is_flag=True, help="Let vCards hold your notes, too.")
@pass_line
def export(line: Line, file: Path, format_: str | None, notes: bool) -> None:
    """Write everything to a .json file or, to be read, a .md file; the people to a .csv or a .vcf file. It is yours
    alone to read.
    """
    with opened(line, "export", read_only=True) as workspace:
        try:
            number = workspace.files.export(file, format_, notes=notes)
        except UnknownEnding as error:
            raise Refused(error.title, error.message, f"Or say --format: {', '.join(_OUT)}.") from None
    if not file.is_file():  # a pipe or a device, perhaps our own stdout: only what was asked for goes there
        say(f"{counted(number, 'person', 'people')} written.")
    elif line.json:
        print_json({"file": str(file.absolute()), "contacts": number})
    else:
        print_text(f"{counted(number, 'person', 'people')} in {one_line(str(file))}")


@verb("email")
@click.argument("query", nargs=-1)
@click.option("--parsable", is_flag=True, help="Address, name and company with tabs between, for mail programs.")
@pass_line
def email(line: Line, query: tuple[str, ...], parsable: bool) -> None:
    """The addresses of the people a few words fit, for the address book of a mail program. Nobody found is no error."""
    with opened(line, "email", read_only=True) as workspace:
        found = [
            (one_line(address), one_line(person.name), one_line(person.company))
            for person in map(workspace.core.contact, workspace.people.find(" ".join(query)))
            if not person.dont_write
            for address in person.emails
        ]
    if line.json:
        print_json([{"email": address, "name": name, "company": company} for address, name, company in found])
    elif parsable:
        for cells in found:
            print_text("\t".join(cells).rstrip("\t"))
    else:
        print_rows([(name, address, company) for address, name, company in found], (32, 60, 200))


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
        "log": str(found.log),
    }
    if line.json:
        print_json(told)
    else:
        print_rows(list(told.items()), (10, 4096))
