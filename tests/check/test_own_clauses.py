"""The project's own clause files: every finding is in the baseline, and every entry of the baseline has a reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from agreement_tool.pipeline import baseline

ROOT = Path(__file__).parents[2]


def test_every_known_finding_has_a_reason() -> None:
    assert all(known.reason for known in baseline.read(ROOT / "clauses" / "baseline.json"))


def test_the_clause_files_have_no_finding_but_the_known_ones() -> None:
    command = [sys.executable, "-m", "agreement_tool", "check", "clauses", "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    document = json.loads(done.stdout)
    assert [finding for finding in document["findings"] if not finding["baseline"]] == []
    assert document["summary"]["baseline"] == len(baseline.read(ROOT / "clauses" / "baseline.json"))
    assert done.returncode == 0
