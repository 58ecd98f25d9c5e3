"""What careful lawyers expect of a diff, kind by kind: variants of our own wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreement_tool.model import Change, Diff
from agreement_tool.pipeline.compare import compare_agreements
from agreement_tool.pipeline.ingest import open_target


def diff_of(tmp_path: Path, old: str, new: str, suffix: str = ".md") -> Diff:
    paths = [tmp_path / f"{name}{suffix}" for name in ("old", "new")]
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, "utf-8")
    before, after = (open_target(str(path)).agreement for path in paths)
    return compare_agreements(before, after).diff


def starred(diff: Diff) -> list[str]:
    return [change.why.zh for change in diff.changes if change.material and change.why]


def clause(text: str) -> str:
    return f"# 设备维保合同\n\n1.1 {text}\n\n1.2 本合同一式两份，双方各执一份。\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("乙方应于报修后 4 小时内到场。", "乙方应于报修后 8 小时内到场。", "期限由 4 小时改为 8 小时"),
        ("异议期为 5（五）个工作日。", "异议期为 10（十）个工作日。", "期限由 5（五）个工作日改为 10（十）个工作日"),
        ("年费人民币 1,200 元。", "年费人民币 1,500 元。", "年费由人民币 1,200 元改为人民币 1,500 元"),
        ("乙方每月10日前提交报表。", "乙方每月15日前提交报表。", "日期由每月10日改为每月15日"),
        ("利息按年利率 3.6% 计算。", "利息按年利率 13.6% 计算。", "年利率由 3.6% 改为 13.6%"),
    ],
)  # fmt: skip
def test_a_figure_that_changed_is_told_whole(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in "；".join(starred(diff_of(tmp_path, clause(old), clause(new))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("故障时采取应急措施。", "故障时采取措施。"),
        ("系统具备快速响应能力。", "系统具备响应能力。"),
        ("请您审慎阅读下列内容：", "请您务必审慎阅读、充分理解下列内容："),
        ("平台网址：www.example.cn。", "平台网址：[www.example.cn](https://www.example.cn/)。"),
    ],
)
def test_ordinary_words_and_addresses_weigh_nothing(tmp_path: Path, old: str, new: str) -> None:
    assert starred(diff_of(tmp_path, clause(old), clause(new))) == []


@pytest.mark.parametrize(("old", "new"), [("青山", "蓝湖"), ("服务提供方", "平台运营方"), ("丰年", "丰年云")])
def test_a_party_renamed_throughout_is_one_folded_line(tmp_path: Path, old: str, new: str) -> None:
    text = "# 合作协议\n\n" + "\n\n".join(
        f"{n}.1 {{0}}负责第{n}项工作，{{0}}提供资料，用户向{{0}}付款。" for n in range(1, 6)
    )
    diff = diff_of(tmp_path, text.format(old), text.format(new))
    assert [(each.old, each.new) for each in diff.replacements] == [(old, new)]
    assert starred(diff) == []


@pytest.mark.parametrize("sign", ["**第二条 付款**", "## 第二条 付款", "### **第二条 付款**"])
def test_how_a_heading_is_marked_is_no_change(tmp_path: Path, sign: str) -> None:
    text = "# 供货合同\n\n## 第一条 货物\n\n货物为砂石。\n\n{}\n\n货到付款。\n"
    assert diff_of(tmp_path, text.format("## 第二条 付款"), text.format(sign)).changes == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("我们采取加密措施保护您的信息。", "我们采取加密、访问控制等措施保护您的信息。"),
        ("我们重视信息安全。", "我们重视信息安全，并对员工开展保密培训。"),
        ("我们设有安全团队。", "我们设有安全团队，定期组织应急演练。"),
    ],
)
def test_security_and_training_ask_for_no_consent(tmp_path: Path, old: str, new: str) -> None:
    text = "# 某应用隐私政策\n\n1.1 {}\n\n1.2 如有疑问，请与我们联系。\n"
    assert diff_of(tmp_path, text.format(old), text.format(new)).reconsent != "required"


def test_another_time_for_answers_asks_for_no_consent(tmp_path: Path) -> None:
    text = "# 某应用隐私政策\n\n1.1 我们将在{}内答复您查询个人信息的请求。\n\n1.2 本政策自发布之日起生效。\n"
    diff = diff_of(tmp_path, text.format("30天"), text.format("15天"))
    assert diff.reconsent == "notice" and "第十四条" not in "".join(why.zh for why in diff.reconsent_why)


def test_what_the_reason_names_stands_near_the_edit(tmp_path: Path) -> None:
    old = "丙方按月收取管理费，并在必要时对乙方催收，包括发律师函、提起诉讼。"
    diff = diff_of(tmp_path, clause(old), clause(old.replace("管理费，", "管理费，费用为每月200元。")))
    (change,) = [change for change in diff.changes if change.material]
    assert "jurisdiction" not in change.categories and "money" in change.categories


def test_an_exception_put_into_a_moved_clause_is_told_beside_the_move(tmp_path: Path) -> None:
    items = ["甲方应按月提供数据。", "乙方不得转让本合同项下的权利。", "双方应指定联系人。", "甲方应支付服务费。"]
    moved = [*items[:1], *items[2:], "乙方不得转让本合同项下的权利，但转让给关联公司的除外。"]
    old, new = ("# 数据服务合同\n\n" + "\n\n".join(f"{n}.1 {t}" for n, t in enumerate(s, 1)) for s in (items, moved))
    kinds = [change.type for change in diff_of(tmp_path, old, new).changes if _of(change, "乙方不得转让")]
    assert kinds == ["moved", "text"]


def _of(change: Change, words: str) -> bool:
    return words in "".join(segment.text for segment in change.segments)


def test_a_typing_error_in_english_weighs_nothing_and_a_word_taken_out_is_cut_alone(tmp_path: Path) -> None:
    text = "# Terms of Service\n\n1.1 {}\n\n1.2 You may contact us at any time.\n"
    typed = diff_of(
        tmp_path,
        text.format("You must not upload ilegal content."),
        text.format("You must not upload illegal content."),
    )
    assert starred(typed) == []
    cut = diff_of(
        tmp_path,
        text.format("Sellers are solely responsible for the goods they sell."),
        text.format("Sellers are responsible for the goods they sell."),
    )
    (change,) = cut.changes
    assert [segment.text.strip() for segment in change.segments if segment.op != "equal"] == ["solely"]


def test_a_number_left_in_a_heading_is_no_change_of_the_heading(tmp_path: Path) -> None:
    text = "# 服务规则\n\n## {}共享原则\n\n我们不共享信息。\n\n## 转让\n\n我们不转让信息。\n"
    assert [change.type for change in diff_of(tmp_path, text.format("• 3.1.1 "), text.format("3.1.1 ")).changes] in (
        [], ["renumbered"],
    )  # fmt: skip
