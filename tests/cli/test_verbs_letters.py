"""draft, sent, replied."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest


def test_a_proposal_is_not_stored(informal: Any, ada: dict[str, Any]) -> None:
    drafted = informal("draft", "Ada Example", "--json").json
    assert set(drafted) == {"id", "kind", "opening", "channel", "subject", "body", "open_slots", "nudges"}
    assert drafted["id"] is None
    assert (drafted["kind"], drafted["opening"]) == ("ask", "knows-me")
    assert "Hi Ada," in drafted["body"]
    assert informal("show", "Ada", "--json").json["messages"] == []


def test_what_an_opening_says_and_nobody_knows_is_a_place_to_fill(informal: Any, ada: dict[str, Any]) -> None:
    drafted = informal("draft", "Ada Example", "--opening", "shared-interest")
    assert "You and I have [what ties you] in common" in drafted.out
    assert "Still open: what ties you, your name." in drafted.err
    begun = informal("draft", "Ada Example", "--opening", "shared-interest", "--channel", "email", "--json").json
    assert "what ties you" in begun["open_slots"]
    informal("edit", "Ada Example", "--tie", "interest: looms")
    assert "what ties you" in informal("draft", "Ada Example", "--json").json["open_slots"], "the kept text has it"
    anew = informal("draft", "Ada Example", "--opening", "shared-interest", "--replace")
    assert "You and I have looms in common" in anew.out
    assert "what ties you" not in anew.err


def test_a_written_draft_is_stored_and_heard(informal: Any, ada: dict[str, Any]) -> None:
    text = "Hi Ada,\n\nI know I have no degree, but how did you come to looms? Could we talk for 15 minutes?\n\nSam"
    drafted = informal(
        "draft", "Ada Example", "--body", "-", "--subject", "Looms", "--channel", "email", "--json", stdin=text
    ).json
    assert isinstance(drafted["id"], int)
    assert (drafted["subject"], drafted["body"], drafted["channel"]) == ("Looms", text, "email")
    assert drafted["nudges"]
    assert all(set(one) == {"rule", "words", "why", "blocker"} for one in drafted["nudges"])
    assert "degree" in {one["blocker"] for one in drafted["nudges"]}
    assert informal("draft", "Ada Example", "--json").json == drafted


def test_typed_text_is_never_replaced_unasked(informal: Any, ada: dict[str, Any]) -> None:
    informal("draft", "Ada Example", "--body", "My own words. May I ask you something?")
    for options in (("--body", "Others"), ("--opening", "knows-me")):
        said = informal("draft", "Ada Example", *options)
        assert (said.status, said.out) == (1, "")
        assert "--replace" in said.err
    assert informal("draft", "Ada Example", "--json").json["body"].startswith("My own words.")
    assert informal("draft", "Ada Example", "--body", "Others", "--replace", "--json").json["body"] == "Others"
    assert informal("undo").status == 0
    assert informal("draft", "Ada Example", "--json").json["body"].startswith("My own words.")


def test_what_an_opening_filled_may_be_replaced(informal: Any, ada: dict[str, Any]) -> None:
    informal("draft", "Ada Example", "--opening", "knows-me")
    assert informal("draft", "Ada Example", "--body", "Mine.", "--json").json["body"] == "Mine."


def test_a_channel_changes_no_words(informal: Any, ada: dict[str, Any]) -> None:
    informal("draft", "Ada Example", "--body", "Mine.")
    assert informal("draft", "Ada Example", "--channel", "message", "--json").json["body"] == "Mine."


def test_an_unknown_opening_names_those_there_are(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("draft", "Ada Example", "--opening", "love-letter")
    assert said.status == 1
    assert "knows-me" in said.err


def test_sent_prints_the_message(informal: Any, ada: dict[str, Any]) -> None:
    sent = informal("sent", "Ada Example", "--channel", "linkedin", "--opening", "knows-me", "--json").json
    assert isinstance(sent.pop("id"), int)
    assert sent == {
        "contact": ada["id"],
        "kind": "ask",
        "opening": "knows-me",
        "channel": "linkedin",
        "subject": "",
        "body": "",
        "state": "sent",
        "at": "2026-11-23T10:42:00Z",
        "on": "2026-11-23",
        "outcome": None,
    }
    assert informal("sent", "Ada Example", "--json").json["kind"] == "follow_up"


def test_sent_on_another_day(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("sent", "Ada Example", "--at", "2026-11-17", "--json")
    assert said.json["at"] == "2026-11-17T09:00:00Z"
    assert "Tue 17 Nov" in said.err
    assert informal("list", "--json").json[0]["due"] == "2026-11-26", "the seventh working day"


@pytest.mark.parametrize("when", ["2026-12-24", "tomorrow", "gibberish"])
def test_sent_wants_a_day_that_was(informal: Any, ada: dict[str, Any], when: str) -> None:
    said = informal("sent", "Ada Example", "--at", when)
    assert (said.status, said.out) == (1, "")


@pytest.mark.parametrize(
    ("options", "outcome"),
    [
        ((), None),
        (("--yes",), "yes"),
        (("--no",), "no"),
        (("--accepted",), "accepted"),
        (("--wrong-person",), "wrong_person"),
        (("--later", "in 2 weeks"), "later"),
    ],
)
def test_replied_prints_the_message(
    informal: Any, ada: dict[str, Any], options: tuple[str, ...], outcome: str | None
) -> None:
    informal("sent", "Ada Example", "--channel", "email")
    answer = informal("replied", "Ada Example", *options, "--text", "-", "--json", stdin="Dear you,\nwell.\n").json
    assert (answer["state"], answer["outcome"], answer["kind"]) == ("received", outcome, "ask")
    assert answer["body"] == "Dear you,\nwell."


def test_later_is_said_back_and_kept(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("replied", "Ada Example", "--later", "1 Dec")
    assert "Tue 1 Dec, in 8 days" in said.err
    assert informal("show", "Ada", "--json").json["snoozed_until"] == "2026-12-01"


def test_an_answer_is_one_thing(informal: Any, ada: dict[str, Any]) -> None:
    assert informal("replied", "Ada Example", "--yes", "--no").status == 2


def test_what_is_set_of_oneself_stands_in_the_letters(informal: Any, ada: dict[str, Any]) -> None:
    informal("set", "name", "Sam")
    informal("set", "signature", "Sam · 000 000")
    informal("set", "profile", "linkedin.com/in/sam-example")
    assert informal("draft", "Ada Example", "--json").json["body"].endswith("Thank you,\nSam · 000 000")
    openings = Path(os.environ["INFORMAL_CONFIG_DIR"]) / "openings"
    openings.mkdir(parents=True)
    (openings / "with-link.txt").write_text("title: with my link\n\nHi {greeting}, I am {me}: {profile}\n\n{me}\n")
    body = informal("draft", "Ada Example", "--opening", "with-link", "--json").json["body"]
    assert body == "Hi Ada, I am Sam: linkedin.com/in/sam-example\n\nSam · 000 000"
