"""The clipboard: the system's own tool where there is one, then the terminal's (OSC 52), and the truth if neither.

OSC 52 gives no receipt, and some terminals ignore it (Apple Terminal, VTE). So what came of it is told as it is:
"in the clipboard" only for a tool that said yes.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path


class Copied(StrEnum):
    """What became of a copy."""

    YES = "yes"
    ASKED_TERMINAL = "asked_terminal"
    NO = "no"


def copy(text: str, to_terminal: Callable[[str], bool] | None = None) -> Copied:
    """Put text on the clipboard. to_terminal sends OSC 52 and says whether there was a terminal to send it to.

    Over SSH the system's tool would fill the clipboard of the wrong machine, so only the terminal is asked.
    """
    if not _over_ssh() and _native(text):
        return Copied.YES
    if (to_terminal or _osc52)(text):
        return Copied.ASKED_TERMINAL
    return Copied.NO


def _over_ssh() -> bool:
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def _native(text: str) -> bool:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True


def _osc52(text: str) -> bool:
    """Ask the terminal behind this process. Raises nothing: no terminal is an answer."""
    if os.environ.get("TERM", "dumb") in {"dumb", "linux", ""}:
        return False
    code = base64.b64encode(text.encode()).decode()
    try:
        with Path("/dev/tty").open("w") as terminal:
            terminal.write(f"\x1b]52;c;{code}\x07")
    except OSError:
        return False
    return True
