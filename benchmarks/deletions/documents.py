"""Documents that trials are measured on, as their readers gave them."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import agreement_tool
from agreement_tool.errors import AgreementError
from agreement_tool.model import Agreement, SourceDocument
from agreement_tool.read.registry import read_source
from benchmarks.accuracy import calibration, gold, labels
from benchmarks.typeset import held_apart, score
from benchmarks.typeset.cases import Case, in_format, in_layout
from benchmarks.typeset.layouts import layouts
from benchmarks.typeset.producers import PRODUCERS
from benchmarks.typeset.specials import SPECIALS, special
from benchmarks.typeset.trees import NAMES, tree

PACKAGE = Path(agreement_tool.__file__).parent
READING = ("read", "text", "model")
"""The subpackages that what a reader gives depends on, beside the modules of the package itself."""
FORMATS = ("html", "html-lists", "markdown", "text-spaced", "docx-typed", "docx-numbered")
UNCHANGED = ("gold", "cases")
"""Groups whose trees are right: any change of one is a loss."""

Key = Hashable


@dataclass(frozen=True, slots=True)
class Known:
    """A document as it was read, and its clauses where they are known."""

    group: str
    """labels fitted, labels apart, typeset fitted, typeset apart, gold, cases, or corpus (nothing is known)."""
    name: str
    document: SourceDocument
    wanted: Counter[Key] | None = None
    keys: Callable[[Agreement], Counter[Key]] | None = None

    def wrong(self, agreement: Agreement) -> int:
        """Clauses missing or wrong; 0 where they are not known."""
        if self.wanted is None or self.keys is None:
            return 0
        have = self.keys(agreement)
        return (self.wanted - have).total() + (have - self.wanted).total()


def documents(shared: Path, sample: int = 1) -> Iterator[Known]:
    """Those of the repository, and where the shared folder is there, gold, labelled documents and corpus."""
    yield from _typeset(sample)
    if not (shared / "gold").is_dir():
        return
    seen = set()
    for truth in labels.truths(shared):
        seen.add(path := shared / "corpus" / truth.file)
        group = "labels apart" if truth.held_apart else "labels fitted"
        yield from _read(path, group, Counter(truth.clauses), _labelled_keys)
    for told, path in gold.cases(shared, calibration.ROOT / "tests/data/seed"):
        seen.add(path)
        yield from _read(path, "gold", Counter(calibration.gold_keys(told)), _gold_keys)
    cases = sorted(path for path in (shared / "cases/tree").iterdir() if not path.name.endswith(".expected.txt"))
    for path in cases:
        yield from _read(path, "cases")
    for path in sorted((shared / "corpus").glob("*/*")):
        if path.is_file() and path not in seen:
            yield from _read(path, "corpus")


def _labelled_keys(agreement: Agreement) -> Counter[Key]:
    return Counter(key for _, key in labels.keys_of(agreement))


def _gold_keys(agreement: Agreement) -> Counter[Key]:
    return Counter(key for clause, key in calibration.keys_as_gold(agreement) if calibration.is_scored(clause))


def _typeset_keys(agreement: Agreement) -> Counter[Key]:
    return Counter(key for _, key in score.in_order(agreement))


def _typeset(sample: int) -> Iterator[Known]:
    """`sample` agreements and a special one a layout, and the text formats; fitted on, and apart."""
    for apart in (False, True):
        names = [name for name in NAMES if held_apart(name) == apart]
        specials = [name for name in SPECIALS if held_apart(name) == apart]
        make = partial(_of_case, "typeset apart" if apart else "typeset fitted")
        for place, layout in enumerate(one for one in layouts() if held_apart(one.name) == apart):
            for turn in range(sample):
                yield from make(in_layout(tree(names[(place * sample + turn) % len(names)]), layout))
            yield from make(in_layout(special(specials[place % len(specials)]), layout))
        for place, name in enumerate(FORMATS):
            made = (*(tree(one) for one in names[place::3]), *(special(one) for one in specials))
            for one in made:
                if PRODUCERS[name].fits(one):
                    yield from make(in_format(one, name))


def _of_case(group: str, case: Case) -> Iterator[Known]:
    wanted: Counter[Key] = Counter(score.wanted(case.tree, case.merged))
    yield from _read(case.path(), group, wanted, _typeset_keys)


def _read(
    path: Path,
    group: str,
    wanted: Counter[Key] | None = None,
    keys: Callable[[Agreement], Counter[Key]] | None = None,
) -> Iterator[Known]:
    kept = _folder() / f"{hashlib.sha256(path.read_bytes() + path.name.encode()).hexdigest()}.pickle"
    if not kept.is_file():
        try:
            found: SourceDocument | None = read_source(path)
        except AgreementError:
            found = None
        scratch = kept.with_suffix(f".{os.getpid()}")
        scratch.write_bytes(pickle.dumps(found))
        scratch.replace(kept)
    # Written by this program, under a folder of the user's own.
    document: SourceDocument | None = pickle.loads(kept.read_bytes())
    if document is not None:
        yield Known(group, path.name, document, wanted, keys)


def _folder() -> Path:
    """A folder a version of all code and data that reading depends on."""
    global _made
    if _made is None:
        digest = hashlib.sha256(sys.version.encode())
        for path in sorted(PACKAGE.rglob("*")):
            inside = path.relative_to(PACKAGE).parts
            if path.is_file() and "__pycache__" not in inside and (len(inside) == 1 or inside[0] in READING):
                digest.update(str(inside).encode() + path.read_bytes())
        _made = Path(tempfile.gettempdir()) / f"agreement-readings-{os.getuid()}" / digest.hexdigest()[:12]
        _made.mkdir(parents=True, exist_ok=True)
    return _made


_made: Path | None = None
