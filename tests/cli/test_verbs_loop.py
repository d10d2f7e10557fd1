"""talk, after, agenda, network, calendar, snooze, rest, wake, dont-write, replied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from informal.system.holidays import guessed
from informal.system.locale import guess_country

TALK = {
    "id", "contact", "starts_at", "on", "timezone", "minutes", "place", "outcome", "questions", "starred", "notes",
    "said", "learned", "next_step",
}  # fmt: skip


def test_a_talk_from_booking_to_after(informal: Any, ada: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    booked = informal("talk", "Ada Example", "--at", "tue 15:00", "--minutes", "30", "--json")
    assert set(booked.json) == TALK
    assert (booked.json["starts_at"], booked.json["minutes"]) == ("2026-11-24T15:00:00Z", 30)
    assert booked.err == "Tue 24 Nov at 15:00, tomorrow\n", "typed freely, said back"
    shown = informal("talk", "ada").out
    assert shown.startswith("You talk with Ada Example on Tue 24 Nov at 15:00, 30 minutes\n")
    assert shown.count("?") == 10
    moved = informal("talk", "Ada Example", "--moved", "2026-11-25T09:00-05:00", "--place", "by phone")
    assert "Wed 25 Nov at 14:00" in moved.out, "a zone that is typed holds"
    assert "--opening talk-moved-to" in moved.err
    monkeypatch.setenv("INFORMAL_TODAY", "2026-11-25T15:00")
    assert informal("talk", "Ada Example", "--held", "--json").json["outcome"] == "held"
    after = informal("after", "Ada Example", "--said", "patience", "--next", "visit a mill", "--by", "fri", "--json")
    assert after.json["next_step"] == {"what": "visit a mill", "by": "2026-11-27"}
    assert after.err == "Fri 27 Nov, in 2 days\n"
    done = informal("after", "Ada Example", "--done", "--json").json
    assert done["next_step"]["done_on"] == "2026-11-25"


@pytest.mark.parametrize(
    ("option", "opening", "told"),
    [("--off", "talk-off", "is off"), ("--nobody-came", "nobody-came", "about their day")],
)
def test_a_talk_that_did_not_come_about(
    informal: Any, ada: dict[str, Any], option: str, opening: str, told: str
) -> None:
    informal("talk", "Ada Example", "--at", "2026-11-23T09:00")
    said = informal("talk", "Ada Example", option)
    assert told in said.out
    assert f"--opening {opening}" in said.err
    assert informal("draft", "Ada Example", "--opening", opening, "--json").json["kind"] == "answer"
    assert informal("talk", "Ada Example", "--held").status == 1


@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        (("--at", "tuesday"), 1, "At what time?"),
        (("--at", "someday 15:00"), 1, "did not understand"),
        (("--at", "tue 15:00", "--minutes", "0"), 1, "minutes"),
        (("--at", "tue 15:00", "--off"), 2, "one of"),
        (("--held", "--minutes", "5"), 2, "--at or --moved"),
        (("--held",), 1, "informal after"),
        (("--moved", "tue 15:00"), 1, "Book one"),
        ((), 1, "Book one"),
    ],
)
def test_what_is_not_understood_changes_nothing(
    informal: Any, ada: dict[str, Any], line: tuple[str, ...], status: int, told: str
) -> None:
    said = informal("talk", "Ada Example", *line)
    assert (said.status, said.out) == (status, "")
    assert told in said.err
    assert informal("show", "Ada", "--json").json["talks"] == []


def test_a_talk_before_the_one_that_is_booked(informal: Any, ada: dict[str, Any]) -> None:
    informal("talk", "Ada Example", "--at", "2026-12-03T15:00")
    after = informal("after", "Ada Example")
    assert after.out == "Kept: you talked with Ada Example.\n"
    assert 'Thu 3 Dec at 15:00 is still booked. informal talk "Ada Example" --moved WHEN' in after.err
    assert 'informal talk "Ada Example" --off' in after.err
    offered = informal("next", "--json").json
    assert offered["draft"]["kind"] == "thank_you"
    assert offered["reason"] == "thank them; you talked today, and talk again on Thu 3 Dec"
    lines = [(line["date"], line["what"]) for line in informal("agenda", "--json").json]
    assert ("2026-11-24", "thank them") in lines
    assert ("2026-12-03", "you talk at 15:00") in lines
    informal("talk", "Ada Example", "--off")
    assert "still booked" not in informal("after", "Ada Example", "--said", "patience").err


def test_after_names_whom_they_led_to(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("after", "Ada Example", "--introduced", "Kofi Fictional", "--introduced", "Grace Sample")
    assert "They led you to Kofi Fictional, Grace Sample." in said.out
    introduced = informal("show", "Kofi", "--json").json
    assert (introduced["introduced_by"], introduced["reason"]) == (ada["id"], "Ada Example introduced you")
    assert informal("after", "Ada Example", "--done", "--said", "x").status == 2
    assert informal("after", "Ada Example", "--done").status == 1
    assert informal("undo", "--json").json["label"] == "after the talk with Ada Example"
    assert len(informal("list", "--json").json) == 1


def test_agenda(informal: Any, ada: dict[str, Any]) -> None:
    assert "informal next" in informal("agenda").err
    assert informal("agenda", "--json").json == []
    informal("talk", "Ada Example", "--at", "wed 15:00")
    assert informal("agenda", "--json").json == [
        {"date": "2026-11-24", "what": "a word before you meet", "who": "Ada Example", "id": ada["id"]},
        {"date": "2026-11-25", "what": "you talk at 15:00", "who": "Ada Example", "id": ada["id"]},
    ]
    assert informal("agenda").out.splitlines()[1] == "Wed 25 Nov  Ada Example  you talk at 15:00"


def test_network(informal: Any, ada: dict[str, Any]) -> None:
    assert informal("network").out == "you\n"
    informal("after", "Ada Example", "--introduced", "Kofi Fictional", "--introduced", "Grace Sample")
    first = informal("add", "Linus Placeholder", "--asked-me")
    assert "for the first time" in first.err
    assert "for the first time" not in informal("add", "Maya Example", "--asked-me").err
    informal("sent", "Kofi Fictional")
    assert informal("network").out == (
        "you\n├─ Ada Example\n│  ├─ Kofi Fictional\n│  └─ Grace Sample\n"
        "├─ Linus Placeholder  (asked you)\n└─ Maya Example  (asked you)\n\n"
        "From 0 to 5 people in 2 steps.\n"
        "Ada Example does not know yet that you wrote to Kofi Fictional.\n"
    )
    tree = informal("network", "--json").json
    assert set(tree) == {"id", "name", "asked_me", "introduced"}
    assert tree["introduced"][0]["id"] == ada["id"]
    assert informal("show", "Linus", "--json").json["asked_me"] == "2026-11-23"


def test_calendar(informal: Any, ada: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "talks.ics"
    assert informal("calendar", str(file)).status == 1
    assert not file.exists()
    informal("talk", "Ada Example", "--at", "wed 15:00")
    assert informal("calendar", str(file), "--json").json == {"file": str(file), "talks": 1}
    assert "SUMMARY:Talk with Ada Example" in file.read_text()
    assert informal("calendar", str(tmp_path / "informal" / "data" / "informal.json")).status == 1


def test_snooze_rest_wake_and_dont_write(informal: Any, ada: dict[str, Any]) -> None:
    snoozed = informal("snooze", "Ada Example", "in", "2", "weeks", "--json")
    assert (snoozed.json["snoozed_until"], snoozed.err) == ("2026-12-07", "Mon 7 Dec, in 14 days\n")
    assert informal("next", "--json").json is None
    assert informal("snooze", "Ada Example", "today").status == 1
    assert informal("rest", "Ada Example", "--json").json["stage"] == "resting"
    assert informal("wake", "Ada Example", "--json").json["stage"] == "new"
    assert informal("next", "--json").json["contact"]["id"] == ada["id"]
    quiet = informal("dont-write", "Ada Example", "--json").json
    assert (quiet["dont_write"], quiet["stage"]) == (True, "resting")
    assert informal("next", "--json").json is None
    for line in (
        ("wake", "Ada Example"),
        ("snooze", "Ada Example", "tomorrow"),
        ("talk", "Ada Example", "--at", "tue 9:00"),
    ):
        assert informal(*line).status == 1
    assert informal("rest").status == 2
    assert informal("rest", "--old", "--json").json == {"rested": 0}


def test_rest_old_after_a_while_away(informal: Any, ada: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    informal("sent", "Ada Example")
    informal("replied", "Ada Example")
    monkeypatch.setenv("INFORMAL_TODAY", "2026-12-21")
    monkeypatch.setattr("informal.cli.standing.is_terminal", lambda stream: True)
    assert "1 thread waited while you were away" in informal("status").err
    assert "waited" not in informal("status", "--json").err
    assert informal("rest", "--old").out == "1 thread at rest.\n"
    assert informal("list", "--json").json[0]["stage"] == "resting"
    assert "waited" not in informal("status").err


@pytest.mark.parametrize(
    ("line", "outcome", "kind", "opening"),
    [
        (("--yes",), "yes", "answer", "after-yes"),
        (("--no",), "no", "answer", "answer-no"),
        (("--accepted",), "accepted", "ask", "linkedin-accepted"),
        (("--wrong-person",), "wrong_person", "answer", "wrong-person"),
        ((), None, "answer", "answer-own"),
    ],
)
def test_each_answer_has_its_letter(
    informal: Any, ada: dict[str, Any], line: tuple[str, ...], outcome: str | None, kind: str, opening: str
) -> None:
    informal("sent", "Ada Example")
    answer = informal("replied", "Ada Example", *line, "--text", "-", "--json", stdin="Dear you,\r\nwell.\n").json
    assert (answer["outcome"], answer["body"], answer["state"]) == (outcome, "Dear you,\nwell.", "received")
    draft = informal("next", "--json").json["draft"]
    assert (draft["kind"], draft["opening"]) == (kind, opening)
    assert "Dear you," in informal("show", "Ada").out


def test_later_wants_a_day_to_come(informal: Any, ada: dict[str, Any]) -> None:
    informal("sent", "Ada Example")
    assert informal("replied", "Ada Example", "--later", "2026-11-20").status == 1
    assert informal("replied", "Ada Example", "--later", "in 2 weeks", "--yes").status == 2
    said = informal("replied", "Ada Example", "--later", "in 2 weeks", "--json")
    assert (said.json["outcome"], said.err) == ("later", "Mon 7 Dec, in 14 days\n")
    assert informal("show", "Ada", "--json").json["due"] == "2026-12-07"


def test_the_if_then_line_is_for_people_only(informal: Any, ada: dict[str, Any]) -> None:
    plan = "When my tea is ready, I send the top letter."
    informal("set", "if_then", plan)
    said = informal("next")
    assert plan in said.err
    assert plan not in said.out
    assert plan not in informal("next", "--json").err
    assert informal("status").err == "", "in a prompt it is silent"


def test_next_shows_the_talk_of_today(informal: Any, ada: dict[str, Any]) -> None:
    informal("talk", "Ada Example", "--at", "2026-11-23T15:00", "--place", "by phone")
    said = informal("next")
    assert said.out.startswith("Ada Example: you talk today\n\nMon 23 Nov at 15:00 · by phone\n- ")
    assert informal("next", "--json").json["draft"] is None


# The country that is guessed


@pytest.mark.parametrize(
    ("settings", "country"),
    [
        ({"LANG": "en_US.UTF-8"}, "US"),
        ({"LANG": "de_AT@euro"}, "AT"),
        ({"LC_ALL": "fr_CA", "LC_TIME": "en_US", "LANG": "de_DE"}, "CA"),
        ({"LC_ALL": "", "LC_TIME": "en_GB.utf8", "LANG": "de_DE"}, "GB"),
        ({"LANG": "zh_Hant_TW"}, "TW"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US"}, ""),
        ({"LANG": "POSIX"}, ""),
        ({"LANG": "eo"}, ""),
        ({"LANG": "en_us/../../x"}, ""),
        ({}, ""),
    ],
)
def test_the_country_in_the_language_settings(settings: dict[str, str], country: str) -> None:
    assert guess_country(settings) == country


def test_a_guess_is_looked_up_once_and_kept_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "state"
    known = guessed("US", 2026, folder)
    assert "2026-11-26" in map(str, known)
    monkeypatch.setattr("informal.system.holidays.days", lambda country, years: ())
    assert guessed("US", 2026, folder) == known
    assert guessed("US", 2027, folder) == known
    assert guessed("US", 2040, folder) == (), "the years kept do not reach there"
    (folder / "holidays-US.txt").write_text("damaged\n")
    assert guessed("US", 2026, folder) == ()
    (tmp_path / "file").touch()
    assert guessed("QQ", 2026, tmp_path / "file" / "state") == (), "no country, no folder: no trouble"


def test_reading_verbs_write_nothing_beside_the_data(
    informal: Any, ada: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    informal("sent", "Ada Example")
    data = tmp_path / "informal" / "data"
    before = {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    for line in (("agenda",), ("network",), ("next",), ("list",), ("talk", "Ada"), ("status",)):
        informal(*line)
    assert {path.name: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert [path.name for path in (tmp_path / "informal" / "state").iterdir()] == ["holidays-US.txt"]


def test_a_zone_typed_with_a_time_holds_for_letters_too(informal: Any, ada: dict[str, Any]) -> None:
    sent = informal("sent", "Ada Example", "--at", "2026-11-20T09:00+02:00", "--json").json
    assert sent["at"] == "2026-11-20T07:00:00Z"


def test_setting_a_country_to_none_stops_the_guess(informal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    informal("add", "Ada Example")
    informal("sent", "Ada Example", "--at", "2026-11-17T09:00")
    assert informal("show", "Ada", "--json").json["due"] == "2026-11-27"
    assert informal("set", "country", "none", "--json").json == {"country": "NONE"}
    assert informal("show", "Ada", "--json").json["due"] == "2026-11-26"
    assert informal("set", "country", "nowhere").status == 1
    informal("set", "country", "")
    assert informal("show", "Ada", "--json").json["due"] == "2026-11-27"
