"""The files themselves: whole at every instant, on the disk when we say so, and the person's alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from informal.errors import NotKept, StoreError

FILE_MODE = 0o600
FOLDER_MODE = 0o700
# A lock held longer than this is not another verb at work.
LOCK_SECONDS = 10


def sync(descriptor: int) -> None:
    """Have the disk, not only the system, hold what was written. macOS's fsync stops at the drive's cache."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name in a folder durable. Windows has no such thing and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path) -> bytes | None:
    """A file's bytes; None when there is no such file. Raises StoreError in words."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise StoreError(
            "The data folder is not a folder", f"{path.parent} is a file.", "Choose another with --data-dir."
        ) from error
    except OSError as error:
        raise StoreError("The data file can't be read", f"{path}: {error.strerror}.") from error


def make_folder(folder: Path) -> None:
    """The folder, for its owner only. One that is there keeps its mode. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        folder.chmod(FOLDER_MODE)


def replace(path: Path, data: bytes) -> None:
    """Put new contents in a file's place: whole or not at all, durable on return.

    A link is followed, so that it stays one. The file keeps its mode, a new one is 0600. One without the right to be
    written (0444) is left alone: raises PermissionError, as every other OSError.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        mode = FILE_MODE
    if not mode & 0o200:
        raise PermissionError(13, "It is marked read-only", str(path))
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            fresh.chmod(mode)
            sync(descriptor)
        finally:
            os.close(descriptor)
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    sync_folder(target.parent)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be the only one who writes. Raises NotKept when another process keeps the lock, or there is no place for one."""
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=LOCK_SECONDS, mode=FILE_MODE)
    try:
        make_folder(path.parent)
        lock.acquire()
    except Timeout as error:
        raise NotKept(
            "Another informal is busy with the file",
            f"It has held {path} for {LOCK_SECONDS} seconds.",
            "Close it, then try again.",
        ) from error
    except FileExistsError as error:
        raise NotKept(
            "The data folder is not a folder", f"{path.parent} is a file.", "Choose another with --data-dir."
        ) from error
    except OSError as error:
        raise NotKept(
            "This could not be kept", f"{path.parent}: {error.strerror or error}.", "Choose another with --data-dir."
        ) from error
    try:
        yield
    finally:
        lock.release()
