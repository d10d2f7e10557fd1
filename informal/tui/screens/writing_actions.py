"""The commands about a letter's text; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

from dataclasses import replace

from textual.app import SuspendNotSupported
from textual.content import Content

from informal.errors import InformalError
from informal.model.kinds import Blocker, Channel, Kind
from informal.practice.calendar import say_day
from informal.practice.versions import beginning, told_apart
from informal.system import editor
from informal.text import one_line
from informal.tui.home import ask
from informal.tui.panes.remarks import CHANNELS
from informal.tui.screens.dialogs import Line, Page, Pick, Picker
from informal.tui.screens.showing import Showing
from informal.tui.widgets.asking import Choice, Question
from informal.workspace.letters import Letter

_KINDS = (
    (Kind.ASK, "Ask them", "15 minutes of what they know"),
    (Kind.INTRODUCTION_REQUEST, "Ask for an introduction", "with a paragraph they can forward"),
    (Kind.FOLLOW_UP, "One short note", "into a silence; then it rests"),
    (Kind.ANSWER, "Answer", "times, thanks, or a kind word"),
    (Kind.CONFIRMATION, "A word before you meet", "time, place, how to reach you"),
    (Kind.THANK_YOU, "Thank them", "one thing they said"),
    (Kind.REFERRAL_ASK, "Who else?", "whom else they would talk to"),
    (Kind.UPDATE, "Tell them news", "what you did with their advice"),
    (Kind.CLOSING, "Close the loop", "how it ended, and their part in it"),
)


class WritingActions(Showing):
    """Another opening, another way, an earlier text, the editor, remarks."""

    def write_here(self) -> None:
        """Into the text; or into the person's own editor, where config.toml says always."""
        if self.workspace.config.editor == "always" and self.composer.letter is not None:
            self.composer.focus()
            self.call_after_refresh(self.guard, self.action_editor)
        else:
            self.composer.write()

    def action_back_to_text(self) -> None:
        """From the buttons into the text."""
        self.composer.body.focus()

    def action_opening(self) -> None:
        """Begin another way."""
        letter = self.composer.letter
        if letter is None:
            return
        offered = self.workspace.letters.offered(letter.contact.id, letter.kind)
        picks = [
            Pick(opening.name, opening.title, beginning(self.workspace.letters.switch(letter, opening.name).body))
            for opening in offered
        ]

        def chosen(name: str | None) -> None:
            if name:
                self.begin_with(name)

        ask(
            self,
            Picker(
                "How does it begin?",
                picks,
                f"What you typed into the marked places goes along. {self.keys['versions']} has the old text. "
                f"{self.keys['keep_opening']} keeps this letter as an opening of your own.",
            ),
            chosen,
        )

    def action_keep_opening(self) -> None:
        """Keep this letter as an opening."""
        from informal.workspace import own_openings

        self.composer.keep()
        letter, workspace = self.composer.letter, self.workspace
        if letter is None:
            return
        if workspace.made_up:
            self.notify("Nobody here exists, and nothing of it is kept. With your own people it becomes a file.")
            return

        def keep(title: str) -> None:
            path = own_openings.keep(workspace.core, workspace.letters, letter, title)
            self.notify(
                f"Their name became a place in it. {self.keys['opening']} offers it where it is true. The file: {path}",
                title="Kept as an opening",
                markup=False,
            )

        self.app.push_screen(Line("What do you call this opening?", "fellow gardener", keep=keep))

    def begin_with(self, name: str) -> None:
        """Begin the letter to the person under the cursor with an opening; what was typed goes along."""
        person = self.current_person()
        if person is None or person.dont_write:
            self.notify(self.keys.say(self.keys.by_name["opening"].needs(self.situation())), markup=False)
            return
        self.composer.keep()
        letters = self.workspace.letters
        kind = letters.opening(name).kind
        letter = self.composer.letter
        if letter is None or letter.kind is not kind or letter.contact.id != person.id:
            letter = letters.open(person.id, kind)
            self.composer.show(letter)
        self.composer.replace_text(letters.switch(letter, name), step="begin another way")
        self.go("letter")
        self.write_here()

    def action_kind(self) -> None:
        """A letter of another kind to the same person. The one that was begun is kept beside it."""
        person = self.current_person()
        if person is None:
            return
        self.composer.keep()
        now = self.composer.letter.kind if self.composer.letter else None
        picks = [Pick(kind, words, more) for kind, words, more in _KINDS if kind is not now]

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self.composer.keep()
                self.composer.show(self.workspace.letters.open(person.id, Kind(kind)))
                self.composer.write()

        ask(self, Picker(f"To {one_line(person.name)}", picks, "What you began is kept."), chosen)

    def action_channel(self) -> None:
        """By which way the letter will go; it can still be decided when it is sent."""
        letter = self.composer.letter
        if letter is None:
            return
        ways = [(channel, words) for channel, words in CHANNELS.items() if channel is not Channel.IN_PERSON]
        picks = [Pick(channel or "", words, key=words[0].lower()) for channel, words in ways]

        def chosen(channel: str | None) -> None:
            self.composer.keep()
            now = self.composer.letter
            if channel is not None and now is not None and _same(now, letter):
                way = Channel(channel) if channel else None
                self.composer.replace_text(replace(now, channel=way), step="choose the way")

        ask(self, Picker("By which way?", picks), chosen)

    def action_versions(self) -> None:
        """The last ten texts of this letter."""
        self.composer.keep()
        letter = self.composer.letter
        if letter is None:
            return
        core = self.workspace.core
        texts = [
            (f"{say_day(core.local_day(old.at), core.today)} {core.local(old.at):%H:%M}", (old.subject, old.body))
            for old in reversed(letter.versions)
        ]
        if letter.opening is not None:
            fresh = self.workspace.letters.propose(letter.contact.id, letter.kind, letter.opening.name)
            texts.append(("as it began", fresh.text))
        texts = [(when, text) for when, text in texts if text != letter.text]
        if not texts:
            self.notify("This letter has no earlier text yet.")
            return
        shown = told_apart([body for _, (_, body) in texts])
        picks = [Pick(str(number), when, shown[number]) for number, (when, _) in enumerate(texts)]

        def chosen(number: str | None) -> None:
            now = self.composer.letter
            if number is not None and now is not None and _same(now, letter):
                subject, body = texts[int(number)][1]
                self.composer.replace_text(replace(now, subject=subject, body=body), step="bring an earlier text back")

        ask(self, Picker("Earlier texts", picks), chosen)

    def _edited(self, text: str) -> editor.Edited | None:
        """What the editor made of a text; None where it could not be used, which is said."""
        refused = InformalError("The editor could not be used")
        try:
            with self.app.suspend():
                # Caught in here: an exception that leaves the block leaves the screen suspended.
                try:
                    return editor.edit(text)
                except InformalError as error:
                    refused = error
                except ValueError as error:
                    refused = InformalError("The editor's command line can't be read", f"{error}.")
        except SuspendNotSupported:
            refused = InformalError("No editor from here", "This terminal can't be lent to another program.")
        self.say_error(refused)
        return None

    def action_editor(self) -> None:
        """The person's own editor, in a suspended screen."""
        self.composer.keep()
        letter = self.composer.letter
        if letter is None:
            return
        edited = self._edited(letter.body)
        if edited is None:
            if self.workspace.config.editor == "always":
                self.composer.write()
            return
        if edited.text == letter.body:
            if edited.status:
                self.notify(f"The editor stopped with status {edited.status}. Your letter is as it was.")
            return
        if edited.status:
            self.composer.show(self.workspace.letters.set_aside(letter, letter.subject, edited.text))
            self.notify(
                f"The editor stopped with status {edited.status}. Your letter is as it was; "
                f"{self.keys['versions']} has the other text."
            )
        else:
            self.composer.replace_text(replace(letter, body=edited.text), step="write in the editor")

    def action_another_way(self) -> None:
        """Words for another way of asking."""
        person = self.current_person()
        if person is None:
            return
        body = Content("\n\n").join(
            Content.assemble((f"{title}\n", "bold"), text)
            for title, text in self.workspace.letters.other_ways(person.id)
        )
        asked = self.keys.by_name["in_person"]
        ways = f"{asked.key} logs that you asked   Esc goes back"

        def chosen(command: str | None) -> None:
            if command is not None:
                self.call_later(self.run_action, command)

        ask(self, Page("Another way", body, ways, dict.fromkeys(asked.keys, asked.name)), chosen)

    def action_more(self) -> None:
        """One more remark."""
        letter = self.composer.letter
        if letter is None or self.composer.hear_more():
            return
        still_open = self.workspace.letters.open_slots(letter)
        self.notify(f"Only [{still_open[0]}] still wants your words." if still_open else "That was all.", markup=False)

    def action_take_out(self) -> None:
        """Take the marked words out; then offer to cross their blocker out."""
        nudge, letter = self.composer.nudge, self.composer.letter
        if nudge is None or letter is None or nudge.without is None:
            self.notify("No words are marked, so there is nothing to take out.")
            return
        if nudge.where == "subject":
            shorter = replace(letter, subject=nudge.without)
        else:
            shorter = replace(letter, body=nudge.without)
        self.composer.replace_text(shorter, step="take words out")
        if nudge.blocker is not None and nudge.blocker not in self.workspace.day.crossed():
            self._offer_crossing(nudge.blocker)

    def _offer_crossing(self, which: Blocker) -> None:
        words = next(words for words in self.workspace.core.content.blockers if words.which is which)
        choices = (Choice("y", self.keys["yes"], "cross it out"), Choice("escape", "Esc", "not yet"))
        about = self.composer.letter.id if self.composer.letter and self.composer.letter.id else 0
        self.composer.ask(
            Question(f"cross:{which}", f"You don't need {words.title}", "Cross it out?", choices, about=about)
        )


def _same(now: Letter, then: Letter) -> bool:
    """Whether a dialog's answer is still about the letter that is shown: its person may be deleted elsewhere meanwhile,
    and another one's letter stands there."""
    return (now.contact.id, now.kind) == (then.contact.id, then.kind)
