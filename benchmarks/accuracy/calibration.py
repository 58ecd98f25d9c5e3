"""Does a stated certainty mean what it says? `python -m benchmarks.accuracy.calibration [--fit]`.

Prints, for documents labelled by reading, gold and typeset documents, the share of clauses that are right beside the
certainty stated, in buckets, and the expected calibration error. `--fit` fits the weights of
`agreement_tool/structure/certainty.json` on the documents that are not held apart (scikit-learn is needed for that
only).
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from agreement_tool.errors import AgreementError
from agreement_tool.model import Agreement, Clause
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build_with_evidence
from agreement_tool.structure.certainty import FEATURES, FILE, values_of
from benchmarks.accuracy import gold, labels
from benchmarks.typeset import held_apart
from benchmarks.typeset import score as typeset_score
from benchmarks.typeset.cases import Case, in_layout
from benchmarks.typeset.layouts import layouts
from benchmarks.typeset.trees import NAMES, tree

ROOT = Path(__file__).parents[2]
EDGES = (0.0, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Borders of the printed buckets."""
BINS = 10
"""Equal parts of 0…1 for the expected calibration error, as is usual (Guo et al. 2017, On Calibration of Modern Neural
Networks)."""

TYPESET = 0.2
"""Weight of a typeset clause beside one of a real document: typeset layouts are odder than real ones on purpose."""

SELDOM = 20
"""Clauses: a feature seen in fewer says nothing by itself, and its weight is PRIOR."""
PRIOR = -1.5
"""Log-odds: what a reason for doubt is worth until documents say otherwise."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One clause found: what was stated and what is true."""

    group: str
    document: str
    apart: bool
    stated: float
    right: bool
    values: dict[str, float]


def labelled(shared: Path) -> Iterator[Stated]:
    """Clauses of the corpus documents labelled by reading."""
    for truth in labels.truths(shared):
        try:
            built, evidence = build_with_evidence(read_source(shared / "corpus" / truth.file))
        except AgreementError:
            continue
        keys = [key for _, key in labels.keys_of(built.agreement)]
        scored = {id(clause) for clause, _ in labels.keys_of(built.agreement)}
        pairs = [pair for pair in zip(built.agreement.walk(), evidence, strict=True) if id(pair[0]) in scored]
        for right, (clause, one) in zip(labels.right(truth.clauses, keys), pairs, strict=True):
            yield Stated(truth.format, truth.file, truth.held_apart, clause.certainty, right, values_of(one))


def golden(shared: Path) -> Iterator[Stated]:
    """Clauses of the gold documents; these have been worked on and are never held apart."""
    for path, source in gold.cases(shared, ROOT / "tests/data/seed"):
        built, evidence = build_with_evidence(read_source(source))
        told = labels.right(gold_keys(path), [key for _, key in keys_as_gold(built.agreement)])
        for (clause, one), right in zip(zip(built.agreement.walk(), evidence, strict=True), told, strict=True):
            if is_scored(clause):
                yield Stated("gold", source.name, False, clause.certainty, right, values_of(one))


def gold_keys(path: Path) -> list[labels.Key]:
    """What a gold file says of each clause, tables and signature blocks left out."""
    nodes = json.loads(path.read_text(encoding="utf-8"))["nodes"]
    return [_gold_key(node) for node in nodes if node["kind"] not in ("table", "signature")]


def keys_as_gold(agreement: Agreement) -> Iterator[tuple[Clause, labels.Key]]:
    """Every clause with its key as gold files can give it: label, how the text begins, how it ends and the parent."""
    for clause, above in agreement.walk_with_parents():
        text = labels.norm(clause.heading + clause.text)
        parent = next((one.label for one in reversed(above) if one.label), None)
        yield clause, (_bare(clause.label), text[:10], text[-6:] + "/" + _bare(parent))


def is_scored(clause: Clause) -> bool:
    """Whether it counts: tables and signature blocks do not."""
    return clause.kind not in ("table", "signature")


def _gold_key(node: dict[str, object]) -> labels.Key:
    label, path = node["label"], node["path"]
    assert isinstance(path, list) and (label is None or isinstance(label, str))
    printed = [step for step in path if step != "¶" and not step.startswith("#")]
    above = printed[:-1] if label and printed and _bare(printed[-1]) == _bare(label) else printed
    end = labels.norm(str(node["end"]))[-6:]
    return _bare(label), labels.norm(str(node["start"]))[:10], end + "/" + _bare(above[-1] if above else None)


def _bare(label: str | None) -> str:
    return labels.norm(label).strip(".、。:：)）(（ ,，")


def typeset(sample: int) -> Iterator[Stated]:
    """Clauses of typeset documents, some trees a layout."""
    for place, layout in enumerate(layouts()):
        apart = held_apart(layout.name)
        names = [name for name in NAMES if held_apart(name) == apart]
        for turn in range(sample):
            yield from _of_case(in_layout(tree(names[(place * sample + turn) % len(names)]), layout), apart)


def _of_case(case: Case, apart: bool) -> Iterator[Stated]:
    built, evidence = build_with_evidence(read_source(case.path()))
    left = typeset_score.wanted(case.tree, case.merged)
    found = list(typeset_score.in_order(built.agreement))
    by_clause = dict(zip((id(clause) for clause in built.agreement.walk()), evidence, strict=True))
    for clause, key in found:
        right = left[key] > 0
        left[key] -= 1
        yield Stated("typeset", case.layout, apart, clause.certainty, right, values_of(by_clause[id(clause)]))


