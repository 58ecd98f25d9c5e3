"""`python -m benchmarks.accuracy [--shared ../shared] [--record]`."""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

from benchmarks.accuracy import calibration, corpus, gold, record

ROOT = Path(__file__).parents[2]
SEED = ROOT / "tests/data/seed"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where gold, corpus and tools are")
    parser.add_argument("--record", action="store_true", help="keep this run to compare the next one with")
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        print(f"skipped: no gold at {options.shared} (it is not part of the repository)")
        return
    figures = gold_figures(options.shared) | labelled_figures(options.shared) | corpus_figures(options.shared)
    for change in record.changes(record.load(), figures):
        print(change)
    if options.record:
        record.save(figures)


def gold_figures(shared: Path) -> record.Figures:
    """Scores against gold, printed a document and in total."""
    found: record.Figures = {}
    for truth, source in gold.cases(shared, SEED):
        found[source.name] = gold.score(shared, truth, source)
        print(f"{source.name:40.40}", _row(found[source.name]) or "could not be exported")
    total = {
        name: statistics.fmean(values)
        for name in gold.FIGURES
        if (values := [row[name] for row in found.values() if name in row])
    }
    print(f"{'mean':40}", _row(total))
    return found | {"mean": total}


def labelled_figures(shared: Path) -> record.Figures:
    """How certain clauses were stated and how many were right, in tables; the figures of the documents held apart."""
    cases = calibration.stated(shared)
    print("\n".join(calibration.report(cases)))
    apart = [case for case in cases if case.apart and case.group != "typeset" and case.right is not None]
    if not apart:
        return {}
    right = sum(bool(case.right) for case in apart) / len(apart)
    return {"labelled, held apart": {"right": right, "calibration error": calibration.expected_error(apart)}}


def corpus_figures(shared: Path) -> record.Figures:
    """What became of every corpus file; only what is out of the ordinary is printed a file."""
    labels: dict[str, tuple[str, ...]] = {}
    found: list[corpus.Outcome] = []
    for outcome in corpus.outcomes(shared):
        found.append(outcome)
        labels[outcome.name] = outcome.labels
        if outcome.crashed or outcome.refused or outcome.unplaced:
            print(f"{outcome.name:40.40}", outcome.crashed or outcome.refused or f"unplaced={outcome.unplaced}")
    rates = []
    for one, other in dict.fromkeys(corpus.twins(shared)):
        if one in labels and other in labels:
            rates.append(corpus.agreement_rate(labels.get(one, ()), labels.get(other, ())))
            print(f"{one[:38]} = {other[:38]}: labels agree {rates[-1]:.3f}")
    total = {
        "files": float(len(found)),
        "crashed": float(sum(bool(outcome.crashed) for outcome in found)),
        "refused": float(sum(bool(outcome.refused) for outcome in found)),
        "unplaced": sum(outcome.unplaced for outcome in found) / max(1, sum(outcome.lines for outcome in found)),
        "doubts": float(sum(outcome.doubts for outcome in found)),
        "twins": statistics.fmean(rates) if rates else 1.0,
    }
    print("corpus", _row(total), f"seconds={sum(outcome.seconds for outcome in found):.1f}")
    return {"corpus": total}


def _row(figures: dict[str, float]) -> str:
    return " ".join(f"{name}={value:.3f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
