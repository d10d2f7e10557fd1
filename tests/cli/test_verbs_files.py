"""import of every format, export to every format, email."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from informal import exchange
from informal.cli import files
from informal.workspace import exports

SAMPLES = Path(__file__).parents[1] / "samples"
KEYS = {"format", "rows", "added", "merged", "unchanged", "skipped", "details"}


@pytest.mark.parametrize(
    ("path", "format", "added"),
    [
        ("linkedin/plain.csv", "linkedin", 3),
        ("zip/linkedin-in-folder.zip", "linkedin", 3),
        ("google/new.csv", "google", 4),
        ("outlook/classic.csv", "outlook", 3),
        ("vcard/many-and-bad.vcf", "vcard", 6),
        ("table/german.csv", "table", 2),
    ],
)
def test_every_format_by_its_content_and_twice_changes_nothing(
    informal: Any, tmp_path: Path, path: str, format: str, added: int
) -> None:
    disguised = tmp_path / "file.txt"
    disguised.write_bytes((SAMPLES / path).read_bytes())
    first = informal("import", str(disguised), "--json").json
    assert set(first) == KEYS
    assert (first["format"], first["added"]) == (format, added)
    assert first["rows"] == len(first["details"]) == added + first["skipped"]
    assert all(set(one) == {"row", "name", "outcome", "reason"} for one in first["details"])
    again = informal("import", str(disguised), "--json").json
    assert (again["added"], again["merged"], again["unchanged"]) == (0, 0, added)
    assert informal("undo").status == 0
    assert informal("list", "--json").json == []


def test_several_files_are_each_reported(informal: Any) -> None:
    paths = [str(SAMPLES / name) for name in ("table/german.csv", "google/old.csv", "vcard/3.0.vcf")]
    dry = informal("import", "--dry-run", *paths, "--json").json
    assert [one["format"] for one in dry] == ["table", "google", "vcard"]
    assert informal("list", "--json").json == []
    done = informal("import", *paths, "--json").json
    assert all(set(one) == KEYS for one in done)
    assert [one["added"] for one in done] == [2, 1, 0], "the second and third file know the first one's people"
    out = informal("import", *paths).out
    assert [name for name in ("german.csv: ", "old.csv: ", "3.0.vcf: ") if name in out] == [
        "german.csv: ",
        "old.csv: ",
        "3.0.vcf: ",
    ]


def test_a_bad_file_does_not_stop_the_others(informal: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.bin").write_bytes(b"\x00\x01")
    (tmp_path / "empty.csv").write_bytes(b"")
    said = informal(
        "import", str(tmp_path / "bad.bin"), str(tmp_path / "empty.csv"), str(SAMPLES / "table/german.csv"), "--json"
    )
    assert said.status == 1
    assert "bad.bin" in said.err
    assert "empty.csv" in said.err
    assert [one["added"] for one in json.loads(said.out)] == [2]
    assert len(informal("list", "--json").json) == 2


def test_a_file_past_all_measure_is_not_even_opened(informal: Any, tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    with big.open("wb") as stream:
        stream.truncate(2_000_000_000)  # sparse: it takes no room
    said = informal("import", str(big))
    assert (said.status, said.out) == (1, "")
    assert "too large to be an address book" in said.err


def test_the_columns_of_a_table_may_be_said(informal: Any) -> None:
    path = str(SAMPLES / "table/nobody.csv")
    said = informal("import", path)
    assert said.status == 1
    assert "Its columns: Product, Price, Stock." in said.err
    assert informal("import", path, "--map", "name=Product,notes=Price", "--map", "notes=stock").status == 0
    wool = informal("show", "Wool", "--json").json
    assert wool["notes"] == "3.50\n12"
    assert informal("import", path, "--map", "name").status == 2
    assert "What I keep" in informal("import", path, "--map", "shoe=Product").err
    assert informal("import", path, "--format", "google", "--map", "name=Product").status == 1
    assert informal("import", path, "--format", "json", "--map", "name=Product").status == 1
    assert "What I know: linkedin, google" in informal("import", path, "--format", "punchcard").err


def test_a_referral_leads_to_somebody(informal: Any) -> None:
    informal("import", str(SAMPLES / "outlook/classic.csv"))
    ada = informal("show", "Ada Example", "--json").json
    assert informal("show", "Kofi Fictional", "--json").json["introduced_by"] == ada["id"]


def test_everything_moves_house(informal: Any, ada: dict[str, Any], tmp_path: Path) -> None:
    informal("sent", "Ada Example", "--channel", "email")
    informal("cross", "degree")
    file, again = tmp_path / "all.json", tmp_path / "again.json"
    informal("export", str(file))
    other = ("--data-dir", str(tmp_path / "new house"))
    report = informal("import", str(file), "--json", *other).json
    assert (report["format"], report["rows"], report["added"]) == ("json", 1, 1)
    informal("export", str(again), *other)
    assert again.read_bytes() == file.read_bytes()
    assert informal("status", "--json", *other).json == informal("status", "--json").json
    assert informal("import", str(file), *other).out.startswith("all.json: 1 as they were.")


@pytest.mark.parametrize(
    ("name", "more", "begins", "notes"),
    [
        ("people.vcf", (), "BEGIN:VCARD\r\nVERSION:4.0\r\n", False),
        ("people.vcf", ("--notes",), "BEGIN:VCARD\r\nVERSION:4.0\r\n", True),
        ("people.vcf", ("--format", "vcard3"), "BEGIN:VCARD\r\nVERSION:3.0\r\n", False),
        ("people.MD", (), "# My people\n", True),
        ("people.txt", ("--format", "markdown"), "# My people\n", True),
    ],
)
def test_export_by_the_ending_or_as_said(
    informal: Any, ada: dict[str, Any], tmp_path: Path, name: str, more: tuple[str, ...], begins: str, notes: bool
) -> None:
    informal("edit", "Ada Example", "--notes", "Sings alto")
    path = tmp_path / name
    assert informal("export", str(path), *more).status == 0
    text = path.read_bytes().decode()
    assert text.startswith(begins)
    assert "Ada Example" in text
    assert ("Sings alto" in text) == notes
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_markdown_holds_the_letters(informal: Any, ada: dict[str, Any], tmp_path: Path) -> None:
    informal("draft", "Ada Example", "--subject", "Looms?", "--body", "Hi Ada", "--channel", "email")
    informal("sent", "Ada Example")
    informal("tick", "asked at the fair")
    informal("export", str(tmp_path / "x.md"))
    text = (tmp_path / "x.md").read_text()
    assert "#### 2026-11-23, sent, ask, by email\n\nSubject: Looms?\n\n```text\nHi Ada\n```" in text
    assert "## With nobody named" in text


def test_an_export_of_something_else_names_what_there_is(informal: Any, tmp_path: Path) -> None:
    said = informal("export", str(tmp_path / "x.pdf"))
    assert said.status == 1
    assert ".json, .csv, .vcf and .md" in said.err
    assert "Or say --format: json, csv, vcard, vcard3, markdown." in said.err


def test_email_is_for_mail_programs(informal: Any, ada: dict[str, Any]) -> None:
    informal("add", "Kofi Fictional", "--email", "kofi@fictional.example", "--email", "k@maps.example")
    informal("add", "Mina Madeup")
    assert informal("email", "--parsable", "ada").out == "ada@example.org\tAda Example\tExample Looms\n"
    assert informal("email", "--parsable", "ko", "fic").out.splitlines() == [
        "kofi@fictional.example\tKofi Fictional",
        "k@maps.example\tKofi Fictional",
    ]
    nobody = informal("email", "--parsable", "nobody at all")
    assert (nobody.status, nobody.out, nobody.err) == (0, "", "")
    assert len(informal("email", "--parsable").out.splitlines()) == 3
    assert informal("email", "ada", "--json").json == [
        {"email": "ada@example.org", "name": "Ada Example", "company": "Example Looms"}
    ]


def test_email_passes_over_who_asked_not_to_be_written_to(informal: Any, tmp_path: Path) -> None:
    document = {"id": 1, "name": "Omar Invented", "emails": ["omar@mail.example"], "dont_write": True}
    whole = {"format": "informal", "schema": 1, "tables": {"contacts": {"1": document}}}
    (tmp_path / "x.json").write_text(json.dumps(whole))
    informal("import", str(tmp_path / "x.json"))
    assert informal("email", "--parsable", "omar").out == ""


def test_a_zip_of_zeros(informal: Any, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("Connections.csv", bytes(20_000_000))
    said = informal("import", str(path))
    assert (said.status, said.out) == (1, "")
    assert "no list of people" in said.err


def test_the_help_names_every_format() -> None:
    assert files._FORMATS == exchange.FORMATS
    assert files._OUT == exports.FORMATS
