"""A month in the life of somebody who asks: what `informal demo` opens on. Nobody in it exists.

The ids are always the same; the days are counted back from today in working days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from informal.model.kinds import Blocker, Channel, Kind, Outcome, State, TalkOutcome, Warmth
from informal.model.values import Contact, Crossing, Goal, Message, NextStep, Settings, Talk, Version
from informal.practice.calendar import WorkCalendar
from informal.workspace.sample_people import PEOPLE, Somebody

ME = "Sam Sample-Only"
Value = Contact | Message | Talk | Crossing | Settings

_FIRST_ID = 1_760_000_000_000 << 12
_MESSAGES_FROM = _FIRST_ID + 1_000
_TALKS_FROM = _FIRST_ID + 2_000
_OPENINGS = {Warmth.KNOWS_ME: "knows-me", Warmth.HALF_KNOWS_ME: "half-know", Warmth.NEW_TO_ME: "cold"}
_ASKS = {
    Warmth.KNOWS_ME: (
        "I have started asking people how they came to the work they do, and I thought of you. "
        "I would love to hear about {spark}.\n\nCould we talk for 15 minutes, this week or next?"
    ),
    Warmth.HALF_KNOWS_ME: (
        "We don't know each other well, and I have been curious about your work since we met. "
        "I would like to understand {spark}.\n\nWould you have 15 minutes for two questions, on any day that suits you?"
    ),
    Warmth.NEW_TO_ME: (
        "{found}, and it stayed with me. I am finding out how people work with places and with numbers, "
        "and I wonder {spark}.\n\nMay I ask you two questions about it, in 15 minutes on the phone?"
    ),
}
_INTRODUCED = (
    "{introducer} suggested I write to you, and told me one thing you do that I keep thinking about. "
    "I would love to hear {spark}.\n\nCould we talk for 15 minutes, this week or next?"
)
_FOLLOW_UP = (
    "Since I wrote I tried a small thing myself, and now I know better what to ask: {spark}.\n\n"
    "Would one question by mail be easier? And if now is not the time, that is fine too."
)
_THANKS = (
    "Thank you for yesterday. What you said stayed with me: {said}\n\n"
    "I will try it before the end of next week, and tell you how it went."
)


def people(today: date, now: datetime) -> list[Value]:
    """Everything the demo remembers: contacts, messages, talks, crossings and settings, references whole.

    today: the person's day. now: the aware instant; nothing that happened lies after it.
    """
    story = _Story(today, now)
    _answered(story)
    _waiting(story)
    _talks(story)
    _unfinished(story)
    return story.values()


class _Story:
    """Puts letters and talks to people, one sentence at a time. `ago` counts working days back from today."""

    def __init__(self, today: date, now: datetime) -> None:
        self.today = today
        self.now = now
        self.settings = Settings(
            name=ME,
            curious_about="how people work with places and with numbers",
            why="use my skills",
            if_then="When my tea is ready, I send the top draft.",
            daily_goal=(Goal(asks=1, since=today - timedelta(days=42)),),
        )
        self.calendar = WorkCalendar.from_settings(self.settings)
        self.ids = {who.key: _FIRST_ID + number for number, who in enumerate(PEOPLE, 1)}
        self.who = {who.key: who for who in PEOPLE}
        self.contacts = {who.key: self._contact(number, who) for number, who in enumerate(PEOPLE)}
        self.messages: list[Message] = []
        self.talks: list[Talk] = []

    def values(self) -> list[Value]:
        """All of it."""
        crossings = (
            Crossing(id=2, which=Blocker.CONNECTIONS, crossed_on=self.day(21)),
            Crossing(id=3, which=Blocker.DEGREE, crossed_on=self.day(9)),
        )
        return [self.settings, *self.contacts.values(), *self.messages, *self.talks, *crossings]

    def day(self, ago: int) -> date:
        """The working day that many working days before today, today not counted; for a negative one, after it."""
        day, left = self.today, abs(ago)
        while left:
            day += timedelta(days=1 if ago < 0 else -1)
            left -= self.calendar.is_working(day)
        return day

    def instant(self, ago: int, at: time) -> datetime:
        """That working day at a local time, in UTC; never after now unless the day is."""
        moment = datetime.combine(self.day(ago), at).astimezone(UTC)
        return moment if ago < 0 else min(moment, self.now)

    def change(self, key: str, **fields: Any) -> None:
        """Set fields of a contact."""
        self.contacts[key] = replace(self.contacts[key], **fields)

    def write(self, key: str, ago: int, kind: Kind, body: str, **fields: Any) -> None:
        """A letter to somebody, sent unless `fields` say otherwise."""
        minutes = len(self.messages) % 50
        made = Message(
            id=_MESSAGES_FROM + len(self.messages),
            contact=self.ids[key],
            kind=kind,
            channel=Channel.EMAIL if self.who[key].email else Channel.LINKEDIN,
            subject="",
            body=self._letter(key, body),
            state=State.SENT,
            at=self.instant(ago, time(9, minutes)),
            on=self.day(ago),
        )
        self.messages.append(replace(made, **fields))

    def ask(self, key: str, ago: int, **fields: Any) -> None:
        """The first letter to somebody, with the words for how well they are known."""
        who = self.who[key]
        warmth = who.warmth or Warmth.NEW_TO_ME
        body, opening, subject = _ASKS[warmth], _OPENINGS[warmth], "Could I ask you something?"
        if who.by:
            introducer = self.contacts[who.by].name
            body, opening, subject = _INTRODUCED, "referral", f"{introducer} suggested I write"
            body = body.replace("{introducer}", introducer)
        self.write(key, ago, Kind.ASK, body, **{"opening": opening, "subject": subject, **fields})

    def hear(self, key: str, ago: int, outcome: Outcome, body: str, *, kept: bool = False) -> None:
        """What somebody wrote back, in the afternoon. kept: it lies in the jar."""
        self.messages.append(
            Message(
                id=_MESSAGES_FROM + len(self.messages),
                contact=self.ids[key],
                kind=Kind.ANSWER,
                channel=Channel.EMAIL if self.who[key].email else Channel.LINKEDIN,
                body=body,
                state=State.RECEIVED,
                outcome=outcome,
                kept=kept,
                at=self.instant(ago, time(16, len(self.messages) % 50)),
                on=self.day(ago),
            )
        )

    def talk(self, key: str, ago: int, outcome: TalkOutcome = TalkOutcome.HELD, **fields: Any) -> None:
        """A talk with somebody, at two in the afternoon; one that is planned lies after today."""
        made = Talk(
            id=_TALKS_FROM + len(self.talks),
            contact=self.ids[key],
            starts_at=self.instant(ago, time(14)),
            on=self.day(ago),
            place="phone",
            outcome=outcome,
        )
        self.talks.append(replace(made, **fields))

    def thank(self, key: str, ago: int, said: str) -> None:
        """The thanks, on the working day after the talk."""
        self.write(key, ago, Kind.THANK_YOU, _THANKS.replace("{said}", said), subject="Thank you")

    def _letter(self, key: str, body: str) -> str:
        who = self.who[key]
        filled = body.replace("{spark}", who.spark).replace("{found}", who.found)
        greeting = who.greeting or who.name.split()[0]
        return f"Hi {greeting},\n\n{filled}\n\nThank you,\n{ME.split()[0]}"

    def _contact(self, number: int, who: Somebody) -> Contact:
        slug = who.key if who.key not in ("li", "aunt") else f"{who.key}-made-up"
        return Contact(
            id=self.ids[who.key],
            name=who.name,
            greeting=who.greeting,
            emails=(who.email,) if who.email else (),
            company=who.company,
            role=who.role,
            linkedin=f"https://www.linkedin.com/in/{slug}-does-not-exist" if who.linkedin else "",
            timezone=who.timezone,
            warmth=who.warmth,
            tie=who.tie,
            tags=who.tags,
            notes=who.notes,
            introduced_by=self.ids[who.by] if who.by else None,
            connected_on=self.today - timedelta(days=200 + 37 * number) if who.linkedin else None,
            created=datetime.combine(self.day(30), time(9), UTC),
        )


def _answered(story: _Story) -> None:
    """Those who wrote back, and what they said."""
    story.ask("grace", 12)
    story.hear("grace", 11, Outcome.YES, "Gladly! Do write to Omar too, he will like your questions. Next week?")
    story.write("grace", 10, Kind.ANSWER, "Next week is good: Tuesday or Thursday at two? I will call you.")
    story.hear("grace", 1, Outcome.YES, "Sorry for the quiet, inventory. Thursday at two is good. Call me.")
    story.ask("freya", 13)
    story.hear("freya", 10, Outcome.LATER, "I am at sea until the end of the month. Ask me again when I am ashore?")
    story.change("freya", snoozed_until=story.day(-6))
    story.ask("otto", 9)
    story.hear("otto", 5, Outcome.NO, "Thank you for asking. I have no time for calls this year; all the best to you.")
    story.ask("salma", 4, channel=Channel.LINKEDIN)
    story.hear("salma", 2, Outcome.ACCEPTED, "")
    story.change("dana", dont_write=True, notes="Asked not to be written to again. Kindly, and clearly.")


def _waiting(story: _Story) -> None:
    """Letters nobody has answered: from yesterday's to one that rests."""
    story.ask("zoe", 1)
    story.ask("pia", 3)
    story.ask("sven", 5, channel=Channel.IN_PERSON)
    story.ask("tom", 11)
    story.write("tom", 2, Kind.FOLLOW_UP, _FOLLOW_UP)
    story.ask("linus", 8)
    story.ask("jon", 16)
    story.ask("paolo", 29)
    story.write("paolo", 20, Kind.FOLLOW_UP, _FOLLOW_UP)
    story.change("lena", rested_on=story.day(7), notes="Not now: she is between two jobs herself.")


