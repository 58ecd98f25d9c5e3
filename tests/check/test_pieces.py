"""Stretches of text are found by the words in them, as if each had been searched by itself."""

import re

import pytest

from agreement_tool.check.pieces import Pieces

TEXTS = ["甲方应当付款。", "乙方应当交货", "仲", "裁委员会仲裁", "应当，应当"]


@pytest.mark.parametrize("words", [("应当",), ("仲裁",), ("甲方", "裁"), ("没有",), (), ("。", "，")])
def test_those_that_hold_a_word_are_found_in_reading_order(words: tuple[str, ...]) -> None:
    pieces = Pieces(TEXTS, str)
    assert pieces.having(*words) == [text for text in TEXTS if any(word in text for word in words)]


def test_a_word_is_not_found_over_the_edge_of_two_stretches() -> None:
    pieces = Pieces(["仲", "裁"], str)
    assert not pieces.has("仲裁")
    assert pieces.having("仲裁") == []


def test_a_pattern_finds_the_stretches_in_which_it_matches() -> None:
    pattern = re.compile("[应仲][当裁]")
    pieces = Pieces(TEXTS, str)
    assert pieces.matching(pattern) == [text for text in TEXTS if pattern.search(text)]


def test_nothing_is_found_where_there_is_no_text() -> None:
    assert Pieces([], str).having("甲方") == []
