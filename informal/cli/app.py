"""The line a person typed: what stands anywhere on it, which verb is meant, and how errors are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NamedTuple

import click

from informal import __version__
from informal.cli.output import Line, OpenApp, say
from informal.cli.streams import ready_streams
from informal.errors import InformalError, NotFound
from informal.text import one_line

# Set by what `informal completion` printed, when a shell wants to know what fits.
COMPLETION = "_INFORMAL_COMPLETE"
USAGE = 2
REFUSED = 1


class Verb(NamedTuple):
    """Where a verb lives, and the few words that --help says of it without loading it."""

    module: str
    attribute: str
    help: str


VERBS: dict[str, Verb] = {
    "next": Verb("next", "next_", "The next letter as plain text: edit, copy, did it go out?"),
    "add": Verb("people", "add", "Keep a new person."),
    "edit": Verb("people", "edit", "Change what is known of a person."),
    "delete": Verb("people", "delete", "Take a person out; undo brings them back."),
    "merge": Verb("sorting", "merge", "Make one person of two."),
    "forget": Verb("rescue", "forget", "Take a person out for good, of every backup too."),
    "list": Verb("people", "list_", "Everybody, or those a few words fit."),
    "show": Verb("people", "show", "A person, with letters and talks."),
    "draft": Verb("letters", "draft", "The letter to a person: read it, or write it."),
    "send": Verb("sending", "send", "Send a letter by your mail account, now."),
    "sent": Verb("letters", "sent", "Log a letter that went out."),
    "replied": Verb("answers", "replied", "Log an answer."),
    "mail": Verb("mail", "mail", "Your mail account: look for answers."),
    "talk": Verb("talks", "talk", "Book a talk, or say what became of it."),
    "after": Verb("talks", "after", "Right after a talk: one thing they said."),
    "agenda": Verb("agenda", "agenda", "What happens when."),
    "network": Verb("agenda", "network", "Who led you to whom."),
    "calendar": Verb("agenda", "calendar", "Write the talks to come to an .ics file."),
    "snooze": Verb("rests", "snooze", "Put a person off to a day."),
    "rest": Verb("rests", "rest", "Let a thread rest."),
    "wake": Verb("rests", "wake", "Take a person out of their rest."),
    "dont-write": Verb("rests", "dont_write", "They asked not to be written to again."),
    "tick": Verb("day", "tick", "Tick a box: an ask made some other way."),
    "cross": Verb("day", "cross", "Cross out resume, connections, degree or goal."),
    "uncross": Verb("day", "uncross", "Take a crossing back."),
    "status": Verb("day", "status", "Today's ask, and what was done so far."),
    "progress": Verb("progress", "progress", "What you have done, what silence means, where it has led."),
    "week": Verb("progress", "week", "The Friday letter: your week on one page."),
    "undo": Verb("history", "undo", "Take the newest step back."),
    "redo": Verb("history", "redo", "Do again what was taken back."),
    "history": Verb("history", "history", "What was done, newest first."),
    "set": Verb("settings", "set_", "Read or change a setting."),
    "import": Verb("files", "import_", "Take people in from LinkedIn, Google, Outlook, vCards, any CSV."),
    "export": Verb("files", "export", "Write everything to .json or .md, the people to .csv or .vcf."),
    "email": Verb("files", "email", "The addresses of people, for your mail program."),
    "backup": Verb("rescue", "backup", "Keep everything as it is now."),
    "restore": Verb("rescue", "restore", "Go back to a backup; undo takes it back."),
    "doctor": Verb("rescue", "doctor", "Check the file, and mend it with --repair."),
    "config": Verb("config", "config", "Open config.toml in your editor, and check it."),
    "keys": Verb("config", "keys", "The keys of the app, with the names config.toml knows them by."),
    "paths": Verb("files", "paths", "Where your files are."),
    "completion": Verb("completion", "completion", "What your shell needs to complete verbs and names on Tab."),
    "demo": Verb("settings", "demo", "Open the app on made-up people, in a file that goes away."),
}


class LazyGroup(click.Group):
    """A group that loads a verb's module when the verb is called, and not for --help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which they are learned."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb, loaded now; None for a name that is none."""
        del ctx
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        command: click.Command = getattr(import_module(f"informal.cli.{verb.module}"), verb.attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with their few words, from the table."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl([(name, verb.help) for name, verb in VERBS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is meant. Raises UsageError naming the nearest one."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            raise click.UsageError(_unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), VERBS, n=1, cutoff=0.5)
    instead = f"Did you mean: informal {near[0]}" if near else "All verbs: informal --help"
    return f"There is no verb {one_line(name)!r}. {instead}"


