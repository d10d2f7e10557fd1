"""Where in a text that stands which was looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.practice.marking import around, marks
from informal.practice.query import parse


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("ada", "Ada Example", ["Ada"]),
        ("ex ada", "Ada Example", ["Ada", "Ex"]),
        ("zoe", "Zoë Sample", ["Zoë"]),
        ("strasse", "An der Straße", ["Straße"]),
        ("loom", "Zoë Sample-Loomis", ["Loom"]),
        ("am", "Pamela Amundsen", ["Am"]),
        ("am", "Pamela Example", ["am", "am"]),
        ("adaex", "Ada Example", ["Ada", "Ex"]),
        ("exmaple", "Ada Example", ["Example"]),
        ("kofi", "Ada Example", []),
        ("tag:ada", "Ada Example", []),
        ("", "Ada Example", []),
    ],
)
def test_marks(query: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(parse(query), text, near=True)] == marked


@given(st.text("aäbß .-", max_size=8), st.text("aäbßAB .-", max_size=20))
def test_marks_lie_within_the_text_apart_and_in_order(query: str, text: str) -> None:
    places = [place for span in marks(parse(query), text, near=True) for place in span]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)


def test_a_long_line_is_cut_so_that_the_word_is_seen() -> None:
    line = "I have started asking people how they came to weaving, and what their weeks are like at the loom."
    assert around(parse("weaving"), line, 40) == "…came to weaving, and what their weeks…"
    assert around(parse("i"), line, 20) == "I have started…"
    assert around(parse("loom"), line, 30) == "…at the loom."
    assert around(parse("weaving"), "All about weaving.", 40) == "All about weaving."


@given(st.text("ab ", min_size=1, max_size=4), st.text("abc ", max_size=60), st.integers(10, 30))
def test_what_is_cut_still_holds_the_word(query: str, text: str, most: int) -> None:
    asked = parse(query)
    if len(asked.words) == 1 and marks(asked, text):
        cut = around(asked, text, most)
        assert asked.words[0] in cut
        assert len(cut) <= max(most, len(query)) + len(query) + 2
