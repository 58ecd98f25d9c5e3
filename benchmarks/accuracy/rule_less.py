"""Labelled documents built with a rule less: rule_less.json, clauses as rows of features as in first_sight.json.

    python -m benchmarks.accuracy.rule_less [--shared ../shared] [--seconds 600]

The labelled documents are read almost without fault, for the rules were mended against them; so they say little of what
a wrong clause looks like. But a rule that nobody has thought of yet leaves such faults as the same builder makes when
one of its rules is switched off (`benchmarks.deletions`). Rules are drawn by lot; kept are the documents, none of them
held apart, that are read worse without one. Documents that fall apart altogether are left out.
"""

from __future__ import annotations

import argparse
import importlib
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from agreement_tool.model import Agreement, SourceDocument
from benchmarks.accuracy import gold, labels
from benchmarks.accuracy.calibration import ROOT, as_gold, as_labelled
from benchmarks.accuracy.certainty_fit import RULE_LESS
from benchmarks.accuracy.first_sight import FILE, SeenClause, SeenDocument, save
from benchmarks.deletions.documents import documents
from benchmarks.deletions.trials import STRUCTURE, Trials

DOCUMENTS = 8
"""Documents, drawn by lot, that a rule is taken away from."""
APART = 0.4
"""Share of wrong clauses from which on a document has fallen apart."""
_LONGEST = 10
"""Seconds for one document."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A document and how a tree of it is judged."""

    document: SourceDocument
    right: partial[list[bool | None]]


def judged(shared: Path) -> list[Judged]:
    """Labelled documents that are not held apart, and gold documents."""
    truths = {Path(truth.file).name: partial(_by_label, truth) for truth in labels.truths(shared)}
    golden = {source.name: partial(_by_gold, path) for path, source in gold.cases(shared, ROOT / "tests/data/seed")}
    judges = {"labels fitted": truths, "gold": golden}
    known = (one for one in documents(shared, 0) if one.group in judges)
    return [Judged(one.document, judges[one.group][one.name]) for one in known]


def _by_label(truth: labels.Truth, agreement: Agreement) -> list[bool | None]:
    return as_labelled(agreement, truth)


def _by_gold(path: Path, agreement: Agreement) -> list[bool | None]:
    return as_gold(agreement, path)


def worse(known: list[Judged], seconds: float) -> Iterator[SeenDocument]:
    """Documents that are read worse without some rule."""
    trials = Trials([])
    sites = trials.sites()
    lots = random.Random(len(sites))
    lots.shuffle(sites)
    usual = {id(one): _wrong(_built(one)) for one in known}
    end = time.monotonic() + seconds
    signal.signal(signal.SIGALRM, _stop)
    for site in sites:
        if time.monotonic() > end:
            break
        try:
            trials.changed(site)  # from here on the package is the changed one
            for one in lots.sample(known, DOCUMENTS):
                signal.alarm(_LONGEST)
                found = _built(one)
                if usual[id(one)] < _wrong(found) < APART * len(found.rows):
                    yield found
        except Exception:  # whatever a changed program does, it shows no wrong clause
            continue
        finally:
            signal.alarm(0)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _wrong(document: SeenDocument) -> int:
    return sum(row.right is False for row in document.rows)


def _built(one: Judged) -> SeenDocument:
    """The document as the package that is imported now builds it."""
    built, evidence = importlib.import_module(f"{STRUCTURE}.build").build_with_evidence(one.document)
    values_of = importlib.import_module(f"{STRUCTURE}.clause_evidence").values_of
    rows = (
        SeenClause(right, {name: value for name, value in values_of(clause).items() if value})
        for clause, right in zip(evidence, one.right(built.agreement), strict=True)
    )
    return SeenDocument(RULE_LESS, one.document.sha256[:12], one.document.reader, tuple(rows))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.rule_less", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where gold and corpus are")
    parser.add_argument("--seconds", type=float, default=600, help="how long rules are tried")
    options = parser.parse_args()
    save(list(worse(judged(options.shared), options.seconds)), FILE.with_name("rule_less.json"))


if __name__ == "__main__":
    main()
