"""What `check --fix` does to real documents: nothing but the characters that its fixes name, and no new finding.

    python -m benchmarks.lint_fixes [--corpus ../shared/corpus] [--unsafe N] [FILE ...]

Every document is read, fixed by the safe fixes and compared with itself clause by clause. What may differ: blanks,
punctuation, brackets, quotation marks and the width of a label's marks (fix.py says why). Letters, digits and Chinese
characters must be the same, in order, so must fields to fill in (runs of _ or of blanks). Findings after fixing must
be a part of those before it. `--unsafe N` prints every edit of the unsafe fixes for N documents, for reading.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from agreement_tool.check.fix import Fixed, fix_all
from agreement_tool.check.runner import run
from agreement_tool.errors import AgreementError
from agreement_tool.model import Agreement, Clause, Finding
from agreement_tool.pipeline.lint_targets import subject_of

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SUFFIXES = (".docx", ".doc", ".html", ".pdf", ".md", ".txt")
_WORDS = re.compile(r"[^\W_]")
_ROOM = re.compile(r"[_＿]+|[ \u3000]{2,}")


class Outcome(NamedTuple):
    """One document: how many findings went, and what should not have happened."""

    fixed: int
    edited: int
    """Clauses that read otherwise now."""
    harms: tuple[str, ...]


def _words(clause: Clause) -> str:
    return "".join(_WORDS.findall(f"{clause.label or ''}{clause.heading}{clause.text}"))


def _printed(clause: Clause) -> str:
    return f"{clause.label or ''}\t{clause.heading}\t{clause.text}"


def _named(findings: tuple[Finding, ...], tree: Agreement) -> Counter[tuple[str, int]]:
    places = {clause.eid: number for number, clause in enumerate(tree.walk())}
    return Counter((finding.code, places.get(finding.eid or "", -1)) for finding in findings)


def judged(before: Agreement, fixed: Fixed) -> Outcome:
    """Compare a tree with what fixing made of it."""
    harms: list[str] = []
    edited = 0
    old, new = tuple(before.walk()), tuple(fixed.agreement.walk())
    if len(old) != len(new):
        harms.append(f"{len(old)} clauses became {len(new)}")
    for one, other in zip(old, new, strict=False):
        if _printed(one) == _printed(other):
            continue
        edited += 1
        if _words(one) != _words(other):
            harms.append(f"words: {_printed(one)[:60]!r} -> {_printed(other)[:60]!r}")
        elif _ROOM.findall(one.text) != _ROOM.findall(other.text):
            harms.append(f"a field: {one.text[:60]!r} -> {other.text[:60]!r}")
    brought = _named(run(fixed.agreement), fixed.agreement) - _named(run(before), before)
    harms += [f"new finding {code} at clause {place}" for code, place in brought]
    return Outcome(fixed.count, edited, tuple(harms))


def documents(corpus: Path) -> list[Path]:
    return sorted(path for path in corpus.rglob("*") if path.suffix.lower() in SUFFIXES)


def print_unsafe(path: Path) -> None:
    """Every clause that the unsafe fixes change, before and after, and what they refused."""
    tree = subject_of(str(path)).agreement
    fixed = fix_all(tree, run, unsafe=True)
    safe = fix_all(tree, run)
    print(f"== {path.name}: {fixed.count} findings went, {len(fixed.refused)} refused")
    for one, other in zip(safe.agreement.walk(), fixed.agreement.walk(), strict=True):
        if _printed(one) != _printed(other):
            print(f"  - {_around(one, other)}\n  + {_around(other, one)}")
    for finding in fixed.refused:
        if finding.refusal:
            print(f"  refused {finding.code} at {finding.label}: {finding.refusal.zh}")


def _around(clause: Clause, other: Clause) -> str:
    """The first place where two clauses differ, with what stands around it."""
    mine, theirs = _printed(clause), _printed(other)
    at = next((i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs)))
    return mine[max(0, at - 24) : at + 36].replace("\n", "⏎").replace("\t", "│")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--unsafe", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    paths = options.files or documents(options.corpus)
    if options.unsafe:
        for path in random.Random(options.seed).sample(paths, min(options.unsafe, len(paths))):
            print_unsafe(path)
        return
    read = fixed = edited = 0
    harms: list[str] = []
    for path in paths:
        try:
            tree = subject_of(str(path)).agreement
        except AgreementError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        outcome = judged(tree, fix_all(tree, run))
        read, fixed, edited = read + 1, fixed + outcome.fixed, edited + outcome.edited
        harms += [f"{path.name}: {harm}" for harm in outcome.harms]
    print(f"{read} documents, {fixed} findings fixed, {edited} clauses edited, {len(harms)} harms")
    print(*(f"  {harm}" for harm in harms), sep="\n")


if __name__ == "__main__":
    main()
