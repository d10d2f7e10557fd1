"""A program of the person's own in this terminal, while our screen is away."""

from __future__ import annotations

import os
import shlex
import subprocess

from informal.errors import InformalError
from informal.text import one_line


def run(command: str, **fills: str) -> int:
    """Run a command line without a shell and wait; its exit status. fills: what stands for {name} in it, each as (part
    of) one word, whatever it holds. Raises InformalError when it can't be started.
    """
    try:
        words = [os.path.expanduser(word) for word in shlex.split(command)]  # noqa: PTH111 - words, not paths
    except ValueError as error:
        raise InformalError("The command line can't be read", f"{error}.", "A quotation mark is missing.") from None
    if not words:
        raise InformalError("The command line is empty")
    for name, value in fills.items():
        words = [word.replace(f"{{{name}}}", value) for word in words]
    try:
        return subprocess.run(words, check=False).returncode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it can't be used"
        raise InformalError("The program can't be started", f"{one_line(words[0])}: {why}.", "") from None
