"""The child process that does a batch's work, one file after another, bounded in memory.

Talks over its stdin and stdout (`protocol`). Native code that crashes, hangs or eats memory takes this process with
it and nothing else.

    python -m agreement_tool.pipeline.batch.child PARENT SECONDS MIB MIB_FOR_OCR
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import AgreementError, placed
from agreement_tool.pipeline.batch.protocol import Answer, Task, crashed, receive, send


def answer_task(task: Task) -> Answer:
    """Do a task. Never raises: what goes wrong is an answer."""
    from agreement_tool.pipeline.batch.work import work

    began = time.monotonic()
    try:
        content, findings = work(task)
        answer = Answer(content, findings)
    except AgreementError as error:
        where = error.where if error.where != task.name else ""
        answer = Answer(kind="error", what=placed(where, error.what), next_step=error.next_step)
    except MemoryError:
        answer = Answer(
            kind="memory",
            what=Bilingual("所需内存超过一个工作进程的上限", "it needs more memory than a worker may use"),
            next_step=Bilingual("请调高 --memory 与 --memory-limit。", "Raise --memory and --memory-limit."),
        )
    except RecursionError:
        answer = Answer(
            kind="error",
            what=Bilingual("嵌套过深", "it is nested too deep"),
            next_step=Bilingual("请确认该文件是协议。", "Check that the file is an agreement."),
        )
    except Exception as error:
        # A bug must not stop the other files; it is recorded as what it is.
        answer = crashed(error)
    spent = answer.kind == "memory" or _pdf_library_is_stuck()
    return replace(answer, seconds=round(time.monotonic() - began, 4), spent=spent)


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
    parent, seconds, usual, most = sys.argv[1:]
    bounds.die_with_parent(int(parent))
    bounds.confine(bounds.Limits(float(seconds), int(usual), int(most)))
    while True:
        try:
            task = receive(tasks)
        except EOFError:
            return
        bounds.next_file(task.name)
        answer = answer_task(task)
        send(answers, answer)
        if answer.spent:
            return


if __name__ == "__main__":
    main()
