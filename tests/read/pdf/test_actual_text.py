"""A text layer that says something else than the page shows: /ActualText (PdfPig #1327, pdf_oxide #1473)."""

from __future__ import annotations

import pytest

from agreement_tool.model import SourceDocument
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import read
from tests.read.pdf.making import needs_han_font
from tests.read.pdf.raw import LEFT, SIZE, TOP, Raw, paragraph, shown, string

pytestmark = needs_han_font

BODY = ("第一条 费用", "服务费每月十元，由用户按月支付给平台。")
Y = TOP - 80


def said(text: str, content: str) -> str:
    """Content with an /ActualText around it."""
    return f"/Span << /ActualText {string(text)} >> BDC {content} EMC "


def reading(content: str, reader: str = "auto") -> SourceDocument:
    raw = Raw()
    raw.page(paragraph(*BODY) + content)
    options = ReadOptions(ocr="never", reader="pdfplumber" if reader == "pdfplumber" else "auto")
    return read(raw.bytes(), name="said.pdf", options=options)


def last(document: SourceDocument) -> str:
    return document.lines[-1].text


def told(document: SourceDocument) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.what, one.words, one.pages) for one in document.unread]


SHOWN = "违约金为合同总价的百分之三十。"


@pytest.mark.parametrize("reader", ["auto", "pdfplumber"])
def test_what_is_shown_is_read_and_what_is_said_in_its_place_is_told(reader: str) -> None:
    start, sum_, end = SHOWN[:9], SHOWN[9:14], SHOWN[14:]
    document = reading(
        shown(start, LEFT, Y) + said("百分之五", shown(sum_, LEFT + 9 * SIZE, Y)) + shown(end, LEFT + 14 * SIZE, Y),
        reader,
    )
    assert last(document) == SHOWN
    assert told(document) == [("other", "百分之三十 / 百分之五", (1,))]


@pytest.mark.parametrize("text", ["违约金另行约定。", "\u200b", " "])
def test_a_sentence_said_in_place_of_several_pieces_is_told_once(text: str) -> None:
    pieces = shown(SHOWN[:9], LEFT, Y) + shown(SHOWN[9:], LEFT + 9 * SIZE, Y)
    document = reading(said(text, pieces))
    assert last(document) == SHOWN
    assert told(document) == [("other", f"{SHOWN} / {text}".strip(), (1,))]


@pytest.mark.parametrize(
    ("text", "drawn", "read_as"),
    [
        (SHOWN, SHOWN, SHOWN),
        ("用户", "⽤户", "用户"),
        ("", SHOWN, SHOWN),
        ("（１）", "(1)", "（１）"),
    ],
)
def test_what_is_said_alike_is_taken_as_it_is_said_and_not_told(text: str, drawn: str, read_as: str) -> None:
    document = reading(said(text, shown(drawn, LEFT, Y)))
    assert last(document) == read_as
    assert document.unread == ()


def test_a_hyphen_said_to_be_soft_is_not_told() -> None:
    document = reading(said("\u00ad", shown("-", LEFT, Y)) + shown("甲乙双方", LEFT + 12, Y))
    assert last(document).startswith("-")
    assert document.unread == ()


def test_glyphs_without_a_meaning_take_what_is_said() -> None:
    document = reading(said("甲方", shown("\ue001\ue002", LEFT, Y)))
    assert last(document) == "甲方"
    assert document.unread == ()
