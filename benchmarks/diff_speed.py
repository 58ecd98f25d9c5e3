"""How long a comparison takes: two versions of a million characters, and hundreds of ordinary pairs.

    python -m benchmarks.diff_speed [characters]

Prints processor seconds beyond start-up and the process's peak memory. Every size is made from the mutation texts, each
clause distinct, one article in three refers to another, one in ten reworded, one in fifty moved, put in or taken out.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from dataclasses import replace

from agreement_tool.diff.compare import compare
from agreement_tool.diff.rebuild import apply
from agreement_tool.model import Agreement
from tests.diff.mutations import SENTENCES, SPARE, STYLES, Unit, cases, print_agreement


def long_agreement(characters: int, rng: random.Random) -> tuple[Unit, ...]:
    """Articles with four items each, about 150 characters a clause, until there are enough characters."""
    units: list[Unit] = []
    made = 0
    while made < characters:
        at = len(units)
        children = tuple(Unit(f"a{at}i{k}", "", _text(rng, f"{at}-{k}")) for k in range(4))
        refers = f"依照{{art:a{rng.randrange(at)}}}处理。" if at % 3 == 2 else ""
        units.append(Unit(f"a{at}", f"第{at}类事项", _text(rng, str(at)) + refers, children))
        made += sum(len(unit.text) for unit in units[-1].walk())
    return tuple(units)


def _text(rng: random.Random, name: str) -> str:
    return f"就编号{name}的事项，" + "".join(rng.sample(SENTENCES, 5))


def revised(units: tuple[Unit, ...], rng: random.Random) -> tuple[Unit, ...]:
    """A revision of everything a lawyer does, all over the text."""
    made: list[Unit] = []
    referred = "".join(unit.text for unit in units)
    for unit in units:
        lot = rng.random()
        if lot < 0.02 and f"{{art:{unit.name}}}" not in referred:
            continue
        made.append(replace(unit, text=unit.text.replace("应当", "可以", 1)) if lot < 0.12 else unit)
        if lot > 0.98:
            made.append(Unit(f"{unit.name}new", "新增事项", rng.choice(SPARE) + unit.name))
    for _ in range(len(units) // 50):
        made.insert(rng.randrange(len(made)), made.pop(rng.randrange(len(made))))
    return tuple(made)


def timed(old: Agreement, new: Agreement) -> tuple[float, int]:
    start = time.process_time()
    diff = compare(old, new)
    seconds = time.process_time() - start
    assert apply(old, diff) == new
    return seconds, len(diff.changes)


def main() -> None:
    rng = random.Random(7)
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    units = long_agreement(characters, rng)
    old = print_agreement(units, STYLES[0], "1").agreement
    new = print_agreement(revised(units, rng), STYLES[0], "2").agreement
    clauses = sum(1 for _ in old.walk())
    seconds, changes = timed(old, new)
    print(f"{characters:,} characters, {clauses:,} clauses, {changes:,} changes: {seconds:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")
    pairs = [timed(case.old.agreement, case.new.agreement)[0] for case in cases(range(6))][:400]
    print(
        f"{len(pairs)} ordinary pairs: median {statistics.median(pairs) * 1000:.1f} ms, slowest "
        f"{max(pairs) * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main()
