"""A mailto address that somebody clicked: the person it names, and a letter to them."""

from __future__ import annotations

from dataclasses import replace

from informal.errors import Refused
from informal.model.values import Contact
from informal.practice import handoff
from informal.text import fit, one_line
from informal.workspace.letters import Letters
from informal.workspace.people import People


def begin(url: str, people: People, letters: Letters) -> int:
    """The person a mailto address names, kept now if they are new. A subject or text that it brings goes into a letter
    that was not begun yet; what was typed stays. Raises Refused for anything but one person's address, NotKept.
    """
    wanted = handoff.read_mailto(url)
    if wanted is None:
        raise Refused(
            "That address names nobody to write to",
            fit(one_line(url), 60),
            "It looks like this: mailto:ada@example.org",
        )
    found = handoff.recognise(wanted.address)
    person = people.known(Contact(id=0, name=found.name, emails=(wanted.address,)))
    person = person or people.add(found.name, emails=(wanted.address,))
    letter = letters.open(person.id)
    if letter.id is None and (wanted.subject or wanted.body):
        opening = None if wanted.body else letter.opening
        body = wanted.body or letter.body
        letters.keep(replace(letter, opening=opening, subject=wanted.subject or letter.subject, body=body))
    return person.id
