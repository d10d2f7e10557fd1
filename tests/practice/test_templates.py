"""A letter as an opening: nothing in it is of its first reader any more."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Kind
from informal.model.words import Opening
from informal.practice.facts import Facts
from informal.practice.openings import fill
from informal.practice.templates import template_of

MAYA = Facts(greeting="Maya", me="Sam", company="Example Looms", introducer="Kofi Fictional")
INES = Facts(greeting="Ines", me="Sam", company="Made-Up Mills", introducer="Grace Sample")
WARM = Opening(
    name="warm",
    title="warm",
    kind=Kind.ASK,
    subject="Could I ask you something?",
    body="Hi {greeting},\n\nI would love to hear about {thing = your week}. {detail ? one thing of theirs}\n\n{me}",
    needs=("warmth knows_me",),
)
NONE = Opening("", "", Kind.ASK, "", "")


def test_words_typed_into_a_place_stay_there_and_those_about_one_person_are_asked_for_again() -> None:
    letter = fill(WARM, MAYA, {"thing": "your first year", "detail": "Your blue loom is lovely.", "me": "Sam S."})
    made = template_of(WARM, MAYA, "Maya Example", letter.subject, letter.body)
    assert made.body == WARM.body.replace("your week", "your first year")
    assert (made.subject, made.needs) == (WARM.subject, WARM.needs)


def test_what_a_letter_says_of_its_reader_becomes_a_place() -> None:
    letter = "Dear Maya,\n\nKofi Fictional told me of Example Looms, and of your week.\nMay I ask, Maya Example?\n\nSam"
    made = template_of(NONE, MAYA, "Maya Example", "Maya and Mayapples", letter)
    assert made.subject == "{greeting} and Mayapples"
    assert made.body == (
        "Dear {greeting},\n\n{introducer} told me of {company}, and of your week.\nMay I ask, {greeting}?\n\n{me}"
    )
    assert made.needs == ("company", "introduced_by")
    assert fill(made, INES).body == (
        "Dear Ines,\n\nGrace Sample told me of Made-Up Mills, and of your week.\nMay I ask, Ines?\n\nSam"
    )


def test_a_signature_becomes_the_place_that_it_stood_in() -> None:
    signed = replace(MAYA, signature="Sam · 000 000")
    made = template_of(NONE, signed, "Maya Example", "", "Dear Maya,\n\nMay I ask?\n\nSam · 000 000")
    assert made.body == "Dear {greeting},\n\nMay I ask?\n\n{me}"


def test_untouched_places_stay_places_in_a_letter_that_was_written_anew() -> None:
    letter = fill(WARM, MAYA).body.replace("I would love to hear about", "Tell me of")
    made = template_of(WARM, MAYA, "Maya Example", "", letter)
    assert made.body == ("Hi {greeting},\n\nTell me of {thing = your week}. {detail ? one thing of theirs}\n\n{me}")


def test_a_fact_that_was_not_known_stays_one() -> None:
    tied = replace(WARM, subject="{tie}, and a question", body="Hi {greeting},\n\nI heard you like {tie}.\n\n{me}")
    letter = fill(tied, MAYA)
    for body in (letter.body, letter.body.replace("I heard", "They say")):
        made = template_of(tied, MAYA, "Maya Example", letter.subject, body)
        assert made.subject == tied.subject
        assert "you like {tie}." in made.body


@given(st.text(min_size=1).filter(str.strip))
def test_typed_braces_are_no_places(text: str) -> None:
    made = template_of(NONE, Facts(), "", "", f"{{company}} {text} {{thing ? x}}")
    assert fill(made, INES).slots == ()
    assert "Made-Up Mills" not in fill(made, INES).body
