"""Promises in their full size: 8 MB of journal, 200 steps of undo across restarts, refusals that name what helps."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from storing import add, contacts, put

from informal.__main__ import main
from informal.errors import Refused
from informal.store import Edit, Store


def _letter(store: Store, id: int, size: int) -> None:
    store.commit("letter", [Edit.insert("messages", {"id": id, "body": "x" * size})])


def test_past_8_mb_a_new_journal_begins_and_undo_reaches_over_it(path: Path) -> None:
    store = Store.open(path)
    full = path.with_suffix(".journal.1")
    for number in range(1, 8):
        _letter(store, number, 1_000_000)
    assert store.checkpoint()
    assert not full.exists()
    _letter(store, 8, 1_000_000)
    assert store.checkpoint()
    assert full.stat().st_size > 8_000_000
    _letter(store, 9, 10)
    assert path.with_suffix(".journal").stat().st_size < 1000
    again = Store.open(path)
    for _ in range(9):
        again.undo()
    assert not again.table("messages")
    with pytest.raises(Refused, match="nothing to take back"):
        again.undo()


@pytest.mark.parametrize("full", [8_000_000, 12_000])
def test_200_steps_are_taken_back_across_restarts(path: Path, monkeypatch: pytest.MonkeyPatch, full: int) -> None:
    """Also where the middle of them is in a full journal."""
    monkeypatch.setattr("informal.store.ledger.FULL_BYTES", full)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    add(Store.open(path), 1, name="Ada", count=0)
    rotated = 0
    for number in range(1, 201):
        store = Store.open(path)
        put(store, 1, count=number)
        if full < 100_000 and number == 110:
            assert store.checkpoint()
            rotated = path.with_suffix(".journal.1").exists()
    assert rotated == (full < 100_000)
    for number in range(199, -1, -1):
        Store.open(path).undo()
        assert number % 20 or contacts(path)[1]["count"] == number
    assert contacts(path)[1]["count"] == 0
    for _ in range(200):
        Store.open(path).redo()
    assert contacts(path)[1]["count"] == 200


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_every_file_is_the_persons_alone(path: Path, umask: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journals, the lock, backups and what is set aside too."""
    monkeypatch.setattr("informal.store.ledger.FULL_BYTES", 10)
    before = os.umask(umask)
    try:
        for number in range(1, 4):
            store = Store.open(path)
            add(store, number, name="Ada")
            store.checkpoint()
        add(Store.open(path), 9)
        path.write_bytes(b"{")
        assert main(["--data-dir", str(path.parent), "doctor", "--repair"]) in (0, 1)
    finally:
        os.umask(before)
    modes = {file.relative_to(path.parent): stat.S_IMODE(file.stat().st_mode) for file in path.parent.rglob("*")}
    assert len(modes) > 6
    for file, mode in modes.items():
        assert mode & 0o077 == 0, file
        assert mode == (0o700 if (path.parent / file).is_dir() else 0o600), file


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (b"", "it is empty"),
        (b"\x00" * 64, "NUL bytes"),
        (b'{"contacts": {"1"', "its end is missing"),
        (b"\xff\xfe{}", "not text"),
        (b"<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", "version control"),
        (b"[1]", "it holds no tables"),
    ],
    ids=["empty", "NUL", "truncated", "not text", "conflict", "shape"],
)
@pytest.mark.parametrize(
    "line", [("list",), ("add", "Kofi Fictional"), ("undo",), ("status",), ("backup",)], ids=lambda line: line[0]
)
def test_verbs_refuse_a_damaged_file_and_name_what_helps(
    path: Path, capsys: pytest.CaptureFixture[str], damage: bytes, why: str, line: tuple[str, ...]
) -> None:
    add(Store.open(path), 1, name="Ada Example")
    path.write_bytes(damage)
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    assert main(["--data-dir", str(path.parent), *line]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert why in told.err
    assert "informal doctor --repair" in told.err
    assert "informal restore" in told.err
    assert {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()} == before


def test_verbs_refuse_a_newer_file(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.parent.mkdir()
    newer = b'{"meta": {"1": {"id": 1, "schema": 99}}, "contacts": {}}'
    path.write_bytes(newer)
    for line in ("list", "status"), ("add", "Ada Example"), ("doctor", "--repair"), ("undo",):
        assert main(["--data-dir", str(path.parent), line[0], *line[1:][:1]]) != 0
        assert "newer informal" in "".join(capsys.readouterr())
    assert path.read_bytes() == newer


def test_a_verb_whose_change_is_not_kept_exits_1_and_says_why(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(Store.open(path), 1, name="Ada Example")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        assert main(["--data-dir", str(path.parent), "edit", "Ada Example", "--company", "Looms"]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert contacts(path) == {1: {"id": 1, "name": "Ada Example"}}
    path.chmod(0o444)
    assert main(["--data-dir", str(path.parent), "edit", "Ada Example", "--company", "Looms"]) == 1
    assert "read-only" in capsys.readouterr().err
