"""The contract of every flowing reader: what a file shows to a person is in a line, in the furniture or in `unread`.

Files are put together at random from pieces that each hold a token of their own, nested in one another.
"""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.model import SourceDocument
from tests.read.docx.test_kinds import cell, control, field, gone, ins, m, mr, para, row
from tests.read.docx.word import docx, level, numbered, numbering, p, part, r
from tests.read.reading import read

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'

# Shapes with @ where the token, or what is nested inside, stands.
RUNS = [
    r("@"),
    r("@", "<w:b/>"),
    r("@", "<w:strike/>"),
    r("@", "<w:vanish/>"),
    r("@", '<w:color w:val="FFFFFF"/>'),
    r("@", '<w:rFonts w:ascii="Wingdings"/>'),
    r("@", '<w:vertAlign w:val="superscript"/>'),
    ins(r("@")),
    ins(ins(r("@"))),
    gone("<w:r><w:delText>@</w:delText></w:r>"),
    f"<w:hyperlink>{r('@')}</w:hyperlink>",
    f"<w:smartTag><w:customXml>{r('@')}</w:customXml></w:smartTag>",
    control("", r("@")),
    control("<w:showingPlcHdr/>", r("@")),
    field("HYPERLINK x", "@"),
    field("FORMTEXT", "@"),
    field("MACROBUTTON a @"),
    f'<w:fldSimple w:instr="DOCPROPERTY a">{r("@")}</w:fldSimple>',
    m(f"<m:f><m:num>{mr('@')}</m:num><m:den>{mr('2')}</m:den></m:f>"),
    m(f"<m:d><m:e><m:rad><m:e>{mr('@')}</m:e></m:rad></m:e></m:d>"),
    f"<w:r><w:ruby><w:rubyBase>{r('@')}</w:rubyBase></w:ruby></w:r>",
    f'<w:r><w:pict><v:shape {VML}><v:textpath string="@"/></v:shape></w:pict></w:r>',
    f'<w:r><w:pict><v:shape {VML} alt="@"><v:imagedata/></v:shape></w:pict></w:r>',
    f"<w:r><w:pict><v:shape {VML}><v:textbox><w:txbxContent>{p('@')}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>",
    f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{r("@")}',
]
"""A token in a paragraph, in every way that Word has."""

PAIR = row(cell("乙"), cell("丙"))
INNER_TABLE = f"<w:tbl>{row(cell(para('@')), cell('丁'))}</w:tbl>"
MERGED = '<w:vMerge w:val="restart"/>'
BLOCKS = [
    para("@"),
    para("@", properties="<w:rPr><w:del/></w:rPr>"),
    para("@", properties="<w:rPr><w:vanish/></w:rPr>"),
    para("@", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
    control("", para("@")),
    f"<w:ins>{para('@')}</w:ins>",
    f"<w:del>{para('@')}</w:del>",
    f"<w:tbl>{row(cell(para('@')))}</w:tbl>",
    f"<w:tbl>{row(cell('甲'), cell(para('@')))}{PAIR}</w:tbl>",
    f"<w:tbl>{row(cell('甲'), cell(para('@')), properties='<w:del/>')}{PAIR}</w:tbl>",
    f"<w:tbl>{row(cell('甲', MERGED))}{row(cell(para('@'), '<w:vMerge/>'))}</w:tbl>",
    f"<w:tbl>{row(cell('甲'), cell(INNER_TABLE + p('')))}{PAIR}</w:tbl>",
]

NAMES = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "h1",
    "h2",
    "blockquote",
    "pre",
    "center",
    "details",
    "summary",
    "dialog",
    "fieldset",
    "legend",
    "form",
    "label",
    "address",
    "figure",
    "figcaption",
    "hgroup",
    "span",
    "b",
    "i",
    "u",
    "em",
    "del",
    "ins",
    "s",
    "sup",
    "sub",
    "q",
    "mark",
    "small",
    "code",
    "kbd",
    "ruby",
    "rt",
    "button",
    "textarea",
    "output",
    "noscript",
    "font",
    "bdo",
    "x-clause",
    "marquee",
]
SPECIAL = [
    "<ul><li>@</li></ul>",
    "<ol>@<li>甲</li></ol>",
    "<dl><dt>甲</dt><dd>@</dd></dl>",
    "<table><tr><td>甲</td><td>@</td></tr><tr><td>乙</td><td>丙</td></tr></table>",
    "<table><caption>@</caption><tr><td>甲</td><td>乙</td></tr></table>",
    "<table><tfoot><tr><td>@</td></tr></tfoot><tr><td>甲</td></tr></table>",
    "<table><tr>@<td>甲</td></tr></table>",
    '<a href="#">@</a>',
    '<p style="display:none">@</p>',
    '<p style="visibility:hidden">@</p>',
    '<p style="font-size:0">@</p>',
    '<p style="color:#fff">@</p>',
    '<div class="footer">@</div>',
    "<x-a><template shadowrootmode=open><slot></slot></template>@</x-a>",
]
ATTRIBUTES = [
    "<select><option>@</option></select>",
    '<input value="@">',
    "<svg><text>@</text></svg>",
    "<math><mfrac><mi>@</mi><mn>2</mn></mfrac></math>",
]
"""What holds nothing but text."""
SHAPES = [*(f"<{name}>@</{name}>" for name in NAMES), *SPECIAL]
MARKDOWN = [
    "# @", "- @", "1. @", "> @", "**@**", "~~@~~", "|@|乙|\n|-|-|\n|丙|丁|", "```\n@\n```", "[^1]: @", "@\n===",
    "![@](a.png)",
    "{--@--}", "{>>@<<}", "<div>@</div>", "    @", "::: tip @", "- [ ] @", ": @", "@[^1]",
]  # fmt: skip


