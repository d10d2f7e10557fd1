"""What the system knows about the person at the keyboard."""

from __future__ import annotations

import getpass

# Accounts that belong to a machine and not to a person.
_NOBODY = frozenset({"root", "admin", "administrator", "user", "ubuntu", "debian", "pi", "guest", "nobody", "runner"})


def guess_name() -> str:
    """The first name of the account's owner, or "" when it would be a guess about a machine."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
    if login.casefold() in _NOBODY:
        return ""
    try:
        import pwd

        full = pwd.getpwnam(login).pw_gecos.split(",")[0].strip()
    except (ImportError, KeyError):
        full = ""
    first = (full or login).split()[0] if (full or login).split() else ""
    return first[:1].upper() + first[1:] if first.isalpha() else ""
