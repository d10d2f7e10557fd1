"""Several processes on one file: nothing of each other's is lost, and each sees what the others did."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from storing import add, contacts, names, put, type_in
from tinydb import TinyDB

from informal.errors import NotKept, Refused
from informal.store import Edit, Store


def test_two_processes_see_and_keep_each_others_changes(path: Path) -> None:
    one, two = Store.open(path), Store.open(path)
    add(one, 1, name="Ada", tags=["a"], company="Looms")
    assert two.refresh() == {"contacts": {1}}
    put(one, 1, company="Mills")
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
    put(one, 1, name="First")
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
    """Short form of the torture: 24 kills, each while changes and checkpoints are under way."""
    acknowledged: set[int] = set()
    dice = random.Random(1)
    for trial in range(24):
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


_MIXER = textwrap.dedent(
    """
    import random, sys
    from pathlib import Path
    from informal.store import Edit, Store
    path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    dice = random.Random(name)
    store = Store.open(path)
    own = 0
    for turn in range(count):
        store.refresh()
        store.commit("count", [Edit.change("contacts", 1, {name: own} if own else {}, {name: own + 1})])
        own += 1
        tags = store.get("contacts", 2)["tags"]
        store.commit("tag", [Edit.change("contacts", 2, {"tags": tags}, {"tags": [*tags, f"{name}{turn}"]})])
        if dice.random() < 0.2:
            store.checkpoint()
    """
)


def test_mixed_changes_of_two_processes_are_all_there(path: Path) -> None:
    store = Store.open(path)
    add(store, 1)
    add(store, 2, tags=[])
    line = [sys.executable, "-c", _MIXER, str(path)]
    writers = [subprocess.Popen([*line, name, "50"], stderr=subprocess.PIPE, text=True) for name in "ab"]
    for writer in writers:
        assert writer.communicate()[1] == ""
    found = contacts(path)
    assert found[1] == {"id": 1, "a": 50, "b": 50}
    assert sorted(found[2]["tags"]) == sorted(f"{name}{turn}" for name in "ab" for turn in range(50))
    store.refresh()
    assert dict(store.table("contacts")) == found


def test_who_slept_while_another_began_a_new_journal_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("informal.store.ledger.FULL_BYTES", 10)
    asleep = Store.open(path)
    add(asleep, 1)
    awake = Store.open(path)
    add(awake, 2)
    add(awake, 3)
    assert awake.checkpoint()
    assert not path.with_suffix(".journal").exists()
    add(asleep, 4)
    assert set(contacts(path)) == set(asleep.table("contacts")) == {1, 2, 3, 4}
    awake.refresh()
    assert set(awake.table("contacts")) == {1, 2, 3, 4}


def test_a_file_that_another_only_began_is_taken_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    early, late = Store.open(path), Store.open(path)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("informal.store.journal.append", die)
        with pytest.raises(KeyboardInterrupt):
            add(early, 1)
    add(late, 2)
    assert set(contacts(path)) == {2}


def test_what_waited_is_fitted_on_what_others_kept_meanwhile(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Store.open(path)
    waiting.patient = True
    add(waiting, 1, name="Ada", tags=["a"], company="Looms")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("informal.store.journal.append", full)
        put(waiting, 1, tags=["a", "b"], company="Mills")
        assert waiting.trouble is not None
        assert "Free some room" in waiting.trouble.hint
    other = Store.open(path)
    put(other, 1, name="Ada E.", tags=["a", "c"])
    add(other, 2, name="Kofi")
    assert waiting.refresh() == {"contacts": {1, 2}}
    assert names(waiting) == {1: "Ada E.", 2: "Kofi"}
    assert waiting.get("contacts", 1) == {"id": 1, "name": "Ada E.", "tags": ["a", "c", "b"], "company": "Mills"}
    assert waiting.retry()
    assert not waiting.pending
    assert contacts(path) == dict(waiting.table("contacts"))
    other.refresh()
    assert dict(other.table("contacts")) == dict(waiting.table("contacts"))


def test_a_look_when_nothing_happened_opens_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    add(store, 1)
    store.refresh()
    version = store.version

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", opened)
        patch.setattr(Path, "read_bytes", opened)
        assert store.refresh() == {}
    assert store.version == version


def test_a_checkpoint_written_late_takes_nothing_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    add(store, 1)
    slow = store.checkpoint_job()
    add(store, 2)
    quick = store.checkpoint_job()
    assert slow is not None
    assert quick is not None
    assert quick()
    assert not slow()
    add(store, 3)
    late = store.checkpoint_job()
    assert late is not None
    monkeypatch.setattr("informal.store.ledger.FULL_BYTES", 10)
    assert store.checkpoint()
    assert not late()
    add(store, 4)
    assert set(contacts(path)) == {1, 2, 3, 4}
    assert not [*path.parent.glob("*.new")]


def test_a_line_that_was_glimpsed_and_then_rolled_back_is_forgotten(path: Path) -> None:
    store = Store.open(path)
    add(store, 1)
    journal = path.with_suffix(".journal")
    kept = journal.read_bytes()
    add(store, 2)
    reader = Store.open(path)
    journal.write_bytes(kept)
    add(reader, 3)
    add(reader, 4)
    assert set(contacts(path)) == set(reader.table("contacts")) == {1, 3, 4}


def test_a_lock_that_is_never_given_back_is_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr("informal.store.files.LOCK_SECONDS", 0.05)
    store = Store.open(path)
    add(store, 1)
    with FileLock(path.with_suffix(".lock")), pytest.raises(NotKept, match="Another informal is busy"):
        add(store, 2)
    add(store, 3)
    assert set(contacts(path)) == {1, 3}


def test_a_link_to_the_file_is_the_same_file(path: Path, tmp_path: Path) -> None:
    plain = Store.open(path)
    add(plain, 1)
    link = tmp_path / "link.json"
    link.symlink_to(path)
    linked = Store.open(link)
    add(linked, 2)
    add(plain, 3)
    linked.refresh()
    assert set(linked.table("contacts")) == set(plain.table("contacts")) == {1, 2, 3}
    assert not link.with_suffix(".journal").exists()


def test_what_others_did_is_told_even_when_ones_own_change_comes_to_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = Store.open(path), Store.open(path)
    add(one, 1, name="Ada")
    two.refresh()
    put(one, 1, name="B")
    type_in(one, 1, name="Later")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("informal.store.journal.append", full)
        with pytest.raises(NotKept):
            add(two, 2)
    assert two.refresh() == {"contacts": {1}}
    assert names(two) == {1: "Later"}
    add(one, 3)
    type_in(one, 3, name="Ines")
    one.undo()
    with pytest.raises(Refused, match="stays as it is"):
        two.undo()
    assert two.refresh() == {"contacts": {3}}
    assert names(two) == {1: "Later"}


def test_what_another_program_alters_is_seen_and_stays(path: Path) -> None:
    one, two = Store.open(path), Store.open(path)
    add(one, 1, name="Ada")
    add(one, 2, name="Kofi")
    one.checkpoint()
    add(two, 3, name="Ines")
    late = one.checkpoint_job()
    with TinyDB(path) as stock:
        stock.table("contacts").update({"name": "Ada E."}, doc_ids=[1])
        stock.table("contacts").remove(doc_ids=[2])
    assert late is None or not late()
    assert two.refresh() == {"contacts": {1, 2}}
    assert names(two) == {1: "Ada E.", 3: "Ines"}
    one.refresh()
    put(one, 3, name="Ines M.")
    assert names(one) == {1: "Ada E.", 3: "Ines M."}
    assert one.checkpoint()
    assert names(Store.open(path)) == {1: "Ada E.", 3: "Ines M."}
    two.refresh()
    assert dict(two.table("contacts")) == dict(one.table("contacts"))
    assert len(one.history()) == 4


def test_what_another_program_alters_in_the_middle_of_a_change_is_seen_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    store.checkpoint()
    from informal.store import journal

    real = journal.append

    def append(*args: Any, **more: Any) -> None:
        with TinyDB(path) as stock:
            stock.table("contacts").update({"name": "Ada E."}, doc_ids=[1])
        real(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", append)
        add(store, 2, name="Kofi")
    assert store.refresh() == {"contacts": {1}}
    assert names(store) == {1: "Ada E.", 2: "Kofi"}
