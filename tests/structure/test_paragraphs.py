"""Which printed lines begin a paragraph: each piece of evidence on a pair of its own."""

from dataclasses import replace

import pytest

from agreement_tool.model import Line, Span
from agreement_tool.structure.layout import Gaps, Layout, layout_of
from agreement_tool.structure.paragraphs import CERTAIN, LinePair, start_evidence
from tests.structure.lines import printed

PLAIN = Layout(flush=None, all_bold=False)


def evidence(
    above: str, below: str, *, right_space: float = 0.0, layout: Layout = PLAIN, **below_looks: object
) -> float:
    upper = Line((Span(above),), indent=0.0, right_space=right_space, gap=0.0, size=10.5)
    lower = Line((Span(below),), indent=0.0, right_space=0.0, gap=0.0, size=10.5)
    return start_evidence(LinePair(upper, replace(lower, **below_looks), above, below, layout))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("above", "below", "right_space"),
    [
        ("您应当妥善保管您的账户和密", "码并对其负责。", 0.0),
        ("本服务的具体内容由我们根据实际情况提供；", "并随时变更。", 0.0),
        ("您应当遵守本协议，", "不得违反。", 8.0),
        ("双方约定如下（", "以下简称本协议）。", 3.0),
        ("您可以在我们的网站 www.example.", "com 查阅本协议。", 0.0),
        ("由此造成的任何损失，____", "不承担责任。", 0.0),
        ("您应当遵守本协议的约定", "。", 0.0),
        ("The services are provided by", "International Business Machines.", 6.0),
    ],
)
def test_a_broken_sentence_goes_on(above: str, below: str, right_space: float) -> None:
    assert evidence(above, below, right_space=right_space) < 0


@pytest.mark.parametrize(
    ("above", "below", "right_space"),
    [
        ("您应当遵守本协议。", "我们有权变更服务。", 12.0),
        ("定义", "松下电气机器有限公司。", 18.0),
        ("联系地址：北京市", "联系电话：123", 9.0),
        ("甲方（盖章）：", "乙方（盖章）：", 9.0),
        ("“许可”是指复制和分发的条件。", "“模型”是指机器学习的组件。", 0.0),
        ("证件号码：______", "住所地：______", 0.0),
        ("（或其他证件名称：____）", "住所地：____", 0.0),
        ("年 月 日    年 月 日", "附件", 3.5),
        ("您应当遵守本协议的约定。", "我们有权变更服务。", 1.7),
        ("您在使用服务时不得从事下列行为：", "危害国家安全", 0.0),
    ],
)
def test_a_paragraph_that_ended_is_followed_by_another(above: str, below: str, right_space: float) -> None:
    assert evidence(above, below, right_space=right_space) > 0


def test_what_the_format_says_is_believed() -> None:
    assert evidence("您应当遵守", "本协议。", starts=True) == CERTAIN
    assert evidence("您应当遵守本协议。", "第二条", right_space=9.0, starts=False) == -CERTAIN


def test_a_gap_outweighs_a_full_line_that_ends_a_sentence() -> None:
    gaps = replace(PLAIN, gaps=Gaps(inside=0.0, between=0.5, strict=True))
    assert evidence("您应当遵守本协议。", "我们有权变更。", layout=gaps, gap=0.5) > 0
    assert evidence("您应当遵守本协议。", "我们有权变更。", layout=gaps, gap=0.0) < 0


def test_a_first_line_indent_begins_a_paragraph_where_it_is_the_habit() -> None:
    indented = replace(PLAIN, flush=0.0)
    assert evidence("您应当遵守本协议。", "我们有权变更。", layout=indented, indent=2.0) > 0
    assert evidence("您应当遵守本协议。", "我们有权变更。", layout=indented, indent=0.0) < 0


def test_the_habits_are_learnt_from_the_sure_cases() -> None:
    paragraph = printed("1. 您应当妥善保管您的账户和密码并对", "账户下的全部行为承担责任。", width=20)
    lines = [line for _ in range(4) for line in (replace(paragraph[0], gap=0.5), replace(paragraph[1], indent=2.0))]
    layout = layout_of(lines)
    assert layout.hang == 2.0 and layout.gaps is not None and (layout.gaps.inside, layout.gaps.between) == (0.0, 0.5)


