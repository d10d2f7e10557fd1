"""What is written can be read, in our themes and in everybody else's."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Static

from informal.tui.theme import MEADOW, OWN, PAIRS, READABLE, THEMES, colours, contrast, readable, variables_for

_OWN = ("muted", "next", "mark", "cursor-row", "cursor-row-calm", "border-calm", "slot", "slot-text")
NAMES = (*_OWN, *(name for name in MEADOW.variables if name.startswith("puzzle")))


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda name: name)
def test_every_pair_can_be_read(theme: Theme, text: str, ground: str) -> None:
    known = colours(theme)
    assert contrast(Color.parse(known[text]), Color.parse(known[ground])) >= READABLE


def test_the_contrast_is_the_one_of_wcag() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_a_colour_that_cannot_be_read_is_moved_until_it_can() -> None:
    ground = Color.parse("#2f7a50")
    assert contrast(readable(Color.parse("#2f8a58"), ground), ground) >= READABLE
    assert readable(Color.parse("#ffffff"), ground) == Color.parse("#ffffff")


def test_our_themes_know_the_same_names() -> None:
    assert all(set(MEADOW.variables) == set(theme.variables) for theme in OWN)
    assert set(NAMES) <= set(MEADOW.variables)


class _Everywhere(App[None]):
    CSS = "\n".join(f".{name} {{ background: ${name}; color: ${name}; }}" for name in NAMES)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables_for(self.current_theme)

    def compose(self) -> ComposeResult:
        for name in NAMES:
            yield Static(Content.styled(name, f"${name}"), classes=name)


async def test_every_theme_can_be_chosen() -> None:
    app = _Everywhere()
    for theme in THEMES:
        app.register_theme(theme)
    async with app.run_test() as pilot:
        for name in (*BUILTIN_THEMES, *(theme.name for theme in OWN)):
            app.theme = name
            await pilot.pause()
            assert set(NAMES) <= set(app.theme_variables)
