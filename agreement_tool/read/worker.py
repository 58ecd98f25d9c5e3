"""A function in a forked child process, and what it says.

A fork starts in a millisecond and shares what the parent has loaded. It is for processes without other threads, whose
locks it would inherit (`may_fork`).
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import threading
from collections.abc import Callable
from typing import IO, Any, NoReturn

Send = Callable[..., None]
"""Says something to the parent: any number of values that can be pickled."""


_SAID, _RETURNED, _RAISED = "said", "returned", "raised"


def may_fork() -> bool:
    """Whether this process can be forked without harm."""
    return hasattr(os, "fork") and threading.active_count() == 1


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def bound_memory(size: int) -> None:
    """Refuse this process more than `size` bytes of address space; where the system knows no such bound, none is set."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


class LostError(Exception):
    """The child ended without finishing what it had to say. The message tells how: 'signal 11'."""


class Worker:
    """A child that runs `task`: what that returns or raises is its answer. Pickles travel over a pipe that nobody else holds."""

    def __init__(self, task: Callable[[Send], Any]) -> None:
        receiving, sending = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(receiving)
            _run_and_exit(task, sending)
        os.close(sending)
        self._stream = os.fdopen(receiving, "rb")
        atexit.register(self.end)  # nothing works on once nobody waits for it

    def answer(self, heard: Callable[..., None] | None = None) -> Any:
        """What the task returns; raises what it raises. `heard` is called with what it sends meanwhile.

        Raises LostError when the child ends before its task does.
        """
        try:
            while (message := self._next())[0] == _SAID:
                if heard is not None:
                    heard(*message[1:])
        finally:
            self.end()
        kind, value = message
        if kind == _RAISED:
            raise value
        return value

    def end(self) -> None:
        """End the child, whatever it is doing."""
        atexit.unregister(self.end)
        self._stream.close()
        if self._process > 0:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0

    def _next(self) -> tuple[Any, ...]:
        try:
            message: tuple[Any, ...] = pickle.load(self._stream)
        except (EOFError, pickle.UnpicklingError):
            raise LostError(self._how_it_ended()) from None
        return message

    def _how_it_ended(self) -> str:
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        code = os.waitstatus_to_exitcode(status)
        return f"signal {-code}" if code < 0 else f"exit code {code}"


def _run_and_exit(task: Callable[[Send], Any], sending: int) -> NoReturn:
    """What the child does. It never returns into the parent's code, and leaves the parent's buffers unwritten."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with os.fdopen(sending, "wb") as stream:
            _send(stream, _outcome(task, lambda *message: _send(stream, (_SAID, *message))))
        code = 0
    finally:
        os._exit(code)


def _outcome(task: Callable[[Send], Any], send: Send) -> tuple[str, Any]:
    try:
        return _RETURNED, task(send)
    except Exception as error:
        # A bug crashes loudly, in the parent, and tells the place where it happened.
        import traceback

        error.add_note("".join(traceback.format_exception(error)))
        return _RAISED, error


def _send(stream: IO[bytes], message: tuple[Any, ...]) -> None:
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()
