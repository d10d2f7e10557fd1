"""Earlier texts of a letter: no two of them are shown alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from informal.practice.versions import told_apart

BEGINS = "Hi Ada,\n\nI have started asking people how they came to the work they do, and I thought of you."


def test_a_text_is_shown_as_it_begins() -> None:
    assert told_apart(["Hi Ada,\n\nMay I ask?", "Hi Ada,\n\nCould we talk?"]) == ["May I ask?", "Could we talk?"]


def test_texts_that_begin_alike_are_shown_where_they_differ() -> None:
    one, other = f"{BEGINS} I love your loom.\n\nSam", f"{BEGINS} I love your maps.\n\nSam"
    assert told_apart([one, other]) == ["... loom. Sam", "... maps. Sam"]
    assert told_apart([one, other, "Dear Ada,\n\nMay I?"])[2] == "May I?"


def test_a_text_that_goes_on_is_told_from_where_the_other_stops() -> None:
    longer = f"{BEGINS} Could we talk?"
    shown = told_apart([BEGINS, longer])
    assert shown[1].endswith("Could we talk?")
    assert shown[0].endswith("thought of you.")
    assert shown[0] != shown[1]


@given(st.lists(st.text(max_size=200), max_size=5))
def test_whatever_the_texts_hold_each_has_one_short_line(texts: list[str]) -> None:
    shown = told_apart(texts)
    assert len(shown) == len(texts)
    assert all(len(line) <= 64 and "\n" not in line for line in shown)
