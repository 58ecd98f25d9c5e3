"""A tree in a layout or a format, made once and kept outside the repository; what must be found in it and what is."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agreement_tool.model import Agreement
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build
from benchmarks.typeset.layouts import Layout
from benchmarks.typeset.pdf import run_in, typeset
from benchmarks.typeset.producers import PRODUCERS
from benchmarks.typeset.score import Key, found, wanted
from benchmarks.typeset.trees import Tree

FOLDER = "AGREEMENT_TYPESET"
"""Environment variable: where made files are kept; a folder of the user's own under the temporary one without it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file whose tree is known."""

    layout: str
    """Name of the layout, or of the producer."""
    tree: Tree
    suffix: str
    make: Callable[[], bytes]
    merged: frozenset[int] = frozenset()
    """Nodes (by id) whose first paragraph stands on their heading's line."""

    def path(self) -> Path:
        """The file, made where it is not there yet or was made by other code."""
        path = _folder() / f"{self.layout}-{self.tree.name}{self.suffix}"
        if not path.is_file():
            scratch = path.with_name(f"{os.getpid()}-{path.name}")
            scratch.write_bytes(self.make())
            scratch.replace(path)
        return path

    def agreement(self) -> Agreement:
        """What the tool makes of the file."""
        return build(read_source(self.path())).agreement

    def keys(self) -> tuple[Counter[Key], Counter[Key]]:
        """Clauses wanted and clauses found."""
        return wanted(self.tree, self.merged), found(self.agreement())


def in_layout(tree: Tree, layout: Layout) -> Case:
    """The tree as PDF by reportlab."""
    merged = frozenset(id(node) for top in tree.nodes for node, _ in top.walk() if run_in(node, layout))
    return Case(layout.name, tree, ".pdf", lambda: typeset(tree, layout), merged)


def in_format(tree: Tree, producer: str) -> Case:
    """The tree by another producer or in another format."""
    chosen = PRODUCERS[producer]
    return Case(producer, tree, chosen.suffix, lambda: chosen.make(tree))


def _folder() -> Path:
    """A folder a version of the generators: files of changed generators are never mixed up."""
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    base = os.environ.get(FOLDER) or str(Path(tempfile.gettempdir()) / f"agreement-typeset-{os.getuid()}")
    folder = Path(base) / hashlib.sha256(code).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    return folder
