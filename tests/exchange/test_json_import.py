"""Our own export comes back: into an empty file the same one, into a filled one what was missing."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from informal.errors import BadFile
from informal.exchange import json as exchange_json
from informal.model.kinds import Kind, State, Warmth
from informal.model.values import Contact, Message, Talk
from informal.store import Edit
from informal.workspace import Paths, Workspace
from informal.workspace.core import insert

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
DAY = date(2026, 11, 17)
ADA = Contact(id=1, name="Ada Example", emails=("ada@looms.example",), company="Looms", warmth=Warmth.KNOWS_ME)
KOFI = Contact(id=2, name="Kofi Fictional", introduced_by=1, notes="two\nlines")
LETTER = Message(id=11, contact=2, kind=Kind.ASK, subject="Maps?", body="Hi Kofi", state=State.SENT, at=NOW, on=DAY)
TALK = Talk(id=21, contact=1, starts_at=NOW, on=DAY)

Documents = dict[str, dict[int, dict[str, Any]]]


def workspace(folder: Path) -> Workspace:
    return Workspace.open(Paths(folder, folder / "config", folder / "state"), origin="test")


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "here")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An export of two people, a letter and a talk."""
    there = workspace(tmp_path / "there")
    values = [("contacts", ADA), ("contacts", KOFI), ("messages", LETTER), ("talks", TALK)]
    there.core.commit("made up", [insert(table, value) for table, value in values])
    there.core.commit("of a later version", [Edit("later", 5, None, {"id": 5, "anything": [1, {"deep": None}]})])
    there.core.commit("forgotten", [Edit("meta", 1, None, {"id": 1, "forgotten": ["0123"]})])
    path = tmp_path / "everything.json"
    there.files.export(path)
    return path


def tables(of: Workspace) -> Documents:
    return {name: dict(table) for name, table in of.core.store.tables().items() if table and name != "meta"}


