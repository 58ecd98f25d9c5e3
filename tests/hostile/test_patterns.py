"""No regular expression of the package tries every way to split a run of characters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agreement_tool.text.whitespace import MOST_IN_A_ROW
from tests.hostile.attacks import Use, attacks, verdict

FORM_FIELD = (
    r"\A[^：:。，；？！_]{1,16}[：:]\s*[^。；，]{0,40}[_\s]*([^。；，：:_]{1,12}[：:][^。；，]{0,40}[_\s]*)*[；。]?\Z"
)
"""A pattern that this package once had: 92 bytes hung the command for minutes."""


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(?:\d+)*x", r"^(?:并且|并|且)*$", r"(?:（.{1,20}）|）|（)*\Z", FORM_FIELD],
)
def test_exponential_patterns_are_recognised(pattern: str) -> None:
    found = verdict(pattern)
    assert found.kind == "exponential" and found.attack in set(attacks(pattern))


@pytest.mark.parametrize(
    "pattern", [r"a+$", r"(?:ab)*c", r"第[一二三]{1,7}条", r"^(?:并且|并|且)*+$", r"[^：]{1,16}："]
)
def test_harmless_patterns_are_left_alone(pattern: str) -> None:
    assert verdict(pattern).kind == ""


IGNORED = r"#\s*agreement\s*[:：]\s*ignore\s*\[(?P<codes>[^\]]*)\]"
"""Another: 20,000 comments that open a list of codes and never close it."""


@pytest.mark.parametrize("pattern", [r"\s*\s*\s*x", r"[0-9]+元", r"\{--(.+?)--\}", IGNORED])
def test_polynomial_patterns_are_recognised(pattern: str) -> None:
    assert verdict(pattern, long=True).kind == "polynomial"


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        (r"(?<![0-9])[0-9]+元", Use()),
        (r"[0-9]+元", Use(anchored=True)),
        (r"第\s*款", Use()),
        (r"\s*款", Use(longest_blank=MOST_IN_A_ROW)),
    ],
)
def test_a_pattern_is_judged_by_its_use(pattern: str, use: Use) -> None:
    assert verdict(pattern, 0, use, long=True).kind == ""


@pytest.mark.parametrize(
    "kind",
    [
        "exponential",
        pytest.param(
            "polynomial",
            marks=[
                pytest.mark.slow,
                pytest.mark.skipif(not os.environ.get("AGREEMENT_SLOW"), reason="takes long: set AGREEMENT_SLOW=1"),
            ],
        ),
    ],
)
def test_no_pattern_of_the_package_is(kind: str) -> None:
    command = [sys.executable, "-m", "tests.hostile.attacks", *(["--long"] if kind == "polynomial" else [])]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=1200)
    *bad, last = done.stdout.splitlines()
    assert int(last.split()[0]) > 200  # they are all there
    assert bad == []
