"""Hostile inputs by family, made here and never stored: what a stranger could send, at any size.

`CASES` maps a name to a maker; the part before the first slash is the family, the suffix says which reader gets it.
A maker takes a size (1.0: large enough to hang what is not linear) and returns the file's bytes.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable

from tests.hostile.files import CHINESE_FONT, MAKERS, html_bytes, page_pdf, pdf, stream
from tests.read.docx.word import docx, level, numbered, numbering, p, r

Maker = Callable[[float], bytes]
CASES: dict[str, Maker] = {}
HEAD = "用户协议\n第一条 总则\n"
TAIL = "\n第二条 用户应当遵守本协议。本公司对任何损失不承担责任。\n"
CONTROLS = (
    "\x1b]0;PWN\x07\x1b[2J\x1b[31m\x9b31m\x9d0;x\x9c\x00\x08\x7f\x0b\x0c\x85\u2028\u2029\u202e\u2066\u2069\u200b\u200d"
    "\u2060\ufeff\u061c\u00ad\U000e0041"
)
WORKFLOW = "\n::error file=x::PWN\n::set-output name=x::y\n##[add-mask]x\r::stop-commands::x\n%0A::debug::x"
MARKUP = (
    '<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>'
    "[c](javascript:alert(1)) ![i](http://127.0.0.1:9/i)]]>--></title></style>'\" onload=x {{7*7}} =cmd|calc!A1 |a|"
)


def case(name: str, maker: Maker) -> None:
    """Add a case; a name is given once."""
    assert name not in CASES, name
    CASES[name] = maker


def repeated(unit: str, times: int, *, before: str = "", after: str = "") -> Maker:
    """`unit` over and over, inside an ordinary agreement."""
    return lambda size: (HEAD + before + unit * max(1, int(times * size)) + after + TAIL).encode(
        "utf-8", "surrogatepass"
    )


# --- patterns: strings that make a backtracking matcher try every split ------------------------------------------

_UNITS = {
    "form field": ("甲方：", "a1:", "。x"),
    "form colon": ("甲方：", "a：", "。x"),
    "blanks": ("", " ", "x"),
    "wide blanks": ("", "\u3000", "x"),
    "tabs": ("第一章", "\t", "x"),
    "blank and mark": ("", " .", "x"),
    "digits": ("", "1", "x"),
    "tiers": ("", "1.", "x"),
    "tiers with blanks": ("", "1 . ", "x"),
    "numerals": ("第", "十", "x"),
    "numerals mixed": ("第", "一十百千万", "条"),
    "article words": ("", "第", "条"),
    "article marks": ("", "第一条", "、"),
    "references": ("见", "第一条、", "款"),
    "range": ("第", "1-", "条"),
    "range words": ("", "第一条至", "x"),
    "open brackets": ("", "（", "x"),
    "closed brackets": ("", "）", "x"),
    "brackets": ("", "（（）", "x"),
    "titles open": ("", "《", "x"),
    "titles": ("见", "《《》", "x"),
    "quotes": ("", "“", "x"),
    "quote pairs": ("", "“a”、", "x"),
    "straight quotes": ("", '"', "x"),
    "underscores": ("甲方：", "_", "x"),
    "underscored blanks": ("甲方：", "_ ", "x"),
    "boxes": ("", "□", "x"),
    "dots": ("目录", ".", "1"),
    "leaders": ("第一条 总则", "…", "1"),
    "leader dots": ("第一条 总则", "·", "x"),
    "dashes": ("", "—", "x"),
    "hyphens": ("", "-", "x"),
    "minus numbers": ("", "1-", "x"),
    "commas": ("", "，", "x"),
    "numbers with commas": ("人民币", "1,", "元"),
    "dates": ("", "2024年1月", "x"),
    "date marks": ("", "2024-", "x"),
    "money": ("", "人民币壹", "元"),
    "percent": ("", "5%", "x"),
    "not": ("本公司", "不", "承担责任。"),
    "shall": ("用户", "应当", "。"),
    "liability": ("", "不承担责任", "x"),
    "parties": ("", "甲方乙方", "x"),
    "or": ("", "或者", "x"),
    "we": ("", "我们有权", "x"),
    "short names": ("", "（以下简称“甲”", "x"),
    "mail": ("", "a@", "x"),
    "mail dots": ("a@", "a.", "x"),
    "urls": ("http://", "a/", "x"),
    "url colons": ("", "http:", "x"),
    "phones": ("", "010-", "x"),
    "placeholders": ("", "{", "x"),
    "placeholder pairs": ("", "{{}", "x"),
    "dollars": ("", "${", "x"),
    "square": ("", "[", "x"),
    "stars": ("", "*", "x"),
    "bold opened": ("", "**a", "x"),
    "bold pairs": ("", "**a**", "x"),
    "tags": ("", "<u>", "x"),
    "marks": ("", "<mark ", "x"),
    "entities": ("", "&amp", "x"),
    "backslashes": ("", "\\", "x"),
    "latin": ("", "a", "x"),
    "latin words": ("", "a ", "x"),
    "surrounded": ("", " 第一条 ", "x"),
    "semicolons": ("", "；", "x"),
    "full stops": ("", "。", "x"),
    "colons": ("", "：", "x"),
    "recitals": ("", "鉴于", "：x"),
    "annexes": ("", "附件一", "、"),
    "laws": ("", "《中华人民共和国民法典》第", "x"),
    "the said": ("", "本条前款", "x"),
    "signatures": ("", "（签章）", "x"),
    "signature lines": ("", "甲方（盖章）：", "x"),
    "combining": ("", "a\u0301", "x"),
    "zero width": ("第一", "\u200b", "条 x"),
    "kangxi": ("", "⼀", "x"),
    "circled": ("", "①", "x"),
}
for _name, (_before, _unit, _after) in _UNITS.items():
    case(f"patterns/{_name}.txt", repeated(_unit, 50_000, before=_before, after=_after))
    if _name in {"blanks", "stars", "bold opened", "bold pairs", "tags", "entities", "square", "backslashes", "titles"}:
        case(f"patterns/{_name}.md", repeated(_unit, 50_000, before=_before, after=_after))
case("patterns/redos 16.txt", lambda size: f"用户协议\n甲方：{'a1:' * 16}。x\n第一条 总则\n".encode())
case("patterns/redos 30.md", lambda size: f"# 用户协议\n\n甲方：{'a1:' * 30}。x\n\n第一条 总则\n".encode())


# --- lines: many short ones of one kind ------------------------------------------------------------------------------

_LINES = {
    "equal labels": lambda n: "（一） 甲\n",
    "equal articles": lambda n: "第一条 甲\n",
    "falling labels": lambda n: f"{n % 97}. 甲\n",
    "deepening": lambda n: ".".join(["1"] * (n % 9 + 1)) + " 甲\n",
    "blank lines": lambda n: "\n",
    "blank filled": lambda n: "   \n",
    "single characters": lambda n: "甲\n",
    "short latin": lambda n: "a\n",
    "definitions": lambda n: f"{n}. “甲{n}”指甲{n}。\n",
    "references": lambda n: f"{n}. 见第{n + 1}条、第{n + 2}条。\n",
    "headings": lambda n: f"第{n}章 总则\n",
    "dates": lambda n: "2024年1月1日\n",
    "form lines": lambda n: "甲方：______\n",
    "contents": lambda n: f"第{n}条 总则 …… {n}\n",
    "letters": lambda n: f"{chr(97 + n % 26)}) 甲\n",
    "romans": lambda n: f"{'i' * (n % 4 + 1)}. 甲\n",
    "mixed labels": lambda n: ["一、", "1.", "（一）", "①", "a.", "第一条 ", "(1)", "1.1"][n * 7919 % 8] + "甲\n",
    "liability": lambda n: f"{n}. 本公司对任何损失不承担责任，用户不得主张。\n",
    "equal sentences": lambda n: "第一条 本公司对任何损失不承担责任。\n",
    "page numbers": lambda n: f"第 {n} 页 共 9 页\n",
}


def _lines(make: Callable[[int], str], count: int = 10_000) -> Maker:
    return lambda size: (HEAD + "".join(make(n) for n in range(1, int(count * size) + 1)) + TAIL).encode()


for _name, _make in _LINES.items():
    case(f"lines/{_name}.txt", _lines(_make))
case("lines/equal labels.md", _lines(_LINES["equal labels"]))
case("lines/equal headings.md", _lines(lambda n: "## 1. 甲\n\n"))
case("lines/one line.txt", lambda size: (HEAD + "用户应当遵守本协议" * int(100_000 * size)).encode())
case("lines/one sentence a line.txt", lambda size: (HEAD + "用户应当遵守本协议。" * int(30_000 * size)).encode())


# --- markdown
# ------------------------------------------------------------------------------------------------------------


def _md(text: Callable[[int], str], count: int) -> Maker:
    return lambda size: ("# 用户协议\n\n" + text(max(1, int(count * size)))).encode()


case("markdown/bold runs.md", _md(lambda n: "**甲**乙" * n, 200_000))
case("markdown/bold opened.md", _md(lambda n: "**a" * n, 50_000))
case("markdown/bold words.md", _md(lambda n: "**a ** b" * n, 30_000))
case("markdown/under and star.md", _md(lambda n: "*_" * n, 30_000))
case("markdown/links open.md", _md(lambda n: "[a](" * n, 20_000))
case("markdown/images open.md", _md(lambda n: "![" * n, 20_000))
case("markdown/references.md", _md(lambda n: "[a]: x\n" * n, 20_000))
case("markdown/reference uses.md", _md(lambda n: "[a]: x\n\n" + "[a][a]" * n, 20_000))
case("markdown/code open.md", _md(lambda n: "".join("`" * k + "a" for k in range(1, max(2, n // 100))), 50_000))
case("markdown/html open.md", _md(lambda n: "<a " * n, 30_000))
case("markdown/comments open.md", _md(lambda n: "<!-- " * n, 30_000))
case("markdown/tables.md", _md(lambda n: "|a|b|\n|-|-|\n|c|d|\n\n" * n, 3_000))
case("markdown/long table.md", _md(lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * n, 20_000))
case("markdown/pipes.md", _md(lambda n: "|" * n + "\n" + "|-" * n, 5_000))
case("markdown/quotes nested.md", _md(lambda n: "\n".join(">" * k + " a" for k in range(1, max(2, n // 50))), 20_000))
case("markdown/lists nested.md", _md(lambda n: "\n".join("  " * k + "1. a" for k in range(max(1, n // 50))), 20_000))
case("markdown/breaks.md", _md(lambda n: "a  \n" * n, 20_000))
case("markdown/entities.md", _md(lambda n: "&#x10FFFF;&#0;&lt;" * n, 10_000))
case("markdown/escapes.md", _md(lambda n: "\\*" * n, 50_000))
case("markdown/underline tags.md", _md(lambda n: "<u>甲</u>" * n, 50_000))
case("markdown/mark tags.md", _md(lambda n: "<mark colour>甲" * n, 20_000))
case("markdown/front matter.md", lambda size: b"---\n" + b"a: b\n" * int(20_000 * size) + b"---\n" + HEAD.encode())


# --- html
# ------------------------------------------------------------------------------------------------------------------


def _html(text: Callable[[int], str], count: int) -> Maker:
    return lambda size: html_bytes("<p>第一条 总则</p>" + text(max(1, int(count * size))))


case("html/spans.html", _html(lambda n: "<p>" + "<b>甲</b>乙" * n + "</p>", 50_000))
case("html/paragraphs.html", _html(lambda n: "<p>甲</p>" * n, 20_000))
case("html/nested inline.html", _html(lambda n: "<b><i>" * min(n, 250) + "甲", 250))
case("html/unclosed.html", _html(lambda n: "<b>甲" * n, 20_000))
case("html/breaks.html", _html(lambda n: "<p>" + "甲<br>" * n, 20_000))
case("html/cells.html", _html(lambda n: "<table>" + "<tr><td>甲<td>乙" * n + "</table>", 10_000))
case("html/cols.html", _html(lambda n: "<table><tr>" + "<td>甲" * n + "</table>", 10_000))
case("html/colspans.html", _html(lambda n: "<table>" + "<tr><td colspan=1000 rowspan=1000>甲" * n + "</table>", 1_000))
case("html/tables nested.html", _html(lambda n: "<table><tr><td>" * min(n, 80) + "甲", 80))
case("html/lists nested.html", _html(lambda n: "<ol><li>" * min(n, 100) + "甲", 100))
case("html/list entries.html", _html(lambda n: "<ol>" + "<li>甲" * n + "</ol>", 20_000))
case("html/style rules.html", _html(lambda n: "<style>" + ".a .b>.c{color:red}" * n + "</style><p class=a>甲", 5_000))
case(
    "html/style matches.html",
    _html(
        lambda n: (
            "<style>" + "".join(f"p.a{k}{{color:red}}" for k in range(n // 20)) + "</style>" + "<p class=a1>甲</p>" * n
        ),
        5_000,
    ),
)
case(
    "html/style attribute.html",
    _html(lambda n: "".join(f"<p style='{'color:red;' * 50}'>甲</p>" for _ in range(n)), 3_000),
)
case("html/style braces.html", _html(lambda n: "<style>" + "{" * n + "</style>甲", 100_000))
case("html/style comment.html", _html(lambda n: "<style>" + "/*" * n + "</style>甲", 100_000))
case(
    "html/style selectors.html",
    _html(
        lambda n: "<style>" + ",".join(["div " * 8 + ".x"] * n) + "{color:red}</style>" + "<div>" * 100 + "<b>甲</b>",
        1_000,
    ),
)
case(
    "html/style counters.html",
    _html(
        lambda n: "<style>p{counter-increment:" + "a 999999999 " * n + "}p:before{content:counter(a)}</style><p>甲</p>",
        5_000,
    ),
)
case(
    "html/style places.html",
    _html(lambda n: "<style>p:nth-child(3n),p:nth-last-of-type(5){color:red}</style>" + "<p>甲</p>" * n, 20_000),
)
case(
    "html/style romans.html",
    _html(
        lambda n: (
            "<style>p{counter-increment:a 2147483647}p:before{content:counter(a,upper-roman)}</style>" + "<p>甲</p>" * n
        ),
        2_000,
    ),
)
case("html/attributes.html", _html(lambda n: "<p " + " ".join(f"a{k}=1" for k in range(n)) + ">甲</p>", 30_000))
case("html/classes.html", _html(lambda n: f"<p class='{' '.join(f'a{k}' for k in range(n))}'>甲</p>" * 20, 5_000))
case("html/entities.html", _html(lambda n: "&#x202e;&#27;&#0;&#xd800;&lt;" * n, 10_000))
case("html/comments.html", _html(lambda n: "<!--" * n + "甲", 50_000))
case("html/cdata.html", _html(lambda n: "<![CDATA[" * n + "甲", 20_000))
case(
    "html/iframe srcdoc.html",
    _html(lambda n: "<iframe srcdoc='&lt;iframe srcdoc=&quot;&lt;p&gt;第一条 甲'></iframe>" * n, 500),
)
case(
    "html/mhtml.mhtml",
    lambda size: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/related; boundary=x\n\n" * int(2_000 * size)
    ),
)
case("html/scripts.html", _html(lambda n: "<script>x</script>" * n + "甲", 20_000))
case("html/charset.html", lambda size: b"<meta charset=utf-7>" * int(5_000 * size) + "<p>第一条 甲".encode("gbk"))
case("html/blanks.html", _html(lambda n: "<p>" + "&nbsp; " * n + "甲", 50_000))


# --- docx
# ------------------------------------------------------------------------------------------------------------------


def _docx(body: Callable[[int], str], count: int) -> Maker:
    return lambda size: docx(p("第一条 总则") + body(max(1, int(count * size))) + p("第二条 甲"))


case("docx/paragraphs.docx", _docx(lambda n: p("甲") * n, 10_000))
case("docx/runs.docx", _docx(lambda n: "<w:p>" + (r("甲", "<w:b/>") + r("乙")) * n + "</w:p>", 10_000))
case("docx/equal runs.docx", _docx(lambda n: "<w:p>" + r("甲") * n + "</w:p>", 20_000))
case("docx/empty paragraphs.docx", _docx(lambda n: "<w:p/>" * n, 50_000))
case("docx/tables.docx", _docx(lambda n: f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>" * n, 2_000))
case("docx/rows.docx", _docx(lambda n: "<w:tbl>" + f"<w:tr><w:tc>{p('甲')}</w:tc></w:tr>" * n + "</w:tbl>", 5_000))
case("docx/cells.docx", _docx(lambda n: "<w:tbl><w:tr>" + f"<w:tc>{p('甲')}</w:tc>" * n + "</w:tr></w:tbl>", 5_000))
case(
    "docx/grid spans.docx",
    _docx(
        lambda n: (
            "<w:tbl>"
            + f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000"/></w:tcPr>{p("甲")}</w:tc></w:tr>' * n
            + "</w:tbl>"
        ),
        1_000,
    ),
)
case(
    "docx/insertions nested.docx",
    _docx(lambda n: "<w:p>" + "<w:ins>" * min(n, 200) + r("甲") + "</w:ins>" * min(n, 200) + "</w:p>", 200),
)
case(
    "docx/deletions.docx",
    _docx(lambda n: "<w:p>" + "<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>" * n + "</w:p>", 10_000),
)
case(
    "docx/fields.docx",
    _docx(lambda n: "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * n + r("甲") + "</w:p>", 10_000),
)
case(
    "docx/form fields.docx",
    _docx(
        lambda n: (
            "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result '
            'w:val="999999999"/></w:ddList></w:ffData></w:fldChar></w:r>' * n + "</w:p>"
        ),
        3_000,
    ),
)
case("docx/hyperlinks.docx", _docx(lambda n: "<w:p>" + f"<w:hyperlink>{r('甲')}</w:hyperlink>" * n + "</w:p>", 10_000))
case(
    "docx/math.docx",
    _docx(
        lambda n: (
            '<w:p xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            + "<m:oMath><m:f><m:num>" * min(n, 60)
            + "<m:r><m:t>1</m:t></m:r>"
            + "</m:num></m:f></m:oMath>" * min(n, 60)
            + "</w:p>"
        ),
        60,
    ),
)
case("docx/tabs.docx", _docx(lambda n: "<w:p><w:r>" + "<w:tab/>" * n + "</w:r>" + r("甲") + "</w:p>", 50_000))
case(
    "docx/numbered.docx", lambda size: docx(numbered("甲") * int(5_000 * size), numbering=numbering(level(0, "第%1条")))
)
case(
    "docx/numbering levels.docx",
    lambda size: docx(
        numbered("甲") * 10, numbering=numbering("".join(level(n % 9, "%1" * 50) for n in range(int(3_000 * size))))
    ),
)
case(
    "docx/footnotes.docx",
    _docx(lambda n: "<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * n + r("甲") + "</w:p>", 5_000),
)
case(
    "docx/text boxes.docx",
    _docx(
        lambda n: (
            f"<w:p><w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{p('甲')}"
            "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * n
        ),
        2_000,
    ),
)
case("docx/controls.docx", _docx(lambda n: "<w:sdt><w:sdtContent>" + p("甲") * n + "</w:sdtContent></w:sdt>", 5_000))


def _odd_zip(size: float) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for _ in range(max(2, int(50 * size))):
            archive.writestr(zipfile.ZipInfo("word/document.xml"), "<x/>")
    return out.getvalue()


case("docx/twice the same part.docx", _odd_zip)
case(
    "docx/attributes.docx",
    _docx(lambda n: "<w:p " + " ".join(f'w:a{k}="1"' for k in range(n)) + ">" + r("甲") + "</w:p>", 20_000),
)


# --- pdf
# --------------------------------------------------------------------------------------------------------------------


def _content(operators: Callable[[int], bytes], count: int) -> Maker:
    return lambda size: page_pdf(stream(operators(max(1, int(count * size)))))


case(
    "pdf/dense glyphs.pdf",
    _content(lambda n: b"BT /F 1 Tf 1 0 0 1 72 700 Tm " + b"(xxxxxxxxxx) Tj " * n + b"ET", 10_000),
)
case("pdf/one place.pdf", _content(lambda n: b"BT /F 12 Tf " + b"1 0 0 1 72 700 Tm (x) Tj " * n + b"ET", 20_000))


def _printed_over(size: float) -> bytes:
    """A page of small print, and in one place of it thousands of words that share no character."""
    small = (f"第{k}条 用户应当遵守本协议的全部条款，不得转让账号。" * 3 for k in range(140))
    over = (chr(0x4E00 + 2 * k % 20_000) + chr(0x4E01 + 2 * k % 20_000) for k in range(int(4_000 * size)))
    shown = [
        f"BT /F 4 Tf 1 0 0 1 30 {780 - 5 * k} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
        for k, text in enumerate(small)
    ]
    shown += [f"BT /F 12 Tf 1 0 0 1 72 800 Tm <{text.encode('utf-16-be').hex()}> Tj ET" for text in over]
    return page_pdf(stream("\n".join(shown).encode()), font=CHINESE_FONT)


case("pdf/other words in one place.pdf", _printed_over)
case(
    "pdf/many baselines.pdf",
    _content(
        lambda n: (
            b"BT /F 1 Tf " + b"".join(b"1 0 0 1 72 %d.%03d Tm (x) Tj " % (k % 800, k % 1000) for k in range(n)) + b"ET"
        ),
        20_000,
    ),
)
case(
    "pdf/objects.pdf",
    _content(lambda n: b"".join(b"BT /F 12 Tf 1 0 0 1 72 %d Tm (x) Tj ET " % (k % 800) for k in range(n)), 10_000),
)
case(
    "pdf/lines.pdf",
    _content(
        lambda n: (
            b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET "
            + b"".join(b"72 %d m 500 %d l S " % (k % 800, k % 800) for k in range(n))
        ),
        20_000,
    ),
)
case(
    "pdf/grid.pdf",
    _content(
        lambda n: (
            b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET "
            + b"".join(b"%d 0 m %d 800 l S 0 %d m 600 %d l S " % (k, k, k, k) for k in range(n))
        ),
        600,
    ),
)
case(
    "pdf/rectangles.pdf",
    _content(
        lambda n: (
            b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET "
            + b"".join(b"%d %d 5 5 re f " % (k * 7 % 590, k * 13 % 830) for k in range(n))
        ),
        20_000,
    ),
)
case(
    "pdf/long path.pdf",
    _content(
        lambda n: (
            b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET 0 0 m "
            + b"".join(b"%d %d l " % (k * 7 % 590, k * 13 % 830) for k in range(n))
            + b"S"
        ),
        100_000,
    ),
)
case("pdf/save states.pdf", _content(lambda n: b"q " * n + b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET", 100_000))
case(
    "pdf/clips.pdf", _content(lambda n: b"0 0 500 500 re W n " * n + b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET", 20_000)
)
case(
    "pdf/render mode.pdf",
    _content(lambda n: b"BT /F 12 Tf 72 700 Td " + b"2 Tr (a) Tj 0 Tr (b) Tj " * n + b"ET", 10_000),
)
case(
    "pdf/marked content.pdf",
    _content(lambda n: b"/P <</MCID 0>> BDC " * n + b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET", 20_000),
)
case(
    "pdf/rotated.pdf",
    _content(
        lambda n: b"BT /F 12 Tf " + b"".join(b"0 1 -1 0 %d 100 Tm (x) Tj " % (k % 600) for k in range(n)) + b"ET", 5_000
    ),
)


def pages(count: int, content: bytes) -> bytes:
    """So many pages that share one content stream."""
    kids = b" ".join(b"%d 0 R" % (n + 5) for n in range(count))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count,
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: stream(content),
    }
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    objects |= {n + 5: page for n in range(count)}
    return pdf(objects)


case("pdf/equal pages.pdf", lambda size: pages(max(1, int(60_000 * size)), b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET"))
case(
    "pdf/equal pages some.pdf",
    lambda size: pages(
        max(1, int(1_000 * size)), b"BT /F 12 Tf 72 700 Td (1. Terms of service) Tj 0 -20 Td (page) Tj ET"
    ),
)
case("pdf/empty pages.pdf", lambda size: pages(max(1, int(2_000 * size)), b""))
case(
    "pdf/names.pdf",
    lambda size: page_pdf(stream(b"/" + b"A" * int(100_000 * size) + b" gs BT /F 12 Tf 72 700 Td (1. Terms) Tj ET")),
)
case(
    "pdf/annotations.pdf",
    lambda size: page_pdf(
        stream(b"BT /F 12 Tf 72 700 Td (1. Terms) Tj ET"),
        extra=b"/Annots[" + b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(x)/Rect[0 0 9 9]>>" * int(5_000 * size) + b"]",
    ),
)
case("pdf/bomb in bomb.pdf", lambda size: MAKERS["deflate bomb.pdf"]())
case("pdf/draws itself.pdf", lambda size: MAKERS["form draws itself.pdf"]())
case("pdf/zero font.pdf", _content(lambda n: b"BT /F 0 Tf 72 700 Td " + b"(x) Tj " * n + b"ET", 5_000))
case("pdf/tiny font.pdf", _content(lambda n: b"BT /F 0.00001 Tf 72 700 Td " + b"(x) Tj " * n + b"ET", 5_000))


# --- clause files
# --------------------------------------------------------------------------------------------------------------

YAML_HEAD = 'schema: agreement/1\nid: x\nversion: "1"\ntitle: T\n'
CLAUSE = '  - label: "第一条"\n    kind: article\n    text: |-\n      甲。\n'


def _yaml(text: Callable[[int], str], count: int) -> Maker:
    return lambda size: (YAML_HEAD + text(max(1, int(count * size)))).encode()


def _clauses(make: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: "clauses:\n" + "".join(make(k) for k in range(1, n + 1))


case(
    "clause files/clauses.yaml",
    _yaml(_clauses(lambda k: f'  - label: "{k}."\n    kind: item\n    text: |-\n      甲。\n'), 5_000),
)
case("clause files/equal labels.yaml", _yaml(_clauses(lambda k: CLAUSE), 3_000))
case("clause files/comments.yaml", _yaml(lambda n: "# x\n" * n + "clauses:\n" + CLAUSE, 100_000))
case(
    "clause files/comments inside.yaml",
    _yaml(lambda n: "clauses:\n" + CLAUSE + "  # x\n" * n + CLAUSE.replace("一", "二"), 50_000),
)
case(
    "clause files/comments behind.yaml",
    _yaml(
        lambda n: (
            "clauses:\n"
            + CLAUSE
            + "\n".join(f"  # agreement: ignore[NUM00{k % 9}] x" for k in range(n))
            + "\n"
            + CLAUSE.replace("一", "二")
        ),
        20_000,
    ),
)
case("clause files/suppressions.yaml", _yaml(_clauses(lambda k: "  # agreement: ignore[NUM001] x\n" + CLAUSE), 3_000))
case(
    "clause files/page ranges.yaml", _yaml(lambda n: "furniture:\n" + '  - text: x\n    pages: "1-100000"\n' * n, 2_000)
)
case(
    "clause files/page list.yaml",
    _yaml(lambda n: 'furniture:\n  - text: x\n    pages: "' + "1-9999, " * n + '1"\n', 20_000),
)
case("clause files/doubts.yaml", _yaml(lambda n: "doubts:\n" + "  - code: x\n    message: y\n" * n, 50_000))
case(
    "clause files/scalars.yaml",
    _yaml(lambda n: "clauses:\n  - kind: table\n    rows:\n      - [" + ", ".join(["甲"] * n) + "]\n", 1_000_000),
)
case("clause files/rows.yaml", _yaml(lambda n: "clauses:\n  - kind: table\n    rows:\n" + "      - [甲]\n" * n, 50_000))
case(
    "clause files/spans.yaml",
    _yaml(lambda n: "clauses:\n  - kind: paragraph\n    text: |-\n      " + "**甲**乙" * n + "\n", 200_000),
)
case(
    "clause files/bold opened.yaml",
    _yaml(lambda n: "clauses:\n  - kind: paragraph\n    text: |-\n      " + "**甲" * n + "\n", 100_000),
)
case(
    "clause files/text lines.yaml",
    _yaml(lambda n: "clauses:\n  - kind: paragraph\n    text: |-\n" + "      甲。\n" * n, 100_000),
)
case(
    "clause files/blanks.yaml",
    _yaml(lambda n: "clauses:\n  - kind: paragraph\n    text: |-\n      甲" + " " * n + "乙\n", 200_000),
)
case("clause files/bad keys.yaml", _yaml(lambda n: "".join(f"a{k}: x\n" for k in range(n)), 50_000))
case("clause files/bad kinds.yaml", _yaml(_clauses(lambda k: "  - kind: x\n"), 20_000))
case("clause files/anchors.yaml", _yaml(lambda n: "".join(f"a{k}: &a{k} x\n" for k in range(n)), 20_000))
case("clause files/merge keys.yaml", _yaml(lambda n: "<<: *x\n" * n, 10_000))
case(
    "clause files/deep.yaml",
    _yaml(
        lambda n: (
            "clauses:\n"
            + "".join(
                "  " * (2 * k + 1) + "- kind: item\n" + "  " * (2 * k + 2) + "clauses:\n" for k in range(min(n, 300))
            )
        ),
        300,
    ),
)
case("clause files/flow deep.yaml", _yaml(lambda n: "clauses: " + "[" * n, 50_000))
case("clause files/flow maps.yaml", _yaml(lambda n: "clauses: " + "{a: " * n, 20_000))
case("clause files/numbers.yaml", _yaml(_clauses(lambda k: f"  - kind: item\n    number: [{'1, ' * 2000}1]\n"), 100))
case("clause files/long key.yaml", _yaml(lambda n: "a" * n + ": x\n", 1_000_000))
case("clause files/documents.yaml", _yaml(lambda n: "---\na: b\n" * n, 10_000))
case("clause files/wids.yaml", _yaml(_clauses(lambda k: '  - kind: item\n    wid: "a"\n'), 20_000))
case(
    "clause files/eids.yaml",
    _yaml(_clauses(lambda k: f'  - kind: item\n    eid: "{"a__" * 200}{k}"\n    text: x\n'), 2_000),
)
case(
    "clause files/columns.yaml",
    _yaml(
        lambda n: (
            'clauses:\n  - kind: table\n    rows:\n      - - {text: "甲", colspan: 999999999, rowspan: 999999999}\n'
        ),
        1,
    ),
)
case("clause files/head only.yaml", lambda size: YAML_HEAD.encode())
case("clause files/empty.yaml", lambda size: b"\n")
case("clause files/list.yaml", lambda size: b"- a\n" * 10)
case("clause files/binary.yaml", lambda size: bytes(range(256)) * int(100 * size + 1))
case("clause files/utf-16.yaml", lambda size: YAML_HEAD.encode("utf-16"))
case("clause files/tabs.yaml", _yaml(lambda n: "clauses:\n\t- kind: item\n" * n, 1_000))


# --- said: words that would be commands to a terminal, a page, a workflow
# ------------------------------------------------


def _said(words: str) -> dict[str, Maker]:
    text = (
        f"用户协议{words}\n第一条 定义{words}\n1.1 “服务{words}”是指本公司{words}提供的服务。\n"
        f"第三条 本公司对任何损失不承担责任{words}，由用户自行承担，见第九条{words}。\n"
    )
    lines = text.split("\n")
    body = "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in lines)
    quoted = json.dumps(words, ensure_ascii=True)
    clause = f"  - label: {json.dumps('第一条' + words)}\n    kind: article\n    title: {quoted}\n    text: {quoted}\n"
    return {
        "txt": lambda size: text.encode("utf-8", "replace"),
        "md": lambda size: text.replace("\n", "\n\n").encode("utf-8", "replace"),
        "html": lambda size: html_bytes(body.encode("utf-8", "replace").decode()),
        "docx": lambda size: docx(
            "".join(p("".join(c for c in line if c >= " " and c not in "<&\ufffe\uffff\ud800")) for line in lines)
        ),
        "yaml": lambda size: (
            (
                f"schema: agreement/1\nid: x\nversion: {quoted}\ntitle: {quoted}\nlocale: {quoted}\n"
                f"status: {quoted}\npublished: {quoted}\n"
                f"source:\n  name: {quoted}\n  sha256: {quoted}\nfurniture:\n  - text: {quoted}\ndoubts:\n"
                f"  - code: {quoted}\n    message: {quoted}\n"
                f"clauses:\n{clause}{clause.replace('一', '三')}"
            )
            .replace("\\u001b", "\\e")
            .encode()
        ),
        "escaped.yaml": lambda size: (
            f"schema: agreement/1\nid: x\nversion: '1'\ntitle: {json.dumps(_spelled(words))}\n"
            f"clauses:\n  - label: {json.dumps('第一条' + _spelled(words))}\n    kind: article\n"
            f"    title: {json.dumps(_spelled(words))}\n"
            f"    text: {json.dumps('本公司不承担责任' + _spelled(words) + '见第九条。')}\n"
        ).encode(),
    }


def _spelled(words: str) -> str:
    """As a clause file spells invisible characters."""
    out = []
    for character in words:
        if character in "\\*<":
            out.append("\\" + character)
        elif character == "\n":
            out.append("\\n")
        elif character < " " or "\x7f" <= character <= "\xad" or not character.isprintable():
            out.append(f"\\u{{{ord(character):X}}}")
        else:
            out.append(character)
    return "".join(out)


for _name, _words in {
    "controls": CONTROLS,
    "workflow": WORKFLOW,
    "markup": MARKUP,
    "surrogates": "\ud800\ufffe\uffff\x01",
}.items():
    for _suffix, _maker in _said(_words).items():
        case(f"said/{_name}.{_suffix}", _maker)


# --- noise
# -----------------------------------------------------------------------------------------------------------------


def _noise(seed: int, alphabet: str) -> Maker:
    def make(size: float) -> bytes:
        source = random.Random(seed)
        return "".join(source.choice(alphabet) for _ in range(int(60_000 * size))).encode("utf-8", "surrogatepass")

    return make


_LEGAL = "第一二三十条章款项（）()0123456789.、，。；：“”《》甲乙方不承担责任应当 \n\n\u3000*<u>_[]—-年月日%元"
for _seed in range(6):
    case(f"noise/{_seed}.txt", _noise(_seed, _LEGAL))
    case(f"noise/{_seed}.md", _noise(_seed + 10, _LEGAL + "#|`>&\\"))
    case(f"noise/{_seed}.html", _noise(_seed + 20, _LEGAL + "<p><b></b><td>&;='\""))
    case(f"noise/{_seed}.yaml", _noise(_seed + 30, "schema:agreement/1\n  - kind: |-\"'{}[]#&*!甲一\t"))


def _whatever_size(make: Callable[[], bytes]) -> Maker:
    return lambda size: make()


for _name, _make_file in MAKERS.items():
    case(f"files/{_name}", _whatever_size(_make_file))
