"""Which printed lines begin a paragraph: each piece of evidence between two lines of its own."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from agreement_tool.model import Line, Span
from agreement_tool.structure.document_layout import first_word_width, layout_of
from agreement_tool.structure.inline_labels import split_inline_labels
from agreement_tool.structure.line_starts import CERTAIN, FEATURES, HABIT_FEATURES, line_starts
from agreement_tool.structure.weights import weights_of
from tests.structure.lines import printed


def scores(lines: Sequence[Line]) -> list[float]:
    texts = [[piece.text.strip() for piece in parts] for parts in split_inline_labels(lines)]
    return [start.score for start in line_starts(lines, texts)]


def begins(lines: Sequence[Line]) -> list[int]:
    return [at for at, score in enumerate(scores(lines)) if score > 0]


def evidence(above: str, below: str, *, right_space: float = 0.0, **below_looks: object) -> float:
    upper = Line((Span(above),), indent=0.0, right_space=right_space, gap=0.0, size=10.5)
    lower = Line((Span(below),), indent=0.0, right_space=0.0, gap=0.0, size=10.5)
    return scores([upper, replace(lower, **below_looks)])[1]  # type: ignore[arg-type]


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


FULL = "您应当妥善保管您的账户和密码并对其负责"
"""A line of 19 characters, broken in mid-sentence."""
ENDED = "账户下的全部行为均应当由您承担相应责任。"
"""A line of 20 characters that ends its sentence at the margin."""


def line(text: str, **looks: object) -> Line:
    width = 20.0
    plain = Line((Span(text),), page=1, indent=0.0, right_space=max(0.0, width - len(text)), gap=0.0, size=10.5)
    return replace(plain, **looks)  # type: ignore[arg-type]


def test_a_gap_tells_a_paragraph_where_it_stands_between_those_that_are_sure() -> None:
    body = [line(FULL, gap=0.5), line("账户下的行为负责。")] * 4
    assert begins([*body, line(ENDED), line(ENDED, gap=0.5)])[-1] == 9
    assert begins([*body, line(FULL), line(ENDED), line(ENDED)])[-1] == 8


def test_a_gap_before_headings_only_does_not_glue_them_to_their_text() -> None:
    section = [line("1. 定义", gap=1.0), line(FULL), line(ENDED)]
    numbered = [replace(section[0], spans=(Span(f"{at}. 定义"),)) for at in range(1, 6)]
    lines = [each for head in numbered for each in (head, *section[1:])]
    assert begins(lines) == [at for at in range(15) if at % 3 != 2]


def test_a_small_gap_is_one_between_paragraphs_under_headings_with_a_large_one() -> None:
    terms = [line(ENDED, gap=0.2), line("短的一段。", gap=0.2)] * 3
    body = [line(FULL, gap=0.2), line(FULL), line(FULL), line("负责。")] * 3
    lines = [line("第一条 术语", gap=1.0), *terms, line("第二条 授权", gap=1.0), *body]
    assert begins(lines) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16]


def test_a_first_line_indent_begins_a_paragraph_where_it_is_the_habit() -> None:
    body = [line(FULL, indent=2.0), line("账户下的行为负责。")] * 4
    assert begins([*body, line(ENDED, indent=2.0), line(ENDED, indent=2.0)])[-1] == 9
    assert begins([*body, line(ENDED, indent=2.0), line(ENDED)])[-1] == 8


def test_second_lines_of_numbered_paragraphs_stand_where_they_have_stood() -> None:
    body = [each for at in range(1, 6) for each in (line(f"{at}. {FULL}"), line("账户下的行为负责。", indent=1.5))]
    assert begins([*body, line(f"6. {ENDED}"), line(ENDED, indent=1.5)])[-1] == 10


def test_in_justified_text_a_line_a_hair_short_of_the_margin_is_the_last() -> None:
    body = [line(f"{FULL[:-1]}，", right_space=0.0), line(FULL, right_space=0.0), line("负责。")] * 6
    assert begins([*body, line(ENDED, right_space=0.0), line(ENDED)])[-1] == 18
    assert begins([*body, line(ENDED, right_space=0.25), line(ENDED)])[-1] == 19


def test_a_heading_cut_from_the_end_of_a_line_heads_what_stands_below() -> None:
    lines = [line("3、保存"), line(FULL), line("相应的记录也会一并删除。4、申诉", right_space=0.0), line(ENDED)]
    assert begins(lines) == [0, 1, 3]


def test_the_first_word_has_its_brackets_and_punctuation_with_it() -> None:
    assert first_word_width("服务") == 1.0
    assert first_word_width("是，") == 1.5
    assert first_word_width("（service@example.com）等") == 1.0 + 0.5 * 19 + 0.5


def test_hanging_paragraphs_whose_indent_was_lost_have_a_margin_of_their_own() -> None:
    lines = printed(*[f"{who}应当妥善保管您的账户和密码并" for who in "您其他她某谁"], width=20)
    assert 5.0 in layout_of(lines).margins
    alike = printed(*["您应当妥善保管您的账户和密码并"] * 6, width=20)
    assert layout_of(alike).margins == (0.0,), "one line printed often shows no margin"


def test_where_lines_are_broken_at_blanks_only_one_hardly_begun_may_go_on() -> None:
    stretch = "否则我们可以终止服务并保留追究其法律责任的一切权利，"
    torn = [
        line(f"您同意{what}，", right_space=space) for what, space in (("付款", 25.0), ("退出", 20.0), ("停用", 21.0))
    ]
    lines = [each for above in torn for each in (above, line(stretch, right_space=0.0))]
    assert layout_of(lines).ragged and not layout_of(lines[:2]).ragged
    assert begins(lines) == [0]


def test_a_bold_line_of_its_own_is_a_heading_even_below_a_full_line_without_a_point() -> None:
    upper = line("含有其他干扰服务正常运营的内容", right_space=0.0)
    lower = line("服务内容", right_space=30.0, spans=(Span("服务内容", ("bold",), ("face",)),))
    assert begins([upper, lower]) == [0, 1]


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    names = ["bias", *(name for name, _ in (*FEATURES, *HABIT_FEATURES))]
    assert sorted(names) == sorted(weights_of("line starts"))


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
    assert (scores([upper, lower])[1] < 0) is joined


def test_a_character_torn_off_the_line_above_is_no_end_of_a_paragraph() -> None:
    lines = [line("您应当提供身份证件的复"), line("印", gap=0.0), line("件并加盖公章。", gap=0.4)]
    assert begins([replace(lines[0], right_space=0.0), *lines[1:]]) == [0]


def test_words_in_brackets_at_the_head_of_a_line_begin_a_paragraph() -> None:
    assert evidence("如有疑问，可拨打我们的客服电话咨询。", "【特别提示】当您阅读本须知后，", right_space=0.5) > 0


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
    ("above", "below", "word", "web"),
    [
        ("乙方逾期付款的，甲方可以书面催告，", "催告满三日仍不付款的，可以解除合同。", True, True),
        ("乙方应当按期归还设备，如设备因乙方", "原因损坏，由乙方赔偿。", True, False),
        ("乙方应当按期归还设备，不得损坏", "乙方对此没有异议", False, False),
        ("乙方应当按期付款，账户信息为下列各项", "开户行：某银行，账号另行通知。", False, False),
        ("甲方提供平台，乙方使用平台", "以上约定，双方没有异议。", False, False),
        ("尊敬的各位平台注册用户与商户，", "请您仔细阅读，并遵守本协议。", False, False),
    ],
)
def test_a_sentence_without_an_end_goes_on_below(above: str, below: str, word: bool, web: bool) -> None:
    for joined, items in ((word, None), (web, 0)):
        lines = [Line((Span(text),), starts=True, size=12.0, items=items) for text in (above, below)]
        assert (scores(lines)[1] < 0) is joined


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
