"""One page for whoever decides, in every format, and pages printed as PDF where a program for that is installed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from docx import Document

from agreement_tool.diff.compare import compare
from agreement_tool.errors import SourceError
from agreement_tool.pipeline import print_pdf
from agreement_tool.report.diff_summary import MOST, summarise, summary_docx, summary_html, summary_markdown
from tests.cli.running import run
from tests.flag.trees import agreement, clause

OLD = agreement(clause("一", "逾期付款的，按日支付万分之五的违约金。"), clause("二", "乙方应当在 7 日内交货。"))
NEW = agreement(
    clause("一", "逾期付款的，按日支付千分之一的违约金。"),
    clause("二", "乙方应当在 15 日内交货。"),
    clause("三", "<b>乙方</b>不得转让本合同。"),
)


def test_it_lists_what_matters_and_what_must_be_done() -> None:
    page = summarise(OLD, NEW, compare(OLD, NEW))
    important = dict(page.lists)["重要变更（待复核）"]
    assert len(important) == 3
    assert any("7 日" in line and "15 日" in line for line in important)
    assert any("乙方</b>不得转让本合同" in line for line in important)


def test_every_format_says_the_same_and_markup_in_the_text_is_text() -> None:
    sides = (OLD, NEW, compare(OLD, NEW))
    html, markdown = summary_html(*sides), summary_markdown(*sides)
    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(summary_docx(*sides))).paragraphs)
    for item in dict(summarise(*sides).lists)["重要变更（待复核）"]:
        assert item in words
    assert "<b>乙方" not in html and "&lt;b&gt;乙方" in html
    assert "<b>" not in markdown
    assert "Content-Security-Policy" in html


def test_more_than_a_page_holds_is_counted() -> None:
    numbers = range(MOST + 5)
    old = agreement(*(clause(str(n), f"第{n}项费用为 {n + 1} 元。") for n in numbers))
    new = agreement(*(clause(str(n), f"第{n}项费用为 {n + 101} 元。") for n in numbers))
    important = dict(summarise(old, new, compare(old, new)).lists)["重要变更（待复核）"]
    assert len(important) == MOST + 1 and "另有 5 处" in important[-1]


@pytest.mark.skipif(
    not any(map(shutil.which, (*print_pdf.BROWSERS, *print_pdf.OFFICES))), reason="no program that prints is installed"
)
def test_a_page_is_printed_as_pdf(tmp_path: Path) -> None:
    old, new, out = tmp_path / "old.md", tmp_path / "new.md", tmp_path / "summary.pdf"
    old.write_text("# 服务协议\n\n一、甲方应当在 7 日内付款。\n", encoding="utf-8")
    new.write_text("# 服务协议\n\n一、甲方应当在 15 日内付款。\n", encoding="utf-8")
    assert run("diff", str(old), str(new), "--format", "summary", "-o", str(out)).exit_code == 1
    assert out.read_bytes().startswith(b"%PDF-")


def test_where_nothing_prints_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SourceError) as refused:
        print_pdf.printed("<p>甲</p>", "a.pdf")
    assert "chromium" in str(refused.value.next_step) and ".html" in str(refused.value.next_step)
