"""The state of the program and the one way to change it.

Core holds what the store remembers as values made when they are touched, finds a person's letters and talks, knows
where one stands with each, and tells its listeners what changed. The families beside it (people, letters, ...) hold the
use cases. All of it belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from informal.errors import NotFound
from informal.model.kinds import Blocker
from informal.model.records import changed_fields, from_document, to_document
from informal.model.values import Contact, Crossing, Message, Settings, Talk
from informal.store import Edit, Store, Touched
from informal.system import clock as clocks
from informal.system.paths import Paths
from informal.workspace.scan import Scan
from informal.workspace.threads import Threads

if TYPE_CHECKING:
    from informal.model.words import Content
    from informal.practice.calendar import WorkCalendar
    from informal.practice.stage import Standing

SETTINGS_ID = 1
# What the setting `country` holds where no holidays are wanted, not even those of a guess.
NO_COUNTRY = "NONE"
BLOCKER_IDS = {which: number for number, which in enumerate(Blocker, 1)}


@dataclass(frozen=True, slots=True)
class Changed:
    """What a listener is told. tables: table -> ids; empty for a new day. ours: whether this process did it.

    people: whose own record changed, or whose letters or talks.
    """

    tables: Touched
    ours: bool
    people: frozenset[int] = frozenset()


class Core:
    """State, standing, commit, subscribe."""

    def __init__(self, store: Store, clock: clocks.Clock, paths: Paths, origin: str) -> None:
        self.store = store
        self.clock = clock
        self.paths = paths
        self.origin = origin
        self.today = clock.today()
        self._keepers: list[Callable[[Changed], None]] = []
        self._listeners: list[Callable[[Changed], None]] = []
        self._contacts: dict[int, Contact] = {}
        self._messages: dict[int, Message] = {}
        self._standings: dict[int, Standing] = {}
        self._threads = Threads(store)
        self._settings: Settings | None = None
        self._scan: Scan | None = None
        self._writing = False
        self._calendar: WorkCalendar | None = None
        self._calendar_for = (False, 0)

    # What is remembered

    @property
    def content(self) -> Content:
        """The words people read, with the person's own openings; read when they are first needed."""
        from informal import content

        return content.load(self.paths.openings if self.paths.openings.is_dir() else None)

    @property
    def settings(self) -> Settings:
        """What the person chose, or the defaults."""
        if self._settings is None:
            document = self.store.get("settings", SETTINGS_ID)
            self._settings = from_document(Settings, document) if document else Settings()
        return self._settings

    @property
    def calendar(self) -> WorkCalendar:
        """The person's working days, with the holidays of their country: the chosen one, or a guess."""
        # Until anything was begun no working day is counted, and no verb waits for the holidays of a guess.
        wanted = (bool(self._threads), self.today.year)
        if self._calendar is None or self._calendar_for != wanted:
            from informal.practice.calendar import WorkCalendar

            begun, year = wanted
            holidays = self._other_holidays(year) if begun else ()
            self._calendar = WorkCalendar.from_settings(self.settings, holidays)
            self._calendar_for = wanted
        return self._calendar

    def _other_holidays(self, year: int) -> tuple[date, ...]:
        """The holidays that the settings don't hold: of a country that was not chosen, or of years to come."""
        from informal.system import locale

        settings = self.settings
        kept = settings.holidays[-1].year if settings.holidays else 0
        country = settings.country or locale.guess_country()
        if not country or settings.country == NO_COUNTRY or (settings.country and kept > year):
            return ()
        from informal.system import holidays

        return holidays.guessed(country, year, self.paths.state)

    def contact(self, id: int) -> Contact:
        """The contact with that id. Raises NotFound."""
        found = self._contacts.get(id)
        if found is None:
            document = self.store.get("contacts", id)
            if document is None:
                raise NotFound("Nobody has that number", f"There is no contact {id}.", "See: informal list")
            found = self._contacts[id] = from_document(Contact, document)
        return found

    def introducer(self, contact: Contact) -> str:
        """The name of whoever led to a person; "" where nobody did, or they are not in the file any more."""
        found = self.store.get("contacts", contact.introduced_by) if contact.introduced_by else None
        return str(found["name"]) if found else ""

    @property
    def scan(self) -> Scan:
        """What rules look for among all contacts."""
        if self._scan is None:
            self._scan = Scan.of(self.store.table("contacts"))
        return self._scan

    def contacts(self) -> Iterable[Contact]:
        """Every contact, as values. Costs a value each: not for the way to the first paint."""
        return map(self.contact, self.store.table("contacts"))

    def message(self, id: int) -> Message:
        """The message with that id. Raises NotFound."""
        found = self._messages.get(id)
        if found is None:
            document = self.store.get("messages", id)
            if document is None:
                raise NotFound("That letter is gone", f"There is no message {id}.")
            found = self._messages[id] = from_document(Message, document)
        return found

    def messages(self) -> list[Message]:
        """Every message, oldest first."""
        return sorted(map(self.message, self.store.table("messages")), key=_when)

    def messages_of(self, contact: int) -> tuple[Message, ...]:
        """A person's letters in both directions, oldest first."""
        return tuple(sorted(map(self.message, self._threads.messages(contact)), key=_when))

    def talks(self) -> list[Talk]:
        """Every talk, oldest first."""
        return [from_document(Talk, document) for _, document in sorted(self.store.table("talks").items())]

    def talks_of(self, contact: int) -> tuple[Talk, ...]:
        """A person's talks, oldest first."""
        table = self.store.table("talks")
        return tuple(from_document(Talk, table[id]) for id in self._threads.talks(contact))

    def documents_of(self, table: str, contact: int) -> Iterable[Mapping[str, Any]]:
        """A person's messages or talks in the order of their ids, as they stand in the file: no value is made."""
        documents = self.store.table(table)
        ids = self._threads.messages(contact) if table == "messages" else self._threads.talks(contact)
        return [documents[id] for id in ids]

    def crossings(self) -> dict[Blocker, Crossing]:
        """The blockers that are crossed out."""
        table = self.store.table("blockers")
        values = (from_document(Crossing, table[id]) for id in BLOCKER_IDS.values() if id in table)
        return {value.which: value for value in values if value.crossed_on}

    def threads(self) -> frozenset[int]:
        """The people with whom anything was ever begun."""
        return self._threads.begun()

    @property
    def forgotten(self) -> Sequence[str]:
        """Hashes of the people who were forgotten, by which imports leave them alone. See practice.sameness.prints."""
        return (self.store.get("meta", 1) or {}).get("forgotten") or ()

    def standing(self, id: int) -> Standing:
        """Where one stands with a person today."""
        found = self._standings.get(id)
        if found is None:
            from informal.practice.stage import standing

            contact = self.contact(id)
            found = self._standings[id] = standing(
                contact,
                self.messages_of(id),
                self.talks_of(id),
                calendar=self.calendar,
                settings=self.settings,
                today=self.today,
                now=self.clock.now(),
                local=clocks.local,
                introducer=self.introducer(contact),
            )
        return found

    # Changing it

    def commit(self, label: str, edits: Sequence[Edit], *, step: bool = True) -> None:
        """Make a change durable, then tell everybody. step: one that `undo` takes back. Raises NotKept."""
        if edits:
            touched = self.store.commit(label, edits, origin=self.origin, step=step)
            self.publish(touched, ours=True)

    def commit_if(self, label: str, plan: Callable[[], Sequence[Edit]], *, step: bool = True) -> None:
        """As `commit`, with edits made under the lock when all is up to date; `plan` looks at the store's documents.

        Raises what `plan` raises, and NotKept: then nothing was changed, and nothing waits to be.
        """
        self.publish(self.store.commit_if(label, plan, origin=self.origin, step=step), ours=True)

    def change_settings(self, label: str, **fields: Any) -> None:
        """Change some settings as one step."""
        self.commit(label, self.edit_settings(**fields))

    def edit_settings(self, **fields: Any) -> list[Edit]:
        """The edits that give settings new values; none when nothing differs."""
        after = replace(self.settings, **fields)
        if self.store.get("settings", SETTINGS_ID) is None:
            return [] if after == self.settings else [insert("settings", after)]
        return change("settings", self.settings, after)

    def refresh(self) -> None:
        """Take in what other processes did since, and a new day."""
        self.publish(self.store.refresh(), ours=False)
        today = self.clock.today()
        if today != self.today:
            self.today = today
            self._standings.clear()
            self._tell(Changed({}, ours=False))

    @property
    def trouble(self) -> str:
        """Why the last changes are in memory only; "" while everything is kept."""
        return self.store.trouble.message if self.store.trouble else ""

    def tend(self, idle: float, aside: Callable[[Callable[[], bool]], object] | None = None) -> None:
        """Look after the file while nobody types: make the backup that waits, try again what could not be kept, and
        write a checkpoint if one is wanted. idle: seconds since the last change. aside: runs a job in a worker."""
        if job := self.store.backup_job():
            aside(job) if aside else job()
        if self.store.pending:
            self.store.retry()
        if not self._writing and self.store.checkpoint_wanted(idle) and (job := self.store.checkpoint_job()):
            self._writing = True
            aside(lambda: self._write(job)) if aside else self._write(job)

    def _write(self, job: Callable[[], bool]) -> bool:
        """Write a checkpoint, in whatever thread. Another is prepared only when this one is done."""
        try:
            return job()
        finally:
            self._writing = False

    def publish(self, touched: Touched, *, ours: bool) -> None:
        """Forget what was derived from the touched documents and tell the listeners. Nothing touched: nothing told."""
        if not any(touched.values()):
            return
        moved = self._threads.move(touched.get("messages", set()), touched.get("talks", set()))
        for id in touched.get("messages", ()):
            self._messages.pop(id, None)
        for id in touched.get("contacts", ()):
            self._contacts.pop(id, None)
        if touched.get("contacts"):
            self._scan = None
            # A new name of an introducer stands in the reason of everybody they introduced.
            moved |= {id for id, contact in self._contacts.items() if contact.introduced_by in touched["contacts"]}
        people = frozenset(moved | touched.get("contacts", set()))
        for id in people:
            self._standings.pop(id, None)
        if touched.get("settings"):
            before, self._settings = self._settings, None
            # A name typed under a letter is a setting, too, and changes nobody's standing.
            if before is None or before.pace != self.settings.pace:
                self._calendar = None
                self._standings.clear()
        self._tell(Changed(touched, ours, people))

    def subscribe(self, listener: Callable[[Changed], None], *, keeps: bool = False) -> None:
        """Be told of every change from now on, in this thread, after it is kept.

        keeps: the listener keeps what it derived from documents, and forgets it before anybody else looks.
        """
        (self._keepers if keeps else self._listeners).append(listener)

    def _tell(self, changed: Changed) -> None:
        for listener in (*self._keepers, *self._listeners):
            listener(changed)

    def local(self, moment: datetime) -> datetime:
        """An instant on the person's wall clock."""
        return clocks.local(moment)

    def local_day(self, moment: datetime) -> date:
        """The person's day of an instant."""
        return clocks.local(moment).date()


def _when(message: Message) -> tuple[datetime, int]:
    return message.at or datetime.min.replace(tzinfo=UTC), message.id


def insert(table: str, value: Any) -> Edit:
    """The edit that adds a value."""
    return Edit(table, value.id, None, to_document(value))


def change(table: str, before: Any, after: Any) -> list[Edit]:
    """The edit that turns one value into another; none when they are equal."""
    old, new = changed_fields(before, after)
    return [Edit(table, before.id, old, new)] if new else []
