"""Other programs end when they are to, and with us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agreement_tool import programs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no sessions: programs are started directly")
FAMILY = 'sleep 60 & echo $! >> "$0.pids"; echo $$ >> "$0.pids"; touch "$0.started"; sleep 60\n'
"""A program that starts another, as LibreOffice's launcher does."""


def script(folder: Path, text: str) -> Path:
    path = folder / "program"
    path.write_text(text)
    return path


def running(folder: Path) -> list[int]:
    """Those of the family that are still there; a dead child that nobody waits for is not."""
    found = []
    for number in (folder / "program.pids").read_text().split():
        try:
            state = Path("/proc", number, "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.append(int(number))
    return found


def test_a_program_runs_to_its_end(tmp_path: Path) -> None:
    made = tmp_path / "made"
    programs.run(["/bin/sh", "-c", f'echo "$WORD" > {made}'], seconds=10, environment={"WORD": "甲"})
    assert made.read_text("utf-8") == "甲\n"


def test_a_program_that_does_not_end_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        programs.run(["/bin/sh", str(script(tmp_path, FAMILY))], seconds=1)
    assert running(tmp_path) == []


def test_memory_is_bounded(tmp_path: Path) -> None:
    made = tmp_path / "made"
    grow = f"import pathlib; pathlib.Path({str(made)!r}).write_text(str(len(bytearray(1 << 30))))"
    programs.run([sys.executable, "-c", grow], seconds=20, memory=512 << 20)
    assert not made.exists()
    programs.run([sys.executable, "-c", grow], seconds=20)
    assert made.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_whatever_ends_this_process_ends_the_program_within_a_second(number: int, tmp_path: Path) -> None:
    # A shell that starts tests in the background lets them ignore SIGINT, and they hand that on.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from agreement_tool import programs; programs.run(['/bin/sh', sys.argv[1]], seconds=60)"
    )
    command = [sys.executable, "-P", "-c", code, str(script(tmp_path, FAMILY))]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=dict(os.environ))
    end = time.monotonic() + 20
    while not (tmp_path / "program.started").exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert len(running(tmp_path)) == 2
    process.send_signal(number)
    process.wait()
    time.sleep(1)
    assert running(tmp_path) == []
