"""Slips that drafters and converters make: each kind in several wordings, numberings and formats."""

from pathlib import Path

import pytest

from agreement_tool.model import Clause, Line, Span
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build
from tests.structure.lines import built, outline, printed

LOST_POINTS = {
    "1、服务范围\n\n按日保洁。\n\n2服务标准\n\n见附件。\n\n3、费用\n\n每月三千元。": "1、 2 3、",
    "第一条 范围\n委托维护：\n（一）巡检；\n（二）保养；\n（三应急抢修；\n（四）更换。\n第二条 费用\n"
    "五千元。": "第一条(（一） （二） （三 （四）) 第二条",
    "一、定义\n软件指天枢软件。\n二、许可\n不可转让。\n三“软件”的交付\n三日内交付。\n四、付款\n"
    "四期支付。": "一、 二、 三 四、",
    "一、居间\n三方同意居间。\n二、报酬\n二成报酬。\n三方共同确认金额。\n四、其他\n协商解决。": "一、 二、 四、",
}
HALF_LISTED = {
    "第三条 不得有下列行为：(1)发广告；(2)传谣言；(3)卖账号。\n(4)刷单；(5)恶意退款。\n(6)其他。\n"
    "第四条 可以封禁。": "第三条((1) (2) (3) (4) (5) (6)) 第四条",
    "一、用途\n我们用于：①服务；②改进；③安全；\n④客服。⑤统计；\n⑥其他用途。\n二、共享\n"
    "不共享。": "一、(① ② ③ ④ ⑤ ⑥) 二、",
    "一、义务\n1.交付房屋；2.维修房屋。\n3.缴纳物业费。4.协助登记。\n二、租金\n按期支付。": "一、(1. 2. 3. 4.) 二、",
    "一、行为\n您不得：1、发布违法信息；2、侵权；3、刷单。\n二、责任\n承担责任。": "一、 二、",
    "一、价款\n1、合同总价：2.5万元。\n2、付款方式：3、4月各付一半。\n二、其他\n协商。": "一、(1、 2、) 二、",
}
UNPRINTED_PARENTS = {
    "3.1 卖家应如实描述。\n3.2 卖家应发货。\n3.3 卖家应开票。\n4 售后\n4.1 七日可退。\n5 争议\n"
    "5.1 协商。": "3.1 3.2 3.3 4(4.1) 5(5.1)",
    "1.1 开发者应如实填写。\n1.2 应遵守规则。\n2 接口\n2.1 不超过一万次。\n3. 处罚\n"
    "3.1 停止服务。": "1.1 1.2 2(2.1) 3.(3.1)",
    "11 试验\n11.5 低温试验\n11.5.1 通则\n11.5.2的试验见下。\n11.5.2 弯曲\n12 验收\n"
    "见第3条。": "11(11.5(11.5.1 11.5.2)) 12",
}
REFERENCES_AT_A_LINES_HEAD = {
    "3 检验\n3.1 外观\n3.2的结果按3.4处理。\n3.2 尺寸\n用卡尺。\n3.3 性能\n3.3.1、3.3.2项目抽检。\n4 验收\n"
    "见前。": "3(3.1 3.2 3.3) 4",
}
LISTED_ATTACHMENTS = {
    "第一条 见附件1。\n第二条 下列附件为本合同的组成部分：\n附件1：清单\n附件2：报价单\n第三条 盖章生效。\n"
    "甲方（盖章）：\n日期：": "第一条 第二条(附件1： 附件2：) 第三条",
    "一、见附件一。\n二、其他\n一式两份。合同附件如下：\n附件一 说明书\n附件二 薪酬标准\n甲方：\n乙方：\n"
    "签订日期：": "一、 二、(附件一 附件二)",
    "第一条 见附录A。\n第二条 附录\n附录A：服务\n附录B：保密\n第三条 签署生效。\n甲方：\n乙方：\n年 月 日\n"
    "附录A：服务\n1. 驻场。\n2. 远程。": "第一条 第二条(附录A： 附录B：) 第三条 附录A：(1. 2.)",
}
GLUED_ATTACHMENTS = {
    "第一条 见附件1。\n第二条 见附件2和附件3。\n附件1：租金支付表附件2：设施清单附件3：住户守则\n"
    "1. 不得喧哗。": "第一条 第二条 附件1： 附件2： 附件3：(1.)",
    "一、见附件一和附件二。\n二、附件一与附件二同等有效。\n附件一 甲方分工附件二 乙方分工\n"
    "1. 推广。": "一、 二、 附件一 附件二(1.)",
}
MIXED_TIERS = {
    "一、定义\n一.1 软件\n指天枢软件。\n一.2 用户\n指使用人。\n二、许可\n二.1 范围\n"
    "不可转让。": "一、(一.1 一.2) 二、(二.1)",
    "三、管理\n三.1 周期\n三个月。\n三.2 组织\n1. 成立小组。\n2. 举行会议。\n三.2.1 验收\n"
    "一个月内验收。": "三、(三.1 三.2(1. 2. 三.2.1))",
}
SUCCESSORS = {
    "第一条 工期\n3.1 工期一百天。\n3.2 停工顺延；自身停工自负。 3.3 72 小时考核合格。3.4 验收合格交付。\n"
    "第二条 其他\n见 3.1 3.2 的约定。": "第一条(3.1 3.2 3.3 3.4) 第二条",
    "一、概况\n1.1 名称：天枢项目 1.2 地点：杭州市 1.3 规模：日产八千吨。\n二、费用\n"
    "按 1.1 1.2 执行。": "一、(1.1 1.2 1.3) 二、",
    "一、范围\n1）移交场地； 2）办理审批；\n3）提供接口； 4）13MW 机组。\n二、其他\n"
    "协商。": "一、(1） 2） 3） 4）) 二、",
}
COMMAS_AND_WIDE_LETTERS = {
    "第一条，租赁物\n仓库一间。\n第二条，租赁期限\n三年。\n第三条，租金\n"
    "按第二条，本合同期内不变。": "第一条， 第二条， 第三条，",
    "一、选项\nＡ．整租。\nＢ．分租。\nＣ．转租。\n二、其他\n协商。": "一、(Ａ． Ｂ． Ｃ．) 二、",
}
KINDS = (
    SUCCESSORS,
    COMMAS_AND_WIDE_LETTERS,
    MIXED_TIERS,
    LOST_POINTS,
    HALF_LISTED,
    UNPRINTED_PARENTS,
    REFERENCES_AT_A_LINES_HEAD,
    LISTED_ATTACHMENTS,
    GLUED_ATTACHMENTS,
)


