"""A whole letter is told from words for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from informal.practice.pasting import is_whole_letter

GOOD = (Path(__file__).parents[1] / "samples" / "letters" / "good.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ada,\nCould we talk for 15 minutes?\nThank you, Sam",
        "Dear Ms Example:\n\nI read your piece on looms.\n\nCould we talk?\n\nSam",
        "I read your piece on looms.\n \nCould we talk for a quarter of an hour?\n\nSam",
    ],
)
def test_a_letter(text: str) -> None:
    assert is_whole_letter(text)


@pytest.mark.parametrize("letter", [letter.strip() for letter in GOOD.split("\n---\n")])
def test_letters_as_people_write_them(letter: str) -> None:
    assert is_whole_letter(letter)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "your looms",
        "how you came to weaving,\nand why you stayed",
        "I read your piece on looms.\n\nIt stayed with me.",
        "warp,\nweft",
        "the looms that you told of on the radio last week\nthe mill\nthe dye works",
    ],
)
def test_words_for_one(text: str) -> None:
    assert not is_whole_letter(text)
