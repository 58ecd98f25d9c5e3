import pytest

from agreement_tool.diff.compare import compare
from agreement_tool.diff.rebuild import apply
from tests.diff.mutations import Case, cases, told

CASES = tuple(cases(range(2)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_known_edit_is_told_exactly(case: Case) -> None:
    diff = compare(case.old.agreement, case.new.agreement)
    assert told(case, diff) == case.expected
    assert apply(case.old.agreement, diff) == case.new.agreement
