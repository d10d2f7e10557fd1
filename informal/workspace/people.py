"""The people: adding, changing, finding, deleting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from informal.errors import NotFound, Refused
from informal.model.ids import new_id
from informal.model.kinds import Stage, State, Warmth
from informal.model.values import Contact, Message
from informal.store import Edit
from informal.text import fold, one_line, shell_word, width
from informal.workspace.core import Changed, Core, change, insert

if TYPE_CHECKING:
    from informal.workspace.finding import Finding

_MOST_CANDIDATES = 8
_MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class Removed:
    """A person who left the file by `delete`. letters: how many stay, without name and text, in the totals."""

    name: str
    letters: int


class People:
    """The use cases about contacts."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._calm: list[int] | None = None
        core.subscribe(self._on_changed, keeps=True)

    def __len__(self) -> int:
        return len(self._core.store.table("contacts"))

    def __contains__(self, id: int) -> bool:
        return id in self._core.store.table("contacts")

    def add(self, name: str, **fields: Any) -> Contact:
        """Keep a new person. fields: of Contact. Raises Refused when an address or profile is known already."""
        contact = Contact(id=new_id(), name=one_line(name), created=self._core.clock.now(), **fields)
        if not width(contact.name):
            raise Refused("A person needs a name", "The name is empty.")
        known = self.known(contact)
        if known:
            raise Refused(
                f"{known.name} is in your list already",
                "The address or profile is the same.",
                f"See: informal show {known.id}",
            )
        self._core.commit(f"add {contact.name}", [insert("contacts", contact)])
        return contact

    def known(self, contact: Contact) -> Contact | None:
        """Somebody else who has one of this person's addresses, or the profile."""
        from informal.practice.sameness import normal_profile

        addresses = {address.casefold() for address in contact.emails}
        profile = normal_profile(contact.linkedin)
        if not addresses and not profile:
            return None
        for id, document in self._core.store.table("contacts").items():
            if id == contact.id:
                continue
            if profile and normal_profile(str(document.get("linkedin", ""))) == profile:
                return self._core.contact(id)
            if addresses and any(address.casefold() in addresses for address in document.get("emails", ())):
                return self._core.contact(id)
        return None

    def edit(self, id: int, **fields: Any) -> Contact:
        """Change fields of a person, as one step. Returns the person as they are now."""
        before = self._core.contact(id)
        after = replace(before, **fields)
        if not width(one_line(after.name)):
            raise Refused("A person needs a name", "The name is empty.")
        self._core.commit(f"change {before.name}", change("contacts", before, after))
        return after

    def delete(self, id: int) -> Removed:
        """Take a person out of the file. Letters that went out stay, without name and text: totals never fall."""
        core = self._core
        contact = core.contact(id)
        edits = [Edit("contacts", id, core.store.get("contacts", id), None)]
        letters = 0
        for message in core.messages_of(id):
            if message.state in (State.SENT, State.HANDED, State.SENDING, State.UNKNOWN):
                edits += change("messages", message, _anonymous(message))
                letters += 1
            else:
                edits.append(Edit("messages", message.id, core.store.get("messages", message.id), None))
        for talk in core.talks_of(id):
            bare = replace(talk, contact=None, place="", notes="", said="", learned="", next_step=None)
            bare = replace(bare, questions=(), starred=0)
            edits += change("talks", talk, bare)
        led_to = self._introduced_by(id)
        for other in led_to:
            edits += change("contacts", other, replace(other, introduced_by=None))
        if gone := len(led_to) + (contact.introduced_by is not None):
            edits += core.edit_settings(introductions_gone=core.settings.introductions_gone + gone)
        core.commit(f"delete {contact.name}", edits)
        return Removed(contact.name, letters)

    def _introduced_by(self, id: int) -> list[Contact]:
        table = self._core.store.table("contacts")
        return [self._core.contact(other) for other, document in table.items() if document.get("introduced_by") == id]

    def introduced(self, id: int) -> list[Contact]:
        """Whom this person led to."""
        return self._introduced_by(id)

    @staticmethod
    def called(contact: Contact) -> str:
        """What a person is called in a sentence: as a letter greets them."""
        from informal.practice import names

        return one_line(contact.greeting or names.greeting_of(contact.name) or contact.name)

    def set_warmth(self, id: int, warmth: Warmth) -> Contact:
        """How well the person is known."""
        return self.edit(id, warmth=warmth)

    # Finding

    @cached_property
    def finding(self) -> Finding:
        """The search, which keeps what it prepared."""
        from informal.workspace.finding import Finding

        return Finding(self._core, self.listing)

    def resolve(self, who: str, *, loosely: bool = False) -> Contact:
        """The one person meant by an id, an e-mail address or a whole name; loosely: words that begin names too.

        Raises NotFound with the candidates where it is nobody or several.
        """
        who = one_line(who)
        table = self._core.store.table("contacts")
        # Longer numbers are no ids, and Python refuses to read some of them.
        if who.isdecimal() and len(who) < 20 and int(who) in table:
            return self._core.contact(int(who))
        found = [id for id, document in table.items() if self._is(document, who)]
        if not found and loosely:
            words = fold(who).split()
            found = [id for id, document in table.items() if words and _begin(words, str(document["name"]))]
        if len(found) == 1:
            return self._core.contact(found[0])
        if found:
            raise NotFound(
                f"{len(found)} people are meant by {who!r}",
                "",
                "Say which, by number or address.",
                self._candidates(found),
            )
        near = self.find(who)[:_MOST_CANDIDATES]
        hint = (
            "Did you mean one of these?"
            if near
            else f"To add them: informal add {'-- ' * who.startswith('-')}{shell_word(who)}"
        )
        raise NotFound(f"Nobody here is called {who!r}", "", hint, self._candidates(near))

    @staticmethod
    def _is(document: dict[str, Any], who: str) -> bool:
        if "@" in who and any(address.casefold() == who.casefold() for address in document.get("emails", ())):
            return True
        return fold(one_line(str(document["name"]))) == fold(who)

    def _candidates(self, ids: Iterable[int]) -> tuple[str, ...]:
        people = [self._core.contact(id) for id in list(ids)[:_MOST_CANDIDATES]]
        return tuple(f"{p.id}  {one_line(p.name)}{f' · {one_line(p.company)}' if p.company else ''}" for p in people)

    def named(self) -> Iterator[str]:
        """Every name, greeting and company in the file, as they stand there."""
        for document in self._core.store.table("contacts").values():
            yield from (text for key in ("name", "greeting", "company") if (text := document.get(key)))

    def names_beginning(self, text: str) -> list[str]:
        """The names that begin with a text, folded, in order; not more than anybody reads."""
        wanted = fold(one_line(text))
        names = (one_line(str(one.get("name", ""))) for one in self._core.store.table("contacts").values())
        return sorted(islice((name for name in names if fold(name).startswith(wanted)), _MOST_NAMES), key=fold)

    def find(self, query: str) -> list[int]:
        """The people a query fits (see practice.query), best first; an empty one: everybody, as listed."""
        return self.finding.find(query) if query.strip() else self.listing()

    def listing(self, first: Iterable[int] = ()) -> list[int]:
        """Everybody: those named first, then open threads by what comes next, then the rest by name, resting last."""
        core = self._core
        table = core.store.table("contacts")
        top = [id for id in dict.fromkeys(first) if id in table]
        taken = set(top)
        begun = [id for id in core.threads() if id in table and id not in taken]
        begun.sort(key=self._by_standing)
        taken.update(begun)
        split = next(
            (n for n, id in enumerate(begun) if core.standing(id).stage is Stage.RESTING),
            len(begun),
        )
        if self._calm is None:
            self._calm = sorted(table, key=lambda id: (_rests(table[id]), fold(str(table[id]["name"]))))
        rest = [id for id in self._calm if id not in taken]
        return [*top, *begun[:split], *rest, *begun[split:]]

    def _by_standing(self, id: int) -> tuple[bool, bool, str, str]:
        standing = self._core.standing(id)
        due = standing.due
        return (
            standing.stage is Stage.RESTING,
            due is None,
            due.isoformat() if due else "",
            fold(self._core.contact(id).name),
        )

    def _on_changed(self, changed: Changed) -> None:
        if changed.tables.get("contacts"):
            self._calm = None


def _rests(document: dict[str, Any]) -> bool:
    return bool(document.get("dont_write") or document.get("rested_on"))


def _begin(words: list[str], name: str) -> bool:
    parts = fold(name).split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def _anonymous(message: Message) -> Message:
    return replace(message, contact=None, subject="", body="", slots={}, versions=(), state=State.SENT, message_id="")
