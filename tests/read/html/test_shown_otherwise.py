"""What a style sheet shows in another order, case or not at all: done, or told."""

from __future__ import annotations

import pytest

from agreement_tool.model import SourceDocument
from agreement_tool.read import html
from agreement_tool.read.base import ReadOptions

TAIL = "<p>第二条 用户应当遵守本协议。</p>"


def page(body: str, head: str = "") -> SourceDocument:
    data = f"<!doctype html><meta charset=utf-8>{head}<body><p>第一条 总则</p>{body}{TAIL}".encode()
    return html.read(data, name="a.html", options=ReadOptions())


def told(document: SourceDocument) -> list[tuple[str, str]]:
    return [(entry.what, entry.words) for entry in document.unread]


@pytest.mark.parametrize(
    ("css", "shown"), [("uppercase", "NDA AND B2B"), ("capitalize", "Nda And B2b"), ("lowercase", "nda and b2b")]
)
def test_letters_are_read_in_the_case_that_is_shown(css: str, shown: str) -> None:
    document = page(f'<p style="text-transform:{css}">nda <b>and</b> b2b<i style="text-transform:none"> x</i></p>')
    assert f"{shown} x" in [line.text for line in document.lines]
    assert told(document) == []


@pytest.mark.parametrize(
    "body",
    [
        '<div style="display:flex;flex-direction:row-reverse"><p>乙方支付</p><p>甲方收取</p></div>',
        '<div style="display:flex;flex-flow:column-reverse wrap"><p>乙方支付</p><p>甲方收取</p></div>',
        '<div style="display:flex"><p>乙方支付</p><p style="order:-1">甲方收取</p></div>',
    ],
)
def test_another_order_is_told(body: str) -> None:
    ((what, words),) = told(page(body))
    assert what == "other" and "甲方收取" in words


def test_the_usual_order_is_not_told() -> None:
    assert told(page('<div style="display:flex;flex-direction:row"><p style="order:0">甲方收取</p></div>')) == []


@pytest.mark.parametrize("name", ["hidden", "d-none", "box sr-only"])
def test_a_class_that_hides_is_told_where_its_sheet_is_another_file(name: str) -> None:
    body = f'<p class="{name}">作废的条款</p>'
    link = '<link rel="stylesheet" href="site.css">'
    document = page(body, link)
    assert told(document) == [("other", "作废的条款")]
    assert "作废的条款" in [line.text for line in document.lines]
    assert told(page(body)) == [] and told(page('<p class="box">条款</p>', link)) == []


def test_a_picture_in_the_head_of_the_page_is_counted_and_a_logo_is_not() -> None:
    assert ("picture", "") in told(page('<header><img src="scan1.png" width=600 height=200></header>'))
    assert told(page('<header><img src="logo.png" width=600 height=200></header>')) == []
