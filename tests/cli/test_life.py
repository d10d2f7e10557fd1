"""Thirty days by verbs alone, over Thanksgiving: asks, silence, the one note, a yes, a talk, thanks, introductions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

Expected = dict[str, tuple[str, str | None]]

FIRST, LAST = date(2026, 11, 17), date(2026, 12, 16)
ADA, KOFI, MAYA, GRACE, LINUS = (
    "Ada Example",
    "Kofi Fictional",
    "Maya Example",
    "Grace Sample",
    "Linus Placeholder",
)


class Life:
    """Somebody who lives by verbs. `at` sets the clock."""

    def __init__(self, informal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self._informal = informal
        self._patch = monkeypatch

    def at(self, moment: str) -> None:
        self._patch.setenv("INFORMAL_TODAY", moment)

    def does(self, *line: str) -> Any:
        """A verb's JSON; it must succeed."""
        return self._informal(*line, "--json").json

    def says(self, *line: str) -> Any:
        """A verb as a person reads it."""
        said = self._informal(*line)
        assert said.status == 0, said.err
        return said

    def next_letter(self) -> tuple[str, str, str]:
        """Whom `next` names, the kind of letter and its opening."""
        offered = self.does("next")
        draft = offered["draft"] or {"kind": "", "opening": ""}
        return offered["contact"]["name"], draft["kind"], draft["opening"]

    def stands(self) -> Expected:
        """Everybody's stage and day."""
        return {row["name"]: (row["stage"], row["due"]) for row in self.does("list")}


@pytest.fixture
def life(informal: Any, monkeypatch: pytest.MonkeyPatch) -> Life:
    return Life(informal, monkeypatch)


# What each day does, and where everybody stands at its end. A day without a line of its own changes nothing.


def tue_17_nov(life: Life) -> None:
    life.does("set", "country", "US")
    life.does("set", "name", "Sam")
    life.does("add", ADA, "--warmth", "knows_me", "--company", "Example Looms")
    life.does("add", KOFI, "--warmth", "half_knows_me", "--timezone", "America/New_York")
    life.does("add", MAYA, "--warmth", "new_to_me")
    assert life.next_letter() == (ADA, "ask", "knows-me")
    assert life.does("sent", ADA, "--channel", "email")["kind"] == "ask"
    assert life.next_letter() == (KOFI, "ask", "half-know")
    life.at("2026-11-17T14:00")
    life.does("sent", KOFI, "--channel", "linkedin")


def fri_20_nov(life: Life) -> None:
    # Three working days of silence: somebody else, and no word to Ada.
    assert life.next_letter()[0] == MAYA


def thu_26_nov(life: Life) -> None:
    assert life.next_letter()[0] == MAYA, "Thanksgiving is no working day"


def fri_27_nov(life: Life) -> None:
    assert life.next_letter() == (ADA, "follow_up", "follow-up")
    assert life.does("sent", ADA)["kind"] == "follow_up"


def mon_30_nov(life: Life) -> None:
    assert life.next_letter() == (KOFI, "follow_up", "follow-up")
    life.does("replied", KOFI, "--yes", "--text", "Gladly. When?")
    assert life.next_letter() == (KOFI, "answer", "after-yes")
    assert "New York time" in life.does("next")["draft"]["body"]
    assert life.does("sent", KOFI)["kind"] == "answer"


def tue_1_dec(life: Life) -> None:
    life.does("replied", KOFI, "--yes", "--text", "Thursday it is.")
    booked = life.says("talk", KOFI, "--at", "thu at 3pm", "--place", "on the phone")
    assert "Thu 3 Dec at 15:00 (10:00 in New York)" in booked.out
    assert "Thu 3 Dec at 15:00, in 2 days" in booked.err


def wed_2_dec(life: Life) -> None:
    assert life.next_letter() == (KOFI, "confirmation", "confirmation")
    moved = life.does("talk", KOFI, "--moved", "tomorrow 16:30")
    assert moved["starts_at"] == "2026-12-03T16:30:00Z"
    moved = life.does("talk", KOFI, "--moved", "fri")
    assert (moved["starts_at"], moved["place"]) == ("2026-12-04T16:30:00Z", "on the phone")
    assert "11:30 New York time" in life.does("draft", KOFI, "--opening", "talk-moved-to")["body"]
    assert life.does("sent", KOFI)["kind"] == "answer"


