"""What the tree makes of the things agreements hold besides numbered clauses."""

from dataclasses import replace
from pathlib import Path

import pytest

from agreement_tool.model import Box, Cell, Clause, Line, Span
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.plain import read
from agreement_tool.structure.build import build
from tests.structure.lines import built, document, outline, paragraphs, printed, wrapped

SENTENCE = "您应当遵守本协议的约定。"
SEED = Path(__file__).parents[1] / "data/seed/panasonic-security-app.txt"


def find(clauses: tuple[Clause, ...], label: str) -> Clause:
    return next(found for clause in clauses for found in clause.walk() if found.label == label)


def test_the_title_is_not_a_clause() -> None:
    agreement = built(paragraphs("示例服务协议", "1. 定义", "1.1 " + SENTENCE)).agreement
    assert (agreement.title, outline(agreement.clauses)) == ("示例服务协议", "1.(1.1)")


def test_a_declared_title_is_believed_and_taken_out_of_the_text() -> None:
    agreement = built(paragraphs("示例平台", "1. " + SENTENCE), title="示例平台").agreement
    assert (agreement.title, [clause.label for clause in agreement.walk()]) == ("示例平台", ["1."])


def test_a_heading_alone_is_a_title_and_a_sentence_is_text() -> None:
    clauses = built(paragraphs("1. 定义", "1.1 " + SENTENCE)).agreement.clauses
    heading, sentence = find(clauses, "1."), find(clauses, "1.1")
    assert (heading.heading, heading.text, sentence.heading, sentence.text) == ("定义", "", "", SENTENCE)


def test_a_lone_long_heading_of_nothing_is_a_sentence() -> None:
    last = "本应用有权删除违反上述承诺的内容"
    lines = paragraphs("1. 用户行为", SENTENCE, "2. 平台行为", SENTENCE, "3. 删除", SENTENCE, f"4. {last}")
    assert built(lines).agreement.clauses[-1].text == last
    assert built([*lines, *paragraphs(SENTENCE)]).agreement.clauses[-1].heading == last
    assert built(paragraphs("1. 用户行为", SENTENCE, "2. 删除")).agreement.clauses[-1].heading == "删除"


def test_heading_and_text_on_one_line_are_told_apart() -> None:
    clause = built(paragraphs("第一条 服务内容：甲方向乙方提供服务。")).agreement.clauses[0]
    assert (clause.heading, clause.text) == ("服务内容：", "甲方向乙方提供服务。")


def test_a_bold_lead_is_the_heading_of_its_clause() -> None:
    line = Line((Span("1. "), Span("服务内容。", ("bold",), ("face",)), Span("甲方向乙方提供服务。")), starts=True)
    clause = built((line,)).agreement.clauses[0]
    assert (clause.heading, clause.text) == ("服务内容。", "甲方向乙方提供服务。")


def test_unpunctuated_list_items_are_no_headings() -> None:
    clauses = built(paragraphs("1. 不得有下列行为：", "（1）危害国家安全的", "（2）损害公共利益的")).agreement.clauses
    assert [item.heading for item in clauses[0].children] == ["", ""]


def test_unnumbered_paragraphs_stand_in_their_unit() -> None:
    clauses = built(paragraphs("一、总则", SENTENCE, SENTENCE, "二、附则", SENTENCE)).agreement.clauses
    assert [[child.kind for child in clause.children] for clause in clauses] == [["paragraph"] * 2, ["paragraph"]]


def test_items_introduced_by_an_unnumbered_sentence_are_children_of_the_container() -> None:
    clauses = built(paragraphs("一、总则", "您不得：", "（1）违法；", "（2）侵权。", "二、附则")).agreement.clauses
    assert [child.label for child in clauses[0].children] == [None, "（1）", "（2）"]


def test_a_closing_sentence_returns_to_the_container() -> None:
    lines = paragraphs("1、信息包括：", "（1）姓名；", "（2）电话。", "其中姓名是必填的。", "2、" + SENTENCE)
    clauses = built(lines).agreement.clauses
    assert [child.label for child in clauses[0].children] == ["（1）", "（2）", None]


def test_a_paragraph_between_items_belongs_to_the_item_above() -> None:
    lines = paragraphs("1、信息包括：", "（1）姓名。", SENTENCE, "（2）电话。", "2、" + SENTENCE)
    item = find(built(lines).agreement.clauses, "（1）")
    assert [child.kind for child in item.children] == ["paragraph"]


