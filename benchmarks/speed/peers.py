"""What the tool is compared with: the least each must do to give characters with their style, or text alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.speed.measure import Candidate

# Each prints nothing: what is timed is reading, not printing.
SCRIPTS = {
    "pdfplumber": """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.chars, page.rects, page.lines
        page.close()
""",
    "pdfplumber text": """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.chars, page.extract_text()
        page.close()
""",
    "pymupdf": """
import sys, pymupdf
for page in pymupdf.open(sys.argv[1]):
    page.get_text("dict")
    page.get_drawings()
""",
    "pypdf": """
import sys, pypdf
for page in pypdf.PdfReader(sys.argv[1]).pages:
    page.extract_text()
""",
}
MARKDOWN = {
    "pymupdf4llm": """
import sys, pymupdf4llm
pymupdf4llm.to_markdown(sys.argv[1], show_progress=False)
""",
    "markitdown": """
import sys, markitdown
markitdown.MarkItDown().convert(sys.argv[1]).text_content
""",
}
"""Peers that make a document's structure out of a PDF."""
OTHERS = {
    "docling": "it fetches its models from the network when it is first used",
    "redlines": "it compares texts: see `python -m benchmarks.speed` for diffs",
    "python_redlines": "it compares Word files with .NET programs of its own: see `python -m benchmarks.diff_peers`",
}
TEXT_ONLY = frozenset({"pypdf", "pdftotext"})
"""Peers that give text without style, position of rules or structure: a floor, not an equal."""


def ours(pdf: Path) -> list[Candidate]:
    """The whole way from PDF to app JSON, and the same as far as the clause file."""
    agreement = [sys.executable, "-m", "agreement_tool"]
    return [
        Candidate("agreement export", [*agreement, "export", str(pdf), "--format", "json", "-q"]),
        Candidate("agreement extract", [*agreement, "extract", str(pdf), "-o", "-", "-q"]),
    ]


def peers(pdf: Path, interpreter: str) -> list[Candidate]:
    """The peers that are installed for `interpreter` (comparison only; none is a dependency)."""
    found = [
        Candidate(name, [interpreter, "-c", script, str(pdf)])
        for name, script in (SCRIPTS | MARKDOWN).items()
        if has(interpreter, name.partition(" ")[0])
    ]
    if shutil.which("pdftotext"):
        found.append(Candidate("pdftotext", ["pdftotext", "-layout", str(pdf), "-"]))
    return found


def reasons(interpreter: str) -> list[tuple[str, str]]:
    """The peers that are left out, and why."""
    missing = [name for name in SCRIPTS | MARKDOWN if not has(interpreter, name.partition(" ")[0])]
    return [*((name, f"not installed for {interpreter}") for name in missing), *OTHERS.items()]


def has(interpreter: str, module: str) -> bool:
    """Whether a module is installed for that interpreter."""
    return subprocess.run([interpreter, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
