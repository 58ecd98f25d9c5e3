"""Clause F1 a layout, the worst first."""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build
from benchmarks.typeset import held_apart
from benchmarks.typeset.layouts import Layout, layouts
from benchmarks.typeset.pdf import run_in, typeset
from benchmarks.typeset.score import Tally, found, wanted
from benchmarks.typeset.trees import NAMES, Tree, tree

SAMPLE = 6
"""Trees a layout is tried with, unless told otherwise."""


def main() -> None:
    """Read every pair and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-apart", action="store_true", help="only trees and layouts that nobody may fit on")
    parser.add_argument("--fit", action="store_true", help="only those that may be fitted on")
    parser.add_argument("--layout", action="append", default=[])
    parser.add_argument("--tree", action="append", default=[])
    parser.add_argument("--sample", type=int, default=SAMPLE, help="trees a layout")
    parser.add_argument("--faults", action="store_true", help="list the clauses that are missing or wrong")
    options = parser.parse_args()
    by_layout: dict[str, Tally] = defaultdict(Tally)
    total = Tally()
    chosen = {layout.name: layout for layout in layouts() if _wanted(layout.name, options, options.layout)}
    for layout in chosen.values():
        for one in _trees(layout, options):
            want, have = _read(one, layout)
            by_layout[layout.name].add(want, have)
            total.add(want, have)
            if options.faults and want != have:
                print(f"{layout.name} {one.name}")
                for sign, keys in (("-", want - have), ("+", have - want)):
                    for label, text, above in keys:
                        print(f"  {sign} {above or '·'} > {label or '·'} {text[:60]}")
    for name, tally in sorted(by_layout.items(), key=lambda pair: pair[1].f1):
        mark = " held apart" if held_apart(name) else ""
        print(
            f"{name} {tally.f1:.4f} ({tally.right}/{tally.wanted}, {tally.found} found){mark}  {_described(chosen[name])}"
        )
    print(f"all {total.f1:.4f} ({total.right}/{total.wanted}) in {len(by_layout)} layouts")


def _wanted(name: str, options: argparse.Namespace, named: list[str]) -> bool:
    if named:
        return name in named
    return not ((options.held_apart and not held_apart(name)) or (options.fit and held_apart(name)))


def _trees(layout: Layout, options: argparse.Namespace) -> Iterator[Tree]:
    names = [name for name in NAMES if _wanted(name, options, options.tree)]
    random.Random(f"typeset sample {layout.name}").shuffle(names)
    return (tree(name) for name in names[: options.sample])


def _read(one: Tree, layout: Layout) -> tuple:
    merged = frozenset(id(node) for top in one.nodes for node, _ in top.walk() if run_in(node, layout))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{one.name}.pdf"
        path.write_bytes(typeset(one, layout))
        agreement = build(read_source(path)).agreement
    return wanted(one, merged), found(agreement)


def _described(layout: Layout) -> str:
    told = [
        layout.page,
        f"{layout.size:g} pt",
        f"×{layout.leading:g}",
        layout.numbers,
        f"gaps {layout.gaps}",
        layout.headings,
    ]
    told += ["2 columns" + (" below a wide title" if layout.wide_title else "")] if layout.columns == 2 else []
    told += [name for name in ("run_in", "running_head", "contents", "hard_lines") if getattr(layout, name)]
    return " · ".join([*told, "justified" if layout.justified else "ragged", f"indent {layout.first_indent:g}"])


if __name__ == "__main__":
    main()
