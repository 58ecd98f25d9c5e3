from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import StoreError
from agreement_tool.model import Agreement, Cell, Clause, Doubt, Span
from agreement_tool.store.canonical import canonical
from agreement_tool.store.codec import dump, load
from tests.extent import examples
from tests.strategies import agreements

SMALL = """\
schema: agreement/1
id: demo
version: "1"
title: 示例协议
clauses:
  - label: "1."
    kind: level
    title: 定义
    clauses:
      - label: "1.1"
        kind: level
        text: |-
          甲方是指**甲公司**。
          乙方是指乙公司。
"""


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(agreements())
def test_loading_what_was_dumped_gives_the_same_agreement(agreement: Agreement) -> None:
    text = dump(agreement)
    assert load(text).agreement == canonical(agreement)
    assert dump(load(text).agreement) == text
    text.encode("utf-8")


@given(agreements())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=examples(30))
def test_the_file_holds_no_line_that_an_editor_would_change(agreement: Agreement) -> None:
    text = dump(agreement)
    assert text.endswith("\n")
    for line in text.split("\n"):
        assert line == line.rstrip()
        assert "\t" not in line


def test_a_canonical_file_is_its_own_canonical_form() -> None:
    loaded = load(SMALL)
    assert dump(loaded.agreement) == SMALL
    assert loaded.agreement.clauses[0].children[0].spans == (
        Span("甲方是指"),
        Span("甲公司", ("bold",)),
        Span("。乙方是指乙公司。"),
    )
    assert loaded.lines == {"lvl_1": 6, "lvl_1__lvl_1-1": 10}


def test_addresses_are_left_out_and_derived_again() -> None:
    agreement = load(SMALL).agreement
    clause = agreement.clauses[0]
    renamed = replace(agreement, clauses=(replace(clause, eid="elsewhere", wid="for-ever"),))
    text = dump(renamed)
    assert 'eid: "elsewhere"\n    wid: "for-ever"' in text
    assert load(text).agreement == renamed


@pytest.mark.parametrize("scalar", ["1.10", "3.1", "2024-01-01", "12:30", "yes", "No", "~", "null", "0x1F", "1e5", "="])
def test_scalars_that_yaml_versions_read_differently_stay_what_they_are(scalar: str) -> None:
    import yaml

    agreement = Agreement(id=scalar, version=scalar, title=scalar, published=scalar)
    text = dump(agreement)
    assert load(text).agreement == canonical(agreement)
    plain = yaml.safe_load(text)
    assert (plain["id"], plain["version"], plain["title"], plain["published"]) == (scalar,) * 4


def test_versions_written_without_quotes_keep_their_spelling() -> None:
    assert load(SMALL.replace('version: "1"', "version: 1.10")).agreement.version == "1.10"


@pytest.mark.parametrize(("number", "said"), [((9,), True), ((1,), False)])
def test_a_label_with_two_readings_keeps_the_one_it_has(number: tuple[int, ...], said: bool) -> None:
    eid = f"item_{number[0]}"
    agreement = Agreement("a", "1", "甲", (Clause(eid, eid, "item", "i.", number),), title_spans=(Span("甲"),))
    text = dump(agreement)
    assert ("number:" in text) == said
    assert load(text).agreement == agreement


@pytest.mark.parametrize(
    "message", [Bilingual("请校对。", "Proofread it."), Bilingual("Proofread it.", "Proofread it.")]
)
def test_a_doubt_in_one_language_or_two_reads_back(message: Bilingual) -> None:
    agreement = Agreement("a", "1", "服务协议", doubts=(Doubt("ocr", message, 3),))
    written = dump(agreement)
    assert load(written).agreement.doubts == agreement.doubts
    assert ("message_en" in written) == (message.zh != message.en)


def test_a_table_tells_its_text_once() -> None:
    rows = ((Cell((Span("名称"),)), Cell((Span("金额", ("bold",)),), colspan=2)), (Cell(()), Cell((Span("100"),))))
    spans = (Span("名称\t"), Span("金额", ("bold",)), Span("\n\t100"))
    agreement = Agreement("a", "1", "表", (Clause("tbl_1", "tbl_1", "table", spans=spans, rows=rows),))
    text = dump(agreement)
    assert "text: |-" not in text
    assert load(text).agreement == canonical(agreement)


def test_signals_are_said_once_and_again_only_where_they_differ() -> None:
    usual = tuple(
        Clause(f"para_{n}", f"para_{n}", "paragraph", spans=(Span("粗", ("bold",), ("face",)),)) for n in (1, 2)
    )
    other = Clause("para_3", "para_3", "paragraph", spans=(Span("粗", ("bold",), ("render-mode",)),))
    text = dump(Agreement("a", "1", "甲", (*usual, other)))
    assert text.count("signals:") == 2
    assert 'signals: ["render-mode"]' in text


