"""Kinds of things that pages hold and readers get wrong: each is read right, told, or refused, and never silent."""

from __future__ import annotations

from base64 import b64encode

import pytest

from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.pipeline.extract import confidence
from agreement_tool.structure.build import build
from tests.read.reading import marked, read, texts

BODY = (
    "<p>本协议由双方签署，一式两份，具有同等效力，自签署之日起生效。</p>"
    "<p>双方应当诚实守信，全面履行各自的义务，不得擅自变更或者解除。</p>"
)


def page(body: str, head: str = "") -> SourceDocument:
    return read("html", f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>")


def told(document: SourceDocument) -> dict[str, tuple[int, str]]:
    """What was not read: kind -> (how many, words)."""
    return {entry.what: (entry.count, entry.words) for entry in document.unread}


@pytest.mark.parametrize(
    "struck",
    [
        "<del>千分之五</del>",
        "<s>千分之五</s>",
        "<strike>千分之五</strike>",
        '<span style="text-decoration: line-through">千分之五</span>',
        "<del>千分<b>之五</b></del>",
    ],
)
def test_struck_out_text_is_set_aside_and_told(struck: str) -> None:
    document = page(f"{BODY}<p>违约金为{struck}<ins>万分之五</ins>。</p>")
    assert texts(document)[2] == "违约金为万分之五。"
    assert told(document)["other"][1].replace(" | ", "") == "千分之五"
    assert document.unread[0].places == ("违约金为万分之五。",)
    assert "".join(piece.text for piece in document.furniture) == "千分之五"
    assert confidence(build(document).agreement) < 0.7


def test_a_strike_that_the_page_takes_away_is_none() -> None:
    assert texts(page(f"{BODY}<p><s style='text-decoration:none'>有效</s></p>"))[2] == "有效"


def test_a_frame_with_its_document_is_read_where_it_stands() -> None:
    inner = "&lt;p&gt;第一条 费用&lt;/p&gt;&lt;p&gt;第二条 责任&lt;/p&gt;"
    document = page(f'<p>请阅读以下协议。</p><iframe srcdoc="{inner}"></iframe><p>完。</p>')
    assert texts(document) == ["请阅读以下协议。", "第一条 费用", "第二条 责任", "完。"]
    assert document.unread == ()


@pytest.mark.parametrize(
    "frame", ['<iframe src="a.html"></iframe>', '<object data="a.pdf"></object>', '<embed src="a.pdf">']
)
def test_a_frame_whose_document_is_elsewhere_is_told(frame: str) -> None:
    document = page(f"{BODY}{frame}")
    assert told(document) == {"frame": (1, "")}
    assert document.unread[0].places[0].startswith("a.")


def test_frames_inside_frames_end_somewhere() -> None:
    markup = "<p>最里</p>"
    for _ in range(8):
        markup = '<p>层</p><iframe srcdoc="' + markup.replace("&", "&amp;").replace('"', "&quot;") + '"></iframe>'
    document = page(markup)
    assert texts(document)[0] == "层"
    assert told(document) == {"frame": (1, "")}


def test_a_declarative_shadow_root_is_shown_with_its_slots() -> None:
    shadow = '<template shadowrootmode="open"><h2>第一条 费用</h2><slot></slot><slot name="end">无</slot></template>'
    document = page(f'<my-card>{shadow}<p>每月十元。</p><p slot="end">第二条 责任</p></my-card>')
    assert texts(document) == ["第一条 费用", "每月十元。", "第二条 责任"]


def test_values_ticks_and_choices_stand_in_the_text() -> None:
    body = (
        '<p>甲方：<input value="星河公司">，周期<select><option>年付<option selected>月付</select>。</p>'
        '<p><input type="checkbox" checked>同意 <input type="radio">不同意<input type="hidden" '
        'value="x"><button>提交</button></p>'
    )
    assert texts(page(BODY + body))[2:] == ["甲方：星河公司，周期月付。", "☑同意 ☐不同意"]


COUNTERS = """<style>
ol.t{list-style:none;counter-reset:item} ol.t>li{counter-increment:item}
ol.t>li::before{content:"第" counter(item,cjk-ideographic) "条 "}
ol.s{list-style:none;counter-reset:sub} ol.s>li{counter-increment:sub}
ol.s>li::before{content:counter(item) "." counter(sub) " "}
</style>"""


def test_counters_are_computed() -> None:
    body = (
        '<ol class="t"><li>费用<ol class="s"><li>每月十元。</li><li>逾期另计。'
        '</li></ol></li><li>解除<ol class="s"><li>随时。</li></ol></li></ol>'
    )
    document = page(body, COUNTERS)
    assert texts(document) == ["第一条 费用", "1.1 每月十元。", "1.2 逾期另计。", "第二条 解除", "2.1 随时。"]
    assert document.unread == ()


def test_counters_of_headings_count_on_through_the_page() -> None:
    rules = (
        "<style>body{counter-reset:a} h2{counter-increment:a;counter-reset:b} h2:before{content:counter(a)'. '}"
        "p.c{counter-increment:b} p.c:before{content:counters(a,'-') '.' counter(b) ' '}</style>"
    )
    body = "<h2>费用</h2><p class=c>甲</p><p class=c>乙</p><h2>责任</h2><p class=c>丙</p>"
    assert texts(page(body, rules)) == ["1. 费用", "1.1 甲", "1.2 乙", "2. 责任", "2.1 丙"]


def test_an_unknown_counter_style_is_told() -> None:
    rules = "<style>li{list-style-type:my-own}</style>"
    assert told(page("<ol><li>甲</li><li>乙</li></ol>", rules)) == {"counter": (2, "")}


def test_generated_words_are_read_and_generated_ornaments_are_not() -> None:
    rules = (
        "<style>.n:before{content:'注意：'} .i:before{content:'\\e600'} .c:after{content:'.';visibility:hidden}"
        " .k:after{content:'（已阅）';display:none}</style>"
    )
    body = "<p class=n>甲</p><p class=i>乙</p><p class=c>丙</p><p class=k>丁</p>"
    assert texts(page(body, rules)) == ["注意：甲", "乙", "丙", "丁"]


def test_rules_for_print_do_not_count_and_rules_for_the_screen_do() -> None:
    rules = (
        '<style>@media print{.a{display:none}}@media (min-width:600px){.b{font-weight:bold}}a[data-x="1;2"]{'
        "color:red}</style>"
    )
    body = f'{BODY}<p class="a">甲</p><p class="b">乙</p><p><a data-x="1;2">丙</a></p>'
    document = page(body, rules)
    assert texts(document)[2:] == ["甲", "乙", "丙"]
    assert marked(document) == [("乙", ("bold",)), ("丙", ("colour",))]


@pytest.mark.parametrize(
    "body",
    [
        '<div id="app"></div><script src="app.js"></script>',
        '<h1>用户协议</h1><div>加载中…</div><script src="app.js"></script>',
        "<noscript>请启用 JavaScript</noscript><div>服务协议</div><script>render()</script>",
    ],
)
def test_a_page_that_a_script_fills_is_refused(body: str) -> None:
    with pytest.raises(SourceError):
        page(body)


def test_sentences_in_a_script_are_told() -> None:
    sentence = "用户逾期付款的，每日按未付金额的万分之五向平台支付违约金，平台有权停止服务。"
    document = page(f'{BODY}<script>show("{sentence}"); alert("请输入手机号。")</script>')
    assert told(document) == {"script": (1, sentence)}


def test_markup_that_was_escaped_is_read_once() -> None:
    document = page(
        "<div>&lt;p&gt;第一条 费用&lt;/p&gt;&lt;p&gt;&lt;b&gt;第二条&lt;/b&gt; A&amp;lt;B&lt;/p&gt;</div>" + BODY
    )
    assert texts(document)[:2] == ["第一条 费用", "第二条 A<B"]


def test_one_quoted_tag_is_text() -> None:
    assert texts(page("<p>请在页面中保留 &lt;br&gt; 标签。</p>"))[0] == "请在页面中保留 <br> 标签。"


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("<mfrac><mn>5</mn><mn>10000</mn></mfrac>", "5/10000"),
        ("<msup><mrow><mo>(</mo><mn>1</mn><mo>+</mo><mi>r</mi><mo>)</mo></mrow><mn>2</mn></msup>", "(1+r)^2"),
        ("<mn>1</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "1 1/2"),
        ("<msqrt><mi>x</mi></msqrt>", "√(x)"),
        ("<semantics><mfrac><mn>1</mn><mn>3</mn></mfrac><annotation>\\frac13</annotation></semantics>", "1/3"),
    ],
)
def test_formulas_stand_in_their_sentence(formula: str, printed: str) -> None:
    assert texts(page(f"{BODY}<p>违约金×<math>{formula}</math>。</p>"))[2] == f"违约金×{printed}。"


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("10<sup>6</sup>元", "10⁶元"),
        ("面积50m<sup>2</sup>", "面积50m²"),
        ("CO<sub>2</sub>", "CO2"),
        ("<q>平台</q>指网站", "“平台”指网站"),
        ("<ruby>甲<rp>(</rp><rt>jiǎ</rt><rp>)</rp></ruby>方", "甲方"),
        ("<span>3.4</span>40club认为", "3.4 40club认为"),
        ("第\u200b一条 费\u00ad用", "第一条 费用"),
    ],
)
def test_small_things_are_read_as_they_are_shown(markup: str, printed: str) -> None:
    assert texts(page(f"{BODY}<p>{markup}</p>"))[2] == printed


