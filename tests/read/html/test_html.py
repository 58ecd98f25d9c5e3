from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.errors import SourceError
from agreement_tool.read.html.lists import marker
from tests.extent import examples
from tests.read.reading import marked, read, texts


def page(body: str, css: str = "") -> str:
    return f"<html><head><meta charset=utf-8><style>{css}</style></head><body>{body}</body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "nonsense"])
def test_text_is_read_in_any_encoding_whatever_the_page_declares(encoding: str, declared: str) -> None:
    markup = f'<meta charset="{declared}"><p>第一条 用户应当遵守本协议。</p>'
    assert texts(read("html", markup.encode(encoding))) == ["第一条 用户应当遵守本协议。"]


def test_bytes_that_are_no_text_are_shown_as_such_and_doubted() -> None:
    document = read("html", "<p>协议".encode() + b"\xff\xfe</p>")
    assert [doubt.code for doubt in document.doubts] == ["encoding"]


@pytest.mark.parametrize(
    ("markup", "marks"),
    [
        ("<b>不承担责任</b>", ("bold",)),
        ("<strong>不承担责任</strong>", ("bold",)),
        ('<span style="font-weight:700">不承担责任</span>', ("bold",)),
        ('<span class="key">不承担责任</span>', ("bold",)),
        ("<u>不承担责任</u>", ("underline",)),
        ('<span style="text-decoration: underline">不承担责任</span>', ("underline",)),
        ('<span style="text-emphasis: dot">不承担责任</span>', ("underline",)),
        ("<em>不承担责任</em>", ("italic",)),
        ('<font color="red">不承担责任</font>', ("colour",)),
        ('<span style="color:rgb(200, 0, 0)">不承担责任</span>', ("colour",)),
        ('<font size="6">不承担责任</font>', ("size",)),
        ('<span style="font-size:150%">不承担责任</span>', ("size",)),
        ("<mark>不承担责任</mark>", ("highlight",)),
        ('<span style="background-color:#ff0">不承担责任</span>', ("highlight",)),
        ('<b><u style="color:#c00">不承担责任</u></b>', ("bold", "underline", "colour")),
        ('<span style="font-family:黑体">不承担责任</span>', ("bold",)),
    ],
)
def test_every_way_to_emphasise_becomes_its_mark(markup: str, marks: tuple[str, ...]) -> None:
    document = read("html", page(f"<p>本公司对此{markup}，但法律另有规定的除外。</p>", css=".key {font-weight: bold}"))
    assert marked(document) == [("不承担责任", marks)]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="x" style="color:blue;text-decoration:underline">隐私政策</a>',
        '<span style="color:#333">隐私政策</span>',
        '<span style="color:rgb(80,80,90)">隐私政策</span>',
        '<b style="font-weight:normal">隐私政策</b>',
        '<span style="background:#f5f5f5">隐私政策</span>',
    ],
)
def test_links_and_greys_are_not_emphasis(markup: str) -> None:
    assert marked(read("html", page(f"<p>详见{markup}，以及其他规则与公告的全部内容。</p>"))) == []


def test_what_the_whole_body_carries_is_no_mark() -> None:
    css = "body {font-weight: bold; color: #c00; font-size: 20px}"
    assert marked(read("html", page("<p>第一条 全文加粗。</p><p>第二条 全文红色。</p>", css))) == []


def test_the_strongest_rule_wins() -> None:
    css = "p .x {font-weight: normal} .x {font-weight: bold} #y {color: red !important} div > .z {font-weight: bold}"
    body = (
        '<p>甲方与乙方订立<span class="x">本协议</span>，<span id="y" style="color: black">红字</span>，'
        '<span class="z">不加粗的正文文字</span>。</p>'
    )
    assert marked(read("html", page(body, css))) == [("红字", ("colour",))]


def test_a_blank_to_fill_in_is_kept_as_underlined_room() -> None:
    assert texts(read("html", page("<p>甲方：<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>（盖章）</p>"))) == ["甲方：　　（盖章）"]


