"""What `extract --explain` is made of: every line told, rivals beside the decision, parts that add up."""

import pytest

from agreement_tool.model import Line
from agreement_tool.pipeline.explanations import explain_document
from agreement_tool.structure.line_starts import CERTAIN
from tests.structure.lines import document, paragraphs, printed

SENTENCE = "您应当妥善保管您的账户和密码。"


def test_every_line_is_told_with_the_parts_that_its_score_is_made_of() -> None:
    lines = printed("1. 保管", SENTENCE, "2. 其他", SENTENCE)
    told = list(explain_document(document(lines)))
    assert [found.line for found in told] == list(lines)
    for found in told[1:]:
        total = sum(value for _, value in found.start.parts())
        assert found.start.score == pytest.approx(max(-CERTAIN, min(CERTAIN, total)))


def test_a_paragraph_after_a_list_names_both_places_it_may_have() -> None:
    lines: tuple[Line, ...] = paragraphs(
        "一、义务", "您承诺如下：", "1. 付款；", "2. 保密。", SENTENCE, "二、期限", SENTENCE
    )
    explained = [block for found in explain_document(document(lines)) for block in found.blocks]
    after = next(found for found in explained if found.block.text == SENTENCE)
    assert after.chosen.decision.depth == 1
    assert [rival.decision.depth for rival in after.rivals] == [2, 0]
    assert after.rivals[0].parts == (("stays in an item although the list may be over", 1.0),)


def test_a_number_names_its_rivals() -> None:
    explained = [
        block
        for found in explain_document(document(paragraphs("1. 甲", SENTENCE, "2. 乙", SENTENCE)))
        for block in found.blocks
    ]
    second = next(found for found in explained if found.block.text == "2. 乙")
    assert second.chosen.cost == 0 and all(rival.cost > 3 for rival in second.rivals)
