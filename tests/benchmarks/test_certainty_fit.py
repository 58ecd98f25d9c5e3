"""Rows of features are kept without words, and the fit finds what speaks against a clause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agreement_tool.structure.clause_evidence import FEATURES
from benchmarks.accuracy import first_sight
from benchmarks.accuracy.calibration import less_one_rule
from benchmarks.accuracy.certainty_fit import RULE_LESS, Row, fit
from benchmarks.accuracy.first_sight import SeenClause, SeenDocument, kept, save, seen

TEXT = "示例服务协议\n\n一、定义\n\n服务是指示例公司提供的服务。\n\n二、费用\n\n费用按月结算，\n\n并以人民币支付。\n"


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows = (
        SeenClause(True, {"lines inside": 0.25, "unnumbered": 1.0}),
        SeenClause(False, {}),
        SeenClause(None, {"lines inside": 0.5}),
    )
    documents = [SeenDocument("A", "0" * 12, "docx", rows), SeenDocument("B", "1" * 12, "md", rows[:1])]
    save(documents, tmp_path / "rows.json")
    assert list(kept(tmp_path / "rows.json")) == documents
    assert [one.is_apart for one in documents] == [False, True]


def test_what_a_reader_calls_wrong_is_wrong(tmp_path: Path) -> None:
    source, verdicts = tmp_path / "a.txt", tmp_path / "a.json"
    source.write_text(TEXT, "utf-8")
    verdicts.write_text(json.dumps({"wrong": [{"n": 2, "kind": "cut", "what": "…"}], "missing": []}), "utf-8")
    found = seen(source, verdicts, "A")
    assert [row.right for row in found.rows].count(False) == 1 and found.rows[1].right is False
    assert found.format == "txt" and len(found.document) == 12


def test_verdicts_on_another_tree_are_refused(tmp_path: Path) -> None:
    source, verdicts = tmp_path / "a.txt", tmp_path / "a.json"
    source.write_text(TEXT, "utf-8")
    verdicts.write_text(json.dumps({"clauses": 99, "wrong": []}), "utf-8")
    with pytest.raises(ValueError, match="99 were read"):
        seen(source, verdicts, "A")


@pytest.mark.parametrize("name", ["first_sight.json", "rule_less.json"])
def test_kept_rows_hold_features_and_no_words(name: str) -> None:
    file = first_sight.FILE.with_name(name)
    known = {feature.name for feature in FEATURES}
    for document in kept(file):
        assert len(document.document) == 12 and len(document.format) <= 12
        assert all(set(row.values) <= known for row in document.rows)
        assert all(0 <= value <= 1 for row in document.rows for value in row.values.values())
    assert all(char < "\u4e00" for char in file.read_text("utf-8")) if file.is_file() else name == "first_sight.json"


def test_documents_built_with_a_rule_less_show_wrong_clauses() -> None:
    rows = less_one_rule()
    assert 0.01 < sum(row.right is False for row in rows) / len(rows) < 0.2


def _rows(document: int) -> list[Row]:
    odd, plain = {"lines inside": 1.0, "a list of one": 1.0}, {"a list of one": 1.0}
    seen = [(odd, document % 3 > 0), *[(plain, True)] * 6, (odd, False)]
    return [Row(RULE_LESS, f"{document}", values, right) for values, right in seen]


def test_the_fit_finds_what_speaks_against_a_clause() -> None:
    pytest.importorskip("scipy")
    weights, penalty = fit([row for document in range(40) for row in _rows(document)])
    assert weights.reasons["lines inside"] < -1 and weights.reasons.get("a list of one", 0.0) <= 0
    assert all(value >= 0 for value in weights.company) and penalty > 0
