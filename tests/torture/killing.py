"""Children that write and say after each turn that it is kept, and an end by kill -9 at any instant."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Say = Callable[[str], None]


@dataclass(slots=True)
class Child:
    """A process and the pipe on which it says what is kept."""

    pid: int
    pipe: int
    said: bytes = b""
    status: int = 0

    def kill(self) -> list[str]:
        """kill -9, now; every line it had said until then."""
        os.kill(self.pid, signal.SIGKILL)
        return self.lines()

    def lines(self) -> list[str]:
        """Wait for its end; every whole line it said."""
        while data := os.read(self.pipe, 65536):
            self.said += data
        os.close(self.pipe)
        self.status = os.waitpid(self.pid, 0)[1]
        return self.said.decode().split("\n")[:-1]


def child(work: Callable[[Say], None], folder: Path) -> Child:
    """Begin work in a process of its own. What it raises stands in folder/trouble-<pid>."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid:
        os.close(theirs)
        return Child(pid, ours)
    status = 1
    try:
        # Nothing of the tests' own output may come from here.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        os.close(ours)
        work(lambda line: _whole(theirs, line))
        status = 0
    except BaseException:
        (folder / f"trouble-{os.getpid()}").write_text(traceback.format_exc())
    finally:
        os._exit(status)


def _whole(pipe: int, line: str) -> None:
    os.write(pipe, line.encode() + b"\n")


def no_trouble(folder: Path) -> None:
    """Fails with what a child raised, if one did."""
    for trouble in folder.glob("trouble-*"):
        raise AssertionError(trouble.read_text())


def kill_all(children: list[Child], after: list[float]) -> list[list[str]]:
    """Kill each after its own while, in seconds from now; what each had said."""
    start = time.perf_counter()
    said: list[list[str]] = [[]] * len(children)
    for number in sorted(range(len(children)), key=after.__getitem__):
        time.sleep(max(0.0, after[number] - (time.perf_counter() - start)))
        said[number] = children[number].kill()
    return said
