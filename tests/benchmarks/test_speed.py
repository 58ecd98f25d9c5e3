"""The speed benchmark runs what it says it runs."""

import sys
from pathlib import Path

from benchmarks.speed.against import environment
from benchmarks.speed.measure import Candidate, Measured, paired


def test_an_earlier_release_is_run_from_its_own_folder(tmp_path: Path) -> None:
    package = tmp_path / "agreement_tool"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text("import sys; print('then', file=sys.stderr); sys.exit(5)\n")
    then = Candidate("then", [sys.executable, "-m", "agreement_tool", "--help"], environment(tmp_path))
    assert paired([then], 1)["then"].failed == "then"


def test_turns_that_warm_up_do_not_count() -> None:
    found = paired([Candidate("pass", [sys.executable, "-c", "pass"])], 2, warm=1)["pass"]
    assert len(found.seconds) == len(found.worked) == 2
    assert found.processor > 0


def test_the_ratio_is_the_median_of_the_pairs() -> None:
    now, then = Measured(worked=[1.0, 2.0, 9.0]), Measured(worked=[2.0, 2.0, 3.0])
    assert now.processor_ratio(then) == 1.0
