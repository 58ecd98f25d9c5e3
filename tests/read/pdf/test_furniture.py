"""What stands on the page and not in the agreement; and what only looks so."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from agreement_tool.model import Furniture
from tests.read.conftest import SEED, seed
from tests.read.pdf.making import LEFT, TOP, Draw, body, pdf, reading, text_at, texts, together

HEAD, FOOT = 810.0, 40.0
CLAUSES = (
    "甲方应当按时支付服务费用。",
    "乙方应当按约提供服务。",
    "任何一方不得转让本合同。",
    "争议由法院管辖。",
    "本合同一式两份。",
)


def page(number: int, *more: Draw) -> Draw:
    """A page of five clauses of its own."""
    own = [f"第{'一二三四五六七八九十'[number - 1]}页的{clause}" for clause in CLAUSES]
    return together(body(*own), *more)


def found(*pages: Draw) -> tuple[list[str], tuple[Furniture, ...]]:
    document = reading(pdf(*pages))
    return texts(document.lines), document.furniture


def kinds(furniture: tuple[Furniture, ...]) -> set[tuple[str, str]]:
    return {(item.kind, item.text) for item in furniture}


@pytest.mark.parametrize("producer", sorted(path.stem for path in SEED.glob("*.pdf")))
def test_the_seeds_head_and_page_numbers_are_taken_out_on_every_page(producer: str) -> None:
    document = seed(producer)
    pages = tuple(range(1, (document.pages or 0) + 1))
    heads = [item for item in document.furniture if item.kind == "header"]
    numbers = [item for item in document.furniture if item.kind == "page-number"]
    assert [(head.text, head.pages) for head in heads] == [("松下安防监控 APP 服务协议", pages)]
    assert sorted(page for number in numbers for page in number.pages) == list(pages)
    assert sum(line.text == "松下安防监控 APP 服务协议" for line in document.lines) == 1


def test_a_repeated_head_is_taken_out_even_when_drawn_after_the_body() -> None:
    lines, furniture = found(*(page(n, text_at(LEFT, HEAD, "某某公司服务合同", size=9)) for n in (1, 2, 3)))
    assert kinds(furniture) == {("header", "某某公司服务合同")}
    assert len(lines) == 15


def test_numbered_headings_that_end_two_pages_are_no_foot() -> None:
    lines, furniture = found(page(1, text_at(LEFT, FOOT, "2. 服务内容")), page(2, text_at(LEFT, FOOT, "5. 服务内容")))
    assert not furniture
    assert [line for line in lines if "服务内容" in line] == ["2. 服务内容", "5. 服务内容"]


def test_a_head_that_changes_with_the_section_is_taken_out() -> None:
    heads = ("服务合同/定义", "服务合同/费用", "服务合同/违约", "服务合同/争议")
    lines, furniture = found(*(page(n, text_at(LEFT, HEAD, head, size=9)) for n, head in enumerate(heads, 1)))
    assert kinds(furniture) == {("header", head) for head in heads}
    assert len(lines) == 20


@pytest.mark.parametrize(
    "pattern",
    ["第 {n} 页 共 3 页", "第{n}页", "— {n} —", "- {n} -", "{n}", "{n}/3", "Page {n} of 3", "第 {n} 页，共 3 页"],
)
def test_page_numbers_of_every_form_are_taken_out(pattern: str) -> None:
    lines, furniture = found(*(page(n, text_at(280, FOOT, pattern.format(n=n))) for n in (1, 2, 3)))
    assert {item.kind for item in furniture} == {"page-number"}
    assert sorted(number for item in furniture for number in item.pages) == [1, 2, 3]
    assert len(lines) == 15


def test_a_document_number_with_a_changing_page_number_beside_it_is_taken_out() -> None:
    foot = (together(text_at(LEFT, FOOT, "文档编号：2024-18"), text_at(480, FOOT, str(n))) for n in (1, 2, 3))
    lines, furniture = found(*(page(n, draw) for n, draw in enumerate(foot, 1)))
    assert {item.kind for item in furniture} == {"footer"}
    assert len(lines) == 15


def test_a_diagonal_watermark_is_taken_out_and_listed() -> None:
    def watermark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        canvas.drawString(0, 0, "内部资料 严禁外传")
        canvas.restoreState()

    lines, furniture = found(page(1, watermark), page(2, watermark))
    assert [(item.kind, item.text, item.pages) for item in furniture] == [("watermark", "内部资料 严禁外传", (1, 2))]
    assert len(lines) == 10


def test_a_pale_large_watermark_across_a_line_of_text_leaves_the_line_whole() -> None:
    def watermark(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.85, 0.85, 0.85)
        canvas.setFont("STSong-Light", 40)
        canvas.drawString(LEFT, TOP, "样本")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("STSong-Light", 12)

    lines, furniture = found(together(watermark, page(1)))
    assert kinds(furniture) == {("watermark", "样本")}
    assert lines[0] == "第一页的甲方应当按时支付服务费用。"


def pale(text: str, y: float, *, ground: bool) -> Draw:
    def draw(canvas: Canvas) -> None:
        if ground:
            canvas.setFillColorRGB(0.1, 0.2, 0.6)
            canvas.rect(LEFT - 5, y - 6, 300, 24, stroke=0, fill=1)
        canvas.setFillColorRGB(0.95, 0.95, 0.95)
        canvas.drawString(LEFT, y, text)
        canvas.setFillColorRGB(0, 0, 0)

    return draw


def test_white_text_is_hidden_unless_it_stands_on_a_dark_ground() -> None:
    data = pdf(together(pale("样本", TOP - 200, ground=False), pale("特别提示", TOP - 240, ground=True), page(1)))
    document = reading(data)
    assert kinds(document.furniture) == {("other", "样本")}
    assert [(one.what, one.words) for one in document.unread] == [("hidden-text", "样本")]
    assert document.lines[-1].text == "特别提示"


def test_two_copies_of_an_agreement_bound_together_lose_nothing() -> None:
    lines, furniture = found(page(1), page(2), page(1), page(2))
    assert furniture == ()
    assert len(lines) == 20


def test_a_first_line_that_begins_every_page_alike_but_for_its_number_stays() -> None:
    pages = (together(body(f"第{n}条 {clause}", clause, clause)) for n, clause in enumerate(CLAUSES[:3], 1))
    lines, furniture = found(*pages)
    assert furniture == ()
    assert len(lines) == 9


def test_a_sentence_that_begins_two_pages_alike_stays() -> None:
    lines, furniture = found(*(together(body(CLAUSES[0], f"第{n}页。", f"其余{n}。")) for n in "一二"))
    assert furniture == ()
    assert len(lines) == 6


def test_a_notice_in_the_foot_of_every_page_is_taken_out() -> None:
    notice = text_at(LEFT, FOOT, "本文件仅供内部使用，未经许可不得外传。", size=8)
    lines, furniture = found(*(page(n, notice) for n in (1, 2, 3)))
    assert {item.kind for item in furniture} == {"footer"}
    assert len(lines) == 15


def test_a_number_that_ends_the_text_of_one_page_stays() -> None:
    lines, furniture = found(together(body("甲方电话：", "13800000000", "1")))
    assert furniture == ()
    assert lines[-1] == "1"


def test_what_is_taken_out_and_what_is_kept_is_all_there_is() -> None:
    pages = [page(n, text_at(LEFT, HEAD, "服务合同", size=9), text_at(280, FOOT, f"— {n} —")) for n in (1, 2, 3)]
    lines, furniture = found(*pages)
    assert len(lines) == 15
    assert sum(len(item.text) * len(item.pages) for item in furniture) == 3 * len("服务合同") + 3 * len("— 1 —")
