"""What a sentence is decides before its words; and what says nothing when it only comes or goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreement_tool.diff.compare import compare
from agreement_tool.diff.frames import frames
from agreement_tool.diff.settings import Setting
from agreement_tool.diff.signals import signal_book
from agreement_tool.diff.weigh import Weight, weigh, weigh_whole
from agreement_tool.model import Agreement, Change, Diff
from tests.diff.build import agreement

PRIVACY = frozenset({"privacy"})


def whole(text: str, lead: str = "", headings: str = "", documents: frozenset[str] = PRIVACY) -> tuple[str, ...]:
    return weigh_whole(text, Setting(lead, headings, documents=documents)).kinds


def reasons(weight: Weight) -> str:
    return "；".join(reason.zh for reason in weight.reasons)


@pytest.mark.parametrize(
    ("lead", "text", "kind"),
    [
        ("用户不得从事下列行为:", "群发垃圾邮件；", "prohibition"),
        ("用户不得从事下列行为:", "将服务用于招揽目的；", "prohibition"),
        ("以下情形无需征得您的同意:", "为应对突发公共卫生事件所必需的；", "privacy-exceptions"),
        ("公司不保证(包括但不限于):", "服务及时、安全、可靠；", "liability"),
        ("有下列情形之一的,平台有权终止服务:", "用户发送骚扰短信的；", "termination"),
    ],
)
def test_an_item_says_what_its_lead_in_says(lead: str, text: str, kind: str) -> None:
    assert whole(text, lead) == (kind,)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("以上条款的最终解释权归本公司所有。", "interpretation"),
        ("您可以点击头像，在设置中注销账号。", "privacy-rights"),
        ("本政策发生变更时，我们会通过邮件或者弹窗通知您。", "amendment"),
        ("电子邮箱：service@a.example", "contact"),
    ],
)
def test_a_sentence_is_what_it_is_about_whatever_its_words(text: str, kind: str) -> None:
    assert kind in whole(text)


def test_a_heading_alone_makes_nothing_weighty() -> None:
    assert whole("下载本文件", headings="账户注销须知") == ()
    assert "privacy-rights" in whole("您可以删除您的个人信息。", headings="账户注销须知")


def test_every_frame_names_known_kinds() -> None:
    known = {signal.kind for signal in signal_book().signals} | {""}
    for frame in frames():
        assert frame.kind in known
        assert frame.drops <= known


def test_lines_of_a_list_without_numbers_inherit_their_lead_in() -> None:
    kept = ("", "", "我们在以下情形处理您的信息，无需征得您的同意："), ("", "", "为订立合同所必需；")
    added = ("", "", "为履行法定义务所必需；")
    end = ("", "", "法律规定的其他情形。")
    old, new = (replace(agreement(*written), title="隐私政策") for written in ((*kept, end), (*kept, added, end)))
    (change,) = compare(old, new).changes
    assert change.material and change.categories == ("privacy-exceptions",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("双方应各自承担税费。", "双方各自承担税费。"),
        ("因本合同引起的争议，双方协商解决。", "因本合同引起的任何争议，双方协商解决。"),
        ("请勿将密码告知他人。", "请不要将密码告诉他人。"),
        ("乙方提供便利条件。", "乙方提供方便条件。"),
        ("未经甲方同意，乙方不得分包。", "未取得甲方同意，乙方不得分包。"),
    ],
)
def test_words_that_only_come_or_go_say_nothing(old: str, new: str) -> None:
    assert not weigh(old, new).material


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲方应支付报酬。", "甲方可以支付报酬。"),
        ("名额面向全体学员。", "名额面向新学员。"),
        ("费用包括交通费。", "费用包括交通费、餐费。"),
        ("用户违反而触犯法律的，承担责任。", "用户违反或触犯法律的，承担责任。"),
        ("甲方向乙方支付货款。", "乙方向甲方支付货款。"),
    ],
)
def test_one_put_for_another_counts(old: str, new: str) -> None:
    assert weigh(old, new).material


def test_another_mail_address_is_told() -> None:
    weight = weigh("请与 a@b.example 联系。", "请与 c@d.example 联系。")
    assert weight.kinds[0] == "contact" and weight.reasons[0].zh == "邮箱由 a@b.example 改为 c@d.example"


def sole(diff: Diff) -> Change:
    (change,) = diff.changes
    return change


def test_the_signature_block_is_told_as_one_and_its_day_is_no_term() -> None:
    def signed(name: str, day: str) -> Diff:
        sides = []
        for who, when in (("王强", "2024年3月1日"), (name, day)):
            whole = agreement(
                ("第一条", "", "租金每月 8,000 元。"), ("", "", f"甲方：青山公司\n法定代表人：{who}\n{when}")
            )
            sides.append(replace(whole, clauses=(whole.clauses[0], replace(whole.clauses[1], kind="signature"))))
        return compare(*sides)

    day = sole(signed("王强", "2024年4月1日"))
    assert not day.material and day.why is not None and day.why.zh.startswith("落款改动")
    who = sole(signed("李明", "2024年3月1日"))
    assert who.material and who.categories == ("contact",)


def test_a_sentence_that_went_elsewhere_is_no_typography() -> None:
    first, moved, second = "租赁物为数控机床两台。", "租赁物安装在承租人厂房。", "租金每月 8,000 元。"
    more, rest = "承租人负责日常保养。", "租金按月支付，节假日顺延。"
    old = agreement(("第一条", "", first + moved + more), ("第二条", "", second + rest))
    new = agreement(("第一条", "", first + more), ("第二条", "", second + moved + rest))
    change = sole(compare(old, new))
    assert change.type == "moved" and change.categories == ("relocated",) and not change.material
    assert change.why is not None and change.why.zh == f"“{moved}”由第一条移至第二条"
    assert [[ref.label for ref in side] for side in (change.old, change.new)] == [["第二条", "第一条"]] * 2
    for clauses, op in ((old.clauses, "insert"), (new.clauses, "delete")):
        spelt = "".join(segment.text for segment in change.segments if segment.op != op)
        assert spelt == clauses[1].text + clauses[0].text


def test_a_sentence_that_went_from_a_clause_that_changed_in_something_else_too_is_told_at_both() -> None:
    moved, rest = "租赁物安装在承租人厂房。", "租金按月支付，节假日顺延。"
    old = agreement(("第一条", "", "押金为一个月租金。" + moved), ("第二条", "", rest))
    new = agreement(("第一条", "", "押金为两个月租金。"), ("第二条", "", moved + rest))
    told = [(change.type, change.why.zh) for change in compare(old, new).changes if change.why]
    assert [kind for kind, _ in told] == ["text", "text"]
    assert all(moved[:-1] in why for _, why in told)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("除您因使用云帆软件及其各项附属功能而支付给云帆软件及其服务商的费用以外，不承担责任。",
         "除您因使用海风软件及其各项附属功能而支付给海风软件及其服务商的费用以外，不承担责任。",
         "price"),
        ("任何一方可提前十五日书面通知对方解除本协议。", "任何一方可提前十五日通过平台通知对方解除本协议。",
         "termination"),
    ],
)  # fmt: skip
def test_no_advice_rests_on_words_that_stand_only_in_what_did_not_change(old: str, new: str, kind: str) -> None:
    assert kind not in weigh(old, new).kinds


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("保管人应当投保财产险。", "保管人应当投保财产险和责任险。", "增加“和责任险”"),
        ("花艺师负责布置和拆除会场。", "花艺师负责布置会场。", "删去“和拆除”"),
        ("花艺师负责布置会场、搬运花材、摆放桌椅。", "花艺师负责设计方案、采购道具、拍摄照片、看护花圃、清洗地毯。",
         "“布置会场、搬运花材”改为“设计方案、采购道具、拍摄照片、看护花圃”；“摆放桌椅”改为“清洗地毯”"),
    ],
)  # fmt: skip
def test_what_no_kind_tells_is_quoted_or_left_to_the_reader(old: str, new: str, told: str) -> None:
    weight = weigh(old, new)
    assert weight.material and reasons(weight) == told


@pytest.mark.parametrize(
    ("lead", "headings", "item", "kind"),
    [
        ("我们将收集的信息用作下列用途:", "", "评估推广活动的效果，并加以改善；", "privacy-purpose"),
        ("我们收集以下信息:", "", "游戏战绩；", "privacy-kinds"),
        ("", "数据本地化存储", "用户收藏的文章", "content"),
        ("", "第三方服务", "星火模型", "content"),
        ("", "第三方服务", "第三方 SDK：星火模型", "recipients"),
        ("", "如何联系我们", "13800138000", "contact"),
    ],
)
def test_an_item_of_a_policy_is_what_its_list_is_about(lead: str, headings: str, item: str, kind: str) -> None:
    setting = Setting(lead, headings, documents=frozenset({"privacy"}), item=True)
    assert weigh_whole(item, setting).kinds[0] == kind


def test_a_ruled_line_put_in_is_told_as_one() -> None:
    old, new = agreement(("1.1", "", "甲方付款。")), agreement(("1.1", "", "甲方付款。"), ("", "", "----"))
    assert [(change.type, change.material, change.categories) for change in compare(old, new).changes] == [
        ("added", False, ("editorial",))
    ]


def test_elsewhere_than_in_a_policy_only_what_tells_of_persons_is_personal_information() -> None:
    setting = Setting(documents=frozenset({"consumer"}))
    old, new = "平台向用户提供数据报告下载，用于研究。", "平台向用户提供数据报告下载和接口调用，用于研究和教学。"
    assert not [kind for kind in weigh(old, new, setting).kinds if kind.startswith("privacy")]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (
            "如对本政策有疑问，可通过提交工单与我们联系。",
            "如对本政策有疑问，可通过在线客服与我们联系。",
            "privacy-kinds",
        ),
        ("车辆用途为办公，不得用于营运。", "车辆用途为观展，不得用于营运。", "prohibition"),
        ("", "我们通过保密协议、监控和审计机制对数据进行全面安全控制。", "privacy-rights"),
        ("", "主播应避免对来访者造成消极的暗示。", "liability"),
        ("", "内置节假日数据（覆盖 2025–2026 年）。", "period"),
        ("", "如您对本协议有疑问，请勿进行下一步操作。", "prohibition"),
        ("", "请您审慎阅读，特别是免除或者限制责任的条款。", "liability"),
        ("", "您理解并同意，使用本软件的风险由您自行承担。", "risk"),
    ],
)
def test_a_kind_that_the_changed_words_do_not_prove_is_not_found(old: str, new: str, kind: str) -> None:
    setting = Setting("", "您的权利\n我们收集的信息", documents=frozenset({"privacy"}))
    weight = weigh(old, new, setting) if old else weigh_whole(new, setting)
    assert kind not in weight.kinds


def test_a_line_that_only_names_what_stands_below_and_the_address_of_a_page_weigh_nothing() -> None:
    assert not weigh_whole("存储方式与位置：", Setting("", "我们收集的信息", item=True)).material
    moved = weigh("本条款的获取地址为 https://a.cn/x 。", "本条款的获取地址为 https://a.cn/y 。")
    assert not moved.material and moved.reasons[0].zh == "仅网页地址变化"


def test_traditional_characters_are_judged_as_simplified_ones_and_quoted_as_printed() -> None:
    assert "ip" in weigh_whole("使用者將被視為授權本公司將該內容用於促銷目的。").kinds
    assert "termination" in weigh_whole("於下列情況，本公司得中止提供本服務。").kinds
    told = reasons(weigh("商家應當投保財產險。", "商家應當投保財產險和責任險。"))
    assert told == "增加“和責任險”"


def test_a_product_called_otherwise_in_the_title_and_at_the_beginning_is_a_name_in_every_clause() -> None:
    def named(name: str) -> Agreement:
        welcome, duty = f"欢迎使用{name}，请遵守《{name}服务条款》。", f"您无权转让{name}。"
        return replace(agreement(("第一条", "", welcome), ("第二条", "", duty)), title=f"{name}服务条款")

    sides = named("山海通"), named("云岭行")
    assert not any(change.material for change in compare(*sides).changes)


def test_another_box_ticked_and_another_divisor_are_told() -> None:
    assert reasons(weigh("□ 按次计费，价格如下。", "☑ 按次计费，价格如下。")) == "“□按次计费”改为“☑按次计费”"
    assert reasons(weigh("日租金为月租金÷21。", "日租金为月租金÷30。")).startswith("“21”改为“30”")