@click.command(
    cls=LazyGroup,
    name="informal",
    subcommand_metavar="[VERB]",
    help="Ask people about their work, one short imperfect letter at a time. Without a verb the app opens; with a "
    "'mailto:' link it opens on a letter to that address.",
    epilog="Anywhere on the line: --json prints data for programs; --data-dir FOLDER says where your people are.",
)
@click.version_option(__version__, prog_name="informal", message="%(prog)s %(version)s")
def group() -> None:
    """The verbs."""


def run(argv: Sequence[str], open_app: OpenApp) -> int:
    """Run one line. open_app opens the full screen. Returns the exit status; no exception leaves here."""
    ready_streams()
    try:
        status = _run(argv, open_app)
        sys.stdout.flush()
        return status
    except InformalError as error:
        _tell(error)
        return REFUSED
    except click.UsageError as error:
        say(f"informal: {one_line(error.format_message())}")
        if error.ctx is not None and error.ctx.command is not group:
            say(f"See: {error.ctx.command_path} --help")
        if isinstance(error, click.NoSuchOption) and not error.option_name.startswith("--"):
            say("What begins with a dash and is no option, such as a name, stands after -- at the end of the line.")
        return USAGE
    except click.ClickException as error:
        say(f"informal: {one_line(error.format_message())}")
        return REFUSED
    except BrokenPipeError:
        _drop_stdout()  # whoever read us has enough
        return REFUSED
    except (KeyboardInterrupt, click.Abort):
        return REFUSED
    except OSError as error:
        _drop_stdout()
        where = f"{error.filename}: " if error.filename else ""
        say(f"informal: A file could not be used. {one_line(f'{where}{error.strerror or type(error).__name__}')}.")
        return REFUSED
    except Exception as error:  # the edge of the program: nothing of a letter may be printed
        _broke(argv, error)
        return REFUSED


def _broke(argv: Sequence[str], error: Exception) -> None:
    """Say that it is our fault, and where it is written down."""
    from informal.system import log, paths

    say(f"informal: Something went wrong inside ({type(error).__name__}). What was kept before stays kept.")
    with suppress(Exception):
        args, line = take_anywhere(argv, lambda *_, **__: 0)
        file = paths.find(line.data_dir).log
        what = next((arg for arg in args if arg in VERBS), "The command line")
        if log.crash(file, what, error):
            say(f"Where it broke, without names and letters: {file}")


def _drop_stdout() -> None:
    """Send what is still to be written nowhere: Python flushes stdout once more at exit, and would complain."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: Sequence[str], open_app: OpenApp) -> int:
    if COMPLETION in os.environ:
        from informal.cli import completion

        return completion.answer(open_app)
    args, line = take_anywhere(argv, open_app)
    if not args:
        from informal.system import paths

        return open_app(paths.find(line.data_dir))
    if args[0].casefold().startswith("mailto:"):
        from informal.system import paths

        if len(args) > 1:
            raise click.UsageError("One address at a time.")
        return open_app(paths.find(line.data_dir), mailto=args[0])
    result = group.main(args, prog_name="informal", standalone_mode=False, obj=line)
    return result if isinstance(result, int) else 0


def take_anywhere(argv: Sequence[str], open_app: OpenApp) -> tuple[list[str], Line]:
    """Take --json and --data-dir out of a line, wherever they stand before `--`. Raises UsageError."""
    args: list[str] = []
    data_dir: str | None = None
    as_json = False
    rest = iter(argv)
    for arg in rest:
        if arg == "--":
            args += [arg, *rest]
        elif arg == "--json":
            as_json = True
        elif arg == "--data-dir" or arg.startswith("--data-dir="):
            data_dir = arg.partition("=")[2] if "=" in arg else next(rest, "")
            if not data_dir:
                raise click.UsageError("--data-dir wants a folder.")
        else:
            args.append(arg)
    return args, Line(data_dir, as_json, open_app)


def _tell(error: InformalError) -> None:
    say(f"informal: {one_line(str(error))}")
    if isinstance(error, NotFound):
        for candidate in error.candidates:
            say(f"  {one_line(candidate)}")
