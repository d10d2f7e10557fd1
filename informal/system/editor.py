"""The person's own editor, on a private copy of a text."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from informal.errors import InformalError
from informal.text import clean

_FALLBACKS = ("sensible-editor", "nano", "vi", "notepad")


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back. status: the editor's exit status; other than 0 means "forget it", but the text is here."""

    text: str
    status: int


def command() -> list[str]:
    """The editor's command line from VISUAL, then EDITOR, then what is installed. Raises InformalError."""
    for name in ("VISUAL", "EDITOR"):
        if wish := os.environ.get(name, "").strip():
            try:
                return shlex.split(wish)
            except ValueError as error:
                raise InformalError(
                    f"{name} can't be read", f"{error}.", "A quotation mark is missing in it."
                ) from None
    for name in _FALLBACKS:
        if found := shutil.which(name):
            return [found]
    raise InformalError("No editor found", "Neither VISUAL nor EDITOR is set.", "Try: EDITOR=nano informal")


def open_file(path: Path) -> int:
    """Open a file of the person's own in the editor and wait; the editor's exit status.

    Raises InformalError when the editor can't be started.
    """
    line = command()
    try:
        return subprocess.run([*line, str(path)], check=False).returncode
    except OSError as error:
        raise InformalError(
            "The editor could not be used",
            f"{line[0]}: {error.strerror or error}.",
            f"Set EDITOR to one that is installed. The file is {path}",
        ) from error


def edit(text: str, suffix: str = ".txt") -> Edited:
    """Open the text in the editor and wait. The file is 0600 in a private folder and goes afterwards.

    Raises InformalError when the editor can't be started or leaves no readable file.
    """
    with tempfile.TemporaryDirectory(prefix="informal-") as folder:
        path = Path(folder) / f"letter{suffix}"
        path.touch(0o600)
        # A text file ends with a line end: without one, some editors complain or add theirs.
        path.write_text(f"{text}\n", encoding="utf-8")
        line = command()
        try:
            status = subprocess.run([*line, str(path)], check=False).returncode
            return Edited(clean(path.read_text(encoding="utf-8", errors="replace")).removesuffix("\n"), status)
        except OSError as error:
            raise InformalError(
                "The editor could not be used",
                f"{line[0]}: {error.strerror or error}.",
                "Set EDITOR to one that is installed. Your letter is as it was.",
            ) from error
