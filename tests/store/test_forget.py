"""Somebody is forgotten: not a byte names them afterwards, the others keep everything, and a kill leaves no half."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from storing import Disk, PowerCut, add, contacts, put

from informal.errors import NotKept, Refused
from informal.practice.forgetting import Wish
from informal.store import Edit, Store
from informal.store.change import snapshot
from informal.store.rescue import backups, notices
from informal.store.rescue.forget import finish, forget
from informal.system.paths import Paths
from informal.workspace.rescue import Rescue

ADA = 1_700_000_000_000_001
KOFI = 1_700_000_000_000_002
GRACE = 1_700_000_000_000_003
# All of it is in what the program keeps of her, and nowhere else.
SECRETS = re.compile(rb"\bada\b|looms|secret|zo\xc3\xab|zo\\u00eb|1700000000000001", re.IGNORECASE)
Document = dict[str, Any]


def _edit(store: Store, label: str, table: str, **fields: Any) -> None:
    store.commit(label, [Edit.insert(table, fields)])


def _life(path: Path) -> Store:
    """A file in which Ada, who was Zoë once, stands in every table, and others beside her."""
    store = Store.open(path)
    add(store, GRACE, name="Grace Sample")
    store = Store.open(path)
    _edit(store, "add Zoë Example", "contacts", id=ADA, name="Zoë Example", emails=["ada@example.org"])
    store.commit("change Zoë Example", [Edit.change("contacts", ADA, {"name": "Zoë Example"}, {"name": "Ada Example"})])
    put(store, ADA, company="Example Looms", linkedin="linkedin.com/in/ada-example", notes="a secret")
    store.commit(
        "import Connections.csv",
        [
            Edit.insert("contacts", {"id": KOFI, "name": "Kofi Fictional", "introduced_by": ADA}),
            Edit.change("contacts", ADA, {}, {"imported": {"name": "Ada L. Example", "company": "Old Looms"}}),
        ],
    )
    letter = {"subject": "looms", "body": "Dear Ada, secret", "versions": [{"body": "Dear Ada"}]}
    day = {"at": "2026-11-20T09:00:00Z", "on": "2026-11-20"}
    _edit(store, "letter to Ada Example", "messages", id=10, contact=ADA, state="sent", kind="ask", **letter, **day)
    _edit(store, "Ada Example answered", "messages", id=11, contact=ADA, state="received", body="secret")
    _edit(store, "write", "messages", id=12, contact=ADA, state="draft", body="secret")
    _edit(store, "talk", "talks", id=20, contact=ADA, starts_at="2026-11-20T09:00:00Z", on="2026-11-20", said="secret",
          place="the looms", outcome="held")  # fmt: skip
    store.checkpoint()
    _edit(store, "letter to Kofi Fictional", "messages", id=30, contact=KOFI, state="sent", body="Dear Kofi")
    put(store, KOFI, role="weaver")
    backups.write(path.parent / "backups", backups.pack(_backup(path)))
    return store


def _backup(path: Path) -> bytes:
    return backups.contents(snapshot(Store.open(path, read_only=True).tables()), _covered())


def _covered() -> Any:
    from informal.store.checkpoint import Covered

    return Covered()


def _wish(path: Path, *ids: int) -> Wish:
    table = Store.open(path, read_only=True).table("contacts")
    return Wish.of([table[id] for id in ids or (ADA,)])


def _secrets(folder: Path) -> list[tuple[str, bytes]]:
    """Every file, and what of hers stands in it or in its name, unpacked where it is packed."""
    found = []
    for file in folder.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        with suppress(OSError, EOFError, zlib.error):
            data = gzip.decompress(data)
        found += [(file.name, match) for match in SECRETS.findall(file.name.encode() + b"\n" + data)]
    return found


def _is_without(path: Path) -> None:
    assert _secrets(path.parent) == []
    store = Store.open(path)
    assert store.reports == []
    assert set(store.table("contacts")) == {KOFI, GRACE}
    assert store.get("contacts", KOFI) == {"id": KOFI, "name": "Kofi Fictional", "role": "weaver"}
    assert store.get("messages", 10) == {
        "id": 10, "state": "sent", "kind": "ask", "at": "2026-11-20T09:00:00Z", "on": "2026-11-20",
    }  # fmt: skip
    assert set(store.table("messages")) == {10, 30}
    talk = store.get("talks", 20)
    assert talk == {
        "id": 20, "contact": None, "starts_at": "2026-11-20T09:00:00Z", "on": "2026-11-20", "outcome": "held",
    }  # fmt: skip
    assert Rescue(Paths(path.parent)).check().problems == ()


def test_not_a_byte_names_them_afterwards(path: Path) -> None:
    store = _life(path)
    assert len(_secrets(path.parent)) > 40
    wish = _wish(path)
    assert forget(store, wish).people == 1
    _is_without(path)
    meta = store.get("meta", 1)
    assert meta is not None
    assert set(meta["forgotten"]) == wish.prints
    assert len(wish.prints) == 4, "the profile, the address, the name at each place she was known from"
    assert not notices.forgetting(path).exists()


def test_what_others_did_can_still_be_undone(path: Path) -> None:
    store = _life(path)
    forget(store, _wish(path))
    assert [step.label for step in store.history()] == [
        f"change {KOFI}",
        "letter to Kofi Fictional",
        "import Connections.csv",
        f"add {GRACE}",
    ]
    store.undo()
    store.undo()
    assert set(store.table("messages")) == {10}
    store.undo()
    assert set(contacts(path)) == {GRACE}
    store.redo()
    assert set(contacts(path)) == {GRACE, KOFI}
    store.undo()
    store.undo()
    with pytest.raises(Refused):
        store.undo()
    assert _secrets(path.parent) == []


def test_undo_and_redo_of_what_is_gone_is_gone_too(path: Path) -> None:
    store = Store.open(path)
    add(store, KOFI, name="Kofi")
    _edit(store, "add Ada", "contacts", id=ADA, name="Ada")
    put(store, ADA, notes="secret")
    store.undo()
    store.redo()
    store.undo()
    forget(store, _wish(path))
    assert [step.label for step in store.history()] == [f"add {KOFI}"]
    with pytest.raises(Refused):
        store.redo()
    assert _secrets(path.parent) == []


def test_another_open_store_sees_it_and_brings_nothing_back(path: Path) -> None:
    store = _life(path)
    other = Store.open(path)
    other.patient = True
    put(other, GRACE, role="baker")
    slow = other.checkpoint_job()
    late = other.backup_job()
    forget(store, _wish(path))
    if slow is not None:
        assert not slow()
    if late is not None:
        assert not late()
    touched = other.refresh()
    assert ADA in touched["contacts"]
    assert {10, 11, 12} <= touched["messages"]
    assert set(other.table("contacts")) == {KOFI, GRACE}
    put(other, GRACE, role="miller")
    other.checkpoint()
    other.close()
    store.refresh()
    assert store.get("contacts", GRACE) == {"id": GRACE, "name": "Grace Sample", "role": "miller"}
    assert _secrets(path.parent) == []


def test_the_one_who_forgets_is_told_what_that_touched(path: Path) -> None:
    store = _life(path)
    forget(store, _wish(path))
    touched = store.refresh()
    assert touched["contacts"] == {ADA, KOFI}
    assert touched["messages"] == {10, 11, 12}
    assert touched["talks"] == {20}


def test_backups_are_rewritten_and_one_goes_on_from_here(path: Path) -> None:
    store = _life(path)
    before = [backup.path for backup in backups.found(path.parent / "backups")]
    forget(store, _wish(path))
    after = [backup.path for backup in backups.found(path.parent / "backups")]
    assert set(before) < set(after)
    for one in before:
        kept = backups.read(one)
        assert kept is not None
        assert set(kept.tables["contacts"]) <= {KOFI, GRACE}
        assert kept.tables["meta"][1]["forgotten"]
    put(store, KOFI, role="the last word")
    forget(store, _wish(path, GRACE))
    assert len(backups.found(path.parent / "backups")) == len(after), "one for the last forgetting, not for each"
    put(store, KOFI, notes="kept later")
    path.write_bytes(b"")
    assert Rescue(Paths(path.parent)).repair().ok
    found = contacts(path)
    assert set(found) == {KOFI}
    assert (found[KOFI]["role"], found[KOFI]["notes"]) == ("the last word", "kept later")


def test_they_are_known_by_what_they_are_known_by(path: Path) -> None:
    """Deleted and imported again, somebody had another number. Who shares an address and stays is somebody else."""
    store = _life(path)
    old = store.get("contacts", ADA)
    assert old is not None
    store.commit("delete Ada Example", [Edit.delete("contacts", old)])
    again = {**old, "id": ADA + 100, "name": "Ada Example"}
    store.commit("import", [Edit.insert("contacts", again)])
    add(store, 77, name="Ines Invented", emails=["ada@example.org"])
    forget(store, _wish(path, ADA + 100))
    assert contacts(path)[77]["name"] == "Ines Invented"
    for backup in backups.found(path.parent / "backups"):
        kept = backups.read(backup.path)
        assert kept is not None
        assert ADA not in kept.tables["contacts"]
    text = b"".join(gzip.decompress(one.path.read_bytes()) for one in backups.found(path.parent / "backups"))
    text += path.read_bytes() + path.with_suffix(".journal.1").read_bytes()
    assert b"Ada Example" not in text
    assert b"ada@example.org" in text


def _strew(path: Path) -> None:
    """Everything that may lie about after bad days, with her in it."""
    folder = path.parent
    whole, journal = path.read_bytes(), path.with_suffix(".journal").read_bytes()
    aside = folder / "set-aside"
    aside.mkdir()
    (aside / "20261120T000000Z informal.json").write_bytes(whole)
    (aside / "20261120T000000Z informal.journal").write_bytes(journal)
    (aside / "20261120T000000Z-2 informal.json").write_bytes(whole[: whole.index(b"secret") + 6])
    (aside / "20261120T000000Z records.json").write_text(json.dumps({"contacts": {str(ADA): {"id": ADA, "name": 5}}}))
    (aside / "20261120T000000Z x.json.gz").write_bytes(gzip.compress(whole)[:-20])
    (aside / "20261120T000000Z other.json").write_bytes(b'{"contacts": {"7": {"na')
    (folder / "informal (conflicted copy).json").write_bytes(whole)
    (folder / "informal.sync-conflict-20261120-000000-AB.journal").write_bytes(journal)
    (folder / "informal.journal.aside-1-ab").write_bytes(journal)
    (folder / "informal.journal.damaged-1").write_bytes(b"00000000 " + b'{"name": "Ada Example"}\n')
    (folder / ".informal.json.1-ab.new").write_bytes(whole[:500])
    (folder / "backups" / ".x.json.gz.1-ab.new").write_bytes(whole)
    (folder / "backups" / "20261120T000000Z.json.gz").write_bytes(gzip.compress(whole)[:-20])


def test_what_was_set_aside_or_left_behind_names_nobody_either(path: Path) -> None:
    store = _life(path)
    _strew(path)
    own = path.parent / "people-of-mine.txt"
    own.write_text("bread")
    gone = forget(store, _wish(path))
    assert _secrets(path.parent) == []
    assert own.read_text() == "bread"
    aside = path.parent / "set-aside"
    assert (aside / "20261120T000000Z other.json").read_bytes() == b'{"contacts": {"7": {"na'
    assert set(json.loads((aside / "20261120T000000Z informal.json").read_bytes())["contacts"]) == {
        str(KOFI),
        str(GRACE),
    }
    assert set(gone.removed) == {
        "20261120T000000Z-2 informal.json",
        "20261120T000000Z x.json.gz",
        "20261120T000000Z.json.gz",
        "informal.journal.damaged-1",
    }


def test_files_of_ones_own_stay_as_they_are(path: Path) -> None:
    store = _life(path)
    mine = {
        path.parent / name: f"Ada Example {name}".encode()
        for name in ("people.csv", "informal-export.json", "backups/why.txt", "letters/ada.eml")
    }
    for file, data in mine.items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    forget(store, _wish(path))
    assert {file: file.read_bytes() for file in mine} == mine


def _kill_points(tmp_path: Path, how: str) -> list[int]:
    disk = Disk()
    path = tmp_path / "whole" / "informal.json"
    store, wish = _life(path), _wish(path)
    _strew(path)
    with disk.watching():
        forget(store, wish)
    assert disk.calls > 40
    return list(range(1, disk.calls + 1, 1 if how == "cut" else 2))


def _again(path: Path) -> None:
    """As the verb does it: finish what was begun; begin it if nothing was."""
    store = Store.open(path)
    if finish(store) is None and ADA in store.table("contacts"):
        forget(store, _wish(path))


@pytest.mark.parametrize("how", ["cut", "fail"])
def test_killed_at_any_call_it_is_the_old_or_the_new_and_doing_it_again_finishes(tmp_path: Path, how: str) -> None:
    for number in _kill_points(tmp_path, how):
        path = tmp_path / f"{how}{number}" / "informal.json"
        store, wish = _life(path), _wish(path)
        _strew(path)
        old = {name: dict(table) for name, table in store.tables().items() if name != "meta"}
        disk = Disk()
        with disk.watching(**{how: number}), suppress(PowerCut, NotKept):
            forget(store, wish)
        found = Store.open(path, read_only=True)
        now = {name: dict(table) for name, table in found.tables().items() if name != "meta"}
        if ADA in now["contacts"]:
            assert now == old, number
        else:
            assert set(now["contacts"]) == {KOFI, GRACE}, number
            assert set(now["messages"]) == {10, 30}, number
        if how == "fail":
            store.refresh()
            assert {n: dict(t) for n, t in store.tables().items() if n != "meta"} == now, number
        _again(path)
        assert _secrets(path.parent) == [], number
        assert not notices.forgetting(path).exists()
        assert set(contacts(path)) == {KOFI, GRACE}, number


@pytest.mark.parametrize("step", [6, 9, 14, 22])
def test_somebody_who_goes_on_writing_in_between_loses_nothing(tmp_path: Path, step: int) -> None:
    path = tmp_path / "informal.json"
    store, wish = _life(path), _wish(path)
    with Disk().watching(cut=step), pytest.raises(PowerCut):
        forget(store, wish)
    other = Store.open(path)
    assert any("interrupted" in report for report in other.reports)
    put(other, KOFI, role="in between")
    add(other, 99, name="Late")
    other.checkpoint()
    assert any("interrupted" in one for one in Rescue(Paths(path.parent)).check().problems)
    assert Rescue(Paths(path.parent)).repair().ok
    assert _secrets(path.parent) == []
    found = contacts(path)
    assert set(found) == {KOFI, GRACE, 99}
    assert found[KOFI]["role"] == "in between"
    assert [step.label for step in Store.open(path).history()][:2] == ["add 99", f"change {KOFI}"]


@pytest.mark.parametrize("call", ["replace", "unlink", "rename"])
def test_a_disk_that_refuses_to_replace_or_remove_is_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store = _life(path)
    real: Callable[..., Any] = getattr(Path, call)

    def refuse(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name.endswith((".json", ".new", ".journal")):
            raise PermissionError(13, "No", str(self))
        return real(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Path, call, refuse)
        with suppress(NotKept):
            forget(store, _wish(path))
    _again(path)
    assert _secrets(path.parent) == []


def test_nothing_that_was_interrupted_means_nothing_to_finish(path: Path) -> None:
    store = _life(path)
    before = path.read_bytes()
    assert finish(store) is None
    assert path.read_bytes() == before
    notices.forgetting(path).write_bytes(b"half")
    gone = finish(store)
    assert gone is not None
    assert gone.people == 0
    assert set(contacts(path)) == {ADA, KOFI, GRACE}
    assert not notices.forgetting(path).exists()


def test_two_wishes_of_which_one_was_interrupted_are_both_fulfilled(path: Path) -> None:
    store, wish = _life(path), _wish(path)
    with Disk().watching(cut=6), pytest.raises(PowerCut):
        forget(store, wish)
    assert notices.forgetting(path).exists()
    later = Store.open(path)
    assert forget(later, _wish(path, GRACE)).people == 2
    assert set(contacts(path)) == {KOFI}
    assert _secrets(path.parent) == []
