"""The words of the program that rules work with: read from files by `content`, handed down as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from informal.model.kinds import Blocker, Channel, Ingredient, Kind

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opening:
    """A way to begin a letter.

    name: of its file. needs: what must be known of a person for it to be true ("warmth knows_me", "tie school",
    "introduced_by", "curious_about"). order: among those that fit equally well. own: the person's, not ours.
    subject and body hold `{fact}`, `{slot = words that may stay}` and `{slot ? what to put here}`.
    """

    name: str
    title: str
    kind: Kind
    subject: str
    body: str
    needs: tuple[str, ...] = ()
    channel: Channel | None = None
    order: int = 50
    own: bool = False


@dataclass(frozen=True, slots=True)
class BlockerWords:
    """One of the four. title: "a resume"; short: for a narrow line; word: as hidden in the puzzle."""

    which: Blocker
    title: str
    short: str
    word: str
    why: str


@dataclass(frozen=True, slots=True)
class IngredientWords:
    """One of the five, and the key that says one has it."""

    which: Ingredient
    title: str
    key: str


@dataclass(frozen=True, slots=True)
class Puzzle:
    """The word search. rows: letters; words: the cells of each hidden word, in its reading order.

    left_over: the cells of no word, row by row; read so, they are the sentence's letters.
    """

    rows: tuple[str, ...]
    words: Mapping[Blocker, tuple[Cell, ...]]
    left_over: tuple[Cell, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A manner of speaking the composer listens for.

    rule: its name in --json. pattern: where its words are. why: one warm line. blocker: which of the four speaks.
    A group named "out" in it is what goes, where that is less than what is heard.
    takes: how much goes when the words are taken out: "words" just them, "clause" up to the next comma, "sentence" all;
    "say WORDS" puts others in their place.
    """

    rule: str
    pattern: re.Pattern[str]
    why: str
    blocker: Blocker | None = None
    takes: str = "sentence"


@dataclass(frozen=True, slots=True)
class Language:
    """What the composer listens for, and what it says of a letter's shape (why, by the name of the rule)."""

    heard: tuple[Heard, ...]
    why: Mapping[str, str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Asking without a letter: two sentences to say, a question for a group, a voice note."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Content:
    """All of it. problems: own openings that could not be read, a line each; the others still work."""

    blockers: tuple[BlockerWords, ...]
    ingredients: tuple[IngredientWords, ...]
    openings: tuple[Opening, ...]
    puzzle: Puzzle
    other_ways: tuple[OtherWay, ...]
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
