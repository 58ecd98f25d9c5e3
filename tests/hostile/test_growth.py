"""Twice the input costs about twice the work, in every reader, in check, flag, diff and export.

Counted are function calls, which no busy machine changes; `python -m tests.hostile.growth` measures processor time,
up to 5 MB. What regular expressions cost is the affair of `test_patterns`.
"""

from __future__ import annotations

import pytest

from tests.extent import EVERYTHING
from tests.hostile import growth
from tests.hostile.families import CASES

PART = 1.0 if EVERYTHING else 0.5
KILOBYTES = 32
"""From here on: below, what a comparison does once outweighs what grows."""
CONSTANT = 0.015
"""Millions of calls of a stage that do not depend on the input at all are fewer, once everything is loaded."""
HOSTILE = {
    "lines/equal labels.txt": 0.008, "lines/equal articles.txt": 0.04, "lines/falling labels.txt": 0.02,
    "lines/references.txt": 0.02, "lines/definitions.txt": 0.02,
    "lines/contents.txt": 0.04, "lines/form lines.txt": 0.02, "lines/liability.txt": 0.02,
    "markdown/bold runs.md": 0.01, "markdown/references.md": 0.04, "patterns/bold opened.md": 0.02,
    "lines/equal headings.md": 0.008, "html/spans.html": 0.02, "html/list entries.html": 0.045,
    "html/style places.html": 0.05, "docx/runs.docx": 0.05,
    "clause files/equal labels.yaml": 0.05, "clause files/spans.yaml": 0.01, "clause files/doubts.yaml": 0.01,
    "clause files/suppressions.yaml": 0.05, "clause files/comments inside.yaml": 0.02,
}  # fmt: skip
"""Name -> the size from which it is doubled. These, or their kind, once cost the square of their size or more."""
FIRST = frozenset({name.partition("/")[0]: name for name in reversed(HOSTILE)}.values())
"""One of each family: these, and the formats that people send most, are doubled by `make test`; all of them in CI."""
USUAL = frozenset({"ordinary.txt", "ordinary.docx", "ordinary.pdf", "ordinary.yaml"})
ORDINARY = [name for name in growth.ORDINARY if EVERYTHING or name in USUAL]
DOUBLED = [name for name in HOSTILE if EVERYTHING or name in FIRST]


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """What an ordinary text needs is loaded."""
    counted("ordinary.txt", growth.ORDINARY["ordinary.txt"](4096))


def counted(name: str, data: bytes, *, only_reading: bool = False) -> dict[str, float]:
    """Millions of calls of each stage."""
    return dict(growth.stages(name, data, growth.calls_of, only_reading=only_reading))


def too_fast(name: str, small: bytes, large: bytes, *, only_reading: bool) -> dict[str, float]:
    """The stages that grow too fast, and how many times. What seems to is counted again: words that only the larger
    one holds may have had something loaded, once for the process."""
    for _ in range(2):
        before = counted(name, small, only_reading=only_reading)
        after = counted(name, large, only_reading=only_reading)
        ratios = {stage: after[stage] / max(before[stage], CONSTANT) for stage in after}
        found = {stage: ratio for stage, ratio in ratios.items() if ratio > growth.MOST}
        if not found:
            break
    return found


@pytest.mark.parametrize("name", ORDINARY)
def test_twice_an_agreement_is_twice_the_work(name: str) -> None:
    make, size = growth.ORDINARY[name], int(KILOBYTES * 1024)
    assert too_fast(name, make(size), make(2 * size), only_reading=name not in growth.WHOLLY) == {}


@pytest.mark.parametrize("name", DOUBLED)
def test_twice_a_hostile_input_is_twice_the_work(name: str) -> None:
    size, make = HOSTILE[name] * PART, CASES[name]
    assert too_fast(name.rpartition("/")[2], make(size), make(2 * size), only_reading=False) == {}
