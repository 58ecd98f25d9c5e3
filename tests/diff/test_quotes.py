"""A reason quotes what changed and names no kind; kinds, which advice rests on, need what the sentence lays down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreement_tool.diff.compare import compare
from agreement_tool.diff.excerpts import excerpt
from agreement_tool.diff.operative import operative
from agreement_tool.diff.phrases import shortened
from agreement_tool.diff.settings import Setting
from agreement_tool.diff.similarity import ratio
from agreement_tool.diff.weigh import Weight, weigh, weigh_whole
from agreement_tool.model import Change
from tests.diff.build import Written, agreement

PRIVACY = Setting(documents=frozenset({"privacy"}))


def told(weight: Weight) -> str:
    return "；".join(reason.zh for reason in weight.reasons)


def changes(old: Written, new: Written) -> list[Change]:
    last = ("9.", "", "本协议一式两份，双方各执一份。")
    return list(compare(agreement(old, last), agreement(new, last)).changes)


@pytest.mark.parametrize(
    ("old", "new", "quoted"),
    [
        ("请出示驾驶证原件。", "请出示台胞证原件。", "“驾驶证”改为“台胞证”"),
        ("应支付管理费。", "应支付清洁费。", "“管理费”改为“清洁费”"),
        ("出租人负责维修。", "承租人负责维修。", "“出租人”改为“承租人”"),
    ],
)
def test_no_term_is_cut(old: str, new: str, quoted: str) -> None:
    assert quoted in told(weigh(old, new))


def test_what_weighs_nothing_is_quoted_too() -> None:
    (change,) = changes(("1.", "", "更新日期：2031年3月8日"), ("1.", "", "更新日期：2031年3月26日"))
    assert not change.material
    assert change.why is not None and change.why.zh == "措辞改动；“2031年3月8日”改为“2031年3月26日”"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Merchants represent and warrant that the goods are theirs", "Merchants represent and warrant that…"),
        ("此约定为北岸公司常用的Application通用约定，各处通用", "此约定为北岸公司常用的…"),
        ("短句", "短句"),
    ],
)
def test_a_shortened_quotation_ends_at_a_word(text: str, short: str) -> None:
    assert shortened(text) == short


def test_conditions_reasons_and_brackets_lay_nothing_down() -> None:
    kept = operative("如乙方逾期支付尾款，或拒绝签收，丙方有权披露其信息（包括电话）。")
    assert kept.replace("，", "") == "丙方有权披露其信息。"
    assert operative("如乙方逾期支付尾款。") == "如乙方逾期支付尾款。"


@pytest.mark.parametrize(
    ("text", "setting", "kind"),
    [
        ("如会员逾期支付服务费，平台有权停止其使用平台服务。", Setting(), "termination"),
        ("会员授予平台免费使用的权利，平台可复制、修改、传播其作品。", Setting(), "ip"),
        ("各方责任以实际支付的服务费为上限，赔偿总额不超过该金额。", Setting(), "liability"),
        ("您可在发票页查询或删除您的发票信息。", PRIVACY, "privacy-rights"),
        ("违规者将被禁言。", Setting(), "penalty"),
    ],
)
def test_a_whole_clause_is_of_the_kind_that_it_lays_down(text: str, setting: Setting, kind: str) -> None:
    assert kind in weigh_whole(text, setting).kinds


def test_a_company_among_third_parties_is_a_recipient() -> None:
    sdk = Setting(headings="我们如何共享信息\n推送服务SDK", documents=frozenset({"privacy"}))
    assert weigh_whole("公司名称：北岸网络科技有限公司", sdk).kinds == ("recipients",)
    assert weigh_whole("公司名称：北岸网络科技有限公司").kinds == ("contact",)


def test_an_edit_that_binds_counts_in_an_invitation_to_read() -> None:
    assert weigh("请仔细阅读本协议。", "请仔细阅读本协议，未成年人应由监护人陪同阅读。").material
    assert not weigh("请仔细阅读本协议。", "请您务必仔细阅读并理解本协议。").material


def test_english_with_curly_quotes_is_compared_as_english() -> None:
    one = "“Log data” is information that is collected when you use our services, whether through cookies or not."
    other = "We use small files (“cookies”) to enhance your experience; they are placed on the device that you use."
    assert ratio(one.replace(" ", ""), other.replace(" ", "")) < 0.3


def test_a_clause_that_an_edit_took_up_is_neither_loss_nor_gain() -> None:
    items = [("1.1", "", "权利人的身份证明文件（姓名、联系方式等）；"), ("1.2", "", "侵权事实的初步证明材料。")]
    old = ("1.", "", "投诉应包含：", *items)
    new = ("1.", "", "投诉应包含：权利人的身份证明文件、侵权事实的初步证明材料。收到有效投诉后依法处理。")
    taken_up = [change for change in changes(old, new) if change.why and "并入" in change.why.zh]
    assert taken_up and not any(change.material for change in taken_up)


def test_a_heading_that_says_the_reverse_is_important() -> None:
    found = changes(*(("1.", f"{leave}转售", "渠道商依本条办理相关手续。") for leave in ("限制", "允许")))
    assert [change.material for change in found if change.type in ("heading", "text")] == [True]


def test_another_box_ticked_is_one_change() -> None:
    (change,) = changes(*(("1.", "", "约定方式：", ("", "", box)) for box in "☐☑"))
    assert change.material and change.why is not None and "“☐”改为“☑”" in change.why.zh


def test_a_number_of_the_version_inside_a_long_line_is_no_term() -> None:
    line = "文档版本 {}· 落款日期 2031-03-{} · 以下每条都已核对，任何人不得擅自修改，修改须经评审。"
    assert not weigh(line.format("1.2", "08"), line.format("1.3", "09")).material
    assert weigh("交付日期：2031年3月8日。", "交付日期：2031年4月8日。").material


def test_a_reason_quotes_the_text_that_stood_there() -> None:
    lines = [f"{{0}}负责第{n}项，{{0}}提供资料，并存档备查。" for n in range(1, 5)]
    old, new = ([("", "", line.format(name)) for line in lines] for name in ("青山公司", "蓝湖公司"))
    old.append(("", "", "青山公司须自行保管钥匙，不得交给他人使用。"))
    new.append(("", "", "蓝湖公司须自行保管钥匙，可以交给他人使用。"))
    found = compare(agreement(*old), agreement(*new)).changes
    assert [change.why.zh for change in found if change.material and change.why] == ["“不得”改为“可以”"]


@pytest.mark.parametrize(
    "text",
    [
        "平台可对预约、报价、支付、退款、投诉等环节进行记录。",
        "经营者可另行购买单份版权详细报告。",
        "经营者卷入重大诉讼或仲裁程序的，应当报告。",
    ],
)
def test_a_noun_proves_no_kind(text: str) -> None:
    assert {"termination", "price", "ip", "jurisdiction"}.isdisjoint(weigh_whole(text).kinds)


def test_an_event_of_default_matters_whatever_it_mentions() -> None:
    default = Setting(lead="客户有下列情形之一的,即构成违约:", item=True)
    assert weigh_whole("客户被宣告失踪或者被采取强制措施；", default).kinds == ("liability",)


def test_a_place_in_a_list_is_not_quoted() -> None:
    old, new = "可共享：短信、支付、地图、实名核验。", "可共享：地图、短信、实名核验。"
    assert "地图" not in told(weigh(old, new)) and "支付" in told(weigh(old, new))


def test_what_an_item_says_is_collected_matters() -> None:
    collected = Setting(
        lead="我们收集下列信息:", headings="我们收集的信息", documents=frozenset({"privacy"}), item=True
    )
    assert weigh("上传的图片、凭证、评价、留言；", "上传的图片、留言、备注、反馈；", collected).material


def test_the_last_mentions_of_an_old_name_are_the_name() -> None:
    old = [("", "", text) for text in ("使用SkyBlock须遵守规则。", "SkyBlock不得转让账号。", "RiverPark对账号负责。")]
    new = [("", "", text.replace("SkyBlock", "RiverPark")) for _, _, text in old]
    assert not any(change.material for change in compare(agreement(*old), agreement(*new)).changes)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("本合同的成立、生效、履行、解释及争议的解决均适用本国法律。", "jurisdiction"),
        ("追偿（含向法院提起诉讼）造成的一切损失由借款人承担。", "liability"),
        ("借款人死亡的，由继承人、监护人或者财产代管人继续履行。", "content"),
    ],
)
def test_a_bracket_or_one_of_several_persons_is_not_the_point(text: str, kind: str) -> None:
    assert kind in weigh_whole(text, Setting(documents=frozenset({"contract"}))).kinds


@pytest.mark.parametrize(
    ("old", "new", "quoted"),
    [
        ("乙方应承担维修费用。", "乙方不应承担维修费用。", "“乙方应承担维修费用”改为“乙方不应承担维修费用”"),
        ("修改后的协议将公告。", "修改后的条款拟公告。", "“协议将”改为“条款拟”"),
        (
            "可提供给物流方。两种情形均须记录。",
            "可提供给物流方；亦可提供给仓库。任何情形均须记录。",
            "增加“亦可提供给仓库”",
        ),
    ],
)
def test_whole_phrases_are_quoted(old: str, new: str, quoted: str) -> None:
    assert quoted in told(weigh(old, new))


def test_what_binds_is_quoted_first() -> None:
    old = "保管人应在每日清晨、中午以及傍晚各清点一次库存物品。出入须登记。"
    new = "保管人应在每日上午、下午以及夜间各清点一次库存物品。出入须登记。保管人不得转托他人保管。"
    assert told(weigh(old, new)).startswith("增加“保管人不得转托他人保管”")


def test_a_long_clause_is_told_by_the_phrase_that_weighs() -> None:
    text = "本店于每年春季举办花展，地点设在北门外的苗圃，面积约两亩，展品种类丰富，参观人损坏展品的应照价赔偿。"
    text += "展品由花农轮流照看，每日浇水两次，遇有大风天气时移入温室之内。展期内每日上午九时开门。"
    assert "参观人损坏展品的应照价赔偿" in told(weigh_whole(text))
    assert told(weigh_whole("参观人应照价赔偿。")) == ""


def test_two_values_of_different_things_are_not_one_that_changed() -> None:
    old = "您注销后享有一个月的反悔期，其间可以恢复账户，到期我们将删除您的信息。"
    new = "您注销后我们将在 3 个工作日内完成审核，审核通过的，我们将删除您的信息。"
    assert "由" not in told(weigh(old, new))
    assert told(weigh("保修期为一年。", "保修期为两年。")).startswith("保修期由一年改为两年")


def test_items_of_one_list_get_one_treatment() -> None:
    def listed(*items: str) -> tuple[Written, ...]:
        return ("", "", "平台收集下列信息："), *(("", "", item) for item in items), ("", "", "收集遵循必要原则。")

    def found(*items: str) -> list[bool]:
        both = (("手机型号；", "手机号码；"), items)
        old, new = (replace(agreement(*listed(*some)), title="隐私政策") for some in both)
        return [change.material for change in compare(old, new).changes if change.type in ("added", "removed")]

    assert all(found("手机型号；", "手机号码；", "身份证号码；", "其他附件；"))


def test_an_older_version_kept_in_the_file_is_no_change_of_the_one_in_force() -> None:
    duty = ("1.", "保管", "保管人应当妥善保管物品，不得转托他人。")
    fee = ("2.", "费用", "寄存人应当按月支付保管费。")
    older = ("1.", "保管", "保管人应当妥善保管物品。")
    mark = ("", "", "第二部分：旧版全文")
    old, new = agreement(duty, fee, mark, older, fee), agreement(duty, fee, mark, duty, fee)
    found = compare(old, new).changes
    assert found and not any(change.material for change in found)


def test_a_name_with_a_colon_that_is_filled_in_is_one_change() -> None:
    (change,) = changes(("1.", "", "监督者："), ("1.", "", "监督者：每季检查一次账目，并有权要求说明。"))
    assert change.type == "text" and change.material


def test_what_a_clause_took_up_is_not_told_as_put_in() -> None:
    items = [("1.1", "", "花束的品种与数量（以订单为准）；"), ("1.2", "", "送达的时间与地点。")]
    old = ("1.", "", "订货单应当载明：", *items)
    new = ("1.", "", "订货单应当载明：花束的品种与数量、送达的时间与地点。花店收到后两小时内答复。")
    (told_at,) = [change.why.zh for change in changes(old, new) if change.type == "text" and change.why]
    assert "花店收到后两小时内答复" in told_at and "增加“花束" not in told_at


def test_a_heading_and_a_text_that_says_something_else_are_no_pair() -> None:
    text = "我们可能通过传感器记录土壤的湿度，并据此调整花圃的供水。"
    assert {change.type for change in changes(("1.", "关于浇水", ""), ("1.", "", text))} == {"added", "removed"}


@pytest.mark.parametrize(
    ("old", "new", "material"),
    [
        ("会员可以申请查看账目。", "会员可以 (MAY) 申请查看账目。", False),
        ("经办人*：", "经办人（姓名）*：", False),
        ("本册用于登记。", "本册用于登记。以下为登记的全部项目(共五项)：", False),
        ("滞纳费 = 欠款×费率×天数", "滞纳费 = 欠款×费率 %×天数", True),
    ],
)
def test_glosses_and_labels_weigh_nothing_and_a_share_does(old: str, new: str, material: bool) -> None:
    assert weigh(old, new).material is material


def test_terms_replaced_in_some_clauses_are_no_name() -> None:
    lines = ("赔偿参照{}，以三千元为限。", "破损的，按{}折半赔偿。", "逾期的，{}不再赔偿。", "退还时核对{}。")
    old, new = ([("", "", line.format(term)) for line in lines] for term in ("订单金额", "市场价格"))
    assert any(change.material for change in compare(agreement(*old), agreement(*new)).changes)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("等级\t一级\t二级\n费率\t0.1%\t0.2%", "表格“等级、费率”"),
        ("若花店" + "连续三日未能按时供货且未作任何说明，" * 4 + "买方有权解除合同。", "买方有权解除合同"),
    ],
)
def test_an_excerpt_tells_what_is_laid_down(text: str, quoted: str) -> None:
    assert quoted in told(weigh_whole(text))


def test_a_long_phrase_is_quoted_by_both_its_ends() -> None:
    grant = "作者授予花店一项" + "永久的、全球性的、免费的、非独占的、" * 4 + "可以转授权的图样使用许可"
    said = excerpt(grant, 40)
    assert said.startswith("作者授予花店") and said.endswith("图样使用许可") and len(said) <= 41


def test_a_clause_rewritten_out_of_another_says_where_its_words_stood() -> None:
    kept = "花店每日上午八时至晚间九时营业，节假日照常，遇台风暴雨可以提前打烊，"
    kept += "并在店门张贴告示，同时以短信告知已下订单的客户。"
    duty = "花店须在每一束花的包装上保留产地标签、养护说明以及免责说明"
    old = [("1.", "", kept + duty + "，无论自用或者转售。"), ("2.", "", "花材由花店自备。")]
    new = [("1.", "", kept), ("2.", "", "花材由花店自备。"), ("3.", "", duty + "，适用于所有销售场景。")]
    (added,) = [each for each in compare(agreement(*old), agreement(*new)).changes if each.type == "added"]
    assert added.why is not None and "由1改写拆出" in added.why.zh


def test_a_moved_clause_that_was_reworded_says_so() -> None:
    first, second = "甲方每月十日前支付租金，逾期的按日加收滞纳费。", "乙方负责房屋的日常维修，费用由乙方承担。"
    third = "双方另行约定钥匙的交接时间，并各自留存交接记录。"
    old = [("", "", first), ("", "", second), ("", "", third)]
    new = [("", "", second), ("", "", third), ("", "", first.replace("十日", "五日"))]
    told_of = {change.type: change.why.zh for change in compare(agreement(*old), agreement(*new)).changes if change.why}
    assert "文字另有改动" in told_of["moved"] and "五日" in told_of["text"]
