from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.diff.compare import compare
from agreement_tool.diff.rebuild import apply
from agreement_tool.model import Agreement, Change, Diff, Source
from tests.diff.build import agreement

PAY = "甲方应当在收到发票后三十日内支付服务费人民币5,000元。"
KEEP = "双方对在履行中知悉的商业秘密负有保密义务，期限为三年。"
COURT = "因本协议产生的争议，由甲方住所地人民法院管辖。"
NOTICE = "我们修改本协议的，将提前七日在应用内公告修改后的内容。"


def types(diff: Diff) -> list[str]:
    return [change.type for change in diff.changes]


def only(diff: Diff) -> Change:
    assert len(diff.changes) == 1, types(diff)
    return diff.changes[0]


def between(old: Agreement, new: Agreement, *, strict: bool = False) -> Diff:
    diff = compare(old, new, strict=strict)
    assert apply(old, diff) == new
    return diff


words = st.sampled_from(["甲方", "应当", "支付", "5元", "，", "。", "第二条", "在30日内", "（一）", " ", "保密", "\n"])
text = st.lists(words, max_size=12).map("".join)
leaf = st.tuples(st.sampled_from(["", "第一条", "第二条", "1.", "（一）"]), st.sampled_from(["", "保密", "付款"]), text)
tree = st.recursive(leaf, lambda below: st.tuples(st.just("1.1"), st.just(""), text, below, below), max_leaves=4)
agreements = st.lists(tree, max_size=6).map(lambda clauses: agreement(*clauses))


@settings(deadline=None)
@given(agreements)
def test_an_agreement_does_not_differ_from_itself(same: Agreement) -> None:
    assert compare(same, same).changes == ()


@settings(deadline=None)
@given(agreements, agreements, st.booleans())
def test_the_diff_applied_to_the_old_version_is_the_new_one(old: Agreement, new: Agreement, strict: bool) -> None:
    diff = between(old, new, strict=strict)
    texts = {clause.eid: clause.text for clause in old.walk()}, {clause.eid: clause.text for clause in new.walk()}
    for change in diff.changes:
        if change.type != "heading":
            assert "".join(s.text for s in change.segments if s.op != "insert") == "".join(
                texts[0][r.eid] for r in change.old
            )
            assert "".join(s.text for s in change.segments if s.op != "delete") == "".join(
                texts[1][r.eid] for r in change.new
            )


@settings(deadline=None)
@given(agreements, agreements)
def test_every_clause_is_told_once_as_matched_added_removed_or_part(old: Agreement, new: Agreement) -> None:
    diff = between(old, new)
    matched_old, matched_new = ({pair[side] for pair in diff.matches} for side in (0, 1))
    told_old = {ref.eid for change in diff.changes for ref in change.old} | matched_old
    told_new = {ref.eid for change in diff.changes for ref in change.new} | matched_new
    assert {clause.eid for clause in old.walk()} <= told_old
    assert {clause.eid for clause in new.walk()} <= told_new


@settings(deadline=None)
@given(agreements, agreements)
def test_the_same_versions_always_give_the_same_diff(old: Agreement, new: Agreement) -> None:
    assert compare(old, new) == compare(old, new)


def test_reflow_page_breaks_and_furniture_are_no_changes() -> None:
    old = agreement(("第一条", "付款", PAY))
    clause = old.clauses[0]
    moved = replace(clause, page=2, spans=(replace(clause.spans[0], text=PAY.replace("服务费", "服务费\n ")),))
    new = replace(old, clauses=(moved,), source=Source("b.pdf", "0" * 64, 3, "pdfium"))
    assert types(between(old, new)) == []
    assert types(between(old, new, strict=True)) == ["text"]


def test_width_in_label_heading_and_text_is_a_change_only_when_strict() -> None:
    old = agreement(("（1）", "定义（一）", "甲方（买方）"))
    new = agreement(("(1)", "定义(一)", "甲方(买方)"))
    assert types(between(old, new)) == []
    assert types(between(old, new, strict=True)) == ["renumbered", "heading", "text"]


def test_another_border_between_heading_and_text_is_no_change() -> None:
    old = agreement(("第一条", "付款：", PAY))
    new = agreement(("第一条", "", f"付款：{PAY}"))
    assert types(between(old, new)) == []


