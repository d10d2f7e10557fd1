"""add, edit, delete, list, show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from informal.cli import values
from informal.cli.output import Line, opened, pass_line, print_json, print_rows, print_text, say, verb
from informal.cli.who import names, who_argument, who_word
from informal.model.kinds import Outcome, Stage, State, Warmth
from informal.model.values import Contact, Message
from informal.text import one_line

if TYPE_CHECKING:
    from informal.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])

STAGE_WORDS = {
    Stage.NEW: "",
    Stage.DRAFTED: "draft",
    Stage.ASKED: "asked",
    Stage.FOLLOW_UP_DUE: "short note",
    Stage.REPLIED: "answered",
    Stage.BOOKED: "talk",
    Stage.TALKED: "thank-you",
    Stage.THANKED: "thanked",
    Stage.RESTING: "resting",
}
# Option -> field. Those that may be given several times are joined with commas, as in the app's form.
_FIELDS = {
    "name": "name",
    "email": "emails",
    "company": "company",
    "role": "role",
    "linkedin": "linkedin",
    "phone": "phone",
    "tie": "tie",
    "warmth": "warmth",
    "tag": "tags",
    "greeting": "greeting",
    "timezone": "timezone",
    "notes": "notes",
}
_ASKED = "They asked you. Your network grows outward."
_ASKED_FIRST = "Somebody asked you, for the first time: now you are the one who knows. Your network grows outward."
_OPTIONS = (
    click.option("--email", multiple=True, metavar="ADDRESS", help="May be given more than once."),
    click.option("--company", metavar="TEXT", help="Where they work."),
    click.option("--role", metavar="TEXT", help="What they do there."),
    click.option("--linkedin", metavar="LINK", help="Their profile."),
    click.option("--phone", metavar="NUMBER"),
    click.option("--tie", metavar="TEXT", help='What ties you: "school: Riverside High", "work: your talk on looms".'),
    click.option("--warmth", metavar="WARMTH", help=f"{', '.join(Warmth)}."),
    click.option("--tag", multiple=True, metavar="TAG", help="May be given more than once."),
    click.option("--greeting", metavar="TEXT", help="How a letter greets them, if not by the first name."),
    click.option("--timezone", metavar="ZONE", help="Europe/Paris"),
    click.option("--introduced-by", metavar="WHO", help="Whoever led you to them."),
    click.option("--asked-me", is_flag=True, default=None, help="They came to you, to ask. Kept with today's date."),
    click.option("--notes", metavar="TEXT", help="Write what they could read."),
)


def _person_options(function: F) -> F:
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@verb("add")
@click.argument("name", nargs=-1, required=True)
@_person_options
@pass_line
def add(line: Line, /, name: tuple[str, ...], **options: Any) -> None:
    """Keep a new person. A known address or profile is refused, naming who has it."""
    with opened(line, "add") as workspace:
        fields = _fields(workspace, options)
        person = workspace.people.add(" ".join(name), **fields)
        if line.json:
            print_json(values.contact(workspace, person))
            return
        print_text(f"{one_line(person.name)} is in your list. Number {person.id}.")
        if person.asked_me is not None:
            say(_ASKED_FIRST if workspace.network.first_asked() else _ASKED)
            return
        say(f"The letter to them: informal draft {who_word(person)}")


@verb("edit")
@who_argument
@click.option("--name", metavar="NAME")
@_person_options
@pass_line
def edit(line: Line, /, who: str, **options: Any) -> None:
    """Change what is known of a person. An empty value takes a field away."""
    given = {name: value for name, value in options.items() if value not in (None, ())}
    if not given:
        raise click.UsageError("Nothing to change: give a field, for example --company NAME.")
    with opened(line, "edit") as workspace:
        before = workspace.people.resolve(who)
        person = workspace.people.edit(before.id, **_fields(workspace, given, before.id))
        if line.json:
            print_json(values.contact(workspace, person))
        else:
            same = "as before: nothing differed" if person == before else "changed"
            print_text(f"{one_line(person.name)} is {same}.")


def _fields(workspace: Workspace, options: Mapping[str, Any], own: int | None = None) -> dict[str, Any]:
    """The fields of a contact that options give. Raises Refused for a value that does not fit."""
    from informal.workspace.edges import hint_about, parse

    fields: dict[str, Any] = {}
    for option, given in options.items():
        if given is None or given == ():
            continue
        if option == "introduced_by":
            fields["introduced_by"] = _introducer(workspace, given, own)
            continue
        if option == "asked_me":
            fields["asked_me"] = workspace.core.today
            continue
        name = _FIELDS[option]
        text = ",".join(given) if isinstance(given, tuple) else given
        fields[name] = parse(Contact, name, text)
        if remark := hint_about(name, text):
            say(remark)
    return fields


def _introducer(workspace: Workspace, who: str, own: int | None) -> int | None:
    from informal.errors import Refused

    if not who.strip():
        return None
    id = workspace.people.resolve(who).id
    if id == own:
        raise Refused("Nobody introduces themselves", "That is the same person.")
    return id


@verb("delete")
@who_argument
@pass_line
def delete(line: Line, who: str) -> None:
    """Take a person out. Letters that went out stay in the totals, without name and text; undo brings all back."""
    with opened(line, "delete") as workspace:
        person = workspace.people.resolve(who)
        told = values.contact(workspace, person)
        removed = workspace.people.delete(person.id)
        if line.json:
            print_json(told)
            return
        stay = f" {removed.letters} of your letters still count." if removed.letters else ""
        print_text(f"{one_line(removed.name)} is out of your list.{stay}")
        say("informal undo brings them back.")


# "-word" is for the search; only what begins with two dashes can be an option here.
@verb("list", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1)
@click.option("--stage", type=click.Choice([stage.value for stage in Stage]), help="Only those at one stage.")
@click.option("--due", is_flag=True, help="Only those with something to do today or before.")
@pass_line
def list_(line: Line, query: tuple[str, ...], stage: str | None, due: bool) -> None:
    """Everybody in the order of Today, or those whom the words of QUERY fit, best first.

    \b
    design loom          both, anywhere: name, work, tags, notes, letters, talks
    '"head of design"'   these words, one after the other
    -mentor              not that word
    company:loom  tag:mentor  stage:asked
    due:today  due:week  due:2026-12  due:any
    met:yes  met:no  met:2026-10
    """
    if unknown := next((word for word in query if word.startswith("--")), None):
        raise click.NoSuchOption(unknown)
    with opened(line, "list", read_only=True) as workspace:
        words = " ".join(query)
        first = [offer.contact for offer in workspace.day.offers()]
        found = workspace.people.find(words) if words.strip() else workspace.people.listing(first)
        if due:
            wanted = frozenset(workspace.day.due())
            found = [id for id in found if id in wanted]
        rows = [values.row(workspace, id) for id in found]
        rows = [row for row in rows if stage in (None, row["stage"])]
        if line.json:
            print_json(rows)
        elif rows:
            print_rows([_shown(row) for row in rows], (32, 10, 28, 120))
        elif not len(workspace.people):
            say('Nobody here yet. Who would be glad to hear from you? informal add "Ada Example"')
        else:
            say("Nobody fits.")


def _shown(row: Mapping[str, Any]) -> tuple[str, ...]:
    stage = STAGE_WORDS[Stage(row["stage"])]
    return row["name"], stage, row["company"], "" if row["reason"] == stage else row["reason"]


@verb("show")
@click.argument("who", nargs=-1, required=True, shell_complete=names)
@pass_line
def show(line: Line, who: tuple[str, ...]) -> None:
    """A person, with letters and talks. Words that begin the name are enough."""
    with opened(line, "show", read_only=True) as workspace:
        person = workspace.people.resolve(" ".join(who), loosely=True)
        whole = values.whole_contact(workspace, person)
        if line.json:
            print_json(whole)
            return
        _print_person(workspace, person)


def _print_person(workspace: Workspace, person: Contact) -> None:
    standing = workspace.core.standing(person.id)
    today = workspace.core.today
    print_text(one_line(person.name))
    stage = STAGE_WORDS[standing.stage]
    facts = {
        "": " · ".join(dict.fromkeys(part for part in (stage, standing.reason) if part)),
        "Work": " · ".join(one_line(part) for part in (person.role, person.company) if part),
        "E-mail": ", ".join(person.emails),
        "LinkedIn": person.linkedin,
        "Phone": person.phone,
        "How well": (person.warmth or "").replace("_", " "),
        "Tie": person.tie,
        "Tags": ", ".join(person.tags),
        "Asked you": _day(person.asked_me, today) if person.asked_me else "",
        "Introduced by": _name(workspace, person.introduced_by),
        "Led you to": ", ".join(one_line(one.name) for one in workspace.people.introduced(person.id)),
        "Number": str(person.id),
    }
    rows = [(label, value) for label, value in facts.items() if value]
    print_rows([("", label, value) for label, value in rows], (0, 16, 400))
    if person.notes:
        print_text("")
        print_text(person.notes)
    for message in workspace.core.messages_of(person.id):
        print_text(f"\n{_heading(message, today)}")
        if message.body:
            print_text("\n".join(f"  {text}".rstrip() for text in message.body.splitlines()))
    for talk in workspace.core.talks_of(person.id):
        place = f" · {one_line(talk.place)}" if talk.place else ""
        print_text(f"\n{_day(talk.on, today)} · talk, {talk.outcome}, {talk.minutes} minutes{place}")
        for text in (talk.said, talk.learned, talk.notes):
            if text:
                print_text(f"  {text}")


def _name(workspace: Workspace, id: int | None) -> str:
    found = workspace.core.store.get("contacts", id) if id is not None else None
    return one_line(str(found["name"])) if found else ""


_MACHINES = {Outcome.AWAY: "they are away", Outcome.BOUNCED: "the address does not work"}


def _heading(message: Message, today: date) -> str:
    kind = message.kind.replace("_", " ")
    if message.outcome is not None and message.outcome in _MACHINES:
        what = _MACHINES[message.outcome]
    elif message.state is State.RECEIVED:
        what = f"their answer: {message.outcome.replace('_', ' ')}" if message.outcome else "their answer"
    elif message.state is State.DRAFT:
        what = f"draft: {kind}"
    elif message.state is State.HANDED:
        what = f"{kind}, handed over: did it go out?"
    else:
        what = f"{kind}, {message.channel.replace('_', ' ')}" if message.channel else kind
    subject = f" · {one_line(message.subject)}" if message.subject else ""
    return f"{_day(message.on, today)} · {what}{subject}" if message.on else f"{what}{subject}"


def _day(day: date, today: date) -> str:
    from informal.practice.calendar import short_day

    return short_day(day, today)
