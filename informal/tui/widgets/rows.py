"""One list for everything that has many rows. It draws only what is seen: 100,000 rows cost what 20 do.

It knows nothing of what a row is about. A source says how many there are, makes one when it is looked at, and finds one
by its key; the highlight, the marks and the place in the list are kept by key when the source changes.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from textual import events
from textual.binding import Binding
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from informal.tui.keymap import bound
from informal.tui.widgets.reversing import Reversing
from informal.tui.widgets.rowline import Looks, Row, Tone, first_line, second_line
from informal.tui.widgets.rowsource import KeyedRows, Rows, RowSource

__all__ = ["KeyedRows", "Row", "RowList", "RowSource", "Rows", "Tone"]

Key = TypeVar("Key", bound=Hashable)
_Key = TypeVar("_Key", bound=Hashable)  # the messages' own: a nested class can't share its outer one's


class _Part(StrEnum):
    CURSOR = "row-list--cursor"
    MUTED = "row-list--muted"
    NEXT = "row-list--next"
    DONE = "row-list--done"
    MATCH = "row-list--match"
    EMPTY = "row-list--empty"


class RowList(ScrollView, Reversing, Generic[Key], can_focus=True):
    """A list with one highlighted row, and marks on any number of rows.

    tall: two lines a row. Otherwise one, and the row under the cursor shows its detail on a second line (unfold).
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .row-list--cursor { background: $cursor-row-calm; }
        & > .row-list--muted { color: $muted; }
        & > .row-list--next { color: $next; }
        & > .row-list--done { color: $primary; }
        & > .row-list--match { text-style: underline; }
        & > .row-list--empty { color: $muted; }
        &:focus > .row-list--cursor { background: $cursor-row; }
        &:ansi > .row-list--cursor { background: ansi_default; text-style: underline; }
        &:ansi:focus > .row-list--cursor { background: ansi_default; text-style: reverse; }
    }
    """
    COMPONENT_CLASSES = {str(each) for each in _Part}
    BINDINGS = [
        bound("down", "cursor_down"),
        bound("up", "cursor_up"),
        bound("page_down", "page_down"),
        bound("page_up", "page_up"),
        bound("top", "first"),
        bound("bottom", "last"),
        Binding("enter", "choose", "choose", show=False),
        Binding("space", "toggle_mark", "mark", show=False),
    ]

    tall: reactive[bool] = reactive(False)
    unfold: reactive[bool] = reactive(True)
    cursor: reactive[int] = reactive(0, always_update=False)

    @dataclass
    class Highlighted(Message, Generic[_Key]):
        """Another row came under the cursor, or the list became empty (key None)."""

        list: RowList[_Key]
        key: _Key | None

        @property
        def control(self) -> RowList[_Key]:
            """The list."""
            return self.list

    @dataclass
    class Chosen(Message, Generic[_Key]):
        """Enter on a row, or a click on the highlighted one."""

        list: RowList[_Key]
        key: _Key

        @property
        def control(self) -> RowList[_Key]:
            """The list."""
            return self.list

    @dataclass
    class Marked(Message, Generic[_Key]):
        """The set of marked rows changed."""

        list: RowList[_Key]
        keys: frozenset[_Key]

        @property
        def control(self) -> RowList[_Key]:
            """The list."""
            return self.list

    def __init__(
        self,
        source: RowSource[Key] | None = None,
        *,
        empty: Content | str = "",
        tall: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._source: RowSource[Key] = source if source is not None else Rows[Key](())
        self._empty = empty if isinstance(empty, Content) else Content(empty)
        self._marked: frozenset[Key] = frozenset()
        self._told: Key | None = None
        self._last_height = 0
        self._cache: LRUCache[tuple[object, ...], Strip] = LRUCache(512)
        self.set_reactive(RowList.tall, tall)

    # What is in it

    @property
    def source(self) -> RowSource[Key]:
        """Where the rows come from."""
        return self._source

    @property
    def key(self) -> Key | None:
        """The key under the cursor; None when there are no rows."""
        return self._source.key_at(self.cursor) if len(self._source) else None

    @property
    def marked(self) -> frozenset[Key]:
        """The marked keys; some may not be among the rows just now."""
        return self._marked

    @property
    def empty(self) -> Content:
        """What stands there when there are no rows."""
        return self._empty

    @empty.setter
    def empty(self, text: Content | str) -> None:
        self._empty = text if isinstance(text, Content) else Content(text)
        self._repaint()

    def set_source(self, source: RowSource[Key], *, to_top: bool = False) -> None:
        """Show other rows. The highlight and the place on the screen are kept by key; where the key is gone, the row
        that took its place is highlighted. to_top: highlight the first one instead (a new search)."""
        key, offset = self.key, self.top_of(self.cursor) - self.scroll_offset.y
        seen = 0 <= offset < max(1, self._height)
        top = self._index_at(self.scroll_offset.y)
        anchor = self._source.key_at(top) if not seen and top is not None else None
        self._source = source
        found = None if to_top or key is None else source.index_of(key)
        place = 0 if to_top else self.cursor if found is None else found
        self.set_reactive(RowList.cursor, self.validate_cursor(place))
        self._resize()
        at = None if anchor is None or to_top else source.index_of(anchor)
        line = self.top_of(at) if at is not None else self.top_of(self.cursor) - offset
        self.scroll_to(y=line, animate=False, force=True, immediate=True)
        if seen or to_top:
            self._show_cursor()
        self._tell()

    def set_rows(self, rows: Sequence[Row[Key]]) -> None:
        """Show these rows, all made already. See set_source."""
        self.set_source(Rows(rows))

    def move_to(self, key: Key) -> bool:
        """Put the cursor on a key; whether it is among the rows."""
        index = self._source.index_of(key)
        if index is None:
            return False
        self.cursor = index
        self._show_cursor()
        return True

    def mark(self, keys: frozenset[Key]) -> None:
        """Mark exactly these."""
        if keys != self._marked:
            self._marked = keys
            self._repaint()
            self.post_message(self.Marked(self, keys))

    def fresh(self) -> None:
        """Draw every row anew: what a row says has changed though the keys have not."""
        self._repaint()

    # Where things are

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    @property
    def _unfolded(self) -> bool:
        return self.unfold and not self.tall and len(self._source) > 0

    def top_of(self, index: int) -> int:
        """The line on which a row begins, counted from the top of the list."""
        if self.tall:
            return index * 2
        return index + (1 if self._unfolded and index > self.cursor else 0)

    def lines_of(self, index: int) -> int:
        """How many lines a row takes."""
        return 2 if self.tall or (self._unfolded and index == self.cursor) else 1

    def _index_at(self, line: int) -> int | None:
        if self.tall:
            index = line // 2
        else:
            index = line - (1 if self._unfolded and line > self.cursor else 0)
        return index if 0 <= index < len(self._source) else None

    def _resize(self) -> None:
        count = len(self._source)
        lines = count * 2 if self.tall else count + (1 if self._unfolded else 0)
        self.virtual_size = Size(0, lines)
        self._repaint()

    def _repaint(self) -> None:
        self._cache.clear()
        self.refresh()

    def _show_cursor(self) -> None:
        if len(self._source) and self.is_attached and self._height:
            region = Region(0, self.top_of(self.cursor), 1, self.lines_of(self.cursor))
            self.scroll_to_region(region, animate=False, force=True, immediate=True, x_axis=False)

    # What changes

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._source) - 1))

    def watch_cursor(self) -> None:
        self.refresh()
        self._tell()

    def watch_tall(self) -> None:
        self._resize()
        self.call_after_refresh(self._show_cursor)

    def watch_unfold(self) -> None:
        self._resize()

    def _tell(self) -> None:
        key = self.key
        if key != self._told and self.is_attached:
            self._told = key
            self.post_message(self.Highlighted(self, key))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._cache.clear()

    def on_mount(self) -> None:
        self._resize()
        self._tell()

    def on_resize(self) -> None:
        self._cache.clear()
        # A scrollbar that comes or goes changes the width only, and must not pull the cursor into view.
        if self._height != self._last_height:
            self._last_height = self._height
            self.call_after_refresh(self._show_cursor)

    # Keys and mouse

    def _step(self, by: int) -> None:
        self.cursor += by
        self._show_cursor()

    def action_cursor_down(self) -> None:
        self._step(1)

    def action_cursor_up(self) -> None:
        self._step(-1)

    def action_page_down(self) -> None:
        self._step(max(1, self._height // (2 if self.tall else 1) - 1))

    def action_page_up(self) -> None:
        self._step(-max(1, self._height // (2 if self.tall else 1) - 1))

    def action_first(self) -> None:
        self._step(-len(self._source))

    def action_last(self) -> None:
        self._step(len(self._source))

    def action_choose(self) -> None:
        if (key := self.key) is not None:
            self.post_message(self.Chosen(self, key))

    def action_toggle_mark(self) -> None:
        """Mark the row or take the mark off, and go on to the next."""
        if (key := self.key) is not None:
            self.mark(self._marked ^ {key})
            self.action_cursor_down()

    def toggle_all(self) -> None:
        """Mark every row, or, where each is marked, take those marks off."""
        shown = frozenset(self._source.key_at(index) for index in range(len(self._source)))
        self.mark(self._marked - shown if shown <= self._marked else self._marked | shown)

    def action_clear_marks(self) -> None:
        self.mark(frozenset())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        index = None if offset is None else self._index_at(offset.y + self.scroll_offset.y)
        if index is None:
            return
        if index == self.cursor and self.has_focus and event.chain > 1:
            self.action_choose()
        self.cursor = index
        self._show_cursor()

    # Drawing

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if not len(self._source):
            return self._empty_line(y, width)
        index = self._index_at(line)
        if index is None:
            return Strip.blank(width, self.rich_style)
        part, at = line - self.top_of(index), index == self.cursor
        known = (index, part, width, at, at and self.has_focus)
        strip = self._cache.get(known)
        if strip is None:
            strip = self._cache[known] = self._draw(index, part, width, at=at)
        return strip

    def _draw(self, index: int, part: int, width: int, *, at: bool) -> Strip:
        row = self._source.row(index)
        base = self.get_visual_style(_Part.CURSOR) if at else self.visual_style
        looks, marked = self._looks(), row.key in self._marked
        if part == 0:
            content = first_line(row, width, looks, marked=marked, unfolded=self.lines_of(index) > 1)
        else:
            content = second_line(row, width, looks, marked=marked)
        return Strip(content.render_segments(base)).adjust_cell_length(width, base.rich_style)

    def _looks(self) -> Looks:
        muted, next, done, match = (
            self.get_visual_style(part, partial=True) for part in (_Part.MUTED, _Part.NEXT, _Part.DONE, _Part.MATCH)
        )
        return Looks(muted, next, done, match)

    def _empty_line(self, y: int, width: int) -> Strip:
        style = self.get_visual_style(_Part.EMPTY)
        lines = self._empty.wrap(width - 2) if width > 2 else []
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        return Strip((Content(" ") + lines[y]).render_segments(style)).adjust_cell_length(width, style.rich_style)
