"""Where things live: the data file, what belongs with dotfiles, and what may be lost."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from informal.errors import InformalError, Refused
from informal.text import one_line


@dataclass(frozen=True, slots=True)
class Paths:
    """The three folders. None of them needs to exist.

    data: of the data file. own_config, own_state: as somebody chose them; None where the system's custom holds, which
    is looked up when it is first asked for: a verb that reads no opening never loads platformdirs.
    """

    data: Path
    own_config: Path | None = None
    own_state: Path | None = None

    @property
    def file(self) -> Path:
        """The TinyDB JSON file."""
        return self.data / "informal.json"

    @property
    def config(self) -> Path:
        """What belongs with dotfiles; beside the data where the system names no home."""
        return self.own_config or _custom("user_config_path") or self.data / "config"

    @property
    def state(self) -> Path:
        """What may be lost; beside the data where the system names no home."""
        return self.own_state or _custom("user_state_path") or self.data / "state"

    @property
    def log(self) -> Path:
        """What was begun and ended, and where it broke; no names and no letters."""
        return self.state / "informal.log"

    @property
    def openings(self) -> Path:
        """A person's own openings; what stands here is never written over."""
        return self.config / "openings"


def find(data_dir: str | None = None) -> Paths:
    """The folders, from the argument, else the environment, else the system's custom (XDG, Library, AppData).

    Raises InformalError where the data's folder was not given and the system names no home, or "~" means nobody.
    """
    data = _given(data_dir or os.environ.get("INFORMAL_DATA_DIR")) or _custom("user_data_path")
    if data is None:
        raise _homeless()
    return Paths(data, _given(os.environ.get("INFORMAL_CONFIG_DIR")), _given(os.environ.get("INFORMAL_STATE_DIR")))


def typed(path: str) -> Path:
    """A path as somebody typed it, with ~ for a home. Raises Refused for the home of nobody."""
    try:
        return Path(path.strip()).expanduser()
    except RuntimeError:
        raise Refused("There is no such folder", f"Nobody here is called {one_line(path).split('/')[0]}.") from None


def _given(folder: str | None) -> Path | None:
    """A folder somebody named, made absolute. Raises InformalError for the home of nobody."""
    try:
        return Path(folder).expanduser().absolute() if folder else None
    except RuntimeError:
        raise _homeless() from None


def _custom(which: str) -> Path | None:
    """The system's folder; None where the system names no home."""
    import platformdirs

    try:
        path: Path = getattr(platformdirs, which)("informal", appauthor=False)
    except (RuntimeError, KeyError):
        return None
    return path if path.is_absolute() else None


def _homeless() -> InformalError:
    return InformalError(
        "I can't tell where your files should live",
        "This system names no home folder.",
        "Say where: informal --data-dir FOLDER, or set HOME.",
    )
