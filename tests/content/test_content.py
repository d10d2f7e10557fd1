"""The words that are shipped: whole, true to the method, and silent in front of the program's own ears."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from informal.content import language, load, puzzle
from informal.content.openings import read_opening, write_opening
from informal.errors import BadFile
from informal.model.kinds import Blocker, Channel, Ingredient, Kind
from informal.model.words import Opening
from informal.practice.facts import Facts
from informal.practice.nudges import ASK_WORDS, FOLLOW_UP_WORDS, listen
from informal.practice.openings import fill, read_back, switch
from informal.text import clean, count_words

CONTENT = load()
LANGUAGE = language.load()
OURS = {opening.name: opening for opening in CONTENT.openings}
ASKS = [o for o in CONTENT.openings if o.kind is Kind.ASK and o.channel is not Channel.LINKEDIN]
FACTS = Facts(
    greeting="Maya",
    me="Sam",
    company="Example Looms",
    role="weaver",
    tie="Made-Up College",
    introducer="Kofi Fictional",
    curious_about="how cloth is made",
)
# What somebody would type into a place of that name, in whichever opening it stands: that is what makes switching work.
TYPED = {
    "answer": "The mill by the river, with the blue door",
    "became": "We talked on Tuesday, and I learned how a mill begins its week",
    "day": "Tuesday 1 December",
    "detail": "the blue loom in the hall",
    "did": "wove a scarf with four mistakes",
    "from": "the article in Fictional Weekly",
    "met": "the open day in May",
    "news": "I tried a loom for an afternoon",
    "offer": "a pair of hands on a Saturday",
    "part": "one sentence about patience",
    "person": "Grace Sample",
    "place": "by phone, on your number",
    "result": "I begin as an apprentice in June",
    "said": "that the first metre is always wrong",
    "time": "17:00 Paris time",
    "times": "Tuesday 17:00, Thursday 9:00, Friday 12:00",
    "thing": "how you choose a yarn",
    "will": "visit one mill",
}


def filled(opening: Opening) -> tuple[str, str]:
    letter = fill(opening, FACTS, TYPED)
    return letter.subject, letter.body


def test_there_are_enough_ways_to_begin_and_one_for_every_kind() -> None:
    assert {opening.kind for opening in CONTENT.openings} == set(Kind)
    assert len(ASKS) >= 9
    assert ASKS[0].name == "knows-me"


def test_the_first_letter_is_the_easy_one() -> None:
    letter = fill(OURS["knows-me"], FACTS)
    assert letter.subject == "Could I ask you something?"
    assert letter.body == (
        "Hi Maya,\n\nI have started asking people how they came to the work they do, and I thought of you. "
        "I would love to hear about what your week is like.\n\nCould we talk for 15 minutes, this week or next?\n\n"
        "Thank you,\nSam"
    )
    assert not any(slot.open for slot in letter.slots)


@pytest.mark.parametrize("opening", CONTENT.openings, ids=lambda opening: opening.name)
class TestEach:
    def test_names_only_facts_there_are_and_needs_those_it_names(self, opening: Opening) -> None:
        facts = set(re.findall(r"\{(\w+)\}", opening.subject + opening.body)) - {"greeting", "me"}
        assert facts <= {"company", "role", "tie", "introducer", "curious_about"}
        told = f"{' '.join(opening.needs)} ".replace("introduced_by", "introducer")
        assert all(fact in told for fact in facts)
        assert "{" not in "".join(filled(opening)), "a place that can't be read"

    def test_says_nothing_its_own_composer_would_remark_on(self, opening: Opening) -> None:
        subject, body = filled(opening)
        heard = listen(subject, body, opening.kind, opening.channel, LANGUAGE)
        assert [(nudge.rule, nudge.words) for nudge in heard] == []

    def test_every_open_place_can_be_typed_over(self, opening: Opening) -> None:
        assert not [slot.name for slot in fill(opening, FACTS, TYPED).slots if slot.open]

    def test_is_read_back_as_it_was_filled(self, opening: Opening) -> None:
        subject, body = filled(opening)
        typed = read_back(opening, FACTS, subject, body)
        assert typed is not None
        assert fill(opening, FACTS, typed) == fill(opening, FACTS, TYPED)

    def test_ends_with_a_name_and_is_plain_text(self, opening: Opening) -> None:
        _, body = filled(opening)
        assert body.endswith("Sam")
        assert clean(body) == body
        assert "  " not in body
        assert opening.title == opening.title.strip()
        assert len(opening.title) <= 40


@pytest.mark.parametrize("opening", ASKS, ids=lambda opening: opening.name)
class TestAsk:
    def test_is_short_and_asks_once_for_a_quarter_of_an_hour(self, opening: Opening) -> None:
        subject, body = filled(opening)
        assert 35 <= count_words(body) <= 80 < ASK_WORDS
        assert body.count("?") == 1, "one question"
        question = next(sentence for sentence in re.split(r"(?<=[.?])\s", body) if sentence.endswith("?"))
        assert "15 minutes" in question
        assert 1 <= len(subject) <= 50

    def test_the_tie_stands_in_the_first_sentence(self, opening: Opening) -> None:
        subject, body = filled(opening)
        first = body.split("\n\n")[1].split(". ")[0]
        if any(need.startswith("tie") for need in opening.needs):
            assert "Made-Up College" in first
        if "introduced_by" in opening.needs:
            assert "Kofi Fictional" in first
            assert "Kofi Fictional" in subject


def test_the_note_fits_linkedin_with_ordinary_names() -> None:
    facts = Facts(greeting="Alexandra", me="Christopher")
    notes = [o for o in CONTENT.openings if o.channel is Channel.LINKEDIN and o.kind is Kind.ASK and not o.needs]
    assert notes
    for note in notes:
        assert len(fill(note, facts).body) <= 200
        assert len(fill(note, facts, TYPED).body) <= 200


def test_the_follow_up_is_short_and_leaves_an_easy_way_out() -> None:
    _, body = filled(OURS["follow-up"])
    assert count_words(body) <= FOLLOW_UP_WORDS
    assert "fine" in body
    assert any(slot.open for slot in fill(OURS["follow-up"], FACTS).slots)


def test_the_introduction_can_be_forwarded() -> None:
    _, body = filled(OURS["introduction-request"])
    (quoted,) = [line for line in body.split("\n\n") if line.startswith('"')]
    assert "15 minutes" in quoted
    assert "Sam" in quoted


def test_words_typed_into_one_opening_make_sense_in_every_other() -> None:
    for old in ASKS:
        subject, body = filled(old)
        for new in ASKS:
            switched = switch(old, new, FACTS, subject, body)
            shared = {slot.name for slot in fill(old, FACTS).slots} & {slot.name for slot in switched.slots}
            assert all(TYPED[name] in switched.body for name in shared if name in TYPED)


def test_the_puzzle_hides_the_four_and_tells_the_rest() -> None:
    grid = CONTENT.puzzle
    assert {len(row) for row in grid.rows} == {7}
    assert len(grid.rows) == 6
    for words in CONTENT.blockers:
        assert "".join(grid.rows[row][column] for row, column in grid.words[words.which]) == words.word
    assert grid.sentence == "DON'T WORRY JUST GET TO IT"
    assert "".join(grid.rows[row][column] for row, column in grid.left_over) == "DONTWORRYJUSTGETTOIT"
    cells = [cell for word in grid.words.values() for cell in word]
    assert len(cells) - len(set(cells)) == 1, "two words share exactly one letter"
    assert set(cells).isdisjoint(grid.left_over)


@pytest.mark.parametrize(
    ("rows", "words", "sentence"),
    [
        (("GOAL", "XXXX"), {Blocker.GOAL: "GOAT"}, "XXXX"),
        (("GOAL", "GOAL"), {Blocker.GOAL: "GOAL"}, ""),
        (("GOAL", "ABCD"), {Blocker.GOAL: "GOAL"}, "DCBA"),
    ],
)
def test_a_grid_that_does_not_work_out_is_refused(
    rows: tuple[str, ...], words: dict[Blocker, str], sentence: str
) -> None:
    with pytest.raises(ValueError, match=r"stands|read"):
        puzzle.solve(rows, words, sentence)


def test_the_four_the_five_and_the_questions_are_whole() -> None:
    assert [words.which for words in CONTENT.blockers] == list(Blocker)
    assert all(words.why and words.title and words.short for words in CONTENT.blockers)
    assert [words.which for words in CONTENT.ingredients] == list(Ingredient)
    assert len({words.key for words in CONTENT.ingredients}) == 5
    assert list(CONTENT.questions) == ["trends", "insights", "advice", "resources", "assignments"]
    assert all(len(texts) >= 2 and all(text.endswith("?") for text in texts) for texts in CONTENT.questions.values())
    assert len(CONTENT.other_ways) >= 3


def test_every_blocker_is_listened_for() -> None:
    assert {manner.blocker for manner in LANGUAGE.heard} == {*Blocker, None}


# Openings of one's own


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_openings_of_ones_own_stand_beside_ours_and_take_their_places(tmp_path: Path) -> None:
    write(
        tmp_path, "choir.txt", "title: from the choir\nneeds: tie interest, curious_about\norder: 5\n\nHi {greeting}!\n"
    )
    write(tmp_path, "cold.txt", "subject: My way\n\nHello {greeting}, {me}")
    write(tmp_path, "notes.md", "not an opening")
    content = load(tmp_path)
    mine = {opening.name: opening for opening in content.openings if opening.own}
    assert set(mine) == {"choir", "cold"}
    assert mine["choir"].needs == ("tie interest", "curious_about")
    assert mine["choir"].kind is Kind.ASK
    assert mine["cold"].title == "cold"
    assert len(content.openings) == len(CONTENT.openings) + 1
    assert content.problems == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: x\ncolour: green\n\nHi", "line 2"),
        ("title: x\njust words\n\nHi", "line 2"),
        ("title: x\nkind: shout\n\nHi", "shout"),
        ("title: x\nchannel: pigeon\n\nHi", "pigeon"),
        ("title: x\norder: first\n\nHi", "first"),
        ("title: x\n", "no letter"),
        ("", "no letter"),
        ("title: x\n\nHi {greting},", "greting"),
        ("title: x\nneeds: tie choir\n\nHi", "tie choir"),
        ("title: x\nneeds: money\n\nHi", "money"),
    ],
)
def test_a_broken_one_is_told_with_its_file_and_stops_nothing(tmp_path: Path, text: str, told: str) -> None:
    write(tmp_path, "mine.txt", text)
    content = load(tmp_path)
    (problem,) = content.problems
    assert "mine" in problem
    assert told in problem
    assert content.openings == CONTENT.openings


def test_a_file_that_is_no_text_and_a_folder_that_is_gone_are_told(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"\xff\xfe\x00\x01")
    assert len(load(tmp_path).problems) == 1
    gone = load(tmp_path / "gone")
    assert len(gone.problems) == 1
    assert gone.openings == CONTENT.openings


def test_files_from_other_editors_are_read() -> None:
    windows = read_opening("mine", "\ufefftitle: x\r\nsubject: y\r\n\r\nHi {greeting},\r\n\r\n{me}\r\n")
    assert (windows.title, windows.subject, windows.body) == ("x", "y", "Hi {greeting},\n\n{me}")
    blank = read_opening("mine", "Title: x\n  \nHi: a colon in the letter")
    assert blank.body == "Hi: a colon in the letter"
    with pytest.raises(BadFile):
        read_opening("mine", "no keys at all")


def test_the_words_are_read_once_and_the_ears_only_when_somebody_listens() -> None:
    assert load() is load()
    code = (
        "import sys; from informal.content import load; load(); "
        "assert 'informal.content.language' not in sys.modules; assert 'textual' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("opening", CONTENT.openings, ids=lambda opening: opening.name)
def test_what_is_written_is_read_as_the_same(opening: Opening) -> None:
    assert read_opening(opening.name, write_opening(opening)) == opening
