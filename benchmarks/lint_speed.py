"""Speed of `agreement check`: many YAML agreements in one run, cold and with the cache; whole processes, peak memory.

    python benchmarks/lint_speed.py [--count 1000] [--source tests/data/seed/panasonic-security-app.txt]

Each file is the source agreement with a paragraph of its own, so that no two are alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from agreement_tool.model import Clause, Span
from agreement_tool.pipeline.ingest import read_agreement
from agreement_tool.store.codec import dump

SEED = Path(__file__).parents[1] / "tests/data/seed/panasonic-security-app.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--source", type=Path, default=SEED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clauses = _write(Path(folder), options.source, options.count)
        print(f"{options.count} agreements of {clauses} clauses, {os.cpu_count()} cores")
        _timed("cold, no cache", folder)
        _timed("cold, filling the cache", folder, "--cache")
        _timed("nothing changed", folder, "--cache")
        for number in range(max(1, options.count // 100)):
            file = Path(folder, "clauses", f"a{number:04}", "1.0.yaml")
            file.write_text(file.read_text("utf-8").replace("副本", "复本"), "utf-8")
        _timed("1 in 100 changed", folder, "--cache")


def _write(folder: Path, source: Path, count: int) -> int:
    tree = read_agreement(source).agreement
    for number in range(count):
        own = Clause("", f"own_{number}", "paragraph", spans=(Span(f"本文件为第 {number} 号副本。"),))
        file = folder / "clauses" / f"a{number:04}" / "1.0.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(dump(replace(tree, id=f"a{number:04}", version="1.0", clauses=(*tree.clauses, own))), "utf-8")
    return sum(1 for _ in tree.walk()) + 1


def _timed(name: str, folder: str, *options: str) -> None:
    start = time.perf_counter()
    command = [sys.executable, "-m", "agreement_tool", "check", "--format", "json", "-o", "out.json", *options]
    subprocess.run(command, cwd=folder, check=False, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])})
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  {name:<26} {seconds:7.1f} s   peak of a process so far {peak:6.0f} MB")


if __name__ == "__main__":
    main()
