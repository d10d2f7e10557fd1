"""Where things live: the data file, what belongs with dotfiles, and what may be lost."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from informal.errors import InformalError


@dataclass(frozen=True, slots=True)
class Paths:
    """The three folders. None of them needs to exist."""

    data: Path
    config: Path
    state: Path

    @property
    def file(self) -> Path:
        """The TinyDB JSON file."""
        return self.data / "informal.json"

    @property
    def openings(self) -> Path:
        """A person's own openings; the program never writes here."""
        return self.config / "openings"


def find(data_dir: str | None = None) -> Paths:
    """The folders, from the argument, else the environment, else the system's custom (XDG, Library, AppData).

    Raises InformalError where the system names no home and none was given.
    """
    return Paths(
        data=_folder(data_dir or os.environ.get("INFORMAL_DATA_DIR"), "user_data_path"),
        config=_folder(os.environ.get("INFORMAL_CONFIG_DIR"), "user_config_path"),
        state=_folder(os.environ.get("INFORMAL_STATE_DIR"), "user_state_path"),
    )


def _folder(given: str | None, custom: str) -> Path:
    """The given folder made absolute, or the system's; platformdirs is loaded only for the latter."""
    try:
        if given:
            return Path(given).expanduser().absolute()
        import platformdirs

        path: Path = getattr(platformdirs, custom)("informal", appauthor=False)
        if path.is_absolute():
            return path
    except (RuntimeError, KeyError):
        pass
    raise InformalError(
        "I can't tell where your files should live",
        "This system names no home folder.",
        "Say where: informal --data-dir FOLDER, or set HOME.",
    )