def test_hanging_paragraphs_whose_indent_was_lost_have_a_margin_of_their_own() -> None:
    lines = printed(*["您应当妥善保管您的账户和密码并"] * 6, width=20)
    assert 5.0 in layout_of(lines).margins


def test_a_sentence_that_ends_at_the_margin_ends_its_paragraph_where_paragraphs_have_one_line() -> None:
    brief = replace(PLAIN, brief=True)
    assert (
        evidence("您应当遵守本协议。", "我们有权变更。", layout=brief)
        > 0
        > evidence("您应当遵守本", "协议。", layout=brief)
    )


def test_brief_paragraphs_are_learnt_from_the_sure_cases() -> None:
    lines = printed(*["您应当遵守约定。"] * 12, "您应当妥善保管您的账户和密码并对其", "全部行为负责。", width=17)
    assert layout_of(lines).brief and not layout_of(lines[10:]).brief


def test_an_introduction_at_the_margin_is_followed_by_a_paragraph_where_the_room_says_so() -> None:
    gaps = replace(PLAIN, gaps=Gaps(inside=0.0, between=0.5, strict=True))
    assert evidence("只有在下列情况下才会披露：", "您同意的", layout=gaps, gap=0.5) > 0
    assert evidence("只有在下列情况下才会披露：", "您同意的", layout=gaps, gap=0.0) < 0


def test_first_lines_of_numbered_paragraphs_show_the_indent_of_others() -> None:
    first, second = printed("1. 您应当妥善保管您的账户和密码并对", "账户下的全部行为承担责任。", width=20)
    layout = layout_of([replace(first, indent=2.0), second] * 4)
    assert (layout.flush, layout.all_indented) == (0.0, False)
    assert evidence("您应当遵守本协议。", "我们有权变更。", layout=replace(layout, gaps=None), indent=2.0) > 0


def test_second_lines_at_one_margin_are_known_under_first_lines_at_several() -> None:
    first, second = printed("1. 您应当妥善保管您的账户和密码并对", "账户下的全部行为承担责任。", width=20)
    lines = [line for indent in (2.0, 2.0, 2.0, 3.5) for line in (replace(first, indent=indent), second)]
    layout = layout_of(lines)
    assert layout.second_lines == 0.0
    upper = Line((Span("（1）工资：税前人民币若干元；"),), indent=3.5, right_space=0.0, gap=0.0)
    lower = Line((Span("绩效工资另行约定。"),), indent=0.0, right_space=9.0, gap=0.0)
    assert start_evidence(LinePair(upper, lower, upper.text, lower.text, replace(layout, gaps=None))) < 0


def test_a_line_hardly_begun_ends_a_paragraph_whatever_the_room_below_it() -> None:
    layout = replace(PLAIN, flush=0.0, gaps=Gaps(inside=0.0, between=0.5, strict=False))
    assert evidence("《账户注销须知》", "您在申请注销前，应当认真阅读。", right_space=30.0, layout=layout, gap=0.0) > 0


def test_where_lines_are_broken_at_blanks_only_one_hardly_begun_may_go_on() -> None:
    gaps = Gaps(inside=0.0, between=0.5, strict=False)
    layout = replace(PLAIN, flush=0.0, gaps=gaps)
    above, below = "接入互联网的装置", "及所需的费用由您负担。"
    assert evidence(above, below, right_space=30.0, layout=layout, gap=0.0) > 0
    assert evidence(above, below, right_space=30.0, layout=replace(layout, ragged=True), gap=0.0) < 0


def test_lines_that_end_far_from_the_margin_after_a_comma_are_broken_at_blanks_only() -> None:
    def line(text: str, right_space: float) -> Line:
        return Line((Span(text),), indent=0.0, right_space=right_space, gap=0.0)

    lines = [line("您同意使用本平台，", 25.0), line("否则我们可以终止服务，", 20.0)]
    assert not layout_of(lines).ragged
    assert layout_of([*lines, line("一切后果由您承担，", 21.0)]).ragged