def test_lists_generate_their_numbers() -> None:
    body = """<ol><li>甲</li><li>乙<ol type="a" start="3"><li>丙</li><li value="7">丁</li></ol></li></ol>
      <ol style="list-style-type: cjk-ideographic"><li>戊</li></ol><ol reversed><li>己</li><li>庚</li></ol>
      <ul><li>辛</li></ul><ul style="list-style:none"><li>壬</li></ul>"""
    document = read("html", page(body))
    assert texts(document) == [
        "1. 甲", "2. 乙", "c. 丙", "g. 丁", "一、 戊", "2. 己", "1. 庚", "• 辛", "壬",
    ]  # fmt: skip
    assert [line.depth for line in document.lines] == [0, 0, 1, 1, 0, 0, 0, 0, None]


def test_the_number_goes_to_the_first_paragraph_of_an_item() -> None:
    assert texts(read("html", page("<ol><li><p>甲</p><p>乙</p></li><li></li><li>丙</li></ol>"))) == [
        "1. 甲",
        "乙",
        "3. 丙",
    ]


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("decimal", 12, "12."),
        ("lower-roman", 4, "iv."),
        ("upper-roman", 9, "IX."),
        ("lower-alpha", 27, "aa."),
        ("decimal-leading-zero", 3, "03."),
        ("simp-chinese-informal", 21, "二十一、"),
        ("simp-chinese-formal", 3, "叁、"),
        ("none", 1, None),
    ],
)
def test_list_styles_print_as_in_a_browser(style: str, number: int, printed: str | None) -> None:
    assert marker(style, number) == printed


def test_a_break_ends_a_paragraph_unless_it_cuts_a_sentence() -> None:
    body = "<p>一、总则<br>1、用户应当认真阅读本协议，并对其内容作充分理<br>解。<br>2、其他。</p>"
    assert texts(read("html", page(body))) == [
        "一、总则",
        "1、用户应当认真阅读本协议，并对其内容作充分理解。",
        "2、其他。",
    ]


def test_source_lines_are_joined_without_a_space_between_chinese() -> None:
    assert texts(read("html", page("<p>用户应当\n    遵守本协议，使用\n  APP 时亦同。</p>"))) == [
        "用户应当遵守本协议，使用 APP 时亦同。"
    ]


def test_source_lines_that_are_numbered_are_paragraphs() -> None:
    body = "<p>服务条款\n1. 接受条款\n本服务随时更新。\n2. 服务简介\n</p>"
    assert texts(read("html", page(body))) == ["服务条款", "1. 接受条款", "本服务随时更新。", "2. 服务简介"]


def test_the_end_tag_of_a_line_break_is_one() -> None:
    assert texts(read("html", page("<p>更新日期：五月一日</br>生效日期：六月一日</p>"))) == [
        "更新日期：五月一日",
        "生效日期：六月一日",
    ]


def test_spans_on_lines_of_their_own_that_end_as_sentences_are_paragraphs() -> None:
    stack = "<p>\n<span>一、信息的收集</span>\n<span>我们收集手机号码。</span>\n<span>您可以拒绝。</span>\n</p>"
    assert texts(read("html", page(stack))) == ["一、信息的收集", "我们收集手机号码。", "您可以拒绝。"]
    pieces = "<p>\n<span>2</span>\n<span>.</span>\n<span>3 您应当遵守约定。</span>\n</p>"
    assert texts(read("html", page(pieces))) == ["2 . 3 您应当遵守约定。"]
    words = "<p>\n<span>您同意</span>\n<span>遵守</span>\n<span>本协议的约定。</span>\n</p>"
    assert texts(read("html", page(words))) == ["您同意遵守本协议的约定。"]


def test_a_sentence_goes_on_after_a_break_with_a_number_or_a_latin_word() -> None:
    cut = "1、互联网数据传输，无论是有线的还是无线的，均无法保证"
    assert texts(read("html", page(f"<p>{cut}<br>100%的安全。</p>"))) == [f"{cut} 100%的安全。"]
    assert texts(read("html", page("<p>如有疑问，请您在工作日的工作时间发送邮件联系我们<br>help@example.com</p>")))[
        1:
    ] == ["help@example.com"]


def test_all_text_of_what_is_left_out_is_listed_and_much_hidden_text_is_doubted() -> None:
    sentence = "我们会保护您的信息。"
    hidden = f'<div style="display:none"><b>隐私政策</b>正文如下。{sentence * 50}</div>'
    document = read("html", page(f"<p>{sentence * 200}</p>{hidden}"))
    assert [piece.text for piece in document.furniture] == [f"隐私政策 正文如下。{sentence * 50}"]
    assert [doubt.code for doubt in document.doubts] == ["hidden-text"]