def test_wrapped_lines_are_joined_and_words_kept_whole() -> None:
    text = "1. 您应当妥善保管您的账户和密码，并对账户下的全部行为承担责任，因保管不善造成的损失由您自行承担。"
    clauses = built((*wrapped(text), *printed("2. " + SENTENCE))).agreement.clauses
    assert ["1. " + clauses[0].text, clauses[1].label] == [text, "2."]


def test_latin_words_broken_at_the_margin_keep_their_blank() -> None:
    lines = printed("1. You shall comply with", "the terms of this License.", width=24)
    assert built(lines).agreement.clauses[0].text == "You shall comply with the terms of this License."


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("limitations, exclusions, etc.", "Restrictions may be bold.", "etc. Restrictions"),
        ('modify (collectively "logos").', "Without the prior consent.", '"logos"). Without'),
        ("see the page https://example.", "Com/terms for details.", "example.Com"),
        ("including but not limited to -", "distillation and the like.", "to - distillation"),
        ("including but not limited to non-", "commercial uses of it.", "non-commercial"),
    ],
)
def test_a_latin_sentence_that_ends_at_the_margin_keeps_its_blank(above: str, below: str, joined: str) -> None:
    text = built(printed("1. " + above, below, width=len(above) + 4)).agreement.clauses[0].text
    assert joined in text


@pytest.mark.parametrize(("habit", "blank"), [("使用 App 前", " "), ("使用App前", "")])
def test_a_blank_at_the_margin_between_chinese_and_latin_follows_the_documents_habit(habit: str, blank: str) -> None:
    lines = printed(
        *[f"{number}. 您{habit}应当阅读协议。" for number in range(1, 7)],
        "7. 未经我们同意不得出售本",
        "App 的账号。",
        width=14,
    )
    assert f"出售本{blank}App" in built(lines).agreement.clauses[-1].text


def _cover(*texts: str) -> tuple[Line, ...]:
    """Large centred lines on a page of their own."""
    return tuple(Line((Span(text, ("size",)),), page=1, size=26.0, right_space=8.0, centred=True) for text in texts)


def test_the_lines_of_a_cover_head_nothing() -> None:
    cover = list(_cover("青禾科技", "房屋出租协议", "出租业务", "版本：3.1", "城市住房管理局 制定", "二〇二四年五月"))
    cover[1] = replace(cover[1], size=36.0)
    body = printed("使用说明", "一、" + SENTENCE, "二、" + SENTENCE, "甲方：", "第一条 " + SENTENCE, width=40)
    agreement = built((*cover, *(replace(line, page=2) for line in body))).agreement
    assert [clause.text for clause in agreement.clauses[:5]] == [
        "青禾科技", "出租业务", "版本：3.1", "城市住房管理局 制定", "二〇二四年五月",
    ]  # fmt: skip
    assert outline(agreement.clauses) == "#使用说明(一、 二、) 第一条"


@pytest.mark.parametrize("head", ["青禾科技有限公司", "秘书长 王青禾", "编号："])
def test_a_line_above_everything_heads_nothing(head: str) -> None:
    first = Line((Span(head, ("bold",)),), starts=True, centred=True)
    body = paragraphs(SENTENCE, "一、服务", SENTENCE, "二、费用", SENTENCE)
    agreement = built([*paragraphs("房屋出租协议"), first, *body]).agreement
    assert [clause.text for clause in agreement.clauses] == [head, SENTENCE, "", ""]


def test_a_stated_heading_above_everything_stays_a_heading_of_nothing() -> None:
    first = Line((Span("QINGHE TECH"),), starts=True, outline=3)
    agreement = built([first, *paragraphs("一、服务", SENTENCE, "二、费用", SENTENCE)], "房屋出租协议").agreement
    assert outline(agreement.clauses) == "#QINGHE TECH 一、 二、"


def test_a_heading_at_the_head_of_the_body_is_no_cover() -> None:
    agreement = built(paragraphs("示例服务协议", "服务说明", "名词解释", "1. " + SENTENCE)).agreement
    assert "#名词解释" in outline(agreement.clauses)


def test_the_variant_of_a_form_belongs_to_its_title() -> None:
    lines = (*_cover("房屋出租合同", "（示范文本）"), *printed("一、" + SENTENCE, "二、" + SENTENCE))
    assert built(lines).agreement.title == "房屋出租合同（示范文本）"


