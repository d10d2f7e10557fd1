"""Opening an address in the person's own browser or mail program.

The stdlib's webbrowser writes over the screen, and may start a text browser in this very terminal. So: only where
there is a display, away from our terminal, and a failure is noticed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from informal.errors import InformalError

# A desktop's opener that fails does so at once; one that works may stay as long as the program it started.
_PATIENCE_SECONDS = 2.0


def can_open() -> bool:
    """Whether there is a desktop on this machine that could open an address."""
    return _command() is not None


def open_address(url: str) -> None:
    """Open a http(s) or mailto address. Raises InformalError when there is no desktop, or it refused."""
    if not url.startswith(("https://", "http://", "mailto:")):
        raise InformalError("That is not an address to open", url)
    command = _command()
    if command is None:
        raise InformalError("There is no desktop here to open it", "", "Copy the address instead.")
    try:
        started = subprocess.Popen(
            [*command, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        status = started.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        return
    except OSError as error:
        raise InformalError("It could not be opened", f"{command[0]}: {error.strerror}.", "Copy it instead.") from error
    if status:
        raise InformalError("It could not be opened", f"{command[0]} stopped with status {status}.", "Copy it instead.")


def _command() -> list[str] | None:
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return None
    if sys.platform == "darwin":
        return ["open"]
    if sys.platform == "win32":
        return ["rundll32", "url.dll,FileProtocolHandler"]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        found = shutil.which("xdg-open")
        return [found] if found else None
    return None
