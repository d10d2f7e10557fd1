"""Shares of answers, told only where they mean something.

Only settled asks count: those that were answered, or have had their seven working days. No share is told under ten of
them, and none without its interval: Wilson's score interval (E. B. Wilson, 1927, JASA 22), which unlike the
textbook one is right for few asks and for shares near nothing or all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from informal.practice.calendar import WorkCalendar
from informal.practice.record import day_of
from informal.practice.silence import ENOUGH, Fate

ALL = "all together"
INTERVAL = "Wilson"
LEVEL = 0.95
# The day by which half of the answers came says something from so many answers on.
ENOUGH_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """How some asks fared. name: of the opening or the channel; "" for what has none.

    title: for a person to read. own: the words of the title are the person's own. settled: asks that count;
    answered: how many of those were.
    """

    name: str
    settled: int
    answered: int
    title: str = ""
    own: bool = False

    @property
    def share(self) -> float | None:
        """The share that was answered; None while it would mean nothing."""
        return self.answered / self.settled if self.settled >= ENOUGH else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share of all such asks may well lie (95 %); None while nothing can be told."""
        return wilson(self.answered, self.settled) if self.settled >= ENOUGH else None


def wilson(answered: int, settled: int, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's score interval for a share, within 0 and 1; (0, 1) of nothing at all."""
    if settled <= 0:
        return 0.0, 1.0
    from statistics import NormalDist

    z = NormalDist().inv_cdf((1 + level) / 2)
    share = answered / settled
    shrink = 1 + z * z / settled
    middle = (share + z * z / (2 * settled)) / shrink
    reach = z * sqrt(share * (1 - share) / settled + z * z / (4 * settled * settled)) / shrink
    # At the ends the formula is exact; the arithmetic is not.
    low = 0.0 if answered == 0 else max(0.0, middle - reach)
    high = 1.0 if answered == settled else min(1.0, middle + reach)
    return low, high


def overall(fates: Iterable[Fate]) -> Rate:
    """All asks that count, together."""
    settled = [fate for fate in fates if fate.settled]
    return Rate("all", len(settled), sum(fate.answered for fate in settled), ALL)


def by_opening(fates: Iterable[Fate], titles: Mapping[str, tuple[str, bool]]) -> tuple[Rate, ...]:
    """How each opening fared. titles: what the openings are called, and whether they are the person's own.

    An opening that is gone since is told by its name.
    """
    return _grouped(fates, lambda fate: fate.ask.opening, lambda name: titles.get(name, (name, bool(name))))


def by_channel(fates: Iterable[Fate], titles: Mapping[str, str]) -> tuple[Rate, ...]:
    """How each way of sending fared."""
    return _grouped(fates, lambda fate: fate.ask.channel or "", lambda name: (titles.get(name, name), False))


def _grouped(
    fates: Iterable[Fate], key: Callable[[Fate], str], title: Callable[[str], tuple[str, bool]]
) -> tuple[Rate, ...]:
    """One rate a group, most settled asks first; a group of which none is settled yet is there, too."""
    found: dict[str, list[int]] = {}
    for fate in fates:
        count = found.setdefault(str(key(fate)), [0, 0])
        count[0] += fate.settled
        count[1] += fate.settled and fate.answered
    rates = [Rate(name, settled, answered, *title(name)) for name, (settled, answered) in found.items()]
    return tuple(sorted(rates, key=lambda rate: (-rate.settled, rate.title, rate.name)))


def days_to_answer(fates: Iterable[Fate], calendar: WorkCalendar) -> int | None:
    """Within how many working days half of the answers came; None while there are too few to tell.

    Only letters that came back are timed: the day of a talk is not the day of a yes. An answer whose local day lies
    before that of the ask (somebody flew east over the date line) came on the same day.
    """
    fates = tuple(fates)
    if overall(fates).share is None:
        return None
    days = [
        calendar.working_days_between(day_of(fate.ask), day_of(fate.answer))
        for fate in fates
        if fate.answer is not None and fate.ask.on is not None and fate.answer.on is not None
    ]
    return sorted(days)[(len(days) - 1) // 2] if len(days) >= ENOUGH_ANSWERS else None