def test_a_number_that_a_reader_left_in_the_text_is_no_change() -> None:
    old = agreement(("•", "", f"1. {PAY}"))
    new = agreement(("1.", "", PAY))
    assert types(between(old, new)) == []


def test_a_renamed_article_is_a_heading_change_and_nothing_else() -> None:
    change = only(between(agreement(("第一条", "付款", PAY)), agreement(("第一条", "支付", PAY))))
    assert change.type == "heading"
    assert [(s.op, s.text) for s in change.segments] == [("delete", "付款"), ("insert", "支付")]


def test_a_rewritten_article_under_its_heading_is_a_text_change() -> None:
    old = agreement(("第一条", "争议解决", COURT), ("第二条", "付款", PAY))
    new = agreement(
        ("第一条", "争议解决", "双方同意将全部纠纷提交上海仲裁委员会，裁决是终局的。"), ("第二条", "付款", PAY)
    )
    assert types(between(old, new)) == ["text"]


def test_an_article_replaced_by_a_stranger_is_removed_and_added() -> None:
    old = agreement(("第一条", "付款", PAY), ("第二条", "保密", KEEP))
    new = agreement(("第一条", "付款", PAY), ("第二条", "开源组件", "开源组件以其许可证为准。"))
    assert sorted(types(between(old, new))) == ["added", "removed"]


def test_a_moved_and_reworded_clause_is_both() -> None:
    old = agreement(*((f"第{n}条", "", text) for n, text in zip("一二三四", (PAY, KEEP, COURT, NOTICE), strict=True)))
    new = agreement(
        *(
            (f"第{n}条", "", text)
            for n, text in zip("一二三四", (KEEP, COURT, NOTICE, PAY.replace("三十日", "十日")), strict=True)
        )
    )
    diff = between(old, new)
    assert types(diff).count("moved") == 1
    assert {c.type for c in diff.changes if c.old[0].eid == "c1"} == {"moved", "text"}


def test_what_stands_under_a_moved_clause_is_not_moved_itself() -> None:
    below = (("1.1", "", PAY), ("1.2", "", KEEP))
    after = (("3.1", "", PAY), ("3.2", "", KEEP))
    old = agreement(("1.", "甲部分", "", *below), ("2.", "", COURT * 4), ("3.", "", NOTICE * 4))
    new = agreement(("1.", "", COURT * 4), ("2.", "", NOTICE * 4), ("3.", "甲部分", "", *after))
    assert sorted(types(between(old, new))) == ["moved", "renumbered", "renumbered"]


def test_identical_clauses_are_matched_in_place() -> None:
    same = "（本条有意留空。）"
    old = agreement(("第一条", "", same), ("第二条", "", PAY), ("第三条", "", same))
    new = agreement(("第一条", "", same), ("第二条", "", KEEP), ("第三条", "", PAY), ("第四条", "", same))
    diff = between(old, new)
    assert ("c1", "c1") in diff.matches and ("c3", "c4") in diff.matches
    assert sorted(types(diff)) == ["added", "renumbered", "renumbered"]


def test_a_stored_identity_wins_over_position_and_is_guarded() -> None:
    old = agreement(("第一条", "", PAY), ("第二条", "", COURT))
    kept = replace(agreement(("第一条", "", "甲方应当付清服务费。")).clauses[0], eid="n1", wid="c1")
    new = replace(old, clauses=(replace(old.clauses[1], eid="n0", wid="c2"), kept))
    assert ("c1", "n1") in between(old, new).matches
    reused = replace(kept, wid="c2", spans=(replace(kept.spans[0], text="开源组件以其许可证为准。"),))
    assert ("c2", "n1") not in between(old, replace(new, clauses=(reused,))).matches


def test_a_near_tie_is_explained() -> None:
    first, second = "甲方应当在三十日内支付第一期服务费。", "甲方应当在三十日内支付第二期服务费。"
    old = agreement(("", "", "甲方应当在三十日内支付服务费。"))
    new = agreement(("", "", first), ("", "", second))
    whys = [change.why.zh for change in between(old, new).changes if change.why and change.old]
    assert any("对应关系接近" in why for why in whys)


def test_lost_bold_is_an_emphasis_change_with_the_words_that_lost_it() -> None:
    diff = between(agreement(("第一条", "", f"**{COURT}**")), agreement(("第一条", "", COURT)))
    change = only(diff)
    assert change.type == "emphasis" and change.why is not None
    assert "取消加粗" in change.why.zh and "lost bold" in change.why.en