def expected_error(cases: Sequence[Stated]) -> float:
    """Expected calibration error: in BINS equal parts of 0…1, mean distance of certainty and truth, weighed by
    number."""
    bins: dict[int, list[Stated]] = defaultdict(list)
    for case in cases:
        bins[min(BINS - 1, int(case.stated * BINS))].append(case)
    return sum(abs(_mean_stated(held) - _share_right(held)) * len(held) for held in bins.values()) / max(1, len(cases))


def _mean_stated(cases: Sequence[Stated]) -> float:
    return sum(case.stated for case in cases) / len(cases)


def _share_right(cases: Sequence[Stated]) -> float:
    return sum(case.right for case in cases) / len(cases)


def discrimination(cases: Sequence[Stated]) -> float:
    """Chance that a wrong clause was stated less certain than a right one (area under the curve); 0.5 says nothing."""
    wrong = sorted(case.stated for case in cases if not case.right)
    rights = [case.stated for case in cases if case.right]
    if not wrong or not rights:
        return 1.0
    won = sum((one > bad) + 0.5 * (one == bad) for bad in wrong for one in rights)
    return won / (len(wrong) * len(rights))


def table(cases: Sequence[Stated]) -> Iterator[str]:
    """Stated certainty in buckets against the share of clauses right, and the error."""
    for low, high in pairwise(EDGES):
        held = [case for case in cases if low <= case.stated < high or (high == 1.0 and case.stated == 1.0)]
        if held:
            yield (
                f"  {low:.2f}–{high:.2f}  stated {_mean_stated(held):.3f}  right {_share_right(held):.3f}  of "
                f"{len(held)}"
            )
    yield (
        f"  error {expected_error(cases):.4f}  right {_share_right(cases):.4f} of {len(cases)}"
        f"  discrimination {discrimination(cases):.3f}"
    )


def groups(cases: Sequence[Stated]) -> Iterator[tuple[str, list[Stated]]]:
    """What is printed apart: labelled documents fitted on and held apart, gold, typeset documents of both kinds."""
    read = [case for case in cases if case.group not in ("gold", "typeset")]
    yield "labelled by reading, held apart", [case for case in read if case.apart]
    yield "labelled by reading, fitted on", [case for case in read if not case.apart]
    for kind in sorted({case.group for case in read}):
        yield f"labelled by reading, held apart, {kind}", [case for case in read if case.apart and case.group == kind]
    yield "gold", [case for case in cases if case.group == "gold"]
    yield "gold and labelled", [case for case in cases if case.group != "typeset"]
    yield "typeset, held apart", [case for case in cases if case.group == "typeset" and case.apart]


def fit(cases: Sequence[Stated]) -> dict[str, float]:
    """Weights by logistic regression on what is not held apart; a reason for doubt may not raise the certainty."""
    from sklearn.linear_model import LogisticRegression

    kept = [case for case in cases if not case.apart]
    seldom = [name for name, _ in FEATURES if sum(case.values[name] > 0 for case in kept) < SELDOM]
    names = [name for name, _ in FEATURES if name not in seldom]
    while True:
        model = LogisticRegression(C=1.0, max_iter=2000)
        model.fit(
            [[case.values[name] for name in names] for case in kept],
            [case.right for case in kept],
            sample_weight=[TYPESET if case.group == "typeset" else 1.0 for case in kept],
        )
        weights = dict(zip(names, (round(float(value), 3) for value in model.coef_[0]), strict=True))
        wrong_way = [name for name in names if weights[name] > 0 and name != FEATURES[0][0]]
        if not wrong_way:
            return {"bias": round(float(model.intercept_[0]), 3), **weights, **dict.fromkeys(seldom, PRIOR)}
        names = [name for name in names if name not in wrong_way]


def _save(weights: dict[str, float], cases: Sequence[Stated]) -> None:
    kept = [case for case in cases if not case.apart]
    counts = {group: sum(case.group == group for case in kept) for group in sorted({case.group for case in kept})}
    provenance = {
        "date": datetime.date.today().isoformat(),
        "fitted": "logistic regression, C=1, typeset clauses at a fifth of the weight, on clauses of documents not "
        "held apart: "
        + ", ".join(f"{group} {count}" for group, count in counts.items())
        + f"; {PRIOR} set by hand for features seen in fewer than {SELDOM} of them",
    }
    FILE.write_text(
        json.dumps({"provenance": provenance, "weights": weights}, ensure_ascii=False, indent=2) + "\n",
        encoding="utf-8",
    )


def main() -> None:
    """Print the tables, or fit first and let the next run print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.calibration", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where gold and corpus are")
    parser.add_argument("--sample", type=int, default=2, help="typeset agreements a layout")
    parser.add_argument("--fit", action="store_true", help="fit the weights anew on what is not held apart")
    options = parser.parse_args()
    cases = stated(options.shared, options.sample)
    if options.fit:
        _save(fit(cases), cases)
    else:
        print("\n".join(report(cases)))


def stated(shared: Path, sample: int = 2) -> list[Stated]:
    """Every clause of typeset documents and, where they are, of labelled and gold documents."""
    cases = list(typeset(sample))
    if (shared / "gold").is_dir():
        cases += [*labelled(shared), *golden(shared)]
    return cases


def report(cases: Sequence[Stated]) -> Iterator[str]:
    """The tables, one a group."""
    for name, held in groups(cases):
        if held:
            yield name
            yield from table(held)


if __name__ == "__main__":
    main()
