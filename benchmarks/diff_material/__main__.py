"""Precision and recall of “this change matters” on labelled pairs.

    python -m benchmarks.diff_material [--apart]

`pairs.tsv`: what stands above (a lead-in, or nothing), the old and the new sentence, whether a lawyer must see the
change, a kind that must be named, and a piece of the reason. Four sets that were held apart are in it by now: each
was opened when its figures had been taken. `pairs_apart.tsv` is the fifth and held apart. `--apart` prints the figures
of these, without it those of the others, with every miss.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agreement_tool.diff.compare import compare
from agreement_tool.model import Agreement, Change, Clause, Span

OPEN, APART = (Path(__file__).with_name(name) for name in ("pairs.tsv", "pairs_apart.tsv"))


@dataclass(frozen=True)
class Pair:
    """One line of the file."""

    above: str
    old: str
    new: str
    material: bool
    kind: str
    reason: str

    def change(self) -> Change | None:
        """What the diff says of it: the change of the sentence; the loudest, where it was taken for two."""
        diff = compare(_agreement(self.above, self.old), _agreement(self.above, self.new))
        told = [change for change in diff.changes if change.type in ("text", "added", "removed")]
        return max(told, key=lambda change: change.material, default=None)


def pairs(*, apart: bool) -> tuple[Pair, ...]:
    """The labelled pairs that are held apart, or the others."""
    return tuple(_read(APART if apart else OPEN))


def _read(path: Path) -> Iterator[Pair]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            above, old, new, material, kind, reason = line.split("\t")
            yield Pair(above, old, new, material == "yes", kind, reason)


def _agreement(above: str, sentence: str) -> Agreement:
    kept = _clause("k", "第九条", "双方各执一份文本，具有同等作用的副本另行存档备查。")
    items = (_clause("i1", "（一）", "前一事项保持原样；"),) if above else ()
    items += (_clause("i2", "（二）", sentence),) if above and sentence else ()
    first = [_clause("a", "第一条", above or sentence, items)] if above or sentence else []
    return Agreement("pair", "1", "协议", (*first, kept))


def _clause(eid: str, label: str, text: str, children: tuple[Clause, ...] = ()) -> Clause:
    return Clause(
        eid, eid, "item" if label.startswith("（") else "article", label, spans=(Span(text),), children=children
    )


@dataclass
class Score:
    """Counts over a set of pairs."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    untold: int = 0
    """Material, starred, and the kind or the reason is not named."""

    @property
    def precision(self) -> float:
        """Share of the starred that matter."""
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        """Share of what matters that is starred."""
        return self.right / (self.right + self.missed or 1)


def score(chosen: tuple[Pair, ...], *, tell: bool = False) -> Score:
    """The figures; `tell`: print every miss."""
    result = Score()
    for pair in chosen:
        change = pair.change()
        starred = change is not None and change.material
        told = change.why.zh if change and change.why else ""
        named = change is not None and (not pair.kind or pair.kind in change.categories) and pair.reason in told
        result.right += starred and pair.material
        result.missed += pair.material and not starred
        result.wrong += starred and not pair.material
        result.untold += starred and pair.material and not named
        if tell and (
            starred != pair.material or (pair.material and not named) or (not pair.material and pair.reason not in told)
        ):
            fault = "untold" if starred == pair.material else "missed" if pair.material else "wrong"
            told = f"{change.categories if change else None} {told}"
            print(f"{fault}: {pair.above}{pair.old} -> {pair.new} | {told}")
    return result


def main() -> None:
    """Print the figures."""
    apart = "--apart" in sys.argv[1:]
    chosen = pairs(apart=apart)
    found = score(chosen, tell=not apart)
    share = 1 - found.untold / (found.right or 1)
    print(f"{'apart' if apart else 'open'}: {len(chosen)} pairs, precision {found.precision:.3f}, recall "
    f"{found.recall:.3f}, "
          f"kind and reason named {share:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