def test_emphasis_is_not_compared_with_a_source_that_cannot_show_it() -> None:
    old = agreement(("第一条", "", f"**{COURT}**"))
    new = replace(agreement(("第一条", "", COURT)), source=Source("a.txt", "0" * 64, None, "plain"))
    assert types(between(old, new)) == []


def test_headings_are_bold_by_custom_so_other_formats_are_not_compared_on_them() -> None:
    old = replace(agreement(("第一条", "付款", PAY)), source=Source("a.pdf", "0" * 64, 3, "pdfium"))
    clause = old.clauses[0]
    bold = replace(old, clauses=(replace(clause, title=(replace(clause.title[0], marks=("bold",)),)),))
    assert types(between(old, bold)) == ["emphasis"]
    assert types(between(old, replace(bold, source=Source("a.md", "0" * 64, None, "markdown")))) == []


def test_a_bold_full_stop_is_not_worth_a_word() -> None:
    assert types(between(agreement(("", "", "甲方付款**。**")), agreement(("", "", "甲方付款。")))) == []


REFER = "违反第二条约定的，应当承担违约责任。"


def test_a_reference_renumbered_with_its_target_is_followed() -> None:
    old = agreement(("第一条", "", REFER), ("第二条", "", KEEP))
    new = agreement(("第一条", "", REFER.replace("二", "三")), ("第二条", "", PAY), ("第三条", "", KEEP))
    diff = between(old, new)
    assert sorted(types(diff)) == ["added", "renumbered"]
    assert [(each.old, each.new) for each in diff.followed] == [("第二条", "第三条")]


def test_a_reference_left_behind_points_elsewhere() -> None:
    old = agreement(("第一条", "", REFER), ("第二条", "", KEEP))
    new = agreement(("第一条", "", REFER), ("第二条", "", PAY), ("第三条", "", KEEP))
    diff = between(old, new)
    change = next(change for change in diff.changes if change.type == "reference")
    assert change.material and change.why is not None
    assert "原指第二条" in change.why.zh and "现指第二条" in change.why.zh


def test_a_reference_to_a_removed_clause_is_told() -> None:
    old = agreement(("第一条", "", REFER), ("第二条", "", KEEP))
    new = agreement(("第一条", "", REFER), ("第三条", "", COURT))
    change = next(change for change in between(old, new).changes if change.type == "reference")
    assert change.why is not None and "现已无对应条款" in change.why.zh


def test_a_reference_to_another_law_is_plain_text() -> None:
    old = agreement(("第一条", "", "依照《中华人民共和国民法典》第四百九十六条处理。"))
    new = agreement(("第一条", "", "依照《中华人民共和国民法典》第四百九十七条处理。"))
    assert types(between(old, new)) == ["text"]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (PAY, PAY.replace("5,000", "8,000"), {"money"}),
        (PAY, PAY.replace("三十日", "十日"), {"period"}),
        (PAY, PAY.replace("应当", "可以"), {"obligation", "permission"}),
        (COURT, COURT.replace("甲方", "乙方"), {"parties"}),
        (COURT, COURT.replace("人民法院管辖", "仲裁委员会仲裁"), {"jurisdiction"}),
        ("违约金为总价的20%。", "违约金为总价的30%。", {"percentage"}),
        ("自2026年1月1日起生效。", "自2026年3月1日起生效。", {"date"}),
        ("您继续使用即表示同意。", "您继续使用视为同意。", {"deeming"}),
        ("我们可以共享您的设备信息。", "我们不得共享您的设备信息。", {"permission", "prohibition"}),
    ],
)
def test_a_change_of_substance_is_material_and_says_of_what_kind(old: str, new: str, kinds: set[str]) -> None:
    change = only(between(agreement(("第一条", "", old)), agreement(("第一条", "", new))))
    assert change.material
    assert kinds <= set(change.categories)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("您应当保管帐号。", "您应当保管账号。"),
        ("甲方付款，乙方交货。", "甲方付款；乙方交货。"),
        ("支付5,000元。", "支付5000元。"),
        ("提前三十日通知。", "提前30日通知。"),
        ("称为“平台”。", "称为「平台」。"),
        ("登陆后可查看其它内容。", "登录后可查看其他内容。"),
    ],
)
def test_punctuation_spelling_and_number_writing_are_editorial(old: str, new: str) -> None:
    change = only(between(agreement(("第一条", "", old)), agreement(("第一条", "", new))))
    assert not change.material
    assert change.categories == ("editorial",)


