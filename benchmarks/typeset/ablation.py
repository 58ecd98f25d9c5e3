"""What each feature of `structure/weights.json` is worth: how many clauses more are wrong without it.

    python -m benchmarks.typeset.ablation [--shared ../shared] [--sample N] [--write]

A feature is taken out, and the other weights stay as they are. Counted are clauses missing or wrong in the typeset
documents that may be fitted on and, where they are, in gold and in labelled documents that are not held apart.
`--write` keeps the table in `ablation.json` with its provenance; a test fails when the table is of other weights, or
when a feature costs less than `BOUND`: such a feature is to be dropped.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from agreement_tool.model import Agreement, SourceDocument
from agreement_tool.read.registry import read_source
from agreement_tool.structure import line_starts, weights
from agreement_tool.structure.build import build
from agreement_tool.structure.contents import without_contents
from agreement_tool.structure.inline_labels import split_inline_labels
from benchmarks.accuracy import calibration, gold, labels
from benchmarks.typeset import fit, held_apart, score
from benchmarks.typeset.cases import Case, in_format, in_layout
from benchmarks.typeset.layouts import layouts
from benchmarks.typeset.producers import PRODUCERS
from benchmarks.typeset.specials import SPECIALS, special
from benchmarks.typeset.trees import NAMES, tree

TABLE = Path(__file__).with_name("ablation.json")
BOUND = 1
"""Clauses that a feature must save: one that saves fewer is dropped."""
SECTIONS = ("line starts", "paragraph places")
FORMATS = ("html", "html-lists", "markdown", "text-spaced", "docx-typed", "docx-numbered")
Kind = Literal["typeset", "read"]
Keys = Callable[[Agreement], Counter[score.Key]]


@dataclass(frozen=True, slots=True)
class Known:
    """A document, read once, whose clauses are known."""

    kind: Kind
    """Typeset by us, or a real one that people have read."""
    document: SourceDocument
    wanted: Counter[score.Key]
    keys: Keys

    def wrong(self) -> int:
        """Clauses missing or wrong under the weights that are in force."""
        have = self.keys(build(self.document).agreement)
        return (self.wanted - have).total() + (have - self.wanted).total()


def main() -> None:
    """Print the table, the least worth first, and keep it if told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=calibration.ROOT.parent / "shared", help="gold and corpus")
    parser.add_argument("--sample", type=int, default=1, help="trees a layout")
    parser.add_argument("--jobs", type=int, default=1, help="processes, where the system can fork")
    parser.add_argument("--section", action="append", default=[], choices=SECTIONS, help="only these")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    known = [*typeset(options.sample), *real(options.shared)]
    found = {section: costs(section, known, options.jobs) for section in options.section or SECTIONS}
    for section, rows in found.items():
        print(section)
        for name, cost in sorted(rows.items(), key=lambda row: sum(row[1].values())):
            print(f"  typeset {cost['typeset']:+4d}  read {cost['read']:+4d}  {name}")
    if options.write:
        keep(found, known)


def typeset(sample: int) -> Iterator[Known]:
    """The documents that may be fitted on: `sample` agreements a layout, and the formats in which all say it."""
    names = [name for name in NAMES if not held_apart(name)]
    specials = [name for name in SPECIALS if not held_apart(name)]
    for place, layout in enumerate(one for one in layouts() if not held_apart(one.name)):
        for turn in range(sample):
            yield _typeset(in_layout(tree(names[(place * sample + turn) % len(names)]), layout))
        yield _typeset(in_layout(special(specials[place % len(specials)]), layout))
    for place, name in enumerate(FORMATS):
        made = (*(tree(one) for one in names[place::3]), *(special(one) for one in specials))
        yield from (_typeset(in_format(one, name)) for one in made if PRODUCERS[name].fits(one))


def _typeset(case: Case) -> Known:
    want = score.wanted(case.tree, case.merged)
    return Known("typeset", read_source(case.path()), want, score.found)


def real(shared: Path) -> Iterator[Known]:
    """Gold and labelled documents that are not held apart; none where the shared folder is absent."""
    if not (shared / "gold").is_dir():
        return
    for truth in labels.truths(shared):
        if not truth.held_apart:
            yield Known("read", read_source(shared / "corpus" / truth.file), Counter(truth.clauses), _labelled_keys)
    for path, source in gold.cases(shared, calibration.ROOT / "tests/data/seed"):
        yield Known("read", read_source(source), Counter(calibration.gold_keys(path)), _gold_keys)


def _labelled_keys(agreement: Agreement) -> Counter[score.Key]:
    return Counter(key for _, key in labels.keys_of(agreement))


def _gold_keys(agreement: Agreement) -> Counter[score.Key]:
    return Counter(key for clause, key in calibration.keys_as_gold(agreement) if calibration.is_scored(clause))


def costs(section: str, known: Sequence[Known], jobs: int = 1) -> dict[str, dict[Kind, int]]:
    """For each feature how many clauses more are wrong without it."""
    names = [name for name in weights.weights_of(section) if name != "bias"]
    felt = [features_felt(one.document) if section == fit.SECTION else frozenset(names) for one in known]
    worth = partial(_worth, section, [(one, one.wrong(), features) for one, features in zip(known, felt, strict=True)])
    if jobs == 1:
        return dict(map(worth, names))
    _shared.append(worth)
    with get_context("fork").Pool(jobs) as pool:  # the documents are not copied
        return dict(pool.map(_of_shared, names, chunksize=1))


_shared: list[Callable[[str], tuple[str, dict[Kind, int]]]] = []


def _of_shared(name: str) -> tuple[str, dict[Kind, int]]:
    return _shared[-1](name)


def _worth(section: str, known: Sequence[tuple[Known, int, frozenset[str]]], name: str) -> tuple[str, dict[Kind, int]]:
    found: dict[Kind, int] = {"typeset": 0, "read": 0}
    with fit.in_force(section, {**weights.weights_of(section), name: 0.0}):
        for one, before, features in known:
            found[one.kind] += one.wrong() - before if name in features else 0
    print(f"  {name}: {found}", file=sys.stderr, flush=True)
    return name, found


def features_felt(document: SourceDocument) -> frozenset[str]:
    """The features of line starts that speak somewhere in the document; none where its format says all."""
    lines = [line for line in without_contents(document.lines)[0] if line.text.strip() or line.auto_label]
    pieces = [[piece.text.strip() for piece in parts] for parts in split_inline_labels(lines)]
    return frozenset(name for start in line_starts.line_starts(lines, pieces) for name, _ in start.parts())


def weights_hash(section: str) -> str:
    """Of a section's weights in the package, without their provenance."""
    known = weights.weights_of(section)
    return hashlib.sha256(json.dumps(known, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def keep(found: Mapping[str, Mapping[str, Mapping[Kind, int]]], known: Sequence[Known]) -> None:
    """Write the table with what it was measured on."""
    counts = Counter(one.kind for one in known)
    provenance = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "weights": {section: weights_hash(section) for section in found},
        "command": "python -m benchmarks.typeset.ablation --write",
        "counted": "clauses missing or wrong without the feature, less those with it",
        "documents": f"{counts['typeset']} typeset ones that may be fitted on, {counts['read']} gold and labelled ones "
        "that are not held apart",
    }
    TABLE.write_text(
        json.dumps({"provenance": provenance, "costs": found}, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