def _talks(story: _Story) -> None:
    """Talks to come, held, and thanked for; and whom they led to."""
    story.ask("kofi", 10)
    story.hear("kofi", 8, Outcome.YES, "Ines told me you would write. Call me, I talk better than I type.")
    story.talk("kofi", -1, TalkOutcome.PLANNED, minutes=20, questions=("What makes a map honest?",))
    story.ask("mary", 7)
    story.hear("mary", 6, Outcome.YES, "How lovely. Come to the school in the lunch break.", kept=True)
    story.talk("mary", -4, TalkOutcome.PLANNED, minutes=15, place="Mock Trial School, room 12")
    story.ask("bea", 6)
    story.hear("bea", 4, Outcome.YES, "Yes! I am off on the day after my nights.")
    story.talk("bea", 1, said="A calm night begins at the handover.", learned="Ask what was left out.")
    story.ask("ines", 28)
    story.hear("ines", 27, Outcome.YES, "Of course. Come by, I will show you the springs.")
    story.talk("ines", 24, place="her workshop", said="I chose the light, and the rent followed.")
    story.thank("ines", 23, "you chose the light, and the rent followed.")
    story.write("ines", 12, Kind.UPDATE, "I wrote to Kofi, as you said, and looked at two rooms for their light first.")
    story.ask("ravi", 22, channel=Channel.IN_PERSON)
    story.talk("ravi", 19, place="after choir", said="I walk through the room and clap.", next_step=NextStep(
        what="visit a sound check and tell him", by=story.day(-2)))  # fmt: skip
    story.thank("ravi", 18, "you walk through the room and clap.")
    story.ask("elif", 17)
    story.hear("elif", 16, Outcome.YES, "Any Saturday after three.")
    story.talk("elif", 13, place="Ersatz Espresso", said="The first year is about the lease, not about the coffee.")
    story.thank("elif", 12, "the first year is about the lease, not about the coffee.")


def _unfinished(story: _Story) -> None:
    """What is written and has not gone out."""
    draft = {"state": State.DRAFT}
    earlier = "Hi Amara,\n\nI read your piece on the second look, and"
    version = Version(at=story.instant(4, time(8, 30)), subject="", body=earlier, opening=_OPENINGS[Warmth.NEW_TO_ME])
    story.ask("amara", 3, **draft, versions=(version,))
    story.ask("yuki", 1, **draft)
    story.ask("nadia", 5, **draft)
    story.ask("marek", 1, state=State.HANDED)
    story.ask("wanda", 15, **draft)
