"""Three-way merging of clause files: by clause, sentence by sentence, without renumbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.check.edits import with_new_eids
from agreement_tool.diff.three_way import three_way
from agreement_tool.model import Agreement, Cell, Clause, Span
from agreement_tool.model.decision import Decision
from agreement_tool.pipeline.merge import Merged, merge_clauses, merge_files, merge_reviews
from agreement_tool.store import decisions
from agreement_tool.store.canonical import table_spans
from agreement_tool.store.codec import dump, load
from tests.check.builder import agreement

BASE = """第一条 总则
  （一） 甲方提供服务。乙方支付费用。双方守约。
  （二） 期限为一年。
第二条 费用为100元。
第三条 争议由北京市海淀区人民法院管辖。"""


def written(outline: str) -> str:
    made = with_new_eids(agreement(outline))
    return dump(replace(made, clauses=tuple(map(_derived, made.clauses))))


def _derived(clause: Clause) -> Clause:
    return replace(clause, wid=clause.eid, children=tuple(map(_derived, clause.children)))


def merged(ours: str, theirs: str, base: str = BASE) -> Merged:
    return merge_clauses(written(base), written(ours), written(theirs))


def told(text: str) -> list[str]:
    return [f"{clause.label or ''}{clause.heading}{clause.text}" for clause in load(text).agreement.walk()]


def resolved(text: str, side: str) -> str:
    """What is left when somebody takes one side everywhere."""
    pattern = r"<{7} ours\n(?P<ours>.*?)={7}\n(?P<theirs>.*?)>{7} theirs\n"
    return re.sub(pattern, lambda match: match[side], text, flags=re.DOTALL)


def identities(made: Agreement) -> dict[str, str]:
    return {clause.text or clause.heading: clause.wid for clause in made.walk()}


def test_changes_of_two_sentences_of_one_clause_are_both_kept() -> None:
    done = merged(BASE.replace("提供服务", "提供云服务"), BASE.replace("双方守约", "双方应当守约"))
    assert done.conflicts == ()
    assert "（一）甲方提供云服务。乙方支付费用。双方应当守约。" in told(done.text)


def test_one_sentence_changed_on_both_sides_is_marked_inside_its_clause() -> None:
    done = merged(BASE.replace("100元", "200元"), BASE.replace("100元", "300元").replace("一年", "两年"))
    assert [str(conflict.zh) for conflict in done.conflicts] == ["第二条：正文"]
    marked = done.text.split("<<<<<<< ours\n")[1].split(">>>>>>> theirs\n")[0]
    assert marked == "      费用为200元。\n=======\n      费用为300元。\n"
    assert told(resolved(done.text, "ours"))[3] == "第二条费用为200元。"
    assert told(resolved(done.text, "theirs"))[2:4] == ["（二）期限为两年。", "第二条费用为300元。"]


def test_a_clause_put_in_keeps_everybodys_ids_and_numbers() -> None:
    renumbered = BASE.replace("第三条", "第四条").replace("第二条 费", "第二条 双方保密。\n第三条 费")
    done = merged(renumbered, BASE.replace("100元", "300元"))
    assert done.conflicts == ()
    assert told(done.text)[3:] == ["第二条双方保密。", "第三条费用为300元。", "第四条争议由北京市海淀区人民法院管辖。"]
    ids = identities(load(done.text).agreement)
    assert (ids["费用为300元。"], ids["争议由北京市海淀区人民法院管辖。"]) == ("art_2", "art_3")
    assert ids["双方保密。"] not in ("art_2", "art_3")


def test_the_same_number_given_twice_is_left_to_a_person() -> None:
    done = merged(*(BASE.replace("第二条", f"  （三） {words}\n第二条") for words in ("甲方配合。", "期满续约。")))
    assert [conflict.zh for conflict in done.conflicts] == ["第一条第（三）项：正文"]
    assert "（三）甲方配合。" in told(resolved(done.text, "ours"))
    assert "（三）期满续约。" in told(resolved(done.text, "theirs"))


def test_the_same_addition_on_both_sides_stands_once() -> None:
    more = BASE.replace("第二条", "  （三） 甲方配合。\n第二条")
    done = merged(more, more.replace("一年", "两年"))
    assert done.conflicts == () and told(done.text).count("（三）甲方配合。") == 1


def test_additions_at_different_places_are_all_kept() -> None:
    done = merged("¶ 前言。\n" + BASE, BASE + "\n¶ 附则。")
    assert done.conflicts == () and told(done.text) == ["前言。", *told(written(BASE)), "附则。"]


def test_what_one_side_took_out_and_the_other_left_is_gone() -> None:
    done = merged(BASE.replace("第二条 费用为100元。\n", ""), BASE.replace("一年", "两年"))
    assert done.conflicts == () and not [line for line in told(done.text) if "费用为" in line]


@pytest.mark.parametrize("swapped", [False, True])
def test_what_one_side_took_out_and_the_other_changed_is_a_conflict(swapped: bool) -> None:
    sides = [BASE.replace("第二条 费用为100元。\n", ""), BASE.replace("100元", "300元")]
    done = merged(*(reversed(sides) if swapped else sides))
    assert [conflict.zh for conflict in done.conflicts] == ["第二条：一方删除，另一方修改"]
    deleted, kept = ("theirs", "ours") if swapped else ("ours", "theirs")
    assert "第二条费用为300元。" in told(resolved(done.text, kept))
    assert not [line for line in told(resolved(done.text, deleted)) if "费用为" in line]


def test_a_list_taken_out_comes_back_whole_where_one_item_was_changed() -> None:
    without = "\n".join(BASE.splitlines()[3:])
    done = merged(without, BASE.replace("一年", "两年"))
    assert done.conflicts and told(resolved(done.text, "ours")) == told(written(without))
    assert told(resolved(done.text, "theirs")) == told(written(BASE.replace("一年", "两年")))


def test_a_moved_clause_takes_the_other_sides_words_with_it() -> None:
    first, *rest, last = BASE.splitlines()
    done = merged("\n".join((last, first, *rest)), BASE.replace("海淀", "朝阳"))
    assert done.conflicts == () and told(done.text)[0] == "第三条争议由北京市朝阳区人民法院管辖。"
    assert len(told(done.text)) == 5


def test_a_rewritten_clause_is_still_the_clause_of_its_id() -> None:
    done = merged(BASE.replace("费用为100元。", "乙方无须付款。"), BASE.replace("第二条", "第2条"))
    assert done.conflicts == () and "第2条乙方无须付款。" in told(done.text)


def test_comments_of_both_sides_stay_with_their_clauses() -> None:
    base, ours, theirs = (written(BASE) for _ in range(3))
    ours = ours.replace('  - label: "第二条"', '  # agreement: ignore[CON008] 已核对\n  - label: "第二条"')
    theirs = theirs.replace('  - label: "第二条"', '  # 待财务确认\n  - label: "第二条"').replace("100元", "300元")
    done = merge_clauses(base, ours, theirs)
    assert done.conflicts == ()
    assert load(done.text).comments["art_2"] == ("# agreement: ignore[CON008] 已核对", "# 待财务确认")


def test_the_head_is_merged_key_by_key() -> None:
    base = written(BASE)
    ours = base.replace('effective: "2026-01-01"', 'effective: "2026-03-01"')
    done = merge_clauses(base, ours, base.replace("示例服务协议", "示例用户协议"))
    made = load(done.text).agreement
    assert (done.conflicts, made.effective, made.title) == ((), "2026-03-01", "示例用户协议")
    again = merge_clauses(base, ours, ours.replace("2026-03-01", "2026-04-01"))
    assert [conflict.en for conflict in again.conflicts] == ["head: effective"]
    assert load(resolved(again.text, "theirs")).agreement.effective == "2026-04-01"


def table(*prices: str) -> str:
    rows = tuple((Cell((Span(name),)), Cell((Span(price),))) for name, price in zip("甲乙丙", prices, strict=True))
    clause = Clause("tbl_1", "tbl_1", "table", spans=table_spans(rows), rows=rows)
    return dump(replace(agreement("¶ 表"), clauses=(clause,)))


def test_rows_of_a_table_are_merged_one_by_one() -> None:
    done = merge_clauses(table("1", "2", "3"), table("9", "2", "3"), table("1", "2", "7"))
    assert (done.conflicts, done.text) == ((), table("9", "2", "7"))
    done = merge_clauses(table("1", "2", "3"), table("9", "2", "3"), table("8", "2", "3"))
    assert [conflict.en for conflict in done.conflicts] == ["表格: table, text"]
    assert resolved(done.text, "theirs") == table("8", "2", "3")


def test_both_sides_moving_clauses_into_each_other_is_merged_by_lines() -> None:
    base = "第一条 甲\n  （一） 总则之下的内容。\n第二条 乙\n  （一） 费用之下的内容。"
    ours = "第二条 乙\n  （一） 费用之下的内容。\n  第一条 甲\n    （一） 总则之下的内容。"
    theirs = "第一条 甲\n  （一） 总则之下的内容。\n  第二条 乙\n    （一） 费用之下的内容。"
    done = merge_files(*(written(side).encode() for side in (base, ours, theirs)))
    assert done.remark is not None and "互相移入" in done.remark.zh
    assert all(done.text.count(words) >= 1 for words in ("总则之下的内容", "费用之下的内容", "<<<<<<< ours"))


def test_a_file_that_cannot_be_read_is_merged_by_lines_and_nothing_is_lost() -> None:
    base = written(BASE)
    broken = base.replace("clauses:\n", "clauses:\n<<<<<<< HEAD\n", 1).replace("100元", "200元")
    done = merge_files(base.encode(), broken.encode(), base.replace("100元", "300元").encode(), marker_size=9)
    assert done.remark and done.conflicts
    assert all(words in done.text for words in ("<" * 9, "200元", "300元", "<<<<<<< HEAD"))


OUTLINE = st.lists(
    st.tuples(
        st.sampled_from(["第一条", "第二条", "第三条", "（一）", "（二）", "¶", "¶"]),
        st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


def drawn(rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    lines: list[str] = []
    for label, words in rows:
        indent = "  " if label.startswith("（") and lines else ""
        lines.append(f"{indent}{label} {''.join(f'{word}方应当履行约定的第{word}项义务。' for word in words)}")
    return "\n".join(lines)


@given(OUTLINE, OUTLINE)
def test_what_only_one_side_changed_is_what_comes_out(
    one: list[tuple[str, list[str]]], two: list[tuple[str, list[str]]]
) -> None:
    base, changed = drawn(one), drawn(two)
    for done in (merged(changed, base, base), merged(base, changed, base), merged(changed, changed, base)):
        assert done.conflicts == () and told(done.text) == told(written(changed))


@given(OUTLINE, OUTLINE, OUTLINE)
def test_whichever_side_is_taken_the_file_loads_and_ids_are_unique(
    one: list[tuple[str, list[str]]], two: list[tuple[str, list[str]]], three: list[tuple[str, list[str]]]
) -> None:
    done = merge_files(*(written(drawn(rows)).encode() for rows in (one, two, three)))
    if done.remark:
        return  # merged into each other: git's lines
    assert bool(done.conflicts) == ("<<<<<<< ours" in done.text)
    for side in ("ours", "theirs"):
        wids = [clause.wid for clause in load(resolved(done.text, side)).agreement.walk()]
        assert len(wids) == len(set(wids))


@given(*[st.lists(st.integers(0, 5), max_size=8)] * 3)
def test_three_way_chunks_take_what_one_side_changed(base: list[int], ours: list[int], theirs: list[int]) -> None:
    assert [each for chunk in three_way(base, ours, base) for each in chunk.ours] == ours
    assert [each for chunk in three_way(base, base, theirs) for each in chunk.theirs] == theirs
    assert not [chunk for chunk in three_way(base, ours, ours) if chunk.conflicting]


def decision(wid: str, verdict: str, date: str, reviewer: str = "李") -> Decision:
    return Decision(wid, "h", "category:dispute", verdict, "", reviewer, date)  # type: ignore[arg-type]


def test_reviews_are_merged_by_decision() -> None:
    kept, gone = decision("art_1", "confirmed", "2026-01-01"), decision("art_2", "rejected", "2026-01-01")
    ours = [replace(kept, verdict="rejected", date="2026-02-01"), gone]
    theirs = [replace(kept, note="x", date="2026-03-01"), decision("art_3", "open", "2026-03-01", "王")]
    done = merge_reviews(*(decisions.dump(side) for side in ([kept, gone], ours, theirs)))
    made = decisions.read(done.text, name="")
    assert done.conflicts == ()
    assert [(each.wid, each.note, each.reviewer) for each in made] == [("art_1", "x", "李"), ("art_3", "", "王")]


def test_two_verdicts_of_one_day_are_a_conflict() -> None:
    sides = [[decision("art_1", verdict, "2026-01-01")] for verdict in ("open", "confirmed", "rejected")]
    done = merge_reviews(*map(decisions.dump, sides))
    assert len(done.conflicts) == 1
    assert decisions.read(resolved(done.text, "theirs"), name="")[0].verdict == "rejected"