def everything(document: SourceDocument) -> str:
    """All that a reader gives: lines with their labels, furniture, words of what was not read, changes."""
    pieces = [f"{line.auto_label or ''}{line.text}" for line in document.lines]
    pieces += [piece.text for piece in document.furniture]
    pieces += [entry.words for entry in document.unread]
    return "\n".join(pieces)


def token(number: int) -> str:
    """A word that stands nowhere else."""
    return f"字{chr(0x4E00 + number)}号"


def lost(document: SourceDocument, count: int) -> list[str]:
    held = everything(document)
    return [token(number) for number in range(count) if token(number) not in held]


@given(
    st.lists(
        st.tuples(st.sampled_from(BLOCKS), st.lists(st.sampled_from(RUNS), min_size=1, max_size=3)),
        min_size=1,
        max_size=5,
    )
)
def test_no_text_of_a_word_file_is_lost(blocks: list[tuple[str, list[str]]]) -> None:
    count = 0
    body = ""
    for block, runs in blocks:
        inner = ""
        for run in runs:
            inner += run.replace("@", token(count))
            count += 1
        body += block.replace("@", inner)
    data = docx(p("本协议由双方签署。") + body + p("完。"), numbering=numbering(level(0, "%1.") + level(1, "（%2）")))
    assert lost(read("docx", data), count) == []


@pytest.mark.parametrize("name", ["header1", "footer1", "footnotes", "endnotes", "comments"])
def test_no_text_beside_the_body_of_a_word_file_is_lost(name: str) -> None:
    root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
    item = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}.get(name)
    content = numbered(token(0)) + f"<w:tbl>{row(cell(token(1)), cell(token(2)))}</w:tbl>"
    inner = f'<w:{item} w:id="5">{content}</w:{item}>' if item else content
    assert lost(read("docx", docx(p("本协议由双方签署。"), **{name: part(root, inner)})), 3) == []


NESTS = st.tuples(st.sampled_from(["@", *ATTRIBUTES]), st.lists(st.sampled_from(SHAPES), min_size=1, max_size=4))
PROSE = (
    "<p>本协议由双方签署，一式两份，具有同等效力，自签署之日起生效。</p>"
    "<p>双方应当诚实守信，全面履行义务，不得擅自变更。</p>"
)


@given(st.lists(NESTS, min_size=1, max_size=5), st.booleans())
def test_no_text_of_a_page_is_lost(nests: list[tuple[str, list[str]]], framed: bool) -> None:
    body = ""
    for number, (innermost, around) in enumerate(nests):
        inner = innermost.replace("@", token(number))
        for shape in around:
            inner = shape.replace("@", inner)
        body += inner
    if framed:
        body = f'<iframe srcdoc="{escape(body)}"></iframe>'
    document = read("html", f"<!DOCTYPE html><html><body>{PROSE}{body}<p>完。</p></body></html>")
    assert lost(document, len(nests)) == []


@given(st.lists(st.sampled_from(MARKDOWN), min_size=1, max_size=6))
def test_no_text_of_a_markdown_file_is_lost(shapes: list[str]) -> None:
    written = "\n\n".join(shape.replace("@", token(number)) for number, shape in enumerate(shapes))
    assert lost(read("markdown", f"本协议由双方签署。\n\n{written}\n"), len(shapes)) == []


@given(st.lists(st.text(alphabet="甲乙丙 \t\u200b\u3000\f。1", max_size=20), min_size=1, max_size=8))
def test_no_text_of_a_plain_file_is_lost(lines: list[str]) -> None:
    document = read("plain", "本协议由双方签署。\n" + "\n".join(lines))
    shown = "".join("".join(line.split()) for line in lines).replace("\u200b", "")
    assert "".join("".join(line.text.split()) for line in document.lines[1:]) == shown
