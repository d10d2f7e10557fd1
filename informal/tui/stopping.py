"""What a person reads when the program has to stop by its own fault: what is kept, and where to look."""

from __future__ import annotations

from pathlib import Path

from informal.system import log

_SORRY = "informal had to stop. That is its fault, not yours."
_KEPT = "Everything is kept, up to the last key you pressed."
_NOT_KEPT = "Everything is kept but the last words of the open letter: {why}"
_AGAIN = """\
Start it again: informal
Without the full screen: informal next
Is the file all right? informal doctor"""


def farewell(file: Path, error: BaseException, trouble: str) -> str:
    """One screen, in plain text. trouble: why what was typed last could not be kept, or "".

    What broke is written to the log, without names, letters and locals.
    """
    kept = _NOT_KEPT.format(why=trouble) if trouble else _KEPT
    where = f"Where it broke, without names and letters:\n{file}" if log.crash(file, "The app", error) else ""
    return "\n\n".join(part for part in (_SORRY, kept, _AGAIN, where) if part)