def test_a_paragraph_printed_left_of_bullets_is_outside_their_lists() -> None:
    def at(indent: float, *texts: str) -> tuple[Line, ...]:
        return tuple(replace(line, indent=indent) for line in printed(*texts, width=40))

    lines = (
        *at(0, "一、信息的保留"),
        *at(3, "• 我们在以下期限内保留您的信息：", "• 您是我们的用户；"),
        *at(5.5, "o 您还有订单；", "o 您还有余额。"),
        *at(3, "期限届满后，我们将这样处理您的信息："),
        *at(3, "* 删除您的信息；", "* 将其匿名化。"),
        *at(3, "停止运营时，我们会通知您。"),
        *at(0, "二、信息的安全", "三、联系我们"),
    )
    (first, *_) = built(lines).agreement.clauses
    shown = [(child.label, child.text[:4], outline(child.children)) for child in first.children]
    assert shown[-4:] == [(None, "期限届满", ""), ("*", "删除您的", ""), ("*", "将其匿名", ""), (None, "停止运营", "")]


@pytest.mark.parametrize("text", ["我们提供的服务包括但不限于：咨询服务及管理服务。", "双方确认：均已阅读本合同。"])
def test_half_a_sentence_is_no_heading(text: str) -> None:
    clause = built(paragraphs(f"第五条 {text}")).agreement.clauses[0]
    assert (clause.heading, clause.text) == ("", text)


def test_a_declared_heading_is_one_whatever_colons_it_holds() -> None:
    lines = [Line((Span(text),), starts=True, outline=3) for text in ("1、结算价格：", "2、附则：服务手册")]
    found = built([lines[0], *paragraphs(SENTENCE), lines[1], *paragraphs(SENTENCE)]).agreement.clauses
    assert [clause.heading for clause in found] == ["结算价格：", "附则：服务手册"]


def test_among_headings_a_comma_does_not_make_a_sentence() -> None:
    lines = paragraphs(
        "一、定义", "1. " + SENTENCE, "二、软件的获取，安装与更新", "1. " + SENTENCE, "三、附则", "1. " + SENTENCE
    )
    assert [clause.heading for clause in built(lines).agreement.clauses] == ["定义", "软件的获取，安装与更新", "附则"]


def test_bullets_of_a_nested_list_stand_under_the_item_that_holds_them() -> None:
    def bullet(text: str, depth: int) -> Line:
        return Line((Span(text),), starts=True, auto_label="•", depth=depth)

    lines = (
        *paragraphs("一、终止"),
        bullet("我们在以下情况终止服务：", 0),
        bullet("您违反本协议", 1),
        bullet("技术原因", 1),
        bullet("您可以注销。", 0),
    )
    assert outline(built(lines).agreement.clauses) == "一、(•(• •) •)"


@pytest.mark.parametrize("opening", ["声明：", "PREAMBLE", "特别提示"])
def test_the_body_does_not_stand_in_what_comes_before_it(opening: str) -> None:
    lines = (*paragraphs("示例服务协议"), Line((Span(opening, ("bold",)),), starts=True, centred=True))
    body = paragraphs("请您认真阅读本协议。", "第一章 总则", "第一条 " + SENTENCE, "第二章 附则", "第二条 " + SENTENCE)
    clauses = built((*lines, *body)).agreement.clauses
    assert [clause.label for clause in clauses] == [None, "第一章", "第二章"]


def test_the_title_below_a_notice_that_an_app_shows_first() -> None:
    notice = ("温馨提示", "欢迎您！请阅读以下内容。", "1. " + SENTENCE, "2. " + SENTENCE, "更新日期：2022年2月28日")
    lines = paragraphs(*notice, "示例应用隐私政策", "我们重视您的隐私，请您阅读。", "一、信息的收集", "二、信息的使用")
    agreement = built(lines).agreement
    assert (agreement.title, agreement.furniture) == ("示例应用隐私政策", ())
    assert outline(agreement.clauses) == "#温馨提示(1. 2.) 一、 二、"


def test_a_text_without_a_title_is_doubted() -> None:
    without = built(paragraphs("1. " + SENTENCE, "2. " + SENTENCE)).agreement
    assert [doubt.code for doubt in without.doubts] == ["title-missing"]
    assert not built(paragraphs("示例服务协议", "1. " + SENTENCE)).agreement.doubts


def test_a_number_behind_a_sentence_is_a_clause_where_it_is_the_one_to_come() -> None:
    lines = printed(
        "3.1 您应当遵守。", "3.2 您不得出借账号。 3.3 您同意公证。", "3.4 您应当负责。 2.5 倍于此。", width=40
    )
    clauses = built(lines).agreement.clauses
    assert [clause.label for clause in clauses] == ["3.1", "3.2", "3.3", "3.4"]
    assert [clauses[2].text, clauses[3].text] == ["您同意公证。", "您应当负责。 2.5 倍于此。"]


