"""The one family of errors a person may see: what happened, where, and what to do about it."""

from __future__ import annotations


class InformalError(Exception):
    """Something the program says to a person and survives.

    title: what happened, a few words, no full stop.
    message: where and why, one or two sentences; may be empty.
    hint: what to do next; may be empty.
    """

    def __init__(self, title: str, message: str = "", hint: str = "") -> None:
        super().__init__(title, message, hint)
        self.title = title
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.title}.", self.message, self.hint) if part)


class Refused(InformalError):
    """The person asked for something that can't be done as asked; nothing was changed."""


class UnknownEnding(Refused):
    """A file to be written has an ending that tells no format."""


class NotFound(Refused):
    """A name, an id or an address that fits nobody, or more than one.

    candidates: what it could have meant, as lines to show.
    """

    def __init__(self, title: str, message: str = "", hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(title, message, hint)
        self.candidates = candidates


class StoreError(InformalError):
    """The data file can't be read, or is not ours to write."""


class Damaged(StoreError):
    """A file is there, but what it holds is not what a data file holds. Setting it aside helps."""


class NotKept(StoreError):
    """A change could not be made durable: it is in memory only and can be tried again."""


class BadFile(InformalError):
    """A file somebody handed to us (import, config, an opening) does not hold what it should."""
