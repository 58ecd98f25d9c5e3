"""Nothing printed is lost, nothing is invented, nothing makes `build` fail."""

from collections import Counter
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from agreement_tool.model import Built, Line, Span
from agreement_tool.structure.titles import LIST_MARKS
from tests.structure.lines import built

PIECES = (
    "第一条", "第二条", "一、", "（一）", "（1)", "1.", "1.1", "2.24小时", "①", "a)", "i.", "•", "附件一",
    "【特别提示】", "目录", "……1",
    "服务协议", "定义", "您应当遵守。", "包括：", "甲方（盖章）：", "____", "的约定", "，", " ", "\u3000", "abc", "□",
    "0.05%", "年 月 日", "第三条之一",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=5).map("".join)
maybe = st.none() | st.floats(-2, 30, allow_nan=False)
spans = texts.flatmap(lambda text: st.sampled_from(((Span(text),), (Span(text, ("bold",), ("face",)),))))
lines = st.lists(
    st.builds(
        Line,
        spans=spans,
        page=st.none() | st.integers(1, 3),
        starts=st.none() | st.booleans(),
        indent=maybe,
        right_space=maybe,
        gap=maybe,
        size=st.none() | st.sampled_from((9.0, 10.5, 16.0)),
        centred=st.booleans(),
        auto_label=st.none() | st.sampled_from(("（一）", "1.1.", "•", "?")),
        outline=st.none() | st.integers(1, 6),
        depth=st.none() | st.integers(0, 3),
    ),
    max_size=14,
)


def characters(texts: Iterator[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace())


def kept(result: Built) -> Iterator[str]:
    agreement = result.agreement
    yield agreement.title
    for furniture in agreement.furniture:
        yield furniture.text
    for clause in agreement.walk():
        yield clause.heading + clause.text
        if not clause.generated:
            yield clause.label or ""


def marks_of_lists(found: list[Line]) -> Counter[str]:
    """What may stand before typed numbers and is no text (• 1.1)."""
    heads = (line.text.strip() for line in found)
    return characters(head[: len(head) - len(head.lstrip(f"{LIST_MARKS} \u3000"))] for head in heads)


@given(lines)
@example([Line(spans=(Span("•1.1"),))])
def test_every_printed_character_lands_in_exactly_one_place(found: list[Line]) -> None:
    printed, landed = characters(line.text for line in found), characters(kept(built(found)))
    assert landed <= printed
    assert printed - landed <= marks_of_lists(found)


@given(lines)
def test_addresses_are_unique_and_places_name_them(found: list[Line]) -> None:
    result = built(found)
    eids = [clause.eid for clause in result.agreement.walk()]
    assert len(eids) == len(set(eids))
    assert [eid for eid, _ in result.places] == eids


@given(lines)
def test_the_same_lines_give_the_same_tree(found: list[Line]) -> None:
    assert built(found) == built(found)