@pytest.mark.parametrize(
    ("markup", "what", "words"),
    [
        ('<img src="scan.png" alt="第二条至第九条">', "picture", "第二条至第九条"),
        ("<svg><text>图中文字</text></svg>", "drawing", "图中文字"),
        ('<span style="display:none">不超过三次</span>', "hidden-text", "不超过三次"),
        ('<span style="font-size:0">不超过三次</span>', "hidden-text", "不超过三次"),
        ('<span style="opacity:0">不超过三次</span>', "hidden-text", "不超过三次"),
        ('<span style="position:absolute;left:-9999px">不超过三次</span>', "hidden-text", "不超过三次"),
        ("\u2060", "other", ""),
    ],
)
def test_what_is_not_read_is_told_with_its_words_and_place(markup: str, what: str, words: str) -> None:
    document = page(f"{BODY}<p>第二条 每月{markup}十元</p>")
    assert texts(document)[2] == "第二条 每月十元"
    assert told(document) == {what: (1, words)}
    assert document.unread[0].places == ("第二条 每月十元",)


@pytest.mark.parametrize(
    "image", ['<img src="a.png" width="16" height="16">', '<img class="logo" src="a.png">', "<svg><path/></svg>"]
)
def test_icons_are_not_told(image: str) -> None:
    assert page(f"{BODY}<p>{image}甲</p>").unread == ()


