"""Reading in a child process, while this one goes on.

The libraries that read are native code (pdfium, lxml, onnxruntime): a file that makes one crash, or eat memory, takes
the child with it and leaves one message. And the child reads on one core while the parent imports, on another, what it
will do with the document.

The child is a fork: it starts in a millisecond and needs no second import of anything. Where a process cannot or should
not be forked (Windows; other threads running, whose locks a fork would inherit), the file is read in this process.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import threading
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from agreement_tool.errors import AgreementError, SourceError

if TYPE_CHECKING:
    from agreement_tool.model import SourceDocument
    from agreement_tool.read.base import Progress, ReadOptions

MEMORY = 6 << 30
"""Bytes of address space that the child may use. Ordinary files need 0.1 GB, OCR of a page about 1 GB."""


class Reading:
    """A file that is being read."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        self._child = _Child(path, options) if _may_fork() else None

    def document(self) -> SourceDocument:
        """What was read. Waits for it; raises SourceError as `read_source` does, or where the child was lost."""
        if self._child is None:
            from agreement_tool.read.registry import read_with

            return read_with(self._path, self._options)
        try:
            return self._child.answer(self._options.progress)
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End the child, if there is one, whatever it is doing."""
        if self._child is not None:
            self._child.end()


def begin(path: Path, options: ReadOptions) -> Reading:
    """Begin to read the file at `path`."""
    return Reading(path, options)


class _Child:
    """The forked process: it sends ("page", done, in all), at last ("document", …) or ("error", …), as pickles."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._where = path.name
        receiving, sending = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(receiving)
            _read_and_exit(path, options, sending)
        os.close(sending)
        self._stream = os.fdopen(receiving, "rb")

    def answer(self, progress: Progress | None) -> SourceDocument:
        while True:
            try:
                kind, *rest = pickle.load(self._stream)
            except (EOFError, pickle.UnpicklingError):
                raise self._lost() from None
            if kind == "page":
                if progress is not None:
                    progress(*rest)
            elif kind == "error":
                raise rest[0]
            else:
                document: SourceDocument = rest[0]
                return document

    def end(self) -> None:
        if self._process > 0:
            self._stream.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0

    def _lost(self) -> SourceError:
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        code = os.waitstatus_to_exitcode(status)
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return SourceError(
            f"the process that read it was lost ({how}): the file is damaged or made to do harm",
            where=self._where,
            next_step="Open it in its own program and print it to a new PDF.",
        )


def _read_and_exit(path: Path, options: ReadOptions, sending: int) -> NoReturn:
    """What the child does. It never returns into the parent's code, and leaves the parent's buffers unwritten."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _bound_memory()
        with os.fdopen(sending, "wb") as stream:
            _send(stream, *_outcome(path, options, stream))
        code = 0
    finally:
        os._exit(code)


def _outcome(path: Path, options: ReadOptions, stream: IO[bytes]) -> tuple[str, Any]:
    from agreement_tool.read.registry import read_with

    options = replace(options, progress=lambda done, total: _send(stream, "page", done, total))
    try:
        return "document", read_with(path, options)
    except AgreementError as error:
        return "error", error
    except MemoryError:
        gigabytes = MEMORY >> 30
        return "error", SourceError(
            f"reading it takes more than {gigabytes} GB of memory",
            where=path.name,
            next_step="Open it in its own program and print it to a new PDF.",
        )
    except Exception as error:
        # A bug crashes loudly, in the parent: with the traceback of the place it happened.
        import traceback

        error.add_note("".join(traceback.format_exception(error)))
        return "error", error


def _send(stream: IO[bytes], *message: Any) -> None:
    pickle.dump(message, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _may_fork() -> bool:
    return hasattr(os, "fork") and threading.active_count() == 1
