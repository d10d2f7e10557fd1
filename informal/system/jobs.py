"""Whether a shell waits in this terminal that could bring a program back which goes to sleep."""

from __future__ import annotations

import os


def shell_waits() -> bool:
    """Whether whoever started us is a shell with job control. It gives each of its jobs a process group of its own; a
    program that a window runs alone leads the session, and a script shares its group with what it runs."""
    if not hasattr(os, "getsid"):
        return False
    parent = os.getppid()
    try:
        return os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgid(0)
    except OSError:
        return False
