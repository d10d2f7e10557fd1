"""Putting a large address book in order."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from informal.errors import Refused
from informal.model.kinds import Kind, State, Warmth
from informal.system.clock import Clock
from informal.workspace import Paths, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    clock = Clock(datetime(2026, 11, 23, 10, 42, tzinfo=ZoneInfo("UTC")))
    paths = Paths(tmp_path, tmp_path / "config", tmp_path / "state")
    return Workspace.open(paths, origin="test", clock=clock)


def test_merging_keeps_everything_of_both_and_is_one_step(workspace: Workspace) -> None:
    people = workspace.people
    ada = people.add("Ada Example", emails=("ada@example.org",), notes="Weaves.", warmth=Warmth.HALF_KNOWS_ME)
    twin = people.add(
        "A. Example", emails=("a@looms.example",), company="Example Looms", notes="Met in Paris.", tags=("looms",)
    )
    led_to = people.add("Kofi Fictional", introduced_by=twin.id)
    workspace.outbox.sent(twin.id)
    workspace.letters.keep(workspace.letters.propose(ada.id, Kind.THANK_YOU))
    workspace.letters.keep(workspace.letters.propose(twin.id, Kind.THANK_YOU, "thank-you"))

    one = workspace.sorting.merge(twin.id, ada.id)

    assert one.name == "Ada Example"
    assert one.emails == ("ada@example.org", "a@looms.example")
    assert one.company == "Example Looms"
    assert one.notes == "Weaves.\n\nMet in Paris."
    assert one.tags == ("looms",)
    assert twin.id not in people
    assert workspace.core.contact(led_to.id).introduced_by == ada.id
    messages = workspace.core.messages_of(ada.id)
    assert [m.kind for m in messages if m.state is State.SENT] == [Kind.ASK]
    (draft,) = [m for m in messages if m.state is State.DRAFT]
    assert draft.versions  # the other draft of that kind is not lost
    assert workspace.day.counts().total_asks == 1

    workspace.history.undo()
    assert workspace.core.contact(twin.id).name == "A. Example"
    assert workspace.core.contact(ada.id).emails == ("ada@example.org",)
    assert workspace.core.contact(led_to.id).introduced_by == twin.id


def test_nobody_is_merged_into_themselves(workspace: Workspace) -> None:
    ada = workspace.people.add("Ada Example")
    with pytest.raises(Refused):
        workspace.sorting.merge(ada.id, ada.id)


def test_likely_doubles_name_their_reason_the_surest_first(workspace: Workspace) -> None:
    people = workspace.people
    ada = people.add("Ada Example", company="Example Looms")
    swapped = people.add("Example, Ada")
    short = people.add("A. Example", company="Example Looms")
    people.add("Kofi Fictional")
    pairs = {(pair.one, pair.other): pair.why for pair in workspace.sorting.doubles()}
    assert pairs[ada.id, swapped.id] == "the same name"
    assert pairs[ada.id, short.id] == "nearly the same name, at the same place"
    people.edit(short.id, emails=("ada@example.org",))
    people.edit(ada.id, emails=("ADA@example.org",))
    first = workspace.sorting.doubles()[0]
    assert (first.why, first.sure) == ("the same address", True)


def test_a_name_that_many_carry_tells_nothing(workspace: Workspace) -> None:
    for number in range(12):
        workspace.people.add("Sam Sample", company=f"Place {number}")
    assert not workspace.sorting.doubles()


def test_people_you_half_know_are_old_connections_elsewhere(workspace: Workspace) -> None:
    people = workspace.people
    said = people.add("Said Sample", warmth=Warmth.HALF_KNOWS_ME)
    old = people.add("Old Example", connected_on=date(2015, 3, 1), company="Elsewhere")
    people.add("New Example", connected_on=date(2026, 3, 1), company="Elsewhere")
    people.add("Close Example", connected_on=date(2015, 3, 1), warmth=Warmth.KNOWS_ME)
    gone = people.add("Gone Example", connected_on=date(2015, 3, 1))
    workspace.answers.do_not_write(gone.id)
    half = next(one for one in workspace.sorting.lists() if one.title == "people you half know")
    assert half.people == (said.id, old.id)


def test_those_without_a_word_on_how_well_are_sorted_the_oldest_connection_first(workspace: Workspace) -> None:
    people = workspace.people
    new = people.add("New Example", connected_on=date(2026, 3, 1))
    old = people.add("Old Example", connected_on=date(2015, 3, 1))
    people.add("Sorted Example", warmth=Warmth.NEW_TO_ME)
    assert workspace.sorting.to_sort() == [old.id, new.id]


def test_another_job_in_the_same_file_later_is_a_reason_to_write(workspace: Workspace, tmp_path: Path) -> None:
    def connections(company: str) -> Path:
        file = tmp_path / "Connections.csv"
        file.write_text(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            f"Ada,Example,https://www.linkedin.com/in/ada-example,,{company},Weaver,02 Jan 2024\n"
        )
        return file

    workspace.files.import_(connections("Example Looms"))
    (ada,) = workspace.core.contacts()
    assert not workspace.sorting.lists()
    workspace.files.import_(connections("Other Looms"))
    assert workspace.core.standing(ada.id).reason == "changed jobs: now at Other Looms"
    assert [one.title for one in workspace.sorting.lists()] == ["changed jobs"]
    workspace.files.import_(connections("Other Looms"))
    assert workspace.core.contact(ada.id).company == "Other Looms"


def test_a_name_typed_under_a_letter_counts_nobody_anew_and_another_pace_counts_everybody(workspace: Workspace) -> None:
    core = workspace.core
    ada = workspace.people.add("Ada Example")
    workspace.outbox.sent(ada.id)
    before = core.standing(ada.id)

    core.change_settings("name", name="Sam Example")
    assert core.standing(ada.id) is before  # with thousands of open threads, a third of a second at each pause

    core.change_settings("wait longer", days_until_follow_up=9)
    assert core.standing(ada.id).due != before.due
