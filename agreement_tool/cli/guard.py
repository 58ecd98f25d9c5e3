"""The command runs in a child process within bounds; this one waits for it and says how it ended, if it could not
itself.

Native code that crashes, a pattern that never ends, memory that runs out: each takes the child with it, and is one
message and exit 2 here. Signals go on to the child, which cleans up; a child that does not end within a second is
killed. A process that cannot be forked without harm (Windows; other threads) runs the command itself, without bounds.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence

from agreement_tool import bounds
from agreement_tool.cli import streams

GRACE = 1.0
"""Seconds that a child has for cleaning up after a signal."""
COULD_NOT_RUN = 2
_PASSED_ON = ("SIGINT", "SIGTERM", "SIGHUP")
_YOUNG = 50_000
"""New objects before Python's collector of garbage looks at them; 700 by default. Nearly all that a command makes is
kept to its end: a check spent a twentieth of its time on looking."""


def run_in_child(arguments: Sequence[str], lost: Callable[[int, bounds.Limits], str]) -> None:
    """Returns in the child, which goes on with the command. Where there is a parent, that never returns.

    `lost` makes the message about a child that a signal (its number) has ended.
    """
    if not _may_fork():
        return
    bounds.share_current_file()
    limits, parent = bounds.limits_asked_for(arguments, os.environ), os.getpid()
    child = os.fork()
    if child == 0:
        bounds.die_with_parent(parent)
        _raise_on_signals()
        bounds.confine(limits)
        atexit.register(_leave)  # the first that is registered is the last that is called
        gc.set_threshold(_YOUNG)
        return
    passed_on: list[int] = []
    code = _wait(child, passed_on)
    if passed_on and code not in (0, 1, COULD_NOT_RUN):
        os._exit(128 + passed_on[-1])
    if code < 0:
        _say(lost(-code, limits))
        code = COULD_NOT_RUN
    os._exit(code)


def ends_with(code: object) -> None:
    """The command has ended with this exit code: in the child, nothing is taken down any more once what is registered
    with `atexit` has been done. Letting go of modules and trees one by one takes a fifteenth of a short run."""
    global _ended_with
    _ended_with = 0 if code is None else code if isinstance(code, int) else None


_ended_with: int | None = None


def _leave() -> None:
    if _ended_with is not None:
        streams.flush_stdout()
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(_ended_with)


def _may_fork() -> bool:
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


def _wait(child: int, passed_on: list[int]) -> int:
    """The child's exit code, or minus the number of the signal that ended it.

    Signals are the child's to answer, but not for ever; their numbers are added to `passed_on`.
    """

    def pass_on(number: int, _: object) -> None:
        passed_on.append(number)
        os.kill(child, number)
        signal.setitimer(signal.ITIMER_REAL, GRACE)

    for number in _ending_signals():
        signal.signal(number, pass_on)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _ending_signals() -> list[int]:
    """The signals that end a run; not those that whoever started it has switched off (nohup)."""
    named = [getattr(signal, name) for name in _PASSED_ON]
    return [number for number in named if signal.getsignal(number) is not signal.SIG_IGN]


def _raise_on_signals() -> None:
    """In the child: a signal ends the run as an exception does, so that temporary files go. A second one changes
    nothing."""

    def end(number: int, _: object) -> None:
        for each in _ending_signals():
            signal.signal(each, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(128 + number)

    for number in _ending_signals():
        signal.signal(number, end)


def _say(message: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        print(message, file=sys.stderr, flush=True)