def test_an_empty_file_becomes_the_same(here: Workspace, file: Path, tmp_path: Path) -> None:
    report = here.files.import_(file)
    assert (report.format, report.sentence()) == ("json", "2 added, with 1 letter, 1 talk")
    here.files.export(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == file.read_bytes()
    assert tables(here)["later"] == {5: {"id": 5, "anything": [1, {"deep": None}]}}
    here.close()
    assert tables(workspace(tmp_path / "here")) == tables(here), "on the disk, too"


def test_twice_changes_nothing(here: Workspace, file: Path) -> None:
    here.files.import_(file)
    version = here.core.store.version
    report = here.files.import_(file)
    assert (list(report.edits), here.core.store.version) == ([], version)
    assert report.sentence() == "2 as they were"


def test_one_undo_takes_all_of_it_back(here: Workspace, file: Path) -> None:
    here.people.add("Mina Madeup")
    before = tables(here)
    here.files.import_(file)
    assert tables(here) != before
    here.history.undo()
    assert tables(here) == before


def test_the_same_person_under_another_id_is_one_and_keeps_what_was_typed(here: Workspace, file: Path) -> None:
    mine = here.people.add("Kofi F.", company="Maps", notes="mine", emails=("k@x.example",))
    ada = here.people.add("A. Example", emails=("ADA@looms.example",), tags=("choir",))
    report = here.files.import_(file)
    assert [(one.name, one.outcome.value, one.contact) for one in report.plan.outcomes] == [
        ("Ada Example", "merged", ada.id),
        ("Kofi Fictional", "added", 2),
    ]
    assert report.plan.outcomes[0].reason == "somebody here is the same person; adds company, warmth"
    now = here.core.contact(ada.id)
    assert (now.name, now.company, now.warmth, now.tags) == ("A. Example", "Looms", Warmth.KNOWS_ME, ("choir",))
    assert here.core.contact(2).introduced_by == ada.id, "whoever pointed to them points here now"
    assert [talk.contact for talk in here.core.talks()] == [ada.id]
    assert here.core.contact(mine.id).notes == "mine"
    assert list(here.files.plan_import(file).edits) == []


def test_by_id_what_is_empty_is_filled_and_lists_grow(here: Workspace, file: Path) -> None:
    mine = Contact(id=2, name="Kofi", company="Maps", tags=("old",))
    here.core.commit("mine", [insert("contacts", mine)])
    here.files.import_(file)
    now = here.core.contact(2)
    assert (now.name, now.company, now.tags, now.notes) == ("Kofi", "Maps", ("old",), "two\nlines")
    assert [one.id for one in here.core.messages_of(2)] == [11]


def test_an_address_that_is_somebody_elses_stays_theirs(here: Workspace, tmp_path: Path) -> None:
    here.core.commit("mine", [insert("contacts", Contact(id=1, name="Ada Example"))])
    other = here.people.add("Omar Invented", emails=("shared@mail.example",))
    written = {1: {"id": 1, "name": "Ada Example", "emails": ["shared@mail.example", "ada@own.example"]}}
    path = tmp_path / "x.json"
    path.write_bytes(exchange_json.dump({"contacts": written}))
    here.files.import_(path)
    assert here.core.contact(1).emails == ("ada@own.example",)
    assert here.core.contact(other.id).emails == ("shared@mail.example",)


def test_two_of_the_file_may_be_one_here(here: Workspace, tmp_path: Path) -> None:
    mine = here.people.add("Ada Example", emails=("a@x.example", "b@x.example"))
    written = {
        1: {"id": 1, "name": "Ada", "emails": ["a@x.example"], "role": "Weaver", "tags": ["one"]},
        2: {"id": 2, "name": "A. Example", "emails": ["b@x.example"], "role": "Dyer", "tags": ["two"], "phone": "1"},
    }
    path = tmp_path / "x.json"
    path.write_bytes(exchange_json.dump({"contacts": written}))
    here.files.import_(path)
    now = here.core.contact(mine.id)
    assert (now.role, now.tags, now.phone, len(here.people)) == ("Weaver", ("one", "two"), "1", 1)


def test_who_was_forgotten_here_stays_away_with_their_letters(here: Workspace, tmp_path: Path, file: Path) -> None:
    from informal.practice.sameness import prints

    hashes = sorted(prints("Ada Example", "Looms", "", ("ada@looms.example",)))
    here.core.commit("forget", [Edit("meta", 1, None, {"id": 1, "forgotten": hashes})])
    report = here.files.import_(file)
    assert [one.outcome.value for one in report.plan.outcomes] == ["skipped", "added"]
    assert here.core.talks() == []
    assert here.core.contact(2).introduced_by is None
    kept = here.core.store.get("meta", 1)
    assert kept is not None
    assert kept["forgotten"] == [*hashes, "0123"]


def test_who_asked_not_to_be_written_to_stays_as_they_are(here: Workspace, file: Path) -> None:
    here.core.commit("mine", [insert("contacts", Contact(id=2, name="Kofi", dont_write=True))])
    here.files.import_(file)
    assert (here.core.contact(2).notes, here.core.contact(2).dont_write) == ("", True)


def test_a_letter_whose_person_was_deleted_gets_them_back(here: Workspace, file: Path) -> None:
    here.files.import_(file)
    here.people.delete(2)
    assert here.core.message(11).contact is None
    here.files.import_(file)
    assert (here.core.message(11).contact, here.core.message(11).subject) == (2, "Maps?")


def test_settings_and_crossings_are_filled_not_replaced(here: Workspace, tmp_path: Path) -> None:
    here.core.change_settings("mine", name="Me", days_until_follow_up=9)
    written = {
        "settings": {1: {"id": 1, "name": "Somebody", "profile": "https://x.example", "days_until_follow_up": 7}},
        "blockers": {1: {"id": 1, "which": "resume", "crossed_on": "2026-11-17"}},
    }
    path = tmp_path / "x.json"
    path.write_bytes(exchange_json.dump(written))
    here.files.import_(path)
    now = here.settings
    assert (now.name, now.profile, now.days_until_follow_up) == ("Me", "https://x.example", 9)
    assert len(here.core.crossings()) == 1


def test_it_may_come_in_a_zip(here: Workspace, file: Path, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "x.zip", "w") as made:
        made.write(file, "informal/everything.json")
    assert here.files.import_(tmp_path / "x.zip").sentence() == "2 added, with 1 letter, 1 talk"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"format": "informal", "schema": 9, "tables": {}}', "made by a newer informal"),
        ('{"format": "informal", "schema": 1, "tables": {"contacts": {"1": {"id": 2}}}}', "x.json: In its table"),
    ],
)
def test_a_damaged_export_is_refused_whole(here: Workspace, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(BadFile, match=says):
        here.files.import_(tmp_path / "x.json")
    assert tables(here) == {}


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ids = st.integers(1, 2**53 - 1)
contact_documents = st.builds(
    lambda name, emails, notes, own: {"name": name, "emails": emails, "notes": notes, "own field": own},
    texts,
    st.lists(texts, max_size=2),
    texts,
    st.none() | st.integers(-9, 9) | st.lists(texts, max_size=2),
)
message_documents = st.builds(
    lambda contact, body: {"contact": contact, "body": body, "state": "draft"}, st.none() | ids, texts
)


def _numbered(documents: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {id: {"id": id, **document} for id, document in documents.items()}


@settings(max_examples=40)
@given(
    st.dictionaries(ids, contact_documents, max_size=4).map(_numbered),
    st.dictionaries(ids, message_documents, max_size=3).map(_numbered),
    st.dictionaries(ids, st.dictionaries(texts, texts, max_size=2), max_size=2).map(_numbered),
)
def test_any_export_makes_the_same_file(contacts: Any, messages: Any, later: Any) -> None:
    whole = {"contacts": contacts, "messages": messages, "later": later}
    data = exchange_json.dump(whole)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "x.json").write_bytes(data)
        empty = workspace(folder / "data")
        empty.files.import_(folder / "x.json")
        empty.files.export(folder / "again.json")
        empty.close()
        assert json.loads((folder / "again.json").read_bytes()) == json.loads(data)
