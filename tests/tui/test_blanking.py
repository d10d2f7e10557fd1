"""What is drawn as blocks: names wherever they stand, and no word of the program."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color

from informal.tui.blanking import Blanking

NAMES = ("Nadia No-One", "Mary Made-Of-Words", "Jean van Example", "Li", "O’Made-Up & Co")


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("No hurry. Of 14 asks", "No hurry. Of 14 asks"),
        ("to Nadia No-One, by Words", "to █████ ██████, by █████"),
        ("Made-Of- is cut", "███████- is cut"),
        ("Jean van Example's van", "████ van █████████ van"),
        ("Li and Li's", "██ and ████"),
        ("ex-Example", "██████████"),
        ("Exam… and O’Made-Up", "████… and █████████"),
    ],
)
def test_names_are_blocks(line: str, drawn: str) -> None:
    (segment,) = Blanking(NAMES).apply([Segment(line)], Color(0, 0, 0))
    assert segment.text == drawn
