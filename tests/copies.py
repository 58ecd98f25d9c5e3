"""`agreement …` in copies of one process that has imported the package: half a second less than in a Python of its own.

Each is a process with its own id, streams, folder and environment, like any other; only what starting Python and
importing the package may do wrong is not seen. CI starts every command anew.

`python -m tests.copies` is that process: it is asked by lines of JSON, and has no threads when it forks.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import agreement_tool
from agreement_tool.cli import main as cli_main
from tests.extent import EVERYTHING

ROOT = Path(__file__).parents[1]
STDOUT, STDERR = ".stdout", ".stderr"
"""Files in the folder of a command, that hold what it has said."""
LONGEST = 120.0
"""Seconds of one command by the clock."""


class Ended(NamedTuple):
    """How a process ended, and what it took, its children included."""

    code: int
    seconds: float
    mebibytes: float
    hung: bool


def ended(command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float) -> Ended:
    """Run `agreement COMMAND` in `folder`; after so many seconds it is killed, and counts as hung."""
    if EVERYTHING or not hasattr(os, "fork"):
        return started(command, folder, environment, seconds)
    server = _server()
    assert server.stdin is not None and server.stdout is not None
    server.stdin.write(json.dumps([command, str(folder), dict(environment), seconds]) + "\n")
    server.stdin.flush()
    return Ended(*json.loads(server.stdout.readline()))


def run(
    folder: Path, *arguments: str, env: Mapping[str, str] = os.environ, anew: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """`agreement … --lang en` in `folder`, which it finds as it is; `anew`: in a Python of its own."""
    command = [*arguments, "--lang", "en"]
    made = started(command, folder, env, LONGEST) if anew else ended(command, folder, env, LONGEST)
    assert not made.hung
    stdout, stderr = ((folder / name).read_bytes() for name in (STDOUT, STDERR))
    for name in (STDOUT, STDERR):
        (folder / name).unlink()
    return subprocess.CompletedProcess(command, made.code, stdout, stderr)


def started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float, *, copied: bool = False
) -> Ended:
    """The same in a Python of its own, or in a copy of this process, which must have no other thread."""
    with (folder / STDOUT).open("wb") as out, (folder / STDERR).open("wb") as err:
        outputs = out.fileno(), err.fileno()
        pid = (_forked if copied else _spawned)(command, folder, outputs, environment)
        hung = threading.Event()

        def end() -> None:
            hung.set()
            os.kill(pid, signal.SIGKILL)

        timer = threading.Timer(seconds, end)
        timer.start()
        _, status, usage = os.wait4(pid, 0)
        timer.cancel()
        timer.join()
    code = os.waitstatus_to_exitcode(status)
    return Ended(code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, hung.is_set())


def warm() -> None:
    """Import every module of the package, so that copies need not."""
    for module in pkgutil.walk_packages(agreement_tool.__path__, "agreement_tool."):
        if not module.name.endswith((".build", "__main__", "lsp", "language_server")):
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)


@cache
def _server() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.copies"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def end() -> None:
        with server:
            server.kill()

    atexit.register(end)
    return server


def _spawned(command: Sequence[str], folder: Path, outputs: tuple[int, int], environment: Mapping[str, str]) -> int:
    """The process id of the command in a Python of its own."""
    words = [sys.executable, "-P", "-m", "agreement_tool", *command]
    process = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=outputs[0], stderr=outputs[1], cwd=folder, env=dict(environment)
    )
    process.returncode = 0  # it is waited for by its id
    return process.pid


def _forked(command: Sequence[str], folder: Path, outputs: tuple[int, int], environment: Mapping[str, str]) -> int:
    """The process id of the command in a copy of this process."""
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        for number, file in enumerate((os.open(os.devnull, os.O_RDONLY), *outputs)):
            os.dup2(file, number)
        sys.argv = ["agreement", *command]
        cli_main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # what Python itself would print and end with
        traceback.print_exc()
        code = 1
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _serve() -> None:
    warm()
    for line in sys.stdin:
        command, folder, environment, seconds = json.loads(line)
        print(json.dumps(started(command, Path(folder), environment, seconds, copied=True)), flush=True)


if __name__ == "__main__":
    _serve()
