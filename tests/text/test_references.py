from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.text.references import Mention, mentions


def texts(sentence: str) -> list[str]:
    return [mention.text for mention in mentions(sentence)]


def only(sentence: str) -> Mention:
    (mention,) = mentions(sentence)
    return mention


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("根据本协议第三条第（二）项的约定", ["第三条第（二）项"]),
        ("依第 3 条、第五条和第七条", ["第 3 条", "第五条", "第七条"]),
        ("第三至五条", ["第三至五条"]),
        ("第三、四条", ["第三、四条"]),
        ("第一条至第五条", ["第一条至第五条"]),
        ("第1.1条-第1.5条", ["第1.1条-第1.5条"]),
        ("第二十条第一款第（一）、（三）项", ["第二十条第一款第（一）、（三）项"]),
        ("上述（1）、（2）项", ["（1）、（2）项"]),
        ("本款第 2）、4）项", ["本款第 2）、4）项"]),
        ("上述第3.2条和2.7款", ["第3.2条", "2.7款"]),
        ("按照3.2（1）执行，见4.3(7)", ["3.2（1）", "4.3(7)"]),
        ("如您违反本条规定，按前款、前两款处理", ["本条", "前款", "前两款"]),
        ("本条第二款", ["本条第二款"]),
        ("第三条之一", ["第三条之一"]),
        ("第三章第二节", ["第三章第二节"]),
        ("详见附件一", ["附件一"]),
        ("见附录A和附表2", ["附录A", "附表2"]),
        ("第三条款", ["第三条"]),
    ],
)
def test_a_reference_is_found_whole(sentence: str, expected: list[str]) -> None:
    assert texts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "第三方提供的服务", "第一款游戏", "第九项服务", "以上款项", "本条款的约定", "本项目终止", "费率为0.05%",
        "版本3.2.1", "价格为 3.5 元",
        "本条例", "此前款项已付", "第一次、第二天", "下条件", "提前三十日", "共3条", "iOS 9.1 系统",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_reference_is_left_alone(sentence: str) -> None:
    assert texts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "document", "law"),
    [
        ("依据《中华人民共和国民法典》第四百九十六条", "中华人民共和国民法典", True),
        ("根据刑法第二百八十五条", "刑法", True),
        ("依该法第三条", "该法", True),
        ("《隐私政策》第3条", "隐私政策", False),
        ("隐私政策第三条", "隐私政策", False),
        ("《采购合同》附件一", "采购合同", False),
    ],
)
def test_a_reference_says_whose_clause_it_is(sentence: str, document: str, law: bool) -> None:
    mention = only(sentence)
    assert (mention.document, mention.law) == (document, law)


@pytest.mark.parametrize("sentence", ["本协议第三条", "本合同的第三条", "上述第三条", "依第三条", "违反第三条"])
def test_a_clause_of_this_agreement_belongs_to_no_other_document(sentence: str) -> None:
    assert only(sentence).document == ""


def test_a_list_after_a_law_inherits_the_law() -> None:
    first, second, third = mentions("依《消费者权益保护法》第二十四条、第二十六条的规定及本协议第五条")
    assert (first.document, second.document, third.document) == ("消费者权益保护法", "消费者权益保护法", "")


def test_a_document_on_its_own_has_no_steps() -> None:
    mention = only("请阅读《隐私政策》。")
    assert (mention.document, mention.steps) == ("隐私政策", ())


def test_a_quoted_heading_is_read_and_a_short_name_is_not() -> None:
    assert only("依第十条（争议解决）处理").title == "争议解决"
    assert [step.unit for step in only("按第12.4.2项〔进度付款〕第（1）目约定").steps] == ["项", "目"]
    assert only("依第十条（以下简称“争议条款”）").title == ""


def test_ranges_and_lists_name_every_number() -> None:
    assert only("第三至五条").steps[0].numbers == ((3,), (4,), (5,))
    assert only("第3.1至3.3条").steps[0].numbers == ((3, 1), (3, 2), (3, 3))
    assert only("第二条第（一）、（三）项").steps[1].numbers == ((1,), (3,))


@given(st.text(alphabet="第三条款项（）()一二3.2本前附件《》法、至 的", max_size=40))
def test_mentions_are_in_order_do_not_overlap_and_quote_the_text(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
