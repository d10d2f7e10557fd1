"""Every kind of damage: it is told in words, nothing is lost by mending it, and afterwards all is well."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from storing import Disk, PowerCut, add, contacts, put

from informal.errors import NotKept, StoreError
from informal.model.records import to_document
from informal.model.values import Contact, Message, Settings, Talk
from informal.store import Edit, Store
from informal.store.rescue import backups, damage
from informal.system.paths import Paths
from informal.workspace.doctor import Checkup
from informal.workspace.rescue import Rescue


def _rescue(path: Path) -> Rescue:
    return Rescue(Paths(path.parent), "doctor")


def _people(path: Path, *names: str) -> Store:
    """A file with people, kept in two sessions, so that there is a backup of the first."""
    add(Store.open(path), 1, name="Ada Example", tags=["looms"])
    store = Store.open(path)
    for number, name in enumerate(names or ("Kofi Fictional",), 2):
        add(store, number, name=name)
    return store


def _keep(store: Store, table: str, value: Any) -> None:
    store.commit("keep", [Edit.insert(table, to_document(value))])


def _mended(path: Path) -> Checkup:
    found = _rescue(path).check()
    assert not found.ok
    done = _rescue(path).repair()
    assert done.problems == ()
    assert _rescue(path).check().ok
    return done


def _asides(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted((path.parent / "set-aside").iterdir())]


def test_a_file_that_is_as_it_should_be(path: Path) -> None:
    assert _rescue(path).check() == Checkup((), 0, 0)
    assert not path.parent.exists(), "looking creates nothing"
    store = _people(path)
    _keep(store, "messages", Message(id=5, contact=1))
    store.checkpoint()
    put(store, 1, name="Ada")
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    assert _rescue(path).check() == Checkup((), 2, 1)
    assert _rescue(path).repair() == Checkup((), 2, 1)
    assert {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()} == before


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "blank": lambda data: b" \n",
    "truncated": lambda data: data[: len(data) // 2],
    "NUL": lambda data: b"\x00" * len(data),
    "NUL at the end": lambda data: data[:-20] + b"\x00" * 20,
    "not text": lambda data: data.replace(b"Example", b"\xff\xfe\xff"),
    "a list": lambda data: b"[1, 2, 3]",
    "a document that is none": lambda data: b'{"contacts": {"1": 5}}',
    "a number that is none": lambda data: b'{"contacts": {"one": {}}}',
    "mixed versions": lambda data: b"<<<<<<< mine\n" + data + b"\n=======\n{}\n>>>>>>> theirs\n",
    "another program's": lambda data: b'{"_default": {"1": {"somebody": "elses"}}}',
    "another program's meta": lambda data: b'{"meta": {"1": {"id": 1, "schema": "one"}}}',
}


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("checkpoint", [False, True])
def test_a_damaged_file_is_set_aside_and_all_comes_back(path: Path, kind: str, checkpoint: bool) -> None:
    store = _people(path)
    if checkpoint:
        store.checkpoint()
    put(store, 1, name="Ada B. Example")
    store.checkpoint()
    damaged, journal = DAMAGE[kind](path.read_bytes()), path.with_suffix(".journal").read_bytes()
    path.write_bytes(damaged)
    with pytest.raises(StoreError, match=r"informal doctor --repair.*informal restore"):
        Store.open(path)
    found = _rescue(path).check()
    assert len(found.problems) == 1
    assert str(path) in found.problems[0]
    assert path.read_bytes() == damaged
    done = _mended(path)
    assert (done.contacts, done.messages) == (2, 0)
    assert {id: one["name"] for id, one in contacts(path).items()} == {1: "Ada B. Example", 2: "Kofi Fictional"}
    assert damaged in _asides(path)
    assert journal in _asides(path)
    again = Store.open(path)
    assert again.undo()[0].label == "change 1", "the history goes on"
    assert again.reports == []


def test_without_a_backup_the_journal_alone_will_do(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    put(store, 1, name="B")
    store.checkpoint()
    path.write_bytes(b"{")
    _mended(path)
    assert contacts(path) == {1: {"id": 1, "name": "B"}}


def test_a_missing_file_is_made_good(path: Path) -> None:
    store = _people(path)
    store.checkpoint()
    path.unlink()
    assert "missing" in _rescue(path).check().problems[0]
    _mended(path)
    assert set(contacts(path)) == {1, 2}


def _can_not_mend(path: Path) -> None:
    found = _rescue(path).repair()
    assert not found.ok
    assert "no good copy" in found.done[0]
    assert "informal restore FILE" in found.done[0]


def test_with_nothing_good_to_put_there_the_file_is_left(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"{")
    _can_not_mend(path)
    # This journal begins in the middle: what it changes was somewhere else.
    store = Store.open(path.with_name("other.json"))
    add(store, 1)
    store.checkpoint()
    path.with_name("other.journal").unlink()
    put(store, 1, name="Ada")
    path.with_name("other.journal").rename(path.with_suffix(".journal"))
    _can_not_mend(path)
    assert path.read_bytes() == b"{"
    assert not (path.parent / "set-aside").exists()


def test_a_journal_of_another_file_is_not_replayed_over_a_backup(path: Path) -> None:
    _people(path)
    other = Store.open(path.with_name("other.json"))
    add(other, 9, name="Nobody")
    path.with_suffix(".journal").write_bytes(path.with_name("other.journal").read_bytes())
    path.write_bytes(b"")
    _mended(path)
    assert set(contacts(path)) == {1}
    add(Store.open(path), 3)
    assert set(contacts(path)) == {1, 3}


def test_the_last_two_journals_both_go_on_from_a_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = _people(path)
    with monkeypatch.context() as patch:
        patch.setattr("informal.store.ledger.FULL_BYTES", 10)
        assert store.checkpoint()
    for number in range(10, 13):
        add(store, number, name="Nobody")
    path.write_bytes(path.read_bytes()[:40])
    _mended(path)
    assert set(contacts(path)) == {1, 2, 10, 11, 12}


def test_a_backup_that_can_not_be_read_is_passed_over_and_set_aside(path: Path) -> None:
    _people(path)
    [good] = backups.found(path.parent / "backups")
    bad = backups.write(good.path.parent, b"\x1f\x8b no")
    found = _rescue(path).check()
    assert [str(bad) in one for one in found.problems] == [True]
    path.write_bytes(b"{")
    _mended(path)
    assert set(contacts(path)) == {1, 2}
    assert not bad.exists()
    assert b"\x1f\x8b no" in _asides(path)


def test_a_newer_file_is_not_mended(path: Path) -> None:
    _people(path)
    newer = json.dumps({"meta": {"1": {"id": 1, "schema": 99}}}).encode()
    path.write_bytes(newer)
    assert "newer" in _rescue(path).repair().problems[0]
    assert path.read_bytes() == newer


def test_power_cuts_and_a_disk_that_says_no_while_it_is_mended(tmp_path: Path) -> None:
    def broken(name: str) -> Path:
        path = tmp_path / name / "informal.json"
        _people(path).checkpoint()
        path.write_bytes(b"{")
        return path

    disk = Disk()
    path = broken("whole")
    with disk.watching():
        damage.mend(path)
    assert disk.calls > 8
    for number in range(1, disk.calls + 1):
        for how in ("cut", "fail"):
            path = broken(f"{how}{number}")
            with disk.watching(**{how: number}), suppress(PowerCut, NotKept):
                damage.mend(path)
            asides = [*path.parent.glob("set-aside/*informal.json")]
            assert path.read_bytes() == b"{" or b"{" in [one.read_bytes() for one in asides]
            assert _rescue(path).repair().ok
            assert set(contacts(path)) == {1, 2}, (how, number)


def test_damaged_records_are_moved_out_and_references_cleared_as_one_step(path: Path) -> None:
    store = _people(path)
    _keep(store, "contacts", Contact(id=3, name="Ines Invented", introduced_by=77))
    _keep(store, "contacts", Contact(id=4, name="Grace Sample", introduced_by=4))
    _keep(store, "messages", Message(id=10, contact=1))
    _keep(store, "messages", Message(id=11, contact=99, body="Hello"))
    store.commit("x", [Edit.insert("messages", {"id": 12, "contact": 1, "kind": "shout", "state": "draft"})])
    store.commit("x", [Edit.insert("contacts", {"id": 5, "name": 5})])
    store.commit("x", [Edit.insert("contacts", {"id": 6, "emails": ["nobody@example.org"]})])
    _keep(store, "messages", Message(id=13, contact=5))
    store.commit("x", [Edit.insert("messages", {"id": 14, "contact": [1], "kind": "ask"})])
    store.commit(
        "x", [Edit.insert("talks", {"id": 20, "contact": 1, "starts_at": "2026-11-23T10:00", "on": "2026-11-23"})]
    )
    store.commit(
        "x", [Edit.insert("talks", {"id": 21, "contact": 98, "starts_at": "2026-11-23T10:00:00Z", "on": "2026-11-23"})]
    )
    store.commit("x", [Edit.insert("settings", {"id": 2, "name": "Two"})])
    _keep(store, "settings", Settings(name="Me"))
    store.commit("x", [Edit.insert("blockers", {"id": 9, "which": "resume"})])
    store.commit("x", [Edit.insert("moods", {"id": 1, "anything": ["goes"]})])
    tables = {name: dict(table) for name, table in Store.open(path).tables().items() if name != "meta"}
    told = "\n".join(_rescue(path).check().problems)
    for words in (
        "Contact 3 was introduced by contact 77, who is not there.",
        "Contact 4 was introduced by contact 4, themselves.",
        "Message 11 belongs to contact 99, who is not there.",
        "Message 12 is damaged: kind:",
        "Contact 5 is damaged: name:",
        "Contact 6 is damaged: name:",
        "Message 13 belongs to contact 5, whose own record is damaged.",
        "Message 14 is damaged: contact:",
        "Talk 20 is damaged: starts_at: no time zone.",
        "Talk 21 belongs to contact 98, who is not there.",
        "Settings 2 is damaged:",
        "Crossing 9 is damaged:",
    ):
        assert words in told
    assert len(told.splitlines()) == 12
    _mended(path)
    after = Store.open(path)
    assert set(after.table("contacts")) == {1, 2, 3, 4}
    assert set(after.table("messages")) == {10, 11, 13}
    assert after.table("messages")[11]["body"] == "Hello"
    assert after.table("messages")[11].get("contact") is None
    assert set(after.table("settings")) == {1}
    [aside] = path.parent.glob("set-aside/*records.json")
    moved = json.loads(aside.read_bytes())
    assert moved["contacts"]["6"] == {"id": 6, "emails": ["nobody@example.org"]}
    assert moved["messages"]["12"]["kind"] == "shout"
    after.undo()
    assert {name: dict(table) for name, table in after.tables().items() if name != "meta"} == tables


def test_what_the_program_writes_itself_is_sound(path: Path) -> None:
    from datetime import UTC, datetime

    from informal.model.records import TABLES
    from informal.workspace.sample import people

    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    store = Store.open(path)
    names = {cls: name for name, cls in TABLES.items()}
    values = people(now.date(), now)
    store.commit("x", [Edit.insert(names[type(value)], to_document(value)) for value in values])
    assert any(isinstance(value, Talk) for value in values)
    found = _rescue(path).check()
    assert found.problems == ()
    assert found.contacts > 5


def test_a_record_that_says_it_has_another_number(path: Path) -> None:
    store = _people(path)
    store.checkpoint()
    whole = json.loads(path.read_bytes())
    whole["contacts"]["1"]["id"] = 7
    path.write_bytes(json.dumps(whole).encode())
    assert "Number 1 in contacts says it is number 7." in _rescue(path).check().problems
    _mended(path)
    assert contacts(path)[1]["id"] == 1


@pytest.mark.parametrize("checkpoint", [False, True])
def test_a_damaged_line_of_the_journal(path: Path, checkpoint: bool) -> None:
    store = _people(path, "Kofi", "Grace")
    if checkpoint:
        store.checkpoint()
    journal = path.with_suffix(".journal")
    journal.write_bytes(journal.read_bytes().replace(b"Kofi", b"Mofi"))
    assert "1 damaged line" in _rescue(path).check().problems[0]
    _mended(path)
    assert set(contacts(path)) == ({1, 2, 3} if checkpoint else {1, 3})
    assert any(b"Mofi" in one for one in _asides(path))
    again = Store.open(path)
    assert [step.label for step in again.history()] == ["add 3", "add 1"]
    again.undo()
    assert 3 not in contacts(path)


def test_a_torn_last_line_is_no_damage(path: Path) -> None:
    _people(path)
    journal = path.with_suffix(".journal")
    journal.write_bytes(journal.read_bytes() + b"0123")
    assert _rescue(path).check().ok


def test_a_journal_that_does_not_belong_or_is_gone(path: Path) -> None:
    store = _people(path)
    store.checkpoint()
    journal = path.with_suffix(".journal")
    other = Store.open(path.with_name("other.json"))
    add(other, 9, name="Nobody")
    journal.write_bytes(path.with_name("other.journal").read_bytes())
    assert "does not go on from the file" in _rescue(path).check().problems[0]
    _mended(path)
    assert set(contacts(path)) == {1, 2}
    assert [*path.parent.glob("informal.journal.aside-*")]
    store = Store.open(path)
    add(store, 3, name="Ines Invented")
    store.checkpoint()
    journal.unlink()
    assert "is missing" in _rescue(path).check().problems[0]
    _mended(path)
    assert set(contacts(path)) == {1, 2, 3}


@pytest.mark.parametrize(
    "name",
    [
        "informal (Ada's conflicted copy 2026-11-23).json",
        "informal (conflicted copy 2026-11-23 104200).json",
        "informal.sync-conflict-20261123-104200-ABCDEFG.json",
        "informal.sync-conflict-20261123-104200-ABCDEFG.journal",
        "informal_conflict-20261123-104200.json",
        "informal 2.json",
        "informal (1).json",
    ],
)
def test_copies_of_synced_folders_are_noticed_and_set_aside(path: Path, name: str) -> None:
    _people(path)
    (path.parent / name).write_bytes(b"their version")
    assert any(name in report for report in Store.open(path).reports)
    assert Store.open(path, read_only=True).reports == []
    assert name in _rescue(path).check().problems[0]
    _mended(path)
    assert not (path.parent / name).exists()
    assert _asides(path) == [b"their version"]
    assert Store.open(path).reports == []


def test_other_files_in_the_folder_are_nobodys_business(path: Path) -> None:
    _people(path)
    for name in ("people.csv", "informal-2026.json", "everything.json", "conflict.json", "informal2.json"):
        (path.parent / name).write_bytes(b"mine")
    assert _rescue(path).check().ok
    assert Store.open(path).reports == []


def test_leftovers_of_a_kill_are_set_aside_when_they_are_old(path: Path) -> None:
    _people(path)
    left = path.parent / ".informal.json.123-abc.new"
    left.write_bytes(b"half")
    assert _rescue(path).check().ok, "it may still be under way"
    os.utime(left, (1, 1))
    (path.parent / "backups" / ".x.1-a.new").write_bytes(b"other half")
    os.utime(path.parent / "backups" / ".x.1-a.new", (1, 1))
    assert len(_rescue(path).check().problems) == 2
    _mended(path)
    assert _asides(path) == [b"half", b"other half"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_files_that_others_may_read_become_private(path: Path) -> None:
    _people(path).checkpoint()
    backup = next(iter(backups.found(path.parent / "backups"))).path
    for file in (path, path.with_suffix(".journal"), backup):
        file.chmod(0o644)
    backup.parent.chmod(0o755)
    path.parent.chmod(0o777)
    assert len(_rescue(path).check().problems) == 5
    _mended(path)
    assert {file.stat().st_mode & 0o777 for file in (path, path.with_suffix(".journal"), backup)} == {0o600}
    assert backup.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.stat().st_mode & 0o777 == 0o755
