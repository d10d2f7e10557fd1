"""next: the practice as plain text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from informal.cli.next import parse_letter
from informal.model.ids import new_id
from informal.model.kinds import Channel, Kind, State
from informal.model.values import Message
from informal.system.clipboard import Copied
from informal.workspace import Workspace
from informal.workspace.core import insert


@pytest.fixture
def terminal(informal: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody with a name sits there; what is copied arrives in the list."""
    informal("set", "name", "Sam")
    copied: list[str] = []

    def copy(text: str) -> Copied:
        copied.append(text)
        return Copied.YES

    monkeypatch.setattr("informal.cli.next.is_terminal", lambda stream: True)
    monkeypatch.setattr("informal.system.clipboard.copy", copy)
    return copied


def _messages(informal: Any) -> Any:
    return informal("show", "Ada", "--json").json["messages"]


def test_json(informal: Any, ada: dict[str, Any]) -> None:
    offered = informal("next", "--json").json
    assert set(offered) == {"contact", "reason", "answer", "draft"}
    assert offered["contact"] == ada
    assert offered["reason"] == "knows you"
    assert offered["draft"]["opening"] == "knows-me"
    assert _messages(informal) == [], "looking stores nothing"


def test_without_a_terminal_it_prints_and_leaves(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("next", stdin="c\ny\n")
    assert said.status == 0
    assert said.out.startswith("Ada Example: knows you\n")
    assert "Subject: " in said.out
    assert "Hi Ada," in said.out
    assert _messages(informal) == []


def test_nobody_is_a_kind_sentence(informal: Any) -> None:
    said = informal("next")
    assert (said.status, said.out) == (0, "")
    assert "informal add" in said.err
    assert informal("next", "--json").json is None


def test_in_quiet_weeks_it_says_what_is_kept(
    informal: Any, ada: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFORMAL_TODAY", "2026-12-08")
    informal("sent", "Ada Example")
    monkeypatch.setenv("INFORMAL_TODAY", "2026-12-28")
    said = informal("next")
    assert said.out == ""
    assert "One short note is kept for Mon 4 Jan 2027." in said.err
    monkeypatch.setenv("INFORMAL_TODAY", "2027-01-04")
    assert informal("next", "--json").json["draft"]["kind"] == "follow_up"


def test_copy_and_yes(informal: Any, ada: dict[str, Any], terminal: list[str]) -> None:
    said = informal("next", stdin="c\ny\n")
    assert said.status == 0
    assert "1 ask in all" in said.err
    (sent,) = _messages(informal)
    assert (sent["state"], sent["channel"]) == ("sent", "email")
    assert terminal == [sent["body"]]


def test_handed_is_written_before_the_copy(
    informal: Any, ada: dict[str, Any], terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(text: str) -> Copied:
        raise KeyboardInterrupt

    monkeypatch.setattr("informal.system.clipboard.copy", dies)
    assert informal("next", stdin="c\n").status == 1
    assert [one["state"] for one in _messages(informal)] == ["handed"]
    asked = informal("next", stdin="y\n")
    assert "A letter to Ada Example was handed over." in asked.err
    assert [one["state"] for one in _messages(informal)] == ["sent"]


def test_an_open_place_is_told_before_it_is_copied(informal: Any, ada: dict[str, Any], terminal: list[str]) -> None:
    informal("set", "name", "")
    said = informal("next", stdin="c\nn\n")
    assert "c again" in said.err
    assert terminal == []
    informal("next", stdin="c\nc\ny\n")
    assert "[your name]" in terminal[0]


def test_no_answer_is_asked_again(informal: Any, ada: dict[str, Any], terminal: list[str]) -> None:
    assert "I will ask next time" in informal("next", stdin="c\n\n").err
    assert [one["state"] for one in _messages(informal)] == ["handed"]
    informal("next", stdin="n\nn\n")
    assert [one["state"] for one in _messages(informal)] == ["draft"]


def test_where_nothing_can_copy_the_text_is_there(
    informal: Any, ada: dict[str, Any], terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("informal.system.clipboard.copy", lambda text: Copied.NO)
    said = informal("next", stdin="c\n\n")
    assert "can't reach a clipboard" in said.err
    assert said.out.count("Hi Ada,") == 2


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = tmp_path / "editor.sh"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(program))


def test_the_editor_makes_it_the_letter(
    informal: Any, ada: dict[str, Any], terminal: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, 'printf "Subject: Looms\\n\\nHi Ada,\\n\\nMay I ask?\\n" > "$1"')
    assert informal("next", stdin="e\nn\n").status == 0
    (draft,) = _messages(informal)
    assert (draft["state"], draft["subject"], draft["body"]) == ("draft", "Looms", "Hi Ada,\n\nMay I ask?")


def test_an_editor_that_fails_replaces_nothing(
    informal: Any, ada: dict[str, Any], terminal: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    informal("draft", "Ada Example", "--body", "Mine. May I?")
    _editor(tmp_path, monkeypatch, 'echo "Lost?" > "$1"; exit 3')
    assert "status 3" in informal("next", stdin="e\nn\n").err
    assert [one["body"] for one in _messages(informal)] == ["Mine. May I?"]
    everything = tmp_path / "all.json"
    informal("export", str(everything))
    assert "Lost?" in everything.read_text(), "the text is among the versions"


def test_no_editor_is_said_and_the_letter_stays(
    informal: Any, ada: dict[str, Any], terminal: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    said = informal("next", stdin="e\nn\n")
    assert said.status == 0
    assert "editor could not be used" in said.err


def test_whoever_asked_not_to_be_written_to_is_never_next(informal: Any, ada: dict[str, Any]) -> None:
    from informal.workspace import Workspace

    workspace = Workspace.find(origin="test")
    workspace.answers.do_not_write(ada["id"])
    workspace.close()
    assert informal("next", "--json").json is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Subject: A\n\nB\n", ("A", "B")),
        ("subject:A\nB\n\nC", ("A", "B\n\nC")),
        ("Subject:\n\nB", ("", "B")),
        ("B\n\nSubject: C", ("old", "B\n\nSubject: C")),
        ("", ("old", "")),
        ("\n\nSubject: A\x1b[0m\n\nB\x07", ("A", "B")),
    ],
)
def test_a_letter_is_read_from_text(text: str, expected: tuple[str, str]) -> None:
    assert parse_letter(text, "old") == expected


@pytest.fixture
def answered(informal: Any, ada: dict[str, Any]) -> None:
    """Ada's answer came in the mail, and nobody said yet what it says."""
    assert informal("sent", "Ada Example", "--channel", "email").status == 0
    workspace = Workspace.find(origin="test")
    core, words = workspace.core, "Gladly. Thursday at three?"
    came = Message(id=new_id(), contact=ada["id"], kind=Kind.ASK, channel=Channel.EMAIL, body=words)
    came = replace(came, state=State.RECEIVED, at=core.clock.now(), on=core.today, message_id="<1@example.org>")
    core.commit("Ada Example answered", [insert("messages", came)])
    workspace.close()


def test_an_answer_from_the_mail_is_read_out_before_a_letter_back(informal: Any, answered: None) -> None:
    said = informal("next")
    assert "Ada Example wrote:\n\nGladly. Thursday at three?\n" in said.out
    assert "Hi Ada" not in said.out
    assert 'informal replied "Ada Example" --yes' in said.err
    offered = informal("next", "--json").json
    assert (offered["answer"]["body"], offered["draft"]) == ("Gladly. Thursday at three?", None)


def test_what_an_answer_says_is_asked_and_the_letter_back_follows(
    informal: Any, answered: None, terminal: list[str]
) -> None:
    said = informal("next", stdin="y\nn\n")
    assert [one["outcome"] for one in _messages(informal)] == [None, "yes"]
    assert "Thank you, that makes my week" in said.out
    assert "Gladly" not in informal("next", stdin="n\n").out, "it was read"


def test_later_asks_for_the_day_and_nothing_is_kept_without_one(
    informal: Any, answered: None, terminal: list[str]
) -> None:
    said = informal("next", stdin="l\nyesterday\n\n")
    assert [one["outcome"] for one in _messages(informal)] == [None, None]
    assert "All right. It keeps." in said.err
    informal("next", stdin="l\nin 2 weeks\nn\n")
    assert [one["outcome"] for one in _messages(informal)] == [None, "later"]