def test_a_table_in_a_layout_table_stays_a_table_and_one_in_a_data_cell_is_told() -> None:
    inner = "<table><tr><td>本金</td><td>一万</td></tr><tr><td>利率</td><td>5%</td></tr></table>"
    layout = page(f"{BODY}<table><tr><td>{inner}</td></tr></table>")
    assert layout.lines[2].text == "本金\t一万\n利率\t5%"
    assert layout.unread == ()
    data = page(f"{BODY}<table><tr><td>项目</td><td>内容</td></tr><tr><td>借款</td><td>{inner}</td></tr></table>")
    assert data.lines[2].text == "项目\t内容\n借款\t本金 一万；利率 5%"
    assert told(data) == {"nested-table": (1, "")}


def test_captions_and_foot_rows_of_tables_are_kept_in_their_place() -> None:
    table = (
        "<table><caption>表一</caption><tfoot><tr><td>合计</td><td>三</td></tr></tfoot><tr><td>甲</td><td>一"
        "</td></tr></table>"
    )
    assert [line.text for line in page(BODY + table).lines[2:]] == ["表一", "甲\t一\n合计\t三"]


def test_a_formula_that_is_drawn_beside_its_mathml_stands_once() -> None:
    math = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    markup = f'<p>比例<span><span>{math}</span><span aria-hidden="true">12</span></span>。</p>'
    assert texts(page(BODY + markup))[2] == "比例1/2。"


def test_a_visible_child_of_an_invisible_element_is_read() -> None:
    document = page(f'{BODY}<p style="visibility:hidden">隐<span style="visibility:visible">显</span></p>')
    assert texts(document)[2] == "显"
    assert told(document) == {"hidden-text": (1, "隐")}


