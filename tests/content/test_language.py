"""What the composer hears: each of the four in many manners of speaking, and nothing in what only looks like them."""

from __future__ import annotations

import pytest

from informal.content import language
from informal.model.kinds import Channel, Kind
from informal.practice.nudges import Nudge, listen

LANGUAGE = language.load()
LETTER = "Hi Maya,\n\nYour talk on looms stayed with me. {} Could we talk for 15 minutes next week?\n\nThank you,\nSam"

HEARD = {
    "resume": [
        "You will find my CV attached.",
        "Please see my attached CV.",
        "Here is my CV.",
        "My resume is below if you would like to see it.",
        "I’m not very experienced.",
        "I'm not experienced in weaving.",
        "Despite my lack of experience I would love to learn about looms.",
        "I have nothing to show yet, but I admire your looms.",
        "Once my portfolio is finished I will send it.",
        "My LinkedIn is a bit out of date.",
    ],
    "connections": [
        "Thank you for taking time out of your busy schedule.",
        "Why would you help someone like me?",
        "Someone of your calibre rarely answers.",
        "I would never dare to write to somebody as important as you.",
        "You probably get hundreds of emails like this.",
        "I'm a complete stranger to you.",
        "I can imagine how busy you are.",
    ],
    "degree": [
        "I didn't finish school.",
        "I'm not qualified for this kind of work.",
        "As just a barista, I wonder how you began.",
        "I don't have any formal training.",
        "I'm just a student at Made-Up College.",
    ],
    "goal": [
        "I am unsure what I should do next.",
        "I'm undecided about my career.",
        "I am quite unsure.",
        "Would you mind me picking your brain?",
        "I have no idea what I want to do with my life.",
    ],
    "job": [
        "Is your company hiring?",
        "Do you know of a job for me?",
        "Are there any open positions on your team?",
    ],
}

SILENT = [
    "How did you get your job?",
    "How did you get to your job, and what is it like now?",
    "I want to know what your job is like on a wet Tuesday.",
    "You have sat on the other side of the table for twenty years, hiring people.",
    "I would love to hear what hiring looks like from your side.",
    "I was in the third row at your opening night.",
    "I came to the opening of your exhibition.",
    "I have been looking at how you apply colour to wood.",
    "I would love to resume that talk where it stopped.",
    "Your portfolio of footbridges made me walk three of them.",
    "Your experience with looms is what I would like to hear about.",
    "I have ten years of experience with thread.",
    "The network of cables under one crossing is larger than I thought.",
    "You and I are in the same network of weavers.",
    "Your measurements show the water two degrees warmer than in the diary.",
    "I did my degree in Paris, and I still think of your loom.",
    "That goal on Sunday was a thing of beauty.",
    "You said that the goal of weaving is to stop in time.",
    "I am just a few streets from your mill.",
    "I am only a short walk away.",
    "I was sorry to hear that the mill closed.",
    "I am sure you know the river better than anybody.",
    "The workshop was busy, and you stayed calm.",
    "I am not sure the second loom was built for that, and you made it work.",
    "You don't know everything about looms, you said, and I liked that.",
    "I am finding out which work would suit me.",
    "I taught myself to weave.",
    "The brain is a loom, you said.",
    "How would somebody like me begin with wool?",
    "I sent my mother your book.",
    "My website has a page about your talk.",
    "I am unsure about the second dye, as you were.",
]


def said(words: str) -> list[Nudge]:
    heard = listen("A question about looms", LETTER.format(words), Kind.ASK, Channel.EMAIL, LANGUAGE)
    return [nudge for nudge in heard if nudge.rule != "one_ask"]


@pytest.mark.parametrize(("rule", "words"), [(rule, words) for rule, many in HEARD.items() for words in many])
def test_it_is_heard_and_taken_out(rule: str, words: str) -> None:
    first, *_ = said(words)
    assert first.rule == rule
    assert first.blocker == (None if rule == "job" else rule)
    assert first.words in words
    assert first.without is not None
    left = first.without.removeprefix("Hi Maya,\n\nYour talk on looms stayed with me. ")
    assert left != first.without, "what stands around it stays"
    assert left.endswith("Could we talk for 15 minutes next week?\n\nThank you,\nSam")
    again = listen("A question about looms", first.without, Kind.ASK, Channel.EMAIL, LANGUAGE)
    assert [nudge.rule for nudge in again] == []


@pytest.mark.parametrize("words", SILENT)
def test_what_only_looks_like_it_is_let_be(words: str) -> None:
    assert [(nudge.rule, nudge.words) for nudge in said(words)] == []


def test_every_remark_is_one_warm_line() -> None:
    for why in {manner.why for manner in LANGUAGE.heard} | set(LANGUAGE.why.values()):
        assert "\n" not in why
        assert len(why) <= 100
        assert not any(word in why.casefold() for word in ("must", "wrong", "error", "bad", "never", "blocker"))
