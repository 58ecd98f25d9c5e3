"""Does a stated certainty mean what it says? `python -m benchmarks.accuracy.calibration [--fit]`.

Prints, for documents read at first sight, documents labelled by reading, gold and typeset documents, the share of
clauses that are right beside the certainty stated, in buckets, and the expected calibration error. `--fit` fits the
weights of `agreement_tool/structure/certainty.json` on the documents that are not held apart (scipy is needed for that
only), and on what goes wrong in them when a rule is taken away (`rule_less`).
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from agreement_tool.errors import AgreementError
from agreement_tool.model import Agreement, Clause
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build_with_evidence
from agreement_tool.structure.certainty import FILE, CertaintyWeights, probabilities
from agreement_tool.structure.clause_evidence import values_of
from benchmarks.accuracy import first_sight, gold, labels
from benchmarks.accuracy.certainty_fit import FIRST_SIGHT, RULE_LESS, WORTH, Row, fit
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


@dataclass(frozen=True, slots=True)
class Stated:
    """One clause found: what was stated and what is true."""

    group: str
    document: str
    apart: bool
    stated: float
    right: bool | None
    """None: not judged; it only stands between others."""
    values: Mapping[str, float]
    follows: bool = False
    """It is wrong for the same cause as one before it."""

    @property
    def row(self) -> Row:
        """What a fit needs of it; of one cause one clause is enough."""
        return Row(self.group, self.document, self.values, None if self.follows else self.right)


def labelled(shared: Path) -> Iterator[Stated]:
    """Clauses of the corpus documents labelled by reading."""
    for truth in labels.truths(shared):
        try:
            built, evidence = build_with_evidence(read_source(shared / "corpus" / truth.file))
        except AgreementError:
            continue
        right = as_labelled(built.agreement, truth)
        for clause, one, said in zip(built.agreement.walk(), evidence, right, strict=True):
            yield Stated(truth.format, truth.file, truth.held_apart, clause.certainty, said, values_of(one))


def as_labelled(agreement: Agreement, truth: labels.Truth) -> list[bool | None]:
    """For each clause in reading order whether it is right; None for tables and signature blocks, which no label
    tells."""
    keyed = list(labels.keys_of(agreement))
    told = labels.right(truth.clauses, [key for _, key in keyed])
    right = {id(clause): said for (clause, _), said in zip(keyed, told, strict=True)}
    return [right.get(id(clause)) for clause in agreement.walk()]


def golden(shared: Path) -> Iterator[Stated]:
    """Clauses of the gold documents; these have been worked on and are never held apart."""
    for path, source in gold.cases(shared, ROOT / "tests/data/seed"):
        built, evidence = build_with_evidence(read_source(source))
        right = as_gold(built.agreement, path)
        for clause, one, said in zip(built.agreement.walk(), evidence, right, strict=True):
            yield Stated("gold", source.name, False, clause.certainty, said, values_of(one))


def as_gold(agreement: Agreement, path: Path) -> list[bool | None]:
    """For each clause in reading order whether it is right by a gold file; None for tables and signature blocks."""
    told = labels.right(gold_keys(path), [key for _, key in keys_as_gold(agreement)])
    return [said if is_scored(clause) else None for clause, said in zip(agreement.walk(), told, strict=True)]


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
    right: dict[int, bool] = {}
    for clause, key in typeset_score.in_order(built.agreement):
        right[id(clause)] = left[key] > 0
        left[key] -= 1
    for clause, one in zip(built.agreement.walk(), evidence, strict=True):
        document = f"{case.layout} {case.tree.name}"
        yield Stated("typeset", document, apart, clause.certainty, right.get(id(clause)), values_of(one))


def at_first_sight() -> Iterator[Stated]:
    """Clauses of documents read at first sight, by the features of the trees that were read."""
    for document in first_sight.kept():
        stated = probabilities([row.values for row in document.rows])
        for row, certainty in zip(document.rows, stated, strict=True):
            yield Stated(
                FIRST_SIGHT, document.document, document.is_apart, certainty, row.right, row.values, row.follows
            )


def less_one_rule() -> list[Row]:
    """Labelled documents built with a rule less (see `benchmarks.accuracy.rule_less`)."""
    documents = first_sight.kept(first_sight.FILE.with_name("rule_less.json"))
    return [
        Row(RULE_LESS, f"{one.document} {turn}", row.values, row.right)
        for turn, one in enumerate(documents)
        for row in one.rows
    ]


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
    seen = [case for case in cases if case.group == FIRST_SIGHT]
    yield "read at first sight, held apart", [case for case in seen if case.apart]
    yield "read at first sight, fitted on", [case for case in seen if not case.apart]
    read = [case for case in cases if case.group not in ("gold", "typeset", FIRST_SIGHT)]
    yield "labelled by reading, held apart", [case for case in read if case.apart]
    yield "labelled by reading, fitted on", [case for case in read if not case.apart]
    for kind in sorted({case.group for case in read}):
        yield f"labelled by reading, held apart, {kind}", [case for case in read if case.apart and case.group == kind]
    yield "gold", [case for case in cases if case.group == "gold"]
    yield "gold and labelled", [case for case in cases if case.group not in ("typeset", FIRST_SIGHT)]
    yield "typeset, held apart", [case for case in cases if case.group == "typeset" and case.apart]


def _save(found: CertaintyWeights, penalty: float, cases: Sequence[Stated], added: int) -> None:
    kept = [case for case in cases if not case.apart and case.right is not None]
    counts = {group: sum(case.group == group for case in kept) for group in sorted({case.group for case in kept})}
    wrong = sum(not case.right for case in kept)
    provenance = {
        "date": datetime.date.today().isoformat(),
        "fitted": f"two logistic regressions, L2 penalty {penalty:g} by cross validation over documents, on clauses of "
        "documents not held apart: "
        + ", ".join(f"{group} {count}" for group, count in counts.items())
        + f"; {wrong} of them wrong, and {added} of labelled documents built with a rule less; worth of a clause: "
        + ", ".join(f"{group} {worth:g}" for group, worth in WORTH.items())
        + ", others 1",
    }
    kept_weights = {"bias": found.bias, "company": found.company._asdict(), "weights": dict(found.reasons)}
    text = json.dumps({"provenance": provenance, **kept_weights}, ensure_ascii=False, indent=2)
    FILE.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Print the tables, or fit first and let the next run print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.calibration", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where gold and corpus are")
    parser.add_argument("--sample", type=int, default=2, help="typeset agreements a layout")
    parser.add_argument("--fit", action="store_true", help="fit the weights anew on what is not held apart")
    options = parser.parse_args()
    cases = stated(options.shared, options.sample)
    if options.fit:
        added = less_one_rule()
        found, penalty = fit([*(case.row for case in cases if not case.apart), *added])
        _save(found, penalty, cases, len(added))
    else:
        print("\n".join(report(cases)))


def stated(shared: Path, sample: int = 2) -> list[Stated]:
    """Every clause of typeset documents and of those read at first sight and, where they are, of labelled and gold
    documents."""
    cases = [*typeset(sample), *at_first_sight()]
    if (shared / "gold").is_dir():
        cases += [*labelled(shared), *golden(shared)]
    return cases


def report(cases: Sequence[Stated]) -> Iterator[str]:
    """The tables, one a group."""
    for name, held in groups([case for case in cases if case.right is not None]):
        if held:
            yield name
            yield from table(held)


if __name__ == "__main__":
    main()
