"""Reading in a child process, while this one goes on.

The libraries that read are native code (pdfium, lxml, onnxruntime): a file that makes one crash, or eat memory, takes
the child with it and leaves one message. And the child reads on one core while the parent imports, on another, what it
will do with the document.

Only the command line reads so (`use_children`), for it owns its process. Where a process cannot or should not be forked
(Windows; other threads running), and for programs that import the package, files are read in this process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.read.base import Progress, ReadOptions
from agreement_tool.read.error_hints import PRINT_IT
from agreement_tool.read.worker import ChildLostError, Send, Worker, may_fork, processors

if TYPE_CHECKING:
    from agreement_tool.model import Line, SourceDocument

_BUNDLE = 1024
"""Lines that are sent at once."""

_SHARED = ("hashlib", "agreement_tool.model", "agreement_tool.text.patterns", "agreement_tool.text.whitespace")

_use_children = False
_prefetched: dict[tuple[Path, ReadOptions], PendingRead] = {}
"""Readings begun before anybody asked for them."""


def use_children() -> None:
    """From now on read in child processes."""
    global _use_children
    _use_children = True


class PendingRead:
    """A file that is being read."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        forks = _use_children and may_fork()
        if forks:
            _import_shared()
        self._child = Worker(lambda send: _read(path, options, send)) if forks else None

    @property
    def in_child(self) -> bool:
        """Whether a child process reads it."""
        return self._child is not None

    def with_progress(self, progress: Progress | None) -> PendingRead:
        """The same reading, reporting to `progress`."""
        self._options = replace(self._options, progress=progress)
        return self

    def document(self) -> SourceDocument:
        """What was read. Waits for it; raises SourceError as `read_source` does, or where the child was lost."""
        if self._child is not None:
            return _document(self._child, self._path.name, self._options.progress)
        from agreement_tool.read.registry import read_with

        return read_with(self._path, self._options)


def begin(path: Path, options: ReadOptions) -> PendingRead:
    """Begin to read the file at `path`, or go on with what `prefetch` has begun."""
    begun = _prefetched.pop((path, replace(options, progress=None)), None)
    return begun.with_progress(options.progress) if begun else PendingRead(path, options)


def prefetch(path: Path) -> None:
    """Begin to read, with the usual options, a file that will in all likelihood be asked for. A child only."""
    reading = PendingRead(path, ReadOptions())
    if reading.in_child:
        _prefetched[path, ReadOptions()] = reading


def _import_shared() -> None:
    """Load what reader and parent both need: once, before they part."""
    for name in _SHARED:
        import_module(name)


def _document(child: Worker, name: str, progress: Progress | None) -> SourceDocument:
    lines: list[Line] = []

    def receive(pages: tuple[int, int] | None, bundle: Sequence[Line]) -> None:
        lines.extend(bundle)
        if pages is not None and progress is not None:
            progress(*pages)

    try:
        rest: SourceDocument = child.answer(receive)
        bounds.account_for_children(earned=bounds.PAGE_SECONDS * (rest.pages or 0))
        return replace(rest, lines=tuple(lines))
    except ChildLostError as lost:
        if lost.out_of_time:
            raise SourceError(bounds.too_long(bounds.own_limits()), where=name, next_step=bounds.RAISE_TIME) from None
        what = Bilingual(
            f"读取它的进程中途终止（{lost}）：文件已损坏，或含恶意内容",
            f"the process that read it was lost ({lost}): the file is damaged or made to do harm",
        )
        raise SourceError(what, where=name, next_step=PRINT_IT) from None


def _read(path: Path, options: ReadOptions, send: Send) -> SourceDocument:
    """What the child does: it sends (pages done, pages in all), at the end bundles of lines; the rest is its answer."""
    from agreement_tool.read.registry import read_with

    options = replace(options, processes=processors(), mapped=True, progress=lambda *pages: send(pages, ()))
    try:
        document = read_with(path, options)
        # A pickle remembers every object in it: one of all lines would take as much memory again, at both ends.
        for start in range(0, len(document.lines), _BUNDLE):
            send(None, document.lines[start : start + _BUNDLE])
        return replace(document, lines=())
    except MemoryError:
        what = bounds.too_large(bounds.own_limits())
        raise SourceError(what, where=path.name, next_step=bounds.RAISE_MEMORY) from None
