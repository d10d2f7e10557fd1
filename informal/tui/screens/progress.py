"""What one has done, in pictures: read from top to bottom, with a key into a letter, the jar and the Friday letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Markdown

from informal.model.words import IngredientWords
from informal.practice.calendar import short_day
from informal.practice.progress import Report
from informal.text import clean
from informal.tui.keymap import keys_of
from informal.tui.panes import pictures
from informal.tui.screens.dialogs import Page
from informal.tui.widgets.bars import Hints
from informal.tui.widgets.drawn import Drawn
from informal.tui.widgets.keys import KeyHint
from informal.tui.widgets.saying import Saying
from informal.tui.widgets.ways import Ways
from informal.workspace import Workspace
from informal.workspace.progress import Kept

Picture = Callable[[Report, int], Content]
_HINTS = (
    KeyHint("scroll", "j k", "up and down", 0, "move"),
    KeyHint("try_next", "n", "write that letter", 2, "write"),
    KeyHint("open_jar", "o", "the jar", 1, "jar"),
    KeyHint("week", "w", "the Friday letter", 1, "week"),
    KeyHint("back", "Esc", "back", 3),
)


@dataclass(frozen=True, slots=True)
class Begin:
    """The letter to go on with."""

    contact: int
    opening: str


class Panel(Drawn):
    """One picture."""

    def __init__(self, title: str, picture: Picture, report: Report, id: str) -> None:
        super().__init__(lambda width: picture(report, width), id=id, classes="panel")
        self.border_title = f" {title} " if title else ""
        self._picture = picture

    def show(self, report: Report) -> None:
        """Draw another report."""
        self.redraw(lambda width: self._picture(report, width))


class ProgressPage(ModalScreen[Begin | None]):
    """Gives back a letter to begin, or None."""

    CSS_PATH = "progress.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]
    BINDINGS = [
        Binding("escape,q,P", "dismiss(None)", show=False),
        Binding("j,down", "scroll(2)", show=False),
        Binding("k,up", "scroll(-2)", show=False),
        Binding("pagedown,ctrl+d", "scroll(10)", show=False),
        Binding("pageup,ctrl+u", "scroll(-10)", show=False),
        Binding("home", "scroll(-10000)", show=False),
        Binding("end", "scroll(10000)", show=False),
        Binding("n,enter", "try_next", show=False),
        Binding("o", "open_jar", show=False),
        Binding("w", "week", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    @property
    def _five(self) -> tuple[IngredientWords, ...]:
        return self._workspace.core.content.ingredients

    def compose(self) -> ComposeResult:
        report = self._workspace.progress.report()
        with Vertical(id="progress") as box:
            box.border_title = "What you have done"
            with VerticalScroll(can_focus=False), Container(id="columns"):
                with Vertical(classes="column"):
                    yield Panel("So far", pictures.totals, report, "so-far")
                    yield Panel("Days you wrote", pictures.days, report, "days")
                    yield Panel("This week", pictures.week, report, "week")
                    yield Panel("What silence means", pictures.silence, report, "silence")
                with Vertical(classes="column"):
                    yield Panel("What works for you", pictures.works, report, "works")
                    yield Panel("To try next", pictures.untried, report, "untried")
                    yield Panel("The loop", pictures.loop, report, "loop")
                    yield Panel("The jar", partial(pictures.jar, keep=keys_of(self.app)["keep_answer"]), report, "jar")
            with Vertical(id="having") as having:
                having.border_title = " Which have you got today? "
                yield Panel("", lambda _, width: self._five_drawn(width), report, "five")
                yield Saying(id="sized")
            yield Hints(_HINTS, id="bottom")

    def on_mount(self) -> None:
        self._paint_five()
        self.watch(self.app, "view_version", self._paint, init=False)

    def _paint(self) -> None:
        """Something changed, here or in another process."""
        report = self._workspace.progress.report()
        for panel in self.query(Panel):
            panel.show(report)

    def _five_drawn(self, width: int) -> Content:
        return pictures.ingredients(self._five, self._workspace.progress.ingredients(), width)

    def _paint_five(self) -> None:
        """On the first day there is enough to do: nobody is asked what they have."""
        having = self._workspace.progress
        asked = having.asks_for_ingredients()
        self.query_one("#having").display = asked
        if asked:
            self.query_one("#five").refresh(layout=True)
            self.query_one("#sized", Saying).say(having.sized())

    def on_key(self, event: events.Key) -> None:
        """The five keys of the ingredients."""
        words = next((one for one in self._five if one.key == event.key), None)
        if words is not None and self._workspace.progress.asks_for_ingredients():
            event.stop()
            self._workspace.progress.toggle(words.which)
            self._paint_five()

    def action_scroll(self, step: int) -> None:
        """j and k."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_try_next(self) -> None:
        """Into a letter with the opening that was tried least."""
        one = self._workspace.progress.report().untried
        if one is None:
            self.notify(f"Nobody new is in the list. {keys_of(self.app)['add']} on the main screen adds somebody.")
        else:
            self.dismiss(Begin(one.contact, one.opening))

    def action_open_jar(self) -> None:
        """The kind answers."""
        self.app.push_screen(Page("The jar", jar_page(self._workspace, keys_of(self.app)["keep_answer"])))

    def action_week(self) -> None:
        """The Friday letter."""
        self.app.push_screen(WeekPage(self._workspace))


class WeekPage(ModalScreen[None]):
    """The Friday letter, to read and to copy."""

    BINDINGS = [
        Binding("escape,q,enter,w", "dismiss(None)", show=False),
        Binding("c", "copy", show=False),
        Binding("b", "before", show=False),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._before = 0

    @property
    def text(self) -> str:
        """The letter as Markdown."""
        return self._workspace.progress.week(before=self._before)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -page") as box:
            box.border_title = "The Friday letter"
            with VerticalScroll():
                yield Markdown(clean(self.text), open_links=False)
            yield Ways("c copies it, with names   b the week before   Esc goes back")

    def action_copy(self) -> None:
        """To the clipboard."""
        self.app.copy_to_clipboard(clean(self.text))

    async def action_before(self) -> None:
        """One week back."""
        self._before += 1
        await self.query_one(Markdown).update(clean(self.text))


def jar_page(workspace: Workspace, key: str) -> Content:
    """The kind answers, newest first, with their words; never markup."""
    kept = workspace.progress.jar()
    if not kept:
        return Content(f"Nothing is in it yet. When somebody writes something kind, {key} in the list keeps it here.")
    return Content("\n\n").join(
        Content.assemble(
            (clean(one.message.body).strip(), ""),
            (
                f"\n{_signed(one, workspace.core.today)}",
                "$muted",
            ),
        )
        for one in kept
    )


def _signed(kept: Kept, today: date) -> str:
    on = kept.message.on
    return ", ".join(part for part in (kept.name, short_day(on, today) if on else "") if part)
