"""Gold documents: the app JSON that `agreement export` gives, scored by the shared tools."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FIGURES = ("f1", "parent", "end", "para", "kept", "sound")
AGREEMENT = (sys.executable, "-m", "agreement_tool")
_FIGURE = re.compile(r"(\w+)=([\d.]+)")


def cases(shared: Path, seed: Path) -> Iterator[tuple[Path, Path]]:
    """(gold, source): the seed's gold for its text and every PDF of it, each other gold for its corpus PDF."""
    for source in (seed / "panasonic-security-app.txt", *sorted(seed.glob("*.pdf"))):
        yield shared / "gold/seed_panasonic.json", source
    for gold in sorted((shared / "gold").glob("p*.json")):
        yield gold, shared / "corpus/pdf" / f"{gold.stem}.pdf"


def score(shared: Path, gold: Path, source: Path) -> dict[str, float]:
    """Structure figures and, for PDFs, conservation (kept, sound); empty when the document could not be exported."""
    with tempfile.TemporaryDirectory() as folder:
        exported = Path(folder) / "app.json"
        run = subprocess.run(
            [*AGREEMENT, "export", source, "--format", "json", "-o", exported], capture_output=True, check=False
        )
        if run.returncode:
            return {}
        printed = _tool(shared, "score.py", "--json", str(exported), str(gold))
    found = {name: value for name, value in _figures(printed) if name in FIGURES}
    if source.suffix == ".pdf":
        found |= {
            name: value
            for name, value in _figures(_tool(shared, "conserve.py", _command(), str(source)))
            if name in FIGURES
        }
    return found


def _command() -> str:
    return " ".join(AGREEMENT)


def _tool(shared: Path, name: str, *arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, shared / "tools" / name, *arguments], capture_output=True, text=True, check=False
    )
    return next(iter(run.stdout.splitlines()), "")


def _figures(line: str) -> Iterator[tuple[str, float]]:
    for name, value in _FIGURE.findall(line):
        yield name, float(value)