def _as_markdown(text: str) -> str:
    return "\n\n".join(text.split("\n"))


def _as_html(text: str) -> str:
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>"


def _as_text(text: str) -> str:
    return text


FORMATS = {"txt": _as_text, "md": _as_markdown, "html": _as_html}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("text", "wanted"), [case for kind in KINDS for case in kind.items()])
def test_a_slip_does_not_break_the_tree(tmp_path: Path, text: str, wanted: str, suffix: str) -> None:
    file = tmp_path / f"agreement.{suffix}"
    file.write_text(FORMATS[suffix](text), encoding="utf-8")
    assert outline(build(read_source(file)).agreement.clauses) == wanted


def _item(label: str, text: str, depth: int) -> Line:
    return Line((Span(text),), starts=True, auto_label=label, depth=depth, indent=0.0)


SENTENCE = "用户逾期付款的，应当按日支付违约金。"


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        (("1. 0", "2. 0", "1. 1", "2. 1", "3. 0"), "1. 2.(1. 2.) 3."),
        (("a) 0", "a) 1", "b) 1", "b) 0", "a) 1"), "a)(a) b)) b)(a))"),
        (("1、 0", "1、 1", "1、 2", "2、 2", "2、 1", "2、 0"), "1、(1、(1、 2、) 2、) 2、"),
    ],
)
def test_lists_that_the_format_nests_are_nested_whatever_their_numbers_look_like(
    labels: tuple[str, ...], wanted: str
) -> None:
    lines = [_item(label.split()[0], SENTENCE, int(label.split()[1])) for label in labels]
    assert outline(built(lines).agreement.clauses) == wanted


def _texts(clauses: tuple[Clause, ...]) -> list[str]:
    return [clause.text for clause in clauses]


