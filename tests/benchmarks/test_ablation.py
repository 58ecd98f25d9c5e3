"""No feature of `weights.json` can be dropped without loss, and the table that says so is of these weights."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from agreement_tool.structure.weights import weights_of
from benchmarks.typeset import fit
from benchmarks.typeset.ablation import BOUND, TABLE, weights_hash
from tests.structure import test_line_starts, test_search

KEPT = json.loads(TABLE.read_text("utf-8"))
ADVICE = "run `python -m benchmarks.typeset.ablation --shared ../shared --write`"
LIST = ("您在使用服务时不得从事下列行为：", "危害国家安全", 0.0)

HELD: dict[str, Callable[[], None]] = {
    "the line above ends a sentence short of the margin":
        test_line_starts.test_a_gap_tells_a_paragraph_where_it_stands_between_those_that_are_sure,
    "the line above introduces a list at the margin":
        lambda: test_line_starts.test_a_paragraph_that_ended_is_followed_by_another(*LIST),
    "the line above introduces something":
        lambda: test_line_starts.test_a_paragraph_that_ended_is_followed_by_another(*LIST),
    "a bold line meets one that is not":
        test_line_starts.test_a_bold_line_of_its_own_is_a_heading_even_below_a_full_line_without_a_point,
    "a bold heading below a full line":
        test_line_starts.test_a_bold_line_of_its_own_is_a_heading_even_below_a_full_line_without_a_point,
    "a bullet": test_search.test_a_bullet_at_a_line_head_is_one_although_the_line_above_is_full,
    "words in brackets at the head of a line":
        test_line_starts.test_words_in_brackets_at_the_head_of_a_line_begin_a_paragraph,
}  # fmt: skip
"""Features that the measured documents have no case of: a small document of a test is read wrongly without each."""


@pytest.mark.parametrize("section", KEPT["costs"])
def test_the_table_is_of_the_weights_in_the_package(section: str) -> None:
    assert set(KEPT["costs"][section]) == {name for name in weights_of(section) if name != "bias"}, ADVICE
    assert KEPT["provenance"]["weights"][section] == weights_hash(section), ADVICE


@pytest.mark.parametrize("section", KEPT["costs"])
def test_every_feature_saves_clauses_or_is_held_by_a_small_document(section: str) -> None:
    rows = KEPT["costs"][section]
    assert [name for name, cost in rows.items() if sum(cost.values()) < BOUND and name not in HELD] == []


@pytest.mark.parametrize("feature", HELD)
def test_a_small_document_is_read_wrongly_without_the_feature(feature: str) -> None:
    HELD[feature]()
    with fit.in_force(fit.SECTION, {**weights_of(fit.SECTION), feature: 0.0}), pytest.raises(AssertionError):
        HELD[feature]()
