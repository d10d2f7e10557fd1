"""A log for whoever looks for a fault: versions, what was begun and ended, and where it broke.

No name, no letter and no local variable is written; of an error only its kind and the places it came through, since its
message may hold what a person typed.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from informal import __version__

# Then it is put aside, over the one before.
_MOST_BYTES = 256 * 1024
_MODE = 0o600


def write(file: Path, *lines: str) -> bool:
    """Add lines, each with the time before it; whether that worked. Never raises: a log is not worth a failure."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = "".join(f"{now} {line}\n" for line in lines)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if file.stat().st_size > _MOST_BYTES:
                file.replace(file.with_name(f"{file.name}.1"))
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _MODE)
        with os.fdopen(descriptor, "a", encoding="utf-8", errors="replace") as opened:
            opened.write(text)
    except OSError:
        return False
    return True


def crash(file: Path, what: str, error: BaseException) -> bool:
    """Add where an error came from; whether that worked. what: the app, or a verb's name."""
    python = platform.python_version()
    return write(file, f"{what} broke. informal {__version__}, Python {python}, {sys.platform}", *_told(error))


def _told(error: BaseException | None) -> Iterator[str]:
    """The kind of an error and the places it came through, then of the one that caused it."""
    while error is not None:
        yield f"  {type(error).__module__}.{type(error).__qualname__}"
        yield from _places(error.__traceback__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _places(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        code = traceback.tb_frame.f_code
        path = Path(code.co_filename)
        # No home folder, which has a person's name in it: the last two parts say enough.
        yield f"    {path.parent.name}/{path.name}:{traceback.tb_lineno} {code.co_qualname}"
        traceback = traceback.tb_next
