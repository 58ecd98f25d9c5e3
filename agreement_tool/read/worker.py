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
from collections.abc import Callable, Iterator
from typing import IO, Any, NoReturn

from agreement_tool.bounds import die_with_parent

Send = Callable[..., None]
"""Says something to the parent: any number of values that can be pickled."""


_SAID, _RETURNED, _RAISED = "said", "returned", "raised"


def may_fork() -> bool:
    """Whether this process can be forked without harm."""
    return hasattr(os, "fork") and threading.active_count() == 1


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class ChildLostError(Exception):
    """The child ended without finishing what it had to say. The message tells how: 'signal 11'."""

    def __init__(self, code: int) -> None:
        """`code`: its exit code, or minus the number of the signal that ended it."""
        super().__init__(f"signal {-code}" if code < 0 else f"exit code {code}")
        self.out_of_time = -code == getattr(signal, "SIGXCPU", 0)
        """Whether it was the bound on its time that ended it (`bounds`)."""


class Worker:
    """A child that runs `task`: what that returns or raises is its answer. Pickles travel over a pipe that nobody else
    holds."""

    def __init__(self, task: Callable[[Send], Any]) -> None:
        receiving, sending = os.pipe()
        parent = os.getpid()
        self._process = os.fork()
        if self._process == 0:
            os.close(receiving)
            _run_and_exit(task, sending, parent)
        os.close(sending)
        self._stream = os.fdopen(receiving, "rb")
        atexit.register(self.end)  # nothing works on once nobody waits for it

    def answer(self, heard: Callable[..., None] | None = None) -> Any:
        """What the task returns; raises what it raises. `heard` is called with what it sends meanwhile.

        Raises ChildLostError when the child ends before its task does.
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

    def messages(self) -> Iterator[tuple[Any, ...]]:
        """What it sends, one after another, until it returns; raises as `answer` does."""
        try:
            while (message := self._next())[0] == _SAID:
                yield message[1:]
        finally:
            self.end()
        if message[0] == _RAISED:
            raise message[1]

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
            raise ChildLostError(self._exit_code()) from None
        return message

    def _exit_code(self) -> int:
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        return os.waitstatus_to_exitcode(status)


def _run_and_exit(task: Callable[[Send], Any], sending: int, parent: int) -> NoReturn:
    """What the child does. It never returns into the parent's code, and leaves the parent's buffers unwritten."""
    code = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        die_with_parent(parent)
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
