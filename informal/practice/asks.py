"""What counts: asks, the boxes of a day, and totals that only grow. The one place that says what an ask is.

Only what certainly went out counts; a letter handed to another program waits for the person's word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from informal.model.kinds import Kind, Outcome, State, TalkOutcome
from informal.model.values import Message, Settings, Talk

ASKING = frozenset({Kind.ASK, Kind.INTRODUCTION_REQUEST})
PUZZLE_LETTERS = 20
_NOT_A_REPLY = frozenset({Outcome.AWAY, Outcome.BOUNCED})


def is_ask(message: Message) -> bool:
    """Whether it asked somebody to talk, or for an introduction, and went out. A tick is one, too."""
    return message.state is State.SENT and message.kind in ASKING


def ticks_a_box(message: Message) -> bool:
    """Whether it ticks a box of its day: anything that went out does."""
    return message.state is State.SENT


def talk_ticks_a_box(talk: Talk) -> bool:
    """Whether the talk ticks a box of its day: one that was held."""
    return talk.outcome is TalkOutcome.HELD


def is_reply(message: Message) -> bool:
    """Whether a person answered: not a machine that says they are away, nor one that gives the letter back."""
    return message.state is State.RECEIVED and message.outcome not in _NOT_A_REPLY


def goal_on(day: date, settings: Settings) -> int:
    """Today's ask as it held on that day: 1 until the person raised it, never less."""
    held = [goal for goal in settings.daily_goal if goal.since <= day]
    return max(1, max(held, key=lambda goal: goal.since).asks) if held else 1


@dataclass(frozen=True, slots=True)
class Counts:
    """Today and in all. Every total only grows; only undo lowers one."""

    asks_today: int
    boxes_today: int
    goal: int
    total_asks: int
    days_written: int
    talks: int
    introductions: int

    def filled_since(self, before: Counts) -> bool:
        """Whether the last box of today's ask was ticked since."""
        return before.boxes_today < self.goal <= self.boxes_today

    @property
    def lit(self) -> int:
        """How many of the puzzle's left-over letters are lit: one for each ask."""
        return min(PUZZLE_LETTERS, self.total_asks)

    @property
    def done(self) -> bool:
        """Whether today's ask is done: as many boxes as the goal."""
        return self.boxes_today >= self.goal


def counts(
    messages: Iterable[Message], talks: Iterable[Talk], today: date, settings: Settings, introductions: int = 0
) -> Counts:
    """Everything that is counted. introductions: how many contacts somebody else led to."""
    out = [message for message in messages if ticks_a_box(message)]
    asked = [message for message in out if message.kind in ASKING]
    held = [talk for talk in talks if talk_ticks_a_box(talk)]
    return Counts(
        asks_today=sum(message.on == today for message in asked),
        boxes_today=sum(message.on == today for message in out) + sum(talk.on == today for talk in held),
        goal=goal_on(today, settings),
        total_asks=len(asked),
        days_written=len({message.on for message in out if message.on is not None}),
        talks=len(held),
        introductions=introductions,
    )
