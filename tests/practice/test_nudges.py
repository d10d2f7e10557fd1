"""Good letters stay silent; what holds people back is heard and comes out cleanly; shapes are counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from informal.content.language import load
from informal.model.kinds import Blocker, Channel, Kind
from informal.practice.nudges import Nudge, listen, reading_seconds

LANGUAGE = load()
LETTERS = [
    letter.strip()
    for letter in (Path(__file__).parent.parent / "samples" / "letters" / "good.txt")
    .read_text("utf-8")
    .split("\n---\n")
]
BEFORE, AFTER = "Hi Ada,\n\nYour talk made me smile.", "Could we talk for 15 minutes?\n\nKofi"

# What is written, and what is left of it.
SAID: dict[Blocker | None, list[tuple[str, str]]] = {
    Blocker.RESUME: [
        ("I've attached my resume.", ""),
        ("I have attached my CV and a cover letter.", ""),
        ("Please find attached my CV.", ""),
        ("My resume is attached.", ""),
        ("I don't have much experience, but I love looms.", "I love looms."),
        ("I don't have any experience in weaving.", ""),
        ("My portfolio isn't ready yet, but I draw every day.", "I draw every day."),
        ("I only have two years of experience.", "I have two years of experience."),
        ("I am sending you my résumé along with this.", ""),
        ("I haven't updated my CV in years, so I'd rather talk.", "I'd rather talk."),
        ("Could you take a look at my resume?", ""),
        ("I’ve attached my cover letter for you.", ""),
        ("My resume is a bit thin, but I learn fast.", "I learn fast."),
    ],
    Blocker.CONNECTIONS: [
        ("You don't know me, but I read your book.", "I read your book."),
        ("You don’t know me but I read your book.", "I read your book."),
        ("I know you must be busy, so I'll keep it short.", "I'll keep it short."),
        ("I know you must be very busy.", ""),
        ("Sorry to bother you, but I have a question about looms.", "I have a question about looms."),
        ("I'm so sorry to bother you out of the blue.", ""),
        ("It is rare that I write to someone like you.", "It is rare that I write to you."),
        ("I don't know anyone in the industry.", ""),
        ("I'm sure you get a lot of emails, but I hope you read mine.", "I hope you read mine."),
        ("We've never met, but I use your map every day.", "I use your map every day."),
        ("I don't want to waste your time.", ""),
        ("I know your time is valuable.", ""),
        ("You're probably too busy, but I would love to hear it.", "I would love to hear it."),
        ("I apologize for the cold email, but your talk stayed with me.", "Your talk stayed with me."),
        ("I hope this isn't weird.", ""),
        ("I know this is random, but your talk stayed with me.", "Your talk stayed with me."),
        ("I have no connections in publishing.", ""),
        ("You probably won't remember me, but we met at the fair.", "We met at the fair."),
    ],
    Blocker.DEGREE: [
        ("I'm just a beginner.", "I'm a beginner."),
        ("I'm just a student at Example College.", "I'm a student at Example College."),
        ("I am only a hobbyist, but I love looms.", "I am a hobbyist, but I love looms."),
        ("I’m just a mom who likes looms.", "I’m a mom who likes looms."),
        ("I don't have a degree.", ""),
        ("I don't have a degree in design, but I draw every day.", "I draw every day."),
        ("I only have a bootcamp certificate.", "I have a bootcamp certificate."),
        ("I'm self-taught, but I have built three looms.", "I have built three looms."),
        ("I have no formal training.", ""),
        ("I never finished college, so I learned from books.", "I learned from books."),
        ("I dropped out of school.", ""),
        ("I'm not an expert, but I read a lot.", "I read a lot."),
        ("I'm no expert, but I read a lot.", "I read a lot."),
        ("I lack the qualifications.", ""),
        ("I'm not really qualified, but I would love to learn.", "I would love to learn."),
        ("I love looms, although I don't have a degree.", "I love looms."),
    ],
    Blocker.GOAL: [
        ("I don't really know what I want.", ""),
        ("I don't know what I want to do with my life, but looms are lovely.", "Looms are lovely."),
        ("I'm not sure what I'm looking for.", ""),
        ("I am not really sure what I want to do next.", ""),
        ("Could I pick your brain for 15 minutes?", "Could I talk with you for 15 minutes?"),
        ("I'd love to pick your brain about looms.", "I'd love to talk with you about looms."),
        ("Pick your brain?", "Talk with you?"),
        ("I'd enjoy picking your brain over coffee.", "I'd enjoy talking with you over coffee."),
        ("I have no idea what I'm doing.", ""),
        ("I haven't figured out what I want to do.", ""),
        ("I don't have a clear goal, but looms make me happy.", "Looms make me happy."),
        ("I'm still figuring out what I want to do.", ""),
        ("I'm a bit lost right now.", ""),
        ("I don’t know where to start.", ""),
    ],
    None: [
        ("Are you hiring?", ""),
        ("Do you know of a job for me?", ""),
        ("Are there any openings in your team?", ""),
        ("I'd like to apply for a role at your company.", ""),
        ("I would like to apply.", ""),
        ("Would there be a position for me at Acme?", ""),
        ("Please consider me for an internship.", ""),
        ("Could you put in a good word for me?", ""),
        ("I'm looking for a job in weaving, and your name came up.", "Your name came up."),
        ("Sorry for the long message.", ""),
        ("This is probably a stupid question, but how do looms work?", "How do looms work?"),
        ("I feel silly asking this, but how do looms work?", "How do looms work?"),
        ("I'd love to join your team.", ""),
    ],
}
CASES = [(which, said, left) for which, pairs in SAID.items() for said, left in pairs]


def heard(body: str, kind: Kind = Kind.ASK, subject: str = "A question about looms") -> tuple[Nudge, ...]:
    return listen(subject, body, kind, Channel.EMAIL, LANGUAGE)


def rules(body: str, kind: Kind = Kind.ASK, subject: str = "A question about looms") -> list[str]:
    return [nudge.rule for nudge in heard(body, kind, subject)]


def without(body: str) -> str | None:
    return heard(body)[0].without


def is_clean(text: str) -> bool:
    rough = re.search(r"[^\S\n]{2}| [,.;?!]|[,;] *[.?!]|,,|[,;]$|\n{3}|^\s|[.?!] +[a-z]", text)
    return rough is None


def test_there_are_fifty_good_letters() -> None:
    assert len(set(LETTERS)) == 50


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.splitlines()[0])
@pytest.mark.parametrize("kind", [Kind.ASK, Kind.INTRODUCTION_REQUEST])
def test_a_good_letter_is_left_alone(letter: str, kind: Kind) -> None:
    assert heard(letter, kind) == ()


@pytest.mark.parametrize(("which", "said", "left"), CASES)
def test_what_holds_back_is_heard_and_comes_out(which: Blocker | None, said: str, left: str) -> None:
    body = f"{BEFORE} {said} {AFTER}"
    first, *rest = heard(body)
    assert first.blocker == which
    assert body[first.start : first.end] == first.words
    assert not rest
    expected = f"{BEFORE} {left} {AFTER}" if left else f"{BEFORE} {AFTER}"
    assert first.without == expected
    assert is_clean(expected)
    assert heard(expected) == ()


@pytest.mark.parametrize(("which", "said", "left"), CASES)
def test_a_paragraph_of_its_own_goes_with_its_blank_line(which: Blocker | None, said: str, left: str) -> None:
    body = f"Hi Ada,\n\n{said}\n\n{AFTER}"
    assert heard(body)[0].without == (f"Hi Ada,\n\n{left}\n\n{AFTER}" if left else f"Hi Ada,\n\n{AFTER}")


@pytest.mark.parametrize("which", list(Blocker))
def test_every_blocker_has_its_manners_of_speaking(which: Blocker) -> None:
    assert len(SAID[which]) >= 10


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Hi Ada, sorry to bother you, could we talk?", "Hi Ada, could we talk?"),
        ("If you have time, sorry to bother you, could we talk?", "If you have time, could we talk?"),
        ("I loved your talk, I know you must be busy, but could we talk?", "I loved your talk, but could we talk?"),
        ("I loved your talk, and although I have no degree, I'd ask more?", "I loved your talk, and I'd ask more?"),
        ("Hi Ada - I know you must be busy - could we talk?", "Hi Ada - could we talk?"),
        ("You don't know me, but Dr. Sample said hello. Is it true?", "Dr. Sample said hello. Is it true?"),
        ("I loved your talk, are you hiring?", "I loved your talk."),
        ("I don't have a degree, a portfolio, or any plan. Shall we talk?", "Shall we talk?"),
        ("Sorry to bother you, Ada. Shall we talk?", "Shall we talk?"),
        ("I have no degree.", ""),
        ("Shall we talk? I've attached my resume", "Shall we talk?"),
    ],
)
def test_what_stays_can_stand(body: str, left: str) -> None:
    assert without(body) == left


def test_the_rest_of_the_letter_stays_as_typed() -> None:
    body = "Hi  Ada ,\n\n\n\nodd   blanks stay. I'm just a beginner. Shall we talk?  \n\n\n-- K"
    assert without(body) == body.replace("just ", "")


def test_several_are_said_in_reading_order_blockers_first() -> None:
    body = "Are you hiring? I'm just a student. Sorry for the long message. You don't know me, but could we talk?"
    assert rules(body) == ["degree", "connections", "job", "apology"]


def test_the_best_question_there_is_stays_silent() -> None:
    for question in ("How did you get your job?", "What do you look for when hiring?", "What was your first job?"):
        assert rules(f"Hi Ada, I liked your talk. {question}") == []


@pytest.mark.parametrize(
    "harmless",
    [
        "I'm just an hour away.",
        "I'm just a big fan of looms.",
        "I have no plans on Friday.",
        "I'm not sure what time suits you.",
        "I have no idea how you do it.",
        "I'd like to apply what you said to my garden.",
        "I don't know anyone else who weaves by hand.",
        "If you are busy, no need to answer.",
        "I'm sorry to hear the shop closed.",
        "I am as curious as you are.",
        "I wonder which place would be best for me to read about.",
        "I'm lost in your maps every evening.",
        "Do I need a degree to weave?",
    ],
)
def test_what_only_sounds_alike_stays_silent(harmless: str) -> None:
    assert rules(f"Hi Ada. {harmless} Could we talk?") == []


def test_in_an_answer_a_resume_may_have_been_asked_for() -> None:
    body = "As you asked, I've attached my resume. I'm not sure what I'm looking for."
    assert rules(body, Kind.ANSWER) == []
    assert rules(body, Kind.FOLLOW_UP) == ["resume", "goal"]
    assert rules("Sorry for the late reply. Tuesday at ten is lovely.", Kind.ANSWER) == []
    assert rules("I know you must be busy. Tuesday at ten is lovely.", Kind.ANSWER) == ["connections"]


def test_checking_in_is_heard_in_a_follow_up_only() -> None:
    body = "Hi Ada, I'm just checking in on my last letter. Could we talk?"
    assert rules(body, Kind.FOLLOW_UP) == ["checking_in"]
    assert rules(body, Kind.UPDATE) == []


def test_the_subject_is_listened_to_where_there_is_one() -> None:
    (nudge,) = heard("Could we talk?", subject="I'm just a student with a question")
    assert (nudge.where, nudge.rule, nudge.without) == ("subject", "degree", "I'm a student with a question")
    assert listen("Are you hiring?", "Could we talk?", Kind.ASK, Channel.MESSAGE, LANGUAGE) == ()


def test_length_is_said_of_asks_and_follow_ups() -> None:
    hundred = "Could we talk? " + "loom " * 97
    assert rules(hundred) == []
    (nudge,) = heard(hundred + "and more\n")
    assert (nudge.rule, nudge.words, nudge.without) == ("length", "and more", None)
    assert "102" in nudge.why
    assert rules("loom " * 50, Kind.FOLLOW_UP) == []
    assert rules("loom " * 51, Kind.FOLLOW_UP) == ["length"]
    assert rules("loom " * 300, Kind.UPDATE) == []


def test_a_linkedin_note_says_how_much_is_over() -> None:
    body = "Hi Ada, may I ask one question? " + "x" * 200
    (nudge,) = listen("", body, Kind.ASK, Channel.LINKEDIN, LANGUAGE)
    assert nudge.why.startswith("32 over")
    assert nudge.words == body[200:]
    assert listen("", body, Kind.ASK, Channel.LINKEDIN, LANGUAGE, note_limit=300) == ()
    assert listen("", body, Kind.FOLLOW_UP, Channel.LINKEDIN, LANGUAGE) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("I would love to talk.", ["one_ask"]),
        ("Could we talk?", []),
        ("How are you? Could we talk?", []),
        ("How are you? How is work? Could we talk?", ["one_ask"]),
        ("Really?? Could we talk?!", []),
        ("See https://example.org/?a=b for more.", ["one_ask"]),
        ("一度お話を伺えますか。", []),
        ("Μπορούμε να μιλήσουμε;", []),
    ],
)
def test_an_ask_is_one_question(body: str, expected: list[str]) -> None:
    assert rules(body) == expected
    assert "one_ask" not in rules(body, Kind.THANK_YOU)


def test_the_third_question_is_the_one_shown() -> None:
    (nudge,) = heard("How are you? How is work? Could we talk? Bye.")
    assert nudge.words == "Could we talk?"


def test_the_subject_has_a_length() -> None:
    assert rules("Could we talk?", subject="  ") == ["subject"]
    assert rules("Could we talk?", subject="x" * 50) == []
    (nudge,) = heard("Could we talk?", subject="x" * 50 + "yz")
    assert (nudge.where, nudge.words, nudge.start) == ("subject", "yz", 50)
    assert rules("Could we talk?", subject="Re: " + "x" * 60) == []
    assert listen("", "Could we talk?", Kind.ASK, None, LANGUAGE)[0].rule == "subject"
    assert listen("", "Could we talk?", Kind.ASK, Channel.LINKEDIN, LANGUAGE) == ()


def test_an_unwritten_letter_hears_nothing() -> None:
    assert listen("", " \n", Kind.ASK, None, LANGUAGE) == ()


def test_listening_can_be_turned_off() -> None:
    body = "I'm just a student and would love to talk."
    assert [nudge.rule for nudge in listen("", body, Kind.ASK, None, LANGUAGE, heard=False)] == ["one_ask", "subject"]


@pytest.mark.parametrize(
    "body",
    [
        "Liebe Ada, dein Vortrag hat mich sehr gefreut, und ich wollte fragen: I'm just a student, wie geht das?",
        "Chère Ada, votre exposé sur les métiers à tisser m'a beaucoup plu. Please find attached. On se parle?",
        "Beste Ada, ik heb je artikel over weven gelezen en was er blij mee. I'm just a beginner. Zullen we bellen?",
        "Querida Ada, leí tu artículo sobre telares y me gustó mucho. Sorry to bother you. ¿Podemos hablar?",
    ],
)
def test_other_languages_are_not_listened_to(body: str) -> None:
    assert rules(body) == []


def test_reading_seconds() -> None:
    assert reading_seconds("") == 0
    assert reading_seconds("Hello") == 1
    assert reading_seconds("loom " * 119) == 30
    assert reading_seconds("話" * 130) == 30


PIECES = st.sampled_from(
    [said for _, said, _ in CASES]
    + [
        "I'm just a ",
        "you don't know me",
        ", but",
        " and ",
        "sorry to bother you",
        "?",
        ". ",
        "\n",
        "\n\n",
        "Dr. ",
        "—",
        "(",
    ]
)
DRAFTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join))


@settings(max_examples=300)
@given(DRAFTS, DRAFTS, st.sampled_from(Kind), st.sampled_from([None, *Channel]))
def test_no_draft_is_too_strange(subject: str, body: str, kind: Kind, channel: Channel | None) -> None:
    for nudge in listen(subject, body, kind, channel, LANGUAGE, note_limit=20):
        text = body if nudge.where == "body" else subject
        assert 0 <= nudge.start <= nudge.end <= len(text)
        assert text[nudge.start : nudge.end] == nudge.words
        assert nudge.why
        assert nudge.blocker is None or nudge.without is not None
        assert nudge.without != text


@settings(max_examples=200)
@given(st.lists(st.sampled_from([said for _, said, _ in CASES]), min_size=1, max_size=5).map(" ".join))
def test_taking_out_what_is_heard_comes_to_an_end_and_stays_clean(body: str) -> None:
    for _ in range(12):
        found = [nudge.without for nudge in heard(body) if nudge.without is not None]
        if not found:
            break
        body = found[0]
        assert is_clean(body), body
    assert not [nudge for nudge in heard(body) if nudge.without is not None]
