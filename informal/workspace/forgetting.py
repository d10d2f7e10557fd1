"""Forgetting somebody: out of the file, the journals, undo and every backup, for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from informal.errors import NotFound
from informal.model.records import Document
from informal.practice import forgetting
from informal.text import fold, one_line
from informal.workspace.core import Core

if TYPE_CHECKING:
    from informal.store.rescue.forget import Gone
    from informal.workspace.people import People


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a wish to forget. still_named: letters and notes of others in which a whole name or an address
    stands. removed: damaged files that named them and could only be removed."""

    people: int
    still_named: int = 0
    removed: tuple[str, ...] = ()


class Forgetting:
    """The use cases about people who are to leave for good."""

    def __init__(self, core: Core, people: People) -> None:
        self._core = core
        self._people = people

    def find(self, who: str) -> list[Document]:
        """The one person meant, as People.resolve knows them; else those deleted before whom undo would bring back.

        Raises NotFound with the candidates.
        """
        try:
            id = self._people.resolve(who).id
        except NotFound as unknown:
            former = self._former(one_line(who))
            if not former or unknown.title[:1].isdigit():
                raise
            return former
        document = self._core.store.get("contacts", id)
        return [] if document is None else [document]

    def _former(self, who: str) -> list[Document]:
        """Contacts that only the history knows, by name or address, in every state in which it knows them."""
        here = self._core.store.table("contacts")
        steps = self._core.store.history(_ALL)
        known: dict[int, list[Document]] = {}
        for edit in (edit for step in steps for edit in step.edits if edit.table == "contacts" and edit.id not in here):
            known.setdefault(edit.id, []).extend({**one, "id": edit.id} for one in (edit.before, edit.after) if one)
        return [one for every in known.values() if any(_is(one, who) for one in every) for one in every]

    def never_written_to(self) -> list[Document]:
        """Everybody with whom nothing was ever begun, but for those who asked not to be written to: that is kept."""
        begun = self._core.threads()
        table = self._core.store.table("contacts")
        return [document for id, document in table.items() if id not in begun and not document.get("dont_write")]

    def documents(self, people: Iterable[int]) -> list[Document]:
        """The contacts with these ids, as far as they are there."""
        table = self._core.store.table("contacts")
        return [table[id] for id in people if id in table]

    def forget(self, documents: Sequence[Document]) -> Forgotten:
        """Forget these contacts. It can't be taken back. Raises NotKept, StoreError; done again it is finished."""
        from informal.store.rescue import forget

        wish = forgetting.Wish.of(documents)
        gone = forget.forget(self._core.store, wish)
        self._core.publish(self._core.store.refresh(), ours=True)
        return Forgotten(len(wish.people), self._still_named(wish.words), gone.removed)

    def _still_named(self, words: Iterable[str]) -> int:
        import orjson

        known = frozenset(words)
        tables = (table for name, table in self._core.store.tables().items() if name != "meta")
        texts = (orjson.dumps(document).decode() for table in tables for document in table.values())
        return sum(forgetting.named(text, known) for text in texts)

    def finish(self) -> Gone | None:
        """Finish what was interrupted; None when nothing was."""
        from informal.store.rescue import forget

        gone = forget.finish(self._core.store)
        self._core.publish(self._core.store.refresh(), ours=True)
        return gone


_ALL = 10**9


def _is(document: Document, who: str) -> bool:
    emails = document.get("emails") or ()
    return fold(one_line(str(document.get("name", "")))) == fold(who) or any(
        str(address).casefold() == who.casefold() for address in emails
    )
