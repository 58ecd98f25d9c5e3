"""Which tree a run of markers has: one row for each layout seen in the wild. A new odd one adds a row."""

import pytest

from agreement_tool.model import Line, Span
from tests.structure.lines import built, outline, paragraphs, printed

S = "您应当遵守本协议的约定。"
Q = "包括但不限于下列情形："
# What the layout is, its lines, the trees a careful lawyer accepts.
LAYOUTS: list[tuple[str, list[str], set[str]]] = [
    ("chapters and clauses", ["一、总则", "1. " + S, "2. " + S, "二、责任", "1. " + S], {"一、(1. 2.) 二、(1.)"}),
    (
        "articles run on across chapters",
        ["第一章 总则", "第一条 " + S, "第二条 " + S, "第二章 责任", "第三条 " + S],
        {"第一章(第一条 第二条) 第二章(第三条)"},
    ),
    (
        "articles under Han chapters, run on",
        ["一、期限", "第一条 " + S, "二、内容", "第二条 " + S, "三、报酬", "第三条 " + S, "第四条 " + S],
        {"一、(第一条) 二、(第二条) 三、(第三条 第四条)"},
    ),
    ("tiers", ["1. 定义", "1.1 " + S, "1.2 " + S, "2. 总则", "2.1 " + S], {"1.(1.1 1.2) 2.(2.1)"}),
    ("tiers under Han chapters", ["一、说明", "1.1 目的", S, "二、条款", "2.1 " + S], {"一、(1.1) 二、(2.1)"}),
    ("three tiers", ["1 总则", "1.1 定义", "1.1.1 " + S, "1.1.2 " + S, "1.2 范围"], {"1(1.1(1.1.1 1.1.2) 1.2)"}),
    ("items restart", ["1、" + Q, "（1）" + S, "（2）" + S, "2、" + Q, "（1）" + S], {"1、(（1） （2）) 2、(（1）)"}),
    (
        "four levels",
        ["第一条 " + Q, "（一）" + Q, "1. " + Q, "（1）" + S, "（2）" + S, "2. " + S, "（二）" + S, "第二条 " + S],
        {"第一条(（一）(1.(（1） （2）) 2.) （二）) 第二条"},
    ),
    ("a number is missing", ["一、" + S, "二、" + S, "四、" + S], {"一、 二、 四、"}),
    ("a number comes twice", ["1. " + S, "2. " + S, "2. " + S, "3. " + S], {"1. 2. 2. 3."}),
    (
        "a list begins with two",
        ["第一条 适用", "（二）" + S, "（三）" + S, "第二条 " + S],
        {"第一条(（二） （三）) 第二条"},
    ),
    ("the point changes", ["1. " + S, "2、" + S, "3. " + S], {"1. 2、 3."}),
    ("the width changes", ["1、" + Q, "（1) " + S, "（2）" + S, "(3) " + S], {"1、(（1) （2） (3))"}),
    ("an inserted article", ["第三条 " + S, "第三条之一 " + S, "第四条 " + S], {"第三条 第三条之一 第四条"}),
    ("letters and circles", ["1. " + Q, "a) " + Q, "① " + S, "② " + S, "b) " + S, "2. " + S], {"1.(a)(① ②) b)) 2."}),
    ("Roman items", ["1. " + Q, "i. " + S, "ii. " + S, "iii. " + S, "2. " + S], {"1.(i. ii. iii.) 2."}),
    (
        "letters up to i",
        ["1. " + Q, *(f"{c}. {S}" for c in "abcdefghij")],
        {"1.(" + " ".join(f"{c}." for c in "abcdefghij") + ")"},
    ),
    ("bullets", ["1. " + Q, "• " + S, "• " + S, "2. " + S], {"1.(• •) 2."}),
    (
        "the same style in itself",
        ["1. " + S, "2. " + Q, "1. 反对宪法的；", "2. 危害国家安全的；", "3. 其他。", "3. " + S],
        {"1. 2.(1. 2. 3.) 3."},
    ),
    (
        "attachments restart",
        ["一、总则", "1. " + S, "附件一：清单", "一、范围", "1. " + S, "附件二：价格", "一、总价"],
        {"一、(1.) 附件一：(一、(1.)) 附件二：(一、)"},
    ),
    (
        "headed parts restart",
        ["【特别提示】", S, "（1）" + S, "（2）" + S, "【协议正文】", "1. 定义", "1.1 " + S],
        {"#【特别提示】(（1） （2）) #【协议正文】(1.(1.1))"},
    ),
    (
        "a notice is left where the body begins",
        ["【特别提示】", S, "一、总则", "1. " + S, "二、附则", "1. " + S],
        {"#【特别提示】 一、(1.) 二、(1.)"},
    ),
    (
        "a numbered notice, then the body",
        ["使用说明", "一、" + S, "二、" + S, "甲方：", "第一条 标的", "（一）" + S, "第二条 " + S],
        {"#使用说明(一、 二、) 第一条(（一）) 第二条"},
    ),
    (
        "bilingual: each number twice",
        ["1.1 " + S, "1.1 You shall comply with it.", "1.2 " + S, "1.2 We may change it at any time."],
        {"1.1 1.1 1.2 1.2"},
    ),
    (
        "tiers before words that also count",
        [
            "1. 信息",
            "1.1 个人信息",
            "1.2个人信息的保护",
            "1.3 年费",
            "1.4日志信息",
            "1.5款项支付",
            "1.6目的",
            "2. 其他",
        ],
        {"1.(1.1 1.2 1.3 1.4 1.5 1.6) 2."},
    ),
    (
        "glued article headings",
        ["第一条约定事项", S, "第二条执行与监督", S, "第三条规定事项", S],
        {"第一条 第二条 第三条"},
    ),
    ("a decimal that is not a tier", ["1. " + S, "2.24小时内通知对方。", "3. " + S], {"1. 2. 3."}),
    ("a number on a line of its own", ["第一条", "服务内容", S, "第二条", "费用", S], {"第一条 第二条"}),
    (
        "bracketed headings inside chapters",
        ["一、总则", "【范围】", S, "【遵守】", Q, "（1）" + S, "（2）" + S, "二、账号", "【资料】", S, "【保管】", S],
        {"一、(#【范围】 #【遵守】(（1） （2）)) 二、(#【资料】 #【保管】)"},
    ),
    ("dashes before items", ["1. " + Q, "-（1）" + S, "-（2）" + S, "2. " + S], {"1.(（1） （2）) 2."}),
    (
        "an item's number given twice stays in its article",
        ["1. 使用", "(1) " + S, "(2) " + S, "2. 更改", "(1) " + S, "(1) " + S],
        {"1.((1) (2)) 2.((1) (1))"},
    ),
    (
        "a part begins its chapters anew",
        [
            *("1 概况", "1.1 " + S, "1.2 " + S, "2 主体", "2.1 " + S, "第二部分 通用条款"),
            *("1 定义", "1.1 " + S, "1.2 " + S, "2 义务", "2.1 " + S, "2.2 " + S, "3 期限", "3.1 " + S),
        ],
        {"1(1.1 1.2) 2(2.1) 第二部分(1(1.1 1.2) 2(2.1 2.2) 3(3.1))"},
    ),
    ("an item on its article's line", ["第六条 1. " + S, "2. " + S, "第七条 " + S], {"第六条(1. 2.) 第七条"}),
]


