"""What is drawn can be read in every look of ours; looks of one's own; no colour at all; nothing that moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.screen import ModalScreen

from informal.system.looks import COLOURS, load
from informal.tui.palettes import BOARD, Palette
from informal.tui.panes.contacts import People
from informal.tui.theme import OWN, TERMINAL, THEMES, contrast
from informal.workspace import edges

# Keys that lead through what can be seen, from the main screen; each begins where the one before ended.
WALK: tuple[tuple[str, ...], ...] = (
    (),
    ("enter",),
    ("shift+home",),
    ("escape", "tab"),
    ("space", "enter"),
    ("tab",),
    ("s",),
    ("escape", "escape", "o"),
    ("escape", "question_mark"),
    ("escape", "comma"),
    ("escape", "P"),
    ("escape", "p"),
    ("escape", "slash", "a"),
    ("ctrl+p", "t"),
    ("escape", "escape", "a"),
    ("escape", "r"),
    ("escape", "E"),
    ("escape", "T"),
    ("escape", "H"),
    ("escape", "N"),
    ("escape", "A"),
    ("escape", "d"),
    ("escape", "space", "M"),
)

# To change the look takes a while: only here all of them are looked at.
EVERY_LOOK = WALK[1:5:2] + WALK[6:7] + WALK[9:10]


def region(app: Driver) -> Region:
    """Where the screen is, or what stands on one that is seen through it; nowhere before it is laid out."""
    screen = app.app.screen
    if not isinstance(screen, ModalScreen):
        return screen.region
    boxes = screen.query(".dialog, #progress, #done") or screen.query("CommandPalette > * > *")
    shown = [box.region for box in boxes if box.region.area]
    return Region.from_union(shown) if shown else Region()


async def laid_out(app: Driver) -> None:
    """Wait for the first layout: before it there is nothing to look at, and nothing would be found."""
    for _ in range(200):
        if region(app).area:
            return
        await app.pilot.pause(0.01)
    raise AssertionError(f"{app.app.screen} is not laid out")


def drawn(app: Driver) -> Iterator[tuple[str, Style]]:
    """Every piece of text that has a letter or a digit, with its style; of a dialog only its own, since the screen
    behind it stands back."""
    at = region(app)
    for strip in app.app.screen._compositor.render_strips()[at.y : at.bottom]:
        for segment in strip.crop(at.x, at.right):
            if segment.style is not None and any(char.isalnum() for char in segment.text):
                yield segment.text.strip(), segment.style


def ratio(style: Style) -> float:
    """The contrast of a style's text to its ground."""
    colours = [Color.from_rich_color(colour) for colour in (style.color, style.bgcolor)]
    return contrast(*reversed(colours)) if style.reverse else contrast(*colours)


async def test_all_that_is_drawn_can_be_read_in_every_look_of_ours(tmp_path: Path) -> None:
    faint: set[tuple[str, str, str]] = set()
    async with Driver.start(tmp_path, size=WIDE, demo=True) as app:
        for keys in WALK:
            await app.press(*keys)
            await laid_out(app)
            for theme in OWN if keys in EVERY_LOOK else OWN[:1]:
                app.app.theme = theme.name
                await app.pilot.pause()
                least = 7.0 if theme.name.startswith("contrast") else 4.5
                faint |= {
                    (theme.name, " ".join(keys), f"{text} {ratio(style):.1f} {style}")
                    for text, style in drawn(app)
                    if ratio(style) < least
                }
    assert not faint


