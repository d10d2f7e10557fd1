"""What single cells of any address book hold: addresses, profiles, tags, and a name where nobody wrote one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from informal.practice import names
from informal.text import one_line

_ADDRESS = re.compile(r"[^\s@<>,;:()\"]+@[^\s@<>,;:()\"]+")
_LINK = re.compile(r"https?://[^\s/?#@:]+\.[^\s/?#@:]+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PROFILE = re.compile(r"(?:^|[/.@])linkedin\.com/", re.IGNORECASE)
_LONGEST_ADDRESS = 254  # RFC 5321
_TAG_ENDS = re.compile(r"[;,]")


def profile(cell: str) -> tuple[str, str]:
    """A profile's address with its scheme, and a remark when the cell held something else."""
    if not cell:
        return "", ""
    text = cell if _SCHEME.match(cell) else f"https://{cell.removeprefix('//')}"
    if not _LINK.fullmatch(text):
        return "", f"{cell[:60]!r} is no profile's address"
    return text, ""


def linkedin(cells: Iterable[str]) -> str:
    """The first of some links that leads to LinkedIn, with its scheme; ""."""
    return next((link for cell in cells if _PROFILE.search(cell) and (link := profile(cell.strip())[0])), "")


def is_profile(cell: str) -> bool:
    """Whether a cell is a link to LinkedIn and nothing else."""
    return _PROFILE.search(cell) is not None and bool(profile(cell.strip())[0])


def emails(cell: str) -> tuple[tuple[str, ...], str]:
    """The addresses in a cell, each once, and a remark when there is text and no address."""
    if not cell:
        return (), ""
    found = tuple(one for one in dict.fromkeys(_ADDRESS.findall(cell)) if len(one) <= _LONGEST_ADDRESS)
    return found, "" if found else f"{cell[:60]!r} is no e-mail address"


def is_email(cell: str) -> bool:
    """Whether a cell is one address and nothing else."""
    return _ADDRESS.fullmatch(cell.strip()) is not None


def all_emails(cells: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """The addresses in several cells, in their order, and what could not be used."""
    found: dict[str, None] = {}
    doubts: list[str] = []
    for cell in cells:
        some, doubt = emails(cell)
        found.update(dict.fromkeys(some))
        doubts.append(doubt)
    return tuple(found), join(*doubts)


def tags(cell: str) -> tuple[str, ...]:
    """Tags that stand in one cell between commas or semicolons."""
    return tuple(tag for piece in _TAG_ENDS.split(cell) if (tag := one_line(piece)))


def one_phone(numbers: Iterable[str]) -> tuple[str, str]:
    """The number to keep, the first, and a remark on those that found no place."""
    found = list(dict.fromkeys(number for number in numbers if number))
    more = len(found) - 1
    left = "" if more < 1 else "another phone number left out" if more == 1 else f"{more} more phone numbers left out"
    return (found[0] if found else ""), left


def name_or_guess(name: str, linkedin: str, emails: tuple[str, ...]) -> tuple[str, str]:
    """A name, and a remark when it had to be taken from somewhere else; ("", "") when there is nothing to go by."""
    if name:
        return name, ""
    if linkedin:
        return names.from_profile(linkedin) or linkedin, "no name in the file: taken from the profile's address"
    if emails:
        return names.from_address(emails[0]), "no name in the file: taken from the e-mail address"
    return "", ""


def join(*sentences: str) -> str:
    """Remarks as one."""
    return "; ".join(sentence for sentence in sentences if sentence)
