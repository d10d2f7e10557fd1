"""What the system's language settings tell of where somebody lives."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

_NAMED = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z]{4})?[_-]([A-Z]{2})(?=$|[.@])")


def guess_country(environment: Mapping[str, str] | None = None) -> str:
    """The two letters of a country ("US") in LC_ALL, LC_TIME or LANG, the first of them that is set; "" where none is
    named. Read as text: whether the locale is installed does not matter."""
    values = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        if value := values.get(name, "").strip():
            found = _NAMED.match(value)
            return found[1] if found else ""
    return ""
