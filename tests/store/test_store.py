"""What the store promises, seen from outside: in what it gives back, and in the files it leaves."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from storing import add, contacts, put
from tinydb import TinyDB, where

from informal.errors import NotKept
from informal.store import Edit, Store
from informal.store.checkpoint import due


def test_opening_creates_nothing(path: Path) -> None:
    Store.open(path).close()
    assert not path.parent.exists()


def test_what_is_kept_is_there_again(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada Example", tags=["looms"])
    put(store, 1, name="Ada B. Example")
    again = Store.open(path)
    assert again.get("contacts", 1) == {"id": 1, "name": "Ada B. Example", "tags": ["looms"]}


def test_stock_tinydb_opens_and_queries_the_file(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada Example")
    add(store, 2, name="Kofi Fictional")
    assert store.checkpoint()
    found = TinyDB(path).table("contacts").get(where("name") == "Kofi Fictional")
    assert isinstance(found, dict)
    assert found["id"] == 2


def test_files_are_the_persons_alone_under_any_umask(path: Path) -> None:
    old = os.umask(0)
    try:
        store = Store.open(path)
        add(store, 1, name="Ada Example")
        store.checkpoint()
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_unknown_fields_and_tables_survive(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada Example", from_the_future={"a": [1]})
    store.commit("x", [Edit.insert("moods", {"id": 9, "what": "fine"})])
    store.checkpoint()
    again = Store.open(path)
    put(again, 1, name="Ada")
    again.checkpoint()
    last = Store.open(path)
    assert last.get("contacts", 1) == {"id": 1, "name": "Ada", "from_the_future": {"a": [1]}}
    assert last.get("moods", 9) == {"id": 9, "what": "fine"}


def test_a_journal_cut_anywhere_loses_only_what_was_cut(path: Path) -> None:
    store = Store.open(path)
    ends = []
    journal = path.with_suffix(".journal")
    for number in range(1, 6):
        add(store, number, name=f"Nobody {number}")
        ends.append(journal.stat().st_size)
    whole = journal.read_bytes()
    for cut in range(len(whole) + 1):
        journal.write_bytes(whole[:cut])
        expected = sum(1 for end in ends if end <= cut)
        again = Store.open(path)
        assert len(again.table("contacts")) == expected, cut
        add(again, 99, name="After")
        assert len(Store.open(path).table("contacts")) == expected + 1, cut
        path.with_suffix(".journal").write_bytes(whole)


def test_a_damaged_line_is_set_aside_and_the_rest_still_counts(path: Path) -> None:
    store = Store.open(path)
    for number in (1, 2, 3):
        add(store, number, name=f"Nobody {number}")
    journal = path.with_suffix(".journal")
    journal.write_bytes(journal.read_bytes().replace(b"Nobody 2", b"Nobody X"))
    again = Store.open(path)
    assert set(again.table("contacts")) == {1, 3}
    assert again.reports
    assert [*path.parent.glob("*damaged*")] == []
    add(again, 4, name="Nobody 4")
    [aside] = path.parent.glob("informal.journal.damaged-*")
    assert b"Nobody X" in aside.read_bytes()
    assert set(Store.open(path).table("contacts")) == {1, 3, 4}


@pytest.mark.parametrize("covered", [False, True])
def test_a_damaged_line_end_or_first_line_costs_nothing_that_is_intact(path: Path, covered: bool) -> None:
    store = Store.open(path)
    for number in (1, 2):
        add(store, number, name=f"Nobody {number}")
    if covered:
        store.checkpoint()
    for number in (3, 4):
        add(store, number, name=f"Nobody {number}")
    journal = path.with_suffix(".journal")
    whole = journal.read_bytes()
    ends = [position for position, byte in enumerate(whole) if byte == 10]
    for position in (*range(ends[0] + 1), *ends):
        journal.write_bytes(whole[:position] + b"?" + whole[position + 1 :])
        again = Store.open(path)
        last = {4} if position == ends[-1] else set()
        assert set(again.table("contacts")) == {1, 2, 3, 4} - last, position
        assert again.reports or (covered and position <= ends[2]), position
        add(again, 5)
        assert set(contacts(path)) == {1, 2, 3, 4, 5} - last, position
        again.undo()
        assert 5 not in contacts(path), position
        assert len(list(path.parent.glob("*.damaged-*"))) == len(again.reports), position
        for aside in path.parent.glob("*.damaged-*"):
            aside.unlink()
    assert not [*path.parent.glob("*.aside-*")]


def test_a_journal_of_another_file_is_never_replayed(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada Example")
    store.checkpoint()
    kept = path.read_bytes()
    add(store, 2, name="Kofi Fictional")
    for file in path.parent.iterdir():
        file.unlink()
    other = Store.open(path)
    add(other, 7, name="Other")
    path.write_bytes(kept)
    again = Store.open(path)
    assert set(again.table("contacts")) == {1}
    add(again, 3, name="Ines Invented")
    assert set(Store.open(path).table("contacts")) == {1, 3}
    assert list(path.parent.glob("informal.journal.aside-*"))


def test_a_deleted_file_or_journal_comes_back_whole(path: Path) -> None:
    for gone in (".json", ".journal"):
        store = Store.open(path)
        add(store, 1 if gone == ".json" else 11, name="Ada Example")
        store.checkpoint()
        before = set(store.table("contacts"))
        path.with_suffix(gone).unlink()
        add(store, 2 if gone == ".json" else 12, name="Kofi Fictional")
        assert set(Store.open(path).table("contacts")) == before | {2 if gone == ".json" else 12}


def test_a_full_journal_begins_anew_and_undo_reaches_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("informal.store.ledger.FULL_BYTES", 2000)
    store, other = Store.open(path), Store.open(path)
    for number in range(1, 41):
        add(store, number, name=f"Nobody {number}")
        store.checkpoint()
        other.refresh()
        assert set(other.table("contacts")) == set(store.table("contacts"))
    assert path.with_suffix(".journal.1").exists()
    again = Store.open(path)
    assert len(again.table("contacts")) == 40
    for _ in range(5):
        again.undo()
    assert len(Store.open(path).table("contacts")) == 35


def test_what_can_not_be_kept_is_rolled_back_or_waits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(NotKept, match="No space left"):
            add(store, 2, name="Kofi")
        assert set(store.table("contacts")) == {1}
        store.patient = True
        add(store, 3, name="Ines")
        assert set(store.table("contacts")) == {1, 3}
        trouble = store.trouble
        assert trouble is not None
        assert not store.retry()
    assert store.retry()
    assert store.trouble is None
    assert set(Store.open(path).table("contacts")) == {1, 3}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({"uncovered": 0, "size": 100, "idle": 99.0, "age": 999.0}, False),
        ({"uncovered": 1, "size": 100, "idle": 0.2, "age": 2.0}, False),
        ({"uncovered": 1, "size": 100, "idle": 0.3, "age": 0.3}, True),
        ({"uncovered": 1, "size": 100, "idle": 0.0, "age": 2.6}, True),
        ({"uncovered": 1, "size": 3_000_000, "idle": 2.9, "age": 29.0}, False),
        ({"uncovered": 1, "size": 3_000_000, "idle": 3.0, "age": 3.0}, True),
        ({"uncovered": 1, "size": 99_000_000, "idle": 15.0, "age": 15.0}, True),
        ({"uncovered": 1_000_001, "size": 99_000_000, "idle": 0.0, "age": 0.0}, True),
    ],
)
def test_a_checkpoint_waits_for_a_pause_but_not_for_ever(told: dict[str, float], wanted: bool) -> None:
    size, uncovered = int(told["size"]), int(told["uncovered"])
    assert due(uncovered=uncovered, size=size, idle=told["idle"], age=told["age"]) is wanted


def test_there_is_no_checkpoint_to_write_when_nothing_happened(path: Path) -> None:
    store = Store.open(path)
    assert not store.checkpoint_wanted(99)
    assert not store.checkpoint()
    add(store, 1)
    assert store.checkpoint_wanted(99)
    assert not Store.open(path, read_only=True).checkpoint_wanted(99)
    assert store.checkpoint()
    before = path.stat()
    assert not store.checkpoint_wanted(99)
    assert not store.checkpoint()
    store.close()
    assert path.stat() == before
