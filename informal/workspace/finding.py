"""Finding people while somebody types: what is searched is prepared once, kept, and made anew only where it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from informal.model.kinds import Stage, TalkOutcome
from informal.practice import search
from informal.practice.marking import around, marks
from informal.practice.search import Hay, Query
from informal.text import one_line
from informal.workspace.core import Changed, Core

# How many people are prepared at a go before anybody searches: a few milliseconds.
_SLICE = 1_000
_GLIMPSE = 60  # letters, about
_LETTER = ("subject", "body")
_TALK = ("place", "notes", "said", "learned")
_MOVES = frozenset({"dont_write", "rested_on", "snoozed_until"})


@dataclass(frozen=True, slots=True)
class Why:
    """name: (start, end) of what was meant in the name, on one line. glimpse: where it stands beside the name, cut to a
    line, "" where that says nothing more; marks: the same in it."""

    name: tuple[tuple[int, int], ...] = ()
    glimpse: str = ""
    marks: tuple[tuple[int, int], ...] = ()


class Finding:
    """The search over everybody. order: everybody, as the list has them."""

    def __init__(self, core: Core, order: Callable[[], list[int]]) -> None:
        self._core = core
        self._order = order
        self._hays: dict[int, Hay] = {}
        self._all: Sequence[Hay] | None = None
        self._last: tuple[Query, Sequence[Hay]] | None = None
        self._facts = _Facts(core)
        core.subscribe(self._on_changed, keeps=True)

    def warm(self) -> bool:
        """Prepare a few more people for the first search; whether there are more to prepare."""
        table = self._core.store.table("contacts")
        if len(self._hays) < len(table):
            self._prepare(islice((id for id in table if id not in self._hays), _SLICE))
        return len(self._hays) < len(table)

    def _prepare(self, ids: Iterable[int]) -> None:
        table, begun = self._core.store.table("contacts"), self._core.threads()
        for id in ids:
            self._hays[id] = search.haystack(table[id], self._said(id) if id in begun else ())

    def find(self, text: str) -> list[int]:
        """The people a query fits, best first, equals in the order of the list."""
        query = search.parse(text)
        everybody = self._everybody()
        earlier, among = self._last or (Query(), everybody)
        hits = search.narrow(query, among if query.narrows(earlier) else everybody, self._facts)
        self._last = (query, hits)
        return search.best(query, hits, everybody, self._facts)

    def _everybody(self) -> Sequence[Hay]:
        if self._all is None:
            order = self._order()
            self._prepare(id for id in order if id not in self._hays)
            self._all = [self._hays[id] for id in order]
        return self._all

    def _said(self, id: int) -> Iterator[str]:
        """The letters and talks with somebody, as texts."""
        for document in self._core.documents_of("messages", id):
            yield from (text for field in _LETTER if (text := document.get(field)))
        for document in self._core.documents_of("talks", id):
            yield from (text for field in _TALK if (text := document.get(field)))
            step = document.get("next_step") or {}
            yield from (step["what"],) if step.get("what") else ()

    def why(self, id: int, text: str) -> Why:
        """Why somebody is among those found, to be shown with them."""
        query = search.parse(text)
        document = self._core.store.get("contacts", id) or {"name": ""}
        name = one_line(str(document["name"]))
        missing = Query(tuple(word for word in query.words if not marks(Query((word,)), name)))
        lines = map(one_line, (*search.fields(document), *self._said(id))) if missing.words else ()
        glimpse = next((around(missing, line, _GLIMPSE) for line in lines if marks(missing, line)), "")
        return Why(marks(query, name, near=not glimpse), glimpse, marks(missing, glimpse))

    def _on_changed(self, changed: Changed) -> None:
        self._all = self._last = None
        self._facts.forget()
        for id in changed.people:
            self._hays.pop(id, None)


class _Facts:
    """What conditions ask, from the documents where they say it. Who was never written to is new: no value is made."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def today(self) -> date:
        return self._core.today

    def forget(self) -> None:
        """Something changed."""
        self.__dict__.pop("_moved", None)

    @cached_property
    def _moved(self) -> frozenset[int]:
        """Everybody who may be anything but new."""
        table = self._core.store.table("contacts").items()
        return self._core.threads() | {id for id, one in table if _MOVES & one.keys() and any(map(one.get, _MOVES))}

    def company(self, id: int) -> str:
        return str(self._core.store.table("contacts")[id].get("company", ""))

    def tags(self, id: int) -> Iterable[str]:
        tags: Iterable[str] = self._core.store.table("contacts")[id].get("tags", ())
        return tags

    def stage(self, id: int) -> Stage:
        return self._core.standing(id).stage if id in self._moved else Stage.NEW

    def due(self, id: int) -> date | None:
        return self._core.standing(id).due if id in self._moved else None

    def met(self, id: int) -> tuple[str, ...]:
        talks = self._core.documents_of("talks", id)
        return tuple(str(talk["on"]) for talk in talks if talk.get("outcome") == TalkOutcome.HELD)
