"""The words people read, as files: openings, blockers, ingredients, questions, other ways, the puzzle."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from informal.content.openings import read_opening, read_own
from informal.content.puzzle import solve
from informal.model.kinds import Blocker, Ingredient
from informal.model.words import BlockerWords, Content, IngredientWords, Opening, OtherWay, Puzzle

__all__ = ["Content", "load"]


@cache
def load(own: Path | None = None) -> Content:
    """Everything, read once. own: a folder of the person's own openings; one with the name of ours takes its place.

    What can't be read of the person's own is told in `problems`; ours are proven by tests.
    """
    blockers = _blockers()
    openings = {opening.name: opening for opening in _ours()}
    theirs, problems = read_own(own) if own is not None else ([], [])
    openings.update({opening.name: opening for opening in theirs})
    ways = tuple(OtherWay(way["title"], way["body"]) for way in _toml("other_ways.toml")["way"])
    return Content(
        blockers=blockers,
        ingredients=tuple(
            IngredientWords(Ingredient(name), words["title"], words["key"])
            for name, words in _toml("ingredients.toml").items()
        ),
        openings=tuple(sorted(openings.values(), key=lambda opening: (opening.order, opening.name))),
        puzzle=_puzzle(blockers),
        other_ways=ways,
        questions={name: tuple(texts) for name, texts in _toml("questions.toml").items()},
        problems=tuple(problems),
    )


def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _blockers() -> tuple[BlockerWords, ...]:
    return tuple(BlockerWords(which=Blocker(name), **words) for name, words in _toml("blockers.toml").items())


def _ours() -> list[Opening]:
    folder = files(__name__) / "openings"
    texts = ((item.name, item.read_text(encoding="utf-8")) for item in folder.iterdir() if item.name.endswith(".txt"))
    return [read_opening(name.removesuffix(".txt"), text) for name, text in texts]


def _puzzle(blockers: tuple[BlockerWords, ...]) -> Puzzle:
    grid, _, sentence = _text("puzzle.txt").partition("sentence:")
    return solve(tuple(grid.split()), {words.which: words.word for words in blockers}, sentence.strip())
