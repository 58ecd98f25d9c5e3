"""Atomic writing: a reader of the file sees the old bytes or the new ones, never half of them."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from agreement_tool.errors import StoreError


def write_atomic(path: Path, data: str | bytes) -> None:
    """Write `data` (text as UTF-8) to a temporary file beside `path`, flush it to the disk, and put it in place.

    Missing folders are made. A symbolic link is followed, so that the file it points to is replaced and not the link.
    Raises StoreError when the folder or the disk refuses; nothing half-written is left then.
    """
    raw = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    target = path.resolve() if path.is_symlink() else path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, raw)
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}",
            where=str(path),
            next_step="Choose another place with -o, or free the folder or the disk.",
        ) from error


def _replace(target: Path, raw: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        _take_mode(name, target)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _take_mode(name: str, target: Path) -> None:
    """The old file's permissions, or what the umask gives a new one (mkstemp's are private)."""
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    Path(name).chmod(mode)
