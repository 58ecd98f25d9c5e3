"""A horizontal rule is told of by the line below it."""

from __future__ import annotations

import pytest

from tests.read.docx.word import docx, p
from tests.read.reading import read

OBJECT = (
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'o:hr="t"/></w:pict></w:r>'
)
BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
NO_BORDER = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
WORD = {
    "object": docx(p("正文。") + f"<w:p>{OBJECT}</w:p>" + p("附记。") + p("日期。")),
    "border": docx(p("正文。") + p("", BORDER) + p("附记。") + p("日期。")),
}


def _ruled(kind: str, data: bytes | str) -> list[str]:
    return [line.text for line in read(kind, data).lines if line.rule_above]


@pytest.mark.parametrize("rule", ["---", "***", "<hr>"])
def test_markdowns(rule: str) -> None:
    assert _ruled("markdown", f"## 一、服务\n\n正文。\n\n{rule}\n\n附记。\n\n日期。\n") == ["附记。"]


def test_htmls() -> None:
    assert _ruled("html", "<p>正文。</p><hr><p>附记。</p><p>日期。</p>") == ["附记。"]
    assert _ruled("html", "<p>正文。</p><hr style='display:none'><p>附记。</p>") == []


@pytest.mark.parametrize("kind", ["object", "border"])
def test_words(kind: str) -> None:
    assert _ruled("docx", WORD[kind]) == ["附记。"]


def test_a_border_that_is_switched_off_is_none() -> None:
    assert _ruled("docx", docx(p("正文。") + p("", NO_BORDER) + p("附记。"))) == []


def test_a_line_knows_how_many_list_items_it_stands_in() -> None:
    page = "<ol><li>甲<p>续</p><ul><li>乙</li></ul>又</li></ol><p>后</p>"
    assert [(line.text, line.items) for line in read("html", page).lines] == [
        ("甲", 1), ("续", 1), ("乙", 2), ("又", 1), ("后", 0)
    ]  # fmt: skip
    assert {line.items for line in read("docx", docx(p("甲"))).lines} == {None}


def test_a_button_is_no_paragraph() -> None:
    document = read("html", "<h1>用户协议</h1><p>正文。</p><p><a href='/'>← 返回首页</a></p>")
    assert [line.text for line in document.lines] == ["用户协议", "正文。"]
    assert document.furniture[-1].kind == "navigation"
