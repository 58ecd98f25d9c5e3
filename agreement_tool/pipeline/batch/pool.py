"""Child processes for a batch: started, fed, watched and, when they hang or die, replaced.

The standard pools cannot kill one hanging worker and go on; this can, because each child has its own pipe.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import TypeVar

from agreement_tool import private_folders
from agreement_tool.bilingual import Bilingual
from agreement_tool.bounds import RAISE_TIME, Limits, too_long
from agreement_tool.frozen import frozen
from agreement_tool.pipeline.batch.protocol import Answer, Task, crashed, receive, send

Key = TypeVar("Key")
TASKS_PER_CHILD = 500
"""A child is replaced after this many files, so that what libraries leak stays small."""


@frozen
class Bounds:
    """What one file may cost."""

    seconds: float = 120.0
    """By the clock."""
    mebibytes: int = 4096
    """Memory of a child, whatever it does."""
    processor_seconds: float = 0.0
    """Of the processor, and more for every page that was read; 0: no bound."""
    usual_mebibytes: int = 0
    """Memory of a child that does no OCR; 0: as any."""


class Child:
    """One child process, started when first needed. Not for several threads at once."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._process: subprocess.Popen[bytes] | None = None
        self._tasks = 0

    def run(self, task: Task) -> Answer:
        """Have a task done; a child that takes too long is killed, and the next task starts another."""
        process = self._running()
        began = time.monotonic()
        timer = threading.Timer(self._bounds.seconds, process.kill)
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            send(process.stdin, task)
            answer = receive(process.stdout)
        except (OSError, EOFError):
            return self._died(process, time.monotonic() - began)
        finally:
            timer.cancel()
        self._tasks += 1
        if answer.spent or self._tasks >= TASKS_PER_CHILD:
            self.stop()
        assert isinstance(answer, Answer)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            # -P: a batch runs in folders of strangers' files; none of them is to be imported.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "agreement_tool.pipeline.batch.child", *self._limits()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._tasks = 0
        return self._process

    def _limits(self) -> list[str]:
        """The child's arguments: this process, and the fields of its `Limits`."""
        most = self._bounds.mebibytes
        usual = min(self._bounds.usual_mebibytes or most, most)
        return [str(os.getpid()), str(self._bounds.processor_seconds), str(usual), str(most)]

    def _died(self, process: subprocess.Popen[bytes], seconds: float) -> Answer:
        self.stop()
        private_folders.sweep()
        if -process.returncode == getattr(signal, "SIGXCPU", 0):
            limits = Limits(self._bounds.processor_seconds)
            return Answer(kind="timeout", what=too_long(limits), next_step=RAISE_TIME, seconds=round(seconds, 4))
        if seconds >= self._bounds.seconds:
            return Answer(
                kind="timeout",
                what=Bilingual(
                    f"用时超过 {self._bounds.seconds:g} 秒", f"it took more than {self._bounds.seconds:g} s"
                ),
                next_step=Bilingual("请调高 --timeout，或单独读取。", "Raise --timeout, or read it by itself."),
                seconds=round(seconds, 4),
            )
        return Answer(
            kind="crash",
            what=Bilingual(
                f"工作进程中途终止（退出码 {process.returncode}）", f"the worker died (exit code {process.returncode})"
            ),
            next_step=Bilingual("请单独读取该文件以查明原因。", "Read the file by itself to see why."),
            seconds=round(seconds, 4),
        )

    def stop(self) -> None:
        """End the process, if it runs."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()


def run_all(
    keys: Iterable[Key], task_of: Callable[[Key], Task | Answer], *, jobs: int, bounds: Bounds
) -> Iterator[tuple[Key, Answer]]:
    """Have `task_of(key)` done for every key by `jobs` children; (key, answer) as they are finished.

    A thread feeds each child; `task_of` is called there, when the child is free, so that files are read one by one.
    Closing the iterator (as an interrupt does) stops the children.
    """
    waiting: SimpleQueue[Key] = SimpleQueue()
    answers: SimpleQueue[tuple[Key, Answer]] = SimpleQueue()
    for key in keys:
        waiting.put(key)
    total = waiting.qsize()
    children = [Child(bounds) for _ in range(min(jobs, total))]
    stopping = threading.Event()

    def feed(child: Child) -> None:
        while not stopping.is_set():
            try:
                key = waiting.get_nowait()
            except Empty:
                break
            answers.put((key, _answered(child, task_of, key)))
        child.stop()

    threads = [threading.Thread(target=feed, args=(child,), daemon=True) for child in children]
    for thread in threads:
        thread.start()
    try:
        for _ in range(total):
            yield answers.get()
    finally:
        stopping.set()
        for child in children:
            child.stop()
        for thread in threads:
            thread.join(timeout=5)
        private_folders.sweep()


def _answered(child: Child, task_of: Callable[[Key], Task | Answer], key: Key) -> Answer:
    """The answer for a key; whatever goes wrong in this thread is one too, or the batch would wait for it for ever."""
    try:
        task = task_of(key)
        return task if isinstance(task, Answer) else child.run(task)
    except Exception as error:
        child.stop()
        return crashed(error)
