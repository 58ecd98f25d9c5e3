from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from agreement_tool.check import rules as rules_package
from agreement_tool.check import runner
from agreement_tool.check.base import Rule, sections
from agreement_tool.check.registry import RULES
from agreement_tool.pipeline.review import rule_notes


def test_every_rule_module_is_in_the_registry_in_order() -> None:
    modules = [
        importlib.import_module(f"{rules_package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(rules_package.__path__)
    ]
    assert {module.RULE for module in modules} == set(RULES)


def test_codes_and_names_are_unique_over_rules_emphasis_and_notices() -> None:
    notes = rule_notes()
    assert len({note.code for note in notes}) == len({note.name for note in notes}) == len(notes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_why_bad_and_good_in_both_languages(rule: Rule) -> None:
    assert {"summary", "问题", "理由", "what", "why", "bad", "good"} <= {
        name for name, text in rule.note.doc.items() if text
    }
    assert rule.check.__module__.rsplit(".", 1)[-1].startswith(rule.code.lower() + "_")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


def test_the_docstring_sections_are_read_with_their_continuation_lines() -> None:
    doc = sections("X001 名 name: a summary.\n\n问题：甲。\nWhat: one\n    two\nWhy: 三，\n    四\nBad: 五\n    六")
    assert doc == {"summary": "a summary.", "问题": "甲。", "what": "one two", "why": "三，四", "bad": "五\n六"}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), True),
        (("NUM",), (), True),
        (("num002",), (), True),
        (("skipped-number",), (), True),
        (("REF",), (), False),
        ((), ("NUM",), False),
        (("NUM",), ("NUM002",), False),
    ],
)
def test_rules_are_chosen_by_code_name_or_family(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: bool
) -> None:
    assert runner.chosen("NUM002", "skipped-number", select, ignore) is expected
