"""The rules as lawyers write them: every rule, exception and word is held by an example, and nothing is there for
nothing."""

import ast
import copy
import dataclasses
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import agreement_tool.flag
from agreement_tool.flag import build
from agreement_tool.flag.engine import KeyClauseEngine
from agreement_tool.flag.parties import Parties, parties_of
from agreement_tool.flag.ruleset import Lexicon, Ruleset, from_json, ruleset
from agreement_tool.flag.scan import scanner_of
from agreement_tool.flag.sentence import sentences_of, strip_whitespace
from agreement_tool.flag.weights import weights
from agreement_tool.law.provisions import provisions
from agreement_tool.model import CATEGORIES
from tests.flag.trees import consumer, contract

WRITTEN = build.sources()
PARTIES = {"consumer": parties_of(consumer()), "contract": parties_of(contract())}
RULES: Mapping[str, Mapping[str, Any]] = {
    row["id"]: row for category in CATEGORIES for row in WRITTEN[category]["rules"]
}
ENGINE = KeyClauseEngine(ruleset())


def _speaks(asked: KeyClauseEngine, rule: str, text: str, after: str = "") -> bool:
    """Whether the rule speaks in `text`, which `after` introduces."""
    parties: Parties = PARTIES[RULES[rule].get("in", "consumer")]
    above = list(sentences_of(strip_whitespace(after), parties))
    introduction = asked.scan(above[-1], parties) if above else None
    return any(
        hit.rule.id == rule
        for sentence in sentences_of(strip_whitespace(text), parties)
        for hit in asked.hits(asked.scan(sentence, parties), parties, introduction)
    )


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_speaks_where_its_author_says_and_not_where_he_says_not(rule: str) -> None:
    row = RULES[rule]
    assert _speaks(ENGINE, rule, row["match"], row.get("after", ""))
    assert not _speaks(ENGINE, rule, row["no_match"], row.get("after", ""))


def _tried(name: str, term: str) -> tuple[str, str, str, bool]:
    """Rule, sentence and introduction of a lexicon's example with one of its terms; whether the rule is to speak."""
    row = WRITTEN["lexicon"][name]["try"]
    rule, text, *rest = (row["rule"], row["text"]) if isinstance(row, dict) else row
    silent = rest == ["-"]
    after = "" if silent or not rest else rest[0]
    return rule, text.replace("〔〕", term), after.replace("〔〕", term), not silent


def _without(name: str, term: str) -> KeyClauseEngine:
    """The engine with one term less in one lexicon."""
    number = [lexicon.name for lexicon in ruleset().lexicons].index(name)
    scanner = ENGINE.scanner
    (key,) = scanner_of([Lexicon(name, (term,))]).terms
    others = tuple(each for each in scanner.terms[key] if each != number)
    asked = copy.copy(ENGINE)  # to make it anew for each of some thousand terms takes twenty seconds
    asked.scanner = dataclasses.replace(scanner, terms={**scanner.terms, key: others})
    return asked


@pytest.mark.parametrize("name", [name for name in WRITTEN["lexicon"] if len(WRITTEN["lexicon"][name]["terms"]) > 1])
def test_a_term_taken_out_of_the_engine_is_as_if_the_lexicon_did_not_have_it(name: str) -> None:
    term = WRITTEN["lexicon"][name]["terms"][0]
    lexicons = tuple(
        dataclasses.replace(lexicon, terms=tuple(each for each in lexicon.terms if each != term))
        if lexicon.name == name
        else lexicon
        for lexicon in ruleset().lexicons
    )
    known = _without(name, term).scanner.terms
    assert {key: listed for key, listed in known.items() if listed} == scanner_of(lexicons).terms


@pytest.mark.parametrize("name", WRITTEN["lexicon"])
def test_every_word_of_a_lexicon_does_something_that_nothing_else_does(name: str) -> None:
    for term in WRITTEN["lexicon"][name]["terms"]:
        rule, text, after, speaks = _tried(name, term)
        assert _speaks(ENGINE, rule, text, after) is speaks, f"{term}: {text}"
        assert _speaks(_without(name, term), rule, text, after) is not speaks, f"{term} is redundant"


