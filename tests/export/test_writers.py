"""Every export format holds the whole text, for any agreement at all."""

from __future__ import annotations

import io
import re
from html import unescape

import docx
from hypothesis import given, settings
from lxml import etree
from markdown_it import MarkdownIt

from agreement_tool.export.akn import NAMESPACE, akn
from agreement_tool.export.docx import docx as to_docx
from agreement_tool.export.html import html
from agreement_tool.export.markdown import escaped, markdown
from agreement_tool.export.text import text
from agreement_tool.model import Agreement, Cell, Clause, Span
from agreement_tool.text.spelled import visible_but_tabs
from tests.extent import examples
from tests.strategies import agreements

BOLD = Clause(
    "art_1",
    "art_1",
    "article",
    "第一条",
    (1,),
    (Span("责任", ("bold",)),),
    (Span("我们", ()), Span("不承担", ("bold", "underline")), Span("责任。")),
)
LISTED = Clause("lvl_1", "lvl_1", "level", "1.", (1,), (), (Span("您<b>不得*转让*。</b>"),))
TABLE = Clause(
    "tbl_1", "tbl_1", "table", rows=((Cell((Span("项目"),), 2),), (Cell((Span("A|B"),)), Cell((Span("<x>"),))))
)
AGREEMENT = Agreement("a", "1", "《服务》协议", (BOLD, LISTED, TABLE))


def squeezed(found: str) -> str:
    return "".join(found.split())


def test_text_prints_number_heading_and_wording_on_one_line() -> None:
    assert text(AGREEMENT).splitlines()[2] == "第一条 责任 我们不承担责任。"


def test_markdown_keeps_numbers_as_printed_and_marks_as_tags() -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(AGREEMENT))
    assert "<b><u>不承担</u></b>" in rendered
    assert "<li>" not in rendered
    assert "1. 您&lt;b&gt;不得*转让*。" in rendered
    assert "<td>A|B</td>" in rendered


@given(agreements())
@settings(max_examples=examples(60), deadline=None)
def test_markdown_renders_to_the_text_it_was_made_from(agreement: Agreement) -> None:
    for clause in agreement.walk():
        plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", "", clause.text).strip()
        if not plain:
            continue
        rendered = MarkdownIt("commonmark").renderInline(escaped(plain))
        assert unescape(rendered) == visible_but_tabs(plain)


def test_the_page_escapes_what_the_text_spells_as_markup() -> None:
    page = html(AGREEMENT)
    assert "您&lt;b&gt;不得*转让*。&lt;/b&gt;" in page
    assert '<td colspan="2">项目</td>' in page
    assert "<script" not in page
    assert "http:" not in page and "https:" not in page


def test_the_page_anchors_every_clause_by_its_permanent_id() -> None:
    assert re.findall(r'<section id="([^"]+)"', html(AGREEMENT)) == ["art_1", "lvl_1", "tbl_1"]


@given(agreements())
@settings(max_examples=examples(60), deadline=None)
def test_akoma_ntoso_is_well_formed_and_holds_the_text(agreement: Agreement) -> None:
    root = etree.fromstring(akn(agreement))
    own = "".join(clause.text for clause in agreement.walk() if not clause.rows)
    kept = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", own)
    held = "".join("".join(map(str, p.itertext())) for p in root.iter(f"{{{NAMESPACE}}}p") if not _in_table(p))
    assert squeezed(kept) in squeezed(held)


def _in_table(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors(f"{{{NAMESPACE}}}td"))


def test_akoma_ntoso_names_both_ids() -> None:
    article = etree.fromstring(akn(AGREEMENT)).find(f".//{{{NAMESPACE}}}article")
    assert article is not None
    assert (article.get("eId"), article.get("wId")) == ("art_1", "art_1")


def test_the_word_file_holds_text_emphasis_and_tables() -> None:
    document = docx.Document(io.BytesIO(to_docx(AGREEMENT)))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs == ["《服务》协议", "第一条 责任", "我们不承担责任。", "1. 您<b>不得*转让*。</b>"]
    emphasised = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.underline]
    assert emphasised == ["不承担"]
    assert document.tables[0].cell(1, 1).text == "<x>"


def test_the_same_agreement_gives_the_same_word_text() -> None:
    first, second = (docx.Document(io.BytesIO(to_docx(AGREEMENT))) for _ in range(2))
    assert first.core_properties.created == second.core_properties.created
    assert [p.text for p in first.paragraphs] == [p.text for p in second.paragraphs]


@given(agreements())
@settings(max_examples=examples(25), deadline=None)
def test_no_agreement_breaks_a_writer(agreement: Agreement) -> None:
    for write in (text, html, markdown):
        assert write(agreement).endswith("\n")
    assert to_docx(agreement).startswith(b"PK")
