"""Where lists, captions, recitals and signatures stand: one small document each."""

from dataclasses import replace

from agreement_tool.model import Line, Span
from agreement_tool.structure.doubts import _tie_message
from agreement_tool.structure.search import BlockDecision, SearchStep, Tie
from tests.structure.lines import built, outline, paragraphs, printed, sketch

SENTENCE = "您应当妥善保管您的账户和密码。"


def test_a_list_below_a_heading_of_the_same_style_stands_under_it() -> None:
    def heading(text: str) -> Line:
        return Line((Span(text),), starts=True, outline=2)

    def item(text: str) -> Line:
        return Line((Span(text),), starts=True, depth=0)

    lines = [heading("1. 收集"), *paragraphs(SENTENCE), heading("2. 权利"), *paragraphs("您可以：")]
    lines += [item("1. 查询信息"), item("2. 删除信息"), item("3. 撤回同意"), heading("3. 联系"), *paragraphs(SENTENCE)]
    assert outline(built(lines).agreement.clauses) == "1. 2.(1. 2. 3.) 3."


def test_a_body_in_brackets_does_not_stand_in_the_recitals() -> None:
    lines = paragraphs("鉴于：", "甲方现作出如下承诺：", "（一）授权范围", SENTENCE, "（二）期限", SENTENCE)
    assert outline(built(lines).agreement.clauses) == "#鉴于： （一） （二）"


def test_lines_of_a_form_stand_under_their_item_and_a_sentence_below_them_does_not() -> None:
    form = ("使用目的：提供地图", "隐私政策：见官网")
    lines = paragraphs(
        "一、收集",
        "我们与下列服务商共享：",
        "（1）甲公司：",
        *form,
        "（2）乙公司：",
        *form,
        SENTENCE,
        "二、保护",
        SENTENCE,
    )
    first = built(lines).agreement.clauses[0]
    assert [child.label for child in first.children] == [None, "（1）", "（2）", None]
    assert [len(child.children) for child in first.children] == [0, 2, 2, 0]


def test_who_signs_and_when_set_at_the_right_are_lines_of_their_own_above_an_attachment() -> None:
    body = printed("一、" + SENTENCE, "二、" + SENTENCE, width=30)
    issuer, date = printed("示例信息技术有限公司", "2026年3月1日", "附件：", width=30)[:2]
    attached = printed("附件：", "值班办法", "一、" + SENTENCE, width=30)
    lines = [
        *body,
        replace(issuer, indent=20.0, right_space=0.0),
        replace(date, indent=22.0, right_space=0.0),
        *attached,
    ]
    found = sketch(built(lines, "示例通知").agreement.clauses)
    assert "示例信息技术有限公司\n2026年3月1日" in found and "附件： 值班办法" in found


def test_a_number_that_continues_a_list_is_its_sibling_whatever_stands_between() -> None:
    between = (SENTENCE, "上述义务如下：", SENTENCE)
    lines = paragraphs(
        "一、义务", "您承诺如下：", "1. 付款；", "2. 保密；", *between, "3. 配合。", "二、期限", SENTENCE
    )
    assert outline(built(lines).agreement.clauses) == "一、(1. 2. 3.) 二、"


def test_a_near_tie_of_two_places_names_both() -> None:
    chosen, other = BlockDecision("paragraph", 1), BlockDecision("paragraph", 2)
    message = _tie_message(Tie(0, chosen, other, 0.2, 0, SearchStep(chosen, None)))
    assert "第 1 级之下的无编号段落" in str(message) and "第 2 级之下的无编号段落" in str(message)


def test_a_tiered_number_and_of_at_a_lines_head_is_a_reference() -> None:
    lines = paragraphs("1. 试验", "1.1 通则", "1.2的试验适用于护套。", "1.2 弯曲试验", SENTENCE)
    assert outline(built(lines).agreement.clauses) == "1.(1.1 1.2)"