@pytest.mark.parametrize("torn", ["责", "责任", "的服", "相应的责"])
def test_a_few_characters_torn_off_go_on_below(torn: str) -> None:
    """A converter broke lines that had been broken before."""
    full, rest = "用户违反本协议，应当依照法律规定承担由此产", "务由用户承担。"
    lines = printed("1、" + full[:20], torn, rest, "2、" + full[:20], torn, rest, width=22)
    assert _texts(built(lines).agreement.clauses) == [full[:20] + torn + rest] * 2


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("1.1 本合同自____年__月__日起至____", "年__月__日止，期满可以续签。"),
        ("1.1 租金为每月______元（大写：", "__________元整），按月支付。"),
        ("1.1 乙方提供《设备维护与巡检", "管理办法》规定的服务。"),
    ],
)
def test_a_blank_that_is_counted_and_an_open_bracket_go_on_below(above: str, below: str) -> None:
    lines = printed(above, below, width=30)
    assert _texts(built(lines).agreement.clauses) == [(above + below)[4:]]


def test_a_closing_bracket_forgotten_in_a_sentence_joins_nothing() -> None:
    lines = printed("请阅读本《示例服务协议（以下称“协议”）。", "平台是为您提供服务的网络平台。", width=40)
    assert len(built(lines).agreement.clauses) == 2


@pytest.mark.parametrize("entries", [("一、投诉", "二、表决"), ("鉴于：", "一、投诉", "二、表决")])
def test_a_contents_list_of_few_entries_is_known_by_its_dots(entries: tuple[str, ...]) -> None:
    listed = [f"{entry}{'.' * 30}{page}" for page, entry in enumerate(entries, 1)]
    body = [line for entry in entries for line in (entry, SENTENCE)]
    found = built(printed("示例平台规则", "目录", *listed, *body, width=40)).agreement
    assert [furniture.kind for furniture in found.furniture] == ["contents"]
    assert outline(found.clauses).endswith("一、 二、")


@pytest.mark.parametrize("last", ["⑤ 出租方应当在收到通知后的十五日内作出答复。", "（二）租金按月支付，逾期另计。"])
def test_an_attachment_begins_behind_a_full_line(last: str) -> None:
    first = "① 出租方应当交付房屋。" if last.startswith("⑤") else "（一）房屋按期交付。"
    between = [f"{number} 其他义务。" for number in "②③④"] if last.startswith("⑤") else []
    lines = printed("一、义务", first, *between, last, "附件一 操作流程", "1. 登记。", "2. 领取。", width=len(last))
    assert outline(built(lines).agreement.clauses).endswith("附件一(1. 2.)")


def _placed(*texts: str) -> list[tuple[str | None, str]]:
    """Each unnumbered clause's words with the label above it."""
    lines = [Line((Span(text),), starts=True) for text in texts]
    found = built(lines).agreement
    return [
        (next((one.label for one in reversed(above) if one.label), None), clause.text or clause.heading)
        for clause, above in found.walk_with_parents()
        if clause.label is None
    ]


@pytest.mark.parametrize("last", ["© 2026 示例官网 · 保留所有权利", "（完）", "2026年3月1日", "感谢您的使用！"])
def test_what_closes_a_document_stands_in_no_item(last: str) -> None:
    assert (None, last) in _placed("一、联系", "您可以：", "• 邮箱：help@example.org", "• 地址： 中国", last)


def test_a_preamble_below_the_notes_of_a_form_is_the_bodys() -> None:
    preamble = "根据《中华人民共和国民法典》的规定，合同双方经协商一致，签订本合同。"
    notes = ("填写说明", "一、合同由双方填写。", "二、空白处划（/）表示。")
    assert (None, preamble) in _placed(*notes, preamble, "一、标的", SENTENCE, "二、费用", SENTENCE)
    assert ("一、", preamble) in _placed("一、总则", preamble, "二、费用", SENTENCE)


def test_a_caption_and_its_text_stand_in_the_unit_opened_last() -> None:
    found = _placed("3. 赔偿", "3.1 范围", SENTENCE, "3.2 方案", SENTENCE, "说明：", "按月计算。", "4. 其他", SENTENCE)
    assert ("3.2", "说明：") in found and ("3.2", "按月计算。") in found
