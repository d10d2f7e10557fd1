"""Files that are not ours, too new, damaged or not to be written: a sentence each, and not a byte is changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from storing import add, contacts, put
from tinydb import TinyDB

from informal.errors import NotKept, Refused, StoreError
from informal.store import Store, migrate


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
    ("damage", "why"),
    [
        (b" ", "it is empty"),
        (b'{"contacts": {}}\x00', "NUL"),
        (b'{"contacts": {"1": {"name": "Ad', "its end is missing"),
        (b'{"contacts": \xff}', "not text"),
        (b"{\n<<<<<<< ours\n}", "version control"),
        (b'{"_default": {}}', "another program's"),
    ],
)
def test_a_refusal_says_why(path: Path, damage: bytes, why: str) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with pytest.raises(StoreError, match=why):
        Store.open(path)


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
        b'{"contacts": {"1": {"id": 1}, "2": 5}}',
        b'{"contacts": {"one": {}}}',
        b'{"name": "a-web-page", "version": "1.0.0"}',
        b'{"_default": {"1": {"somebody": "elses"}}}',
        b'{"meta": {"1": {"id": 1, "schema": "one"}}}',
        b'{"meta": {"1": {"id": 1, "schema": 0}}}',
        b'{"meta": {"1": {"id": 1, "schema": 1, "journal": 5}}}',
        b'{"meta": {"1": {"id": 1, "schema": 1, "journal": {"id": "a", "covered": -5}}}}',
        b'{"contacts": {"1": {"id": 1, "name": "Ada"}}}\x00\x00\x00',
        b"[" * 5000,
    ],
)
def test_a_damaged_or_foreign_file_is_refused_and_left_alone(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with pytest.raises(StoreError) as refusal:
        Store.open(path)
    assert str(path) in refusal.value.message
    assert "informal doctor --repair" in refusal.value.hint
    assert "informal restore" in refusal.value.hint
    assert path.read_bytes() == damage
    assert [file.name for file in path.parent.iterdir()] == ["informal.json"]


def test_a_newer_file_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"meta": {"1": {"id": 1, "schema": 99}}}))
    with pytest.raises(StoreError, match="newer"):
        Store.open(path)


def test_a_data_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreError, match="not a folder"):
        Store.open(tmp_path / "data" / "informal.json")


def test_a_file_that_is_damaged_while_it_is_open_is_not_written_over(path: Path) -> None:
    store = Store.open(path)
    add(store, 1)
    job = store.checkpoint_job()
    path.write_bytes(b'{"contacts": {"1"')
    assert job is not None
    assert not job()
    assert not store.checkpoint()
    with pytest.raises(StoreError, match="its end is missing"):
        add(store, 2)
    with pytest.raises(StoreError):
        store.refresh()
    store.patient = True
    add(store, 3)
    assert store.trouble is not None
    assert not store.retry()
    with pytest.raises(NotKept):
        store.close()
    assert path.read_bytes() == b'{"contacts": {"1"'
    path.unlink()
    assert store.retry()
    assert set(contacts(path)) == {1, 3}


def test_what_a_plain_tinydb_program_wrote_is_read_and_kept(path: Path) -> None:
    path.parent.mkdir()
    with TinyDB(path) as plain:
        number = plain.table("contacts").insert({"name": "Ada Example"})
    store = Store.open(path)
    assert store.get("contacts", number) == {"id": number, "name": "Ada Example"}
    put(store, number, name="Ada")
    assert contacts(path) == {number: {"id": number, "name": "Ada"}}
    store.checkpoint()
    with TinyDB(path) as plain:
        plain.table("contacts").update({"company": "Looms"})
    put(Store.open(path), number, role="weaver")
    assert contacts(path)[number] == {"id": number, "name": "Ada", "company": "Looms", "role": "weaver"}


def test_what_json_can_not_hold_is_refused_even_when_patient(path: Path) -> None:
    store = Store.open(path)
    store.patient = True
    for name in ("\udcff", 2**70, object()):
        with pytest.raises(Refused, match="can't be written down"):
            add(store, 1, name=name)
    assert not store.pending
    add(store, 2, tags=("a", "b"))
    assert store.get("contacts", 2) == contacts(path)[2] == {"id": 2, "tags": ["a", "b"]}


def test_what_the_caller_alters_later_is_not_altered_here(path: Path) -> None:
    store = Store.open(path)
    tags = ["a"]
    add(store, 1, tags=tags)
    tags.append("b")
    assert store.get("contacts", 1) == contacts(path)[1] == {"id": 1, "tags": ["a"]}


def test_an_older_file_is_brought_forward_and_its_journal_with_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    add(store, 1, name="Ada")
    store.checkpoint()
    add(store, 2, name="Kofi")

    def rename(tables: dict[str, dict[int, dict[str, object]]]) -> None:
        for contact in tables["contacts"].values():
            contact["called"] = contact.pop("name")

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "SCHEMA", 2)
        patch.setitem(migrate.STEPS, 1, rename)
        forward = {1: {"id": 1, "called": "Ada"}, 2: {"id": 2, "called": "Kofi"}}
        assert contacts(path) == forward
        assert json.loads(path.read_bytes())["meta"]["1"]["schema"] == 1
        newer = Store.open(path)
        add(newer, 3, called="Ines")
        assert contacts(path) == {**forward, 3: {"id": 3, "called": "Ines"}}
        assert json.loads(path.read_bytes())["meta"]["1"]["schema"] == 2
        assert [step.label for step in newer.history()] == ["add 3"]
    with pytest.raises(StoreError, match="newer"):
        add(store, 4, name="Late")
    with pytest.raises(StoreError, match="newer"):
        Store.open(path)


_AS_NOBODY = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    import filelock
    from informal.errors import NotKept
    from informal.store import Edit, Store, storage
    # The interpreter itself may be out of reach for nobody.
    filelock.FileLock(os.devnull)
    if os.geteuid() == 0:
        os.setuid(65534)
    path = Path(sys.argv[1])
    print(sorted(Store.open(path, read_only=True).table("contacts")))
    store = Store.open(path)
    try:
        store.commit("x", [Edit.insert("contacts", {"id": 2})])
    except NotKept as error:
        print(error.title)
    print(sorted(store.table("contacts")), store.checkpoint())
    store.close()
    """
)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_folder_that_may_not_be_written_to_can_be_read() -> None:
    import tempfile

    # Not in tmp_path, whose parents are closed to everybody else.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "informal.json"
        add(Store.open(path), 1)
        for file in folder.iterdir():
            file.chmod(0o444 if file.suffix == ".lock" else 0o644)
        folder.chmod(0o555)
        try:
            line = [sys.executable, "-c", _AS_NOBODY, str(path)]
            done = subprocess.run(line, capture_output=True, text=True, check=False)
        finally:
            folder.chmod(0o755)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["[1]", "This could not be kept", "[1] False"]


def test_reading_loads_nothing_that_only_writing_needs(path: Path) -> None:
    add(Store.open(path), 1)
    script = (
        "import sys; from pathlib import Path; from informal.store import Store; "
        "store = Store.open(Path(sys.argv[1]), read_only=True); store.refresh(); store.history(); store.close(); "
        "print([name for name in ('tinydb', 'filelock', 'pydantic', 'platformdirs', 'asyncio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_opening_reads_nothing_of_what_is_covered(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path)
    for id in range(20):
        add(store, id)
    store.checkpoint()
    seen: list[bytes] = []
    from informal.store import journal

    real = journal.scan

    def watch(data: bytes, start: int = 0) -> journal.Scan:
        seen.append(data)
        return real(data, start)

    monkeypatch.setattr(journal, "scan", watch)
    assert len(Store.open(path).table("contacts")) == 20
    assert b"".join(seen) == b""
