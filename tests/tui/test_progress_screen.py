"""The progress screen: three sizes, no ask and many, the jar, the five ingredients, one key into a letter."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from driver import MONDAY, Driver, two_people
from living import lived
from textual.color import Color

from informal.model.kinds import Ingredient, Kind, Outcome
from informal.practice.progress import Sort
from informal.tui.panes import pictures
from informal.tui.screens.progress import Panel, ProgressPage, WeekPage

SIZES = [(120, 36), (80, 24), (50, 20)]
PANELS = ("So far", "Days you wrote", "This week", "What silence means", "What works for you", "To try next",
          "The loop", "The jar")  # fmt: skip


def told(app: Driver) -> str:
    """All the panels' words, as they are drawn at their width; each has room for all its lines."""
    words: list[str] = []
    for panel in app.app.screen.query(Panel):
        if panel.content_size.width:
            drawn = panel.render()
            assert panel.content_size.height >= drawn.get_height({}, panel.content_size.width), panel.id
            assert len(drawn.plain.split()) >= 3, panel.id
            words += [str(panel.border_title), drawn.plain]
    return "\n".join(words)


@pytest.mark.parametrize(
    ("size", "asks"),
    [*((size, 60) for size in SIZES), *(((80, 24), asks) for asks in (0, 1, 9)), ((50, 20), 0)],
    ids=str,
)
async def test_every_panel_says_something(tmp_path: Path, size: tuple[int, int], asks: int) -> None:
    workspace = lived(tmp_path, asks, MONDAY)
    if not asks:
        workspace.people.add("Ada Example")
    workspace.close()
    async with Driver.start(tmp_path, size=size) as app:
        await app.press("P")
        assert isinstance(app.app.screen, ProgressPage)
        assert "Esc back" in app.lines[-2]
        assert "So far" in app.screen
        seen = told(app)
        for title in PANELS:
            assert f" {title} " in seen, title
        if asks == 0:
            assert "Your first letter makes the first mark here." in seen
        assert ("too early to tell" in seen) == (0 < asks < 60)
        assert ("●" in seen) == (asks == 60)
        if asks == 1:
            assert "1 ask → 1 answered\nAn ask made is done" in seen, "no number before it means something"
            assert "0 talks" not in seen
        if size == (80, 24):
            await app.press("end")
            assert "keeps an answer." in app.screen, "the last panel is reached"


async def test_shapes_stand_beside_colours(tmp_path: Path) -> None:
    workspace = lived(tmp_path, 60, MONDAY, step_hours=40)
    for _ in range(3):
        workspace.day.tick()
    report = workspace.progress.report()
    drawn = pictures.days(report, 120).plain
    levels = [square.level for week in report.weeks for square in week]
    for level, shape in enumerate(("▪", "■", "█"), 1):
        assert drawn.count(shape) == levels.count(level) + 1, "as often as in the days, and once in the legend"
    rested = sum(square.sort is Sort.REST for week in report.weeks for square in week)
    assert drawn.count("○") == rested + 1 > 1
    plain = pictures.bar(report.overall, 41).plain
    assert report.overall.share is not None
    assert plain.index("●") == round(report.overall.share * 40)
    assert len(plain) == 41
    low, high = report.overall.interval or (0, 0)
    assert plain.rindex("━") == round(high * 40)
    assert plain.index("━") == round(low * 40)
    workspace.close()


async def test_a_long_life_shows_its_newest_weeks_and_says_so(tmp_path: Path) -> None:
    workspace = lived(tmp_path, 60, MONDAY, step_hours=24 * 12)
    report = workspace.progress.report()
    workspace.close()
    for width in (46, 76, 110):
        lines = pictures.days(report, width).plain.split("\n")
        assert max(map(len, lines[1:])) <= width
        assert f"of {len(report.weeks)} weeks." in lines[-1]


@pytest.mark.parametrize("theme", ["paper", "ansi-dark", "textual-light"])
async def test_it_opens_in_every_sort_of_theme(tmp_path: Path, theme: str) -> None:
    async with Driver.start(tmp_path, size=(80, 24), demo=True) as app:
        app.app.theme = theme
        await app.press("P", "h")
        assert "[x] h hope" in app.screen
        assert "□" in app.screen
        ground = app.app.screen.query_one("#progress").styles.background
        assert theme == "ansi-dark" or ground.get_contrast_text(1.0).brightness < Color.parse("#808080").brightness


