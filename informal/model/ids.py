"""Ids that two machines never both make: 41 bits of milliseconds since 1970, then 12 random bits.

53 bits in all, so that jq and JavaScript read them whole. The id is the TinyDB doc_id too.
"""

from __future__ import annotations

import os
import time

_last = 0


def new_id() -> int:
    """A fresh positive id, greater than every one this process made before. Uses the real clock, always."""
    global _last
    fresh = (time.time_ns() // 1_000_000) << 12 | (int.from_bytes(os.urandom(2), "big") & 0xFFF)
    _last = max(fresh, _last + 1)
    return _last
