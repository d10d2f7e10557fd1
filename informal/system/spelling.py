"""Which words a spelling checker doesn't know: aspell or hunspell, where one is installed."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

# The text goes in by standard input; the unknown words come out, one a line. Letters here are in English.
_READS: dict[str, tuple[str, ...]] = {
    "aspell": ("list", "--encoding=utf-8"),
    "hunspell": ("-l", "-i", "utf-8"),
}
_ENGLISH: dict[str, tuple[str, ...]] = {"aspell": ("--lang=en",), "hunspell": ("-d", "en_US")}
# A checker that takes longer is as good as none.
_SECONDS = 5.0


def command(wish: str = "") -> tuple[str, ...]:
    """The command line of a checker; () for none. wish: "" for the first that is installed, "off", a program's name,
    or a command line of one's own."""
    if wish == "off":
        return ()
    if not wish:
        found = next((name for name in _READS if shutil.which(name)), "")
        return (found, *_READS[found], *_ENGLISH[found]) if found else ()
    try:
        own = tuple(shlex.split(wish))
    except ValueError:
        return ()
    if not own or not shutil.which(own[0]):
        return ()
    name = Path(own[0]).stem
    reads = [word for word in _READS.get(name, ()) if word not in own]
    return (*own, *reads, *(_ENGLISH.get(name, ()) if len(own) == 1 else ()))


def unknown(text: str, line: Sequence[str]) -> tuple[str, ...]:
    """The words of the text that the checker doesn't know, each once, in their order.

    None where the checker fails or takes too long: spelling stops nobody. Raises nothing.
    """
    if not line or not text.strip():
        return ()
    try:
        done = subprocess.run(list(line), input=text.encode(), capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError, ValueError):
        return ()
    if done.returncode:
        return ()
    words = done.stdout.decode("utf-8", "replace").splitlines()
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
