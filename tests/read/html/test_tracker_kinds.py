"""Kinds of web page that people reported to other readers (the tracker beside each), and what becomes of them here."""

from __future__ import annotations

import pytest

from tests.read.reading import marked, read, texts

S = "双方应当诚实守信，全面履行本协议约定的各项义务，不得擅自变更。"
PAGE = f"<!doctype html><html><head><meta charset=utf-8></head><body><p>{S}</p>%s<p>{S}</p></body></html>"

Told = tuple[str, str]
KINDS: dict[str, tuple[str, list[str], list[Told]]] = {
    # trafilatura #431: list items that hold a span
    "items of spans": ("<ul><li><span>甲方有权解除本协议。</span></li></ul>", ["• 甲方有权解除本协议。"], []),
    # trafilatura #233: a list right in the body
    "numbered backwards": (
        f"<ol reversed start=3><li>丙方承担费用，{S}<li>乙方承担费用，{S}</ol>",
        [f"3. 丙方承担费用，{S}", f"2. 乙方承担费用，{S}"],
        [],
    ),
    # trafilatura #531: a list in a cell
    "a list in a cell": (
        f"<table border=1><tr><td>费用<ul><li>每月十元<li>每年百元</ul></td><td>{S}</td></tr>"
        f"<tr><td>甲</td><td>{S}</td></tr></table>",
        [f"费用 • 每月十元 • 每年百元\t{S}\n甲\t{S}"],
        [],
    ),
    # trafilatura #829: formatted paragraphs in cells
    "bold in a cell": (
        f"<table border=1><tr><td><p><b>每月十元。</b></p></td><td>{S}</td></tr>"
        f"<tr><td>甲</td><td>{S}</td></tr></table>",
        [f"每月十元。\t{S}\n甲\t{S}"],
        [],
    ),
    # trafilatura #890: inline elements and the text between them
    "text between inline elements": (
        f"<p>{S}每日<i>万分</i>之<b>五</b>，至<i>付清</i>为止。</p>",
        [f"{S}每日万分之五，至付清为止。"],
        [],
    ),
    # trafilatura #43: soft hyphens inside words
    "soft hyphens": (f"<p>{S}违约&shy;金10<wbr>0000元。</p>", [f"{S}违约金100000元。"], [("other", "")]),
    # pandoc #4877: formulas in script elements
    "a formula in a script": (
        f'<p>{S}每日<script type="math/tex">\\frac{{5}}{{10000}}</script>。</p>',
        [f"{S}每日5/10000。"],
        [],
    ),
    # qute-html5 #48: a formula stands twice, drawn and as its source; the drawing's letters say 510000
    "a formula that MathJax has drawn": (
        f'<p>{S}每日<span class="MathJax_Preview"></span><span class="MathJax"><span>5</span><span>10000</span></span>'
        f'<script type="math/tex">\\frac{{5}}{{10000}}</script>。</p>',
        [f"{S}每日5/10000。"],
        [],
    ),
    # openclaw #8027, #8114: text that nobody sees
    "scaled to nothing": (f'<p style="transform:scale(0)">{S}甲。</p>', [], [("hidden-text", f"{S}甲。")]),
    "filtered away": (f'<p style="filter: opacity(0%)">{S}甲。</p>', [], [("hidden-text", f"{S}甲。")]),
    "content not visible": (f'<p style="content-visibility:hidden">{S}</p>', [], [("hidden-text", S)]),
    "folded to no height": (
        f'<div style="max-height:0;overflow:hidden"><p>{S}甲。</p></div>',
        [f"{S}甲。"],
        [("other", f"{S}甲。")],
    ),
    # claude-code #34047, openclaw #8027: what a sheet hides, by a selector that a small cascade does not know
    "hidden by a selector of another age": (
        f"<style>.a:is(p){{display:none}}</style><p class=a>{S}甲。</p>",
        [f"{S}甲。"],
        [("other", ".a:is(p)")],
    ),
    "hidden by a variable": (
        f"<style>:root{{--v:none}} .a{{display:var(--v)}}</style><p class=a>{S}甲。</p>",
        [f"{S}甲。"],
        [("other", ".a")],
    ),
    "hidden by a nested rule": (
        f"<style>.p{{& .b{{display:none}}}}</style><div class=p><p class=b>{S}甲。</p></div>",
        [f"{S}甲。"],
        [("other", ".p")],
    ),
    # amphtml #6182, html-to-markdown #339: a comment takes the rest of the page with it
    "a comment that never ends": (
        f"<!-- <p>平台不承担责任。</p><p>{S}</p>",
        [],
        [("other", f"平台不承担责任。 {S} {S}")],
    ),
    # of our own: figures of a font that a site makes for itself
    "figures in private characters": (
        f"<p>{S}价格&#xe603;&#xe605;元。</p>",
        [f"{S}价格\ue603\ue605元。"],
        [("other", "\ue603\ue605")],
    ),
    # docxtractr #38, word-to-markdown #29: superscripts run into the number
    "powers and units": (f"<p>{S}共10<sup>4</sup>元，120m<sup>2</sup>。</p>", [f"{S}共10⁴元，120m²。"], []),
    # of our own: Windows code points written as references
    "references of another code page": (
        "<p>自2020&#150;2026年，三&ndash;五日内付清。</p>",
        ["自2020–2026年，三–五日内付清。"],
        [],
    ),
    # of our own: Word's pages, where the number stands in a span that says to ignore it
    "a number that Word marks to be ignored": (
        '<p class=MsoListParagraph><![if !supportLists]><span style="mso-list:Ignore">第二条<span>&nbsp;</span></span>'
        "<![endif]>费用由甲方承担。</p><!--[if gte mso 9]><p>只给旧程序看。</p><![endif]-->",
        ["第二条 费用由甲方承担。"],
        [],
    ),
    "a page in an embedded file": ('<embed src="annex.pdf">', [], [("frame", "")]),
    "a canvas": ("<canvas></canvas>", [], [("drawing", "")]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_reported_kind_is_read_or_told(kind: str) -> None:
    body, lines, told = KINDS[kind]
    document = read("html", PAGE % body)
    assert [line for line in texts(document) if line != S] == lines
    assert [(one.what, " ".join(one.words.split())) for one in document.unread] == told


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (
            '<nav><img src=a.png alt="第三条 会员费一经支付不予退还。"></nav>',
            [("picture", "第三条 会员费一经支付不予退还。")],
        ),
        ("<aside><img src=a.png width=600 height=400></aside>", [("picture", "")]),
        ("<button><img src=a.png width=600 height=400></button>", [("picture", "")]),
        ("<nav><img src=home.png width=24 height=24 alt=首页><img src=menu.png></nav>", []),
    ],
)
def test_a_picture_of_wording_in_the_pages_frame_is_told_and_an_icon_is_not(markup: str, told: list[Told]) -> None:
    document = read("html", PAGE % markup)
    assert [(one.what, one.words) for one in document.unread] == told


