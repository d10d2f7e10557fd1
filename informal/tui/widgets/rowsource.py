"""Where the rows of a list come from: how many, which, and where a key stands. Made only when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Protocol, TypeVar

from informal.tui.widgets.rowline import Row

Key = TypeVar("Key", bound=Hashable)


class RowSource(Protocol[Key]):
    """Where the rows come from."""

    def __len__(self) -> int:
        """How many there are."""

    def row(self, index: int) -> Row[Key]:
        """The row at an index from 0; asked for only when it is seen."""

    def key_at(self, index: int) -> Key:
        """The key at an index; makes no row."""

    def index_of(self, key: Key) -> int | None:
        """Where the key stands; None when it is not among them."""


class KeyedRows(Generic[Key]):
    """Rows made one by one from their keys. The keys must differ."""

    def __init__(self, keys: Sequence[Key], make: Callable[[Key], Row[Key]]) -> None:
        self.keys = keys
        self._make = make

    def __len__(self) -> int:
        return len(self.keys)

    def row(self, index: int) -> Row[Key]:
        return self._make(self.keys[index])

    def key_at(self, index: int) -> Key:
        return self.keys[index]

    def index_of(self, key: Key) -> int | None:
        # A look at each takes a tenth of the time of a dict for a few questions, and none of its memory.
        try:
            return self.keys.index(key)
        except ValueError:
            return None


class Rows(KeyedRows[Key]):
    """Rows that are all there already."""

    def __init__(self, rows: Sequence[Row[Key]]) -> None:
        made = {row.key: row for row in rows}
        super().__init__([row.key for row in rows], made.__getitem__)
