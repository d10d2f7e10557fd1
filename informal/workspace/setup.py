"""Settings: what the person chose, by name."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from informal.errors import NotFound, Refused
from informal.model.records import as_json
from informal.model.values import Goal, Settings
from informal.practice import asks
from informal.text import one_line
from informal.workspace.core import NO_COUNTRY, Core
from informal.workspace.edges import SETTING_NAMES, THEMES, parse

if TYPE_CHECKING:
    from informal.system.looks import Look

_QUIET = ("quiet_from", "quiet_to")


class Setup:
    """The use cases about settings."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self) -> dict[str, Any]:
        """Every setting as JSON; daily_goal as the number that holds today."""
        settings = self._core.settings
        values = {name: as_json(getattr(settings, name)) for name in SETTING_NAMES}
        values["daily_goal"] = asks.goal_on(self._core.today, settings)
        return values

    @cached_property
    def own_looks(self) -> tuple[Look, ...]:
        """The person's own looks, from the config folder, as they were when first asked for."""
        from informal.system import looks

        return looks.load(self._core.paths.config / "themes", THEMES)

    def looks(self) -> tuple[str, ...]:
        """The names of the looks that can be chosen: ours, then their own."""
        return (*THEMES, *(look.name for look in self.own_looks if look.name not in THEMES))

    def set(self, name: str, text: str) -> Any:
        """Give a setting a value from text; "" gives it back its default. Returns it as JSON. Raises Refused."""
        name = one_line(name).replace("-", "_")
        if name not in SETTING_NAMES:
            raise NotFound(f"There is no setting called {name!r}", "", "These are there:", SETTING_NAMES)
        if name == "daily_goal":
            self._set_goal(text)
        elif name == "country":
            self._set_country(one_line(text).upper())
        else:
            value = self._value(name, text)
            self._check(name, value)
            self._core.change_settings(f"set {name}", **{name: value})
        return self.all()[name]

    @staticmethod
    def _value(name: str, text: str) -> Any:
        if name in _QUIET and text.strip().casefold() == "none":
            return ""
        return parse(Settings, name, text) if text.strip() else getattr(Settings(), name)

    def _check(self, name: str, value: Any) -> None:
        if name == "working_days" and not (value and all(1 <= day <= 7 for day in value)):
            raise Refused(
                "Working days are numbers from 1 to 7", "1 is Monday.", "Try: informal set working_days 1,2,3"
            )
        if name == "theme" and value not in self.looks():
            raise NotFound(f"There is no look called {value!r}", "", "These are there:", self.looks())
        if name in _QUIET and value:
            try:
                date.fromisoformat(f"2024-{value}")
            except ValueError:
                raise Refused(f"{value!r} is not a day of the year", "", "Write it like 12-24, or none.") from None
        if isinstance(value, int) and not isinstance(value, bool) and not 1 <= value <= 400:
            raise Refused(f"{value} does not fit {name}", "It is a number between 1 and 400.")

    def _set_goal(self, text: str) -> None:
        text = text.strip() or "1"
        if not text.isdecimal() or not 1 <= int(text) <= 20:
            raise Refused("Today's ask is between 1 and 20", f"{one_line(text)!r} is not.")
        core = self._core
        kept = tuple(goal for goal in core.settings.daily_goal if goal.since != core.today)
        core.change_settings(f"ask {text} a day", daily_goal=(*kept, Goal(asks=int(text), since=core.today)))

    def _set_country(self, country: str) -> None:
        """Two letters; "none" for no holidays; "" for a guess from the system's language settings."""
        from informal.system import holidays

        named = country not in ("", NO_COUNTRY)
        days = holidays.days(country, holidays.years_around(self._core.today.year)) if named else ()
        self._core.change_settings("set country", country=country, holidays=days)