def test_a_page_that_moves_on_is_told() -> None:
    document = read(
        "html", '<meta charset=utf-8><meta http-equiv=refresh content="0; url=b.html"><p>正在跳转，请稍候。</p>'
    )
    (told,) = document.unread
    assert (told.what, told.places) == ("frame", ("b.html",))


def test_more_hidden_text_than_shown_is_told() -> None:
    document = read(
        "html", f"<meta charset=utf-8><p>请阅读以下协议。</p><div style='display:none'><p>{S}</p><p>{S}</p></div>"
    )
    assert S in texts(document)
    assert "一并读取" in document.unread[0].sentence.zh


def test_a_rule_of_a_moment_or_of_nothing_on_the_page_is_not_told() -> None:
    rules = ".a:hover{display:none} .b::-webkit-scrollbar{display:none} .c:is(p){display:none} .d:has(u){display:none}"
    document = read("html", PAGE % f"<style>{rules}</style><p class=a>{S}</p><p class=b>{S}</p>")
    assert document.unread == ()


def test_a_drawing_of_a_formula_takes_no_words_with_it() -> None:
    script = '<script type="math/tex">\\unknown{x}</script>'
    document = read("html", PAGE % f'<p>{S}<span class="MathJax">甲</span>每日{script}。</p>')
    assert texts(document)[1] == f"{S}甲每日\\unknown{{x}}。"
    assert marked(document) == []