def test_a_further_document_begins_with_its_title_above_a_date_however_they_are_set() -> None:
    first = ("示例使用条款", "一、定义", SENTENCE, "二、著作权的投诉", "请将投诉信发送给我们。")
    second = ("示例隐私条款", "最后更新时间：____", "请您务必阅读。", "1. 资料", SENTENCE, "2. 规则", SENTENCE)
    assert outline(built(paragraphs(*first, *second)).agreement.clauses) == "一、 二、 #示例隐私条款(1. 2.)"


def test_unnumbered_headings_nest_as_the_format_says() -> None:
    levels = (("信息的收集", 2), ("您提供的信息", 3), ("设备信息", 4), ("信息的共享", 2), ("例外", 3), ("联系我们", 2))
    lines = [
        line
        for text, level in levels
        for line in (Line((Span(text),), starts=True, outline=level), *paragraphs(SENTENCE))
    ]
    shown = outline(built((*paragraphs("示例隐私政策"), *lines)).agreement.clauses)
    assert shown == "#信息的收集(#您提供的信息(#设备信息)) #信息的共享(#例外) #联系我们"


def test_a_dash_in_front_of_a_number_is_no_text() -> None:
    clauses = built(paragraphs("一、许可", "-（1）授予许可。", "-（2）保留权利。")).agreement.clauses
    assert [(child.label, child.text) for child in clauses[0].children] == [
        ("（1）", "授予许可。"),
        ("（2）", "保留权利。"),
    ]


def test_bold_captions_head_and_stand_in_the_heading_above_them() -> None:
    def bold(text: str) -> Line:
        return Line((Span(text, ("bold",)),), starts=True)

    texts = ("用户的权利和义务", "普通用户的权利：", "商户的义务：", "平台的义务")
    lines = [line for text in texts for line in (bold(text), *paragraphs(SENTENCE, SENTENCE))]
    sentence = (bold("您同意："), *paragraphs(SENTENCE))
    shown = outline(built((*paragraphs("示例服务协议"), *lines, *sentence)).agreement.clauses)
    assert shown == "#用户的权利和义务(#普通用户的权利： #商户的义务：) #平台的义务"


def test_a_further_documents_preamble_stands_in_it_beside_its_body() -> None:
    def large(text: str) -> Line:
        return Line((Span(text, ("bold", "size")),), starts=True, centred=True, size=16.0)

    second = (large("Example License Agreement"), large("PREAMBLE"), *paragraphs("Welcome to use the Model."))
    body = paragraphs("1. Definitions", "“You” means a person.", "2. License", "The Licensor grants it.")
    lines = (*paragraphs("示例许可协议", "一、定义", SENTENCE, "二、许可", SENTENCE), *second, *body)
    assert outline(built(lines).agreement.clauses) == "一、 二、 #Example License Agreement(#PREAMBLE 1. 2.)"


def test_a_list_of_attachments_attaches_nothing() -> None:
    body = ("示例合同", "第一条 付款", SENTENCE, "第二条 其他", SENTENCE)
    named = ("附件：", "附件一：《岗位说明书》", "附件二：《员工手册》")
    attached = ("附件一：岗位说明书", "岗位职责如下，请遵守。", "附件二：员工手册", "请遵守本手册。")
    sign = ("甲方（盖章）：", "日期：")
    shown = outline(built(paragraphs(*body, *named, *sign, *attached)).agreement.clauses)
    assert shown.endswith("附件一： 附件二：") and "#附件：(附件一： 附件二：)" in shown


def test_the_title_of_what_is_attached_begins_it() -> None:
    body = ("示例政策", "一、总则", SENTENCE, "二、附则", SENTENCE)
    name = Line((Span("附件：《账户注销须知》", ("bold",)),), starts=True, centred=True)
    attached = ("您将放弃以下权益和资产", "1. 会员权益", "2. 虚拟资产", "您理解上述后果。")
    inner = ("《账户注销须知》", "请您注意，其中包括：", "1、限制责任的条款；", "2、其他重要条款。")
    shown = outline(built((*paragraphs(*body), name, *paragraphs(*attached, *inner))).agreement.clauses)
    assert shown == "一、 二、 #附件：《账户注销须知》(1. 2. #《账户注销须知》(1、 2、))"


