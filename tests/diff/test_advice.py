"""What a change asks for, by kind of document and kind of change."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import agreement_tool.check.rules
import agreement_tool.flag
from agreement_tool.diff.advice import advices, families, kinds_of_document
from agreement_tool.diff.compare import compare
from agreement_tool.diff.notice_clause import own_notice_clause
from agreement_tool.law.provisions import provisions
from agreement_tool.model import Diff
from tests.diff.build import agreement


def between(
    title: str, old: str, new: str, *more: str, published: str | None = None, effective: str | None = None
) -> Diff:
    sides = [
        replace(
            agreement(*((f"第{n}条", "", text) for n, text in zip("一二三四五六", (text, *more), strict=False))),
            title=title,
        )
        for text in (old, new)
    ]
    return compare(sides[0], replace(sides[1], published=published, effective=effective))


def said(diff: Diff) -> str:
    return "\n".join(why.zh for why in diff.reconsent_why)


PLATFORM = "商家应在店铺公示。卖家与买家在平台交易。商家、卖家、店铺、买家均适用。"


def test_only_a_platform_is_told_of_the_e_commerce_law() -> None:
    old, new = "平台每单向商家收取服务费2元。", "平台每单向商家收取服务费3元。"
    assert "《电子商务法》第三十四条" in said(between("商家入驻协议", old, new, PLATFORM))
    assert "十五日" not in (told := said(between("商家入驻协议", old, new, PLATFORM))) and "15日" in told
    assert "电子商务法" not in said(between("用户协议", "您每月支付20元。", "您每月支付30元。"))


def test_a_privacy_policy_needs_consent_anew_for_kinds_purpose_or_manner_only() -> None:
    kinds = between("隐私政策", "我们收集您的手机号。", "我们收集您的手机号和身份证号。")
    assert kinds.reconsent == "required" and "第十四条第二款" in said(kinds) and "以个人同意为处理基础的" in said(kinds)
    told = between("隐私政策", "如有疑问，请发送邮件至a@b.example。", "如有疑问，请发送邮件至c@d.example。")
    assert (told.reconsent == "notice" and "第十七条第一款、第二款" in said(told)) or "第十七条" in said(told)
    training = between("隐私政策", "我们采取加密措施。", "我们采取加密措施。我们举办培训课程，提高员工意识。")
    assert training.reconsent == "none"


@pytest.mark.parametrize(
    ("old", "new", "article"),
    [
        ("我们不会向第三方提供您的信息。", "我们会向合作伙伴提供您的信息。", "第二十三条"),
        ("登录时，我们收集您的昵称。", "登录时，我们收集您的昵称和人脸信息。", "第二十九条"),
        ("您的个人信息存储在境内。", "您的个人信息会传输至境外。", "第三十九条"),
    ],
)
def test_sharing_sensitive_information_and_export_need_separate_consent(old: str, new: str, article: str) -> None:
    diff = between("隐私政策", old, new)
    assert diff.reconsent == "required" and article in said(diff) and "单独同意" in said(diff)


def test_a_negotiated_contract_needs_a_supplement_and_no_rule_of_platforms() -> None:
    diff = between("设备采购合同", "卖方应在7日内发货。", "卖方应在15日内发货。", "买方逾期付款的，卖方有权催告。")
    assert diff.documents == ("contract", "sale")
    assert diff.reconsent == "required" and "《民法典》第五百四十三条" in said(diff)
    assert not any(law in said(diff) for law in ("电子商务法", "消费者权益保护法", "个人信息保护法"))


def test_liquidated_damages_name_their_ceiling() -> None:
    diff = between("采购合同", "违约金为合同总价的20%。", "违约金为合同总价的40%。", "买方付款，卖方交货。")
    assert "第五百八十五条第二款" in said(diff) and "百分之三十" in said(diff)


def test_nothing_is_advised_for_a_document_of_no_known_kind() -> None:
    diff = between("Terms", "fee 5元", "fee 6元")
    assert (diff.reconsent, diff.reconsent_why) == ("none", ())


def test_dates_that_leave_too_few_days_are_told() -> None:
    told = said(
        between("商家入驻协议", "服务费2元。", "服务费3元。", PLATFORM, published="2026-03-01", effective="2026-03-04")
    )
    assert "为 3 日，不足 7 日" in told
    own = "我们修改本协议的，将提前三十日公告修改后的协议。"
    assert "少于本协议自行约定的 30 日" in said(
        between("用户协议", "您支付2元。", "您支付3元。", own, published="2026-03-01", effective="2026-03-04")
    )


NOTICE = "我们修改本协议的，将提前七日公告修改后的协议。"


@pytest.mark.parametrize(
    "other",
    [
        "资费调整的，我们将在账单中提示，并按变更后的收费标准执行本协议。",
        "用户变更联系方式的，应及时通知我们，并依本协议更新资料。",
        "您更改账户信息的，系统会发送提示。",
    ],
)
def test_the_clause_on_changes_of_the_agreement_is_quoted_and_no_other(other: str) -> None:
    found = own_notice_clause(agreement(("第一条", "", other), ("第二条", "", NOTICE)))
    assert found is not None and found.sentence == NOTICE and found.days == 7
    assert own_notice_clause(agreement(("第一条", "", other))) is None


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("某某隐私政策", "您好。", "privacy"), ("劳动合同", "甲方聘用乙方。", "employment"),
        ("房屋租赁合同", "甲方出租。", "lease"),
        ("借款合同", "甲方借款。", "loan"), ("用户协议", "您同意。", "consumer"),
        ("协议", "甲方与乙方约定。", "contract"),
    ],
)  # fmt: skip
def test_the_kind_of_a_document_is_told_by_its_title_or_its_words(title: str, text: str, kind: str) -> None:
    assert kind in kinds_of_document(replace(agreement(("第一条", "", text)), title=title))


def test_every_advice_rests_on_provisions_and_every_pattern_compiles() -> None:
    for row in advices():
        assert row.basis and set(row.basis) <= set(provisions())
        assert row.says.zh and row.says.en
        re.compile(row.words)
        assert row.sentence("").zh.endswith(("条", "款", "项", "》"))
    for family in families():
        re.compile(family.title)
        re.compile(family.words)


def test_every_provision_is_used_by_a_flag_an_advice_or_a_rule() -> None:
    """What no code rests on has no place in the data."""
    used = {key for row in advices() for key in row.basis}
    flag, rules = Path(agreement_tool.flag.__file__).parent, Path(agreement_tool.check.rules.__file__).parent
    text = "".join(
        path.read_text("utf-8")
        for path in (*flag.rglob("*.py"), *flag.rglob("*.yaml"), *rules.glob("*"))
        if path.is_file()
    )
    cited = {
        key
        for key, row in provisions().items()
        if key in text or (row.article and f"{row.article}" in text and row.law.short.zh in text)
    }
    assert set(provisions()) <= used | cited


def test_consent_is_not_asked_anew_for_less() -> None:
    more, less = "我们收集您的手机号。", "我们收集您的手机号。我们收集您的位置信息。"
    assert between("隐私政策", more, less).reconsent == "required"
    assert between("隐私政策", less, more).reconsent == "notice"
    promised = between("隐私政策", more, f"{more}我们不会收集您的位置信息。")
    assert "重新取得同意" not in said(promised)
    broken = between("隐私政策", f"{more}我们不会向第三方提供您的信息。", more)
    assert broken.reconsent == "required"


def test_a_deleted_exclusion_of_liability_is_not_told_to_be_void() -> None:
    bound, free = "平台提供服务。", "平台提供服务。平台对任何损失不承担责任。"
    assert "第五百零六条" in said(between("用户协议", bound, free, "您使用本服务。"))
    assert "第五百零六条" not in said(between("用户协议", free, bound, "您使用本服务。"))


@pytest.mark.parametrize(
    ("title", "new", "article", "given"),
    [
        ("用户协议", "平台的协助不替代法院、仲裁机构或者监管部门的处理结果。", "《仲裁法》", False),
        ("用户协议", "您与平台的争议提交北岸仲裁委员会仲裁。", "《仲裁法》", True),
        ("隐私政策", "我们不会将您的日记用于用户画像。", "第二十四条", False),
        ("隐私政策", "我们会使用您的信息进行自动化决策，并向您推送内容。", "第二十四条", True),
        ("隐私政策", "定位权限用于获取您的当前位置，仅用于显示天气。", "第十四条第二款", True),
        ("用户协议", "请您阅读免除或者限制责任的条款。", "第五百零六条", False),
        ("用户协议", "因停电造成的损失，平台不承担任何责任。", "第五百零六条", True),
    ],
)
def test_advice_asks_for_what_the_changed_phrases_lay_down(title: str, new: str, article: str, given: bool) -> None:
    assert (article in said(between(title, "", new, "本文件自发布之日起施行。"))) is given


def test_rules_of_a_community_are_no_contract_of_two_sides() -> None:
    text = "甲方与乙方发生冲突的，由管理员调解。甲方逾期未回应的，乙方可以拆除其建筑。"
    assert "consumer" in kinds_of_document(replace(agreement(("1.", "", text)), title="方块公约"))
