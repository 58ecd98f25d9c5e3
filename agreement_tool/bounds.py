"""What work on a stranger's file may cost: processor time and memory of a process, and a life no longer than its
parent's.

The system itself keeps these bounds (setrlimit, prctl), so they hold inside native code and inside a regular
expression, where no Python code runs. Where a system lacks one (Windows has none of them, macOS no memory bound and no
signal when a parent dies), it is not set; docs/security.md says so.

Time is the processor's, not the clock's: a busy machine makes nobody's file suspicious.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen

if TYPE_CHECKING:
    from mmap import mmap

SECONDS = 15.0
"""Processor seconds for one file. An ordinary agreement takes 1; an ordinary text of 5 MB, a thousand times that text,
8 to read."""
MEBIBYTES = 900
"""Memory of one process, in MiB: with what libraries map, less than a gigabyte. Ordinary files need 100."""
PICTURE_MEBIBYTES = 4096
"""Memory while pages are read by OCR, in MiB: its models take 1,000, and map more."""
PAGE_SECONDS = 0.2
"""What a page that was read adds: four times what an ordinary one takes to read and to work on."""
PICTURE_SECONDS = 30.0
"""What a page read by OCR adds: four times what one takes, for all its threads count."""
REMAINDER = 1 / 3
"""This part of the time is always left for the work that follows the reading, however long that took."""
TIME_VARIABLE, MEMORY_VARIABLE = "AGREEMENT_TIME_LIMIT", "AGREEMENT_MEMORY_LIMIT"
TIME_OPTION, MEMORY_OPTION = "--time-limit", "--memory-limit"


@frozen
class Limits:
    """Bounds of a run; 0 is none."""

    seconds: float = SECONDS
    mebibytes: int = MEBIBYTES
    picture_mebibytes: int = PICTURE_MEBIBYTES


NONE = Limits(0, 0, 0)
_limits = NONE
"""Those of this process."""
_note: mmap | None = None
"""Shared with the parent: the name of the file that is being worked on, for its message when this process is lost."""
_NOTE_BYTES = 1024
_spent_before = 0.0
"""Processor seconds that children had used when the work on the present file began."""


def limits_asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Limits:
    """The bounds that a command line or its environment names, before anything is parsed.

    What is no number counts as not given: the option reports it.
    """
    seconds = _number(_asked(arguments, TIME_OPTION) or environment.get(TIME_VARIABLE, ""))
    mebibytes = _number(_asked(arguments, MEMORY_OPTION) or environment.get(MEMORY_VARIABLE, ""))
    return limits(seconds, None if mebibytes is None else int(mebibytes))


def limits(seconds: float | None = None, mebibytes: int | None = None) -> Limits:
    """The usual bounds, with these in their place. A memory bound that is given holds for OCR too."""
    if mebibytes is None:
        return Limits(SECONDS if seconds is None else seconds)
    return Limits(SECONDS if seconds is None else seconds, mebibytes, mebibytes)


def _asked(arguments: Sequence[str], option: str) -> str:
    asked = ""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--":
            break
        if argument == option:
            asked = following
        elif argument.startswith(f"{option}="):
            asked = argument.removeprefix(f"{option}=")
    return asked


def _number(written: str) -> float | None:
    with contextlib.suppress(ValueError):
        number = float(written)
        if math.isfinite(number) and number >= 0:
            return number
    return None


def own_limits() -> Limits:
    """The bounds of this process; NONE where none were set."""
    return _limits


def too_long(chosen: Limits) -> Bilingual:
    """What to say of a file that takes too much time."""
    return Bilingual(
        f"处理它所需的处理器时间超过 {chosen.seconds:g} 秒",
        f"it takes more than {chosen.seconds:g} s of processor time",
    )


def too_large(chosen: Limits) -> Bilingual:
    """What to say of a file that takes too much memory."""
    return Bilingual(
        f"处理它所需内存超过 {chosen.mebibytes} MiB", f"it takes more than {chosen.mebibytes} MiB of memory"
    )


RAISE_TIME = Bilingual(
    f"请确认该文件是协议；确需更久，用 {TIME_OPTION} 秒数 调高，0 为不限。",
    f"Check that the file is an agreement; give it more with {TIME_OPTION} SECONDS, 0 for no limit.",
)
RAISE_MEMORY = Bilingual(
    f"请确认该文件是协议；确需更多，用 {MEMORY_OPTION} MiB数 调高，0 为不限。",
    f"Check that the file is an agreement; give it more with {MEMORY_OPTION} MIB, 0 for no limit.",
)


def confine(chosen: Limits) -> None:
    """Set the bounds for this process and for those it will start. No core is dumped when it breaks them."""
    global _limits
    _limits = chosen
    _set("RLIMIT_CORE", 0)
    if chosen.seconds:
        _set("RLIMIT_CPU", math.ceil(_used() + chosen.seconds))
    if chosen.mebibytes:
        _set("RLIMIT_DATA", chosen.mebibytes << 20)


def share_current_file() -> None:
    """Before a fork: parent and child will both see the `note_current_file` of the child."""
    global _note
    from mmap import mmap

    _note = mmap(-1, _NOTE_BYTES)


def note_current_file(name: str) -> None:
    """Note which file is being worked on."""
    if _note is not None:
        _note[:] = name.encode("utf-8", "backslashreplace")[:_NOTE_BYTES].ljust(_NOTE_BYTES, b"\0")


def current_file() -> str:
    """The file noted last; '' where none is."""
    return "" if _note is None else _note[:].rstrip(b"\0").decode("utf-8", "replace")


def remove_limits() -> None:
    """No bounds for this process: it only hands files to others, which are bounded, however many they are."""
    global _limits
    _limits = NONE
    _set("RLIMIT_CPU", None)
    _set("RLIMIT_DATA", None)


def next_file(name: str) -> None:
    """The work on one file is done: that on `name` may take the whole time again."""
    global _spent_before
    note_current_file(name)
    if _limits.seconds:
        _spent_before = _used_by_children()
        _set("RLIMIT_CPU", math.ceil(_used() + _limits.seconds))


def add_time(seconds: float) -> None:
    """More time, for work that shows: pages that were read."""
    if _limits.seconds:
        _set("RLIMIT_CPU", math.ceil(_soft("RLIMIT_CPU") + seconds))


def account_for_children(earned: float = 0.0) -> None:
    """Take the time that ended children used from what is left for this file, but leave a third; and add what was
    `earned`."""
    if _limits.seconds:
        left = max(_limits.seconds - (_used_by_children() - _spent_before), _limits.seconds * REMAINDER)
        _set("RLIMIT_CPU", math.ceil(_used() + left + earned))


def allow_ocr_memory() -> None:
    """OCR begins: its models need more memory."""
    if _limits.picture_mebibytes:
        _set("RLIMIT_DATA", _limits.picture_mebibytes << 20)


def die_with_parent(parent: int) -> None:
    """Have the system end this process as soon as `parent`, the process that started it, has ended."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it had ended before the system was asked
        os._exit(1)


_PR_SET_PDEATHSIG = 1
"""linux/prctl.h"""


def _set(name: str, amount: int | None) -> None:
    """A soft bound, for the hard one cannot be raised again; not beyond what the system allows. None: as much as
    that."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        import resource

        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        wanted = hard if amount is None else amount
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _soft(name: str) -> float:
    import resource

    soft, _ = resource.getrlimit(getattr(resource, name))
    return math.inf if soft == resource.RLIM_INFINITY else soft


def _used() -> float:
    """Processor seconds of this process so far."""
    times = os.times()
    return times.user + times.system


def _used_by_children() -> float:
    """Processor seconds of the children that have ended, since the process began."""
    times = os.times()
    return times.children_user + times.children_system
