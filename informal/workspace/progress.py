"""What one has done, what silence means, where it has led; the jar, the five ingredients, the Friday letter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from informal.errors import Refused
from informal.model.kinds import Ingredient, Kind, Stage, State, Warmth
from informal.model.records import from_document
from informal.model.values import Checkin, Contact, Message
from informal.practice import facts, progress, rates, silence, telling
from informal.practice.asks import is_reply
from informal.practice.progress import Report, Sized, ThisWeek, Untried
from informal.text import one_line
from informal.workspace.core import Changed, Core, change, insert
from informal.workspace.day import Day
from informal.workspace.letters import Letters
from informal.workspace.network import Network

# People among whom an opening tried least is looked for.
_LOOKED_AT = 60
_KIND_ONES = frozenset({Kind.THANK_YOU, Kind.UPDATE})


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer in the jar. name: of whoever wrote it, "" when they were deleted since."""

    message: Message
    name: str


class Progress:
    """The use cases about what was done."""

    def __init__(self, core: Core, day: Day, letters: Letters, network: Network) -> None:
        self._core = core
        self._day = day
        self._letters = letters
        self._network = network
        self._report: Report | None = None
        self._second_day = False
        core.subscribe(self._on_changed, keeps=True)

    def report(self) -> Report:
        """Everything the pictures show, as it is now; the same object until something changes."""
        if self._report is None or self._report.today != self._core.today:
            self._report = self._made()
        return self._report

    def _made(self) -> Report:
        core = self._core
        messages, talks, settings, today = core.messages(), core.talks(), core.settings, core.today
        fates = silence.fates(messages, talks, core.calendar, settings, today, core.local)
        counts = self._day.counts()
        written = progress.days_written(messages)
        titles = {one.name: (one.title, one.own) for one in core.content.openings}
        return Report(
            today=today,
            counts=counts,
            people_met=progress.people_met(talks),
            growth=self._network.growth(),
            weeks=progress.weeks(written, core.calendar, today),
            this_week=progress.this_week(messages, talks, today),
            loop=progress.loop(messages, fates, core.scan.introduced, counts),
            overall=rates.overall(fates),
            openings=rates.by_opening(fates, titles),
            channels=rates.by_channel(fates, telling.CHANNELS),
            days_to_answer=rates.days_to_answer(fates, core.calendar),
            wait=settings.days_until_follow_up,
            silence=self._day.silence(),
            untried=self._untried(messages),
            kept=sum(message.kept for message in messages),
            first_day=min(written, default=None),
        )

    def _untried(self, messages: list[Message]) -> Untried | None:
        """The opening tried least among those that are true for somebody who is new in the list."""
        core = self._core
        tried = Counter(one.opening for one in messages if one.state is State.SENT)
        offered = [offer.contact for offer in self._day.offers() if offer.kind is Kind.ASK]
        found: list[Untried] = []
        for id in list(dict.fromkeys((*offered, *self._day.fresh())))[:_LOOKED_AT]:
            person = core.contact(id)
            if person.dont_write or core.standing(id).stage is not Stage.NEW:
                continue
            true = facts.offered(core.content.openings, person, self._letters.facts(person), Kind.ASK, tried)
            found += [
                Untried(id, one_line(person.name), one.name, one.title, tried[one.name])
                for one in true
                if _fits(person, one.needs, one.channel is not None)
            ]
        return min(found, key=lambda one: one.tried, default=None)

    # The five ingredients

    def asks_for_ingredients(self) -> bool:
        """Whether it is the second day or a later one: on the first there is enough to do."""
        if not self._second_day:
            core = self._core
            created = min(
                (str(one.get("created") or "~") for one in core.store.table("contacts").values()), default="~"
            )
            days = [message.on for message in core.messages() if message.on is not None]
            if created != "~":
                days.append(core.local_day(datetime.fromisoformat(created)))
            self._second_day = bool(days) and min(days) < core.today
        return self._second_day

    def ingredients(self) -> frozenset[Ingredient]:
        """Which of the five one has today, as far as said."""
        found = self._checkin()
        return frozenset(found.ingredients) if found else frozenset()

    def toggle(self, which: Ingredient) -> frozenset[Ingredient]:
        """Say that one has it today, or take that back; what one has then. No step of undo: the key is its own."""
        core = self._core
        before = self._checkin()
        has = (frozenset(before.ingredients) if before else frozenset()) ^ {which}
        after = Checkin(id=self._checkin_id(), ingredients=tuple(one for one in Ingredient if one in has))
        edits = [insert("checkins", after)] if before is None else change("checkins", before, after)
        core.commit("say what one has today", edits, step=False)
        return has

    def sized(self) -> str:
        """How small today's offer may be, in one line; "" while nothing was said or nothing is missing."""
        size = progress.sized(self.ingredients())
        if size is None:
            return ""
        wanted = _KIND_ONES if size is Sized.KIND else frozenset({Kind.FOLLOW_UP})
        offer = next((offer for offer in self._day.offers() if offer.kind in wanted), None)
        name = one_line(self._core.contact(offer.contact).name) if offer else ""
        if size is Sized.SHORT:
            return (
                f"Little time: the short note to {name} is plenty." if name else "Little time: a short note is plenty."
            )
        jar = any(document.get("kept") for document in self._core.store.table("messages").values())
        ways = [f"a thank-you to {name}"] if name else []
        ways += ["the jar"] if jar else []
        return f"Little hope: {', or '.join(ways)}." if ways else "Little hope: nothing has to go out today."

    def _checkin_id(self) -> int:
        today = self._core.today
        return today.year * 10_000 + today.month * 100 + today.day

    def _checkin(self) -> Checkin | None:
        document = self._core.store.get("checkins", self._checkin_id())
        return from_document(Checkin, document) if document else None

    # The jar

    def answers_of(self, contact: int) -> list[Message]:
        """A person's answers that have words, newest first: what may be kept in the jar."""
        return [one for one in reversed(self._core.messages_of(contact)) if is_reply(one) and one.body.strip()]

    def keep(self, message: int, *, kept: bool = True) -> Message:
        """Put an answer into the jar, or take it out. Raises Refused for what is no answer or has no words."""
        core = self._core
        before = core.message(message)
        if before.state is not State.RECEIVED or not before.body.strip():
            raise Refused("Only an answer with words can be kept", "The jar holds what others wrote to you.")
        after = replace(before, kept=kept)
        core.commit("keep an answer" if kept else "take an answer out of the jar", change("messages", before, after))
        return after

    def jar(self) -> list[Kept]:
        """The kind answers, newest first."""
        core = self._core
        table = core.store.table("contacts")
        return [
            Kept(one, one_line(str(table.get(one.contact or 0, {}).get("name", ""))))
            for one in reversed(core.messages())
            if one.kept
        ]

    # Letters and pages

    def of_week(self, *, before: int = 0) -> ThisWeek:
        """What was done in this week, or in one so many weeks before."""
        core = self._core
        return progress.this_week(core.messages(), core.talks(), core.today - timedelta(weeks=before))

    def week(self, *, before: int = 0) -> str:
        """The Friday letter: this week, or one so many weeks before, on one page of Markdown."""
        from informal.workspace import weekly

        return weekly.letter(self._core, self.report(), self.of_week(before=before), self.jar(), self._day.agenda())

    def page(self, *, names: bool = False) -> str:
        """A page of HTML that stands alone. names: who led to whom, and one's own titles, may be seen."""
        from informal.exchange import page

        return page.dump(self.report(), self._network.tree() if names else None)

    def picture(self, *, names: bool = False) -> str:
        """The same as one picture, SVG."""
        from informal.exchange import chart

        return chart.dump(self.report(), names=names)

    def _on_changed(self, changed: Changed) -> None:
        del changed
        self._report = None


def _fits(person: Contact, needs: tuple[str, ...], one_way_only: bool) -> bool:
    """Whether an opening says something of the two: one that needs nothing is for those who are new, and one for a
    way of its own wants that way."""
    if one_way_only and not person.linkedin:
        return False
    return bool(needs) or person.warmth in (None, Warmth.NEW_TO_ME)
