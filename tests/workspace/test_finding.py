"""The search over everybody, kept true while people and letters change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from informal.model.ids import new_id
from informal.model.kinds import Kind, State, TalkOutcome, Warmth
from informal.model.values import Message, Talk
from informal.system.clock import Clock
from informal.workspace import Paths, Workspace
from informal.workspace.core import insert

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    found = Workspace.open(Paths(tmp_path, tmp_path, tmp_path), origin="test", clock=Clock(NOON))
    yield found
    found.close()


def _letter(workspace: Workspace, contact: int, body: str, state: State = State.SENT) -> Message:
    letter = Message(id=new_id(), contact=contact, kind=Kind.ASK, body=body, state=state, at=NOON, on=NOON.date())
    workspace.core.commit("write", [insert("messages", letter)])
    return letter


def test_a_change_is_found_at_once_and_what_is_gone_is_not(workspace: Workspace) -> None:
    people = workspace.people
    ada = people.add("Ada Example", company="Loom Works")
    assert people.find("loom") == [ada.id]
    people.edit(ada.id, company="Kiln Works")
    assert people.find("loom") == []
    assert people.find("kiln") == [ada.id]
    kofi = people.add("Kofi Fictional", notes="Knows the kiln")
    assert people.find("kiln") == [ada.id, kofi.id]
    people.delete(ada.id)
    assert people.find("kiln") == [kofi.id]
    workspace.history.undo()
    assert people.find("kiln") == [ada.id, kofi.id]


def test_letters_of_both_directions_and_talks_are_searched(workspace: Workspace) -> None:
    people = workspace.people
    ada, kofi = people.add("Ada Example"), people.add("Kofi Fictional")
    assert people.find("glaze") == []
    _letter(workspace, kofi.id, "How did you\ncome to glaze bowls?")
    assert people.find("glaze") == [kofi.id]
    assert people.find('"you come to"') == [kofi.id]
    _letter(workspace, ada.id, "I love to glaze, too.", State.RECEIVED)
    assert set(people.find("glaze")) == {ada.id, kofi.id}
    talk = Talk(
        id=new_id(), contact=ada.id, starts_at=NOON, on=date(2026, 10, 5), outcome=TalkOutcome.HELD, said="raku"
    )
    workspace.core.commit("talk", [insert("talks", talk)])
    assert people.find("raku") == [ada.id]
    assert people.find("met:2026-10") == [ada.id]
    assert people.find("met:no") == [kofi.id]
    people.delete(kofi.id)
    assert people.find("glaze bowls") == []


def test_stage_and_day_come_from_where_one_stands(workspace: Workspace) -> None:
    people = workspace.people
    ada, kofi = people.add("Ada Example"), people.add("Kofi Fictional")
    assert people.find("stage:new due:any") == []
    _letter(workspace, kofi.id, "Could we talk?")
    assert people.find("stage:asked") == [kofi.id]
    assert people.find("stage:new") == [ada.id]
    assert people.find("due:any") == [kofi.id]
    people.edit(ada.id, dont_write=True)
    assert people.find("stage:resting") == [ada.id]


def test_equals_come_in_the_order_of_the_list(workspace: Workspace) -> None:
    people = workspace.people
    mary, ada = people.add("Mary Same", company="Loom"), people.add("Ada Same", company="Loom")
    assert people.find("loom") == [ada.id, mary.id]
    _letter(workspace, mary.id, "Could we talk?")
    assert people.find("loom") == [mary.id, ada.id] == people.find(" ")


def test_what_is_prepared_beforehand_finds_the_same(workspace: Workspace) -> None:
    people = workspace.people
    for number in range(12):
        people.add(f"Nobody {number}", company="Loom" if number % 3 else "Kiln", warmth=Warmth.NEW_TO_ME)
    unprepared = people.find("loom")
    workspace.core.publish({"contacts": set(workspace.core.store.table("contacts"))}, ours=False)
    while people.finding.warm():
        pass
    assert people.find("loom") == unprepared
    assert [people.find(text) for text in ("l", "lo", "loom", "lo", "kiln")] == [
        people.find(text) for text in ("l", "lo", "loom", "lo", "kiln")
    ]


def test_why_somebody_is_found(workspace: Workspace) -> None:
    people = workspace.people
    ada = people.add("Ada Example", company="Loom Works")
    _letter(workspace, ada.id, "How did you come to glaze bowls?")
    finding = people.finding
    assert finding.why(ada.id, "exa").name == ((4, 7),)
    assert finding.why(ada.id, "exa").glimpse == ""
    by_work = finding.why(ada.id, "ada loom")
    assert (by_work.name, by_work.glimpse, by_work.marks) == (((0, 3),), "Loom Works", ((0, 4),))
    assert "glaze" in finding.why(ada.id, "glaze").glimpse
    assert finding.why(ada.id, "exmaple").name == ((4, 11),)
    assert finding.why(1, "exa").name == ()
