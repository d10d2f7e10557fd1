"""What one brings to a talk and writes down in it: questions and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from informal.errors import NotFound
from informal.model.records import from_document
from informal.model.values import Talk
from informal.text import clean, one_line
from informal.workspace.core import Core, change

# TIARA: two of each (Dalton).
_OF_EACH = 2


class Preparing:
    """The use cases about a talk's questions and notes."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def get(self, id: int) -> Talk:
        """The talk with that id. Raises NotFound."""
        document = self._core.store.get("talks", id)
        if document is None:
            raise NotFound("That talk is gone", f"There is no talk {id}.")
        return from_document(Talk, document)

    def note(self, talk: int, text: str) -> Talk:
        """The notes as they stand now. Typing is no step to undo."""
        before = self.get(talk)
        after = replace(before, notes=clean(text))
        self._core.commit(f"notes of the talk with {self._name(before)}", change("talks", before, after), step=False)
        return after

    def questions(self, talk: Talk) -> tuple[str, ...]:
        """What to ask, starred ones first: the talk's own, else two of each of the five sorts."""
        if talk.questions:
            return talk.questions
        return tuple(text for texts in self._core.content.questions.values() for text in texts[:_OF_EACH])

    def ask(self, talk: int, questions: Sequence[str], *, starred: int = 0) -> Talk:
        """Keep the questions in this order; empty ones go. starred: how many from the top. None at all: the ten."""
        before = self.get(talk)
        texts = [one_line(text) for text in questions]
        stars = sum(1 for text in texts[: max(0, starred)] if text)
        after = replace(before, questions=tuple(text for text in texts if text), starred=stars)
        self._core.commit(f"questions for {self._name(before)}", change("talks", before, after))
        return after

    def star(self, talk: int, number: int) -> Talk:
        """Star a question, counted from 0, which moves it up to the starred ones; or take its star, which moves it
        just below them."""
        before = self.get(talk)
        texts = list(self.questions(before))
        if not 0 <= number < len(texts):
            raise NotFound("There is no such question", f"There are {len(texts)}.")
        stars = before.starred - 1 if number < before.starred else before.starred
        texts.insert(stars, texts.pop(number))
        return self.ask(talk, texts, starred=before.starred - 1 if number < before.starred else before.starred + 1)

    def _name(self, talk: Talk) -> str:
        return self._core.contact(talk.contact).name if talk.contact is not None else "somebody"
