import pytest

from agreement_tool.diff.compare import compare
from agreement_tool.diff.rebuild import apply
from agreement_tool.model import Diff
from tests.diff.mutations import Case, Expected, cases

CASES = tuple(cases(range(2)))


def told(case: Case, diff: Diff) -> Expected:
    """{(type, unit)} as the diff tells it; a split is named after its old whole, everything else by the new clause."""
    said = set()
    for change in diff.changes:
        side, units = (case.old, change.old) if change.type in ("split", "removed") else (case.new, change.new)
        said.add((change.type, side.unit_of[units[0].eid]))
    return frozenset(said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_known_edit_is_told_exactly(case: Case) -> None:
    diff = compare(case.old.agreement, case.new.agreement)
    assert told(case, diff) == case.expected
    assert apply(case.old.agreement, diff) == case.new.agreement
