"""A long PDF's pages read by several processes, each its share. pdfium knows no threads."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.read.error_hints import PRINT_IT
from agreement_tool.read.pdf.page import Page, TextStyle
from agreement_tool.read.pdf.pdfium_engine import PdfiumEngine
from agreement_tool.read.worker import ChildLostError, Send, Worker, may_fork

LEAST = 15
"""Pages that are worth a process: it opens the document and its fonts anew (20 pages by two processes take 1.16 times
the processor time), and a short one is read before the caller has loaded what it does with it."""


def pages_by(engine: PdfiumEngine, processes: int) -> list[Page]:
    """Every page of the opened PDF, in order, read by up to `processes` processes. Raises SourceError as the engine
    does."""
    count = min(processes, engine.page_count // LEAST) if may_fork() else 1
    if count < 2:
        return list(engine.pages())
    bounds = [engine.page_count * share // count for share in range(count + 1)]
    first, *others = pairwise(bounds)
    children = [Worker(partial(_share, engine, start, end)) for start, end in others]
    try:
        pages = list(engine.pages(*first))
        for child in children:
            _receive(child, _Adopting(engine, pages), engine.file)
        return pages
    finally:
        for child in children:
            child.end()


def _share(engine: PdfiumEngine, start: int, end: int, send: Send) -> None:
    # Not while it reads: nobody listens yet, and a full pipe would hold it up. Not at once: one pickle would remember
    # every object in it, which takes as much memory again, at both ends.
    for page in list(engine.pages(start, end)):
        send(page)


def _receive(child: Worker, adopting: _Adopting, file: str) -> None:
    try:
        child.answer(adopting)
    except ChildLostError as lost:
        if lost.out_of_time:
            raise SourceError(bounds.too_long(bounds.own_limits()), where=file, next_step=bounds.RAISE_TIME) from None
        raise SourceError(
            Bilingual(
                f"读取其页面的进程中途终止（{lost}）：文件已损坏，或含恶意内容",
                f"a process that read its pages was lost ({lost}): the file is damaged or made to do harm",
            ),
            where=file,
            next_step=PRINT_IT,
        ) from None


class _Adopting:
    """Adds a child's pages with this process's styles: equal ones are one object, and fonts have one key throughout."""

    def __init__(self, engine: PdfiumEngine, pages: list[Page]) -> None:
        self._styles = engine.styles
        self._pages = pages
        self._unnamed: dict[int, int] = {}

    def __call__(self, page: Page) -> None:
        bounds.add_time(bounds.PAGE_SECONDS)
        known: dict[int, TextStyle] = {}
        runs = []
        for run in page.runs:
            style = known.get(id(run.style))
            if style is None:
                style = known[id(run.style)] = self._styles.adopted(run.style, self._unnamed)
            runs.append(run._replace(style=style))
        self._pages.append(replace(page, runs=tuple(runs)))
