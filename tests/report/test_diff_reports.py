import html.parser
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docx import Document

import agreement_tool.export
from agreement_tool.diff.compare import compare
from agreement_tool.model import Agreement, Clause, Diff, Segment, Span
from agreement_tool.report.diff_html import diff_html, table_html
from agreement_tool.report.diff_json import diff_json
from agreement_tool.report.diff_lines import NEVER_FIRST, breaks
from agreement_tool.report.diff_markdown import diff_markdown
from agreement_tool.report.diff_notice import diff_notice
from agreement_tool.report.diff_table import table_markdown
from agreement_tool.report.diff_table_docx import table_docx
from agreement_tool.report.diff_text import diff_text
from agreement_tool.report.diff_view import changed_rows, cut_at, excerpt, for_reading, rows, side
from tests.diff.mutations import Case, cases

Compared = tuple[Agreement, Agreement, Diff]
CASES = {case.name.split("/")[0]: case for case in cases(range(1)) if case.name.split("/")[1] == "tiao"}
SCHEMA = json.loads((Path(agreement_tool.export.__file__).parent / "schema" / "diff.json").read_text("utf-8"))


def compared(case: Case) -> Compared:
    old, new = case.old.agreement, case.new.agreement
    return old, new, compare(old, new)


def one_clause(text: str, title: str = "") -> Agreement:
    clause = Clause("a", "a", "article", "第一条", (1,), (Span(title),) if title else (), (Span(text),) if text else ())
    return Agreement("x", "1", "协议", (clause,))


def pair(old: str, new: str) -> Compared:
    before, after = one_clause(old), replace(one_clause(new), version="2")
    return before, after, compare(before, after)


@pytest.mark.parametrize("name", CASES)
def test_the_json_is_valid_against_its_schema_and_stable(name: str) -> None:
    _, _, diff = compared(CASES[name])
    written = diff_json(diff)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(written))
    assert written == diff_json(diff)
    assert "\\u" not in written


@pytest.mark.parametrize("name", CASES)
def test_rows_show_every_new_clause_once_in_order(name: str) -> None:
    old, new, diff = compared(CASES[name])
    shown = [clause.eid for row in rows(old, new, diff) if row.kind != "ghost" for clause in row.new]
    assert shown == [clause.eid for clause in new.walk()]


@pytest.mark.parametrize("name", CASES)
def test_rows_show_every_change(name: str) -> None:
    old, new, diff = compared(CASES[name])
    shown = [change for row in changed_rows(old, new, diff) for change in row.changes]
    assert sorted(map(repr, shown)) == sorted(map(repr, diff.changes))


