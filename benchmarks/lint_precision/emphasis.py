"""Precision of the emphasis findings (EMP) on real documents: labelled findings (emphasis.tsv), per rule.

    python -m benchmarks.lint_precision.emphasis [--corpus ../shared/corpus]

emphasis.tsv holds one line a finding: the document's path below the corpus, the rule, a fingerprint (the rule and the
words of the clause, or the rule alone for the document's own findings) and the verdict of a reader: T true, P pedantic
(right, and not worth a word), F false. The words themselves are not kept. Findings that no label knows are counted, not
judged.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from pathlib import Path

from agreement_tool.flag.audit import audit
from agreement_tool.model import Agreement, Finding
from agreement_tool.pipeline.ingest import open_target

LABELS = Path(__file__).with_name("emphasis.tsv")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def fingerprint(tree: Agreement, finding: Finding) -> str:
    """What a label knows a finding by."""
    clause = next((clause for clause in tree.walk() if clause.eid == finding.eid), None)
    words = "".join((clause.heading + clause.text).split()) if clause else ""
    return hashlib.sha256(f"{finding.code}|{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def labels() -> dict[tuple[str, str, str], str]:
    """(document, rule, fingerprint) -> verdict."""
    rows = (line.split("\t") for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {(document, rule, print_): verdict for document, rule, print_, verdict in rows}


def verdicts(corpus: Path) -> Counter[tuple[str, str]]:
    """(rule, verdict) -> how many of today's findings in the labelled documents have it; "?" for unlabelled ones."""
    known = labels()
    counted: Counter[tuple[str, str]] = Counter()
    for document in sorted({document for document, _, _ in known}):
        if (corpus / document).is_file():
            tree = open_target(str(corpus / document)).agreement
            for finding in audit(tree).findings:
                verdict = known.get((document, finding.code, fingerprint(tree, finding)), "?")
                counted[finding.code, verdict] += 1
    return counted


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lint_precision.emphasis", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder that the labelled documents are in")
    counted = verdicts(parser.parse_args().corpus)
    for rule in [*sorted({rule for rule, _ in counted}), "all"]:
        true, pedantic, false, new = (
            sum(count for (code, verdict), count in counted.items() if verdict == kind and rule in (code, "all"))
            for kind in "TPF?"
        )
        judged = true + pedantic + false
        share = f"{true / judged:.2f}" if judged else "-"
        print(f"{rule:8} precision {share}  true {true}  pedantic {pedantic}  false {false}  not labelled {new}")


if __name__ == "__main__":
    main()
