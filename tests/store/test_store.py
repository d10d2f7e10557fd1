"""What the store promises, seen from outside: in what it gives back, and in the files it leaves."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from informal.errors import NotKept, Refused, StoreError
from informal.store import Edit, Store


def add(store: Store, id: int, **fields: object) -> None:
    store.commit(f"add {id}", [Edit.insert("contacts", {"id": id, **fields})])


def set_(store: Store, id: int, **fields: object) -> None:
    now = store.get("contacts", id)
    assert now is not None
    store.commit(f"change {id}", [Edit("contacts", id, {name: now.get(name) for name in fields}, dict(fields))])


def names(store: Store) -> dict[int, object]:
    return {id: document.get("name") for id, document in store.table("contacts").items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "informal.json"


def test_opening_creates_nothing(path: Path) -> None:
    Store.open(path).close()
    assert not path.parent.exists()


def test_what_is_kept_is_there_again(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada Example", tags=["looms"])
    set_(store, 1, name="Ada B. Example")
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
    set_(again, 1, name="Ada")
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


def test_two_processes_see_and_keep_each_others_changes(path: Path) -> None:
    one, two = Store.open(path), Store.open(path)
    add(one, 1, name="Ada", tags=["a"], company="Looms")
    assert two.refresh() == {"contacts": {1}}
    set_(one, 1, company="Mills")
    before = two.get("contacts", 1)
    assert before is not None
    two.commit("rename", [Edit("contacts", 1, {"name": "Ada"}, {"name": "Ada E."})])
    assert Store.open(path).get("contacts", 1) == {"id": 1, "name": "Ada E.", "tags": ["a"], "company": "Mills"}
    one.commit("tag", [Edit("contacts", 1, {"tags": ["a"]}, {"tags": ["a", "b"]})])
    two.commit("tag", [Edit("contacts", 1, {"tags": ["a"]}, {"tags": ["c", "a"]})])
    one.refresh()
    found = one.get("contacts", 1)
    assert found is not None
    assert sorted(found["tags"]) == ["a", "b", "c"]


def test_of_the_same_field_the_later_wins_and_the_loser_is_told(path: Path) -> None:
    one, two = Store.open(path), Store.open(path)
    add(one, 1, name="Ada")
    two.refresh()
    set_(one, 1, name="First")
    two.commit("rename", [Edit("contacts", 1, {"name": "Ada"}, {"name": "Second"})])
    assert names(two) == {1: "Second"}
    assert two.history()[0].lost == (["contacts", 1, "name", "First"],)


def test_an_edit_beats_a_delete(path: Path) -> None:
    one, two = Store.open(path), Store.open(path)
    add(one, 1, name="Ada", company="Looms")
    two.refresh()
    one.commit("delete", [Edit.delete("contacts", {"id": 1, "name": "Ada", "company": "Looms"})])
    two.commit("rename", [Edit("contacts", 1, {"name": "Ada"}, {"name": "Ada E."})])
    assert Store.open(path).get("contacts", 1) == {"id": 1, "name": "Ada E.", "company": "Looms"}


def test_undo_and_redo_go_across_restarts_and_processes(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    set_(store, 1, name="Ada E.")
    store.commit("typing", [Edit("contacts", 1, {}, {"notes": "x"})], step=False)
    store.commit("delete", [Edit.delete("contacts", {"id": 1, "name": "Ada E.", "notes": "x"})])
    other = Store.open(path)
    assert other.undo()[0].label == "delete"
    assert other.get("contacts", 1) == {"id": 1, "name": "Ada E.", "notes": "x"}
    assert Store.open(path).undo()[0].label == "change 1"
    assert names(Store.open(path)) == {1: "Ada"}
    assert Store.open(path).redo()[0].label == "change 1"
    assert names(Store.open(path)) == {1: "Ada E."}
    last = Store.open(path)
    assert last.redo()[0].label == "delete"
    with pytest.raises(Refused):
        last.redo()


def test_undo_never_takes_back_a_later_change_to_the_same_field(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada", company="Looms")
    store.commit("both", [Edit("contacts", 1, {"name": "Ada", "company": "Looms"}, {"name": "B", "company": "C"})])
    store.commit("typed", [Edit("contacts", 1, {"name": "B"}, {"name": "Later"})], step=False)
    store.undo()
    assert store.get("contacts", 1) == {"id": 1, "name": "Later", "company": "Looms"}
    assert store.history()[0].lost == (["contacts", 1, "name", "Later"],)


def test_a_link_stays_a_link_and_a_read_only_file_is_left_alone(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "people.json"
    real.parent.mkdir()
    store = Store.open(real)
    add(store, 1, name="Ada")
    store.checkpoint()
    path.parent.mkdir()
    path.symlink_to(real)
    linked = Store.open(path)
    add(linked, 2, name="Kofi")
    linked.checkpoint()
    assert path.is_symlink()
    assert '"Kofi"' in real.read_text()
    assert real.with_suffix(".journal").exists()
    before = {file: file.read_bytes() for file in real.parent.iterdir()}
    real.chmod(0o444)
    with pytest.raises(NotKept, match="read-only"):
        add(linked, 3, name="Ines")
    assert not linked.checkpoint()
    assert {file: file.read_bytes() for file in real.parent.iterdir()} == before


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x00" * 64,
        b'{"contacts": {"1"',
        b"\xff\xfe\xff",
        b"[1, 2]",
        b'{"contacts": {"1": 5}}',
        b"<<<<<<< a\n{}\n",
    ],
)
def test_a_damaged_or_foreign_file_is_refused_and_left_alone(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with pytest.raises(StoreError) as refusal:
        Store.open(path)
    assert str(path) in str(refusal.value)
    assert path.read_bytes() == damage


def test_a_newer_file_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"meta": {"1": {"id": 1, "schema": 99}}}))
    with pytest.raises(StoreError, match="newer"):
        Store.open(path)


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


def test_a_data_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreError, match="not a folder"):
        Store.open(tmp_path / "data" / "informal.json")


_WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from informal.store import Edit, Store
    path, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    store = Store.open(path)
    for id in range(first, first + count):
        store.commit(f"add {id}", [Edit.insert("contacts", {"id": id, "name": "x" * 50})])
        print(id, flush=True)
        if id % 7 == 0:
            store.checkpoint()
    """
)


def _writer(path: Path, first: int, count: int) -> subprocess.Popen[str]:
    line = [sys.executable, "-c", _WRITER, str(path), str(first), str(count)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True)


def test_a_kill_at_any_instant_loses_nothing_that_was_acknowledged(path: Path) -> None:
    """Short form of the torture: 12 kills, each while changes and checkpoints are under way."""
    acknowledged: set[int] = set()
    dice = random.Random(1)
    for trial in range(12):
        process = _writer(path, trial * 1000 + 1, 900)
        assert process.stdout is not None
        for _ in range(dice.randrange(1, 60)):
            acknowledged.add(int(process.stdout.readline()))
        process.send_signal(signal.SIGKILL)
        acknowledged.update(int(line) for line in process.stdout.read().splitlines())
        process.wait()
        process.stdout.close()
    assert acknowledged <= set(Store.open(path).table("contacts"))


def test_processes_that_write_at_once_lose_nothing_of_each_other(path: Path) -> None:
    writers = [_writer(path, first, 100) for first in (1, 1001, 2001)]
    for writer in writers:
        assert writer.stdout is not None
        writer.communicate()
        assert writer.returncode == 0
    expected = {first + number for first in (1, 1001, 2001) for number in range(100)}
    assert set(Store.open(path).table("contacts")) == expected
