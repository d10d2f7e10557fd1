"""LinkedIn's export as it comes: a .zip with Connections.csv in it. Any other .zip with one file of people, too.

A .zip can hold a thousand times its size: what it says is looked at before anything is unpacked, and what it holds is
read only as far as that.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from informal.errors import BadFile

if TYPE_CHECKING:
    import zipfile

# A list of names packs to a tenth; past this, and past a few MB, it is nobody's list.
_MOST_PACKED = 100
_HARMLESS = 10_000_000
_MOST_FILES = 10_000
_CHUNK = 1 << 20
_CONNECTIONS = "connections.csv"
_ENDINGS = (".csv", ".vcf", ".json")
_SHEETS = ("[content_types].xml", "content.xml")
_SHOWN = 8


def looks_like(data: bytes) -> bool:
    """Whether the file is a .zip (or a spreadsheet, which is one)."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpack(data: bytes, largest: int) -> tuple[str, bytes]:
    """The one file of people in an archive: its name and bytes. Raises BadFile.

    largest: how many bytes it may have.
    """
    import io
    import struct
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_FILES:
                raise BadFile("The .zip holds too many files", f"It lists more than {_MOST_FILES:,}.", _HINT)
            entry = _chosen(archive.infolist())
            _check(entry.filename, entry.file_size, entry.compress_size, largest)
            if entry.flag_bits & 1:
                raise BadFile("The .zip has a password", f"{entry.filename} can't be read without it.", _HINT)
            with archive.open(entry) as stream:
                return entry.filename, _read(stream, entry.filename, min(entry.file_size, largest))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, *_DAMAGES) as error:
        raise BadFile("The .zip is damaged", f"{error}.", "Download it again.") from None


# What zipfile raises for bytes that nobody meant.
_DAMAGES = (ValueError, RuntimeError, LookupError, OverflowError)
_HINT = "Unpack it, and give me Connections.csv."


def _chosen(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    files = [entry for entry in entries if not entry.filename.endswith("/") and not _is_hidden(entry.filename)]
    for entry in files:
        if _base(entry.filename) == _CONNECTIONS:
            return entry
    if any(_base(entry.filename) in _SHEETS for entry in files):
        raise BadFile("That is a spreadsheet", "I read tables as text.", "Save it as CSV in your spreadsheet program.")
    people = [entry for entry in files if _base(entry.filename).endswith(_ENDINGS)]
    if len(people) == 1:
        return people[0]
    names = ", ".join(entry.filename[:60] for entry in files[:_SHOWN]) or "nothing"
    more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
    raise BadFile(
        "There is no Connections.csv in the .zip",
        f"It holds {names}{more}.",
        "Ask LinkedIn for a copy of your data with Connections in it, or unpack the file you mean.",
    )


def _is_hidden(name: str) -> bool:
    """What macOS puts beside every file: __MACOSX/._Connections.csv."""
    return name.startswith("__MACOSX/") or _base(name).startswith(".")


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].casefold()


def _check(name: str, size: int, packed: int, largest: int) -> None:
    if size > largest:
        raise BadFile(
            "The file in the .zip is too big for an address book",
            f"{name} would have {size // 1_000_000:,} MB; the largest I read has {largest // 1_000_000}.",
            _HINT,
        )
    if size > _HARMLESS and size > packed * _MOST_PACKED:
        raise BadFile(
            "The file in the .zip is no list of people",
            f"{name} is packed {size // max(packed, 1):,} times over, which no names are.",
            _HINT,
        )


def _read(stream: IO[bytes], name: str, most: int) -> bytes:
    """What is there, if it is no more than was said."""
    found = bytearray()
    while chunk := stream.read(_CHUNK):
        found += chunk
        if len(found) > most:
            raise BadFile("The .zip is damaged", f"{name} holds more than the .zip says.", "Download it again.")
    return bytes(found)