def thu_3_dec(life: Life) -> None:
    assert life.next_letter() == (KOFI, "confirmation", "confirmation")
    assert life.does("sent", KOFI, "--kind", "confirmation")["kind"] == "confirmation"
    assert life.next_letter()[0] != KOFI


def fri_4_dec(life: Life) -> None:
    life.at("2026-12-04T17:00")
    after = life.does(
        "after", KOFI, "--said", "the first metre is always wrong", "--next", "visit one mill", "--by", "11 Dec",
        "--introduced", GRACE, "--introduced", LINUS,
    )  # fmt: skip
    assert (after["outcome"], after["next_step"]["by"]) == ("held", "2026-12-11")
    assert life.next_letter() == (KOFI, "thank_you", "thank-you")
    body = life.does("next")["draft"]["body"]
    assert "the first metre is always wrong" in body
    assert "I will visit one mill" in body
    assert life.does("sent", KOFI)["kind"] == "thank_you"


def mon_7_dec(life: Life) -> None:
    assert life.next_letter() == (GRACE, "ask", "referral")
    assert life.does("next")["draft"]["subject"] == f"{KOFI} suggested I write"
    life.does("sent", GRACE)


def tue_8_dec(life: Life) -> None:
    offered = life.does("next")
    assert offered["reason"] == f"tell them you wrote to {GRACE}"
    assert life.next_letter() == (KOFI, "update", "introduction-told")
    assert life.does("sent", KOFI)["opening"] == "introduction-told"


def wed_9_dec(life: Life) -> None:
    life.does("replied", GRACE, "--later", "2027-01-11")
    assert life.next_letter() == (LINUS, "ask", "referral")
    life.does("sent", LINUS)


def thu_10_dec(life: Life) -> None:
    life.does("replied", LINUS, "--wrong-person")
    assert life.next_letter() == (LINUS, "answer", "wrong-person")
    life.does("sent", LINUS)
    life.does("after", KOFI, "--done")
    assert life.next_letter() == (KOFI, "update", "update")


def fri_11_dec(life: Life) -> None:
    life.does("sent", KOFI)
    assert life.next_letter()[0] == MAYA
    life.does("dont-write", MAYA)
    assert life.does("next") is None


DAYS = {
    date(2026, 11, 17): tue_17_nov,
    date(2026, 11, 20): fri_20_nov,
    date(2026, 11, 26): thu_26_nov,
    date(2026, 11, 27): fri_27_nov,
    date(2026, 11, 30): mon_30_nov,
    date(2026, 12, 1): tue_1_dec,
    date(2026, 12, 2): wed_2_dec,
    date(2026, 12, 3): thu_3_dec,
    date(2026, 12, 4): fri_4_dec,
    date(2026, 12, 7): mon_7_dec,
    date(2026, 12, 8): tue_8_dec,
    date(2026, 12, 9): wed_9_dec,
    date(2026, 12, 10): thu_10_dec,
    date(2026, 12, 11): fri_11_dec,
}
# From that day on, who stands where (stage, due).
CHANGES: dict[str, Expected] = {
    "2026-11-17": {ADA: ("asked", "2026-11-27"), KOFI: ("asked", "2026-11-30"), MAYA: ("new", None)},
    "2026-11-27": {ADA: ("asked", "2026-12-08")},
    "2026-11-30": {KOFI: ("asked", "2026-12-09")},
    "2026-12-01": {KOFI: ("booked", "2026-12-03")},
    "2026-12-02": {KOFI: ("booked", "2026-12-04")},
    "2026-12-04": {KOFI: ("thanked", "2026-12-11"), GRACE: ("new", None), LINUS: ("new", None)},
    "2026-12-07": {GRACE: ("asked", "2026-12-16")},
    "2026-12-08": {ADA: ("resting", None)},
    "2026-12-09": {GRACE: ("replied", "2027-01-11"), LINUS: ("asked", "2026-12-18")},
    "2026-12-10": {KOFI: ("thanked", "2026-12-10"), LINUS: ("resting", None)},
    "2026-12-11": {KOFI: ("thanked", None), MAYA: ("resting", None)},
}