def test_a_heading_and_its_sentence_on_one_line_a_blank_apart() -> None:
    lines = paragraphs(
        "一、定义",
        "1. " + SENTENCE,
        "二、签订地点 本合同在杭州市签订，自签字之日起生效。",
        "三、附则",
        "1. " + SENTENCE,
    )
    headings = [(clause.heading, clause.text) for clause in built(lines).agreement.clauses]
    assert headings[1] == ("签订地点", "本合同在杭州市签订，自签字之日起生效。")
    plain = paragraphs("1. 您应当 遵守本协议的全部约定。", "2. 您不得 出租您的账号给他人。")
    assert [clause.heading for clause in built(plain).agreement.clauses] == ["", ""]


def test_recitals_stand_in_whereas_and_the_body_beside_it() -> None:
    recitals = ("鉴于，", "1. 甲方拟转让债权；", "2. 双方同意。")
    body = ("一、债权转让", SENTENCE, "二、其他", SENTENCE)
    shown = outline(built(paragraphs("债权转让协议", *recitals, *body)).agreement.clauses)
    assert shown == "#鉴于，(1. 2.) 一、 二、"


def test_a_contents_list_is_furniture() -> None:
    entries = ("目录", "第一条 定义 ...... 1", "第二条 费用 ...... 2", "第三条 附则 ...... 3")
    body = ("第一条 定义", SENTENCE, "第二条 费用", SENTENCE, "第三条 附则", SENTENCE)
    agreement = built(paragraphs(*entries, *body)).agreement
    assert outline(agreement.clauses) == "第一条 第二条 第三条"
    assert [furniture.kind for furniture in agreement.furniture] == ["contents"]


def test_a_contents_list_without_page_numbers_is_known_by_what_recurs() -> None:
    lines = paragraphs(
        "目录", "一、定义", "二、费用", "三、附则", "一、定义", SENTENCE, "二、费用", SENTENCE, "三、附则", SENTENCE
    )
    assert outline(built(lines).agreement.clauses) == "一、 二、 三、"


def test_a_signature_block_is_one_clause() -> None:
    lines = paragraphs("1. " + SENTENCE, "甲方（盖章）：", "乙方（签字）：", "法定代表人：", "日期：  年  月  日")
    last = built(lines).agreement.clauses[-1]
    assert (last.kind, len(last.text.splitlines())) == ("signature", 4)


def test_a_form_at_the_head_keeps_a_paragraph_a_line() -> None:
    lines = printed("甲方（委托人）：________", "住所地：____________", "联系电话：___________", width=20)
    assert [clause.kind for clause in built(lines).agreement.clauses] == ["paragraph"] * 3


def test_copies_bound_in_one_file_become_parts() -> None:
    copy = ("保密协议", "一、" + SENTENCE, "二、" + SENTENCE)
    agreement = built(paragraphs(*copy, *copy)).agreement
    assert outline(agreement.clauses) == "一、 二、 #保密协议(一、 二、)"


def test_the_title_printed_again_after_a_cover_is_furniture() -> None:
    agreement = built(paragraphs("委托合同", "甲方：张三", "委托合同", "第一条 " + SENTENCE)).agreement
    assert [(found.kind, found.text) for found in agreement.furniture] == [("repeated", "委托合同")]


def test_a_table_is_one_clause_with_its_cells() -> None:
    row = (Cell((Span("项目"),)), Cell((Span("价格"),)))
    table = Line((Span("项目\t价格"),), starts=True, rows=(row,))
    clauses = built((*paragraphs("一、价格"), table)).agreement.clauses
    assert (clauses[0].children[0].kind, clauses[0].children[0].rows) == ("table", (row,))


def test_generated_numbers_are_labels_that_are_not_in_the_text() -> None:
    lines = (
        Line((Span("定义"),), starts=True, auto_label="第一条"),
        Line((Span(SENTENCE),), starts=True, auto_label="（一）"),
    )
    clause = built(lines).agreement.clauses[0]
    assert (clause.label, clause.generated, clause.heading, clause.children[0].label) == (
        "第一条",
        True,
        "定义",
        "（一）",
    )


@pytest.mark.parametrize(
    ("typed", "label", "text"),
    [
        ("1.1.1 定义；", "1.1.1", "定义；"),
        ("第二条 费用。", "第二条", "费用。"),
        ("24小时内答复。", "•", "24小时内答复。"),
    ],
)
def test_a_number_typed_behind_a_generated_bullet_is_the_label(typed: str, label: str, text: str) -> None:
    clause = built((Line((Span(typed),), starts=True, auto_label="•"),)).agreement.clauses[0]
    assert (clause.label, clause.heading + clause.text) == (label, text)


