"""How well standard clauses are found: precision and recall of deviations seeded into agreements of our own wording.

    python -m benchmarks.compare_standard [--all]

Every row of deviations.tsv is one edit of an agreement that holds the standard clauses; it is read in four layouts (as
written; clauses in reverse order; items as paragraphs; renumbered). A finding is (standard clause, status) or a
forbidden wording. `purchase`, `online` and `lease` were read while the code was written; `staff` (a third of the edits,
other standards, another agreement) was written afterwards, run, and nothing was fitted on it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from agreement_tool.check.edits import with_new_eids
from agreement_tool.diff.standard import Standard
from agreement_tool.frozen import frozen
from agreement_tool.pipeline.standard import compared
from agreement_tool.store import forbidden
from tests.check.builder import agreement

HERE = Path(__file__).parent
FITTED, APART = ("purchase", "online", "lease"), ("staff",)
PARTS = (*FITTED, *APART)
ABSENT = {"purchase": ("反商业贿赂",), "online": ("可分割性",), "lease": ("抵押权", "优先购买权"), "staff": ("反歧视",)}
"""Standard clauses that the agreement of the part does not hold."""
Finding = tuple[str, str]


@frozen
class Row:
    """One seeded edit."""

    part: str
    clause: str
    kind: str
    old: str
    new: str

    def edited(self, outline: str) -> str:
        """The agreement with the edit made."""
        if self.old.startswith("BLOCK "):
            return "".join(block for block in blocks(outline) if not block.startswith(self.old[6:] + " "))
        assert self.old in outline, self.old
        return outline.replace(self.old, self.new)

    def expected(self) -> Counter[Finding]:
        """What is to be found."""
        found: Counter[Finding] = Counter((name, "missing") for name in ABSENT[self.part])
        if self.kind == "forbidden":
            found["", "forbidden"] += 1
        elif self.kind != "harmless":
            found[self.clause, self.kind] += 1
        return found


def rows() -> Iterator[Row]:
    """The table."""
    for line in (HERE / "deviations.tsv").read_text("utf-8").splitlines():
        yield Row(*(cell.replace("\\n", "\n") for cell in line.split("\t")))


def blocks(outline: str) -> list[str]:
    """The top-level clauses with everything under them."""
    return [block for block in re.split(r"^(?=\S)", outline, flags=re.MULTILINE) if block]


def reversed_order(outline: str) -> str:
    """The clauses from the last to the first."""
    return "".join(reversed(blocks(outline)))


def unnumbered(outline: str) -> str:
    """Items as paragraphs."""
    return re.sub(r"^  (?:\d+\.\d*|（[^）]+）) ", "  ¶ ", outline, flags=re.MULTILINE)


def renumbered(outline: str) -> str:
    """Top clauses counted 1., 2., … from 5 on."""
    return "".join(re.sub(r"^\S+ ", f"{number}. ", block) for number, block in enumerate(blocks(outline), start=5))


LAYOUTS: tuple[Callable[[str], str], ...] = (str, reversed_order, unnumbered, renumbered)


def found(part: str, outline: str) -> Counter[Finding]:
    """What the tool finds in an agreement."""
    standard = with_new_eids(agreement((HERE / f"standard_{part}.txt").read_text("utf-8")))
    wordings = forbidden.load(HERE / "forbidden.yaml")
    report = compared(with_new_eids(agreement(outline)), (Standard("s", standard),), wordings)
    findings: Counter[Finding] = Counter()
    for each in report.comparisons:
        if each.status != "verbatim":
            findings[each.standard.name, each.status] += 1
    findings.update(("", "forbidden") for _ in {use.eid for use in report.forbidden})
    return findings


def scores(part: str, tell: Callable[[str], object] = lambda _: None) -> tuple[int, int, int]:
    """(right, false, missed) over every row and layout of a part; what no row seeded counts only where it is wrong."""
    outline = (HERE / f"agreement_{part}.txt").read_text("utf-8")
    right = false = missed = 0
    for row in (row for row in rows() if row.part == part):
        for layout in LAYOUTS:
            wanted = row.expected()
            got = found(part, layout(row.edited(outline)))
            right += sum(count for (clause, _), count in (got & wanted).items() if clause not in ABSENT[part])
            false += (got - wanted).total()
            missed += (wanted - got).total()
            if got != wanted:
                name = getattr(layout, "__name__", "str")
                tell(f"{row.clause} {row.kind} [{name}] {row.old!r} → {row.new!r}")
                tell(f"    found {dict(got - wanted)}, wanted {dict(wanted - got)}")
    return right, false, missed


def main(arguments: list[str]) -> None:
    """Print precision and recall by part; --all also prints every row that goes wrong."""
    tell = print if "--all" in arguments else (lambda _: None)
    for part in PARTS:
        right, false, missed = scores(part, tell)
        seeded = sum(row.part == part and row.kind != "harmless" for row in rows())
        print(f"{part}: {seeded} seeded, {right} right, {false} false, {missed} missed; "
              f"precision {right / (right + false):.3f}, recall {right / (right + missed):.3f}")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
