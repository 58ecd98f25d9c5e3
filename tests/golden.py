"""Golden files: what a stage gave for the seed when somebody last looked. `make golden` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "AGREEMENT_GOLDEN"


def check_golden(path: Path, now: str) -> None:
    """`now` is what the file holds; under AGREEMENT_GOLDEN=1 the file is written first."""
    assert not (os.environ.get("CI") and os.environ.get(VARIABLE)), "CI must not write golden files"
    if os.environ.get(VARIABLE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == now, f"{path.name} is stale: look at the difference, then `make golden`"