def test_marks_added_by_hand_set_a_clauses_own_list_of_signals_aside() -> None:
    text = SMALL.replace("        text: |-\n", '        signals: ["face"]\n        text: |-\n').replace(
        "乙公司。", "**乙公司**。"
    )
    spans = load(text).agreement.clauses[0].children[0].spans
    assert [span.signals for span in spans if span.marks] == [(), ()]


COMMENTED = """\
# agreement: ignore[META001] 尚未定版
schema: agreement/1
id: demo
version: "1"
title: "甲 # 乙"
clauses:
  # agreement: ignore[NUM002] 原文如此
  - label: "1."
    kind: level
    text: |-
      # 这是正文，不是注释。
      第二句 # 也不是。
  # 下一条的注释
  # 两行
  - label: "3."
    kind: level
    clauses:
      # 里层
      - kind: paragraph
        text: |-
          完。
"""


def test_comments_keep_their_clause_and_their_place() -> None:
    loaded = load(COMMENTED)
    assert loaded.comments == {
        "": ("# agreement: ignore[META001] 尚未定版",),
        "lvl_1": ("# agreement: ignore[NUM002] 原文如此",),
        "lvl_3": ("# 下一条的注释", "# 两行"),
        "lvl_3__para_1": ("# 里层",),
    }
    assert dump(loaded.agreement, comments=loaded.comments) == COMMENTED


def test_a_comment_behind_a_value_or_at_the_end_belongs_to_the_clause_it_stands_in() -> None:
    text = SMALL.replace('label: "1.1"', "label: '1.1'  # 甲").replace("text: |-", "text: |-  # 乙") + "  # 丙\n"
    loaded = load(text)
    assert loaded.comments == {"lvl_1__lvl_1-1": ("# 甲", "# 乙", "# 丙")}
    assert loaded.agreement == load(SMALL).agreement


def test_every_bad_key_is_reported_at_once_with_its_path_and_line() -> None:
    text = """\
schema: agreement/9
id: demo
title: **甲
versoin: "1"
clauses:
  - label: "1."
    kind: artikel
    page: three
    text: >-
      折行
      文字
  - kind: paragraph
    kind: item
    txt: 甲
  - 只有文字
""".replace("**甲", '"**甲"')
    with pytest.raises(StoreError) as error:
        load(text, name="demo.yaml")
    assert error.value.where == "demo.yaml"
    for expected in (
        "line 1, schema: must be one of agreement/1",
        "line 3, title: ** is missing",
        "line 4, versoin: is not a key here; did you mean version?",
        "line 1, version: is missing",
        "line 7, clauses[0].kind: must be one of part",
        "line 8, clauses[0].page: must be a whole number, not 'three'",
        "line 9, clauses[0].text: text on several lines must begin with |-",
        "line 13, clauses[1].kind: is given twice",
        "line 14, clauses[1].txt: is not a key here",
        "line 15, clauses[2]: must be keys with values",
    ):
        assert expected in str(error.value.what)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!!python/object/apply:os.system ['true']", "a tag"),
        ("a: &x [1]\nb: *x", "an anchor"),
        ("a: *x", "an alias"),
        ("[" * 5000 + "]" * 5000, "levels of nesting"),
        ("a: 1\n---\nb: 2", "a second document"),
        ("a: [1", "not valid YAML"),
        ("a: \x00", "not valid YAML"),
        ("a: \ud800", "not valid YAML"),
        ("[1, 2]: 3", "a key that is not text"),
        ("", "must be keys with values"),
        ("- 甲", "must be keys with values"),
    ],
)
def test_what_is_no_clause_file_is_refused_without_running_anything(text: str, expected: str) -> None:
    with pytest.raises(StoreError, match=expected.replace("[", r"\[")):
        load(text, name="x.yaml")


def test_a_billion_laughs_are_refused_at_the_first() -> None:
    bomb = "\n".join(f"{name}: &{name} [{', '.join(f'*{other}' for other in 'abc')}]" for name in "abcdefgh")
    with pytest.raises(StoreError, match="an anchor"):
        load(bomb)


def test_two_clauses_cannot_share_an_identity() -> None:
    text = SMALL.replace("        kind: level\n        text", "        kind: level\n        wid: lvl_1\n        text")
    with pytest.raises(StoreError, match="'lvl_1' belongs to another clause already"):
        load(text)
