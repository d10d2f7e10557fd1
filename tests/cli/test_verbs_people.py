"""add, edit, delete, list, show."""

from __future__ import annotations

from typing import Any

import pytest

from informal.text import width

HOSTILE = (
    "[/x] Bob",
    "[@click=app.quit]x[/]",
    '=HYPERLINK("x")',
    "\x1b[31mRed\x1b]0;title\x07 Example",
    "\u202eetihW Example",
    "Zoë 🎈 Pretend",
    "李 虚构",
)


def test_add_prints_the_contact(informal: Any) -> None:
    grace = informal("add", "Grace Sample", "--json").json["id"]
    added = informal(
        "--json", "add", "Ada Example", "--email", "ada@example.org", "--email", "ada@looms.example", "--company",
        "Example Looms", "--role", "pattern designer", "--linkedin", "https://www.linkedin.com/in/ada-example",
        "--phone", "+00 1", "--tie", "school: Riverside High", "--warmth", "knows_me", "--tag", "looms",
        "--tag", "paris", "--introduced-by", "Grace Sample", "--notes", "Weaves at night.",
    ).json  # fmt: skip
    assert isinstance(added.pop("id"), int)
    assert added == {
        "name": "Ada Example",
        "greeting": "",
        "emails": ["ada@example.org", "ada@looms.example"],
        "company": "Example Looms",
        "role": "pattern designer",
        "linkedin": "https://www.linkedin.com/in/ada-example",
        "phone": "+00 1",
        "timezone": "",
        "warmth": "knows_me",
        "tie": "school: Riverside High",
        "tags": ["looms", "paris"],
        "notes": "Weaves at night.",
        "introduced_by": grace,
        "asked_me": None,
        "source": "",
        "connected_on": None,
        "snoozed_until": None,
        "rested_on": None,
        "dont_write": False,
        "created": "2026-11-23T10:42:00Z",
        "stage": "new",
        "due": None,
        "reason": added["reason"],
    }


