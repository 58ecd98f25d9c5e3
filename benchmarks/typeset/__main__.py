"""Clause F1 a layout, the worst first."""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator

from benchmarks.typeset import held_apart
from benchmarks.typeset.cases import Case, in_format, in_layout
from benchmarks.typeset.layouts import Layout, layouts
from benchmarks.typeset.producers import PRODUCERS
from benchmarks.typeset.score import Key, Tally
from benchmarks.typeset.specials import SPECIALS, special
from benchmarks.typeset.trees import NAMES, Tree, tree

SAMPLE = 6
"""Trees a layout is tried with, unless told otherwise."""


def main() -> None:
    """Read every pair and print the table."""
    options = _options()
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in _cases(options):
        want, have = case.keys()
        tallies[case.layout].add(want, have)
        tallies["all"].add(want, have)
        if options.faults and want != have:
            _print_faults(case, want, have)
    total = tallies.pop("all", Tally())
    described = {layout.name: _described(layout) for layout in layouts()}
    for name, tally in sorted(tallies.items(), key=lambda pair: pair[1].f1):
        mark = " held apart" if held_apart(name) else ""
        counts = f"{tally.right}/{tally.wanted}, {tally.found} found"
        print(f"{name} {tally.f1:.4f} ({counts}){mark}  {described.get(name, '')}".rstrip())
    print(f"all {total.f1:.4f} ({total.right}/{total.wanted}) in {len(tallies)} layouts")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.typeset", description=__doc__)
    parser.add_argument("--held-apart", action="store_true", help="only trees and layouts that nobody may fit on")
    parser.add_argument("--fit", action="store_true", help="only those that may be fitted on")
    parser.add_argument("--layout", action="append", default=[])
    parser.add_argument("--tree", action="append", default=[])
    parser.add_argument(
        "--producer", action="append", default=[], choices=[*PRODUCERS, "all"], help="instead of layouts"
    )
    parser.add_argument("--sample", type=int, default=SAMPLE, help="trees a layout")
    parser.add_argument("--faults", action="store_true", help="list the clauses that are missing or wrong")
    return parser.parse_args()


def _print_faults(case: Case, want: Counter[Key], have: Counter[Key]) -> None:
    print(f"{case.layout} {case.tree.name}")
    for sign, keys in (("-", want - have), ("+", have - want)):
        for label, text, above in keys:
            print(f"  {sign} {above or '·'} > {label or '·'} {text[:60]}")


def _cases(options: argparse.Namespace) -> Iterator[Case]:
    if options.producer:
        for name, producer in PRODUCERS.items():
            if {name, "all"} & set(options.producer) and producer.ready:
                yield from (in_format(one, name) for one in _trees(name, options) if producer.fits(one))
        return
    for layout in layouts():
        if _wanted(layout.name, options, options.layout):
            yield from (in_layout(one, layout) for one in _trees(layout.name, options))


def _wanted(name: str, options: argparse.Namespace, named: list[str]) -> bool:
    if named:
        return name in named
    return not ((options.held_apart and not held_apart(name)) or (options.fit and held_apart(name)))


def _trees(layout: str, options: argparse.Namespace) -> Iterator[Tree]:
    """`--sample` plain agreements for the layout and a third as many special ones, drawn by the layout's name."""
    for names, make, count in ((NAMES, tree, options.sample), (SPECIALS, special, (options.sample + 2) // 3)):
        chosen = [name for name in names if _wanted(name, options, options.tree)]
        random.Random(f"typeset sample {layout}").shuffle(chosen)
        yield from (make(name) for name in chosen[:count])


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