@pytest.mark.parametrize("name", WRITTEN["exceptions"])
def test_an_exception_silences_a_rule_that_would_speak(name: str) -> None:
    rule, text = WRITTEN["exceptions"][name]["try"]
    bare: Ruleset = dataclasses.replace(
        ruleset(), rules=tuple(dataclasses.replace(each, exceptions=()) for each in ruleset().rules)
    )
    assert name in RULES[rule]["except"]
    assert not _speaks(ENGINE, rule, text)
    assert _speaks(KeyClauseEngine(bare), rule, text)


def test_the_compiled_form_is_what_the_yaml_says() -> None:
    stored = resources.files("agreement_tool.flag").joinpath("data/compiled.json").read_text("utf-8")
    assert stored == build.text_of(build.compiled(WRITTEN)), "run python -m agreement_tool.flag.build"


def test_the_packed_weights_are_those_that_were_fitted() -> None:
    fitted = build.fitted()
    stored = resources.files("agreement_tool.flag").joinpath("data/weights.bin").read_bytes()
    assert stored == build.packed(fitted), "run python -m agreement_tool.flag.build"
    table = fitted["grams"]
    rows = list(zip(*(table["weights"][category] for category in CATEGORIES), strict=True))
    grams = table["texts"].split("\n")
    for end in (0, 1, 5, len(grams)):
        chosen = grams[:end]
        known = dict(zip(chosen, rows, strict=False))
        sums = [sum(column) for column in zip(*known.values(), strict=True)] or [0] * len(CATEGORIES)
        table = weights().grams
        places, unknown = table.sorted_out({*chosen, "no such gram"})
        assert table.unpacked(table.total(places)) == sums
        assert unknown == ("no such gram",)
        assert set(table.texts(places)) == set(chosen)


@pytest.mark.parametrize("key", ["match", "no_match", "means", "tier"])
def test_a_rule_without_an_example_is_a_build_error(key: str) -> None:
    written = copy.deepcopy(WRITTEN)
    del written["liability"]["rules"][0][key]
    with pytest.raises(build.BuildError, match=f"liability.yaml: .*{key}"):
        build.compiled(written)


def test_a_lexicon_without_a_trial_or_without_a_rule_is_a_build_error() -> None:
    written = copy.deepcopy(WRITTEN)
    del written["lexicon"]["negation"]["try"]
    written["lexicon"]["idle-words"] = {"means": "", "terms": ["无"], "try": ["excludes-liability", "〔〕"]}
    with pytest.raises(build.BuildError, match=r"(?s)negation: nothing tries.*idle-words: no rule uses it"):
        build.compiled(written)


def test_a_slot_that_no_lexicon_has_is_a_build_error() -> None:
    written = copy.deepcopy(WRITTEN)
    written["price"]["rules"][0]["slots"] = ["no-such-list"]
    with pytest.raises(build.BuildError, match="no lexicon no-such-list"):
        build.compiled(written)


def test_a_rule_whose_example_is_taken_away_is_missed() -> None:
    data = build.compiled(WRITTEN)
    for row in data["rules"]:
        others = from_json({**data, "rules": [each for each in data["rules"] if each["id"] != row["id"]]})
        assert row["id"] not in {rule.id for rule in others.rules}
        assert RULES[row["id"]]["match"]


def test_every_basis_is_a_provision_of_the_law_data() -> None:
    named = {key for row in RULES.values() for key in row.get("basis", ())}
    named |= {key for category in CATEGORIES for key in WRITTEN[category]["basis"]}
    assert named <= set(provisions())


def test_no_regular_expression_in_flag_is_longer_than_a_line_of_print() -> None:
    """Patterns and the word lists that become one: every literal that holds Chinese words or a group."""
    for path in Path(agreement_tool.flag.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in told else None
            if isinstance(text, str) and re.search(r"[一-鿿]|\(\?", text):
                assert len(text) <= 80, f"{path.name}: {text[:40]}…"
