"""Precision of `check` on real documents: labelled findings (findings.tsv), per rule, family and severity.

    python -m benchmarks.lint_precision [--corpus ../shared/corpus] [--list PART VERDICT] [--unlabelled]

findings.tsv holds one line a finding: the part of the split, the document's file name, the rule, a fingerprint and the
verdict a reader gave it: T true (a careful lawyer or editor would mend it), P pedantic (right, and not worth a word),
F false. The fingerprint is made of rule, field and the words around the place, so that the labels outlive changes of
the tree; the words themselves are not kept. Documents were split by the hash of their names before any was read: the
rules were mended against `train`, and `held` was labelled once, afterwards. `second` (34 documents of all kinds) and
`third` (16 contracts) were read later, at first sight, each before anything was mended against it; what they say of
today's rules is no first sight. Emphasis (EMP) is measured by benchmarks/key_clauses.py. Findings that no label knows
are counted, not judged; so are documents of the corpus without any label (`--unlabelled` lists them). What readers said
at first sight of documents that are not in the corpus stands in first_sight.tsv and is printed last (first_sight.py).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from agreement_tool.check.runner import run
from agreement_tool.errors import AgreementError
from agreement_tool.model import Finding
from agreement_tool.pipeline.lint_targets import subject_of
from benchmarks.lint_precision.fingerprints import fingerprint
from benchmarks.lint_precision.first_sight import report, samples, seen

LABELS = Path(__file__).parent / "findings.tsv"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SUFFIXES = (".docx", ".doc", ".html", ".pdf", ".md", ".txt")


class Judged(NamedTuple):
    """A finding of today and its label: T, P, F, or ? where no reader has seen it."""

    part: str
    document: str
    finding: Finding
    verdict: str


def labels() -> dict[tuple[str, str], tuple[str, str]]:
    """(document, fingerprint) -> (part, verdict)."""
    rows = (line.split("\t") for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {(document, print_): (part, verdict) for part, document, _, print_, verdict in rows}


def judged(corpus: Path) -> Iterator[Judged]:
    """Today's findings in every labelled document."""
    known = labels()
    parts = {document: part for (document, _), (part, _) in known.items()}
    for document, part in sorted(parts.items()):
        path = next(corpus.rglob(document), None)
        if path is None:
            print(f"not in the corpus: {document}", file=sys.stderr)
            continue
        try:
            tree = subject_of(str(path)).agreement
        except AgreementError as error:
            print(f"{document}: {error}", file=sys.stderr)
            continue
        for finding in run(tree, ignore=("EMP",)):
            _, verdict = known.get((document, fingerprint(tree, finding)), ("", "?"))
            yield Judged(part, document, finding, verdict)


def unlabelled(corpus: Path) -> list[str]:
    """Names of the corpus's documents in which no finding has a label."""
    known = {document for document, _ in labels()}
    files = (path.name for path in corpus.rglob("*") if path.suffix.lower() in SUFFIXES)
    return sorted(set(files) - known)


def table(found: list[Judged], title: str) -> None:
    """One row a rule, a family, a family without notes (e+w: what CI shows), a severity: how many are true, pedantic,
    false, unlabelled; share true, share not false."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        family, shown = one.finding.code.rstrip("0123456789"), one.finding.severity.value != "info"
        for group in (
            one.finding.code,
            family,
            f"~ {one.finding.severity.value}",
            "~ all",
            *([f"{family} e+w"] if shown else ()),
        ):
            groups[group][one.verdict] += 1
    print(f"\n{title}: {len({one.document for one in found})} documents")
    print(f"  {'':<9}{'T':>5}{'P':>5}{'F':>5}{'?':>5}   true  not false")
    for group, counts in sorted(groups.items()):
        seen = counts["T"] + counts["P"] + counts["F"]
        shares = f"{counts['T'] / seen:7.3f}{1 - counts['F'] / seen:11.3f}" if seen else ""
        print(f"  {group:<9}" + "".join(f"{counts[verdict]:>5}" for verdict in "TPF?") + shares)


WANTED = {"error": 0.98, "warning": 0.90, "family": 0.90}
"""Share of true findings that is asked for (issue of the linter): by severity, and by family of errors and warnings."""


def acceptance(held: list[Judged]) -> None:
    """One line a demand: what is asked for, what the labelled part held apart and each first-sight sample give."""
    columns = {"held": [(one.finding.severity.value, one.finding.code, one.verdict) for one in held]}
    for sample in samples():
        columns[sample] = [(one.severity, one.rule, one.verdict) for one in seen() if one.sample == sample]
    shown = {name: [row for row in rows if row[0] != "info" and row[2] in "TPF"] for name, rows in columns.items()}
    print(f"\nAcceptance (true of all read)\n  {'':<9}{'asked':>6}" + "".join(f"{name:>12}" for name in shown))
    families = sorted({code.rstrip("0123456789") for rows in shown.values() for _, code, _ in rows})
    for name in ("error", "warning", *families):
        cells = []
        for rows in shown.values():
            verdicts = [verdict for severity, code, verdict in rows if name in (severity, code.rstrip("0123456789"))]
            true = verdicts.count("T")
            cells.append(f"{true}/{len(verdicts)} {true / len(verdicts):.2f}" if verdicts else "–")
        print(f"  {name:<9}{WANTED.get(name, WANTED['family']):>6.2f}" + "".join(f"{cell:>12}" for cell in cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--list", nargs=2, metavar=("PART", "VERDICT"), help="print those findings instead")
    parser.add_argument("--unlabelled", action="store_true", help="print the corpus's documents without labels instead")
    options = parser.parse_args()
    if options.unlabelled:
        print(*unlabelled(options.corpus), sep="\n")
        return
    found = list(judged(options.corpus))
    if options.list:
        for one in found:
            if [one.part, one.verdict] == options.list:
                print(one.document, one.finding.code, one.finding.severity.value, one.finding.message.zh, sep="\t")
        return
    for part in ("held", "train", "second", "third"):
        table([one for one in found if one.part == part], part)
    print(f"\n{len(unlabelled(options.corpus))} documents of the corpus have no label (--unlabelled lists them)")
    report()
    acceptance([one for one in found if one.part == "held"])


if __name__ == "__main__":
    main()
