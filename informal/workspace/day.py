"""Today: what to do next, what was done, and the four things nobody needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from informal.model.ids import new_id
from informal.model.kinds import Blocker, Channel, Kind, State, TalkOutcome
from informal.model.values import Crossing, Message
from informal.store import Edit
from informal.text import one_line
from informal.workspace.core import BLOCKER_IDS, Changed, Core, change, insert

if TYPE_CHECKING:
    from informal.practice.agenda import Entry
    from informal.practice.asks import Counts
    from informal.practice.today import Forecast, Offer

# "After a week away" one key rests what is old.
DAYS_AWAY = 7
# New people of each sort (introduced or not, how warm) that Today chooses among. More than any company's letters.
_FRESH_OF_A_SORT = 60


@dataclass(frozen=True, slots=True)
class Away:
    """A while in which nothing was written. old: how many threads have waited for more than 15 working days."""

    days: int
    old: int


class Day:
    """The use cases of a day."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._skipped: set[int] = set()
        self._skipped_on: date = core.today
        self._counts: Counts | None = None
        self._offers: tuple[Offer, ...] | None = None
        core.subscribe(self._on_changed, keeps=True)

    def offers(self) -> tuple[Offer, ...]:
        """Three things at most, each with its reason."""
        core = self._core
        if self._skipped_on != core.today:
            self._skipped.clear()
            self._skipped_on = core.today
        if self._offers is None:
            from informal.practice import today
            from informal.workspace.network import reasons

            news = reasons(core)
            self._offers = today.offers(
                [(core.contact(id), core.standing(id)) for id in dict.fromkeys((*self._candidates(), *news))],
                core.calendar,
                core.settings,
                core.today,
                skipped=frozenset(self._skipped),
                news=news,
            )
        return self._offers

    def _candidates(self) -> list[int]:
        """Everybody with an open thread, and enough of those who are new. Values are made for these only."""
        core = self._core
        begun = core.threads()
        table = core.store.table("contacts")
        put_off = (id for id in core.scan.put_off if id not in begun)
        return [*(id for id in begun if id in table), *put_off, *self.fresh()]

    def fresh(self) -> list[int]:
        """Enough people of each sort to whom nothing was ever written, and who were not passed over today."""
        core = self._core
        begun = core.threads()
        return [
            id
            for ids in core.scan.fresh.values()
            for id in islice((id for id in ids if id not in begun and id not in self._skipped), _FRESH_OF_A_SORT)
        ]

    def kept_back(self) -> str:
        """In quiet weeks: how many short notes are kept, and for which day; "" when none is."""
        from informal.practice import today

        core = self._core
        if not core.calendar.in_quiet(core.today):
            return ""
        table = core.store.table("contacts")
        standings = (core.standing(id) for id in core.threads() if id in table)
        kept = today.kept_back(standings, core.calendar, core.today)
        return today.say_kept_back(*kept, core.today) if kept else ""

    def due(self) -> list[int]:
        """Everybody with whom there is something to do today, or was before."""
        core = self._core
        table = core.store.table("contacts")
        found = dict.fromkeys((*(id for id in core.threads() if id in table), *core.scan.put_off))
        return [id for id in found if (day := core.standing(id).due) is not None and day <= core.today]

    def agenda(self) -> tuple[Entry, ...]:
        """What happens when: talks, the day before them, short notes, rests, what one said one would do."""
        from informal.practice.agenda import agenda
        from informal.workspace.network import reasons

        core = self._core
        table = core.store.table("contacts")
        news = reasons(core)
        found = dict.fromkeys((*(id for id in core.threads() if id in table), *core.scan.put_off, *news))
        people = [(core.contact(id), core.standing(id), core.talks_of(id)) for id in found]
        return agenda(people, core.today, core.local, news)

    def away(self) -> Away | None:
        """After a week or more away: for how many days, and how many threads one key may rest. Else None."""
        core = self._core
        days = [message.on for message in core.messages() if message.on and message.on <= core.today]
        days += [talk.on for talk in core.talks() if talk.outcome is TalkOutcome.HELD and talk.on <= core.today]
        away = (core.today - max(days)).days if days else 0
        old = self._left_over() if away >= DAYS_AWAY else ()
        return Away(away, len(old)) if old else None

    def rest_the_old(self) -> int:
        """Rest all that has waited for more than 15 working days, as one step; how many threads that were."""
        core = self._core
        people = [core.contact(id) for id in self._left_over()]
        edits = [
            edit
            for person in people
            for edit in change("contacts", person, replace(person, rested_on=core.today, snoozed_until=None))
        ]
        core.commit(f"rest {len(people)} that waited", edits)
        return len(people)

    def _left_over(self) -> tuple[int, ...]:
        from informal.practice import today

        core = self._core
        begun = [id for id in core.threads() if core.store.get("contacts", id) is not None]
        candidates = ((core.contact(id), core.standing(id)) for id in begun if not core.standing(id).handed)
        return today.left_over(candidates, core.calendar, core.today)

    def skip(self, contact: int) -> None:
        """Offer another one instead, for today. Nothing is stored: nobody is put off."""
        self._skipped.add(contact)
        self._offers = None

    def counts(self) -> Counts:
        """What was done, today and in all."""
        core = self._core
        if self._counts is None:
            from informal.practice import asks

            introduced = len(core.scan.introduced) + core.settings.introductions_gone
            self._counts = asks.counts(
                core.messages(), core.talks(), today=core.today, settings=core.settings, introductions=introduced
            )
        return self._counts

    def silence(self) -> str:
        """What the silence of open letters means, in one sentence; "" when there is nothing to say."""
        from informal.practice import silence

        core = self._core
        return silence.sentence(
            core.messages(),
            core.talks(),
            calendar=core.calendar,
            today=core.today,
            settings=core.settings,
            local=core.local,
        )

    def forecast(self, contact: int) -> Forecast:
        """What comes after a letter to somebody: the day to write to somebody else, the day of the short note."""
        from informal.practice import today

        core = self._core
        sent = [m for m in core.messages_of(contact) if m.state is State.SENT and m.at is not None]
        moment = sent[-1].at if sent else None
        return today.forecast(core.local(moment or core.clock.now()), core.calendar, core.settings)

    def tick(self, note: str = "") -> Message:
        """An ask made some other way, with nobody's name to it."""
        core = self._core
        message = Message(
            id=new_id(),
            kind=Kind.ASK,
            channel=Channel.IN_PERSON,
            body=one_line(note),
            state=State.SENT,
            at=core.clock.now(),
            on=core.today,
        )
        core.commit("tick a box", [insert("messages", message)])
        return message

    def untick(self) -> bool:
        """Take the newest tick of today back; whether there was one. Letters are never unticked."""
        core = self._core
        ticks = [m for m in core.messages() if m.contact is None and m.on == core.today and m.state is State.SENT]
        if not ticks:
            return False
        core.commit(
            "take a tick back", [Edit("messages", ticks[-1].id, core.store.get("messages", ticks[-1].id), None)]
        )
        return True

    # The four

    def crossed(self) -> dict[Blocker, Crossing]:
        """The blockers that are crossed out."""
        return self._core.crossings()

    def cross(self, which: Blocker, *, after: int | None = None) -> bool:
        """Cross a blocker out; whether that changed anything. after: the letter whose words gave rise to it."""
        core = self._core
        if which in core.crossings():
            return False
        id = BLOCKER_IDS[which]
        new = Crossing(id=id, which=which, crossed_on=core.today, after=after)
        old = core.store.get("blockers", id)
        edits = [insert("blockers", new)] if old is None else change("blockers", self._stored(which), new)
        core.commit(f"cross out {self._title(which)}", edits)
        return True

    def uncross(self, which: Blocker) -> bool:
        """Take a crossing back; whether that changed anything."""
        if which not in self._core.crossings():
            return False
        before = self._stored(which)
        after = replace(before, crossed_on=None, after=None)
        self._core.commit(f"uncross {self._title(which)}", change("blockers", before, after))
        return True

    def _stored(self, which: Blocker) -> Crossing:
        from informal.model.records import from_document

        document = self._core.store.get("blockers", BLOCKER_IDS[which])
        return from_document(Crossing, document) if document else Crossing(id=BLOCKER_IDS[which], which=which)

    def _title(self, which: Blocker) -> str:
        return next(words.title for words in self._core.content.blockers if words.which is which)

    def _on_changed(self, changed: Changed) -> None:
        if set(changed.tables) != {"blockers"}:
            self._counts = self._offers = None
