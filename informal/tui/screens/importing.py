"""A file of people comes in: read in a worker, shown row by row, and kept as one step, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import ProgressBar, Static
from textual.worker import Worker, WorkerState

from informal.errors import BadFile, InformalError
from informal.practice.merging import Became, RowOutcome
from informal.text import one_line
from informal.tui.home import ask, say_error
from informal.tui.screens.dialogs import Pick, Picker
from informal.tui.widgets.rows import KeyedRows, Row, RowList, Tone
from informal.tui.widgets.ways import Ways, spelled
from informal.workspace import Workspace
from informal.workspace.files import Report

# Sooner, a bar would only flicker.
_BAR_AFTER_SECONDS = 0.5
_SAID = {
    Became.ADDED: ("+", "new", Tone.NEXT),
    Became.MERGED: ("≈", "brought up to date", Tone.DONE),
    Became.UNCHANGED: ("=", "as they were", Tone.CALM),
    Became.SKIPPED: ("-", "skipped", Tone.CALM),
}
# What may want a look comes first.
_ORDER = (Became.SKIPPED, Became.MERGED, Became.ADDED, Became.UNCHANGED)
_TABLE = "table"


class Importing(ModalScreen[bool]):
    """What a file would do, and one key to let it. Gives back whether it was kept."""

    CSS_PATH = "importing.tcss"
    BINDINGS = [
        Binding("enter", "keep", show=False, priority=True),
        Binding("escape,q", "give_up", show=False),
        Binding("space", "take", show=False, priority=True),
        Binding("c", "columns", show=False),
    ]
    AUTO_FOCUS = "#rows"

    def __init__(self, workspace: Workspace, path: Path) -> None:
        super().__init__()
        self._workspace = workspace
        self._path = path
        self._report: Report | None = None
        self._bar: Timer | None = None
        self._columns: dict[str, list[str]] = {}
        self._outcomes: dict[int, RowOutcome] = {}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -page") as box:
            box.border_title = Content(one_line(self._path.name))
            yield Static("Reading ...", id="what")
            yield ProgressBar(show_eta=False, show_percentage=False, id="bar")
            yield RowList[int](id="rows")
            yield Ways(id="ways")

    def on_mount(self) -> None:
        self.query_one("#bar").display = False
        self._read()

    # Reading

    def _read(self) -> None:
        self._report = None
        self.query_one("#what", Static).update("Reading ...")
        self.query_one(Ways).hints = spelled("Esc stops it; nothing is kept")
        self._bar = self.set_timer(_BAR_AFTER_SECONDS, self._show_bar)
        job = self._workspace.files.import_job(self._path, columns=self._columns or None)
        self.run_worker(job, thread=True, exclusive=True, exit_on_error=False, name="import")

    def _show_bar(self) -> None:
        # The clock may have struck just before the file was read.
        self.query_one("#bar").display = self._bar is not None

    def _hide_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        self.query_one("#bar").display = False

    @on(Worker.StateChanged)
    def _worked(self, event: Worker.StateChanged) -> None:
        if event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        try:
            if event.worker.error is not None:
                raise event.worker.error
            assert event.worker.result is not None
            self._show(cast("Callable[[], Report]", event.worker.result)())
        except BadFile as error:
            self._refused(error)

    def _refused(self, error: InformalError) -> None:
        """What is wrong with the file. A table whose columns can't be told asks for them."""
        self._hide_bar()
        table = self._is_table()
        lines = [Content.styled(error.title, "bold"), Content(error.message), Content("" if table else error.hint)]
        self.query_one("#what", Static).update(Content("\n").join(line for line in lines if line.plain))
        self.query_one(Ways).hints = spelled(f"{'c say which column is what   ' * table}Esc goes back")

    def _is_table(self) -> bool:
        """Whether the file has columns, so that a person can say which is which."""
        try:
            self._workspace.files.table(self._path)
        except BadFile:
            return False
        return True

    def _show(self, report: Report) -> None:
        self._report = report
        self._hide_bar()
        shown = sorted(report.plan.outcomes, key=lambda one: (not one.offered, _ORDER.index(one.outcome), one.number))
        self._outcomes = {one.number: one for one in shown}
        self.query_one("#what", Static).update(self._told(report))
        rows = self.query_one("#rows", RowList)
        rows.unfold = any(self._row(number).detail for number in self._outcomes)
        rows.set_source(KeyedRows(list(self._outcomes), self._row))
        ways = ["Enter keep them" if report.edits else "Enter done: nothing is new", "Esc keep nothing"]
        if any(one.offered for one in shown):
            ways.insert(1, "Space take the file's word")
        if report.format == _TABLE:
            ways.insert(1, "c columns")
        self.query_one(Ways).hints = spelled("   ".join(ways))

    def _told(self, report: Report) -> Content:
        return Content.assemble((f"{_called(report.format)}: ", "$muted"), (report.sentence(), "bold"))

    def _row(self, number: int) -> Row[int]:
        one = self._outcomes[number]
        mark, state, tone = _SAID[one.outcome]
        mark = "?" if one.offered and one.outcome is not Became.MERGED else mark
        name = one.name or f"line {number}"
        detail = one.reason or (one.after.work if one.after else "")
        return Row(number, name, mark, state, detail, tone, strong=bool(one.offered))

    # Deciding

    def action_keep(self) -> None:
        """Make it true, as one step."""
        if self._report is None:
            return
        try:
            if self._report.edits:
                self._workspace.files.carry_out(self._report, self._path.name)
        except InformalError as error:
            say_error(self.app, error)
            return
        self.dismiss(bool(self._report.edits))

    def action_give_up(self) -> None:
        """Nothing was kept, nothing is."""
        self.workers.cancel_all()
        self.dismiss(False)

    def action_take(self) -> None:
        """Let the file's word stand in place of what was typed, in one row."""
        number = cast("RowList[int]", self.query_one("#rows", RowList)).key
        if self._report is None or number is None:
            return
        if not self._outcomes[number].offered:
            self.notify("The file says nothing else here.")
            return
        self._show(self._workspace.files.take(self._report, number))

    # Columns

    def action_columns(self) -> None:
        """Say which column is what, in a table."""
        try:
            table = self._workspace.files.table(self._path)
        except BadFile as error:
            self.notify(error.message, title=error.title, markup=False)
            return
        now = {field: self._column_names(table.header, field, table.guessed) for field in table.fields}
        picks = [Pick(field, _column(field), ", ".join(now[field]) or "no column") for field in table.fields]

        def chosen(field: str | None) -> None:
            if field is not None:
                self._ask_column(field, table.header, table.samples)

        ask(self, Picker("What is in which column?", picks), chosen)

    def _column_names(self, header: Sequence[str], field: str, guessed: Mapping[str, tuple[int, ...]]) -> list[str]:
        if field in self._columns:
            return self._columns[field]
        return [header[at] for at in guessed.get(field, ()) if at < len(header)]

    def _ask_column(self, field: str, header: Sequence[str], samples: Sequence[Sequence[str]]) -> None:
        picks = [
            Pick(str(at + 1), one_line(name) or f"column {at + 1}", one_line(" · ".join(samples[at]))[:60])
            for at, name in enumerate(header)
        ]

        def chosen(column: str | None) -> None:
            if column is not None:
                self._columns[field] = [column] if column else []
                self._read()

        ask(self, Picker(_column(field), [*picks, Pick("", "no column")]), chosen)


def _column(field: str) -> str:
    return {"first": "First name", "last": "Last name", "email": "E-mail", "linkedin": "LinkedIn"}.get(
        field, field.replace("_", " ").capitalize()
    )


def _called(format: str) -> str:
    return {
        "linkedin": "LinkedIn's connections",
        "google": "Google's contacts",
        "outlook": "Outlook's contacts",
        "vcard": "vCards",
        "json": "an export of informal",
    }.get(format, "a table")
