"""What a killed process left in the temporary folder is removed by the next, and nothing else is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from agreement_tool import private_folders
from agreement_tool.private_folders import private_folder, sweep

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no locks that end with their owner")
OWNER = """
import os, signal, sys
from agreement_tool.private_folders import private_folder
with private_folder("test-") as folder:
    (folder / "inside").mkdir()
    (folder / "inside" / "a.txt").write_text("x")
    print(folder, flush=True)
    if sys.argv[1:] == ["waits"]:
        sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of our own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(private_folders, "_swept", False)
    return tmp_path


def left_by_a_killed_process() -> Path:
    done = subprocess.run([sys.executable, "-c", OWNER], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    return Path(done.stdout.strip())


def test_a_private_folder_is_gone_afterwards(room: Path) -> None:
    with private_folder("test-") as folder:
        assert folder.parent == room
        assert folder.stat().st_mode & 0o077 == 0
    assert list(room.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_one(room: Path) -> None:
    stale = left_by_a_killed_process()
    assert (stale / "inside" / "a.txt").exists()
    with private_folder() as folder:
        assert list(room.iterdir()) == [folder]


def test_the_folder_of_a_living_process_stays(room: Path) -> None:
    command = [sys.executable, "-c", OWNER, "waits"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdin is not None and owner.stdout is not None
        folder = Path(owner.stdout.readline().strip())
        sweep()
        assert (folder / "inside" / "a.txt").exists()
        owner.kill()
    sweep()
    assert not folder.exists()


def test_our_own_folder_stays_in_a_sweep(room: Path) -> None:
    with private_folder() as folder:
        sweep()
        assert folder.is_dir()


def test_nothing_else_is_removed(room: Path) -> None:
    elsewhere = room / "elsewhere"
    stale = left_by_a_killed_process().rename(elsewhere)  # not a name of ours
    (room / "agreement-link").symlink_to(stale)
    (room / "agreement-unowned").mkdir(mode=0o700)
    (room / "agreement-file").write_text("x")
    theirs = left_by_a_killed_process()
    theirs.chmod(0o755)
    sweep()
    names = {"elsewhere", "agreement-link", "agreement-unowned", "agreement-file", theirs.name}
    assert {path.name for path in room.iterdir()} == names
    assert (elsewhere / "inside" / "a.txt").exists()


def test_a_lock_that_is_a_link_is_not_followed(room: Path) -> None:
    stale = left_by_a_killed_process()
    (stale / ".owner").unlink()
    (stale / ".owner").symlink_to(room / "target")
    (room / "target").write_text("x")
    sweep()
    assert stale.is_dir()


def test_a_batch_whose_worker_is_killed_leaves_no_folder(room: Path) -> None:
    """Its time is over, so the worker gets no chance to clean up."""
    (room / "work").mkdir()
    (room / "work" / "a.txt").write_text("用户协议\n" + "第一条 用户应当遵守本协议。\n" * 60_000, "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "agreement_tool", "batch", "export", "a.txt", "--out", "out", "--timeout", "1"],
        cwd=room / "work",
        env=dict(os.environ),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr.decode()
    assert (room / "work" / "out" / "failures.jsonl").stat().st_size > 0
    assert [path.name for path in room.iterdir()] == ["work"]
