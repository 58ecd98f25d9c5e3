import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.plain import columns, decode, is_drawn_rule, read
from agreement_tool.text.invisible import without_invisible

SEED = Path(__file__).parents[1] / "data/seed/panasonic-security-app.txt"
WORDING = "第一条 您同意遵守本协议。\n第二条 我们有权变更服务，但应当提前通知您。\n"


def read_text(text: str) -> SourceDocument:
    return read(text.encode(), name="a.txt", options=ReadOptions())


def test_the_seed_is_seen_to_be_hard_wrapped() -> None:
    document = read(SEED.read_bytes(), name=SEED.name, options=ReadOptions())
    assert dict(document.properties)["layout"] == "hard-wrapped"
    assert all(line.starts is None and line.right_space is not None for line in document.lines)


def test_a_full_line_has_no_slack_and_a_last_line_has_much() -> None:
    document = read(SEED.read_bytes(), name=SEED.name, options=ReadOptions())
    right_space = {line.text: line.right_space for line in document.lines}
    assert (right_space["应的行为能力的中华人民共和国大陆地区法律实体，且并非任何国家、国际组"] or 0) < 2
    assert (right_space["用申请。"] or 0) > 20


def test_a_page_break_hides_the_gap_above() -> None:
    document = read(SEED.read_bytes(), name=SEED.name, options=ReadOptions())
    assert next(line for line in document.lines if line.text == "用申请。").gap is None


def test_one_paragraph_a_line_is_left_as_it_stands() -> None:
    document = read_text(WORDING)
    assert [line.text for line in document.lines] == WORDING.splitlines()
    assert all(line.starts for line in document.lines)


def test_leading_blanks_become_indent_and_blank_lines_gap() -> None:
    document = read_text("第一条 总则\n\n　　您同意遵守。\n")
    assert (document.lines[1].indent, document.lines[1].gap) == (2.0, 1.0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5"])
def test_encodings_are_told_apart(encoding: str) -> None:
    text = "服務協議\n第一條 您同意遵守本協議的內容。\n" if encoding == "big5" else WORDING
    assert decode(text.encode(encoding), "a.txt")[0] == text


def test_form_feeds_turn_pages() -> None:
    document = read_text("第一条 您好。\f第二条 再见。")
    assert (document.pages, [line.page for line in document.lines]) == (2, [1, 2])


@pytest.mark.parametrize("data", [b" \n\n", bytes(range(256)) * 8])
def test_a_file_without_text_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(SourceError) as raised:
        read(data, name="a.txt", options=ReadOptions())
    assert raised.value.where == "a.txt" and raised.value.next_step


def test_a_file_beyond_all_bounds_is_refused() -> None:
    with pytest.raises(SourceError, match="larger"):
        decode(b"a" * (64 * 1024 * 1024 + 1), "a.txt")


def test_chinese_counts_two_columns() -> None:
    assert columns("第1条 a") == 7


@example("0\u034f")  # a joiner without width: Mn, and nothing a person sees
@example("0\n\u034f")
@example("\u034f")
@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs")), max_size=300))
def test_no_character_is_lost(text: str) -> None:
    shown, invisible, _ = without_invisible(text)
    try:
        document = read_text(text)
    except SourceError:
        assert not shown.strip()
        return
    printed = (line for line in re.split(r"[\n\u2028]", shown) if not is_drawn_rule(line))
    assert "".join("".join(line.text.split()) for line in document.lines) == "".join("".join(printed).split())
    assert sum(entry.count for entry in document.unread) == invisible


FRAMED = """\
┏━━━━━━━━━━━━━━━━━━┓
┃ 示例软件 许可说明                  ┃
┣━━━━━━━━━━━━━━━━━━┫
┃ 本软件受法律保护，未经许可不得用于 ┃
┃ 任何经营活动。                     ┃
┗━━━━━━━━━━━━━━━━━━┛
第一条 您可以使用本软件。
"""


def test_a_frame_drawn_around_words_is_no_part_of_them() -> None:
    lines = [line.text for line in read_text(FRAMED).lines]
    assert lines == [
        "示例软件 许可说明",
        "本软件受法律保护，未经许可不得用于任何经营活动。",
        "第一条 您可以使用本软件。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "┌───┬───┐\n│ 项目 │ 价款 │\n└───┴───┘\n",
        "┌─────┐\n│ 没有结束的框 │\n第一条 您可以使用本软件。\n",
        "┌─────┐\n│ 没有结束的框 │\n",
    ],
)
def test_tables_and_frames_that_do_not_end_stay_as_they_are(text: str) -> None:
    assert "\n".join(line.text for line in read_text(text).lines) == text.strip()


def test_a_row_of_text_in_a_frame_goes_on_only_where_it_fills_the_frame() -> None:
    lines = read_text("┏━━━━━━━━━━┓\n┃ 云杉公司，甲类   ┃\n┃ 版本：2.0        ┃\n┗━━━━━━━━━━┛\n第一条 许可。\n").lines
    assert [line.text for line in lines] == ["云杉公司，甲类", "版本：2.0", "第一条 许可。"]


def test_a_drawn_rule_is_no_text_and_stands_above_the_next_line() -> None:
    lines = read_text("云杉条款\n======\n第一条 许可。\n---\n* * *\n______\n云杉公司\n").lines
    assert [(line.text, line.rule_above) for line in lines] == [
        ("云杉条款", False), ("第一条 许可。", True), ("______", True), ("云杉公司", False),
    ]  # fmt: skip
