"""Recall on the faults seeded in tests/check/seeded and tests/check/contracts: agreement check beside contract-lint
(PyPI).

    python benchmarks/lint_recall.py [--contract-lint PATH_TO_EXECUTABLE]

contract-lint is a linter for English contracts; it is asked only for the kinds of fault it claims (numbering,
references, defined terms). It is given the same text, one clause a line, and any finding of a line or of the family
counts for it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from agreement_tool.check.runner import run
from agreement_tool.text.citations import citation
from tests.check.seeded import Seeded, clean, seeded, styles

CLAIMED = ("NUM", "REF", "DEF")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contract-lint", default="")
    executable = parser.parse_args().contract_lint
    faults = list(seeded())
    ours = Counter(fault.code[:3] for fault in faults if _found(fault))
    total = Counter(fault.code[:3] for fault in faults)
    false = sum(len(run(tree)) for tree in clean().values())
    print(f"{len(faults)} faults in {len(clean())} clean agreements; findings on the clean ones: {false}")
    for family in sorted(total):
        print(f"  {family:<5} agreement check {ours[family]}/{total[family]}")
    print(f"  all   agreement check {sum(ours.values())}/{len(faults)} = {sum(ours.values()) / len(faults):.3f}")
    _contracts()
    if executable:
        _peer(executable, [fault for fault in faults if fault.code.startswith(CLAIMED)])


def _contracts() -> None:
    """The CON faults, by type of contract; rules and faults have one author, so this is no first sight."""
    folder = Path(__file__).parents[1] / "tests" / "check" / "contracts"
    faults = list(seeded(folder))
    ours = Counter(fault.style for fault in faults if _found(fault))
    total = Counter(fault.style for fault in faults)
    false = sum(len(run(tree)) for tree in clean(folder).values())
    print(f"{len(faults)} faults in {len(total)} types of contract; findings on the clean ones: {false}")
    for style in sorted(total):
        print(f"  {style:<11} agreement check {ours[style]}/{total[style]}")


def _found(fault: Seeded) -> bool:
    tree = fault.agreement
    places = [citation(tree, found.eid) if found.eid else "" for found in run(tree, select=(fault.code,))]
    return bool(places) if fault.at is None else fault.at in places


def _peer(executable: str, faults: list[Seeded]) -> None:
    """A fault counts as found when the seeded text gives more findings than the clean one."""
    baseline = {style: _count(executable, _text(text)) for style, _, text, _ in styles()}
    found = sum(1 for fault in faults if _count(executable, _text(fault.outline)) > baseline[fault.style])
    print(f"  numbering, references, terms: contract-lint {found}/{len(faults)} = {found / len(faults):.3f}")
    print(f"  findings of contract-lint on the clean ones: {sum(baseline.values())}")


def _text(outline: str) -> str:
    return "\n\n".join(line.strip().removeprefix("¶ ").removeprefix("# ") for line in outline.splitlines()) + "\n"


def _count(executable: str, text: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "agreement.md")
        file.write_text(text, "utf-8")
        done = subprocess.run(
            [executable, "lint", str(file), "--json", "--enable", "undefined-term"],
            capture_output=True,
            text=True,
            check=False,
        )
    return len(json.loads(done.stdout)["findings"])


if __name__ == "__main__":
    main()
