"""What is left of everything when somebody is forgotten: pure functions over documents and lines of the journal.

Letters that went out stay in the totals without name, contact and text, and talks that were held without words, as
after a deletion. Everything else about the person goes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from informal.model.kinds import State
from informal.practice.sameness import prints

Document = dict[str, Any]
Tables = Mapping[str, Mapping[int, Document]]
Line = dict[str, Any]
Record = tuple[str, int]

# All that stays of a letter that went out, and of a talk. Fields that we don't know might say who it was.
_LETTER = frozenset({"id", "kind", "opening", "channel", "at", "on", "outcome", "kept"})
_TALK = frozenset({"id", "starts_at", "on", "timezone", "minutes", "outcome"})
_WENT_OUT = frozenset({State.SENT, State.HANDED, State.SENDING, State.UNKNOWN})
_NOBODY = "somebody"


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is to be forgotten. prints: see sameness.prints. words: names and addresses, to be taken out of labels."""

    people: frozenset[int]
    prints: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Wish:
        """The wish to forget these contacts."""
        known = list(documents)
        return cls(
            frozenset(int(document["id"]) for document in known),
            frozenset(one for document in known for one in prints_of(document)),
            frozenset(word for document in known for word in words_of(document)),
        )

    def with_(self, other: Wish) -> Wish:
        """Both wishes."""
        return Wish(self.people | other.people, self.prints | other.prints, self.words | other.words)


def prints_of(contact: Document) -> frozenset[str]:
    """Hashes of all by which a contact would be recognised, as they are and as an import gave them."""
    return _prints(contact) | _prints(contact.get("imported") or {})


def _prints(fields: Document) -> frozenset[str]:
    name, company, linkedin = (str(fields.get(field) or "") for field in ("name", "company", "linkedin"))
    return prints(name, company, linkedin, _emails(fields))


def words_of(contact: Document) -> frozenset[str]:
    """Names and addresses of a contact."""
    fields = (contact, contact.get("imported") or {})
    words = {str(one.get("name") or "").strip() for one in fields} | {mail for one in fields for mail in _emails(one)}
    return frozenset(word for word in words if word)


def _emails(fields: Document) -> list[str]:
    emails = fields.get("emails")
    return [mail for mail in emails if isinstance(mail, str)] if isinstance(emails, list) else []


def meant(wish: Wish, contacts: Iterable[Document], alive: Collection[int]) -> frozenset[int]:
    """The ids of those who are meant, under other numbers too: somebody deleted and imported again had another one.

    alive: who stays; somebody who shares an address with them is somebody else.
    """
    same = {int(one["id"]) for one in contacts if "id" in one and not wish.prints.isdisjoint(prints_of(one))}
    return wish.people | (same - frozenset(alive))


def widened(wish: Wish, contacts: Sequence[Document], alive: Collection[int]) -> Wish:
    """The wish with what these documents, of whatever time, add to it. alive: see `meant`."""
    people = meant(wish, contacts, alive)
    words = (words_of(one) for one in contacts if one.get("id") in people)
    return Wish(people, wish.prints, wish.words.union(*words))


def without(tables: Tables, people: Collection[int]) -> dict[str, dict[int, Document]]:
    """The tables without them. Documents that stay as they were are the same objects."""
    left = {name: dict(table) for name, table in tables.items()}
    contacts, messages, talks = (left.get(name, {}) for name in ("contacts", "messages", "talks"))
    for id in people:
        contacts.pop(id, None)
    for id, contact in contacts.items():
        if contact.get("introduced_by") in people:
            contacts[id] = {name: value for name, value in contact.items() if name != "introduced_by"}
    for id, message in list(messages.items()):
        if message.get("contact") in people:
            if message.get("state") in _WENT_OUT:
                bare = {name: value for name, value in message.items() if name in _LETTER}
                messages[id] = bare | {"state": State.SENT.value}
            else:
                del messages[id]
    for id, talk in talks.items():
        if talk.get("contact") in people:
            talks[id] = {name: value for name, value in talk.items() if name in _TALK} | {"contact": None}
    return left


# The journal


def contacts_in(lines: Iterable[Line]) -> list[Document]:
    """Every contact that lines of the journal add, change or take away, as far as each line tells."""
    found: list[Document] = []
    for line in lines:
        for table, id, before, after in line.get("edits", ()):
            if table == "contacts":
                found += [{**fields, "id": id} for fields in (before, after) if fields]
    return found


def lines_without(lines: Sequence[Line], people: Collection[int], words: Collection[str], tables: Tables) -> list[Line]:
    """The lines of the journal without what is about them. What others did, and to others, can still be undone.

    tables: as they were, to tell whose a letter is.
    """
    theirs = _theirs(lines, people, tables)
    name_in_label, any_word = _pattern(word for word in words if " " in word or "@" in word), _pattern(words)
    left: list[Line] = []
    gone: set[int] = set()
    for line in lines:
        if "step" not in line:
            continue
        edits = [fit for edit in line.get("edits", ()) if (fit := _edit_without(edit, people, theirs)) is not None]
        about_them = edits != line.get("edits", [])
        number = line["step"]
        refers = line.get("undoes", line.get("redoes"))
        if (about_them and not edits) or refers in gone:
            gone.add(number)
            continue
        fresh = line | {"edits": edits}
        pattern = any_word if about_them else name_in_label
        if pattern is not None and isinstance(line.get("label"), str):
            fresh["label"] = pattern.sub(_NOBODY, line["label"])
        if "lost" in line:
            fresh["lost"] = [lost for lost in line["lost"] if not _lost_is_theirs(lost, people, theirs)]
        left.append(fresh)
    return left


def _theirs(lines: Iterable[Line], people: Collection[int], tables: Tables) -> frozenset[Record]:
    """Every record that is, or ever was, about them."""
    theirs: set[Record] = {("contacts", id) for id in people}
    for name in ("messages", "talks"):
        theirs.update((name, id) for id, one in tables.get(name, {}).items() if one.get("contact") in people)
    for line in lines:
        for table, id, before, after in line.get("edits", ()):
            if table in ("messages", "talks") and any(one and one.get("contact") in people for one in (before, after)):
                theirs.add((table, id))
    return frozenset(theirs)


def _edit_without(edit: list[Any], people: Collection[int], theirs: Collection[Record]) -> list[Any] | None:
    table, id, before, after = edit
    if (table, id) in theirs:
        return None
    if table != "contacts" or not any(one and one.get("introduced_by") in people for one in (before, after)):
        return edit
    was, will = (
        one and {name: value for name, value in one.items() if name != "introduced_by"} for one in (before, after)
    )
    return [table, id, was, will] if was or will else None


def _lost_is_theirs(lost: Any, people: Collection[int], theirs: Collection[Record]) -> bool:
    table, id, field, value = lost
    return (table, id) in theirs or (field == "introduced_by" and value in people)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    known = sorted({word for word in words if word}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE) if known else None


def named(text: str, words: Iterable[str]) -> bool:
    """Whether a whole name or an address stands in a text."""
    pattern = _pattern(word for word in words if " " in word or "@" in word)
    return pattern is not None and pattern.search(text) is not None
