"""The child process that does a batch's work, one file after another, bounded in memory.

Talks over its stdin and stdout (`protocol`). Native code that crashes, hangs or eats memory takes this process with
it and nothing else.

    python -m agreement_tool.pipeline.batch.child MEMORY_IN_MIB
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace

from agreement_tool.errors import AgreementError
from agreement_tool.pipeline.batch.protocol import Answer, Task, receive, send
from agreement_tool.read.forked import bound_memory


def perform(task: Task) -> Answer:
    """Do a task. Never raises: what goes wrong is an answer."""
    from agreement_tool.pipeline.batch.work import work

    began = time.monotonic()
    try:
        content, findings = work(task)
        answer = Answer(content, findings)
    except AgreementError as error:
        where = f"{error.where}: " if error.where and error.where != task.name else ""
        lang = dict(task.options).get("lang", "zh")
        answer = Answer(
            kind="error", what=f"{where}{_in_language(error.what, lang)}", next_step=_in_language(error.next_step, lang)
        )
    except MemoryError:
        answer = Answer(kind="memory", what="it needs more memory than a worker may use", next_step="Raise --memory.")
    except RecursionError:
        answer = Answer(kind="error", what="it is nested too deep", next_step="Check that the file is an agreement.")
    except Exception as error:
        # A bug must not stop the other files; it is recorded as what it is.
        answer = Answer(kind="crash", what=f"{type(error).__name__}: {error}", next_step="Please report this file.")
    spent = answer.kind == "memory" or _pdf_library_is_stuck()
    return replace(answer, seconds=round(time.monotonic() - began, 4), spent=spent)


def _in_language(text: str, lang: str) -> str:
    """The half of a bilingual message (zh, unit separator, en) that is in `lang`."""
    zh, _, en = text.partition("\x1f")
    return en or zh if lang == "en" else zh


def _pdf_library_is_stuck() -> bool:
    """Whether a call into pdfium never came back: then this process can read no other PDF."""
    watch = sys.modules.get("agreement_tool.read.pdf.watch")
    return watch is not None and bool(watch.stuck())


def main() -> None:
    """Answer tasks until stdin closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not fall between the frames.
    os.dup2(2, 1)
    bound_memory(int(sys.argv[1]) << 20)
    while True:
        try:
            task = receive(tasks)
        except EOFError:
            return
        answer = perform(task)
        send(answers, answer)
        if answer.spent:
            return


if __name__ == "__main__":
    main()