def test_a_check_box_before_a_number_is_kept_with_the_text() -> None:
    clauses = built(paragraphs("（二）采取以下方式：", "□1.特别委托；", "□2.概括委托。")).agreement.clauses
    assert [(item.label, item.text) for item in clauses[0].children] == [("1.", "□特别委托；"), ("2.", "□概括委托。")]


def test_a_heading_glued_to_the_sentence_before_it_is_cut_off() -> None:
    lines = printed(
        "十、签订",
        "本合同在北京市签订。十一、补充协议",
        "未尽事宜另行约定。",
        "十二、生效",
        "自签字之日起生效。",
        width=30,
    )
    assert outline(built(lines).agreement.clauses) == "十、 十一、 十二、"


def test_places_say_where_every_line_of_a_clause_is_printed() -> None:
    boxes = (Box(72, 100, 500, 112), Box(72, 118, 300, 130))
    lines = [
        Line((Span(text),), page=1, box=box, indent=0.0, right_space=right_space, gap=0.0)
        for text, box, right_space in zip(
            ("1. 您应当遵守本协议关于使用", "服务的全部约定。"), boxes, (0.0, 9.0), strict=True
        )
    ]
    result = built(lines)
    assert [(eid, [place.box for place in places]) for eid, places in result.places] == [("lvl_1", list(boxes))]


def test_every_clause_has_an_address_of_its_own() -> None:
    lines = paragraphs("1. " + SENTENCE, "1. " + SENTENCE, SENTENCE, "• 一", "• 二", "第三条之一 " + SENTENCE)
    eids = [clause.eid for clause in built(lines).agreement.walk()]
    assert len(eids) == len(set(eids)) and all(eids)


def test_an_empty_document_is_an_empty_agreement() -> None:
    assert build(document(())).agreement.clauses == ()


@pytest.mark.parametrize("label", ["1.", "3.7.", "4.3", "10.3"])
def test_the_seed_keeps_its_numbers_as_printed(label: str) -> None:
    agreement = build(read(SEED.read_bytes(), name=SEED.name, options=ReadOptions())).agreement
    assert find(agreement.clauses, label).label == label


def test_a_contents_list_that_a_sentence_introduces_is_furniture() -> None:
    heads = ("一、收集", "二、使用", "三、共享", "四、存储")
    body = [text for head in heads for text in (head, SENTENCE)]
    agreement = built(paragraphs("本政策将帮助您了解以下内容：", *heads, *body)).agreement
    assert outline(agreement.clauses) == "一、 二、 三、 四、"
    assert [furniture.text.splitlines()[0] for furniture in agreement.furniture] == ["一、收集"]


def test_lists_under_inner_headings_restart_in_their_unit() -> None:
    lines = paragraphs(
        "第二条 权利义务",
        "甲方的权利",
        "1、" + SENTENCE,
        "2、" + SENTENCE,
        "乙方的权利",
        "1、" + SENTENCE,
        "第三条 费用",
    )
    assert outline(built(lines).agreement.clauses) == "第二条(#甲方的权利(1、 2、) #乙方的权利(1、)) 第三条"


def test_the_parties_form_before_the_body_is_no_part_of_the_notice_above() -> None:
    lines = paragraphs(
        "注意事项", "一、" + SENTENCE, "二、" + SENTENCE, "甲方：张三", "一、期限", "第一条 " + SENTENCE, "二、费用"
    )
    clauses = built(lines).agreement.clauses
    assert [clause.label or clause.heading or clause.text for clause in clauses] == [
        "注意事项",
        "甲方：张三",
        "一、",
        "二、",
    ]


def test_a_paragraph_between_bulleted_lists_belongs_to_neither() -> None:
    lines = paragraphs("一、权利", "您可以：", "• 查阅；", "• 更正。", "您也可以：", "• 删除。")
    assert [child.label for child in built(lines).agreement.clauses[0].children] == [None, "•", "•", None, "•"]


def test_paragraphs_under_the_last_heading_of_an_introduced_list_stay_there() -> None:
    lines = paragraphs("本政策说明：", "一、收集", SENTENCE, SENTENCE, "二、联系", SENTENCE, "电话：010", SENTENCE)
    clauses = built(lines).agreement.clauses
    assert [(clause.label, len(clause.children)) for clause in clauses] == [(None, 0), ("一、", 2), ("二、", 3)]