class Outline(html.parser.HTMLParser):
    """Tags that are open, and every tag that was opened."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        named = dict(attrs)
        self.ids += [named["id"] or ""] if "id" in named else []
        self.targets += [(named["href"] or "")[1:]] if "href" in named else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", CASES)
def test_the_page_is_well_formed_and_its_links_lead_somewhere(name: str) -> None:
    old, new, diff = compared(CASES[name])
    for page in (diff_html(old, new, diff), table_html(old, new, diff, "en")):
        outline = Outline()
        outline.feed(page)
        assert outline.open == []
        assert len(outline.ids) == len(set(outline.ids))
        assert set(outline.targets) <= set(outline.ids)


def test_a_moved_clause_is_linked_both_ways() -> None:
    page = diff_html(*compared(CASES["move"]))
    assert page.count('href="#new-') == page.count('href="#old-') >= 1


def test_the_page_fetches_nothing_and_escapes_everything() -> None:
    page = diff_html(*pair("旧<script>alert(1)</script>文本", '新"文本&<img src=x onerror=alert(2)>'))
    assert "<img" not in page and "<script>alert" not in page
    assert not re.search(r"(?:src|href)=[\"']?https?:", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202e", "\x07"])
def test_text_that_would_move_the_cursor_or_hide_itself_is_made_visible(hostile: str) -> None:
    sides = pair(f"旧{hostile}文", f"新{hostile}文")
    before, after = one_clause("甲方付款。", f"付{hostile}款"), one_clause("乙方付款。", f"付{hostile}款")
    titled: Compared = (before, after, compare(before, after))
    for old, new, diff in (sides, titled):
        for written in (diff_text(old, new, diff), diff_html(old, new, diff), diff_markdown(old, new, diff)):
            assert hostile not in written
        coloured = diff_text(old, new, diff, colour=True)
        assert hostile not in coloured


def test_markdown_escapes_what_would_be_markup() -> None:
    for written in (diff_markdown(*pair("甲|乙*丙*<b>", "甲|乙*丁*<i>")), table_markdown(*pair("甲|乙", "甲|丁"))):
        assert "<b>" not in written and "<i>" not in written
        assert "甲\\|" in written


def test_a_table_row_has_three_cells_whatever_the_text_holds() -> None:
    table = [line for line in table_markdown(*pair("甲|乙\n丙", "甲|丁\n丙")).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {4}


def test_the_table_document_repeats_its_head_and_strikes_out_what_went() -> None:
    document = Document(io.BytesIO(table_docx(*pair("甲方应当付款。", "甲方可以付款。"))))
    table: Any = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["原条款", "修订后条款", "修订说明"]
    struck = [run.text for paragraph in table.rows[1].cells[0].paragraphs for run in paragraph.runs if run.font.strike]
    added = [
        run.text for paragraph in table.rows[1].cells[1].paragraphs for run in paragraph.runs if run.font.underline
    ]
    assert (struck, added) == (["应当"], ["可以"])


def test_without_colour_edits_are_bracketed() -> None:
    assert "甲方[-应当-]{+可以+}付款。" in diff_text(*pair("甲方应当付款。", "甲方可以付款。"))


def test_with_colour_edits_are_not_bracketed() -> None:
    written = diff_text(*pair("甲方应当付款。", "甲方可以付款。"), colour=True)
    assert "\x1b[" in written and "[-" not in written


@pytest.mark.parametrize("width", [40, 80, 120, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    from rich.cells import cell_len

    for case in CASES.values():
        assert max(cell_len(line) for line in diff_text(*compared(case), width=width).splitlines()) <= width


def test_a_wide_terminal_shows_both_sides_beside_each_other() -> None:
    line = next(
        line for line in diff_text(*pair("甲方应当付款。", "甲方可以付款。"), width=120).splitlines() if "付款" in line
    )
    assert "[-应当-]" in line and "{+可以+}" in line


def test_no_line_begins_with_a_closing_mark() -> None:
    text = "甲方应当付款，乙方应当交货。" * 20
    assert all(text[at] not in NEVER_FIRST for at in breaks(text, 27))


def test_equal_versions_say_so() -> None:
    same = pair("甲方应当付款。", "甲方应当付款。")
    assert "没有差异" in diff_text(*same)
    assert json.loads(diff_json(same[2]))["changes"] == []


def test_the_notice_lists_material_changes_and_keeps_the_basis_apart() -> None:
    written = diff_notice(*pair("您应当在30日内付款。", "您应当在15日内付款。"))
    told, notes = written.split("起草说明")
    assert "修改前：您应当在30日内付款。" in told and "修改后：您应当在15日内付款。" in told
    assert "《消费者权益保护法》第二十六条" in notes and "消费者权益保护法" not in told


def test_a_contract_of_two_sides_gets_the_points_of_a_supplement() -> None:
    written = diff_notice(
        *pair("甲方应当在30日内向乙方付款，乙方开具发票。", "甲方应当在15日内向乙方付款，乙方开具发票。")
    )
    assert "补充协议要点" in written and "尊敬的用户" not in written
    assert "《民法典》第五百四十三条" in written.split("起草说明")[1]


def test_edits_of_width_are_read_as_the_new_text() -> None:
    segments = (Segment("equal", "甲"), Segment("delete", "（"), Segment("insert", "("), Segment("equal", "乙"))
    assert for_reading(segments) == (Segment("equal", "甲(乙"),)


def test_the_sides_and_the_parts_of_a_comparison_spell_their_texts() -> None:
    segments = (Segment("equal", "甲乙"), Segment("delete", "丙"), Segment("insert", "丁戊"), Segment("equal", "己"))
    assert "".join(each.text for each in side(segments, "old")) == "甲乙丙己"
    assert ["".join(e.text for e in piece) for piece in cut_at(side(segments, "new"), (3, 2))] == ["甲乙丁", "戊己"]


def test_an_excerpt_keeps_every_edit() -> None:
    segments = (Segment("equal", "前" * 90), Segment("insert", "新"), Segment("equal", "后" * 90))
    assert excerpt(segments, 5) == (
        Segment("equal", "…前前前前前"),
        Segment("insert", "新"),
        Segment("equal", "后后后后后…"),
    )
