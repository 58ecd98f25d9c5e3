"""An agreement against standard clauses: word for word, deviating, missing; and forbidden wording."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from agreement_tool.check.edits import with_new_eids
from agreement_tool.check.forbidden import forbidden_uses
from agreement_tool.diff.standard import Standard, compare_standard
from agreement_tool.errors import StoreError
from agreement_tool.model.standard import Comparison, ForbiddenWording
from agreement_tool.pipeline.standard import compared
from agreement_tool.report.standard_html import standard_html
from agreement_tool.report.standard_json import standard_json
from agreement_tool.report.standard_view import shown
from agreement_tool.store import forbidden
from tests.check.builder import agreement

STANDARD = """第一条 争议解决
  ¶ 因本合同引起的争议，双方应当友好协商；协商不成的，任何一方可以向【合同签订地】有管辖权的人民法院提起诉讼。
  ¶ 诉讼期间，除争议部分外，双方应当继续履行本合同。
第二条 保密
  （一） 双方对履行本合同中知悉的对方商业秘密负有保密义务，期限为本合同终止后三年。
  （二） 未经对方书面同意，任何一方不得向第三方披露。
第三条 任何一方违约的，应当向守约方支付合同总价20%的违约金。
第四条 本合同一式____份，双方各执____份，具有同等法律效力。
第五条 不可抗力
  ¶ 因不可抗力不能履行合同的一方应当在三日内通知对方，并在十五日内提供证明。"""
TARGET = """第一章 采购
  3.1 甲方向乙方购买设备，总价一百万元，交付前乙方承担灭失风险。
  3.2 本合同一式四份，双方各执两份，具有同等法律效力。
