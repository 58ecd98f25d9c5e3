"""How often a known edit is told exactly: every mutation, in every numbering style, for many base texts.

    python -m benchmarks.diff_mutations [base texts]

A case counts when the set of (change type, clause) is the expected one, no more and no less, and applying the diff to
the old version gives the new one. Prints the share by mutation, and every miss.
"""

from __future__ import annotations

import sys
from collections import defaultdict

from agreement_tool.diff.compare import compare
from agreement_tool.diff.rebuild import apply
from tests.diff.mutations import cases, told


def main() -> None:
    bases = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    score: dict[str, list[bool]] = defaultdict(list)
    for case in cases(range(bases)):
        old, new = case.old.agreement, case.new.agreement
        diff = compare(old, new)
        said = told(case, diff)
        right = said == case.expected and apply(old, diff) == new
        score[case.name.split("/")[0]].append(right)
        if not right:
            missed, extra = sorted(case.expected - said), sorted(said - case.expected)
            print(f"{case.name}: missed {missed}, told wrongly {extra}")
    for mutation, results in score.items():
        print(f"{mutation:20} {sum(results)}/{len(results)}")
    every = [right for results in score.values() for right in results]
    print(f"{'all':20} {sum(every)}/{len(every)} = {sum(every) / len(every):.3f}")


if __name__ == "__main__":
    main()
