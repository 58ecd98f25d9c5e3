"""Commands stopped by a signal at any moment: nothing is lost or half-written, and no process is left behind.

python -m tests.hostile.interruptions [ROUNDS]
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.read.typeset import SEED

TOKEN = "AGREEMENT_TEST_ROUND"
"""A variable by which the processes of a round are known."""
LEFT_BEHIND = 2.0
"""Seconds after which no process of a round may be there."""
SIGNALS = (signal.SIGTERM, signal.SIGKILL, signal.SIGINT)
TEXT = "用户协议\n" + "".join(
    f"第{n}条 用户应当遵守本协议的全部条款，本公司不承担责任。\n" for n in "一二三四五六七八九十"
)
FIXED = 'schema: agreement/1\nid: x\nversion: "1"\ntitle: T\nclauses:\n' + "".join(
    f'  - label: "第{n}条"\n    kind: article\n    text: |-\n      用户 应当(遵守)本协议,,不得转让。。\n'
    for n in "一二三四五"
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("extract", "a.pdf", "--id", "a", "--version", "1"),
    ("extract", "a.txt", "--id", "a", "--version", "1", "--force"),
    ("check", "x.yaml", "--fix"),
    ("batch", "extract", "sources", "--out", "out", "--jobs", "2"),
    ("export", "a.txt", "-o", "out.json"),
    ("export", "a.pdf", "-o", "out.json"),
    ("review", "set", "r", "第三条", "--subject", "liability", "--verdict", "added", "--reviewer", "乙"),
    ("review", "merge", "r", "other.yaml"),
    ("review", "export", "r", "-o", "out.html"),
    ("diff", "r@1", "a.txt", "-o", "out.docx"),
)
DECISION = """  - wid: "art_{0}"
    hash: "0000000000000000"
    subject: "category:liability"
    verdict: "added"
    reviewer: "{1}"
    date: "2026-11-28"
"""
STARTS = {
    "clauses/a/1.yaml": "old: content\n",
    "clauses/r/1.yaml": FIXED.replace("id: x", "id: r"),
    "clauses/r/review.yaml": "schema: review/1\ndecisions:\n" + DECISION.format(1, "甲"),
    "other.yaml": "schema: review/1\ndecisions:\n" + DECISION.format(2, "乙"),
    "out.json": "{}\n",
    "out.html": "<p>\n",
}
"""What stands there before."""


def prepare(folder: Path) -> None:
    """The files of a round."""
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.pdf").write_bytes((SEED / "syn_tr2_line.pdf").read_bytes())
    (folder / "x.yaml").write_text(FIXED, "utf-8")
    (folder / "sources").mkdir()
    for name in "abc":
        (folder / "sources" / f"{name}.txt").write_text(TEXT, "utf-8")
    for name, content in STARTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """What a command may write, as it stands."""
    wanted = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in wanted if not path.name.endswith(".jsonl")
    }


def started(command: Sequence[str], folder: Path, token: str) -> subprocess.Popen[bytes]:
    """A command of a round, in a session of its own."""
    if command[1].endswith(".pdf") and command[0] == "extract":
        (folder / "clauses/a/1.yaml").unlink()
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "agreement_tool", *command, "-q"],
        cwd=folder,
        env={**os.environ, TOKEN: token},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def left_behind(token: str) -> list[int]:
    """The numbers of the processes that know the token; none on systems without /proc."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"{TOKEN}={token}".encode() in entry.read_bytes():
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


def uninterrupted(command: Sequence[str]) -> tuple[dict[str, bytes], float]:
    """What the command leaves when nothing stops it, and the seconds that it takes."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        prepare(folder)
        began = time.monotonic()
        started(command, folder, "none").wait()
        return contents(folder), time.monotonic() - began


def faults_of_round(
    command: Sequence[str], expected: Mapping[str, bytes], number: signal.Signals, delay: float
) -> list[str]:
    """Start a command, send it a signal after `delay` seconds, and look at what is left."""
    with tempfile.TemporaryDirectory() as made:
        folder, token = Path(made), uuid.uuid4().hex
        prepare(folder)
        before = contents(folder)
        process = started(command, folder, token)
        time.sleep(delay)
        process.send_signal(number)
        process.wait()
        end = time.monotonic() + LEFT_BEHIND
        while (left := left_behind(token)) and time.monotonic() < end:
            time.sleep(0.05)
        faults = [f"process {each} left behind" for each in left]
        for each in left:
            os.kill(each, signal.SIGKILL)
        after = contents(folder)
        faults += [f"{name} lost" for name in before if name not in after and name != "clauses/a/1.yaml"]
        faults += [
            f"{name} is neither the old nor the new"
            for name, content in after.items()
            if content not in (before.get(name), expected.get(name)) and not _is_whole_docx(name, content)
        ]
        return faults + _false_lines(folder)


def _is_whole_docx(name: str, content: bytes) -> bool:
    """A Word file holds the moment it was made: it is the new one when all its parts are whole."""
    if not name.endswith(".docx") or not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.testzip() is None and "word/document.xml" in archive.namelist()


def _false_lines(folder: Path) -> list[str]:
    """Lines of a batch's manifest that tell of an output that is not there; a last line may be cut short."""
    manifest = folder / "out" / "manifest.jsonl"
    lines = manifest.read_text("utf-8").splitlines(keepends=True) if manifest.exists() else []
    whole = [json.loads(line) for line in lines if line.endswith("\n")]
    return [
        f"{line['output']} in the manifest and not there"
        for line in whole
        if not (folder / "out" / line["output"]).exists()
    ]


def main(rounds: int = 300) -> int:
    """As many rounds, commands and signals in turn, delays at random; prints what went wrong and how many."""
    chance = random.Random(16)
    known = {command: uninterrupted(command) for command in COMMANDS}
    bad = 0
    for place in range(rounds):
        command, number = COMMANDS[place % len(COMMANDS)], SIGNALS[place // len(COMMANDS) % len(SIGNALS)]
        expected, seconds = known[command]
        delay = chance.uniform(0.0, 1.1 * seconds)
        faults = faults_of_round(command, expected, number, delay)
        if faults:
            bad += 1
            print(f"{number.name} after {delay:.2f} s: {' '.join(command)}: {'; '.join(faults)}", flush=True)
    print(f"{rounds} rounds, {bad} with a fault", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