async def test_one_key_into_the_letter_to_try_next(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(80, 24), demo=True) as app:
        one = app.workspace.progress.report().untried
        assert one is not None
        await app.press("P")
        assert one.name in told(app)
        await app.press("n")
        letter = app.main.composer.letter
        assert letter is not None
        assert letter.opening is not None
        assert (letter.contact.id, letter.opening.name, letter.kind) == (one.contact, one.opening, Kind.ASK)
        assert app.main.composer.typing


async def test_an_answer_goes_into_the_jar_and_comes_out_again(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(80, 24)) as app:
        ada, _ = await two_people(app)
        await app.press("K")
        assert app.workspace.progress.jar() == []
        app.workspace.outbox.sent(ada)
        kind = app.workspace.answers.replied(ada, Outcome.YES, text="Gladly. [/x] What a kind letter.")
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("K")
        assert [one.message.id for one in app.workspace.progress.jar()] == [kind.id]
        await app.press("P", "o")
        assert "[/x] What a kind letter." in app.screen
        assert "Ada Example, Mon 23 Nov" in app.screen
        await app.press("escape", "escape", "K")
        assert app.workspace.progress.jar() == []
        await app.press("u")
        assert len(app.workspace.progress.jar()) == 1


async def test_of_several_answers_one_is_chosen(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(80, 24)) as app:
        ada, _ = await two_people(app)
        app.workspace.outbox.sent(ada)
        first = app.workspace.answers.replied(ada, Outcome.LATER, text="Ask me in May.")
        app.workspace.answers.replied(ada, Outcome.YES, text="Now is good, too.")
        app.main.show_person(ada)
        app.main.to_contacts()
        await app.press("K", "j", "enter")
        assert [one.message.id for one in app.workspace.progress.jar()] == [first.id]


async def test_the_five_are_asked_from_the_second_day_on(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(120, 36)) as app:
        await two_people(app)
        assert "which have you got today?" not in app.screen
        await app.press("P")
        assert "Which have you got today?" not in app.screen
        await app.press("h")
        assert app.workspace.progress.ingredients() == frozenset()
    async with Driver.start(tmp_path, size=(120, 36), day=MONDAY + timedelta(days=1)) as app:
        assert "Hope, time, energy, ...:" in app.screen, "the five are named as far as there is room"
        assert "which have you got today?  P" in app.screen
        await app.press("P", "h")
        assert app.workspace.progress.ingredients() == {Ingredient.HOPE}
        assert "Little time: a short note is plenty." in app.screen
        await app.press("escape")
        assert "You have hope. Little time: a" in app.screen
        await app.press("P", "t", "e", "s", "a")
        assert app.workspace.progress.ingredients() == frozenset(Ingredient)
        await app.press("h", "t", "e", "s", "a")
        assert app.workspace.progress.ingredients() == frozenset()
    async with Driver.start(tmp_path, size=(75, 24), day=MONDAY + timedelta(days=1)) as app:
        await app.press("tab", "tab", "tab")
        assert "Hope, time, energy, self-esteem, ambition: which have you got today?  P" in app.screen


async def test_the_friday_letter_is_read_and_copied(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(80, 24), demo=True) as app:
        await app.press("P", "w")
        assert isinstance(app.app.screen, WeekPage)
        assert "The week of 23 to 29 November 2026" in app.screen
        await app.press("b")
        assert "The week of 16 to 22 November 2026" in app.screen
        await app.press("c")
        assert app.app.clipboard == app.workspace.progress.week(before=1)
        await app.press("escape", "escape")
        assert app.main.is_current


async def test_what_another_process_did_is_drawn(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(80, 24)) as app:
        await two_people(app)
        await app.press("P")
        assert "Nothing to count yet" in app.screen
        app.workspace.day.tick()
        await app.pilot.pause()
        assert "1 ask · 1 day you wrote" in app.screen
