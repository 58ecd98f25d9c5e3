"""Remembers the findings of files that have not changed, so that a run reads only those that have."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import Any

import agreement_tool
from agreement_tool.config import load_config
from agreement_tool.model import Bilingual, Finding, Fix, Severity
from agreement_tool.pipeline.review import Options, Reviewed
from agreement_tool.report.findings import Located
from agreement_tool.store.decisions import NAME as DECISIONS
from agreement_tool.version import __version__

FORMAT = 2
"""Raised whenever what is written below changes."""
FILE = "check.json"
MOST, LARGEST = 10_000, 100_000_000
"""Entries kept at most, those of the last run first (some 60 MB); bytes that are read."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# What `agreement check` remembers; it may be deleted.\n"
"""The words by which backup programs know a cache (bford.info/cachedir)."""


class CheckCache:
    """What was found in each clause file, in one JSON file under `folder`; anything unreadable there is as good as
    absent, and a folder that cannot be written to only means that nothing is remembered.

    An entry holds for the very bytes of the clause file, these options, this package and the decisions of people
    (`review.yaml`) below `options.root` as they were.
    """

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        decisions = _decisions(options.root or load_config().root)
        self._salt = f"{FORMAT}\x1e{_package()}\x1e{options!r}\x1e{decisions}\x1e".encode()
        self._kept = {} if folder.is_symlink() else _read(folder / FILE)
        self._used: dict[str, dict[str, Any]] = {}
        self._changed = False

    def get(self, path: str) -> Reviewed | None:
        """The findings of the file as it is now; None when not remembered, or when it cannot be read."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            entry = self._kept[path]
            if entry["digest"] == self.digest(path, Path(path).read_bytes()):
                found = _reviewed(entry)
                self._used[path] = entry
                return found
        return None

    def put(self, path: str, digest: str, reviewed: Reviewed) -> None:
        """Remember what was found in content of that digest. Edits of fixes are not kept: `--fix` always reads the
        file itself."""
        self._used[path] = {
            "digest": digest,
            "found": [_written(located) for located in reviewed.found],
            "suppressed": reviewed.suppressed,
            "clauses": reviewed.clauses,
        }
        self._changed = True

    def digest(self, path: str, content: bytes) -> str:
        """Of a clause file's bytes and of everything else that its findings hang on."""
        return hashlib.sha256(self._salt + path.encode("utf-8", "surrogateescape") + b"\x1e" + content).hexdigest()

    def write(self) -> None:
        """Put the file in place, whole or not at all. It need not survive a loss of power, so nothing waits for the
        disk."""
        if not self._changed or self._folder.is_symlink():
            return
        others = (item for item in self._kept.items() if item[0] not in self._used)
        entries = dict(islice(chain(self._used.items(), others), MOST))
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            for name, words in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
                if not (self._folder / name).exists():
                    (self._folder / name).write_text(words, "utf-8")
            handle, temporary = tempfile.mkstemp(prefix=f".{FILE}", dir=self._folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(entries, file, ensure_ascii=False)
            Path(temporary).replace(self._folder / FILE)
        self._changed = False


def _read(path: Path) -> dict[str, Any]:
    """What is kept; nothing from a pipe, a link or a file too large to be ours: the folder may come from a stranger."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST:
            kept = json.loads(path.read_bytes())
            return kept if isinstance(kept, dict) else {}
    return {}


def _decisions(root: Path) -> str:
    """Of all that people decided about agreements below a folder."""
    digest = hashlib.sha256()
    for path in sorted(root.glob(f"*/{DECISIONS}")):
        digest.update(f"{path}\x1e".encode("utf-8", "surrogateescape"))
        with contextlib.suppress(OSError):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _package() -> str:
    """Which package this is: its version, and the sizes and times of its files, so that an edited one counts as
    another."""
    root = Path(agreement_tool.__file__).parent
    digest = hashlib.sha256(__version__.encode())
    for name, size, time in sorted(_files(root)):
        digest.update(f"{name}\x1e{size}\x1e{time}\x1e".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(root: Path) -> Iterator[tuple[str, int, int]]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in files:
            stat = (Path(folder) / name).stat()
            yield os.path.join(folder, name), stat.st_size, stat.st_mtime_ns  # noqa: PTH118 (600 files: 1 ms and not 4)


def _written(located: Located) -> dict[str, Any]:
    written = asdict(located)
    fix = located.finding.fix
    written["finding"]["fix"] = None if fix is None else fix.safe
    return written


def _reviewed(document: dict[str, Any]) -> Reviewed:
    return Reviewed(tuple(_located(entry) for entry in document["found"]), document["suppressed"], document["clauses"])


def _located(entry: dict[str, Any]) -> Located:
    finding = entry["finding"]
    fix = finding["fix"]
    rebuilt = Finding(
        **{
            **finding,
            "severity": Severity(finding["severity"]),
            "message": Bilingual(**finding["message"]),
            "fix": None if fix is None else Fix(bool(fix), ()),
            "refusal": None if finding["refusal"] is None else Bilingual(**finding["refusal"]),
        }
    )
    return Located(**{**entry, "finding": rebuilt, "caret": tuple(entry["caret"])})
