"""Other programs (LibreOffice, a browser), run within bounds, and never longer than this process lives.

Such a program starts others, which the system's signal about a dead parent does not reach. So a keeper stands between:
this file, run as a script. It starts the program in a session of its own and reads its standard input, which ends
when this process does, however that ends; then it kills the whole session. Windows has neither sessions nor such input:
there the program is started directly.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_LOOKS = 0.05
"""Seconds between two looks at the program."""
_ENDS = 5.0
"""Seconds that the keeper has for ending what it keeps."""


def run(
    command: Sequence[str], *, seconds: float, memory: int = 0, environment: Mapping[str, str] | None = None
) -> None:
    """Run a program to its end, without input or output. Its exit code says little; look for what it was to write.

    `seconds`: by the clock; `memory`: bytes of address space, 0 for no bound. Raises subprocess.TimeoutExpired,
    OSError where it cannot be started. When this returns or raises, nothing that it started is running.
    """
    kept = sys.platform != "win32"
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(Path(__file__)), str(seconds), str(memory), *command] if kept else command,
        stdin=subprocess.PIPE if kept else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=None if environment is None else dict(environment),
        start_new_session=kept,  # a signal to the terminal's group is ours to answer
    )
    try:
        process.wait(seconds)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Have the keeper end the program, or end the program itself."""
    if process.stdin is not None:
        process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_ENDS)
            return
    process.kill()
    process.wait()


def _keep(seconds: float, memory: int, command: Sequence[str]) -> None:
    """Run the command until it ends, or nobody waits for it any more."""
    _bound(seconds, memory)
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        while process.poll() is None:
            if select.select([0], [], [], _LOOKS)[0] and not os.read(0, 1):
                break
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _bound(seconds: float, memory: int) -> None:
    """The program's own bounds, for it maps more and takes longer than our work may."""
    import resource

    for kind, amount in (
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_DATA, resource.RLIM_INFINITY),
        (resource.RLIMIT_AS, memory or resource.RLIM_INFINITY),
    ):
        _, hard = resource.getrlimit(kind)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


if __name__ == "__main__":
    _keep(float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
