"""The app in a real terminal of its own: a tmux that nobody else uses."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A machine under load takes its time; nothing here waits that long when all is well.
_PATIENCE_SECONDS = 30.0
_WIDE = ("100", "30")


class Terminal:
    """One app, its keys and its screen."""

    def __init__(self, socket: str) -> None:
        self._tmux = ["tmux", "-f", os.devnull, "-L", socket]

    @classmethod
    @contextmanager
    def running(cls, home: Path, fault: str = "") -> Iterator[Terminal]:
        """Open the app on a folder; what is left of it goes away in the end. fault: see torture.faults."""
        one = cls(f"torture-{os.getpid()}-{os.urandom(3).hex()}")
        program = ["torture.faults", fault] if fault else ["informal"]
        tests = f"PYTHONPATH={Path(__file__).parent}"
        line = shlex.join(["env", tests, sys.executable, "-m", *program, "--data-dir", str(home)])
        try:
            one._run("new-session", "-d", "-x", _WIDE[0], "-y", _WIDE[1], f"exec {line}")
            yield one
        finally:
            subprocess.run([*one._tmux, "kill-server"], check=False, capture_output=True)

    @classmethod
    @contextmanager
    def shell(cls, home: Path, **env: str) -> Iterator[Terminal]:
        """A shell whose `informal` works on a folder, with its own config and state beside the data."""
        one = cls(f"shell-{os.getpid()}-{os.urandom(3).hex()}")
        ours = {
            "INFORMAL_DATA_DIR": str(home),
            "INFORMAL_CONFIG_DIR": str(home / "c"),
            "INFORMAL_STATE_DIR": str(home / "s"),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PS1": "ready> ",
            "LC_ALL": "C.UTF-8",
        }
        line = shlex.join(
            ["env", *(f"{name}={value}" for name, value in {**ours, **env}.items()), "bash", "--norc", "-i"]
        )
        try:
            one._run("new-session", "-d", "-x", _WIDE[0], "-y", _WIDE[1], f"exec {line}")
            one.until("ready>")
            yield one
        finally:
            subprocess.run([*one._tmux, "kill-server"], check=False, capture_output=True)

    def close(self) -> None:
        """Close the window, as one does with the mouse: whoever runs in it hears SIGHUP."""
        self._run("kill-server")

    def _run(self, *argv: str) -> str:
        return subprocess.run([*self._tmux, *argv], check=True, capture_output=True, text=True).stdout

    def keys(self, *names: str) -> None:
        """Press keys by their names: Enter, Escape."""
        self._run("send-keys", *names)

    def type(self, text: str) -> None:
        """Type text."""
        self._run("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        """Paste text, as a terminal tells of it."""
        self._run("set-buffer", "-b", "pasted", text)
        self._run("paste-buffer", "-p", "-r", "-b", "pasted")

    @property
    def screen(self) -> str:
        """What is to be seen now."""
        return self._run("capture-pane", "-p")

    def until(self, pattern: str) -> str:
        """Wait for something to be seen; the screen then. Fails when it never comes."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < end:
            screen = self.screen
            if re.search(pattern, screen.rstrip()):
                return screen
            time.sleep(0.02)
        raise AssertionError(f"{pattern!r} is never to be seen in:\n{self.screen}")

    @property
    def pid(self) -> int:
        """Who runs in the window."""
        return int(self._run("list-panes", "-F", "#{pane_pid}"))

    def kill(self) -> None:
        """kill -9, and wait for the end."""
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        end = time.monotonic() + _PATIENCE_SECONDS
        while Path(f"/proc/{pid}").exists() and time.monotonic() < end:
            time.sleep(0.005)