def test_a_footer_that_closes_the_text_is_text_and_an_imprint_is_none() -> None:
    body = "<p>我们会保护您的信息，并按本政策使用它们，未经您的同意不会向任何人提供。</p>" * 5
    closing = "<footer><p>本政策未尽事宜，您需遵守我们的公告。</p><p>青禾科技有限公司</p></footer>"
    assert texts(read("html", page(body + closing)))[-2:] == [
        "本政策未尽事宜，您需遵守我们的公告。",
        "青禾科技有限公司",
    ]
    imprint = "<footer><p>本网站由青禾科技有限公司负责运营。</p><p>京ICP备1号</p></footer>"
    assert len(texts(read("html", page(body + imprint)))) == 5


def test_a_cell_of_addresses_is_no_navigation() -> None:
    row = "<tr><td>官网</td><td><a href=a>https://a.example</a> / <a href=b>https://b.example</a></td></tr>"
    (line,) = read("html", page(f"<table border=1>{row}<tr><td>用途</td><td>生成内容</td></tr></table>")).lines
    assert line.text == "官网\thttps://a.example / https://b.example\n用途\t生成内容"


def test_preformatted_text_keeps_its_lines() -> None:
    assert texts(read("html", page("<pre>用户协议\n一、总则\n　　本协议有效。</pre>"))) == [
        "用户协议",
        "一、总则",
        "本协议有效。",
    ]


def test_layout_evidence_is_kept() -> None:
    body = (
        '<h1>用户协议</h1><p style="text-align:center">（2025版）</p><p '
        'style="text-indent:2em">第一条</p><p>　　第二条</p>'
    )
    lines = read("html", page(body)).lines
    assert [line.outline for line in lines] == [1, None, None, None]
    assert [line.centred for line in lines] == [False, True, False, False]
    assert [line.indent for line in lines[2:]] == [2.0, 2.0]
    assert lines[0].size == 24.0 and lines[1].size == 12.0


def test_the_h1_is_the_declared_title_before_the_window_title() -> None:
    assert read("html", "<title>首页</title><h1>用户<br>协议</h1><p>正文。").title == "用户协议"
    assert read("html", "<title>用户协议</title><p>正文。").title == "用户协议"


def test_a_table_keeps_its_cells() -> None:
    body = "<table><tr><th colspan=2>名称</th></tr><tr><td>甲<br>方</td><td><b>乙方</b></td></tr></table>"
    (line,) = read("html", page(body)).lines
    assert [[("".join(s.text for s in cell.spans), cell.colspan) for cell in row] for row in line.rows] == [
        [("名称", 2)],
        [("甲 方", 1), ("乙方", 1)],
    ]
    assert line.text == "名称\n甲 方\t乙方"


def test_a_table_that_only_lays_out_text_is_text() -> None:
    assert texts(read("html", page("<table><tr><td><p>第一条</p><p>第二条</p></td></tr></table>"))) == [
        "第一条",
        "第二条",
    ]


def test_page_furniture_is_left_out_and_listed() -> None:
    body = """<nav><a href=a>首页</a></nav><div class="top-bar footer">版权所有 甲公司</div>
      <ul><li><a href=b>关于我们</a><li><a href=c>联系我们</a></ul><script>alert('脚本')</script><button>同意</button>
      <div style="display:none">隐藏的话</div><p>第一条 正文内容在此，篇幅远超上面各处的边角文字，因而不会被当作页面框架而漏掉。</p>"""
    document = read("html", page(body))
    assert len(document.lines) == 1
    assert [(item.kind, item.text) for item in document.furniture] == [
        ("navigation", "首页"),
        ("footer", "版权所有 甲公司"),
        ("navigation", "关于我们 联系我们"),
        ("other", "同意"),
        ("other", "隐藏的话"),
    ]


def test_a_list_of_links_into_the_page_is_its_contents() -> None:
    body = """<ul><li><a href="#a">一、服务内容和账号注册规则</a></li><li><a href="#b">二、用户行为规范与责任</a></li></ul>
      <p>一、服务内容和账号注册规则：用户应当在使用服务前完整阅读本协议的全部条款，并在理解之后作出同意的表示；
      未作出同意表示的，服务提供者有权拒绝提供服务，由此产生的一切后果由用户自行承担。</p>"""
    assert [item.kind for item in read("html", page(body)).furniture] == ["contents"]


