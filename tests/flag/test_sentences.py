"""Our own labelled sentences: each is a claim about one wording."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from agreement_tool.flag.clauses import key_flags
from agreement_tool.model import CATEGORIES, Agreement, KeyFlag
from tests.flag.trees import clause, consumer, contract

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))


def _agreement(case: dict[str, Any]) -> Agreement:
    node = clause("it", case["text"], label="1.")
    if "after" in case:
        node = clause("intro", case["after"], label="一、", children=(node,))
    for number, heading in enumerate(reversed(case.get("under", ()))):
        node = clause(f"above{number}", title=heading, children=(node,))
    return contract(node) if case["in"] == "contract" else consumer(node)


def _flags(case: dict[str, Any]) -> tuple[KeyFlag, ...]:
    return key_flags(_agreement(case)).get("it", ())


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:14] for case in CASES])
def test_a_sentence_falls_in_the_categories_that_a_careful_reader_gives_it(case: dict[str, Any]) -> None:
    assert {flag.category for flag in _flags(case)} == set(case["key"])


@pytest.mark.parametrize("case", [case for case in CASES if case["key"]], ids=lambda case: case["text"][:14])
def test_every_flag_shows_the_words_it_rests_on(case: dict[str, Any]) -> None:
    for flag in _flags(case):
        assert flag.evidence
        assert all(case["text"][piece.start : piece.end] == piece.text for piece in flag.evidence)
        assert 0.5 <= flag.confidence < 1


def test_every_category_has_sentences_for_it_and_there_are_some_for_none() -> None:
    labelled = {name for case in CASES for name in case["key"]}
    assert labelled == set(CATEGORIES)
    assert sum(not case["key"] for case in CASES) >= 20
