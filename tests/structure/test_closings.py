"""What closes a document, a list or a page stands in none of their items."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreement_tool.model import Cell, Clause, Line, Span
from tests.structure.lines import built, outline, paragraphs

SENTENCE = "您应当妥善保管您的账户和密码。"
LAST = "再次提醒：本文件以中文为准。"


def _ruled(text: str) -> Line:
    return replace(paragraphs(text)[0], rule_above=True)


def _above(lines: list[Line], wanted: str) -> str | None:
    """The label above the clause whose words these are."""
    found: list[tuple[Clause, tuple[Clause, ...]]] = list(built(lines).agreement.walk_with_parents())
    above = next(parents for clause, parents in found if wanted in (clause.text, clause.heading))
    return next((one.label or one.heading for one in reversed(above)), None)


def test_a_paragraph_below_a_rule_at_the_end_is_the_documents() -> None:
    body = paragraphs(
        "一、服务", SENTENCE, "二、联系", "请通过以下方式联系我们：", "• 邮箱：help@example.org", "• 在线客服"
    )
    assert _above([*body, _ruled(LAST)], LAST) is None
    assert _above([*body, *paragraphs(LAST)], LAST) == "二、"


def test_it_leaves_the_last_unnumbered_heading_as_well() -> None:
    heading = Line((Span("联系我们"),), starts=True, outline=2)
    body = [heading, *paragraphs("邮箱：help@example.org。")]
    assert _above([*body, _ruled(LAST)], LAST) is None
    assert _above([*body, *paragraphs(LAST)], LAST) == "联系我们"


def test_a_rule_ends_no_list_that_goes_on_below_it() -> None:
    lines = [
        *paragraphs("一、服务", "1. 甲方提供平台。"),
        _ruled(SENTENCE),
        *paragraphs("2. 乙方使用平台。", "二、其他", SENTENCE),
    ]
    assert outline(built(lines).agreement.clauses) == "一、(1. 2.) 二、"
    assert _above(lines, SENTENCE) == "1."


def test_a_table_to_be_signed_stands_in_no_clause() -> None:
    cells = tuple(Cell((Span(text),)) for text in ("甲方（盖章）：", "乙方（盖章）："))
    spans = (Span("甲方（盖章）：\t乙方（盖章）："),)
    table = Line(spans, starts=True, rows=(cells,))
    lines = [*paragraphs("一、标的", "1. 甲方交付软件。", "2. 乙方付款。"), table]
    assert built(lines).agreement.clauses[-1].kind == "table"


def test_a_table_to_be_signed_stands_in_no_clause_although_an_attachment_follows() -> None:
    cells = tuple((Cell((Span(text),)),) for text in ("个人", "姓名：", "电话：", "签字：", "日期："))
    table = Line((Span("个人\n姓名：\n电话：\n签字：\n日期："),), starts=True, rows=cells)
    lines = [*paragraphs("1. 甲方交付软件。", "2. 乙方付款。"), table, *paragraphs("附件一：说明", SENTENCE)]
    assert [clause.kind for clause in built(lines).agreement.clauses][2] == "table"


def test_an_attachment_behind_the_signed_body_has_a_signature_of_its_own() -> None:
    signed = ("甲方（盖章）：", "乙方（盖章）：", "日期：2024年1月1日")
    lines = paragraphs("1. 甲方交付软件。", *signed, "附件一：保修书", "一、范围", SENTENCE, *signed)
    _, second, attached = built(lines).agreement.clauses
    assert second.kind == "signature"
    assert [clause.kind for clause in attached.children][-1] == "signature"


@pytest.mark.parametrize(
    ("chapter", "last", "above"),
    [
        ("五、违约", "此协议一式两份，双方各执一份。", None),
        ("五、其他", "此协议一式两份，双方各执一份。", "五、"),
        ("五、违约", "请您在发现任何违反本协议之情形时，通知青禾。", None),
        ("五、违约", "您可以通过如下联络方式同青禾联系：", None),
        ("五、联系", "您可以通过如下联络方式同青禾联系：", "五、"),
    ],
)
def test_a_sentence_on_the_whole_stands_in_a_chapter_that_says_so_or_in_none(
    chapter: str, last: str, above: str | None
) -> None:
    lines = paragraphs("四、付款", SENTENCE, chapter, "一方违约的，应当赔偿。", last)
    assert _above([*lines], last) == above


@pytest.mark.parametrize(
    "summary", ["本节所称资料是指账户和密码。", "上述服务可能需要您开启访问权限。", "您理解并同意，以上服务可能收费。"]
)
def test_what_sums_up_a_list_of_sentences_stands_below_it(summary: str) -> None:
    items = ("1.1 登录。您可以登录账号。", "1.2 支付。您可以完成支付。", "1.3 客服。您可以联系客服。")
    assert _above([*paragraphs("1. 功能", *items, summary, "2. 其他", SENTENCE)], summary) == "1."


@pytest.mark.parametrize(("end", "above"), [("；", "第六条"), ("。", "3、")])
def test_a_sentence_below_items_that_end_with_semicolons_is_none_of_theirs(end: str, above: str) -> None:
    items = (f"1、甲方提前收回房屋{end}", f"2、甲方擅自上调租金{end}", "3、乙方拖欠租金。")
    last = "一方违约的，应当赔偿另一方因此受到的损失。"
    assert _above([*paragraphs("第六条 违约", *items, last, "第七条 其他", SENTENCE)], last) == above


def test_the_last_item_has_a_paragraph_where_each_before_it_has_one() -> None:
    items = [text for mark in "abc" for text in (f"{mark}. 服务商{mark}提供。", f"我们与服务商{mark}共享您的订单。")]
    lines = [*paragraphs("（1）合作伙伴包括：", *items, "（2）共享要求：", SENTENCE)]
    assert _above(lines, "我们与服务商c共享您的订单。") == "c."


def test_a_short_item_among_sentences_heads_the_paragraph_below_it() -> None:
    items = ("1. 您应当通过本网站使用本服务。", "2. 您不得使用未经授权的插件。", "3. 第三方提供的产品", SENTENCE)
    assert (
        _above([*paragraphs("（一）使用服务的方式如下：", *items, "（二）承诺", "您承诺合法使用。")], SENTENCE) == "3."
    )


def test_a_tiered_number_behind_a_bullet_is_the_number() -> None:
    lines = paragraphs("3. 共享", "• 3.1 对外共享", SENTENCE, "• 3.2 转让", SENTENCE)
    assert outline(built(lines).agreement.clauses) == "3.(3.1 3.2)"


def test_a_drafter_who_leaves_the_leading_tier_out_goes_on_with_the_list() -> None:
    lines = paragraphs(
        "三、保护", "3.1、用户应当注册。", "3.2、用户应当实名。", "3、用户应当付费。", "4、用户应当守法。", "四、其他"
    )
    assert outline(built(lines).agreement.clauses) == "三、(3.1、 3.2、 3、 4、) 四、"


def test_the_edition_of_the_agreement_closes_it() -> None:
    last = "本用户协议版本: 1.0"
    assert _above([*paragraphs("1. 联系", "邮箱：help@example.org", last, "生效日期：2026年4月13日")], last) is None


def _item(text: str, items: int = 1) -> Line:
    return replace(paragraphs(text)[0], items=items, depth=items - 1 if items else None)


def test_a_paragraph_below_a_list_that_the_format_closed_is_no_items() -> None:
    items = [_item("1. 不得发布违法信息。"), _item("2. 不得攻击系统。"), _item("3. 不得冒用他人身份。")]
    heads = [replace(_item(text, 0), outline=2) for text in ("1. 服务", "2. 账号", "3. 规则", "4. 付费")]
    lines = [*heads[:3], *items, _item(SENTENCE, 0), heads[3], _item("按次付费。", 0)]
    assert outline(built(lines).agreement.clauses) == "1. 2. 3.(1. 2. 3.) 4."
    assert _above(lines, SENTENCE) == "3."


def test_a_list_that_goes_on_below_the_paragraph_contradicts_the_format() -> None:
    lines = [_item("1. 甲方提供平台。"), _item(SENTENCE, 0), _item("2. 乙方使用平台。"), _item("3. 丙方付款。")]
    assert _above([_item("一、服务", 0), *lines], SENTENCE) == "1."


def test_an_item_that_introduces_something_keeps_it() -> None:
    lines = [_item("一、责任", 0), _item("• 甲方："), _item("甲方应当付款。", 0), _item("• 乙方："), _item(SENTENCE, 0)]
    assert _above(lines, SENTENCE) == "•"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("合", "作", "协", "议"), "合作协议"),
        (("知行", "隐私政策"), "知行隐私政策"),
        (("会员服务协议（Membership Service Agreement）",), "会员服务协议（Membership Service Agreement）"),
    ],
)
def test_titles_of_odd_shapes(lines: tuple[str, ...], title: str) -> None:
    head = [replace(line, outline=1 if at == 0 else None) for at, line in enumerate(paragraphs(*lines))]
    assert built([*head, *paragraphs("一、服务", SENTENCE)]).agreement.title == title


def test_a_number_that_goes_on_behind_blanks_is_the_next_clause() -> None:
    glued = f"二、{SENTENCE} \u3000\u3000三、{SENTENCE}"
    assert (
        outline(built(paragraphs(f"一、{SENTENCE}", glued, f"四、{SENTENCE}")).agreement.clauses)
        == "一、 二、 三、 四、"
    )
    inside = f"二、{SENTENCE} \u3000\u3000五、{SENTENCE}"
    assert (
        outline(built(paragraphs(f"一、{SENTENCE}", inside, f"三、{SENTENCE}")).agreement.clauses) == "一、 二、 三、"
    )


def test_a_subtitle_holds_nothing() -> None:
    head = [
        Line((Span(text),), starts=True, outline=level) for level, text in ((1, "使用条款"), (2, "示例应用的使用协议"))
    ]
    lines = [*head, *paragraphs("1. 引言", SENTENCE, "2. 其他", SENTENCE)]
    assert outline(built(lines).agreement.clauses) == "#示例应用的使用协议 1. 2."
