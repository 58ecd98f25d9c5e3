"""Atomic writing: a reader of the file sees the old bytes or the new ones, never half of them."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import StoreError
from agreement_tool.text.patterns import compiled

_SUFFIX = ".tmp"
_OURS = ".agreement-"
_TEMPORARY = compiled(r"\..{1,40}\.agreement-[a-z0-9_]{8}\.tmp", re.DOTALL)
"""What `tempfile` makes of a target's name here; other programs' temporary files are none of ours."""


def write_atomic(path: Path, data: str | bytes | Iterator[bytes]) -> None:
    """Write `data` (text as UTF-8) to a temporary file beside `path`, flush it to the disk, and put it in place.

    Missing folders are made. A symbolic link is followed, so that the file it points to is replaced and not the link,
    but not out of its folder: such a link may come with a stranger's repository.
    A device or pipe (/dev/null, /dev/stdout) is written to and never replaced. Raises StoreError when the folder or the
    disk refuses; nothing half-written is left then.
    """
    _put(path, data, _replace)


def create_atomic(path: Path, data: str | bytes) -> bool:
    """Like `write_atomic`, but only where there is no file yet, even with two writers at once; False if there is
    one."""
    return not path.exists() and _put(path, data, _create)


def sweep(folder: Path) -> None:
    """Remove the temporary files that a writer killed in mid-write left in or below `folder`, which nobody writes to
    now."""
    for path in folder.rglob(f".*{_SUFFIX}"):
        if _TEMPORARY.fullmatch(path.name):
            with contextlib.suppress(OSError):
                path.unlink()


def _put(path: Path, data: str | bytes | Iterator[bytes], place: Callable[[str, Path], bool]) -> bool:
    raw = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    pieces = (raw,) if isinstance(raw, bytes) else raw
    target = _behind_link(path) if path.is_symlink() else path
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as device:
                device.writelines(pieces)
            return True
        target.parent.mkdir(parents=True, exist_ok=True)
        return _through_temporary(target, pieces, place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            Bilingual(f"无法写入：{reason}", f"cannot be written: {reason}"),
            where=str(path),
            next_step=Bilingual(
                "用 -o 另选位置，或检查文件夹权限与磁盘空间。",
                "Choose another place with -o, or look at the folder's permissions and the disk's room.",
            ),
        ) from error


def _behind_link(path: Path) -> Path:
    """Where a link leads. Raises StoreError when that is out of the folder it stands in; /dev/stdout may."""
    target, folder = path.resolve(), path.parent.resolve()
    if target.is_relative_to(folder) or folder.is_relative_to("/dev"):
        return target
    raise StoreError(
        Bilingual(f"是指向文件夹之外的链接：{target}", f"a link that leads out of its folder: {target}"),
        where=str(path),
        next_step=Bilingual("请删去该链接，或直接写出目标。", "Remove the link, or name what it points to."),
    )


def _through_temporary(target: Path, pieces: Iterable[bytes], place: Callable[[str, Path], bool]) -> bool:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}{_OURS}", suffix=_SUFFIX, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        _take_mode(name, target)
        return place(name, target)
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink()


def _replace(name: str, target: Path) -> bool:
    Path(name).replace(target)
    return True


def _create(name: str, target: Path) -> bool:
    # link(2) fails where the name is taken; rename would replace.
    try:
        target.hardlink_to(name)
    except FileExistsError:
        return False
    return True


def _take_mode(name: str, target: Path) -> None:
    """The old file's permissions, or what the umask gives a new one (mkstemp's are private)."""
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    Path(name).chmod(mode)