@pytest.mark.parametrize(
    ("markup", "head", "is_seen"),
    [
        ('<span style="color:#fff">藏</span>', "", False),
        ('<span style="color:#fff">藏</span>', '<link rel="stylesheet" href="a.css">', True),
        ('<span style="color:#fff;background:#000">藏</span>', "", True),
        ('<span style="color:#eee;background:#eee">藏</span>', "", False),
        ('<span style="color:#fff;background:url(a.png)">藏</span>', "", True),
        ('<span style="font-size:1px">藏</span>', "", False),
        ('<span style="color:transparent">藏</span>', "", False),
    ],
)
def test_text_in_the_colour_of_its_ground_is_told(markup: str, head: str, is_seen: bool) -> None:
    document = page(f"{BODY}<p>每月{markup}十元</p>", head)
    assert texts(document)[2] == ("每月藏十元" if is_seen else "每月十元")
    assert ("hidden-text" in told(document)) is not is_seen


@pytest.mark.parametrize(
    ("selector", "hidden"),
    [
        ("p + p.x", True), ("h2 + p.x", False), ("p ~ p.x", True), ("p.x:last-child", True), ("p.x:first-child", False),
        ("p.x:nth-child(3)", True), ("p.x:nth-child(2n+1)", True), ("p.x:nth-child(even)", False), ("p:not(.y)", True),
        ("p.x:not(.x)", False), ("p.x:hover", False), ("p.x:nth-last-child(1)", True), ("p.x:nth-of-type(-n+2)", False),
    ],
)  # fmt: skip
def test_structural_selectors_are_followed(selector: str, hidden: bool) -> None:
    rules = f"<style>{selector}{{display:none}}</style>"
    body = BODY.replace("<p>", '<p class="y">') + '<p class="x">第三条 藏起来的话。</p>'
    assert len(texts(page(body, rules))) == (2 if hidden else 3)


def test_a_counter_that_only_a_selector_unknown_to_us_counts_is_told() -> None:
    rules = "<style>p:is(.a){counter-increment:n} p::before{content:counter(n) '. '}</style>"
    assert told(page(BODY, rules)) == {"counter": (1, "")}


def test_text_that_is_shown_backwards_is_told() -> None:
    document = page(f'{BODY}<p>金额<bdo dir="rtl">001</bdo>元</p>')
    assert [entry.sentence.en for entry in document.unread if "direction" in entry.sentence.en] != []


def test_a_picture_behind_an_empty_element_is_told() -> None:
    assert told(page(f'{BODY}<div style="background-image:url(scan.png);height:900px"></div>')) == {"picture": (1, "")}


@pytest.mark.parametrize(
    "address",
    [
        "data:text/html;charset=utf-8,%3Cp%3E第三条 每月十元。%3C/p%3E",
        "data:text/html;base64," + b64encode("<p>第三条 每月十元。</p>".encode()).decode(),
    ],
)
def test_a_frame_whose_page_is_in_its_address_is_read(address: str) -> None:
    document = page(f'{BODY}<iframe src="{address}"></iframe>')
    assert texts(document)[2] == "第三条 每月十元。"
    assert document.unread == ()


def test_the_counter_that_every_list_has_is_computed() -> None:
    rules = (
        "<style>li::marker{content:'第' counter(list-item,cjk-ideographic) '条 '} ol ol "
        "li::marker{content:counters(list-item,'.') ' '}</style>"
    )
    body = "<ol start=3><li>费用<ol><li>每月十元。</li><li>另计。</li></ol></li><li>解除</li></ol>"
    assert texts(page(body, rules)) == ["第三条 费用", "3.1 每月十元。", "3.2 另计。", "第四条 解除"]


def test_headings_beside_the_part_with_the_text_are_no_buttons() -> None:
    sentence = "本服务的所有权和运作权属于运营商，用户应当同意下述全部条款并完成注册程序。"
    chapters = "".join(f"<p>{number}、{sentence}</p>" for number in "一二三四五六七八九十")
    found = page(
        "<h2><strong><span>协议简介</span></strong></h2><p>请阅读。</p>"
        f"<h2><strong><span>协议细则</span></strong></h2><div>{chapters}</div>"
    )
    assert [text for text in texts(found) if text.startswith("协议")] == ["协议简介", "协议细则"]
