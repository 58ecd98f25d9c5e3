"""Fuzzing for longer: every target of this folder, counted.

    python -m tests.fuzz.campaign [--times 60] [--only EXPRESSION] [--json FILE]

`--times` multiplies the executions that each target asks for; `--only` is pytest's -k. Prints the executions, failures
and processor seconds of each target and their sums; exits 1 when something failed. An execution that takes the
processor for longer than HANGS is a failure and is told as such; so is one that takes as long by the clock.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

HANGS = 30.0
"""Processor seconds of one execution; 0.1 is usual for the slowest."""


class HangError(Exception):
    """An execution took longer than it may."""


class Counting:
    """A plugin of pytest that counts the executions of each target and ends those that hang."""

    def __init__(self) -> None:
        self.executions: Counter[str] = Counter()
        self.failures: dict[str, str] = {}
        self.seconds: Counter[str] = Counter()
        self.slowest: dict[str, float] = {}
        self._target = ""
        self._wrapped: set[int] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Each target's function is wrapped once; what is no target of hypothesis is left out."""
        items[:] = [item for item in items if hasattr(getattr(item, "obj", None), "hypothesis")]
        for item in items:
            handle = item.obj.hypothesis  # type: ignore[attr-defined]
            if id(handle) not in self._wrapped:
                self._wrapped.add(id(handle))
                handle.inner_test = self._counted(handle.inner_test)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """What is counted now."""
        self._target = item.name

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What failed, in its last words."""
        if report.failed:
            self.failures[self._target] = str(report.longrepr).strip().splitlines()[-1]
            print(report.longreprtext, flush=True)
        if report.when == "call":
            print(self.line(self._target), flush=True)

    def line(self, target: str) -> str:
        """What is known of a target."""
        told = f"{self.executions[target]:8} executions {self.seconds[target]:8.1f} s"
        return f"{told}  slowest {self.slowest.get(target, 0):.2f} s  {target} {self.failures.get(target, '')}"

    def _counted(self, inner: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(inner)
        def execute(*arguments: Any, **named: Any) -> Any:
            self.executions[self._target] += 1
            left = signal.setitimer(signal.ITIMER_PROF, HANGS)
            began = time.process_time()
            try:
                return inner(*arguments, **named)
            finally:
                signal.setitimer(signal.ITIMER_PROF, *left)
                took = time.process_time() - began
                self.seconds[self._target] += took  # type: ignore[assignment]
                self.slowest[self._target] = max(took, self.slowest.get(self._target, 0))

        return execute


def _hung(number: int, frame: FrameType | None) -> None:
    raise HangError(f"more than {HANGS:.0f} s of the processor")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.campaign", description=__doc__)
    parser.add_argument("--times", type=float, default=60)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    os.environ["AGREEMENT_FUZZ"] = str(options.times)  # read when the targets are imported
    signal.signal(signal.SIGPROF, _hung)
    counting = Counting()
    words = ["-p", "no:cacheprovider", "-p", "no:terminal", "-o", "addopts=", str(Path(__file__).parent)]
    code = pytest.main([*words, *(("-k", options.only) if options.only else ())], plugins=[counting])
    told = f"{len(counting.executions)} targets, {counting.executions.total()} executions"
    print(f"{told}, {sum(counting.seconds.values()):.0f} s, {len(counting.failures)} targets failed", flush=True)
    if options.json:
        options.json.write_text(json.dumps([counting.executions, counting.failures], indent=1), "utf-8")
    return int(code != 0 or bool(counting.failures))


if __name__ == "__main__":
    sys.exit(main())
