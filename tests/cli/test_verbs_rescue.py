"""backup, restore, doctor, forget."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from informal.__main__ import main
from informal.store import Store

ROOT = Path(__file__).parents[2]
CONNECTIONS = ROOT / "assets" / "Connections.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder."""
    return tmp_path / "informal" / "data"


def _names(informal: Any) -> list[str]:
    return sorted(one["name"] for one in informal("list", "--json").json)


def _bytes(folder: Path) -> bytes:
    """Everything in a folder, unpacked where it is packed."""
    raw = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    return b"\n".join(gzip.decompress(one) if one.startswith(b"\x1f\x8b") else one for one in raw)


# Backup and restore


def test_backup_and_restore_is_one_step(informal: Any, ada: dict[str, Any], data: Path) -> None:
    made = informal("backup", "--json").json
    assert made["contacts"] == 1
    file = Path(made["file"])
    assert file.parent == data / "backups"
    assert [*file.parent.iterdir()] == [file], "one, not the usual one besides"
    informal("edit", "Ada Example", "--role", "weaver")
    informal("add", "Kofi Fictional")
    informal("sent", "Kofi Fictional", "--channel", "email")
    said = informal("restore", file.name)
    assert (said.status, said.out) == (0, f"1 person, as in {file.name}.\n")
    assert _names(informal) == ["Ada Example"]
    assert informal("show", "Ada Example", "--json").json["role"] == ""
    assert informal("history", "--json").json[0]["label"] == f"restore {file.name}"
    assert informal("undo").status == 0
    assert _names(informal) == ["Ada Example", "Kofi Fictional"]
    assert informal("show", "Ada Example", "--json").json["role"] == "weaver"
    assert informal("status", "--json").json["total_asks"] == 1


@pytest.mark.parametrize("name", ["everything.json", "everything.gz", "everything"])
def test_a_backup_to_a_file_of_ones_own(
    informal: Any, ada: dict[str, Any], tmp_path: Path, data: Path, name: str
) -> None:
    file = tmp_path / name
    assert informal("backup", str(file), "--json").json == {"file": str(file), "contacts": 1}
    assert file.stat().st_mode & 0o777 == 0o600
    raw = file.read_bytes()
    whole = json.loads(raw if name.endswith(".json") else gzip.decompress(raw))
    assert str(ada["id"]) in whole["contacts"]
    assert not (data / "backups").exists()
    informal("delete", "Ada Example")
    assert informal("restore", str(file), "--json").json == {"file": str(file), "contacts": 1, "set_aside": []}
    assert _names(informal) == ["Ada Example"]
    elsewhere = str(tmp_path / "elsewhere")
    assert informal("restore", str(file), "--data-dir", elsewhere).status == 0
    assert informal("list", "--json", "--data-dir", elsewhere).json[0]["id"] == ada["id"]
    assert informal("doctor", "--data-dir", elsewhere).status == 0


