"""Private temporary folders that a killed process does not leave for ever.

A folder holds a file that its owner keeps locked. The system lets go of the lock when the owner ends, however that
ends; so a folder of ours whose lock nobody holds is stale, and is removed by the next process that wants such a folder,
or by the one that killed its owner. Folders of other users, links, and what bears no such file are let alone. Systems
without such locks (Windows) keep what a killed process left.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "agreement-"
_OWNER = ".owner"
_swept = False


@contextlib.contextmanager
def private_folder(purpose: str = "") -> Iterator[Path]:
    """A new folder that its owner alone may read, removed afterwards. `purpose` becomes part of its name.

    The first one of a process removes stale ones. Raises OSError where there is no room for a folder.
    """
    global _swept
    if not _swept:
        _swept = True
        sweep()
    made = tempfile.TemporaryDirectory(prefix=f"{PREFIX}{purpose}")
    lock = _held(Path(made.name))
    try:
        yield Path(made.name)
    finally:
        made.cleanup()  # still locked: nobody removes it at the same time
        if lock is not None:
            os.close(lock)


def sweep() -> None:
    """Remove our folders whose owners have ended."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and _is_ours(Path(entry.path)):
                _remove_stale(Path(entry.path))


def _held(folder: Path) -> int | None:
    """The locked file of a new folder. It is locked before it bears its name, so that nobody takes it for a stale
    one."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        made = folder / f"{_OWNER}-"
        lock = os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        with contextlib.suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            made.rename(folder / _OWNER)
            return lock
        os.close(lock)
        made.unlink()
    return None


def _is_ours(folder: Path) -> bool:
    """A folder, and no link to one, that belongs to us and to nobody else."""
    with contextlib.suppress(OSError):
        status = folder.lstat()
        private = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
        return private and hasattr(os, "geteuid") and status.st_uid == os.geteuid()
    return False


def _remove_stale(folder: Path) -> None:
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        lock = os.open(folder / _OWNER, os.O_RDWR | os.O_NOFOLLOW)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)
