import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.diff.inline import compare_texts, edits
from agreement_tool.diff.units import units
from agreement_tool.text.wording import wording

TEXT = st.text(alphabet="甲乙方应当可以在30日5,工作日内支付（）()，。；人民币元%  \n\u3000管辖权ａaA", max_size=80)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return list(edits(compare_texts(old, new)))


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXT, TEXT, st.booleans())
def test_equal_and_delete_spell_the_old_text_equal_and_insert_the_new(old: str, new: str, strict: bool) -> None:
    segments = compare_texts(old, new, strict=strict)
    assert "".join(s.text for s in segments if s.op != "insert") == old
    assert "".join(s.text for s in segments if s.op != "delete") == new
    assert all(segment.text for segment in segments)


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXT, st.text(alphabet=" \n\u3000", max_size=3))
def test_spacing_and_width_are_no_edit_unless_strict(text: str, blank: str) -> None:
    rewritten = blank.join(text.replace("（", "(").replace("，", ","))
    assert told(text, rewritten) == []
    if text != rewritten:
        assert list(edits(compare_texts(text, rewritten, strict=True), strict=True))


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXT, TEXT)
def test_texts_of_different_wording_always_show_an_edit(old: str, new: str) -> None:
    assert bool(told(old, new)) == (wording(old) != wording(new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲方应当在30日内付款。", "甲方应当在15日内付款。", [("30日", "15日")]),
        ("违约金为人民币5,000元。", "违约金为人民币50,000元。", [("人民币5,000元", "人民币50,000元")]),
        ("用户应当遵守规则。", "用户可以遵守规则。", [("应当", "可以")]),
        ("由甲方所在地法院管辖。", "由甲方所在地有管辖权的法院管辖。", [("", "有管辖权的")]),
        ("一是甲。三是丙。", "一是甲。二是乙。三是丙。", [("", "二是乙。")]),
        ("自2023年1月1日起生效。", "自2024年1月1日起生效。", [("2023年1月1日", "2024年1月1日")]),
        ("网址为https://a.cn/x。", "网址为https://a.cn/y。", [("https://a.cn/x", "https://a.cn/y")]),
        ("帐号由您保管。", "账号由您保管。", [("帐号", "账号")]),
        ("费率为3%。", "费率为3.5%。", [("3%", "3.5%")]),
        ("提前三十日通知。", "提前十五个工作日通知。", [("三十日", "十五个工作日")]),
        ("", "新增。", [("", "新增。")]),
        ("同一句话，", "同一句话。", [("，", "。")]),
    ],
)
def test_an_edit_reads_like_the_change_a_lawyer_made(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert told(old, new) == expected


def test_a_rewritten_sentence_is_not_confetti() -> None:
    old = "因本协议引起的争议，由甲方所在地人民法院管辖。"
    new = "双方同意将全部纠纷提交北京仲裁委员会，按照其届时有效的规则进行仲裁。"
    assert len(told(old, new)) <= 2


def test_a_very_long_text_is_compared_sentence_by_sentence() -> None:
    old = "".join(f"第{n}句说明服务内容及其费用标准。" for n in range(900))
    new = old.replace("第450句说明", "第450句约定")
    assert told(old, new) == [("说明", "约定")]


@settings(deadline=None)  # the first example loads the dictionary
@given(TEXT)
def test_units_are_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for unit in units(text):
        assert at <= unit.start < unit.end <= len(text)
        at = unit.end
