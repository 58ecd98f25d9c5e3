"""A time limit for calls into pdfium, which can be made to run for ever (a form that draws itself twice).

The call runs in a thread of its own while this one waits: Python cannot interrupt native code, but it can stop waiting,
and Ctrl-C works meanwhile. pdfium is not thread-safe, so a process in which a call never came back uses it no more.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from agreement_tool.bilingual import Bilingual, Sentence
from agreement_tool.errors import SourceError

LIMIT = 60.0
"""Seconds for one page. Ordinary pages take hundredths; the most crowded ones, some seconds."""

Result = TypeVar("Result")

_stuck = threading.Event()


class _Call(Generic[Result]):
    """One call and what came of it."""

    def __init__(self, call: Callable[[], Result]) -> None:
        self._call = call
        self.results: list[Result] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.results.append(self._call())
        except BaseException as error:
            self.error = error


def stuck() -> bool:
    """Whether a call never came back in this process."""
    return _stuck.is_set()


def watched(call: Callable[[], Result], *, where: Sentence) -> Result:
    """The call's result or its exception. Raises SourceError when it takes longer than LIMIT."""
    if stuck():
        raise SourceError(
            Bilingual("先前的文件使 PDF 库停住了", "an earlier file left the PDF library stuck"),
            where=where,
            next_step=Bilingual("请在新进程中读取。", "Read it in a new process."),
        )
    made = _Call(call)
    thread = threading.Thread(target=made.run, name="pdfium", daemon=True)
    thread.start()
    thread.join(LIMIT)
    if thread.is_alive():
        _stuck.set()
        raise SourceError(
            Bilingual(f"PDF 库处理它超过 {LIMIT:.0f} 秒", f"this takes the PDF library more than {LIMIT:.0f} s"),
            where=where,
            next_step=Bilingual(
                "请用原程序打开，重新打印为 PDF。", "Open the file in its own program and print it to a new PDF."
            ),
        )
    if made.error is not None:
        raise made.error
    return made.results[0]