def test_an_agreement_in_a_dialogue_that_a_script_would_open_is_read() -> None:
    body = "<p>注册</p><div style='display:none'><p>第一条 用户应当遵守本协议。</p></div>"
    assert "第一条 用户应当遵守本协议。" in texts(read("html", page(body)))


def test_captions_beside_the_agreement_are_left_out_and_its_parties_are_not() -> None:
    running = "用户应当在使用服务前完整阅读本协议的全部条款，并在理解之后作出同意的表示；未作出表示的，不得使用。"
    body = (
        f"<div>热门推荐</div><div><h3>用户协议</h3><div><p>{running}</p><p>{running}</p></div><p>甲方（签章）："
        "</p><p>返回顶部</p></div>"
    )
    document = read("html", page(body))
    assert texts(document) == ["用户协议", running, running, "甲方（签章）："]
    assert [item.text for item in document.furniture] == ["热门推荐", "返回顶部"]


def test_a_page_made_line_by_line_is_joined_again() -> None:
    lines = [
        "用户在使用本网站的各项服务之前应当关",
        "注并认真查阅用户协议以及隐私政策的任何",
        "变更，如不同意则应停止使用。",
    ]
    body = "".join(f"<div>{line}</div>" for line in lines * 3)
    assert texts(read("html", page(body))) == ["".join(lines)] * 3


def test_a_symbol_font_bullet_is_a_bullet_and_an_icon_alone_is_nothing() -> None:
    assert texts(read("html", page("<p>\uf06c甲</p><p>\ue63b</p><p>乙</p>"))) == ["• 甲", "乙"]


@pytest.mark.parametrize("data", ["<html></html>", "<script>var a = 1</script>", "<!-- -->", "<body> &nbsp; </body>"])
def test_a_page_without_text_is_an_error_that_says_so(data: str) -> None:
    with pytest.raises(SourceError):
        read("html", data)


def test_template_markup_is_tolerated() -> None:
    body = '<view><p>@{{ name }}与<%= company %>订立本协议。</p><my-part :x="y"><p>第一条</p></my-part></view>'
    assert texts(read("html", body))[-1] == "第一条"


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<ol><li>",
                "<table><tr><td>",
                "</td>",
                "<br>",
                "第一条",
                "内容。",
                "&nbsp;",
                "<",
                "<!--",
            ]
        )
    )
)
def test_broken_markup_never_breaks_the_reader(pieces: list[str]) -> None:
    try:
        document = read("html", "甲" + "".join(pieces))
    except SourceError:
        return
    assert all(line.text or line.auto_label for line in document.lines)


def test_the_lines_that_declare_the_parties_are_no_navigation() -> None:
    terms = "".join(
        f"<p>第{n}条 房屋用于居住，月租金三千元，按月支付，由出租人维修，承租人应当爱护房屋。</p>" for n in "一二三"
    )
    body = f"<h1>房屋租赁合同</h1><p>出租人：李青山</p><p>承租人（乙方）：王绿水</p>{terms}"
    found = texts(read("html", page(body).encode()))
    assert "出租人：李青山" in found and "承租人（乙方）：王绿水" in found


def test_captions_that_wait_for_a_value_are_no_navigation() -> None:
    parties = "".join(
        f"<li><div>{side}：</div><div>法定代表人：</div><div>住址：</div></li>" for side in ("甲方（委托方）", "乙方")
    )
    terms = "".join(f"<p>{n}、乙方代甲方经营网店，甲方按月支付服务费，双方按季度结算。</p>" for n in "一二三四")
    body = f"<div><h2>代运营协议</h2><div><ul>{parties}</ul></div><div>{terms}</div></div>"
    found = texts(read("html", page(body).encode()))
    assert found.count("法定代表人：") == found.count("住址：") == 2


def test_a_link_that_only_goes_back_is_a_button() -> None:
    body = '<p>1. 用户应当妥善保管密码。</p><p><a href="javascript:history.back()">阅读完毕并返回</a></p>'
    document = read("html", page(body).encode())
    assert texts(document) == ["1. 用户应当妥善保管密码。"]
    assert ("navigation", "阅读完毕并返回") in [(each.kind, each.text) for each in document.furniture]
