"""What readers said at first sight: hashes and verdicts only, and a rule that is too seldom right is a note."""

import re

from agreement_tool.check.registry import RULES
from agreement_tool.model import Severity
from benchmarks.lint_precision.first_sight import below, row, samples, seen

FOUND = seen()


def test_a_line_is_hashes_and_codes() -> None:
    assert {one.sample for one in FOUND} == set(samples())
    for one in FOUND:
        assert re.fullmatch("[0-9a-f]{12}", one.document)
        assert re.fullmatch("[0-9a-f]{16}", one.fingerprint)
        assert one.verdict in "TPF?"
        assert one.severity in ("error", "warning")
        assert one.today in ("error", "warning", "info", "gone")


def test_a_rule_that_is_too_seldom_right_is_a_note() -> None:
    notes = {rule.code for rule in RULES if rule.severity is Severity.INFO}
    assert set(below(FOUND)) <= notes


def test_below_counts_what_is_still_shown() -> None:
    one = next(one for one in FOUND if one.verdict == "T")._replace(rule="X001", today="warning")
    wrong = one._replace(verdict="P")
    assert below([one] * 9 + [wrong]) == []
    assert below([one] * 8 + [wrong] * 2) == ["X001"]
    assert below([one] * 7 + [wrong] * 2) == []
    assert below([wrong._replace(today="gone")] * 12) == []


def test_a_row_gives_shares() -> None:
    assert row("X", "TTPF").split() == ["X", "2", "1", "1", "0.500", "0.750"]
