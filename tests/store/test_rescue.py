"""Backups: when they are made, how many stay, what they hold; and that they never stand in anybody's way."""

from __future__ import annotations

import gzip
import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from storing import Disk, PowerCut, add, contacts, put
from tinydb import TinyDB

from informal.errors import Damaged, StoreError
from informal.store import Store, migrate
from informal.store.rescue import backups


def _made(path: Path) -> list[Path]:
    return [backup.path for backup in backups.found(path.parent / "backups")]


def _age(path: Path, **by: float) -> None:
    """Make every backup older than it is."""
    for backup in backups.found(path.parent / "backups"):
        stamp = f"{backup.at - timedelta(**by):%Y%m%dT%H%M%SZ}"
        backup.path.rename(backup.path.with_name(f"{stamp}.json.gz"))


def _inside(path: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return whole


def test_the_first_change_of_a_session_is_preceded_by_a_backup_of_what_was_there(path: Path) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada Example")
    add(store, 2, name="Kofi Fictional")
    assert _made(path) == [], "there was nothing to lose"
    again = Store.open(path)
    add(again, 3, name="Ines Invented")
    [made] = _made(path)
    assert set(_inside(made)["contacts"]) == {"1", "2"}, "what only the journal held is in it"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    plain = path.parent / "plain.json"
    plain.write_bytes(gzip.decompress(made.read_bytes()))
    assert len(TinyDB(plain).table("contacts")) == 2


def test_at_most_one_an_hour(path: Path) -> None:
    add(Store.open(path), 1)
    for number in range(2, 6):
        add(Store.open(path), number)
    assert len(_made(path)) == 1
    _age(path, minutes=59)
    add(Store.open(path), 6)
    assert len(_made(path)) == 1
    _age(path, minutes=2)
    add(Store.open(path), 7)
    assert len(_made(path)) == 2


def test_a_long_session_makes_one_each_hour(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from informal.store.rescue import guard

    now = 0.0
    monkeypatch.setattr(guard, "monotonic", lambda: now + 1e6)
    add(Store.open(path), 1)
    store = Store.open(path)
    add(store, 2)
    _age(path, hours=1)
    now = 3599.0
    add(store, 3)
    assert len(_made(path)) == 1
    now = 3601.0
    add(store, 4)
    assert len(_made(path)) == 2


def test_one_from_a_day_to_come_does_not_count(path: Path) -> None:
    add(Store.open(path), 1)
    add(Store.open(path), 2)
    _age(path, days=-3)
    add(Store.open(path), 3)
    assert len(_made(path)) == 2


def test_ten_stay_and_one_a_day_for_two_weeks(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    packed = backups.pack(b"{}")
    (tmp_path / "backups").mkdir()
    (folder / "mine.txt").write_text("stays")
    for hours in range(24 * 30, -1, -4):
        backups.write(folder, packed, at=now - timedelta(hours=hours))
    found = [backup.at for backup in backups.found(folder)]
    assert found == sorted(found, reverse=True)
    assert found[:10] == [now - timedelta(hours=4 * n) for n in range(10)]
    older = found[10:]
    assert len({at.date() for at in older}) == len(older)
    assert all(now - at <= timedelta(days=14) for at in older)
    assert 11 <= len(older) <= 13
    assert all(at.hour == 20 for at in older), "the last of its day"
    assert (folder / "mine.txt").exists()


def test_two_in_one_second_are_two(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    made = [backups.write(tmp_path, backups.pack(str(number).encode()), at=now) for number in range(12)]
    assert len({*made}) == 12
    assert [backup.path for backup in backups.found(tmp_path)] == made[:1:-1], "ten stay, newest first"


def test_reading_makes_none(path: Path) -> None:
    add(Store.open(path), 1)
    store = Store.open(path)
    store.refresh()
    store.history()
    store.close()
    Store.open(path, read_only=True).close()
    assert not (path.parent / "backups").exists()


def test_in_the_app_the_slow_part_is_left_to_a_worker(path: Path) -> None:
    add(Store.open(path), 1, name="Ada")
    store = Store.open(path)
    store.patient = True
    put(store, 1, name="B")
    assert _made(path) == []
    job = store.backup_job()
    assert job is not None
    assert store.backup_job() is None
    put(store, 1, name="C")
    assert job()
    [made] = _made(path)
    assert _inside(made)["contacts"]["1"]["name"] == "Ada"


def test_what_no_worker_took_is_made_on_closing(path: Path) -> None:
    add(Store.open(path), 1)
    store = Store.open(path)
    store.patient = True
    add(store, 2)
    store.close()
    assert len(_made(path)) == 1


def test_a_worker_that_is_late_writes_nothing_of_a_file_begun_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(Store.open(path), 1)
    store = Store.open(path)
    store.patient = True
    add(store, 2)
    job = store.backup_job()
    monkeypatch.setattr("informal.store.ledger.FULL_BYTES", 10)
    assert store.checkpoint()
    assert job is not None
    assert not job()
    assert [*(path.parent / "backups").iterdir()] == []


@pytest.mark.parametrize("patient", [False, True])
def test_a_backup_that_can_not_be_made_is_said_and_stops_nobody(path: Path, patient: bool) -> None:
    add(Store.open(path), 1)
    (path.parent / "backups").write_text("in the way")
    store = Store.open(path)
    store.patient = patient
    add(store, 2)
    if patient:
        job = store.backup_job()
        assert job is not None
        assert not job()
    assert set(contacts(path)) == {1, 2}
    [report] = store.reports
    assert "A backup could not be made" in report
    assert "backups" in report


def test_a_power_cut_or_a_full_disk_while_it_is_made_loses_nothing(tmp_path: Path) -> None:
    def begin(name: str) -> tuple[Path, Store]:
        path = tmp_path / name / "informal.json"
        add(Store.open(path), 1)
        return path, Store.open(path)

    disk = Disk()
    path, store = begin("whole")
    with disk.watching():
        add(store, 2)
    assert disk.calls > 6
    for number in range(1, disk.calls + 1):
        path, store = begin(f"cut{number}")
        with pytest.raises(PowerCut), disk.watching(cut=number):
            add(store, 2)
        assert set(contacts(path)) in ({1}, {1, 2})
        add(Store.open(path), 3)
        assert set(contacts(path)) >= {1, 3}
        for made in _made(path):
            assert set(_inside(made)["contacts"]) >= {"1"}
    for number in range(1, disk.calls - 4):
        path, store = begin(f"fail{number}")
        with disk.watching(fail=number):
            add(store, 2)
        assert set(contacts(path)) == {1, 2}, number


def test_before_a_migration_the_file_is_kept_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    store.checkpoint()
    add(store, 2, name="Kofi")
    add(Store.open(path), 3, name="Ines")
    assert len(_made(path)) == 1

    def rename(tables: dict[str, dict[int, dict[str, object]]]) -> None:
        for contact in tables["contacts"].values():
            contact["called"] = contact.pop("name")

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "SCHEMA", 2)
        patch.setitem(migrate.STEPS, 1, rename)
        add(Store.open(path), 4, called="Grace")
    newest, _ = _made(path)
    old = _inside(newest)
    assert old["meta"]["1"]["schema"] == 1
    assert {one["name"] for one in old["contacts"].values()} == {"Ada", "Kofi", "Ines"}


def test_a_backup_put_by_hand_in_the_files_place_is_what_counts(path: Path) -> None:
    add(Store.open(path), 1, name="Ada")
    store = Store.open(path)
    add(store, 2, name="Kofi")
    store.checkpoint()
    [made] = _made(path)
    path.write_bytes(gzip.decompress(made.read_bytes()))
    assert set(contacts(path)) == {1}, "no later change is replayed over it"
    again = Store.open(path)
    add(again, 3)
    again.checkpoint()
    assert set(contacts(path)) == {1, 3}
    assert "backup" not in json.loads(path.read_bytes())["meta"]["1"]


@pytest.mark.parametrize("damage", [b"\x1f\x8b", b"\x1f\x8b\x08 no", b"{}}", b"", b'{"_default": {}}'])
def test_a_backup_that_can_not_be_read_is_a_sentence(tmp_path: Path, damage: bytes) -> None:
    bad = tmp_path / "x.json.gz"
    bad.write_bytes(damage)
    with pytest.raises(Damaged) as refusal:
        backups.read(bad)
    assert str(bad) in refusal.value.message
    bad.write_bytes(backups.pack(b'{"contacts": {"1": {}}}')[:-9])
    with pytest.raises(StoreError):
        backups.read(bad)
    assert backups.read(tmp_path / "nothing") is None


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="wants links")
def test_a_link_has_its_backups_where_the_person_looks(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "people.json"
    add(Store.open(real), 1)
    path.parent.mkdir()
    path.symlink_to(real)
    add(Store.open(path), 2)
    assert len(_made(path)) == 1
    assert not (real.parent / "backups").exists()
