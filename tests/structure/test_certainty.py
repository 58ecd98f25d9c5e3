"""How probably a clause is right: reasons for doubt lower it, and what is improbable is told with its place."""

from __future__ import annotations

import json

import pytest

from agreement_tool.model import Agreement, Line, SourceDocument, Span
from agreement_tool.pipeline.extract import confidence, facts
from agreement_tool.structure import certainty
from agreement_tool.structure.build import build, build_with_evidence
from agreement_tool.structure.certainty import FILE, CertaintyWeights, Suspicion, certainties, suspicions
from agreement_tool.structure.clause_evidence import FEATURES, values_of
from agreement_tool.structure.doubts import DOUBTFUL, MOST


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


def test_no_document_is_said_to_be_read_for_certain() -> None:
    said = [zh for zh, _ in facts(build(_document(*PLAIN)).agreement) if zh.startswith("结构把握")]
    assert said[0] <= "结构把握 99%" and len(said[0]) == len("结构把握 99%")


CUT = "费用由用户在每个自然月结束之后的五个工作日之内通过银行转账的方式向示例公司"


def test_a_long_text_that_ends_in_mid_sentence_is_less_certain() -> None:
    found = build(_document(*PLAIN[:4], CUT, *PLAIN[5:])).agreement.walk()
    by_text = {clause.text: clause.certainty for clause in found}
    assert by_text[CUT] < by_text[PLAIN[2]]


def test_every_reason_for_doubt_lowers_the_certainty_or_does_nothing() -> None:
    kept = json.loads(FILE.read_text("utf-8"))
    reasons = {feature.name for feature in FEATURES[3:]}
    assert all(weight <= 0 for name, weight in kept["weights"].items() if name in reasons)
    assert set(kept["weights"]) <= {feature.name for feature in FEATURES}
    assert all(weight >= 0 for weight in kept["company"].values())


def test_the_weights_say_where_they_come_from() -> None:
    provenance = json.loads(FILE.read_text("utf-8"))["provenance"]
    assert provenance["date"] and "held apart" in provenance["fitted"]


def test_certainty_is_what_the_evidence_gives_and_no_part_of_equality() -> None:
    built, evidence = build_with_evidence(_document(*PLAIN))
    clauses = list(built.agreement.walk())
    assert [clause.certainty for clause in clauses] == [round(value, 3) for value in certainties(evidence)]
    assert all(set(values_of(one)) == {feature.name for feature in FEATURES} for one in evidence)
    assert build(_document(*PLAIN)).agreement == built.agreement


def test_every_feature_is_a_share() -> None:
    _, evidence = build_with_evidence(
        _document(*PLAIN, "甲方：", *(CUT * 3 for _ in range(20)), "（1）其一；", "1、其二。")
    )
    assert all(0 <= value <= 1 for one in evidence for value in values_of(one).values())


def test_suspicion_is_shared_with_neighbours_and_document() -> None:
    found = suspicions([0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    assert found[2] == Suspicion(3.0, 0.0, 3 / 8)
    assert found[1].near > found[7].near == 0.0
    assert suspicions([1.0]) == [Suspicion(1.0, 0.0, 1.0)]
    assert suspicions([]) == []


def _with_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = {"a long text that ends in mid-sentence": -4.0}
    monkeypatch.setattr(certainty, "weights", lambda: CertaintyWeights(3.0, reasons, Suspicion(1.0, 0.0, 0.0)))


def _told(agreement: Agreement) -> list[tuple[str, str]]:
    return [(doubt.text, doubt.message.zh) for doubt in agreement.doubts if doubt.code == "improbable"]


def test_an_improbable_clause_is_told_with_its_words_and_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_weights(monkeypatch)
    agreement = build(_document(*PLAIN[:4], CUT, *PLAIN[5:])).agreement
    assert [clause.text for clause in agreement.walk() if clause.certainty < DOUBTFUL] == [CUT]
    assert _told(agreement) == [(CUT[:40], "此条的编号、起止或所属上级可能读错（结尾不像一句话的结尾）：请对照原文。")]


def test_clauses_in_a_row_doubted_for_one_reason_are_one_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_weights(monkeypatch)
    agreement = build(_document(*PLAIN[:4], CUT, CUT, CUT, *PLAIN[5:])).agreement
    assert _told(agreement) == [
        (CUT[:40], "此条及其后 2 处的编号、起止或所属上级可能读错（结尾不像一句话的结尾）：请对照原文。")
    ]


def test_doubts_of_one_kind_end_with_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_weights(monkeypatch)
    texts = (text for _ in range(MOST + 3) for text in (CUT, PLAIN[2]))
    found = _told(build(_document(*PLAIN[:4], *texts, *PLAIN[5:])).agreement)
    assert len(found) == MOST + 1
    assert found[-1] == ("", "另有 3 处可能读错（结尾不像一句话的结尾）。")