第二章 其他
  4.1 不可抗力
    ¶ 因不可抗力不能履行合同的一方应当在三日内通知对方，并在十五日内提供证明。
  4.2 保密条款
    1) 双方对履行本合同中知悉的对方商业秘密负有保密义务，期限为本合同终止后三年。
    2) 未经对方书面同意，任何一方不得向第三方披露。
  4.3 任何一方违约的，应当向守约方支付合同总价20%的违约金。
  4.4 争议解决
    ¶ 因本合同引起的争议，双方应当友好协商；协商不成的，任何一方可以向北京市朝阳区有管辖权的人民法院提起诉讼。诉讼期间，除争议部分外，双方应当继续履行本合同。"""  # noqa: E501


def against(target: str, standard: str = STANDARD) -> dict[str, Comparison]:
    tree = with_new_eids(agreement(target))
    found = compare_standard([Standard("a.yaml", with_new_eids(agreement(standard)))], tree)
    return {each.standard.name[:4]: each for each in found}


def statuses(target: str) -> dict[str, str]:
    return {name: each.status for name, each in against(target).items() if each.status != "verbatim"}


def test_numbers_order_joined_paragraphs_and_blanks_filled_in_are_no_deviations() -> None:
    assert statuses(TARGET) == {}
    found = against(TARGET)
    assert found["争议解决"].filled == (("【合同签订地】", "北京市朝阳区"),)
    assert [words for _, words in found["本合同一"].filled] == ["四份", "两份"]


@pytest.mark.parametrize(
    ("old", "new", "name", "why"),
    [
        ("终止后三年", "终止后五年", "保密", "期限由三年改为五年"),
        ("20%的违约金。", "20%的违约金。违约金不足以弥补损失的，不再赔偿。", "任何一方", ""),
        ("20%", "10%", "任何一方", "20%改为10%"),
        ("应当在三日内", "可以在三日内", "不可抗力", ""),
        ("任何一方不得向第三方披露", "任何一方不得向第三方披露，但关联公司除外", "保密", ""),
        ("，并在十五日内提供证明", "", "不可抗力", ""),
        ("有管辖权的人民法院提起诉讼", "仲裁委员会申请仲裁", "争议解决", ""),
        ("    2) 未经对方书面同意，任何一方不得向第三方披露。\n", "", "保密", ""),
    ],
)
def test_what_was_changed_is_told_and_nothing_else(old: str, new: str, name: str, why: str) -> None:
    assert old in TARGET
    changed = TARGET.replace(old, new)
    assert statuses(changed) == {name: "deviates"}
    comparison = against(changed)[name]
    assert comparison.material and why in "".join(reason.zh for reason in comparison.reasons).replace(" ", "")
    segments = comparison.segments
    assert "".join(each.text for each in segments if each.op != "insert") == comparison.standard.text


def test_what_is_not_there_is_missing() -> None:
    lines = [line for line in TARGET.splitlines() if "不可抗力" not in line]
    assert statuses("\n".join(lines)) == {"不可抗力": "missing"}


def test_a_paragraph_cut_in_two_and_one_inside_a_longer_one_are_word_for_word() -> None:
    cut = TARGET.replace("在三日内通知对方，并", "在三日内通知对方，\n    ¶ 并")
    assert statuses(cut) == {}
    inside = TARGET.replace(
        "  3.2 本", "  3.2 本合同自双方签字盖章之日起生效，有效期至双方履行完毕全部义务之日止，期满自动终止。本"
    )
    assert statuses(inside) == {}


def test_a_qualification_before_a_standard_sentence_is_a_deviation() -> None:
    assert statuses(TARGET.replace("任何一方违约的", "除甲方另有决定外，任何一方违约的")) == {"任何一方": "deviates"}


def test_only_punctuation_is_editorial() -> None:
    comparison = against(TARGET.replace("协商不成的，任何", "协商不成的任何"))["争议解决"]
    assert (comparison.status, comparison.material, comparison.categories) == ("deviates", False, ("editorial",))
    assert [each.text for each in shown(comparison) if each.op != "equal"] == ["，"]


def test_an_empty_agreement_lacks_everything_and_a_strange_one_too() -> None:
    assert set(statuses("第一条 本店出售鲜花，当日送达。").values()) == {"missing"}
    assert len(statuses("第一条 本店出售鲜花，当日送达。")) == 5


WORDINGS = (
    ForbiddenWording("最终解释权", "消费者权益保护法第二十六条", "以双方约定为准"),
    ForbiddenWording("单方…变更", unless=("不得",)),
)


def test_forbidden_wording_is_found_whatever_its_spacing_and_excused_where_it_says_so() -> None:
    tree = with_new_eids(
        agreement("第一条 最终 解释权归甲方。\n第二条 甲方可单方随时变更价格。\n第三条 甲方不得单方变更。")
    )
    uses = list(forbidden_uses(tree, WORDINGS))
    assert [(use.eid, use.evidence.text) for use in uses] == [("art_1", "最终 解释权"), ("art_2", "单方随时变更")]
    first = uses[0]
    assert next(tree.walk()).text[first.evidence.start : first.evidence.end] == "最终 解释权"


def test_the_list_of_forbidden_wording_reports_every_fault() -> None:
    text = (
        "schema: forbidden/1\nwording:\n  - words: 一\n    unless: [二, 三]\n  - why: x\n  - words: …\n  - wrong: 1\n"
    )
    with pytest.raises(StoreError) as caught:
        forbidden.read(text, name="f")
    assert all(f"line {line}" in str(caught.value) for line in (5, 6, 7))
    good = forbidden.read(text[: text.index("  - why")], name="f")
    assert good == (ForbiddenWording("一", unless=("二", "三")),)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_json_keeps_its_schema_and_the_page_shows_the_deviation(lang: str) -> None:
    tree = with_new_eids(agreement(TARGET.replace("三年", "<b>五年</b>").replace("交付前", "最终解释权归乙方，交付前")))
    report = compared(tree, (Standard("a.yaml", with_new_eids(agreement(STANDARD))),), WORDINGS, path="t", folder="s")
    schema = json.loads(files("agreement_tool.export").joinpath("schema", "standard.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(standard_json(report, lang))
    jsonschema.validate(document, schema)
    assert document["summary"]["deviates"] == document["summary"]["forbidden"] == 1
    page = standard_html(report, lang)
    assert "<b>" not in page and "&lt;b&gt;五年" in page and "<del>三年</del>" in page


def test_the_seed_is_its_own_standard() -> None:
    from agreement_tool.store.repository import read

    seed = read(Path(__file__).parents[2] / "clauses/panasonic-security-app/1.0.0.yaml").agreement
    found = compare_standard([Standard("seed.yaml", seed)], seed)
    assert len(found) > 10 and {each.status for each in found} == {"verbatim"}


def test_many_blanks_and_gaps_take_no_time() -> None:
    blanks = "、".join(["____"] * 40)
    long = "、".join(["甲方" * 3] * 400)
    found = against(f"第一条 设备包括{long}。", f"第一条 设备包括{blanks}等。")
    assert len(found) == 1
    words = ForbiddenWording("…".join(["甲方"] * 20) + "…无关")
    assert list(forbidden_uses(with_new_eids(agreement(f"第一条 {long}。")), (words,))) == []


def test_own_clauses_on_the_matter_are_told_and_do_not_count() -> None:
    extra = TARGET.replace("对方披露", "对方披露").replace(
        "  4.3 任何", "    3) 双方各自承担员工的培训费用。\n  4.3 任何"
    )
    assert statuses(extra) == {}
    assert len(against(extra)["保密"].beside) == 1
    other = "\n".join(line for line in TARGET.splitlines() if "不可抗力不能" not in line)
    other = other.replace("4.1 不可抗力", "4.1 不可抗力\n    ¶ 遇台风停工的，工期顺延，费用各自承担。")
    missing = against(other)["不可抗力"]
    assert missing.status == "missing" and missing.beside
