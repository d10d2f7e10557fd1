"""What was typed into the search, read: words, "phrases", -words, and company: tag: stage: due: met:.

Nothing that is typed is wrong. A prefix that is none of the five is plain text, a prefix with nothing behind it yet is
passed over, and a quotation that is still open ends where the text ends: people see the list while they type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from informal.model.kinds import Stage
from informal.text import fold, one_line

# What a help page says of it in one line.
GRAMMAR = 'words, "a phrase", -without, company: tag: stage: due:today|week|DATE|any met:yes|no|2026|2026-10'


class Field(StrEnum):
    """What a condition asks about."""

    COMPANY = "company"
    TAG = "tag"
    STAGE = "stage"
    DUE = "due"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Condition:
    """field:value. value: folded. without: "-" stood before it."""

    field: Field
    value: str
    without: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, folded. words: each must be found (a phrase is one of them); without: none of them may be."""

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def everybody(self) -> bool:
        """Whether nothing is asked."""
        return not (self.words or self.without or self.conditions)

    def narrows(self, earlier: Query) -> bool:
        """Whether everybody this finds was found by an earlier query, so that only those need a look."""
        return (
            all(any(was in word for word in self.words) for was in earlier.words)
            and all(any(word in was for word in self.without) for was in earlier.without)
            and set(earlier.conditions) <= set(self.conditions)
        )


_QUOTES = str.maketrans("“”„«»", '"""""')
_TOKEN = re.compile(rf'(-?)(?:({"|".join(Field)}):)?(?:"([^"]*)"?|(\S*))', re.IGNORECASE)


def parse(text: str) -> Query:
    """The query that was typed. Never raises; nothing typed asks nothing."""
    words: list[str] = []
    without: list[str] = []
    conditions: list[Condition] = []
    for minus, field, quoted, bare in _TOKEN.findall(one_line(text).translate(_QUOTES)):
        value = folded(quoted or bare)
        if not value:
            continue
        if field:
            conditions.append(Condition(Field(field.lower()), value, bool(minus)))
        else:
            (without if minus else words).append(value)
    return Query(tuple(words), tuple(without), tuple(conditions))


def folded(text: str) -> str:
    """Text as both sides of a search see it: one line, no case, no accents, single blanks."""
    # Folding may make blanks of its own: a lone accent becomes one.
    return " ".join(fold(one_line(text)).split())


# The words of the screen beside those of the file; one that is meant exactly wins over others that only begin so.
_STAGES: dict[str, Stage] = {
    **{stage.value.replace("_", " "): stage for stage in Stage},
    "draft": Stage.DRAFTED,
    "short note": Stage.FOLLOW_UP_DUE,
    "answered": Stage.REPLIED,
    "talk": Stage.BOOKED,
    "thank you": Stage.TALKED,
}


def stages(value: str) -> frozenset[Stage]:
    """The stages that a word means, or that begin with what is typed so far; none for a word that is none."""
    word = value.replace("_", " ").replace("-", " ")
    if word in _STAGES:
        return frozenset({_STAGES[word]})
    return frozenset(stage for name, stage in _STAGES.items() if name.startswith(word))


_DUE = {"today": 0, "week": 7}


def fits_due(value: str, due: date | None, today: date) -> bool:
    """due:today (or before), due:week (seven days from today, or before), due:any, or a day, month or year."""
    if due is None:
        return False
    if "any".startswith(value) or due.isoformat().startswith(value):
        return True
    days = next((days for word, days in _DUE.items() if word.startswith(value)), None)
    return days is not None and due <= today + timedelta(days=days)


def fits_met(value: str, days: tuple[str, ...]) -> bool:
    """met:yes, met:no, or a year, month or day. days: ISO days of the talks that were held."""
    if "no".startswith(value):
        return not days
    if "yes".startswith(value):
        return bool(days)
    return any(day.startswith(value) for day in days)
