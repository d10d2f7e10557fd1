"""How much of a torture is run: INFORMAL_TORTURE=short (the default) or long."""

from __future__ import annotations

import os


def trials(short: int, long: int) -> int:
    """How many rounds a torture takes."""
    return long if os.environ.get("INFORMAL_TORTURE") == "long" else short
