"""Configurations, records, standards, merges, names: whatever stands in a folder, a command ends in order."""

from __future__ import annotations

import os
import sys

import pytest

from tests.hostile.containers import FOLDERS
from tests.hostile.harness import runs_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems lack some of the bounds")
SLOW = pytest.mark.skipif(not os.environ.get("AGREEMENT_SLOW"), reason="takes long: set AGREEMENT_SLOW=1")
FIRST = frozenset({name.partition("/")[0]: name for name in reversed(FOLDERS)}.values())
"""One of each family."""
ONCE_CRASHED = frozenset(
    {"configurations/a root of nothing", "configurations/a root of controls", "configurations/baseline of nothing"}
)


def test_there_are_hundreds_in_many_families() -> None:
    assert len(FOLDERS) > 600 and len(FIRST) >= 29


@pytest.mark.parametrize(
    "name",
    [name if name in FIRST | ONCE_CRASHED else pytest.param(name, marks=[pytest.mark.slow, SLOW]) for name in FOLDERS],
)
def test_a_hostile_folder_breaks_no_promise(name: str) -> None:
    for run in runs_in(name):
        assert run.faults == (), run.line
