"""How probably a clause is right: reasons for doubt lower it, and what is improbable is told with its place."""

from __future__ import annotations

import json

import pytest

from agreement_tool.model import Line, SourceDocument, Span
from agreement_tool.pipeline.extract import confidence
from agreement_tool.structure import certainty
from agreement_tool.structure.build import build, build_with_evidence
from agreement_tool.structure.certainty import DOUBTFUL, FEATURES, FILE, certainty_of, values_of


def _document(*texts: str) -> SourceDocument:
    return SourceDocument("a.txt", "0" * 64, "plain", tuple(Line((Span(text),), starts=True) for text in texts))


PLAIN = (
    "示例服务协议",
    "一、定义",
    "服务是指示例公司提供的服务。",
    "二、费用",
    "费用按月结算。",
    "三、其他",
    "未尽事宜由双方商定。",
)


def test_a_plain_document_is_all_but_certain() -> None:
    agreement = build(_document(*PLAIN)).agreement
    assert all(clause.certainty > 0.9 for clause in agreement.walk())
    assert not [doubt for doubt in agreement.doubts if doubt.code == "improbable"]
    assert confidence(agreement) > 0.95


CUT = "费用由用户在每个自然月结束之后的五个工作日之内通过银行转账的方式向示例公司"


def test_a_long_text_that_ends_in_mid_sentence_is_less_certain() -> None:
    found = build(_document(*PLAIN[:4], CUT, *PLAIN[5:])).agreement.walk()
    by_text = {clause.text: clause.certainty for clause in found}
    assert by_text[CUT] < by_text[PLAIN[2]]


def test_every_reason_for_doubt_lowers_the_certainty_or_does_nothing() -> None:
    weights = json.loads(FILE.read_text("utf-8"))["weights"]
    reasons = {name for name, _ in FEATURES[1:]}
    assert all(weight <= 0 for name, weight in weights.items() if name in reasons)
    assert set(weights) <= {"bias", *(name for name, _ in FEATURES)}


def test_the_weights_say_where_they_come_from() -> None:
    provenance = json.loads(FILE.read_text("utf-8"))["provenance"]
    assert provenance["date"] and "held apart" in provenance["fitted"]


def test_certainty_is_what_the_evidence_gives_and_no_part_of_equality() -> None:
    built, evidence = build_with_evidence(_document(*PLAIN))
    clauses = list(built.agreement.walk())
    assert [clause.certainty for clause in clauses] == [round(certainty_of(one), 3) for one in evidence]
    assert all(set(values_of(one)) == {name for name, _ in FEATURES} for one in evidence)
    assert build(_document(*PLAIN)).agreement == built.agreement


def test_an_improbable_clause_is_told_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"bias": 3.0, "a long text that ends in mid-sentence": -4.0}
    monkeypatch.setattr(certainty, "_weights", lambda: weights)
    agreement = build(_document(*PLAIN[:4], CUT, *PLAIN[5:])).agreement
    assert [clause.text for clause in agreement.walk() if clause.certainty < DOUBTFUL] == [CUT]
    assert [doubt.text for doubt in agreement.doubts if doubt.code == "improbable"] == [CUT[:40]]