def test_a_caption_after_an_introduced_list_of_headings_ends_it() -> None:
    lines = paragraphs("用户分为两类：", "1. 买家的定义", SENTENCE, "2. 卖家的定义", SENTENCE, "用户注册：", SENTENCE)
    clauses = built(lines).agreement.clauses
    assert [(clause.label, len(clause.children)) for clause in clauses[1:]] == [
        ("1.", 1),
        ("2.", 1),
        (None, 0),
        (None, 0),
    ]


def test_the_list_of_attachments_below_the_body_is_in_no_clause() -> None:
    clauses = built(paragraphs("第一条 定义", SENTENCE, "第二条 附则", SENTENCE, "附件：设备清单")).agreement.clauses
    assert [clause.label for clause in clauses] == ["第一条", "第二条", None]


@pytest.mark.parametrize("text", ["最近更新于：2024年3月1日", "客服电话：010-12345", "GF—2024—0001"])
def test_what_a_document_says_of_itself_is_no_heading_even_in_bold(text: str) -> None:
    note = Line((Span(text, ("bold",), ("face",)),), starts=True)
    clauses = built((*paragraphs("示例服务协议"), note, *paragraphs(SENTENCE, "一、定义", SENTENCE))).agreement.clauses
    assert [clause.kind for clause in clauses] == ["paragraph", "paragraph", "level"]


def bold(text: str) -> Line:
    return Line((Span(text, ("bold",), ("face",)),), starts=True)


def test_a_bold_heading_like_the_outermost_ones_is_in_none_of_them() -> None:
    lines = (bold("9. 联系"), *paragraphs("9.1 请写信至：", "• 邮箱"), bold("接受"), *paragraphs(SENTENCE))
    assert outline(built(lines).agreement.clauses) == "9.(9.1(•)) #接受"


def test_a_line_with_an_address_heads_nothing() -> None:
    bold = Line((Span("隐私网址：https://doc.example.org/SdkPolicyYszc.html?t=1726024795807", ("bold",)),), starts=True)
    lines = [*paragraphs("一、共享", SENTENCE), bold, *paragraphs(SENTENCE, "二、存储", SENTENCE)]
    assert outline(built(lines).agreement.clauses) == "一、 二、"


def test_a_bold_heading_is_in_no_sentence() -> None:
    lines = (*paragraphs("商家的义务：", "1、" + SENTENCE), bold("平台的权利"), *paragraphs(SENTENCE))
    assert outline(built(lines).agreement.clauses) == "1、 #平台的权利"


def test_headings_that_each_head_a_list_are_parts_alike() -> None:
    lists = paragraphs("1. " + SENTENCE, "2. " + SENTENCE)
    lines = (bold("账号"), *lists, bold("安全"), *lists, bold("终止"), *lists)
    assert outline(built(lines).agreement.clauses) == "#账号(1. 2.) #安全(1. 2.) #终止(1. 2.)"


def test_an_equally_set_heading_right_below_an_article_stands_in_it() -> None:
    def heading(text: str) -> Line:
        return Line((Span(text, ("bold", "size"), ("face", "size")),), starts=True, outline=3)

    items = paragraphs("1、" + SENTENCE, "2、" + SENTENCE)
    lines = (
        heading("第二条 权利"),
        heading("甲方的权利"),
        *items,
        heading("乙方的权利"),
        *items,
        heading("第三条 费用"),
    )
    assert outline(built(lines).agreement.clauses) == "第二条(#甲方的权利(1、 2、) #乙方的权利(1、 2、)) 第三条"


def test_words_that_close_the_document_are_in_none_of_its_last_sentences() -> None:
    lines = paragraphs("九、其他", *(f"{n}. {SENTENCE}" for n in (1, 2, 3)), "请您仔细阅读本协议。", "感谢您的使用！")
    clauses = built(lines).agreement.clauses
    assert outline(clauses) == "九、(1. 2. 3.)"
    assert [clause.text for clause in clauses[0].children[3:]] == ["请您仔细阅读本协议。"]
    assert clauses[1].text == "感谢您的使用！"


def test_a_last_sentence_keeps_its_paragraph_where_others_have_some() -> None:
    lines = paragraphs("九、其他", "1. " + SENTENCE, SENTENCE, "2. " + SENTENCE, "3. " + SENTENCE, SENTENCE)
    assert [len(clause.children) for clause in built(lines).agreement.clauses[0].children] == [1, 0, 1]


def test_what_stands_under_a_last_heading_alone_stays_there() -> None:
    clauses = built(paragraphs("一、收集", SENTENCE, "二、版本", "生效日期：2024年3月1日")).agreement.clauses
    assert [len(clause.children) for clause in clauses] == [1, 1]


