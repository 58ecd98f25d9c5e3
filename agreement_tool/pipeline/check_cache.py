"""Remembers the findings of files that have not changed, so that a run reads only those that have."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from agreement_tool.model import Bilingual, Finding, Fix, Severity
from agreement_tool.pipeline.review import Options, Reviewed
from agreement_tool.report.findings import Located
from agreement_tool.store.files import write_atomic

FORMAT = 1
"""Raised whenever what is written below changes."""


class CheckCache:
    """One JSON file per checked content under `folder`; anything unreadable there is as good as absent."""

    def __init__(self, folder: Path, options: Options, version: str) -> None:
        self._folder = folder
        self._salt = f"{FORMAT}\x1e{version}\x1e{options!r}"

    def get(self, path: str, content: bytes) -> Reviewed | None:
        """The findings of this very content at this path under these options; None when not remembered."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            return _reviewed(json.loads(self._file(path, content).read_text("utf-8")))
        return None

    def put(self, path: str, content: bytes, reviewed: Reviewed) -> None:
        """Remember. Edits of fixes are not kept: `--fix` always reads the file itself."""
        document = {
            "found": [_written(located) for located in reviewed.found],
            "suppressed": reviewed.suppressed,
            "clauses": reviewed.clauses,
        }
        write_atomic(self._file(path, content), json.dumps(document, ensure_ascii=False))

    def _file(self, path: str, content: bytes) -> Path:
        digest = hashlib.sha256(f"{self._salt}\x1e{path}\x1e".encode() + content).hexdigest()
        return self._folder / digest[:2] / f"{digest}.json"


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