def days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


def test_thirty_days(life: Life) -> None:
    expected: Expected = {}
    asks = 0
    for day in days():
        life.at(f"{day}T09:00")
        if day in DAYS:
            DAYS[day](life)
        expected |= CHANGES.get(day.isoformat(), {})
        assert life.stands() == expected, day
        status = life.does("status")
        assert status["total_asks"] >= asks, day
        asks = status["total_asks"]
    assert asks == 4
    _looks_back(life)


def _looks_back(life: Life) -> None:
    """What the end of it all shows."""
    assert [(one["date"], one["who"]) for one in life.does("agenda")] == [("2027-01-11", GRACE)]
    tree = life.does("network")
    assert (tree["id"], tree["name"]) == (None, "you")
    assert [one["name"] for one in tree["introduced"]] == [ADA, KOFI]
    assert [one["name"] for one in tree["introduced"][1]["introduced"]] == [GRACE, LINUS]
    said = life.says("network").out
    assert "From 0 to 4 people in 2 steps." in said
    assert "does not know yet" not in said, "the update of Friday came after the letter to Linus"
    talks = life.does("show", KOFI)["talks"]
    assert [talk["outcome"] for talk in talks] == ["moved", "moved", "held"]


def test_later_comes_back_on_its_day(life: Life) -> None:
    life.does("add", ADA, "--warmth", "knows_me")
    life.does("sent", ADA)
    life.does("replied", ADA, "--later", "in 3 weeks")
    assert life.does("next") is None
    draft = life.does("draft", ADA)
    assert (draft["kind"], draft["opening"]) == ("answer", "answer-later")
    assert "around 14 December" in draft["body"]
    life.does("sent", ADA)
    assert life.stands()[ADA][1] == "2026-12-14", "the line back does not lose the day"
    life.at("2026-12-11")
    assert life.does("next") is None
    life.at("2026-12-14")
    assert life.next_letter() == (ADA, "follow_up", "later-now")
    assert life.does("sent", ADA)["kind"] == "follow_up"
    life.at("2027-01-04")
    assert life.stands()[ADA] == ("resting", None), "one such note, then it rests"


def test_later_without_a_line_back(life: Life) -> None:
    life.does("add", ADA)
    life.does("sent", ADA)
    life.does("replied", ADA, "--later", "2026-12-14")
    life.at("2026-12-14")
    assert life.next_letter() == (ADA, "follow_up", "later-now")


def test_a_no_is_thanked_and_rests_and_was_an_ask(life: Life) -> None:
    life.does("add", ADA)
    life.does("sent", ADA)
    life.does("replied", ADA, "--no", "--text", "Not this year, sorry.")
    assert life.next_letter() == (ADA, "answer", "answer-no")
    life.does("sent", ADA)
    assert life.stands()[ADA] == ("resting", None)
    assert life.does("status")["total_asks"] == 1
    assert "Not this year, sorry." in life.says("show", ADA).out


def test_an_accepted_invitation_drafts_the_real_ask(life: Life) -> None:
    life.does("add", ADA)
    life.does("sent", ADA, "--channel", "linkedin", "--opening", "linkedin-note")
    life.does("replied", ADA, "--accepted")
    assert life.next_letter() == (ADA, "ask", "linkedin-accepted")
    assert life.does("sent", ADA)["kind"] == "ask"
    assert life.stands()[ADA][0] == "asked"


def test_the_country_is_guessed_from_the_language_settings(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    life.at("2026-11-17")
    life.does("add", ADA)
    life.does("sent", ADA)
    assert life.stands()[ADA] == ("asked", "2026-11-26")
    for name in ("LC_ALL", "LC_TIME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert life.stands()[ADA] == ("asked", "2026-11-27")
    assert life.does("set", "country") == {"country": ""}, "a guess is no setting"
    life.does("set", "country", "none")
    assert life.stands()[ADA] == ("asked", "2026-11-26")
