"""Precision of `check` on documents that no writer of rules had seen: first_sight.tsv.

    python -m benchmarks.lint_precision.first_sight [--documents FOLDER]

A sample was drawn from public contracts, terms and privacy policies (samples.tsv says which and when), checked with the
rules of that day, and read by a reader who wrote no rule: T true (he would mend it), P pedantic (right, and not worth a
word), F false, ? not judged. Then the rules were mended against what he found, so the next sample had to be of other
documents.

first_sight.tsv holds one line a finding: sample, document (the first 12 hexadecimal digits of its SHA-256), rule,
severity that day, a fingerprint, the verdict, and what the rules of today make of it (error, warning, info, gone). No
text is kept. With `--documents FOLDER` (files of those hashes, wherever they were found again) the last column is
measured anew and differences are printed.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from agreement_tool.check.registry import RULES
from agreement_tool.check.runner import run
from agreement_tool.errors import AgreementError
from agreement_tool.pipeline.lint_targets import subject_of
from benchmarks.lint_precision.fingerprints import fingerprint

FOLDER = Path(__file__).parent
SHOWN = ("error", "warning")
ENOUGH, WANTED = 10, 0.9
"""From this many findings on a rule is judged, and this share of them must be true, else it is a note. Of fewer one
wrong finding alone would decide."""


class Seen(NamedTuple):
    """A finding as its reader saw it, and what has become of it."""

    sample: str
    document: str
    rule: str
    severity: str
    fingerprint: str
    verdict: str
    today: str

    @property
    def family(self) -> str:
        return self.rule.rstrip("0123456789")


def seen() -> list[Seen]:
    """All findings read at first sight."""
    lines = (FOLDER / "first_sight.tsv").read_text("utf-8").splitlines()
    return [Seen(*line.split("\t")) for line in lines if not line.startswith("#")]


def samples() -> dict[str, str]:
    """Sample -> what it is."""
    lines = (FOLDER / "samples.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))


def row(name: str, verdicts: Iterable[str]) -> str:
    """One line of a table: counts, share true, share not false."""
    counts = Counter(verdicts)
    total = counts["T"] + counts["P"] + counts["F"]
    shares = f"{counts['T'] / total:7.3f}{1 - counts['F'] / total:11.3f}" if total else "      –          –"
    return f"  {name:<12}" + "".join(f"{counts[verdict]:>5}" for verdict in "TPF") + shares


def print_samples(found: list[Seen]) -> None:
    """Each sample by severity and family, as it was seen."""
    for sample, words in samples().items():
        here = [one for one in found if one.sample == sample]
        print(f"\nFirst sight {sample}: {words}\n  {'':<12}{'T':>5}{'P':>5}{'F':>5}   true  not false")
        for severity in SHOWN:
            print(row(severity, (one.verdict for one in here if one.severity == severity)))
        for family in sorted({one.family for one in here}):
            print(row(family, (one.verdict for one in here if one.family == family)))


def print_rules(found: list[Seen]) -> None:
    """Each rule over all samples: as seen, and what of it is an error or a warning today."""
    declared = {rule.code: rule.severity.value for rule in RULES}
    head = f"{'T':>5}{'P':>5}{'F':>5}   true  not false"
    print(f"\nEach rule over all samples, as seen | what of it is shown today\n  {'':<12}{head} |{head}")
    for rule in sorted({one.rule for one in found}):
        here = [one for one in found if one.rule == rule]
        today = row("", (one.verdict for one in here if one.today in SHOWN)).removeprefix(" " * 14)
        print(f"{row(rule, (one.verdict for one in here))} |{today}  {declared.get(rule, 'gone')}")
    for severity in SHOWN:
        print(row(f"~ {severity}", (one.verdict for one in found if one.today == severity)) + "  today, mended against")


def below(found: list[Seen]) -> list[str]:
    """Rules that should be notes: what of their findings is still shown is too seldom true."""
    shown = [one for one in found if one.today in SHOWN and one.verdict != "?"]
    counts = Counter(one.rule for one in shown)
    true = Counter(one.rule for one in shown if one.verdict == "T")
    return sorted(rule for rule, count in counts.items() if count >= ENOUGH and true[rule] < WANTED * count)


def measured(found: list[Seen], folder: Path) -> list[Seen]:
    """The findings with today's severity, where their document is in the folder."""
    paths = {hashlib.sha256(path.read_bytes()).hexdigest()[:12]: path for path in folder.rglob("*") if path.is_file()}
    today: dict[tuple[str, str, str], str] = {}
    read: set[str] = set()
    for document in sorted({one.document for one in found} & paths.keys()):
        try:
            tree = subject_of(str(paths[document])).agreement
        except AgreementError as error:
            print(f"{document}: {error}", file=sys.stderr)
            continue
        read.add(document)
        for finding in run(tree, ignore=("EMP",)):
            today[document, finding.code, fingerprint(tree, finding)] = finding.severity.value
    return [
        one._replace(today=today.get((one.document, one.rule, one.fingerprint), "gone"))
        if one.document in read
        else one
        for one in found
    ]


def report() -> None:
    """What `python -m benchmarks.lint_precision` prints of it."""
    found = seen()
    print_samples(found)
    print_rules(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, help="a folder that holds the documents")
    options = parser.parse_args()
    report()
    if options.documents:
        found = seen()
        for old, new in zip(found, measured(found, options.documents), strict=True):
            if old != new:
                print(old.sample, old.document, old.rule, old.verdict, f"{old.today} -> {new.today}", sep="\t")


if __name__ == "__main__":
    main()
