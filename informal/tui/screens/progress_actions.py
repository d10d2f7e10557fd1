"""The commands about what was done; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from informal.model.kinds import Kind
from informal.model.values import Message
from informal.practice.calendar import say_day
from informal.text import one_line
from informal.tui.home import ask
from informal.tui.screens.dialogs import Pick, Picker
from informal.tui.screens.showing import Showing

if TYPE_CHECKING:
    from informal.tui.screens.progress import Begin

_BEGINNING = 60


class ProgressActions(Showing):
    """The pictures of what was done, and the jar."""

    def action_progress(self) -> None:
        """What was done, what silence means, where it has led; from there into a letter."""
        from informal.tui.screens.progress import ProgressPage

        self.composer.keep()

        def chosen(begin: Begin | None) -> None:
            if begin is not None:
                self._begin(begin)

        ask(self, ProgressPage(self.workspace), chosen)

    def _begin(self, begin: Begin) -> None:
        self.show_person(begin.contact)
        self.composer.show(self.workspace.letters.propose(begin.contact, Kind.ASK, begin.opening))
        self.go("letter")
        self.composer.write()

    def action_keep_answer(self) -> None:
        """Put an answer of theirs into the jar, or take it out again."""
        person = self.current_person()
        if person is None:
            return
        answers = self.workspace.progress.answers_of(person.id)
        if not answers:
            self.notify(f"They have written nothing yet to keep. {self.keys['replied']} takes what somebody wrote.")
        elif len(answers) == 1:
            self._keep_answer(answers[0])
        else:
            today = self.workspace.core.today
            picks = [
                Pick(
                    str(one.id),
                    f"{'kept  ' if one.kept else ''}{say_day(one.on, today) if one.on else ''}",
                    textwrap.shorten(one_line(one.body), _BEGINNING, placeholder=" ..."),
                )
                for one in answers
            ]

            def chosen(id: str | None) -> None:
                if id is not None:
                    self._keep_answer(self.workspace.core.message(int(id)))

            ask(self, Picker("Which one goes into the jar?", picks), chosen)

    def _keep_answer(self, answer: Message) -> None:
        kept = self.workspace.progress.keep(answer.id, kept=not answer.kept).kept
        self.notify(
            f"It is in the jar, for a bad day. {self.keys['progress']}, then o, opens it."
            if kept
            else "Out of the jar again."
        )
