"""Openings: filled, read back after typing, switched, and offered where they are true."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informal.model.kinds import Kind, Warmth
from informal.model.values import Contact
from informal.model.words import Opening
from informal.practice.facts import Facts, offered, parse_tie
from informal.practice.names import greeting_of
from informal.practice.openings import body_spans, fill, open_slots, read_back, switch, with_words

FACTS = Facts(greeting="Maya", me="Sam", company="Example Ltd", introducer="Kofi Fictional")
WARM = Opening(
    name="warm",
    title="warm",
    kind=Kind.ASK,
    subject="Could I ask you something?",
    body="Hi {greeting},\n\nI would love to hear about {thing = what your week is like}.\n\nThank you,\n{me}",
    needs=("warmth knows_me",),
)
COLD = Opening(
    name="cold",
    title="cold",
    kind=Kind.ASK,
    subject="About {source ? where you found them}",
    body=(
        "Hello {greeting},\n\nI read {source ? where you found them}, and {detail ? one thing of theirs} stayed.\n\n"
        "May I ask about {thing = how you began}?\n\n{me}"
    ),
)
# Names and words that templates, markup and regular expressions would like to interpret.
NASTY = ["{me}", "{thing = no}", "[/x] Bob", "{", "}", "{}", "\\1", "$0", "%s", "a{2}b", "Zoë 李", "[your name]"]


def test_facts_and_slots_are_put_in() -> None:
    filled = fill(WARM, FACTS)
    assert filled.body == "Hi Maya,\n\nI would love to hear about what your week is like.\n\nThank you,\nSam"
    assert [(slot.name, slot.text, slot.open) for slot in filled.slots] == [
        ("thing", "what your week is like", False),
        ("me", "Sam", False),
    ]


def test_a_place_that_wants_words_is_open_until_they_are_typed() -> None:
    filled = fill(COLD, FACTS)
    assert "I read [where you found them], and [one thing of theirs] stayed." in filled.body
    assert filled.subject == "About [where you found them]"
    assert [slot.name for slot in filled.slots if slot.open] == ["source", "source", "detail"]
    hints = open_slots(COLD, FACTS, filled.subject, filled.body)
    assert set(hints) == {"where you found them", "one thing of theirs"}
    typed = filled.body.replace("[one thing of theirs]", "the blue loom")
    assert "one thing of theirs" not in open_slots(COLD, FACTS, filled.subject, typed)


def test_without_a_name_the_signature_is_an_open_place() -> None:
    filled = fill(WARM, Facts(greeting="Maya"))
    assert filled.body.endswith("Thank you,\n[your name]")
    assert open_slots(WARM, Facts(greeting="Maya"), "", filled.body) == ("your name",)


def test_a_fact_that_is_not_known_is_an_open_place_and_no_hole() -> None:
    tied = replace(
        WARM, subject="{tie}, and a question", body="Hi {greeting},\n\nI heard you like {tie} as well.\n\n{me}"
    )
    filled = fill(tied, FACTS)
    assert filled.subject == "[what ties you], and a question"
    assert "I heard you like [what ties you] as well." in filled.body
    assert set(open_slots(tied, FACTS, filled.subject, filled.body)) == {"what ties you"}
    (start, end), _ = body_spans(tied, FACTS, filled.body)
    assert filled.body[start:end] == "[what ties you]"
    typed = filled.body.replace("[what ties you]", "looms")
    assert open_slots(tied, FACTS, "Looms, and a question", typed) == ()
    assert read_back(tied, FACTS, filled.subject, typed) == {"tie": "looms"}
    known = replace(FACTS, tie="looms")
    assert open_slots(tied, known, filled.subject, filled.body), "known since, and still open in this text"
    assert body_spans(tied, known, filled.body)[0] == (start, end)
    assert open_slots(tied, known, "", fill(tied, known).body) == ()


def test_a_signature_stands_under_a_letter_and_the_name_within_it() -> None:
    signed = replace(FACTS, signature="Sam · 000 000")
    forward = replace(WARM, body='Hi {greeting},\n\n"{me} asks people about their work."\n\nThank you,\n{me}\n')
    assert fill(forward, signed).body == (
        'Hi Maya,\n\n"Sam asks people about their work."\n\nThank you,\nSam · 000 000\n'
    )
    note = replace(WARM, body="Hi {greeting}, may I ask you one thing? {me}")
    assert fill(note, signed).body == "Hi Maya, may I ask you one thing? Sam"
    body = fill(WARM, signed).body
    assert read_back(WARM, signed, WARM.subject, body) == {}
    # A letter that was begun before there was a signature keeps the name under it.
    assert read_back(WARM, signed, WARM.subject, fill(WARM, FACTS).body) == {"me": "Sam"}


@pytest.mark.parametrize("nasty", NASTY)
def test_what_people_are_called_and_what_they_type_is_only_text(nasty: str) -> None:
    facts = Facts(greeting=nasty, me=nasty)
    body = fill(WARM, facts, {"thing": nasty}).body
    assert body == f"Hi {nasty},\n\nI would love to hear about {nasty}.\n\nThank you,\n{nasty}"
    assert read_back(WARM, facts, WARM.subject, body) == {"thing": nasty}


def test_untouched_places_are_not_read_back() -> None:
    filled = fill(WARM, FACTS)
    assert read_back(WARM, FACTS, filled.subject, filled.body) == {}


def test_typed_places_are_read_back() -> None:
    body = fill(WARM, FACTS).body.replace("what your week is like", "the bakery.\n\nAnd the bread").replace("Sam", "S.")
    assert read_back(WARM, FACTS, WARM.subject, body) == {"thing": "the bakery.\n\nAnd the bread", "me": "S."}


@pytest.mark.parametrize("typed", ["what you bake?", "the bakery.", "Oh, the bread!", "and so on…"])
def test_words_typed_with_their_own_stop_are_read_back_and_never_get_a_second_one(typed: str) -> None:
    there = fill(WARM, FACTS, {"thing": typed})
    bare = typed.removesuffix(".")
    assert f"about {typed}\n\nThank" in there.body or f"about {bare}.\n\nThank" in there.body
    # The composer takes the opening's stop out when words were typed with one of their own.
    body = fill(WARM, FACTS).body.replace("what your week is like.", typed)
    assert (read_back(WARM, FACTS, WARM.subject, body) or {})["thing"] in (typed, bare)
    asked = switch(WARM, COLD, FACTS, WARM.subject, body).body
    assert "??" not in asked
    assert ".?" not in asked


def test_a_record_that_ends_in_a_stop_gets_no_second_one() -> None:
    said = replace(COLD, body="What stays with me: {said ? one thing they said}. At {company}. {me}")
    words = with_words(said, {"said": "A calm night begins at the handover."})
    filled = fill(words, replace(FACTS, company="Example Inc."))
    assert filled.body == "What stays with me: A calm night begins at the handover. At Example Inc. Sam"
    (start, end), _ = body_spans(words, replace(FACTS, company="Example Inc."), filled.body)
    assert filled.body[start:end] == "A calm night begins at the handover"
    assert fill(words, FACTS).body.endswith("At Example Ltd. Sam")


def test_text_changed_around_the_places_can_not_be_read_back() -> None:
    filled = fill(WARM, FACTS)
    for body in (
        filled.body.replace("love", "like"),
        f"P.S. {filled.body}",
        "",
        filled.body.replace("Thank you", "Thanks"),
    ):
        assert read_back(WARM, FACTS, filled.subject, body) is None


def test_a_subject_of_ones_own_does_not_hide_what_was_typed_in_the_body() -> None:
    body = fill(WARM, FACTS).body.replace("what your week is like", "the bakery")
    assert read_back(WARM, FACTS, "Quite another subject", body) == {"thing": "the bakery"}


@given(st.dictionaries(st.sampled_from(["thing", "detail", "source", "me"]), st.text(min_size=1, max_size=30)))
def test_what_fill_puts_in_the_spans_find_again(values: dict[str, str]) -> None:
    filled = fill(COLD, FACTS)
    for start, end in body_spans(COLD, FACTS, filled.body):
        assert filled.body[start:end] in {slot.text for slot in filled.slots}
    for start, end in body_spans(COLD, FACTS, fill(COLD, FACTS, values).body):
        assert 0 <= start < end


def test_spans_are_those_of_untouched_places_in_order() -> None:
    body = fill(COLD, FACTS).body
    assert [body[start:end] for start, end in body_spans(COLD, FACTS, body)] == [
        "[where you found them]",
        "[one thing of theirs]",
        "how you began",
        "Sam",
    ]


def test_spans_move_with_a_text_edited_elsewhere() -> None:
    body = fill(WARM, FACTS).body.replace("Hi Maya,", "Dear Maya, it has been years.")
    assert [body[start:end] for start, end in body_spans(WARM, FACTS, body)] == ["what your week is like", "Sam"]
    typed = body.replace("what your week is like", "your bakery")
    assert [typed[start:end] for start, end in body_spans(WARM, FACTS, typed)] == ["Sam"]


def test_a_name_elsewhere_in_the_text_is_not_taken_for_the_signature() -> None:
    body = fill(WARM, FACTS).body.replace("Hi Maya,", "Hi Maya, Sam here,")
    (_, (start, end)) = body_spans(WARM, FACTS, body)
    assert (body[start:end], end) == ("Sam", len(body))


def test_another_opening_takes_typed_words_along_and_its_own_where_nothing_was_typed() -> None:
    warm = fill(WARM, FACTS)
    typed = warm.body.replace("what your week is like", "the first year")
    assert "May I ask about the first year?" in switch(WARM, COLD, FACTS, warm.subject, typed).body
    assert "May I ask about how you began?" in switch(WARM, COLD, FACTS, warm.subject, warm.body).body
    assert switch(None, COLD, FACTS, "", "all my own words").body == fill(COLD, FACTS).body


def test_switching_there_and_back_changes_nothing() -> None:
    typed = fill(WARM, FACTS).body.replace("what your week is like", "the first year").replace("Sam", "Samuel")
    there = switch(WARM, COLD, FACTS, WARM.subject, typed)
    assert switch(COLD, WARM, FACTS, there.subject, there.body).body == typed


@pytest.mark.parametrize(
    ("tie", "parsed"),
    [
        ("school: Riverside High", ("school", "Riverside High")),
        ("School:Riverside High", ("school", "Riverside High")),
        ("event:  PyFictional  2026 ", ("event", "PyFictional 2026")),
        ("my own history teacher", ("", "my own history teacher")),
        ("once: upon a time", ("", "once: upon a time")),
        ("school", ("", "school")),
        ("", ("", "")),
    ],
)
def test_ties_may_say_their_sort(tie: str, parsed: tuple[str, str]) -> None:
    assert parse_tie(tie) == parsed


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Maya Example", "Maya"),
        ("  Maya   Example ", "Maya"),
        ("Maya", "Maya"),
        ("Ada Example, PhD", "Ada"),
        ("Ada Example, PhD, MBA", "Ada"),
        ("🌱 Ada Example 🌱", "Ada"),
        ("Dr. Ada Example", "Dr. Example"),
        ("Dr Ada Example, PhD", "Dr Example"),
        ("Prof. Kofi Fictional", "Prof. Fictional"),
        ("Example, Ada", "Ada"),
        ("ADA EXAMPLE", "Ada"),
        ("Mary-Ann Mock", "Mary-Ann"),
        ("J. R. Placeholder", "J. R. Placeholder"),
        ("李小虚", "李小虚"),
        ("山田 虚構", "山田 虚構"),
        ("Zoë Pretend", "Zoë"),
        ("Dr.", "Dr."),
        ("", ""),
        ("🌱", "🌱"),
    ],
)
def test_greetings(name: str, greeting: str) -> None:
    assert greeting_of(name) == greeting


@given(st.text(max_size=40))
def test_any_name_greets_on_one_line(name: str) -> None:
    assert "\n" not in greeting_of(name)


def an(name: str, *needs: str, order: int = 50, kind: Kind = Kind.ASK) -> Opening:
    return Opening(name=name, title=name, kind=kind, subject="", body="", needs=needs, order=order)


ALL = [
    an("anybody"),
    an("friend", "warmth knows_me", order=0),
    an("half", "warmth half_knows_me"),
    an("school", "tie school"),
    an("tied", "tie"),
    an("referral", "introduced_by"),
    an("curious", "curious_about"),
    an("both", "tie school", "curious_about"),
    an("thanks", kind=Kind.THANK_YOU),
]


def names(contact: Contact, facts: Facts, kind: Kind = Kind.ASK, **tried: int) -> list[str]:
    return [opening.name for opening in offered(ALL, contact, facts, kind, tried)]


def test_only_what_is_true_is_offered() -> None:
    nobody = Contact(id=1, name="Ada Example")
    assert names(nobody, Facts()) == ["anybody"]
    assert names(nobody, Facts(), Kind.THANK_YOU) == ["thanks"]
    assert set(names(nobody, Facts(tie="Riverside High", tie_sort="school"))) == {"anybody", "school", "tied"}
    assert set(names(nobody, Facts(tie="her café"))) == {"anybody", "tied"}
    facts = Facts(tie="Riverside High", tie_sort="school", curious_about="looms")
    assert set(names(nobody, facts)) == {"anybody", "school", "tied", "both", "curious"}


def test_somebody_who_knows_me_gets_their_own_opening_first() -> None:
    friend = Contact(id=1, name="Ada Example", warmth=Warmth.KNOWS_ME)
    assert names(friend, Facts(tie="Riverside High", tie_sort="school", curious_about="looms"))[0] == "friend"
    assert names(friend, Facts(), friend=99)[0] == "friend"
    half = Contact(id=1, name="Ada Example", warmth=Warmth.HALF_KNOWS_ME)
    assert names(half, Facts())[0] == "half"


def test_of_those_that_fit_as_well_the_least_tried_is_first() -> None:
    stranger = Contact(id=1, name="Ada Example", warmth=Warmth.NEW_TO_ME)
    two = [an("one", order=1), an("two", order=2)]
    assert [o.name for o in offered(two, stranger, Facts(), Kind.ASK, {})] == ["one", "two"]
    assert [o.name for o in offered(two, stranger, Facts(), Kind.ASK, {"one": 1})] == ["two", "one"]
