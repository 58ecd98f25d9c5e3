"""The seed agreement's real faults, each at its place, and nothing else (the emphasis audit is tested by its own)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agreement_tool.check.runner import run
from agreement_tool.model import Agreement
from agreement_tool.pipeline.ingest import read_agreement
from agreement_tool.text.citations import citation

SEED = Path(__file__).parents[1] / "data" / "seed"
SHARED = Path(__file__).parents[3] / "shared"
EXPECTED = [
    ("META001", ""),
    ("DEF003", "【特别提示】第2段"),  # 本服务
    ("NUM007", "【特别提示】（1）"), ("NUM012", "【特别提示】（1）"),
    ("DEF004", "【特别提示】第4段"),  # 账户 beside 账号
    ("NUM006", "1.1"), ("TYP007", "1.2"),
    ("TYP001", "2第一款"), ("TYP002", "2第一款"),  # 《 and “协议“
    ("DEF001", "2第二款"), ("TYP006", "2第二款"), ("META003", "2第三款"), ("NUM006", "3.1"), ("TYP006", "3.1"),
    ("TYP006", "3.2"), ("DEF004", "3.3"), ("TYP006", "3.4"), ("TYP006", "3.6"), ("TYP006", "4.1"), ("TYP006", "4.2"),
    ("NUM007", "4.3（1）"), ("TYP006", "4.4"), ("DEF004", "4.4"), ("DEF004", "5.1"), ("DEF004", "5.1"),
    ("REF007", "5.3"),
    ("NUM007", "6.1（1）"), ("TYP007", "6.1（5）"), ("TYP006", "7.3"), ("LAW002", "7.4"), ("TYP006", "7.5"),
    ("NUM007", "8.2（1）"), ("TYP007", "8.2（6）"), ("TYP006", "9第一款"), ("NUM010", "9第二款"),
    ("TYP010", "9第二款"), ("TYP010", "9第三款"),
]  # fmt: skip


def found(tree: Agreement) -> list[tuple[str, str]]:
    return [(finding.code, citation(tree, finding.eid) if finding.eid else "") for finding in run(tree)]


def test_the_seeds_faults_are_found_and_nothing_else() -> None:
    assert found(read_agreement(SEED / "panasonic-security-app.txt").agreement) == EXPECTED


def test_the_seed_typeset_as_pdf_has_the_same_numbering_faults() -> None:
    tree = read_agreement(SEED / "lo_docx_song.pdf").agreement
    assert [one for one in found(tree) if one[0].startswith(("NUM", "REF"))] == [
        one for one in EXPECTED if one[0].startswith(("NUM", "REF"))
    ]


CODES = {
    "gap": {"NUM002"}, "duplicate": {"NUM001"}, "order": {"NUM003"}, "parent_mismatch": {"NUM005"},
    "restart": {"NUM008"},
    "mixed_style": {"NUM006", "NUM007", "NUM014", "REF006"},
    "level": {"NUM004", "NUM010", "NUM011", "NUM012", "NUM013"},
}  # fmt: skip
GOLD = sorted((SHARED / "gold").glob("p*.json")) if SHARED.is_dir() else []


@pytest.mark.shared
@pytest.mark.skipif(not GOLD, reason="needs ../shared/gold")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_numbering_defect_of_the_gold_documents_is_found_and_no_false_error(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    tree = read_agreement(SHARED / "corpus" / "pdf" / gold["file"]).agreement
    findings = list(run(tree, select=("NUM", "REF")))
    left = [finding.code for finding in findings]
    for defect in gold["numbering_defects"]:
        code = next((code for code in left if code in CODES[defect["type"]]), None)
        assert code is not None, defect
        left.remove(code)
    errors = [finding for finding in findings if finding.severity == "error"]
    true_errors = {"gap", "duplicate", "order", "parent_mismatch"}
    dangling = sum(1 for defect in gold["typo_defects"] if defect["type"] == "dangling_reference")
    assert len(errors) <= sum(1 for defect in gold["numbering_defects"] if defect["type"] in true_errors) + dangling
