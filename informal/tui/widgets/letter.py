"""Where a letter is written: a text area that shows the places to type over, and the words that a remark means.

What leans on how Textual's TextArea draws is in `get_line` and `_paint_anew`; the rest is its public face.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.text import Text
from textual.binding import Binding
from textual.events import Paste
from textual.geometry import Region
from textual.widgets import TextArea
from textual.widgets.text_area import Document, Selection

from informal.text import clean
from informal.tui.keymap import bound
from informal.tui.widgets.spans import Span, after, before, follow, pieces

_STOPS = frozenset(".?!…")
SpansOf = Callable[[str], Sequence[Span]]


class LetterArea(TextArea):
    """The text of a letter. Spans are (start, end) in the whole text, end not included.

    spans_of: where the places are in a text. It is asked after every change, so that places move with what is typed
    before them; without it the places of `show_slots` are moved along.
    """

    DEFAULT_CSS = """
    LetterArea {
        border: none;
        padding: 0;
        background: transparent;
        & > .letter-area--slot { background: $slot; color: $slot-text; text-style: underline; }
        & > .letter-area--mark { color: $mark; text-style: underline bold; }
        &:dark > .text-area--cursor, &:light > .text-area--cursor {
            background: $input-cursor-background;
            color: $input-cursor-foreground;
        }
        & > .text-area--placeholder { color: $muted; }
        &:focus { border: none; }
    }
    """
    COMPONENT_CLASSES = {"letter-area--slot", "letter-area--mark"}
    BINDINGS = [Binding("ctrl+x", "cut_selected", show=False), bound("undo_typing", "undo")]

    def __init__(
        self,
        text: str = "",
        *,
        spans_of: SpansOf | None = None,
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            clean(text),
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            theme="css",
            placeholder=placeholder,
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )
        self._spans_of = spans_of
        # Whether what is pasted takes the place of all that stands here; one undo brings that back.
        self.takes_all: Callable[[str], bool] | None = None
        self._slots: tuple[Span, ...] = ()
        self._marks: tuple[Span, ...] = ()
        self._seen = self.text
        self._recompute()

    # The text

    def set_text(self, text: str) -> None:
        """Show another letter. What was typed in the one before can't be undone into this one."""
        self.load_text(clean(text))
        self.history.clear()
        self._seen, self._marks, self._slots = self.text, (), ()
        self._recompute()
        self.cursor_to_start()

    def put_text(self, text: str) -> None:
        """Replace the whole text of the same letter; ctrl+z brings back what was there."""
        self.history.checkpoint()
        self.replace(clean(text), self.document.start, self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()

    def cursor_to_start(self) -> None:
        """Before the first letter."""
        self.move_cursor(self.document.start)

    def cursor_to_end(self) -> None:
        """After the last letter."""
        self.move_cursor(self.document.end)

    # The places and the marks

    @property
    def spans_of(self) -> SpansOf | None:
        """What finds the places in a text."""
        return self._spans_of

    @spans_of.setter
    def spans_of(self, spans_of: SpansOf | None) -> None:
        self._spans_of = spans_of
        self._recompute()
        self._paint_anew()

    @property
    def slots(self) -> tuple[Span, ...]:
        """The places to type over, in the order of the text."""
        self._catch_up()
        return self._slots

    @property
    def marks(self) -> tuple[Span, ...]:
        """The words that a remark means."""
        self._catch_up()
        return self._marks

    def show_slots(self, spans: Sequence[Span]) -> None:
        """Show these places. Where `spans_of` is set, its answer replaces them at the next change."""
        self._catch_up()
        self._slots = self._inside(spans)
        self._paint_anew()

    def show_marks(self, spans: Sequence[Span]) -> None:
        """Mark these words, and scroll to the first. A mark goes when its words are changed."""
        self._catch_up()
        if (marks := self._inside(spans)) != self._marks:
            self._marks = marks
            self._paint_anew()
            # The remark itself takes room below the text first.
            self.call_after_refresh(self._scroll_to_mark)

    def _scroll_to_mark(self) -> None:
        if self._marks:
            start, end = (self._plain.get_location_from_index(index) for index in self._marks[0])
            top, bottom = (self.wrapped_document.location_to_offset(location).y for location in (start, end))
            self.scroll_to_region(Region(0, top, 1, bottom - top + 1), animate=False)

    def next_slot(self) -> bool:
        """Select the next place after the cursor; whether there was one."""
        self._drop_double_stop()
        return self._select(after(self.slots, self._selected()[1]))

    def previous_slot(self) -> bool:
        """Select the place before the cursor; whether there was one."""
        start, end = self._selected()
        return self._select(before(self.slots, start, past=start == end))

    def _drop_double_stop(self) -> None:
        """Words typed into a place may end in their own stop, before the one that stood there: "how you bake?."."""
        start, end = self._selected()
        if start == end and self.text[start - 1 : start] in _STOPS and self.text[start : start + 1] == ".":
            after_it = self._plain.get_location_from_index(start + 1)
            self.delete(self._plain.get_location_from_index(start), after_it, maintain_selection_offset=True)

    def _selected(self) -> Span:
        ends = sorted(self._plain.get_index_from_location(location) for location in self.selection)
        return ends[0], ends[1]

    @property
    def _plain(self) -> Document:
        """The document: without a language it is always a plain one, which knows indexes."""
        assert isinstance(self.document, Document)
        return self.document

    def _select(self, span: Span | None) -> bool:
        if span is None:
            return False
        start, end = (self._plain.get_location_from_index(index) for index in span)
        self.selection = Selection(start, end)
        self.scroll_cursor_visible()
        return True

    def _inside(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        length = len(self._seen)
        return tuple(sorted((start, min(end, length)) for start, end in spans if 0 <= start < min(end, length)))

    def _recompute(self) -> None:
        if self._spans_of is not None:
            self._slots = self._inside(self._spans_of(self._seen))

    def _catch_up(self) -> None:
        """Move the places and the marks with what was typed since they were shown."""
        text = self.text
        if text != self._seen:
            self._slots = follow(self._slots, self._seen, text, grow=True)
            self._marks = follow(self._marks, self._seen, text, grow=False)
            self._seen = text
            self._recompute()

    # Painting

    def on_resize(self) -> None:
        """TextArea wraps anew and paints anew only where that makes another number of lines."""
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """The line, with its places and marks; the cursor and the selection are painted over them by TextArea."""
        line = super().get_line(line_index)
        self._catch_up()
        if self._slots or self._marks:
            first = self._plain.get_index_from_location((line_index, 0))
            for start, end in pieces(self._slots, first, line.plain, self.wrapped_document.get_offsets(line_index)):
                line.stylize(self.get_visual_style("letter-area--slot").rich_style, start, end)
            for start, end in pieces(self._marks, first, line.plain, self.wrapped_document.get_offsets(line_index)):
                line.stylize(self.get_visual_style("letter-area--mark").rich_style, start, end)
        return line

    def _paint_anew(self) -> None:
        self._line_cache.clear()
        self.refresh()

    # Keys

    def on_paste(self, event: Paste) -> None:
        """TextArea inserts what is left in the event: no control characters, and one kind of line ends."""
        event.stop()
        event.text = clean(event.text)
        if self.takes_all is not None and self.takes_all(event.text):
            self.history.checkpoint()
            self.select_all()

    def action_cut_selected(self) -> None:
        """Cut what is selected; nothing else (TextArea would take the whole line)."""
        if not self.selection.is_empty:
            self.action_cut()