def test_a_known_address_is_refused_by_name(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("add", "Somebody Else", "--email", "ADA@example.org")
    assert said.status == 1
    assert said.out == ""
    assert "Ada Example is in your list already" in said.err
    assert str(ada["id"]) in said.err


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u202e\u2060", "\x1b[31m"])
def test_nobody_has_a_name_that_is_not_seen(informal: Any, name: str) -> None:
    said = informal("add", name)
    assert (said.status, said.out) == (1, "")
    assert "A person needs a name." in said.err


def test_warmth_is_one_of_three(informal: Any) -> None:
    said = informal("add", "Ada Example", "--warmth", "boiling")
    assert (said.status, said.out) == (1, "")
    assert "half_knows_me" in said.err


def test_an_odd_address_is_kept_with_a_remark(informal: Any) -> None:
    said = informal("add", "Ada Example", "--email", "ada at looms")
    assert said.status == 0
    assert "does not look like an address" in said.err


def test_edit_changes_only_what_is_given(informal: Any, ada: dict[str, Any]) -> None:
    edited = informal("edit", "ada@example.org", "--company", "New Looms", "--json").json
    assert edited["company"] == "New Looms"
    assert edited["emails"] == ["ada@example.org"]
    assert informal("edit", "Ada Example", "--email", "", "--json").json["emails"] == []
    assert informal("edit", "Ada Example").status == 2


def test_delete_tells_the_way_back(informal: Any, ada: dict[str, Any]) -> None:
    informal("sent", "Ada Example")
    said = informal("delete", str(ada["id"]))
    assert said.status == 0
    assert "informal undo" in said.err
    assert informal("list", "--json").json == []
    assert informal("status", "--json").json["total_asks"] == 1
    informal("undo")
    assert [row["name"] for row in informal("list", "--json").json] == ["Ada Example"]


def test_delete_prints_the_contact(informal: Any, ada: dict[str, Any]) -> None:
    assert informal("delete", "Ada Example", "--json").json["id"] == ada["id"]


def test_list_prints_rows(informal: Any, ada: dict[str, Any]) -> None:
    informal("add", "Kofi Fictional", "--tag", "maps", "--role", "cartographer")
    rows = informal("list", "example", "--json").json
    assert rows == [
        {
            "id": ada["id"],
            "name": "Ada Example",
            "email": "ada@example.org",
            "company": "Example Looms",
            "role": "",
            "linkedin": "",
            "stage": "new",
            "due": None,
            "reason": "knows you",
            "tags": [],
        }
    ]
    assert [row["name"] for row in informal("list", "MAPS", "--json").json] == ["Kofi Fictional"]
    assert len(informal("list", "--json").json) == 2


def test_list_by_stage_and_day(informal: Any, ada: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    informal("add", "Kofi Fictional")
    informal("sent", "Ada Example")
    assert [row["name"] for row in informal("list", "--stage", "asked", "--json").json] == ["Ada Example"]
    assert informal("list", "--due", "--json").json == []
    monkeypatch.setenv("INFORMAL_TODAY", "2026-12-03")
    rows = informal("list", "--due", "--json").json
    assert [(row["name"], row["stage"]) for row in rows] == [("Ada Example", "follow_up_due")]


def test_list_takes_a_search(informal: Any, ada: dict[str, Any]) -> None:
    informal("add", "Kofi Fictional", "--tag", "maps", "--role", "cartographer", "--notes", "Met at a loom")
    informal("draft", "Ada Example", "--body", "How did you come to weaving?")

    def names(*query: str) -> list[str]:
        return [row["name"] for row in informal("list", *query, "--json").json]

    assert names("loom") == ["Ada Example", "Kofi Fictional"]
    assert names("loom", "-maps") == ["Ada Example"]
    assert names("-tag:maps", "-due:any") == ["Ada Example"]
    assert names("company:loom") == names("stage:drafted") == names('"come to"', "weav") == ["Ada Example"]
    assert names("kfoi") == ["Kofi Fictional"]
    assert names("--stage", "new", "loom") == ["Kofi Fictional"]
    assert "-mentor" in informal("list", "--help").out


def test_an_option_that_list_does_not_have_is_no_search(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("list", "--stages", "new")
    assert (said.status, said.out) == (2, "")
    assert "--stages" in said.err


def test_who_rests_comes_last(informal: Any, ada: dict[str, Any]) -> None:
    from informal.workspace import Workspace

    informal("add", "Zoë Pretend")
    workspace = Workspace.find(origin="test")
    workspace.answers.do_not_write(ada["id"])
    workspace.close()
    assert [row["name"] for row in informal("list", "--json").json] == ["Zoë Pretend", "Ada Example"]


def test_an_empty_list_teaches_the_first_verb(informal: Any) -> None:
    said = informal("list")
    assert (said.status, said.out) == (0, "")
    assert "informal add" in said.err


def test_show_prints_the_whole_thread(informal: Any, ada: dict[str, Any]) -> None:
    informal("add", "Kofi Fictional", "--introduced-by", "Ada Example")
    informal("draft", "Ada Example", "--body", "Could we talk?", "--subject", "A question")
    informal("sent", "Ada Example", "--channel", "email")
    informal("replied", "Ada Example", "--yes", "--text", "Gladly.")
    shown = informal("show", "ad", "--json").json
    assert shown["id"] == ada["id"]
    assert shown["introduced_by"] is None
    assert shown["introduced"] == [informal("show", "Kofi", "--json").json["id"]]
    assert shown["talks"] == []
    sent, received = shown["messages"]
    assert isinstance(sent.pop("id"), int)
    assert sent == {
        "contact": ada["id"],
        "kind": "ask",
        "opening": "knows-me",
        "channel": "email",
        "subject": "A question",
        "body": "Could we talk?",
        "state": "sent",
        "at": "2026-11-23T10:42:00Z",
        "on": "2026-11-23",
        "outcome": None,
    }
    assert (received["state"], received["outcome"], received["body"]) == ("received", "yes", "Gladly.")
    plain = informal("show", "Ada").out
    assert "Example Looms" in plain
    assert "Gladly." in plain


def test_whoever_could_be_meant_is_named(informal: Any) -> None:
    for company in ("Example Looms", "Sample Mills"):
        informal("add", "Ada Example", "--company", company)
    said = informal("show", "Ada Example")
    assert (said.status, said.out) == (1, "")
    assert "Example Looms" in said.err
    assert "Sample Mills" in said.err
    nobody = informal("delete", "Ad")
    assert nobody.status == 1, "a verb that changes wants a whole name"


def test_hostile_names_are_inert_and_aligned(informal: Any) -> None:
    for name in HOSTILE:
        assert informal("add", name, "--company", "COMPANY").status == 0
    said = informal("list")
    assert "\x1b" not in said.out
    assert "\x07" not in said.out
    assert "\u202e" not in said.out
    lines = said.out.splitlines()
    assert len(lines) == len(HOSTILE)
    assert len({width(line[: line.index("COMPANY")]) for line in lines}) == 1
    assert "[/x] Bob" in said.out
    data = informal("list", "--json")
    assert "\u202e" not in data.out
    assert {row["name"] for row in data.json} >= {"[/x] Bob", '=HYPERLINK("x")', "李 虚构"}
    for row in data.json:
        shown = informal("show", str(row["id"]))
        assert shown.status == 0
        assert "\x1b" not in shown.out
        assert "\u202e" not in shown.out


def test_merge_prints_the_one_contact_and_undo_parts_them(informal: Any, ada: dict[str, Any]) -> None:
    informal("add", "A. Example", "--company", "Elsewhere", "--tag", "looms")
    one = informal("merge", "A. Example", "Ada Example", "--json").json
    assert (one["id"], one["company"], one["tags"]) == (ada["id"], "Example Looms", ["looms"])
    assert len(informal("list", "--json").json) == 1
    assert informal("merge", "Ada Example", "Ada Example").status == 1
    informal("undo")
    assert len(informal("list", "--json").json) == 2


def test_a_name_that_begins_with_a_dash_can_be_said(informal: Any) -> None:
    added = informal("add", "--", "-dash Mock")
    number = informal("list", "--json").json[0]["id"]
    assert added.err == f"The letter to them: informal draft {number}\n"
    assert informal("draft", str(number)).status == 0
    assert informal("draft", "--", "-dash Mock").status == 0
    taken = informal("draft", "-dash Mock")
    assert (taken.status, "stands after -- at the end" in taken.err) == (2, True)
    assert 'informal add -- "-dash Nobody"' in informal("draft", "--", "-dash Nobody").err
