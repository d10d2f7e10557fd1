"""A program in a pseudo terminal: what a person would see, when they would see it, and what memory it took."""

from __future__ import annotations

import fcntl
import math
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Sequence
from time import perf_counter

SIZE = (36, 120)
_MOST_SECONDS = 60.0
# Nothing drawn for that long: all of it is there.
_QUIET = 0.06
# A question a program may ask its terminal, and the answer; who waits for one would start late.
_ANSWERS = ((b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[c", b"\x1b[?62;22c"))


class Terminal:
    """One run of a command, from its start on. `first_paint`: seconds until `sign` was drawn."""

    def __init__(self, command: Sequence[str], env: dict[str, str], sign: bytes) -> None:
        start = perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
            os.execvpe(command[0], list(command), env)
        self.usage: float = 0.0
        self._start = start
        self.first_paint = self.drawn(sign)

    def drawn(self, sign: bytes) -> float:
        """Wait until something was drawn; the seconds since the start. Raises TimeoutError; then it has ended."""
        seen = b""
        while sign not in seen:
            read = self._read(_MOST_SECONDS)
            if not read:
                self.end(b"")
                raise TimeoutError(f"It never drew {sign!r}: {seen[-300:]!r}")
            seen += read
            for question, answer in _ANSWERS:
                if question in read:
                    os.write(self._fd, answer)
        return perf_counter() - self._start

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._fd], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._fd, 1 << 16)
        except OSError:  # it has ended
            return b""

    def settle(self, quiet: float = 0.4, most: float = 3.0) -> None:
        """Wait until nothing was drawn for a while. A cursor that blinks never rests: then as long as it takes."""
        end = perf_counter() + most
        while perf_counter() < end and self._read(quiet):
            pass

    def press(self, key: bytes) -> tuple[float, float]:
        """Press a key: the seconds until something is drawn, and until all of it is. NaN where nothing is drawn."""
        while self._read(0.0):
            pass
        start = perf_counter()
        os.write(self._fd, key)
        if not self._read(2.0):
            return math.nan, math.nan
        first = last = perf_counter()
        while last - start < 1.0 and self._read(_QUIET):
            last = perf_counter()
        return first - start, last - start

    def end(self, key: bytes = b"\x11") -> float:
        """Leave; the most memory it held at once, in MB."""
        if key:
            os.write(self._fd, key)
        until = perf_counter() + 5
        while True:
            pid, _, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                break
            if not key or perf_counter() > until:
                os.kill(self.pid, signal.SIGKILL)
            self._read(0.02)
        os.close(self._fd)
        return usage.ru_maxrss / 1024
