"""The manual page, made from what --help says: `python assets/manual.py [FILE]`, then `man assets/informal.1`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from informal.cli.app import VERBS, group

PAGE = Path(__file__).with_name("informal.1")
_FILES = (
    ("informal.json", "in the data folder: your people and letters, one TinyDB file; informal.journal belongs to it"),
    ("backups, set-aside", "beside it: backups, and what was damaged"),
    ("config.toml, openings, themes", "in the config folder: what you write yourself; the program only reads it"),
)
_ENVIRONMENT = (
    ("INFORMAL_DATA_DIR", "the data folder, as --data-dir"),
    ("INFORMAL_CONFIG_DIR", "the config folder"),
    ("INFORMAL_STATE_DIR", "the folder of what may be lost"),
    ("INFORMAL_TODAY", "a date, with THH:MM if you like: the day the program takes for today"),
    ("EDITOR, VISUAL", "where letters are written by e and next, and config.toml is opened by config"),
    ("NO_COLOR", "no colours"),
)
_STATUS = (
    ("0", "it was done"),
    ("1", "it was refused; the reason is on standard error"),
    ("2", "the line was not understood"),
)


def page() -> str:
    """The page in the man macros. Verbs and options are those of the command line, in its order."""
    lines = [
        '.TH INFORMAL 1 "" "informal" "User Commands"',
        ".SH NAME",
        "informal \\- ask people about their work, one short imperfect letter at a time",
        ".SH SYNOPSIS",
        ".B informal",
        "[\\fIVERB\\fR] [\\fIARGUMENT\\fR ...] [\\fB\\-\\-data\\-dir\\fR \\fIFOLDER\\fR] [\\fB\\-\\-json\\fR]",
        ".br",
        ".B informal",
        "\\fImailto:ADDRESS\\fR",
        ".br",
        ".B informal",
        "\\fB\\-\\-version\\fR",
        ".SH DESCRIPTION",
        *_text(group.help or ""),
        ".PP",
        *_text(group.epilog or ""),
        ".SH VERBS",
    ]
    context = click.Context(group, info_name="informal")
    for name in VERBS:
        command = group.get_command(context, name)
        assert command is not None
        lines += _verb(name, command, context)
    for title, rows in (("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES), ("EXIT STATUS", _STATUS)):
        lines += [f".SH {title}", *(line for row in rows for line in _row(*row))]
    lines += [".SH SEE ALSO", *_text("Every key of the full screen: press ? there. informal VERB --help says more.")]
    return "\n".join(lines) + "\n"


def _verb(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above)
    pieces = " ".join(command.collect_usage_pieces(context)).replace("[OPTIONS]", "").strip()
    yield f".SS {_safe(f'informal {name} {pieces}'.strip())}"
    yield from _text(command.help or "")
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and "--help" not in parameter.opts and isinstance(parameter, click.Option):
            yield from _row(*record)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            one = command.get_command(context, inner)
            if one is not None:
                yield from _verb(f"{name} {inner}", one, above)


def _row(term: str, words: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_safe(term)}"
    yield from _text(words)


def _text(words: str) -> Iterator[str]:
    """Paragraphs; a block that click keeps as it is (\\b) keeps its lines."""
    for number, paragraph in enumerate(words.strip().split("\n\n")):
        if number:
            yield ".PP"
        lines = paragraph.strip().splitlines()
        if lines and lines[0].strip() == "\b":
            yield from (".nf", *(_safe(line.strip()) for line in lines[1:]), ".fi")
        elif lines:
            yield _safe(" ".join(line.strip() for line in lines))


def _safe(line: str) -> str:
    """A line that roff prints as it stands."""
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE).write_text(page(), encoding="utf-8")
