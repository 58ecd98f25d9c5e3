"""Key clauses against gold: precision, recall and F1 a category, tuned and held-apart documents apart.

`python -m benchmarks.key_clauses [--shared ../shared] [--misses]`. The whole way is measured: PDF -> tree -> flags.

Held apart: of the corpus documents with gold, sorted by file name, every second one (the 2nd, 4th, 6th). Their texts
were never read and their misses never listed while the phrases were written; their totals were seen, again and again,
so the test is not wholly blind. The seed is tuned on.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agreement_tool.flag.clauses import key_flags
from agreement_tool.model import CATEGORIES, Agreement
from agreement_tool.pipeline.ingest import open_target

ROOT = Path(__file__).parents[1]
SEED = ROOT / "tests/data/seed/weasy_noto.pdf"
CORE = CATEGORIES[:3]
LABELLED = tuple(name for name in CATEGORIES if name != "price")
"""The gold labels know no prices."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled node or one clause of ours: what gold says and what we say. Unmatched sides are empty."""

    text: str
    gold: frozenset[str]
    ours: frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.key_clauses", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where gold and corpus are")
    parser.add_argument("--misses", action="store_true", help="list what is wrong in the tuned documents")
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        print(f"skipped: no gold at {options.shared} (it is not part of the repository)")
        return
    for part, documents in parts(options.shared).items():
        found = [outcome for gold, source in documents for outcome in outcomes(gold, source)]
        print(f"{part}: {', '.join(source.name for _, source in documents)}")
        for name, row in figures(found).items():
            print(f"  {name:15} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}  gold {row['gold']:.0f}")
        if options.misses and part == "tuned":
            _print_misses(found)


def parts(shared: Path) -> Mapping[str, list[tuple[Path, Path]]]:
    """'tuned' and 'held': pairs of a gold file and its source."""
    named = sorted(path for path in (shared / "gold").glob("*.json") if path.stem != "seed_panasonic")
    pairs = [(path, shared / "corpus/pdf" / f"{path.stem}.pdf") for path in named]
    return {"tuned": [(shared / "gold/seed_panasonic.json", SEED), *pairs[::2]], "held": pairs[1::2]}


def outcomes(gold: Path, source: Path) -> list[Outcome]:
    """Gold nodes beside our clauses; tables and signature blocks are not judged."""
    agreement = open_target(str(source)).agreement
    return list(_beside(json.loads(gold.read_text("utf-8"))["nodes"], agreement))


def figures(found: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and gold count: each category, the core three, all six."""
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in found:
        for name in LABELLED:
            counts["gold", name] += name in outcome.gold
            counts["ours", name] += name in outcome.ours
            counts["both", name] += name in outcome.gold & outcome.ours
    groups: dict[str, tuple[str, ...]] = {**{name: (name,) for name in LABELLED}, "core": CORE, "all": LABELLED}
    return {group: _row(counts, names) for group, names in groups.items()}


def _row(counts: Mapping[tuple[str, str], int], names: Sequence[str]) -> dict[str, float]:
    both, ours, gold = (sum(counts[side, name] for name in names) for side in ("both", "ours", "gold"))
    precision, recall = (both / ours if ours else 1.0), (both / gold if gold else 1.0)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": precision, "r": recall, "f1": f1, "gold": gold}


def _beside(nodes: Sequence[Mapping[str, Any]], agreement: Agreement) -> Iterator[Outcome]:
    flags = key_flags(agreement)
    labelled = [node for node in nodes if node["kind"] not in ("table", "signature")]
    clauses = [clause for clause in agreement.walk() if clause.kind not in ("table", "signature")]
    left = [_key(node["label"], node["start"]) for node in labelled]
    right = [_key(clause.label, clause.heading + clause.text) for clause in clauses]
    partner: dict[int, int] = {}
    for block in difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        partner |= {block.a + step: block.b + step for step in range(block.size)}
    ours = [frozenset(flag.category for flag in flags.get(clause.eid, ())) for clause in clauses]
    for place, node in enumerate(labelled):
        matched = partner.get(place)
        text = clauses[matched].text if matched is not None else node["start"]
        yield Outcome(
            text,
            frozenset(node["key"]) & set(CATEGORIES),
            (ours[matched] if matched is not None else frozenset()) - {"price"},
        )
    for place in set(range(len(clauses))) - set(partner.values()):
        yield Outcome(clauses[place].text, frozenset(), ours[place])


def _key(label: str | None, text: str) -> str:
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", f"{label or ''}|{text}"))
    number, _, words = bare.partition("|")
    return number.strip(".、。:()") + "|" + words[:8]


def _print_misses(found: Sequence[Outcome]) -> None:
    for outcome in found:
        for name in sorted(outcome.gold ^ outcome.ours):
            print("  ", "missed" if name in outcome.gold else "extra ", name, outcome.text[:120].replace("\n", " "))


if __name__ == "__main__":
    main()
