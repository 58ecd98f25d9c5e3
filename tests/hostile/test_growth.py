"""Twice the input costs about twice the work, in every reader, in check, flag, diff and export.

Counted are function calls, which no busy machine changes; `python -m tests.hostile.growth` measures processor time,
up to 5 MB. What regular expressions cost is the affair of `test_patterns`.
"""

from __future__ import annotations

import pytest

from tests.hostile import growth
from tests.hostile.families import CASES

KILOBYTES = 16
CONSTANT = 60_000
"""Calls of a stage that do not depend on the input at all are fewer."""
HOSTILE = {
    "lines/equal labels.txt": 0.008, "lines/equal articles.txt": 0.02, "lines/falling labels.txt": 0.02,
    "lines/references.txt": 0.02, "lines/definitions.txt": 0.02,
    "lines/contents.txt": 0.04, "lines/form lines.txt": 0.02, "lines/liability.txt": 0.02,
    "markdown/references.md": 0.01, "markdown/bold runs.md": 0.01, "patterns/bold opened.md": 0.02,
    "lines/equal headings.md": 0.008, "html/spans.html": 0.02, "docx/runs.docx": 0.05,
    "clause files/equal labels.yaml": 0.05, "clause files/spans.yaml": 0.01, "clause files/doubts.yaml": 0.01,
    "clause files/suppressions.yaml": 0.05, "clause files/comments inside.yaml": 0.02,
}  # fmt: skip
"""Name -> the size from which it is doubled. These, or their kind, once cost the square of their size or more."""


def ratios(name: str, small: bytes, large: bytes, *, only_reading: bool) -> dict[str, float]:
    growth.counted(name, large, only_reading=only_reading)  # what is made once, is made now
    before = growth.counted(name, small, only_reading=only_reading)
    after = growth.counted(name, large, only_reading=only_reading)
    return {stage: after[stage] / max(before[stage], CONSTANT) for stage in after}


@pytest.mark.parametrize("name", growth.ORDINARY)
def test_twice_an_agreement_is_twice_the_work(name: str) -> None:
    make = growth.ORDINARY[name]
    found = ratios(name, make(KILOBYTES * 1024), make(2 * KILOBYTES * 1024), only_reading=name not in growth.WHOLLY)
    assert {stage: ratio for stage, ratio in found.items() if ratio > growth.MOST} == {}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_a_hostile_input_is_twice_the_work(name: str) -> None:
    size = HOSTILE[name]
    found = ratios(name.rpartition("/")[2], CASES[name](size), CASES[name](2 * size), only_reading=False)
    assert {stage: ratio for stage, ratio in found.items() if ratio > growth.MOST} == {}