def test_an_export_of_everything_can_be_restored_too(informal: Any, ada: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    informal("export", str(file))
    informal("delete", "Ada Example")
    assert informal("restore", str(file)).status == 0
    assert _names(informal) == ["Ada Example"]


def test_the_list_tells_what_differs(informal: Any, ada: dict[str, Any]) -> None:
    said = informal("restore")
    assert (said.status, said.out) == (0, "")
    assert "informal backup" in said.err
    assert informal("restore", "--json").json == []
    informal("backup")
    [one] = informal("restore", "--json").json
    assert (one["contacts"], one["messages"]) == (1, 0)
    assert (one["added"], one["changed"], one["removed"]) == (0, 0, 0)
    assert "the same people" in informal("restore").out
    informal("delete", "Ada Example")
    informal("add", "Kofi Fictional")
    [one] = informal("restore", "--json").json
    assert (one["added"], one["changed"], one["removed"]) == (1, 0, 1)
    out = informal("restore").out
    for words in ("1 come back", "1 go", "Ada Example", "Kofi Fictional"):
        assert words in out


def test_what_can_not_be_restored_is_a_sentence(informal: Any, ada: dict[str, Any], tmp_path: Path, data: Path) -> None:
    informal("backup")
    [made] = (data / "backups").iterdir()
    said = informal("restore", "yesterday")
    assert said.status == 1
    assert made.name in said.err
    assert "already" in informal("restore", made.name).err
    (tmp_path / "bad.json").write_bytes(b"{")
    (tmp_path / "bad.gz").write_bytes(b"\x1f\x8b")
    (tmp_path / "other.json").write_bytes(b'{"name": "a web page"}')
    (tmp_path / "newer.json").write_bytes(b'{"meta": {"1": {"id": 1, "schema": 99}}}')
    for name in ("bad.json", "bad.gz", "other.json", "newer.json"):
        said = informal("restore", str(tmp_path / name))
        assert (said.status, said.out) == (1, "")
        assert name in said.err
        assert "inside" not in said.err
    assert _names(informal) == ["Ada Example"]


def test_there_is_nothing_to_back_up(informal: Any, data: Path, tmp_path: Path) -> None:
    for line in (("backup",), ("backup", str(tmp_path / "x.json"))):
        said = informal(*line)
        assert said.status == 1
        assert "nothing to keep" in said.err
    assert not data.exists()


def test_a_backup_never_takes_the_place_of_the_data(informal: Any, ada: dict[str, Any], data: Path) -> None:
    informal("add", "Kofi Fictional")
    before = (data / "informal.journal").read_bytes()
    for name in ("informal.json", "informal.journal", "informal.lock"):
        assert informal("backup", str(data / name)).status == 1
    assert (data / "informal.journal").read_bytes() == before


def test_a_damaged_file_is_set_aside_by_restore(informal: Any, ada: dict[str, Any], data: Path) -> None:
    informal("backup")
    informal("add", "Kofi Fictional")
    [made] = (data / "backups").iterdir()
    (data / "informal.json").write_bytes(b"\x00" * 100)
    journal = (data / "informal.journal").read_bytes()
    said = informal("list")
    assert said.status == 1
    assert "informal doctor --repair" in said.err
    assert "informal restore" in said.err
    assert "1 person" in informal("restore").out
    done = informal("restore", made.name, "--json").json
    assert done["contacts"] == 1
    assert {Path(path).read_bytes() for path in done["set_aside"]} == {b"\x00" * 100, journal}
    assert _names(informal) == ["Ada Example"], "what came later is in the journal that was set aside"
    assert informal("add", "Ines Invented").err.count("set aside") == 0
    assert informal("doctor").status == 0


def test_a_failed_backup_is_said_by_the_verb_that_wanted_it(informal: Any, ada: dict[str, Any], data: Path) -> None:
    (data / "backups").write_text("in the way")
    said = informal("add", "Kofi Fictional")
    assert said.status == 0
    assert "A backup could not be made" in said.err


# Doctor


def test_doctor_json_is_a_promise(informal: Any, ada: dict[str, Any], data: Path) -> None:
    assert informal("doctor", "--json").json == {"ok": True, "problems": [], "contacts": 1, "messages": 0}
    assert informal("doctor").out == "All is well: 1 person, 0 letters.\n"
    (data / "informal (conflicted copy).json").write_bytes(b"{}")
    said = informal("doctor", "--json")
    assert said.status == 1
    told = json.loads(said.out)
    assert set(told) == {"ok", "problems", "contacts", "messages"}
    assert told["ok"] is False
    assert "conflicted copy" in told["problems"][0]
    said = informal("doctor")
    assert said.status == 1
    assert said.out == f"{told['problems'][0]}\n"
    assert "--repair" in said.err
    assert "conflicted copy" in informal("add", "Kofi Fictional").err
    assert informal("list").err == ""
    assert informal("doctor", "--repair", "--json").json["ok"] is True
    assert informal("doctor").status == 0


def test_doctor_mends_a_truncated_file(informal: Any, ada: dict[str, Any], data: Path) -> None:
    informal("add", "Kofi Fictional")
    file = data / "informal.json"
    file.write_bytes(file.read_bytes()[:30])
    said = informal("doctor")
    assert said.status == 1
    assert str(file) in said.out
    said = informal("doctor", "--repair")
    assert said.status == 0, said.err
    assert "set aside" in said.err
    assert said.out.startswith("All is well")
    assert _names(informal) == ["Ada Example", "Kofi Fictional"]


def test_doctor_says_when_it_can_not(informal: Any, data: Path) -> None:
    data.mkdir(parents=True)
    (data / "informal.json").write_bytes(b"{")
    said = informal("doctor", "--repair")
    assert said.status == 1
    assert "informal restore FILE" in said.err
    said = informal("doctor", "--repair", "--json")
    assert said.status == 1
    assert json.loads(said.out)["contacts"] == 0
    assert (data / "informal.json").read_bytes() == b"{"


def test_what_doctor_moved_out_undo_brings_back(informal: Any, ada: dict[str, Any], data: Path) -> None:
    informal("add", "Kofi Fictional", "--introduced-by", "Ada Example")
    file = data / "informal.json"
    informal("tick")
    assert Store.open(file).checkpoint()
    with TinyDB(file) as plain:
        plain.table("messages").update({"kind": "shout"})
        plain.table("contacts").update({"introduced_by": 5}, where("name") == "Kofi Fictional")
    assert len(json.loads(informal("doctor", "--json").out)["problems"]) == 2
    said = informal("doctor", "--repair")
    assert said.status == 0
    assert "1 damaged record was moved" in said.err
    assert "informal undo" in said.err
    assert informal("show", "Kofi Fictional", "--json").json["introduced_by"] is None
    assert informal("status", "--json").json["total_asks"] == 0
    assert informal("undo").status == 0
    assert len(json.loads(informal("doctor", "--json").out)["problems"]) == 2


# Forget


def test_forget_needs_a_yes(informal: Any, ada: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    said = informal("forget", "Ada Example")
    assert (said.status, said.out) == (1, "")
    assert "Forget Ada Example? This can't be taken back" in said.err
    assert "--yes" in said.err
    assert _names(informal) == ["Ada Example"]
    assert informal("forget", "Nobody Known", "--yes").status == 1
    assert informal("forget").status == 2
    assert informal("forget", "Ada Example", "--never-written-to").status == 2


@pytest.mark.parametrize(("answer", "left"), [("no\n", 1), ("\n", 1), ("", 1), ("yes\n", 0), (" Yes \n", 0)])
def test_somebody_at_the_keyboard_is_asked(
    informal: Any, ada: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: Any, answer: str, left: int
) -> None:
    keyboard = io.StringIO(answer)
    keyboard.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", keyboard)
    assert main(["forget", "Ada Example"]) == left
    out, err = capsys.readouterr()
    assert "Forget Ada Example? This can't be taken back. Type yes:" in err
    assert out == ("" if left else "1 person forgotten.\n")
    assert len(informal("list", "--json").json) == left


def test_forget_leaves_nothing_and_totals_stay(informal: Any, ada: dict[str, Any], data: Path) -> None:
    informal("sent", "Ada Example", "--channel", "email")
    informal("add", "Kofi Fictional", "--introduced-by", "Ada Example", "--notes", "Ask him how Ada Example is")
    informal("backup")
    before = informal("status", "--json").json
    assert b"ada@example.org" in _bytes(data)
    assert informal("forget", "ada@example.org", "--yes", "--json").json == {"forgotten": 1}
    left = _bytes(data)
    assert b"ada@example.org" not in left
    assert str(ada["id"]).encode() not in left
    assert informal("status", "--json").json == before | {"contacts": 1}
    assert informal("show", "Kofi Fictional", "--json").json["introduced_by"] is None
    assert [one["label"] for one in informal("history", "--json").json] == ["add Kofi Fictional"]
    assert informal("undo").status == 0
    assert informal("undo").status == 1
    assert informal("doctor").status == 0


def test_what_others_letters_say_stays_and_is_told(informal: Any, ada: dict[str, Any]) -> None:
    informal("add", "Kofi Fictional", "--notes", "Ask him how Ada Example is")
    said = informal("forget", "Ada Example", "--yes")
    assert said.out == "1 person forgotten.\n"
    assert "1 record about others still name" in said.err


def test_no_import_brings_them_back_but_a_hand_may(informal: Any, data: Path) -> None:
    first = informal("import", str(CONNECTIONS), "--json").json
    people = informal("list", "--json").json
    gone = next(one for one in people if one["linkedin"])
    assert informal("forget", str(gone["id"]), "--yes", "--json").json == {"forgotten": 1}
    again = informal("import", str(CONNECTIONS), "--json").json
    assert again["added"] == 0
    skipped = [one for one in again["details"] if "you asked to forget them" in one["reason"]]
    assert [one["outcome"] for one in skipped] == ["skipped"] * len(skipped)
    assert again["skipped"] == first["skipped"] + len(skipped)
    assert len(informal("list", "--json").json) == len(people) - 1
    assert informal("add", gone["name"], "--linkedin", gone["linkedin"]).status == 0
    assert informal("import", str(CONNECTIONS), "--json").json["added"] == 0
    assert len(informal("list", "--json").json) == len(people)


def test_no_backup_from_elsewhere_brings_them_back(
    informal: Any, ada: dict[str, Any], tmp_path: Path, data: Path
) -> None:
    informal("add", "Kofi Fictional")
    file = tmp_path / "elsewhere.json"
    informal("backup", str(file))
    informal("forget", "Ada Example", "--yes")
    informal("delete", "Kofi Fictional")
    said = informal("restore", str(file))
    assert said.status == 0
    assert "1 person whom you asked to forget stayed away" in said.err
    assert _names(informal) == ["Kofi Fictional"]
    (data / "informal.json").write_bytes(b"{")
    assert informal("restore", str(file)).status == 0
    assert _names(informal) == ["Kofi Fictional"]
    assert informal("restore", str(file)).status == 1
    assert b"ada@example.org" not in _bytes(data)


def test_never_written_to(informal: Any, ada: dict[str, Any]) -> None:
    informal("import", str(CONNECTIONS))
    number = len(informal("list", "--json").json)
    assert informal("sent", "ada@example.org", "--channel", "email").status == 0
    said = informal("forget", "--never-written-to")
    assert said.status == 1
    assert f"Forget {number - 1} people" in said.err
    assert informal("forget", "--never-written-to", "--yes", "--json").json == {"forgotten": number - 1}
    assert _names(informal) == ["Ada Example"]
    assert informal("import", str(CONNECTIONS), "--json").json["added"] <= 2, "only who has neither link nor address"
    assert informal("forget", "--never-written-to", "--yes").status == 0
    assert informal("forget", "--never-written-to", "--yes", "--json").json == {"forgotten": 0}


def test_somebody_deleted_before_can_be_forgotten(informal: Any, ada: dict[str, Any], data: Path) -> None:
    informal("edit", "Ada Example", "--name", "Ada B. Example")
    informal("add", "Kofi Fictional")
    informal("backup")
    informal("delete", "Ada B. Example")
    assert informal("forget", "ada example", "--yes", "--json").json == {"forgotten": 1}
    left = _bytes(data)
    assert b"Ada" not in left
    assert b"ada@example.org" not in left
    assert _names(informal) == ["Kofi Fictional"]
    assert [one["label"] for one in informal("history", "--json").json] == ["add Kofi Fictional"]


def test_an_interrupted_forgetting_is_finished(
    informal: Any, ada: dict[str, Any], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    informal("add", "Kofi Fictional")
    informal("backup")
    with monkeypatch.context() as patch:
        patch.setattr("informal.store.rescue.forget._clean_beside", _killed)
        assert informal("forget", "Ada Example", "--yes").status == 1
    assert _names(informal) == ["Kofi Fictional"]
    assert b"ada@example.org" in _bytes(data)
    said = informal("forget", "Ada Example", "--yes")
    assert said.status == 0
    assert "finished now" in said.err
    assert b"ada@example.org" not in _bytes(data)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt
