"""The letter: to whom, by which way, how it begins, what it says; and what it needs, once the writer leaves the text.

The pane holds what is typed and nothing else. Loading, keeping and listening are the workspace's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantBlur
from textual.message import Message as Event
from textual.timer import Timer
from textual.widgets import Button, Input, Static

from informal.errors import InformalError
from informal.model.kinds import Kind
from informal.practice.nudges import Nudge
from informal.practice.pasting import is_whole_letter
from informal.text import clean, one_line
from informal.tui.keymap import bound, keys_of
from informal.tui.panes import remarks
from informal.tui.panes.card import summary
from informal.tui.panes.listening import Listening
from informal.tui.panes.remarks import By
from informal.tui.panes.session import Session
from informal.tui.widgets.asking import Asking, Question
from informal.tui.widgets.drawn import Drawn
from informal.tui.widgets.field import Field
from informal.tui.widgets.letter import LetterArea
from informal.tui.widgets.saying import Saying
from informal.workspace import Workspace
from informal.workspace.letters import Letter

_KINDS = {
    Kind.ASK: "To {}",
    Kind.FOLLOW_UP: "The one short note to {}",
    Kind.THANK_YOU: "Thank-you to {}",
    Kind.ANSWER: "Your answer to {}",
    Kind.UPDATE: "News for {}",
    Kind.INTRODUCTION_REQUEST: "An introduction, from {}",
    Kind.CONFIRMATION: "A word to {} before you meet",
    Kind.REFERRAL_ASK: "Who else? To {}",
    Kind.CLOSING: "How it ended, to {}",
}


class Foot(Horizontal):
    """The buttons under the letter, and when it was kept."""

    BINDINGS = [bound("back_to_text", "screen.back_to_text")]


class Composer(Vertical, can_focus=True):
    """The pane of the letter. It takes the focus itself while nobody types: then keys are commands."""

    BINDINGS = [bound(name, name) for name in ("next_place", "previous_place", "stop_typing", "send_now", "kept")]

    @dataclass
    class SendAsked(Event):
        """The person wants to send the letter."""

    @dataclass
    class LaterAsked(Event):
        """The person puts the letter by."""

    @dataclass
    class Left(Event):
        """The person left the text: now the letter may be listened to."""

    @dataclass
    class Out(Event):
        """The cursor wants to leave the pane. step: to the next one, the one before, or, with 0, to the people."""

        step: int = 0

    @dataclass
    class NotKeptYet(Event):
        """The letter could not be made durable; it is tried again."""

        error: InformalError

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id="composer")
        self.workspace = workspace
        self.session = Session(workspace.letters)
        self._pause: Timer | None = None
        self._typing = False
        self._spelled = ""
        self._listening = Listening(workspace)

    def compose(self) -> ComposeResult:
        yield By(id="by")
        with Horizontal(id="subject-line"):
            yield Static("subject", id="subject-label")
            yield Field(id="subject", compact=True)
        yield Saying(id="thread")
        yield LetterArea(id="body")
        yield Static(id="card")
        yield Static(id="said")
        with Foot(id="foot"):
            yield Button("Send...", id="send", compact=True)
            yield Button("Later", id="later", compact=True)
            yield Drawn(lambda width: Content(""), id="kept")
        yield Asking(id="asking")

    def on_mount(self) -> None:
        self.body.spans_of = self._spans
        self.body.takes_all = self._is_theirs_whole
        self.workspace.core.subscribe(self.session.changed)
        self.show(None)

    @property
    def letter(self) -> Letter | None:
        """The letter that is shown, as it was typed last; None where a card is."""
        return self.session.letter

    @property
    def body(self) -> LetterArea:
        """The text area."""
        return self.query_one("#body", LetterArea)

    @property
    def typing(self) -> bool:
        """Whether the cursor is in the letter or its subject."""
        return self._typing

    # Loading

    def show(self, letter: Letter | None, *, card: str | Content = "") -> None:
        """Show a letter, or a card about the person instead. What was typed before has been kept already."""
        self.keep()
        another = self.session.begin(letter)
        self._listening.begin()
        self._spelled = ""
        self.set_class(letter is None, "-card")
        self.query_one("#card", Static).update(card)
        self.border_title = ""
        if letter is None:
            self.query_one("#thread", Saying).say("")
        else:
            title = _KINDS.get(letter.kind, "To {}").format(one_line(letter.contact.name))
            self.border_title = Content(title)
            self._fill(letter, another=another)
            self.query_one("#thread", Saying).say(summary(self.workspace, letter.contact.id, lines=2))
        self._paint_by()
        self._paint_said()
        self._paint_kept()

    def drop(self) -> None:
        """Show nothing, and keep nothing of what stood here: the person is about to be forgotten."""
        self._take_in()
        self.session.unkept = False
        self.show(None)

    def ask(self, question: Question, *, focus: bool = True) -> None:
        """Ask something below the letter."""
        self.add_class("-asking")
        self.query_one(Asking).ask(question, focus=focus)

    def stop_asking(self) -> None:
        """Ask nothing. Left to itself the focus would go on into the text, where the next command would be typed."""
        asking = self.query_one(Asking)
        if self.screen.focused is asking:
            self.focus()
        self.remove_class("-asking")
        asking.close()

    def replace_text(self, letter: Letter, *, step: str = "") -> None:
        """Put another text into the letter (another opening, a version, the editor's); the old one is set aside.

        Words that can't be kept now stand on the screen all the same, and are tried again like all that is typed.
        """
        self.keep()
        try:
            letter = self.workspace.letters.keep(letter, version=True, step=step)
            self.session.letter = letter
        except InformalError as error:
            self.post_message(self.NotKeptYet(error))
            if self.letter is not None and self.letter.text == letter.text:
                return
            self.session.letter, self.session.unkept = letter, True
        self._fill(letter, another=False)
        self._listening.begin()
        self._paint_by()
        self._paint_said()
        self._paint_kept()

    def write(self) -> None:
        """Put the cursor into the letter, on its first marked place."""
        if self.letter is None:
            return
        self.body.focus()
        self.body.cursor_to_start()
        if not self.body.next_slot():
            self.body.cursor_to_end()

    def _spans(self, text: str) -> Sequence[tuple[int, int]]:
        return self.workspace.letters.slot_spans(self.letter, text) if self.letter else ()

    def _is_theirs_whole(self, pasted: str) -> bool:
        """Whether a letter written elsewhere comes whole, into one of ours that nobody has touched."""
        self._take_in()
        if self.letter is None or self.letter.id is not None or self.session.unkept or not is_whole_letter(pasted):
            return False
        self.notify(f"Your letter stands here, in place of ours. {keys_of(self.app)['undo_typing']} brings ours back.")
        return True

    # Keeping

    @on(LetterArea.Changed, "#body")
    @on(Input.Changed, "#subject")
    def _typed(self) -> None:
        if not self._take_in():
            return
        wait = self.session.wait(first=self._pause is None)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(wait, self.keep)
        self._paint_said()
        self._paint_kept()

    def _take_in(self) -> bool:
        """Take what stands in the fields into the letter; whether that is another text than before."""
        return self.session.take(self.query_one("#subject", Input).value, self.body.text)

    def _fill(self, letter: Letter, *, another: bool) -> None:
        """Put a letter into the fields. another: not the one that stood there; then typing is not undone back to it."""
        self.query_one("#subject", Input).value = letter.subject
        if another:
            self.body.set_text(letter.body)
        elif clean(letter.body) != self.body.text:
            self.body.put_text(letter.body)
        self.session.stands(letter.subject, self.body.text)

    def keep(self) -> None:
        """Make what was typed durable, now. Also what was typed so fast that nobody was told of it yet."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        self._take_in()
        if not self.session.unkept or self.letter is None:
            return
        was_deleted = self.letter.contact.id not in self.workspace.people
        try:
            self.session.keep()
            if was_deleted:
                name = one_line(self.letter.contact.name)
                self.notify(
                    f"{name} was taken out of the file elsewhere. They are back, with your letter.", markup=False
                )
        except InformalError as error:
            self.post_message(self.NotKeptYet(error))
        self._paint_kept()

    # Listening

    @property
    def _in_text(self) -> bool:
        focused = self.screen.focused
        return focused is not None and focused.id in ("body", "subject")

    def on_descendant_focus(self) -> None:
        # Not the event's widget: of two that got the focus in one go, the later one may be told of first.
        begins = self._in_text and not self._typing
        self._be_typing(self._in_text)
        if begins:
            self._paint_said()
            self._paint_kept()

    def _be_typing(self, typing: bool) -> None:
        self._typing = typing
        self.set_class(typing, "-typing")

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        if event.widget.id in ("body", "subject"):
            self.call_after_refresh(self._maybe_left)

    def _maybe_left(self) -> None:
        if self._in_text:
            return
        self._be_typing(False)
        self.keep()
        self._paint_said()
        self._paint_kept()
        self.spell()
        self.post_message(self.Left())

    @property
    def nudge(self) -> Nudge | None:
        """The remark that is shown."""
        return self._listening.nudge

    def hear_more(self) -> bool:
        """Show the next remark; whether there is one."""
        self._listening.pass_over()
        self._paint_said()
        return self.nudge is not None

    def _paint_said(self) -> None:
        said, marks = self._listening.hear(
            self.letter, keys_of(self.app), typing=self._typing, typed_seconds=self.session.seconds
        )
        self.body.show_marks(marks)
        spelled = "" if self._typing else self._spelled
        lines = [part if isinstance(part, Content) else Content(part) for part in (said, spelled) if part]
        self.query_one("#said", Static).update(Content("\n").join(lines))
        self.set_class(bool(lines), "-heard")

    def spell(self) -> None:
        """Ask the spelling checker about what was written here, in a worker: what it finds is one quiet line."""
        letter = self.letter
        job = self.workspace.spelling.job(letter) if letter is not None and letter.id is not None else None
        if letter is not None and job is not None:
            self.run_worker(partial(self._spell, letter, job), thread=True, exclusive=True, group="spelling")

    def _spell(self, letter: Letter, job: Callable[[], str]) -> None:
        self.app.call_from_thread(self._spelled_it, letter, job())

    def _spelled_it(self, letter: Letter, said: str) -> None:
        if self.letter is not None and self.letter.body == letter.body and said != self._spelled:
            self._spelled = said
            self._paint_said()

    # Painting

    def _paint_by(self) -> None:
        letter = self.letter
        if letter is None:
            return
        opening = letter.opening.title if letter.opening else "your own words"
        self.query_one(By).says = (remarks.CHANNELS[letter.channel], opening)

    def _paint_kept(self) -> None:
        letter = self.letter
        if letter is None:
            return
        saved = self._pause is None
        foot = remarks.foot(self.workspace, letter, typing=self._typing, saved=saved)
        self.query_one("#kept", Drawn).redraw(foot)

    @on(Button.Pressed, "#send")
    def _send_pressed(self) -> None:
        self.post_message(self.SendAsked())

    @on(Button.Pressed, "#later")
    def _later_pressed(self) -> None:
        self.post_message(self.LaterAsked())

    # Keys in the text

    def action_next_place(self) -> None:
        """Tab: the next marked place, then Send, then out."""
        focused = self.screen.focused
        if focused is not None and focused.id == "subject":
            self.write()
        elif focused is self.body:
            if not self.body.next_slot():
                self.query_one("#send").focus()
        else:
            self.post_message(self.Out(1))

    def action_previous_place(self) -> None:
        """Shift+Tab: the place before, then the subject, then out."""
        focused = self.screen.focused
        if focused is self.body:
            if not self.body.previous_slot():
                self.query_one("#subject").focus()
        elif focused is not None and focused.id in ("send", "later"):
            self.body.focus()
        else:
            self.post_message(self.Out(-1))

    def action_stop_typing(self) -> None:
        """Esc: out of the text or off the buttons, then out of the pane. Closes nothing, discards nothing."""
        if self.screen.focused is self:
            self.post_message(self.Out())
        else:
            self.focus()

    def action_send_now(self) -> None:
        """Alt+S."""
        self.post_message(self.SendAsked())

    def action_kept(self) -> None:
        """Ctrl+S, for the hand that saves by itself."""
        self.keep()
        self.notify("Kept. It is kept as you type, too.")
