from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.edits import apply, compatible, with_new_eids
from agreement_tool.check.fix import fix_all
from agreement_tool.check.runner import run
from agreement_tool.model import Clause, Doubt, Edit, Finding, Fix, Severity, Span
from tests.check.builder import agreement
from tests.check.seeded import Seeded, clean, seeded
from tests.extent import examples

GAP = "第一条 甲\n  （一）甲；\n  （二）丁；\n  （四）乙。"


def test_findings_come_in_reading_order_with_the_documents_first() -> None:
    tree = agreement("第一条 依第九条更新本协议。。\n第三条 乙， 丙。", effective=None)
    codes = [finding.code for finding in run(tree, ignore=("META004",))]
    assert codes == ["META001", "REF001", "TYP009", "NUM002", "TYP006"]


def test_a_doubted_tree_makes_a_numbering_error_a_note() -> None:
    tree = agreement(GAP)
    (sure,) = run(tree, select=("NUM002",))
    (unsure,) = run(
        replace(tree, doubts=(Doubt("near-tie", Bilingual("两种读法", "two readings"), text="（四）乙"),)),
        select=("NUM002",),
    )
    assert (sure.severity, unsure.severity) == (Severity.ERROR, Severity.INFO)
    assert unsure.confidence < sure.confidence


def test_extra_findings_are_selected_and_sorted_like_the_rest() -> None:
    tree = agreement(GAP)
    extra = Finding("EMP001", "x", Severity.ERROR, run(tree, select=("NUM002",))[0].message, eid="c1")
    assert [finding.code for finding in run(tree, select=("NUM002", "EMP"), extra=(extra,))] == ["EMP001", "NUM002"]
    assert [finding.code for finding in run(tree, select=("NUM002",), extra=(extra,))] == ["NUM002"]


JAPANESE = "第一条 このアプリは、お客様の位置情報を取得し、サービスの提供のために利用します。変更することがあります。"
ENGLISH = "第一条 We may change these terms at any time, and we keep the right of final interpretation of them all."
CHINESE = "第一条 我们可以随时修改本协议，修改后的协议自公布之日起生效，您应当定期查阅；不同意的，可以停止使用。"


@pytest.mark.parametrize(
    ("line", "codes"), [(JAPANESE, {"NUM002"}), (ENGLISH, {"NUM002"}), (f"{CHINESE}{ENGLISH}", {"NUM002", "META001"})]
)
def test_rules_on_chinese_wording_say_nothing_of_another_language(line: str, codes: set[str]) -> None:
    tree = agreement("\n".join([line * 6, "第二条 A.", "第四条 B.", "第五条 C."]), effective=None)
    assert {finding.code for finding in run(tree, select=("NUM002", "META001"))} == codes


WORDS = st.text(alphabet='第一二三条项（）()《》“”"、。；：，.1aiX_ 本协议前款附件帐号以下简称是指', max_size=30)


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["第一条", "第三条", "1.", "1.1", "（1)", "（二）", "•", None]), WORDS, st.integers(0, 2)
        ),
        max_size=8,
    )
)
def test_no_text_however_odd_makes_a_rule_fail(lines: list[tuple[str | None, str, int]]) -> None:
    outline = "\n".join("  " * depth + (f"{label} {words}" if label else f"¶ {words}") for label, words, depth in lines)
    tree = with_new_eids(agreement(outline))
    findings = run(tree)
    texts = {clause.eid: clause for clause in tree.walk()}
    for finding in findings:
        clause = texts.get(finding.eid or "")
        printed = (
            {"label": clause.label or "", "title": clause.heading, "text": clause.text}[finding.field] if clause else ""
        )
        assert 0 <= (finding.start or 0) <= (finding.end or 0) <= max(len(printed), 0) or finding.end is None
    fixed = fix_all(tree, run, unsafe=True)
    assert len(run(fixed.agreement)) <= len(findings)


def test_fixing_a_clean_agreement_changes_nothing() -> None:
    for tree in clean().values():
        assert fix_all(tree, run, unsafe=True).agreement == tree


def test_fixing_seeded_faults_brings_no_new_finding_and_is_idempotent() -> None:
    faults: list[Seeded] = [fault for fault in seeded() if fault.code.startswith(("NUM", "TYP"))]
    for fault in faults:
        before = run(fault.agreement)
        fixed = fix_all(fault.agreement, run, unsafe=True).agreement
        after = run(fixed)
        assert {finding.code for finding in after} <= {finding.code for finding in before}
        assert len(after) <= len(before)
        assert fix_all(fixed, run, unsafe=True).agreement == fixed


def test_a_replacement_takes_the_marks_of_what_it_replaces() -> None:
    clause = Clause("c1", "c1", "paragraph", spans=(Span("甲"), Span("乙丙", ("bold",)), Span("丁")))
    tree = replace(agreement(""), clauses=(clause,))
    edit = Fix(True, (Edit("c1", "text", 1, 2, "乙乙"), Edit("c1", "text", 4, 4, "。")))
    (edited,) = apply(tree, (edit,)).clauses
    assert edited.spans == (Span("甲"), Span("乙乙丙", ("bold",)), Span("丁。"))


def test_fixes_that_overlap_are_not_applied_together() -> None:
    one, other = Fix(True, (Edit("c1", "text", 0, 2, "x"),)), Fix(True, (Edit("c1", "text", 1, 3, "y"),))
    apart = Fix(True, (Edit("c2", "text", 1, 3, "y"),))
    assert compatible((one, other, apart)) == (one, apart)


def test_renumbering_moves_addresses_and_keeps_identities() -> None:
    tree = with_new_eids(agreement("第一条 甲。\n第三条 乙。"))
    fixed = fix_all(tree, lambda a: run(a, select=("NUM",)), unsafe=True).agreement
    assert [(clause.label, clause.eid, clause.wid) for clause in fixed.walk()] == [
        ("第一条", "art_1", "c1"),
        ("第二条", "art_2", "c2"),
    ]
