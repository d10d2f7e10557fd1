"""Files that are made to choke a program, taken in as a person would: refused or passed over, with a sentence.

A process of its own each, as memory is counted there: beyond what the same line takes with one ordinary person.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = b"Ada,Example,https://www.linkedin.com/in/ada-example,,Looms,Weaver,02 Jan 2024\n"
_RUN = """
import resource, sys
from informal.__main__ import main
status = main(sys.argv[1:])
print(status, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
MB = 1_000_000


def _import(folder: Path, file: Path) -> tuple[int, int, str]:
    """The exit status, the most memory in bytes, and what was said."""
    env = os.environ | {"INFORMAL_DATA_DIR": str(folder / "data")}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "import", str(file)], capture_output=True, text=True, check=True, env=env
    )
    *_, last = done.stdout.splitlines()
    status, memory = last.split()
    return int(status), int(memory) * (1 if sys.platform == "darwin" else 1024), done.stdout + done.stderr


@pytest.fixture
def ordinary(tmp_path: Path) -> int:
    """What a file of one person takes."""
    file = tmp_path / "ordinary.csv"
    file.write_bytes(HEADER + ADA)
    status, memory, _ = _import(tmp_path / "ordinary", file)
    assert status == 0
    return memory


def test_a_file_of_two_gigabytes(tmp_path: Path, ordinary: int) -> None:
    file = tmp_path / "Connections.csv"
    with file.open("wb") as out:
        out.write(HEADER + ADA)
        out.truncate(2_000 * MB)  # a hole: it takes no room
    status, memory, said = _import(tmp_path, file)
    assert status == 1
    assert "too large" in said
    assert memory - ordinary < 20 * MB


def test_a_zip_of_zeros(tmp_path: Path, ordinary: int) -> None:
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("Connections.csv", "w") as out:
        for _ in range(250):
            out.write(bytes(MB))
    assert file.stat().st_size < MB
    status, memory, said = _import(tmp_path, file)
    assert status == 1
    assert "informal: " in said
    assert memory - ordinary < 20 * MB


def test_a_cell_of_fifty_megabytes(tmp_path: Path, ordinary: int) -> None:
    file = tmp_path / "Connections.csv"
    file.write_bytes(HEADER + b"Kofi,Fictional,,," + b"x" * (50 * MB) + b",Weaver,02 Jan 2024\n" + ADA)
    status, memory, said = _import(tmp_path, file)
    assert status == 0
    assert "longer than 100,000 characters" in said
    assert memory - ordinary < 6 * file.stat().st_size


def test_a_photo_of_fifty_megabytes(tmp_path: Path, ordinary: int) -> None:
    photo = (b"A" * 74 + b"\r\n ") * (50 * MB // 77)
    file = tmp_path / "contacts.vcf"
    file.write_bytes(b"BEGIN:VCARD\r\nFN:Ada Example\r\nPHOTO;ENCODING=b:" + photo + b"\r\nEND:VCARD\r\n")
    status, memory, said = _import(tmp_path, file)
    assert status == 0
    assert "1 added" in said
    assert memory - ordinary < 6 * file.stat().st_size
