from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.diff.assign import assign

Table = list[dict[int, float]]


def total(gains: Table, pairs: dict[int, int]) -> float:
    return sum(gains[row][column] for row, column in pairs.items())


def best(gains: Table) -> float:
    columns = [0, 1, 2, 3, *[None] * len(gains)]
    return max(
        sum(gains[row].get(column, 0.0) for row, column in enumerate(order) if column is not None)
        for order in permutations(columns, len(gains))
    )


gain = st.integers(1, 20).map(lambda n: n / 10)


@given(st.lists(st.dictionaries(st.integers(0, 3), gain, max_size=4), max_size=4))
def test_no_other_pairing_gains_more(gains: Table) -> None:
    pairs = assign(gains)
    assert len(set(pairs.values())) == len(pairs)
    assert total(gains, pairs) == pytest.approx(best(gains))


def test_a_good_pair_does_not_cost_two() -> None:
    assert assign([{0: 0.9, 1: 0.8}, {0: 0.85}]) == {0: 1, 1: 0}


def test_nobody_is_paired_without_gain() -> None:
    assert assign([{}, {0: 0.1}]) == {1: 0}
