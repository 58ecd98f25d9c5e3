"""What a batch has done, on disk: manifest.jsonl, failures.jsonl, and the lock that keeps a second run out.

A line is written when its output is in place, so that a run killed at any moment loses nothing that the manifest
names; a line that was cut short is no line, and its file is done again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

from agreement_tool.bilingual import Bilingual, Sentence
from agreement_tool.errors import StoreError
from agreement_tool.frozen import frozen
from agreement_tool.store.files import sweep, write_atomic
from agreement_tool.text.spelled import json_text

MANIFEST = "manifest.jsonl"
FAILURES = "failures.jsonl"
LOCK = ".batch.lock"
_LONGEST_NAME = 255
"""Bytes; what common file systems allow."""


@frozen
class Done:
    """A line of the manifest."""

    source: str
    sha256: str
    """Of the source's bytes."""
    output: str
    output_sha256: str
    settings: str
    """Digest of the command and its options: other options, other outputs."""
    seconds: float
    findings: int
    """How many findings the output holds; 0 for extract and export."""


@frozen
class Failed:
    """A line of the failures."""

    source: str
    kind: str
    """error: it cannot be read, and why · timeout · memory · crash: the worker died, or a bug."""
    what: str
    next_step: str
    seconds: float


def digest(data: bytes) -> str:
    """Lower-case hex SHA-256."""
    return sha256(data).hexdigest()


class Ledger:
    """The output folder of one run."""

    def __init__(self, folder: Path, *, resume: bool, force: bool = False) -> None:
        """`force`: replace files of the folder that no earlier run has written. Raises StoreError: a manifest of
        others."""
        self.folder = folder
        self._force = force
        sweep(folder)
        earlier = dict(self._earlier())
        self._refuse_foreign_manifest(earlier)
        self._written = {done.output for done in earlier.values()}
        self._done: dict[str, Done] = earlier if resume else {}
        self._manifest = self._opened(MANIFEST, [asdict(done) for done in self._done.values()])
        self._failures = self._opened(FAILURES, [])

    def _refuse_foreign_manifest(self, earlier: dict[str, Done]) -> None:
        path = self.folder / MANIFEST
        if self._force or earlier or not path.exists() or not path.read_bytes().strip():
            return
        first = path.read_bytes().split(b"\n")
        if len(first) > 1:  # a single line without its end is one of ours that was cut short
            raise StoreError(
                Bilingual(f"{MANIFEST} 不是批处理所写", f"{MANIFEST} was not written by a batch"),
                where=str(self.folder),
                next_step=Bilingual(
                    "请另选 --out，或加 --force 覆盖。", "Choose another --out, or overwrite it with --force."
                ),
            )

    def _opened(self, name: str, lines: list[dict[str, Any]]) -> TextIO:
        """A file of these lines, open for more; one cut short by a kill is written anew first."""
        path = self.folder / name
        write_atomic(path, "".join(map(_line, lines)))
        return path.open("a", encoding="utf-8")

    def _earlier(self) -> Iterator[tuple[str, Done]]:
        path = self.folder / MANIFEST
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return
        for line in lines:
            with contextlib.suppress(ValueError, TypeError):
                done = Done(**json.loads(line))
                yield done.source, done

    def is_done(self, source: str, source_sha256: str, settings: str) -> bool:
        """Whether an earlier run has this output in place: same source, same settings, output untouched."""
        done = self._done.get(source)
        if done is None or (done.sha256, done.settings) != (source_sha256, settings):
            return False
        try:
            return digest((self.folder / done.output).read_bytes()) == done.output_sha256
        except OSError:
            return False

    def drop_sources(self, sources: set[str]) -> None:
        """Drop the manifest's lines for sources that are done again."""
        kept = {source: done for source, done in self._done.items() if source not in sources}
        if len(kept) != len(self._done):
            self._done = kept
            self._manifest.close()
            self._manifest = self._opened(MANIFEST, [asdict(done) for done in kept.values()])

    def refusal(self, output: str, content: bytes) -> Sentence | None:
        """Why an output must not be put in place; None where it may. Raises StoreError where the folder cannot be
        read."""
        path = self.folder / output
        if any(len(os.fsencode(part)) > _LONGEST_NAME for part in path.parts):
            return Bilingual("输出文件名过长", "the output's name is too long")
        if not path.resolve().is_relative_to(self.folder.resolve()):
            return Bilingual("输出位置是指向别处的链接", "the output's place is a link that leads elsewhere")
        if self._force or output in self._written or not path.exists():
            return None
        if digest(path.read_bytes()) == digest(content):
            return None
        return Bilingual(f"{output} 已存在，且不是批处理所写", f"{output} is there already, and no batch wrote it")

    def record(self, done: Done, content: bytes) -> None:
        """Put an output in place, then its line."""
        write_atomic(self.folder / done.output, content)
        self._written.add(done.output)
        _append(self._manifest, asdict(done))

    def record_failure(self, failed: Failed) -> None:
        """Write a line of the failures."""
        _append(self._failures, asdict(failed))

    def close(self) -> None:
        """Close both files."""
        self._manifest.close()
        self._failures.close()


def _line(record: dict[str, Any]) -> str:
    return json_text(record, indent=None) + "\n"


def _append(stream: TextIO, record: dict[str, Any]) -> None:
    stream.write(_line(record))
    stream.flush()
    os.fsync(stream.fileno())


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the output folder for one run. Raises StoreError when another run holds it, or it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(
            Bilingual(
                f"输出文件夹无法写入：{error.strerror}", f"the output folder cannot be written: {error.strerror}"
            ),
            where=str(folder),
            next_step=Bilingual("请另选 --out。", "Choose another --out."),
        ) from error
    try:
        if not _taken(handle):
            raise StoreError(
                Bilingual("另一批任务正在写入此文件夹", "another batch is writing to this folder"),
                where=str(folder),
                next_step=Bilingual("请等它结束，或另选 --out。", "Wait for it, or choose another --out."),
            )
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    """Take the lock; the system gives it back when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: msvcrt locks one byte
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
