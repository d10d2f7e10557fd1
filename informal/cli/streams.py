"""The streams of a line, made ready for any text."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def ready_streams() -> None:
    """Letters that an encoding does not know are replaced; a stream that was closed takes everything and keeps
    nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
