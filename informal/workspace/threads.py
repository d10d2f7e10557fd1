"""Which letters and talks belong to whom, found without a look at every one."""

from __future__ import annotations

from collections.abc import Iterable

from informal.store import Store


class Threads:
    """Which messages and talks belong to whom. Kept beside the store's tables, changed only where they changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._owners: dict[str, dict[int, int | None]] = {"messages": {}, "talks": {}}
        self._of: dict[str, dict[int, list[int]]] = {"messages": {}, "talks": {}}
        for table in self._of:
            for id in sorted(store.table(table)):
                self._place(table, id)

    def __bool__(self) -> bool:
        return any(self._of.values())

    def messages(self, contact: int) -> list[int]:
        """The ids of a person's letters, ascending."""
        return self._of["messages"].get(contact, [])

    def talks(self, contact: int) -> list[int]:
        """The ids of a person's talks, ascending."""
        return self._of["talks"].get(contact, [])

    def begun(self) -> frozenset[int]:
        """The people with a letter or a talk."""
        return frozenset(self._of["messages"]) | frozenset(self._of["talks"])

    def move(self, messages: Iterable[int], talks: Iterable[int]) -> set[int]:
        """Put the touched ones in their places; the people concerned, before and after."""
        concerned: set[int | None] = set()
        for table, ids in (("messages", messages), ("talks", talks)):
            for id in ids:
                concerned.add(self._remove(table, id))
                concerned.add(self._place(table, id))
        return {person for person in concerned if person is not None}

    def _place(self, table: str, id: int) -> int | None:
        document = self._store.table(table).get(id)
        if document is None:
            return None
        owner = document.get("contact")
        self._owners[table][id] = owner
        if owner is not None:
            ids = self._of[table].setdefault(owner, [])
            ids.append(id)
            if len(ids) > 1 and ids[-2] > id:
                ids.sort()
        return owner

    def _remove(self, table: str, id: int) -> int | None:
        owner = self._owners[table].pop(id, None)
        if owner is not None:
            ids = self._of[table][owner]
            ids.remove(id)
            if not ids:
                del self._of[table][owner]
        return owner
