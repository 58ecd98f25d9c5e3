from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.read.docx.formats import FORMATS, write
from tests.read.docx.word import docx, level, numbered, numbering, p, part
from tests.read.reading import read, texts


def labels(body: str, definition: str, **parts: str) -> list[str | None]:
    document = read("docx", docx(body, numbering=definition, **parts))
    return [line.auto_label for line in document.lines]


OUTLINE = (
    level(0, "第%1章", "chineseCounting")
    + level(1, "第%2条", "chineseCounting")
    + level(2, "（%3）", "chineseCounting")
)


def test_levels_count_and_restart_below_a_shallower_one() -> None:
    body = "".join(numbered("文", level=place) for place in (0, 1, 2, 2, 1, 2, 0, 1))
    assert labels(body, numbering(OUTLINE)) == [
        "第一章", "第一条", "（一）", "（二）", "第二条", "（一）", "第二章", "第一条",
    ]  # fmt: skip


def test_articles_that_run_on_across_chapters_do_not_restart() -> None:
    running = level(0, "第%1章") + level(1, "第%2条", more='<w:lvlRestart w:val="0"/>')
    body = "".join(numbered("文", level=place) for place in (0, 1, 1, 0, 1))
    assert labels(body, numbering(running)) == ["第1章", "第1条", "第2条", "第2章", "第3条"]


def test_a_level_may_restart_only_after_a_named_one() -> None:
    tiers = level(0, "%1") + level(1, "%1.%2") + level(2, "(%3)", more='<w:lvlRestart w:val="1"/>')
    body = "".join(numbered("文", level=place) for place in (0, 1, 2, 1, 2, 0, 2))
    assert labels(body, numbering(tiers)) == ["1", "1.1", "(1)", "1.2", "(2)", "2", "(1)"]


def test_a_level_that_was_skipped_shows_its_start() -> None:
    tiers = level(0, "%1.") + level(1, "%1.%2", start=3)
    assert labels(numbered("文", level=1) + numbered("文", level=1), numbering(tiers)) == ["1.3", "1.4"]


def test_legal_levels_print_arabic_figures() -> None:
    tiers = level(0, "第%1条", "chineseCounting") + level(1, "%1.%2", more="<w:isLgl/>")
    body = numbered("文") + numbered("文", level=1)
    assert labels(body, numbering(tiers)) == ["第一条", "1.1"]


def test_lists_with_one_definition_share_their_count_until_an_override_restarts_it() -> None:
    nums = """<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"""
    body = "".join(numbered("文", number) for number in (1, 2, 3, 3, 1))
    assert labels(body, numbering(level(0, "%1、"), nums=nums)) == ["1、", "2、", "5、", "6、", "7、"]


def test_an_override_may_replace_a_level() -> None:
    nums = f"""<w:num w:numId="1"><w:abstractNumId w:val="0"/>
      <w:lvlOverride w:ilvl="0">{level(0, "附件%1", "chineseCounting")}</w:lvlOverride></w:num>"""
    assert labels(numbered("文"), numbering(level(0, "%1."), nums=nums)) == ["附件一"]


def test_numbering_comes_from_a_style_and_can_be_switched_off() -> None:
    styles = part(
        "styles",
        """<w:style w:type="paragraph" w:styleId="A"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>""",
    )
    body = (
        p("甲", '<w:pStyle w:val="A"/>')
        + p("乙", '<w:pStyle w:val="B"/>')
        + p("丙", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("丁", '<w:pStyle w:val="A"/>')
    )
    tiers = level(0, "第%1条", "chineseCounting") + level(1, "%2)")
    assert labels(body, numbering(tiers), styles=styles) == ["第一条", "1)", None, "第二条"]


def test_a_list_may_be_linked_through_a_numbering_style() -> None:
    styles = part(
        "styles",
        """<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>""",
    )
    definition = numbering('<w:numStyleLink w:val="L"/>', '<w:styleLink w:val="L"/>' + level(0, "%1．"))
    assert labels(numbered("甲"), definition, styles=styles) == ["1．"]


def test_empty_numbered_paragraphs_count_and_are_doubted() -> None:
    document = read("docx", docx(numbered("甲") + numbered("") + numbered("丙"), numbering=numbering(level(0, "%1."))))
    assert texts(document) == ["1. 甲", "3. 丙"]
    assert [(doubt.code, doubt.text) for doubt in document.doubts] == [("bare-number", "2.")]


def test_bullets_of_symbol_fonts_are_bullets() -> None:
    assert labels(numbered("甲"), numbering(level(0, "\uf0b7", "bullet"))) == ["•"]
    assert labels(numbered("甲"), numbering(level(0, "—", "bullet"))) == ["—"]


def test_a_level_is_a_depth_only_where_the_list_uses_several() -> None:
    flat, deep = level(0, "%1."), level(0, "%1.") + level(1, "(%2)")
    body = numbered("甲") + numbered("乙", 2) + numbered("丙", 2, 1)
    lines = read("docx", docx(body, numbering=numbering(flat, deep))).lines
    assert [line.depth for line in lines] == [None, 0, 1]


def test_an_unknown_list_gives_no_number() -> None:
    assert labels(numbered("甲", 9), numbering(level(0, "%1."))) == [None]


@pytest.mark.parametrize(
    ("number_format", "printed"),
    [
        ("decimal", "1 2 10 11 21"),
        ("decimalZero", "01 02 10 11 21"),
        ("upperLetter", "A B J K U"),
        ("lowerRoman", "i ii x xi xxi"),
        ("chineseCounting", "一 二 十 十一 二十一"),
        ("chineseCountingThousand", "一 二 十 十一 二十一"),
        ("ideographDigital", "一 二 一〇 一一 二一"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾壹"),
        ("ideographLegalTraditional", "壹 貳 壹拾 壹拾壹 貳拾壹"),
        ("ideographTraditional", "甲 乙 癸 11 21"),
        ("ideographZodiac", "子 丑 酉 戌 21"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ ㉑"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ 21"),
        ("decimalEnclosedFullstop", "⒈ ⒉ ⒑ ⒒ 21"),
        ("decimalFullWidth", "１ ２ １０ １１ ２１"),
        ("ordinal", "1st 2nd 10th 11th 21st"),
        ("unknownFormat", "1 2 10 11 21"),
    ],
)
def test_number_formats_print_as_word_prints_them(number_format: str, printed: str) -> None:
    assert " ".join(write(number, number_format) for number in (1, 2, 10, 11, 21)) == printed


def test_letters_are_repeated_after_z() -> None:
    assert [write(number, "lowerLetter") for number in (26, 27, 28, 53)] == ["z", "aa", "bb", "aaa"]


@given(st.integers(-5, 10**6), st.sampled_from(sorted(FORMATS)))
def test_no_number_breaks_a_format(number: int, number_format: str) -> None:
    assert isinstance(write(number, number_format), str)