@pytest.mark.parametrize(("lines", "accepted"), [row[1:] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS])
def test_the_inferred_tree_is_one_a_lawyer_accepts(lines: list[str], accepted: set[str]) -> None:
    assert outline(built(paragraphs(*lines)).agreement.clauses) in accepted


# Numbers that begin a printed line and are part of a sentence.
TRAPS = [
    "1.3款约定进行公示并承担相应责任。",
    "第十三条的约定承担违约责任。",
    "第三条、第五条规定的除外情形。",
    "0.05%的标准向甲方支付违约金。",
    "2.5倍的价款作为赔偿。",
    "2019年修订的规则执行。",
    "10.1元的手续费由您承担。",
    "400-800-1234联系我们的客服。",
    "三、四季度的账单另行约定。",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_a_number_inside_a_sentence_is_no_clause(trap: str) -> None:
    head = "1. 如有违反，双方同意按照本协议正文所列"
    lines = printed(head, trap, "2. 您应当遵守本协议。", width=len(head))
    assert outline(built(lines).agreement.clauses) == "1. 2."


def test_a_choice_that_was_close_is_reported_and_a_clear_one_is_not() -> None:
    def doubts(bold: bool) -> list[str]:
        heading = Line((Span("其他事项", ("bold",) if bold else ()),), starts=True, centred=bold)
        lines = (*paragraphs("示例服务协议", "1. 定义", S, "2. 责任", S), heading, *paragraphs(S))
        return [doubt.code for doubt in built(lines).agreement.doubts if doubt.code == "near-tie"]

    assert (doubts(bold=True), doubts(bold=False)) == (["near-tie"], [])


def test_a_bullet_at_a_line_head_is_one_although_the_line_above_is_full() -> None:
    lines = printed("一、我们确保：", "• 信息是准确的并及时保持更新；以及", "• 信息是完整的。", "二、安全", width=17)
    assert outline(built(lines).agreement.clauses) == "一、(• •) 二、"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("5. 传播广告和垃圾信息以及其他的内容", "6. 其他"),
        ("5.2 退还部分或者全部已经支付的款项", "5.3 判断"),
        ("您在使用本服务时不得从事下列行为：", "（1）违法"),
    ],
)
def test_the_number_that_was_to_come_is_one_although_the_line_above_is_full(first: str, second: str) -> None:
    lines = (*paragraphs("1. " + S, "2. " + S, "3. " + S, "4. " + S, "5. 退款"), *paragraphs("5.1 " + S))
    if first.startswith("5. "):
        lines = lines[:4]
    drawn = outline(built((*lines, *printed(first, second, width=len(first)))).agreement.clauses)
    assert second.split()[0][:3] in drawn