def test_a_bold_line_of_its_own_is_a_heading_even_below_a_full_line_without_a_point() -> None:
    upper = Line((Span("含有其他干扰服务正常运营的内容"),), indent=0.0, right_space=0.0, gap=0.0)
    lower = Line((Span("服务内容", ("bold",), ("face",)),), indent=0.0, right_space=30.0, gap=0.0)
    assert start_evidence(LinePair(upper, lower, upper.text, lower.text, PLAIN)) > 0


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("乙方在缺陷责任期满后，可以向发包人申请返还保", "证金。"),
        ("甲乙双方发生争议的，应当在争议发生后以书面通知的", "方式选择管辖。"),
        ("本合同自双方签字并加盖公章之日起生效，若法律法规", "或双方约定另有要求的除外。"),
    ],
    ids=["inside a word", "after a word that wants another", "before one that leans on it"],
)
def test_a_sentence_that_a_file_cut_apart_is_one_paragraph(above: str, below: str) -> None:
    assert evidence(above, below, starts=True) == -CERTAIN
    assert evidence(above, below, right_space=9.0) < 0


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("在用户注册账户时，用户根据要求提供的个人注册资料", "在用户使用服务时自动接收的网页记录"),
        ("我们收集您的姓名、电话、地址等必要的个人资料。", "证件号码另行收集。"),
        ("服务的变更", "更新"),
    ],
)
def test_paragraphs_that_a_format_tells_apart_stay_so_where_no_sentence_is_cut(above: str, below: str) -> None:
    assert evidence(above, below, starts=True) == CERTAIN


@pytest.mark.parametrize(
    ("above", "below", "indent", "joined"),
    [
        ("发包人应当遵守法律，由发包人承担由此增加的费用和", "（或）延误的工期。", 0.5, True),
        ("发包人应当遵守法律，不迟于第 7 项〔开工通知〕", "载明的日期提供图纸。", 0.5, True),
        ("发包人应当遵守法律，由发包人承担由此增加的费用和", "（或）延误的工期。", 2.0, False),
        ("发包人应当遵守法律，由发包人承担。", "承包人应当遵守法律。", 0.5, False),
        ("联系人、联系电话：[请填写联系人、电话]", "乙方（需方）", 0.0, False),
    ],
)
def test_a_formats_paragraph_that_leaves_the_first_line_indent_in_mid_sentence_is_none(
    above: str, below: str, indent: float, joined: bool
) -> None:
    upper = Line((Span(above),), starts=True, indent=2.0)
    lower = Line((Span(below),), starts=True, indent=indent)
    assert (start_evidence(LinePair(upper, lower, above, below, PLAIN)) < 0) is joined


def test_a_character_torn_off_the_line_above_is_no_end_of_a_paragraph() -> None:
    upper = Line((Span("印"),), indent=0.0, right_space=39.0, gap=0.0)
    lower = Line((Span("件并加盖公章。"),), indent=0.0, right_space=20.0, gap=0.4)
    pair = LinePair(upper, lower, upper.text, lower.text, replace(PLAIN, gaps=Gaps(0.0, 0.5, strict=True)))
    assert start_evidence(pair) > 0
    assert start_evidence(replace(pair, goes_on=True)) < 0


def test_a_line_further_in_than_the_one_above_does_not_lack_its_indent() -> None:
    layout = replace(PLAIN, flush=1.5, all_indented=True)
    text = "手机费用等均由用户自行承担。"
    below = "基于服务的重要性，用户应同意："
    further, flush = (evidence(text, below, layout=layout, indent=indent) for indent in (2.0, 1.0))
    assert further - flush == 2.0


def test_a_paragraph_indented_throughout_has_no_first_line_indent_in_its_midst() -> None:
    layout = replace(PLAIN, flush=0.0, all_indented=True)
    upper = Line((Span("使您可以直接登录并使用我们的产品与服务。"),), indent=2.4, right_space=0.0, gap=0.0)
    lower = Line((Span("我们会将依据约定进行确认。"),), indent=2.4, right_space=9.0, gap=0.0)
    pair = LinePair(upper, lower, upper.text, lower.text, layout)
    assert start_evidence(pair) - start_evidence(replace(pair, goes_on=True)) == 3.0


def test_words_in_brackets_at_the_head_of_a_line_begin_a_paragraph() -> None:
    assert evidence("如有疑问，可拨打我们的客服电话咨询。", "【特别提示】当您阅读本须知后，", right_space=0.5) > 0
