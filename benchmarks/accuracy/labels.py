"""Corpus documents labelled by reading: for each clause its label, its parent and a hash of its whole text.

The corpus is no part of the repository, and neither are its words: `labels/*.json` hold positions and hashes only.
A third of the documents, by a hash of the file's name, is held apart and not fitted on.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from agreement_tool.model import Agreement, Clause

FOLDER = Path(__file__).with_name("labels")
_UNSCORED = ("table", "signature")

Key = tuple[str, str, str]
"""Label, hash of the whole text, nearest label above."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One labelled document."""

    file: str
    """Path below the corpus folder."""
    sha256: str
    clauses: tuple[Key, ...]
    """In reading order, without tables and signature blocks."""

    @property
    def held_apart(self) -> bool:
        """Whether it serves for testing only."""
        return hashlib.sha256(Path(self.file).name.encode()).digest()[0] % 3 == 0

    @property
    def format(self) -> str:
        """pdf, docx, html or txt (which Markdown files stand in too)."""
        return self.file.partition("/")[0]


def truths(shared: Path) -> Iterator[Truth]:
    """The labelled documents whose files are there, unchanged."""
    for path in sorted(FOLDER.glob("*.json")):
        truth = _truth(json.loads(path.read_text(encoding="utf-8")))
        source = shared / "corpus" / truth.file
        if source.is_file() and hashlib.sha256(source.read_bytes()).hexdigest() == truth.sha256:
            yield truth


def _truth(kept: dict[str, object]) -> Truth:
    rows = kept["clauses"]
    assert isinstance(rows, list)
    keys = [
        (label, hashed, rows[parent][0] if parent >= 0 else "")
        for label, parent, hashed, *kind in rows
        if not (kind and kind[0] in _UNSCORED)
    ]
    return Truth(str(kept["file"]), str(kept["sha256"]), tuple(keys))


def keys_of(agreement: Agreement) -> Iterator[tuple[Clause, Key]]:
    """Each scored clause of a tree with its key, in reading order."""
    for clause, above in agreement.walk_with_parents():
        if clause.kind not in _UNSCORED:
            parent = next((one.label for one in reversed(above) if one.label), None)
            yield clause, (norm(clause.label), hashed(clause.heading + clause.text), norm(parent))


def right(wanted: Sequence[Key], found: Sequence[Key]) -> list[bool]:
    """For each clause found whether it is wanted; as many of one key as are wanted are right."""
    left = Counter(wanted)
    told = []
    for key in found:
        told.append(left[key] > 0)
        left[key] -= 1
    return told


def norm(text: str | None) -> str:
    """Text as it is compared: width and white space set aside."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def hashed(text: str) -> str:
    """The first 12 hex digits of the hash of a normalised text."""
    return hashlib.sha256(norm(text).encode()).hexdigest()[:12]
