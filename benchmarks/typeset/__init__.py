"""Documents whose clause tree is known: invented agreements, set in many layouts, read back and scored.

    python -m benchmarks.typeset                    every layout, a sample of trees each; a table, the worst first
    python -m benchmarks.typeset --held-apart       only the trees and layouts that nobody may fit on
    python -m benchmarks.typeset --layout L07 --tree lease-2 --faults
    python -m benchmarks.typeset --producer all     Word, HTML, Markdown, text; PDFs by fpdf2, LibreOffice, Chromium

A quarter of the trees and of the layouts is held apart by a hash of its name (`held_apart`).
Files are made once and kept outside the repository, in the folder of `AGREEMENT_TYPESET` or one under the temporary
folder. Where nobody could tell the parent of an unnumbered paragraph (after the last numbered clause of its list),
there is none.
"""

from __future__ import annotations

import hashlib


def held_apart(name: str) -> bool:
    """Whether a tree or layout serves for testing only: one name in four, chosen by its hash."""
    return hashlib.sha256(name.encode()).digest()[0] % 4 == 0
