"""What an agreement calls itself is no other document."""

import pytest

from agreement_tool.flag.clauses import placed_in
from agreement_tool.flag.emphasis_notice import masked
from agreement_tool.flag.own_name import own_names, with_itself
from tests.flag.trees import agreement, clause


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        ("本《会员公约》由您与我们订立。", "", {"会员公约"}),
        ("请阅读《会员公约》（以下简称“本协议”）。", "", {"会员公约"}),
        ("请阅读《会员公约》。", "某某平台会员公约", {"会员公约"}),
        ("请阅读《交易规则》。", "某某平台会员公约", set()),
    ],
)
def test_a_title_and_what_it_introduces_as_this_agreement_are_its_own_names(
    text: str, title: str, names: set[str]
) -> None:
    assert own_names(agreement(clause("c", text), title=title)) == names


def test_its_own_name_reads_as_this_agreement_at_the_same_length() -> None:
    text = "您同意《会员公约》和《交易规则》。"
    read = with_itself(text, frozenset({"会员公约"}))
    assert (len(read), read.startswith("您同意本协议"), "《交易规则》" in read) == (len(text), True, True)


def test_clauses_are_read_with_their_own_name_set_aside() -> None:
    tree = agreement(clause("c", "您应遵守本《会员公约》。", label="1."))
    assert [place.text.rstrip("□。") for place in placed_in(tree)] == ["您应遵守本本协议"]


def test_a_notice_is_set_aside_up_to_the_sentence_part_that_says_something_of_its_own() -> None:
    text = "请特别注意免除责任的条款，如果您继续使用，即视为您已接受本协议。"
    read = masked(text)
    assert "免除责任" not in read
    assert read.endswith("，如果您继续使用，即视为您已接受本协议。")