def test_the_issuer_and_the_date_below_the_text_are_its_signature() -> None:
    lines = paragraphs("1. " + SENTENCE, "2. " + SENTENCE, "[示例网络科技有限公司]", "[2024年3月1日]")
    last = built(lines).agreement.clauses[-1]
    assert (last.kind, last.text) == ("signature", "[示例网络科技有限公司]\n[2024年3月1日]")


def test_the_cover_of_a_second_copy_is_neither_signed_nor_left() -> None:
    cover = ("保密协议", "签署日期：", "二〇二四年三月", "保密协议", "甲方：张三")
    copy = (*cover, "一、" + SENTENCE, "二、" + SENTENCE, "甲方（签字）：", "编号：0 2")
    clauses = built(paragraphs(*copy, *copy)).agreement.clauses
    part = next(clause for clause in clauses if clause.kind == "part")
    assert [clause.label or clause.kind for clause in part.children] == [
        *["paragraph"] * 3,
        "一、",
        "二、",
        "signature",
    ]
    assert [clause.text for clause in clauses if clause.kind == "signature"] == ["甲方（签字）："]


def test_a_paragraph_right_before_a_restarting_list_is_in_no_item_of_the_list_above() -> None:
    lines = paragraphs(
        "1. 适用范围", "(a) 姓名；", "(b) 电话。", "以下信息不适用本政策：", "(a) 关键字；", "(b) 评价。", "2. 使用"
    )
    clauses = built(lines).agreement.clauses
    assert [child.label for child in clauses[0].children] == ["(a)", "(b)", None, "(a)", "(b)"]


@pytest.mark.parametrize(
    ("entries", "heads"),
    [
        (("一、我们收集的信息。", "二、我们使用的信息。", "三、共享。", "四、存储。"),
         ("一、我们收集的信息", "二、我们使用的信息", "三、共享", "四、存储")),
        (("一、您如何管理您的信息", "二、未成年人的个人信息", "三、共享", "四、存储"),
         ("一、您的如何管理您的信息", "二、未成年人的信息", "三、共享", "四、存储")),
        ((". 1. 收集", ". 2. 使用", ". 3. 共享", ". 4. 存储"), ("1. 收集", "2. 使用", "3. 共享", "4. 存储")),
    ],
    ids=["with full stops", "not to the letter", "with points before"],
)  # fmt: skip
def test_a_contents_list_need_not_be_printed_just_as_the_headings(
    entries: tuple[str, ...], heads: tuple[str, ...]
) -> None:
    body = [text for head in heads for text in (head, SENTENCE)]
    agreement = built(paragraphs("索引如下：" if entries[0][0] == "." else "了解以下内容：", *entries, *body)).agreement
    assert [furniture.kind for furniture in agreement.furniture] == ["contents"]


def test_a_list_that_comes_twice_is_no_contents() -> None:
    items = ("（1）国家安全", "（2）公共安全", "（3）刑事侦查", "（4）学术研究")
    lines = paragraphs("一、收集", "下列情形除外：", *items, "二、使用", "下列情形除外：", *items, "三、附则", SENTENCE)
    assert built(lines).agreement.furniture == ()


def test_a_time_of_day_ends_no_heading() -> None:
    (clause,) = built(paragraphs("第一条 例会时间为每周六15:00，地点另行通知。")).agreement.clauses
    assert (clause.heading, clause.text) == ("", "例会时间为每周六15:00，地点另行通知。")


def test_half_a_sentence_that_says_what_something_is_heads_nothing() -> None:
    clauses = built(
        paragraphs("第一条 本会的宗旨为：团结同业，服务社会。", "第二条 服务内容：甲方提供培训。")
    ).agreement.clauses
    assert [clause.heading for clause in clauses] == ["", "服务内容："]


def test_a_chapter_set_as_the_heading_before_it_stands_beside_it() -> None:
    head = [Line((Span(text, ("bold",)),), starts=True) for text in ("公司简介", "第一章 考勤", "第二章 休假")]
    lines = [head[0], *paragraphs(SENTENCE), head[1], *paragraphs(SENTENCE), head[2], *paragraphs(SENTENCE)]
    found = built([*lines, *[Line((Span("附则", ("bold",)),), starts=True), *paragraphs(SENTENCE)]]).agreement
    assert [clause.heading for clause in found.clauses] == ["公司简介", "考勤", "休假", "附则"]
