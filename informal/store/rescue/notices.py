"""What lies beside the data file and should not be there: one listing of the folder tells."""

from __future__ import annotations

import os
import re
from pathlib import Path

from informal.store import files
from informal.text import one_line

# Dropbox, Nextcloud: "informal (Ada's conflicted copy 2026-11-23).json"; Syncthing: "informal.sync-conflict-...json";
# iCloud: "informal 2.json"; Google Drive: "informal (1).json".
_COPY = re.compile(r".*conflict.*| \d+| \(\d+\)", re.IGNORECASE)
_SUFFIXES = (".json", ".journal")


def names(folder: Path) -> list[str]:
    """The names in a folder, sorted; none where it can't be listed."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def conflict_copies(path: Path) -> list[Path]:
    """What programs that keep folders in step left of a data file that was changed in two places."""
    return [path.parent / name for name in names(path.parent) if _is_copy(name, path.stem)]


def _is_copy(name: str, stem: str) -> bool:
    rest = name.removeprefix(stem)
    suffix = next((suffix for suffix in _SUFFIXES if rest.endswith(suffix)), "")
    return rest != name and bool(suffix) and _COPY.fullmatch(rest.removesuffix(suffix)) is not None


def forgetting(path: Path) -> Path:
    """Where it is written down, while somebody is being forgotten, who that is."""
    return path.with_suffix(".forgetting")


def noticed(path: Path) -> list[str]:
    """What somebody who goes on writing should know, a sentence each."""
    said = [
        f"Another version of your file lies beside it: {one_line(copy.name)}. See: informal doctor"
        for copy in conflict_copies(path)
    ]
    if files.signature(forgetting(Path(os.path.realpath(path)))) is not None:
        said.append("Forgetting somebody was interrupted. To finish it: informal doctor --repair")
    return said