async def test_the_first_screen_too(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        for theme in OWN:
            app.app.theme = theme.name
            await app.pilot.pause()
            assert [text for text, style in drawn(app) if ratio(style) < 4.5] == []


def test_every_look_can_be_set() -> None:
    assert tuple(theme.name for theme in THEMES) == edges.THEMES


def test_the_names_of_colours_are_those_of_our_palettes() -> None:
    own = {name.replace("_", "-") for name in Palette.__dataclass_fields__} - {"name", "dark", "board"}
    assert set(COLOURS) == own | set(BOARD)


# Without colour


async def test_without_colour_no_colour_is_sent_and_the_cursor_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        assert app.app.no_color
        app.app.wear("paper")
        await app.pilot.pause()
        for strip in app.app.screen._compositor.render_strips():
            plain = strip.apply_filter(app.app._filters[-1], app.app.screen.background_colors[1])
            colours = [colour for s in plain if s.style for colour in (s.style.color, s.style.bgcolor)]
            assert all(colour is None or colour.is_default for colour in colours)
        cursor = next(style for text, style in drawn(app) if text.startswith("Ada Example"))
        other = next(style for text, style in drawn(app) if text.startswith("Kofi Fictional"))
        assert cursor.reverse
        assert not other.reverse


async def test_a_marked_row_is_told_by_its_bar_under_the_cursor_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_cell() -> tuple[str, bool]:
        at = app.main.query_one(People).region
        for strip in app.app.screen._compositor.render_strips()[at.y : at.bottom]:
            if "Ada Example" in strip.crop(at.x, at.right).text:
                cell = next(s for s in strip.crop(at.x, at.right) if not s.control)
                return cell.text[:1], bool(cell.style and cell.style.reverse)
        raise AssertionError("not in the list")

    monkeypatch.setenv("NO_COLOR", "1")
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        assert first_cell() == (" ", True)
        await app.press("space", "home")
        assert first_cell() == ("▌", False)


@pytest.mark.parametrize("theme", [theme.name for theme in TERMINAL])
async def test_the_lines_of_the_tree_are_seen_on_the_ground_of_any_terminal(tmp_path: Path, theme: str) -> None:
    async with Driver.start(tmp_path, size=WIDE, demo=True) as app:
        app.app.theme = theme
        await app.press("N", "down")
        await laid_out(app)
        lines = [
            segment.style
            for strip in app.app.screen._compositor.render_strips()
            for segment in strip
            if "── " in segment.text and segment.style
        ]
        assert lines
        assert all(style.color is None or style.color.is_default for style in lines)


# One's own


def own_look(folder: Path, name: str, text: str) -> None:
    (folder / "config" / "themes").mkdir(parents=True, exist_ok=True)
    (folder / "config" / "themes" / f"{name}.toml").write_text(text, encoding="utf-8")


async def test_a_look_of_ones_own_is_chosen_in_the_settings_and_stays(tmp_path: Path) -> None:
    own_look(tmp_path, "sea", 'base = "paper"\nbackground = "#ddeeff"\npuzzle-ground = "#003355"\n')
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("comma", "end", "enter", "end", "enter")
        assert app.app.theme == "sea"
        assert app.app.theme_variables["background"].lower() == "#ddeeff"
        assert app.app.theme_variables["puzzle-ground"] == "#003355"
        assert app.app.theme_variables["muted"] == "#4c6055"
    async with Driver.start(tmp_path, size=WIDE) as app:
        assert app.app.theme == "sea"
        assert not app.app.current_theme.dark


async def test_a_look_that_went_away_is_no_reason_to_stop(tmp_path: Path) -> None:
    own_look(tmp_path, "sea", "")
    async with Driver.start(tmp_path) as app:
        app.workspace.setup.set("theme", "sea")
    (tmp_path / "config" / "themes" / "sea.toml").unlink()
    async with Driver.start(tmp_path) as app:
        assert app.app.theme == "meadow"


@pytest.mark.parametrize(
    ("text", "line", "key", "nearest"),
    [
        ('primry = "#ffffff"', 1, "primry", "primary"),
        ('dark = true\nmuted = "grey"', 2, "muted", ""),
        ('base = "papr"', 1, "base", "paper"),
        ("dark = 1", 1, "dark", ""),
        ("primary =\nmuted = 1", 1, "", ""),
    ],
)
def test_a_mistake_in_a_look_is_named(tmp_path: Path, text: str, line: int, key: str, nearest: str) -> None:
    own_look(tmp_path, "sea", text)
    (look,) = load(tmp_path / "config" / "themes", edges.THEMES)
    assert [(p.line, p.key, p.nearest) for p in look.problems] == [(line, key, nearest)]


def test_a_look_can_not_take_the_name_of_ours(tmp_path: Path) -> None:
    own_look(tmp_path, "paper", 'background = "#000000"')
    (look,) = load(tmp_path / "config" / "themes", edges.THEMES)
    assert look.problems
    assert not look.colours


# What moves


async def test_with_motion_false_nothing_moves_or_blinks(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("motion = false\n")
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        assert app.app.animation_level == "none"
        await app.press("enter")
        assert not app.main.composer.body.cursor_blink
