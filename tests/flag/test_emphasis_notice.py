"""The promise, in any wording and any place."""

import pytest

from agreement_tool.flag.emphasis_notice import find_emphasis_notice, masked, passages_in
from tests.flag.trees import agreement, clause

WORDINGS = [
    ("请您仔细阅读，特别是免除或者限制我们责任的条款、对您权利进行限制的条款。", ("liability", "user_rights"), ()),
    ("免责条款和争议解决条款将以粗体下划线标识，您应重点阅读。", ("liability", "dispute"), ("bold", "underline")),
    ("请您认真阅读本政策，尤其是加粗或蓝色字体的内容。", (), ("bold", "colour")),
    ("本协议以黑体、斜体等方式显著标识的条款，请用户着重阅读。", (), ("bold", "italic")),
    ("提醒您注意约定管辖法院的条款和违约责任条款。", ("dispute", "breach"), ()),
    ("请务必审慎阅读开通某项服务的单独协议等条款。", ("separate_terms",), ()),
]


@pytest.mark.parametrize(("text", "categories", "marks"), WORDINGS, ids=[text[:12] for text, *_ in WORDINGS])
def test_a_promise_names_its_classes_and_its_marks(
    text: str, categories: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    promise = find_emphasis_notice(agreement(clause("notice", text)))
    assert promise is not None
    assert (promise.categories, promise.marks) == (categories, marks)
    assert promise.text == text


@pytest.mark.parametrize(
    "text",
    [
        "重大变更时，我们将在首页显著位置提示您。",
        "请您仔细阅读本协议。",
        "我们不承担任何责任。",
        "认真阅读《隐私政策条款》。",
    ],
)
def test_a_sentence_that_promises_no_emphasis_is_no_promise(text: str) -> None:
    assert passages_in(text) == ()


def test_the_items_of_a_list_belong_to_the_promise_that_introduces_them() -> None:
    items = (clause("i1", "免除责任的条款；", label="（1）"), clause("i2", "约定仲裁的条款。", label="（2）"))
    promise = find_emphasis_notice(agreement(clause("notice", "请您特别注意以下条款：", children=items)))
    assert promise is not None
    assert promise.categories == ("liability", "dispute")


def test_the_weightiest_passage_speaks_and_the_others_add_to_it() -> None:
    promise = find_emphasis_notice(
        agreement(
            clause("a", "请注意以加粗形式标识的条款。"),
            clause("b", "请您重点阅读免责条款、争议解决条款。"),
        )
    )
    assert promise is not None
    assert promise.eid == "b"
    assert promise.marks == ("bold",)


def test_what_a_promise_lists_is_blotted_out_and_nothing_else() -> None:
    text = "请您特别注意免除责任的条款。我们不承担任何责任。"
    assert len(masked(text)) == len(text)
    assert masked(text).endswith("我们不承担任何责任。")
    assert "免除" not in masked(text)
