"""The files themselves: whole at every instant, on the disk when we say so, and the person's alone."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from time import monotonic, sleep, time

from informal.errors import NotKept, StoreError

FILE_MODE = 0o600
FOLDER_MODE = 0o700
# A lock held longer than this is not another verb at work.
LOCK_SECONDS = 10.0
_POLL_SECONDS = 0.005
# Older than any replacement that is still under way.
_LEFT_BEHIND_SECONDS = 3600
# Windows would write two characters for every line end.
BINARY = getattr(os, "O_BINARY", 0)


def sync(descriptor: int) -> None:
    """Have the disk, not only the system, hold what was written. macOS's fsync stops at the drive's cache."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name in a folder durable. Windows and some network folders have no such thing."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
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
        raise StoreError("The data file can't be read", f"{path}: {error.strerror or error}.") from error


@contextmanager
def uncollected() -> Iterator[None]:
    """Read much at once: half of the time would be the collector's, looking at what can't be garbage yet."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def signature(path: Path) -> tuple[int, int, int] | None:
    """What differs when a file was replaced or written to; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def make_folder(folder: Path) -> None:
    """The folder, for its owner only. One that is there keeps its mode. Raises OSError."""
    if folder.is_dir():
        return
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    folder.chmod(FOLDER_MODE)
    for new in made:
        sync_folder(new.parent)


def writable_mode(path: Path) -> int:
    """The mode a new version of a file takes: the one it has, 0600 for a first one.

    Raises PermissionError for a file that its owner marked as not to be written (0444), as every other OSError.
    """
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        return FILE_MODE
    if not mode & 0o200:
        raise PermissionError(errno.EACCES, "It is marked read-only", str(path))
    return mode


def open_private(path: Path) -> int:
    """A descriptor to read and write; a file that this makes is its owner's alone under any umask. Raises OSError."""
    flags = os.O_RDWR | BINARY
    with suppress(FileNotFoundError):
        return os.open(path, flags)
    descriptor = os.open(path, flags | os.O_CREAT, FILE_MODE)
    try:
        path.chmod(FILE_MODE)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def replace(path: Path, data: bytes | Iterable[bytes], *, door: AbstractContextManager[object] | None = None) -> int:
    """Put new contents in a file's place: whole or not at all, durable on return; how many bytes they are.

    A link is followed and stays one. data: all of it, or pieces of it, each asked for when it is written.
    door: entered for the rename alone, when all the bytes are on the disk already; what it raises calls it off.
    Raises OSError.
    """
    target = Path(os.path.realpath(path))
    mode = writable_mode(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(3).hex()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, FILE_MODE)
    try:
        try:
            size = 0
            for piece in (data,) if isinstance(data, bytes) else data:
                size += len(piece)
                view = memoryview(piece)
                while view:
                    view = view[os.write(descriptor, view) :]
            fresh.chmod(mode)
            sync(descriptor)
        finally:
            os.close(descriptor)
        with door or nullcontext():
            fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    sync_folder(target.parent)
    return size


def sweep(path: Path) -> None:
    """Remove what replacements of a file left behind that were killed halfway, an hour ago or more."""
    for left in path.parent.glob(f".{path.name}.*.new"):
        with suppress(OSError):
            if time() - left.stat().st_mtime > _LEFT_BEHIND_SECONDS:
                left.unlink()


def not_kept(error: OSError, path: Path) -> NotKept:
    """What the system said while something at `path` was written, in words."""
    hint = "Choose another place with --data-dir."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        hint = "Free some room, then try again."
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        hint = "Let it be written to, or choose another place with --data-dir."
    return NotKept("This could not be kept", f"{error.filename or path}: {error.strerror or error}.", hint)


class _Busy(Exception):
    """Somebody else has kept the lock all the time."""


def _taken(path: Path) -> int:
    """A descriptor that holds the lock until it is closed: the same that filelock takes, for a sixth of its time, which
    every change would pay. Raises _Busy, OSError.
    """
    import fcntl

    end = monotonic() + LOCK_SECONDS
    while True:
        descriptor = open_private(path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_nlink:
                return descriptor
        except BlockingIOError:
            if monotonic() > end:
                os.close(descriptor)
                raise _Busy from None
            sleep(_POLL_SECONDS)
        except BaseException:
            os.close(descriptor)
            raise
        # Busy, or somebody removed the file meanwhile: a lock on that would keep nobody out.
        os.close(descriptor)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    if sys.platform == "win32":
        from filelock import FileLock, Timeout

        try:
            with FileLock(path, timeout=LOCK_SECONDS, poll_interval=_POLL_SECONDS):
                yield
        except Timeout as error:
            raise _Busy from error
    else:
        descriptor = _taken(path)
        try:
            yield
        finally:
            os.close(descriptor)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Be the only one who writes. Raises NotKept when another process keeps the lock, or there is no place for one."""
    with ExitStack() as stack:
        try:
            make_folder(path.parent)
            stack.enter_context(_held(path))
        except _Busy as error:
            raise NotKept(
                "Another informal is busy with the file",
                f"It has held {path} for {LOCK_SECONDS:g} seconds.",
                "Close it, then try again.",
            ) from error
        except (FileExistsError, NotADirectoryError) as error:
            raise NotKept(
                "The data folder is not a folder", f"{path.parent} is a file.", "Choose another with --data-dir."
            ) from error
        except OSError as error:
            if error.errno in (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP):
                raise NotKept(
                    "This could not be kept",
                    f"{path.parent} can't be locked.",
                    "Choose a folder on this computer's own disk.",
                ) from error
            raise not_kept(error, path.parent) from error
        yield