def test_a_neutral_word_that_holds_a_signal_is_no_signal() -> None:
    change = only(between(agreement(("", "", "软件可能更新。")), agreement(("", "", "软件或许更新。"))))
    assert change.categories == ()


def test_a_material_change_of_a_key_clause_carries_its_categories() -> None:
    old, new = agreement(("第一条", "", "摄像头画面保存在本地。")), agreement(("第一条", "", "摄像头画面保存在云端。"))
    change = only(compare(old, new, old_key={"c1": ("privacy",)}))
    assert change.material and change.categories == ("privacy-storage", "privacy")


def test_lost_emphasis_of_a_key_clause_is_material() -> None:
    old, new = agreement(("第一条", "", "**概不退款。**")), agreement(("第一条", "", "概不退款。"))
    assert not only(compare(old, new)).material
    assert only(compare(old, new, new_key={"c1": ("user_rights",)})).material


def test_nothing_material_asks_for_nothing() -> None:
    diff = between(agreement(("", "", "您应当保管帐号。")), agreement(("", "", "您应当保管账号。")))
    assert (diff.reconsent, diff.reconsent_why) == ("none", ())


def test_a_material_change_asks_for_notice_and_quotes_the_agreements_own_clause() -> None:
    fee = "您应当每月支付会员费20元。"
    old = agreement(("第一条", "", fee), ("第二条", "", NOTICE))
    new = agreement(("第一条", "", fee.replace("20", "30")), ("第二条", "", NOTICE))
    diff = between(old, new)
    assert diff.reconsent == "notice"
    said = "".join(why.zh for why in diff.reconsent_why)
    assert "消费者权益保护法" in said and "第二条" in said and "七日" in said
    assert "电子商务法" not in said


def test_a_change_of_personal_information_asks_for_consent_anew() -> None:
    old = agreement(("第一条", "", "我们收集您的设备标识。"))
    new = agreement(("第一条", "", "我们收集您的设备标识和位置，并与第三方共享您的个人信息。"))
    diff = between(old, new)
    assert diff.reconsent == "required"
    assert "个人信息保护法" in diff.reconsent_why[0].zh


def test_a_new_document_title_is_a_heading_change_without_a_clause() -> None:
    change = only(between(agreement(title="用户协议"), agreement(title="服务协议")))
    assert (change.type, change.old[0].eid, change.new[0].title) == ("heading", "", "服务协议")


def test_a_diff_of_another_version_is_refused() -> None:
    old, new = agreement(("第一条", "", PAY)), agreement(("第一条", "", PAY.replace("三十", "十")))
    with pytest.raises(ValueError, match="expected"):
        apply(agreement(("第一条", "", KEEP)), compare(old, new))


def test_a_name_replaced_throughout_is_told_once_more_as_a_whole() -> None:
    texts = (PAY, KEEP, COURT.replace("甲方", "骑士平台"), "骑士平台提供服务。", "骑士平台可以收费。")
    old = agreement(*(("", "", text) for text in texts))
    new = agreement(*(("", "", text.replace("骑士", "地牢")) for text in texts))
    told = between(old, new).replacements
    assert [(each.old, each.new, each.clauses) for each in told] == [("骑士", "地牢", 3)]


def test_a_line_is_known_by_its_caption_and_not_by_its_value() -> None:
    fees = "费用标准："
    old = agreement(("第一条", "", fees, ("1.", "", "差旅费：512元/天"), ("2.", "", "住宿费：4096元")))
    new = agreement(("第一条", "", fees, ("1.", "", "住宿费：512元/天"), ("2.", "", "差旅费：4096元")))
    changes = between(old, new).changes
    said = {"".join(part.text for part in one.segments if part.op != "insert") for one in changes}
    assert {"差旅费：512元/天", "住宿费：4096元"} <= said
    assert not any(
        part.op != "equal" and "费" in part.text for one in between(old, new).changes for part in one.segments
    )


def test_a_title_that_is_gone_is_not_told_as_another_title() -> None:
    kept = agreement(("第一条", "", "甲方应当付款。"))
    (change,) = between(replace(kept, title="购销合同"), replace(kept, title="")).changes
    assert change.why is not None and change.why.zh == "旧版有文件标题，新版没有"
