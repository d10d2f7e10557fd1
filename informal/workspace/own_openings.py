"""A letter that is kept as an opening of one's own: a new file in the folder of openings."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from informal import content
from informal.content.openings import read_opening, write_opening
from informal.errors import Refused
from informal.model.kinds import Kind
from informal.model.words import Opening
from informal.practice import templates
from informal.store import files
from informal.text import clean, fold, one_line
from informal.workspace.core import Core
from informal.workspace.letters import Letter, Letters

_NO_NAME = re.compile(r"[^a-z0-9]+")


def keep(core: Core, letters: Letters, letter: Letter, title: str) -> Path:
    """Write a letter as an opening; what it says of its reader becomes places. Returns the file, which is never an
    existing one. Raises Refused, NotKept."""
    title = one_line(title)
    name = _NO_NAME.sub("-", fold(title)).strip("-")[:60]
    path = core.paths.openings / f"{name}.txt"
    if not name:
        raise Refused("An opening needs a name", "It has no letters.", 'For example "fellow gardener".')
    if not letter.body.strip():
        raise Refused("This letter has no text yet", "An opening begins with words.")
    if name in {opening.name for opening in core.content.openings} or path.exists():
        raise Refused(f"There is an opening called {name} already", "Nothing was changed.", "Choose another name.")
    text = write_opening(_opening(core, letters, letter, name, title))
    # What we write must be what we read.
    read_opening(name, text, own=True)
    try:
        files.make_folder(path.parent)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(
            f"There is a file called {path.name} already", "Nothing was changed.", "Choose another name."
        ) from None
    except OSError as error:
        raise files.not_kept(error, path) from error
    content.load.cache_clear()
    return path


def _opening(core: Core, letters: Letters, letter: Letter, name: str, title: str) -> Opening:
    person, facts = letter.contact, letters.facts(letter.contact)
    if letter.opening is not None:
        # As it stands in its file, without what the record put into its places.
        begun = letters.opening(letter.opening.name)
    else:
        needs = (f"warmth {person.warmth}",) if person.warmth and letter.kind is Kind.ASK else ()
        begun = Opening(name, title, letter.kind, "", "", needs)
    made = templates.template_of(
        begun, facts, one_line(person.name), one_line(letter.subject), clean(letter.body).strip()
    )
    if letter.kind is Kind.FOLLOW_UP:
        # Its subject is that of the letter before it.
        made = replace(made, subject=begun.subject)
    return replace(made, name=name, title=title, own=True)
