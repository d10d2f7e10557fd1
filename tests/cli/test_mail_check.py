"""mail check: the verb."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from postoffice import Maildir, mail

ASKED, NOON = "2026-11-20", datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def box(tmp_path: Path) -> Maildir:
    """A Maildir that config.toml names."""
    found = Maildir(tmp_path / "mail")
    found.make()
    config = tmp_path / "informal" / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text(f'[mail]\nmaildir = "{found.folder}"\n')
    return found


def test_without_a_mailbox_it_says_what_to_do(informal: Any) -> None:
    said = informal("mail", "check")
    assert said.status == 1
    assert "No mailbox is set up" in said.err
    assert "informal replied WHO" in said.err


def test_an_answer_is_told_and_kept(informal: Any, ada: dict[str, Any], box: Maildir) -> None:
    informal("sent", "Ada Example", "--at", ASKED)
    before = informal("mail", "check")
    assert (before.status, before.out) == (0, "Looked for answers from one person. Nothing new.\n")
    box.put(mail("ada@example.org", id="<a@x>", text="Gladly.", at=NOON), NOON)
    said = informal("mail", "check", "--json")
    (found,) = said.json["found"]
    assert (found["contact"], found["body"], found["state"], found["outcome"]) == (
        ada["id"],
        "Gladly.",
        "received",
        None,
    )
    assert said.json["looked_for"] == 1
    assert "Gladly." in informal("show", "Ada Example").out
    assert informal("replied", "Ada Example", "--yes").status == 0
    messages = informal("show", "Ada Example", "--json").json["messages"]
    assert [one["outcome"] for one in messages if one["state"] == "received"] == ["yes"]


def test_whoever_answered_is_named_with_what_to_say_next(informal: Any, ada: dict[str, Any], box: Maildir) -> None:
    informal("sent", "Ada Example", "--at", ASKED)
    box.put(mail("ada@example.org", at=NOON), NOON)
    said = informal("mail", "check")
    assert "Looked for answers from one person: Ada Example answered." in said.out
    assert 'informal replied "Ada Example" --yes' in said.out
    assert informal("undo").status == 0
    assert "Ada Example" not in informal("mail", "check").out


def test_a_folder_that_is_no_maildir_is_a_sentence(informal: Any, ada: dict[str, Any], box: Maildir) -> None:
    informal("sent", "Ada Example", "--at", ASKED)
    (box.folder / "cur").rmdir()
    said = informal("mail", "check")
    assert said.status == 1
    assert "There is no Maildir there" in said.err
