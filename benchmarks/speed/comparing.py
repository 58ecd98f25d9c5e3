"""How long a diff takes, from two text files to the changes: ours, which aligns clauses, and peers, which compare
characters."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from agreement_tool.export.text import text
from benchmarks.diff_speed import long_agreement, revised
from benchmarks.speed.measure import Candidate
from benchmarks.speed.peers import has
from tests.diff.mutations import STYLES, print_agreement

# Each does no more than compare: what is timed is comparing, not printing.
SCRIPTS = {
    "redlines": """
import sys, pathlib, redlines
redlines.Redlines(*(pathlib.Path(name).read_text("utf-8") for name in sys.argv[1:])).changes
""",
    "diff_match_patch": """
import sys, pathlib, diff_match_patch
peer = diff_match_patch.diff_match_patch()
peer.Diff_Timeout = 0  # its default gives up after a second and says that everything changed
peer.diff_main(*(pathlib.Path(name).read_text("utf-8") for name in sys.argv[1:]))
""",
}


def versions(characters: int, folder: Path) -> tuple[Path, Path]:
    """Two versions of an agreement of about that many characters, as text files."""
    rng = random.Random(characters)
    old = long_agreement(characters, rng)
    paths = folder / f"old-{characters}.txt", folder / f"new-{characters}.txt"
    for path, units, version in zip(paths, (old, revised(old, rng)), "12", strict=True):
        path.write_text(text(print_agreement(units, STYLES[0], version).agreement), "utf-8")
    return paths


def candidates(old: Path, new: Path, interpreter: str) -> list[Candidate]:
    """Ours, and the peers that are installed for `interpreter`."""
    ours = [sys.executable, "-m", "agreement_tool", "diff", str(old), str(new), "--format", "json", "-o", "/dev/null"]
    return [
        Candidate("agreement diff", ours),
        *(
            Candidate(name, [interpreter, "-c", script, str(old), str(new)])
            for name, script in SCRIPTS.items()
            if has(interpreter, name)
        ),
    ]
