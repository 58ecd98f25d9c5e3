"""Timing of whole processes, paired: the candidates take turns, so that a slow moment of the machine meets all of
them."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Candidate:
    """A command to time."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    """None: this process's."""


@dataclass
class Measured:
    """What was seen of a candidate."""

    seconds: list[float] = field(default_factory=list)
    """By the clock."""
    worked: list[float] = field(default_factory=list)
    """Processor time, user and system, children included."""
    mebibytes: float = 0.0
    failed: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds) if self.seconds else float("nan")

    @property
    def processor(self) -> float:
        return statistics.median(self.worked) if self.worked else float("nan")

    def processor_ratio(self, other: Measured) -> float:
        """How many times the other's processor time this takes: the median of the pairs' ratios."""
        pairs = list(zip(self.worked, other.worked, strict=False))
        return statistics.median(a / b for a, b in pairs) if pairs else float("nan")


def run(candidate: Candidate) -> tuple[float, float, float, str]:
    """Seconds, processor seconds, peak resident memory in MiB, and what went wrong ('' when nothing did) of one
    process."""
    began = time.perf_counter()
    with subprocess.Popen(
        candidate.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=candidate.environment
    ) as process:
        assert process.stderr is not None
        words = process.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    fault = "" if process.returncode in (0, 1) else (words.strip().splitlines() or ["failed"])[-1]
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, fault


def paired(candidates: Sequence[Candidate], repeats: int, *, warm: int = 0) -> dict[str, Measured]:
    """Every candidate run `repeats` times, by turns, after `warm` turns that do not count; one that fails is not run
    again."""
    found = {candidate.name: Measured() for candidate in candidates}
    for turn in range(-warm, repeats):
        for candidate in candidates:
            measured = found[candidate.name]
            if measured.failed:
                continue
            seconds, worked, mebibytes, measured.failed = run(candidate)
            if turn < 0:
                continue
            measured.seconds.append(seconds)
            measured.worked.append(worked)
            measured.mebibytes = max(measured.mebibytes, mebibytes)
    return found


def ratio(ours: Measured, other: Measured) -> float:
    """How many times as long the other takes: the median of the pairs' ratios."""
    return statistics.median(b / a for a, b in zip(ours.seconds, other.seconds, strict=False))
