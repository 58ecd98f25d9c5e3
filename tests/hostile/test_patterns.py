"""No regular expression of the package tries every way to split a run of characters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.attacks import attacks, verdict

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


def test_polynomial_patterns_are_recognised() -> None:
    assert verdict(r"\s*\s*\s*x", long=True).kind == "polynomial"


def test_no_pattern_of_the_package_is_exponential() -> None:
    command = [sys.executable, "-m", "tests.hostile.attacks"]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=300)
    *bad, last = done.stdout.splitlines()
    assert int(last.split()[0]) > 200  # they are all there
    assert bad == []
