"""More hostile folders: files inside files, trees that run in circles, records and repositories that lie.

Written in one go by someone who had not read the guards, to see what is met at first sight. Adds to `folders.FOLDERS`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile import zips
from tests.hostile.families import CLAUSE, YAML_HEAD
from tests.hostile.files import CHINESE_FONT, FONT, TEXT_OPERATORS, html_bytes, pdf, stream
from tests.hostile.folders import FOLDERS, ONE, SAID, TEXT, TWO, Content, add, one
from tests.read.docx.word import docx, p, part, r, unzipped, zipped

__all__ = ["FOLDERS"]
TWICE = ("extract {} -o -", "diff {} {} --format summary")
SENTENCE = zips.SENTENCE

# --- zips ------------------------------------------------------------------------------------------------------------

for _name, _odd in zips.ODD.items():
    one(f"zipped/{_name}.docx", lambda odd=_odd: odd(zips.word()), "extract {} -o -", "export {} --format text")  # type: ignore[misc]
    one(f"zipped/{_name}.ofd", lambda odd=_odd: odd(zips.ofd()), "extract {} -o -")  # type: ignore[misc]
add(
    "zipped/redline of names twice",
    lambda: {"x.docx": zips.ODD["names twice"](zips.word()), "other.txt": TEXT.encode()},
    "diff x.docx other.txt -o out.docx", "diff other.txt x.docx -o out.docx",
)  # fmt: skip
for _kind in ("xlsx", "pptx", "zip", "epub", "jar"):
    one(f"zipped/no agreement.{_kind}", lambda: zips.written(zips.word()[:-1]), "extract {} -o -", "check {}")

# --- Word parts ------------------------------------------------------------------------------------------------------

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _related(*targets: tuple[str, str, str], at: str = "word/_rels/document.xml.rels", body: str = "") -> bytes:
    """A Word file with these relations: (kind, target, mode)."""
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"{mode and f" TargetMode={mode!r}"}/>'
        for n, (kind, target, mode) in enumerate(targets)
    )
    entries: dict[str, str | bytes] = {**unzipped(docx(p(SENTENCE) + body))}
    return zipped({**entries, at: f'<Relationships xmlns="{_RELS}">{rows}</Relationships>'})


_NOTE = '<w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/><w:t>注</w:t></w:r></w:p></w:footnote>'
_WORDS: dict[str, Callable[[], bytes]] = {
    "a part of itself": lambda: _related(("officeDocument", "_rels/.rels", ""), at="_rels/.rels"),
    "numbering is the text": lambda: _related(("numbering", "document.xml", ""), ("styles", "document.xml", "")),
    "two hundred styles": lambda: _related(*[("styles", "document.xml", "")] * 200),
    "from a network": lambda: _related(
        ("image", "http://127.0.0.1:9/x.png", "External"), ("attachedTemplate", "file:///etc/passwd", "External")
    ),
    "targets of folders": lambda: _related(
        ("footnotes", "../../../../etc/passwd", ""),
        ("footnotes", "..", ""),
        ("styles", "", ""),
        ("styles", "/", ""),
        ("styles", "//h/s", ""),
    ),
    "a note in itself": lambda: docx(
        p(SENTENCE) + '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', footnotes=part("footnotes", _NOTE)
    ),
    "a number in itself": lambda: docx(
        p(SENTENCE, '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        numbering=part(
            "numbering",
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        ),
        styles=part(
            "styles",
            '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
            "</w:pPr></w:style>",
        ),
    ),
    "choices nested": lambda: docx(
        "<w:p><w:r>"
        + "<mc:AlternateContent><mc:Choice Requires='x'>" * 400
        + "<w:t>甲</w:t>"
        + "</mc:Choice><mc:Fallback/></mc:AlternateContent>" * 400
        + "</w:r></w:p>"
        + p(SENTENCE)
    ),
    "fields never closed": lambda: docx(
        f"<w:p>{'<w:r><w:fldChar w:fldCharType=&quot;begin&quot;/></w:r>'.replace('&quot;', chr(34)) * 5_000}</w:p>"
        + p(SENTENCE)
    ),
    "fields said": lambda: docx(
        "".join(
            f'<w:p><w:fldSimple w:instr="{code}">{r("甲")}</w:fldSimple></w:p>'
            for code in ("DDEAUTO c:\\x cmd", "INCLUDETEXT /etc/passwd", "HYPERLINK javascript:x", "REF " * 9_999)
        )
    ),
    "a table of itself": lambda: docx(
        "<w:tbl>" + f"<w:tr>{f'<w:tc>{p(SENTENCE)}</w:tc>' * 60}</w:tr>" * 60 + "</w:tbl>"
    ),
    "merged for ever": lambda: docx(
        "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val="-5"/></w:tcPr>'
        f"{p('甲')}</w:tc></w:tr>" * 2_000 + "</w:tbl>"
    ),
    "namespaces": lambda: docx(
        "".join(f'<x{n}:y xmlns:x{n}="u{n}"><w:p/></x{n}:y>' for n in range(20_000)) + p(SENTENCE)
    ),
    "strict and odd": lambda: zipped(
        {
            k: v.replace(b"schemas.openxmlformats.org/wordprocessingml/2006", b"x.y/z")
            for k, v in unzipped(docx(p(SENTENCE))).items()
        }
    ),
    "comments in text": lambda: docx(f"<w:p><w:r><w:t>第一条{'<!--x-->甲<?x y?>' * 30_000}</w:t></w:r></w:p>"),
    "symbols": lambda: docx(
        "<w:p><w:r>"
        + '<w:sym w:font="W" w:char="FFFFFFFFF"/><w:sym w:char="D800"/><w:sym/>' * 3_000
        + "</w:r></w:p>"
        + p(SENTENCE)
    ),
    "breaks": lambda: docx(
        f"<w:p><w:r>{'<w:br/><w:tab/><w:cr/><w:noBreakHyphen/>' * 30_000}</w:r></w:p>" + p(SENTENCE)
    ),
    "chunks of other kinds": lambda: _related(("aFChunk", "x.htm", ""), body='<w:altChunk r:id="r0"/>' * 500),
}
for _name, _make in _WORDS.items():
    one(f"word parts/{_name}.docx", _make, *TWICE)

# --- PDF trees -------------------------------------------------------------------------------------------------------

_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R%s>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _page(
    more: Mapping[int, bytes] | None = None, *, catalogue: bytes = b"", page: bytes = b"", pages: bytes = _PAGES,
    content: bytes = b"", font: bytes = FONT, trailer: bytes = b"",
) -> bytes:  # fmt: skip
    """A page of one line, and whatever else."""
    objects = {
        1: _CATALOGUE % catalogue,
        2: pages,
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>" % page,
        4: content or stream(TEXT_OPERATORS),
        5: font,
    }
    return pdf({**objects, **(more or {})}, trailer=trailer)


def _cmap(body: bytes) -> bytes:
    """A font with this map to Unicode."""
    return _page({6: stream(b"begincmap 1 begincodespacerange <0000><ffff> endcodespacerange " + body)},
                 font=CHINESE_FONT[:-2] + b"/ToUnicode 6 0 R>>")  # fmt: skip


def _packed(times: int) -> bytes:
    data = bytes(2**20)
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%s]" % (b"/FlateDecode" * times))


def _filtered(name: bytes, data: bytes, more: bytes = b"") -> bytes:
    return _page(content=stream(data, b"/Filter/%s%s" % (name, more)))


def _updates() -> bytes:
    data = _page()
    start = data.rindex(b"startxref") + 10
    for _ in range(2_000):
        last = data[start:].split(b"\n")[0]
        data += b"xref\n0 0\ntrailer\n<</Size 6/Root 1 0 R/Prev %s>>\nstartxref\n" % last
        start = len(data)
        data += b"%d\n%%%%EOF\n" % (data.rindex(b"xref\n0 0"))
    return data


def _encrypted(body: bytes) -> bytes:
    return _page({6: body}, trailer=b"/Encrypt 6 0 R/ID[<00><00>]")


_KEY = b"<" + b"41" * 48 + b">"
_PDFS: dict[str, Callable[[], bytes]] = {
    "kids of each other": lambda: _page(
        {
            n: b"<</Type/Pages/Parent 2 0 R/Kids[%s]/Count 9>>" % b"".join(b"%d 0 R " % k for k in range(6, 30))
            for n in range(6, 30)
        },
        pages=b"<</Type/Pages/Kids[6 0 R 3 0 R]/Count 99>>",
    ),
    "one page for all": lambda: _page(pages=b"<</Type/Pages/Kids[%s]/Count 4000>>" % (b"3 0 R " * 4_000)),
    "kids without end": lambda: _page(pages=b"<</Type/Pages/Kids[%s]/Count 1>>" % (b"3 0 R " * 200_000)),
    "count below nothing": lambda: _page(pages=b"<</Type/Pages/Kids[3 0 R]/Count -7>>"),
    "count of itself": lambda: _page(pages=b"<</Type/Pages/Kids[3 0 R]/Count 2 0 R>>"),
    "kids are the catalogue": lambda: _page(pages=b"<</Type/Pages/Kids[1 0 R]/Count 1>>"),
    "parent in a circle": lambda: _page(page=b"/Parent 3 0 R/MediaBox null"),
    "objects in themselves": lambda: _page(
        {6: stream(b"6 0 7 40 <</A 6 0 R>> <</B 7 0 R>>", b"/Type/ObjStm/N 2/First 9/Extends 6 0 R")}
    ),
    "objects by the million": lambda: _page({6: stream(b"7 0 " * 10, b"/Type/ObjStm/N 2000000000/First 4000000000")}),
    "length of itself": lambda: _page({4: b"<</Length 4 0 R>>stream\n%s\nendstream" % TEXT_OPERATORS}),
    "previous table is this": lambda: _page(trailer=b"/Prev 9"),
    "tables in a circle": lambda: _page()[:-7] + b"\ntrailer<</Prev 0/XRefStm 0/Size 999999999>>startxref\n0\n%%EOF",
    "updates": _updates,
    "table of a billion": lambda: _page().replace(b"xref\n0 6", b"xref\n0 2000000000"),
    "root of an array": lambda: _page().replace(b"/Root 1 0 R", b"/Root[1 0 R]"),
    "packed again and again": lambda: _page(content=_packed(40)),
    "filters by the thousand": lambda: _page(content=stream(b"x", b"/Filter[%s]" % (b"/ASCIIHexDecode" * 20_000))),
    "columns without end": lambda: _filtered(
        b"FlateDecode", zlib.compress(bytes(9_999)), b"/DecodeParms<</Predictor 15/Columns 2147483647/Colors 99>>"
    ),
    "runs": lambda: _filtered(b"RunLengthDecode", b"\x81q\x81 " * 400_000),
    "lzw": lambda: _filtered(b"LZWDecode", bytes(range(256)) * 2_000),
    "odd pictures": lambda: _page(
        {
            6: stream(
                b"\xff\x4f\xff\x51" * 99,
                b"/Type/XObject/Subtype/Image/Width 99999/Height"
                b" 99999/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/JPXDecode",
            )
        },
        page=b"/Resources<</XObject<</I 6 0 R>>/Font<</F 5 0 R>>>>",
        content=stream(TEXT_OPERATORS + b"q 500 0 0 500 0 0 cm /I Do Q " * 500),
    ),
    "an inline picture": lambda: _page(
        content=stream(b"BI /W 99999999 /H 99999999 /BPC 8 /CS /RGB ID x EI " + TEXT_OPERATORS)
    ),
    "outlines in a circle": lambda: _page(
        {6: b"<</First 7 0 R/Last 7 0 R/Count 9>>", 7: b"<</Title(x)/Parent 6 0 R/Next 7 0 R/First 6 0 R>>"},
        catalogue=b"/Outlines 6 0 R",
    ),
    "fields in a circle": lambda: _page(
        {
            6: b"<</Fields[7 0 R]>>",
            7: b"<</T(x)/FT/Tx/V(y)/Kids[7 0 R 7 0 R]/Parent 7 0 R/Subtype/Widget/Rect[0 0 9 9]>>",
        },
        catalogue=b"/AcroForm 6 0 R",
        page=b"/Annots[7 0 R 7 0 R]",
    ),
    "structure in a circle": lambda: _page(
        {
            6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree 8 0 R>>",
            7: b"<</S/P/P 7 0 R/K[7 0 R 6 0 R 7 0 R]>>",
            8: b"<</Kids[8 0 R 8 0 R]>>",
        },
        catalogue=b"/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>",
    ),
    "layers in a circle": lambda: _page(
        {6: b"<</Type/OCG/Name(x)>>", 7: b"<</Type/OCMD/OCGs[7 0 R 6 0 R]/VE[/And 8 0 R]>>", 8: b"[/Or 8 0 R 8 0 R]"},
        catalogue=b"/OCProperties<</OCGs[6 0 R]/D<</Order[8 0 R]>>>>",
        page=b"/Resources<</Properties<</P 7 0 R>>/Font<</F 5 0 R>>>>",
        content=stream(b"/OC /P BDC " + TEXT_OPERATORS + b"EMC"),
    ),
    "a map that uses itself": lambda: _cmap(b"/X usecmap 1 beginbfrange <0000><ffff><0000> endbfrange"),
    "a map of long texts": lambda: _cmap(b"1 beginbfchar <0001><%s> endbfchar" % (b"4e00" * 200_000)),
    "a map of ranges": lambda: _cmap(b"100 beginbfrange %sendbfrange" % (b"<0000><ffffffff><4e00> " * 20_000)),
    "a map of controls": lambda: _cmap(b"2 beginbfrange <0000><ffff><001b005b> <0031><0031><202e2066> endbfrange"),
    "widths": lambda: _page(
        font=b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 0/LastChar 2000000000/Widths["
        + b"1e38 " * 200_000
        + b"]>>"
    ),
    "encoding differences": lambda: _page(
        font=b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[0 "
        + b"/u202E /uni001B " * 50_000
        + b"]>>>>"
    ),
    "glyphs that draw themselves": lambda: _page(
        {6: stream(b"0 0 0 0 9 9 d1 BT /F 9 Tf (a) Tj ET")},
        font=b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/Encoding"
        b"<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F 5 0 R>>>>>>",
        content=stream(b"BT /F 12 Tf 72 700 Td (aaaa) Tj ET"),
    ),
    "a parent font": lambda: _page(
        font=b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[5 0 R]>>"
    ),
    "contents again and again": lambda: _page(page=b"/Contents[%s]" % (b"4 0 R " * 20_000)),
    "a large unit": lambda: _page(page=b"/UserUnit 1e30/Rotate 45/CropBox[1e30 -1e30 0 0]"),
    "an odd key": lambda: _encrypted(
        b"<</Filter/Standard/V 5/R 6/Length 2147483647/P -1/O %s/U %s/OE %s/UE %s/Perms %s"
        b"/CF<</StdCF<</CFM/AESV3/Length 999>>>>/StmF/StdCF/StrF/StdCF>>" % (_KEY, _KEY, _KEY, _KEY, _KEY)
    ),
    "a key of itself": lambda: _encrypted(b"<</Filter/Standard/V 4/R 4/O 6 0 R/U 6 0 R/CF 6 0 R/StmF/X/P 6 0 R>>"),
    "a filter of no name": lambda: _encrypted(b"<</Filter/%s/V 99/R -1>>" % (b"A" * 100_000)),
    "a deep array": lambda: _page({6: b"[" * 100_000 + b"]" * 100_000}, catalogue=b"/Names 6 0 R"),
    "a deep dictionary": lambda: _page({6: b"<</A" * 50_000 + b" 1 " + b">>" * 50_000}, page=b"/PieceInfo 6 0 R"),
    "a long name": lambda: _page(page=b"/%s 1" % (b"#41" * 300_000)),
    "text that lies": lambda: _page(
        content=stream(
            b"/Span<</ActualText<feff"
            + SENTENCE.encode("utf-16-be").hex().encode() * 3_000
            + b">>>BDC "
            + TEXT_OPERATORS
            + b"EMC"
        )
    ),
    "saved states": lambda: _page(content=stream(b"q 1 0 0 1 1 1 cm " * 60_000 + TEXT_OPERATORS + b"Q " * 60_000)),
}
for _name, _make in _PDFS.items():
    one(f"pdf trees/{_name}.pdf", _make, "extract {} -o -")

# --- HTML ------------------------------------------------------------------------------------------------------------

_LINE = f"<p>{SENTENCE}"
_VARS = "".join(f"--v{n}: var(--v{n - 1}) var(--v{n - 1});" for n in range(1, 60))
_PAGES_OF_HTML: dict[str, Callable[[], str]] = {
    "tags of every kind": lambda: (
        "".join(f"<{tag}>" for tag in ("b", "i", "u", "a", "font", "nobr", "em", "s", "div", "q")) * 10_000 + SENTENCE
    ),
    "closed the other way": lambda: "<b><i><u><p>甲</b></i></u>" * 5_000 + SENTENCE,
    "own tags": lambda: "<x-y>" * 100_000 + SENTENCE,
    "a thousand names": lambda: "".join(f"<a{n}>" for n in range(30_000)) + SENTENCE,
    "entities": lambda: "<p>第一条 " + "&amp;&lt;&#x4e00;&nosuch;&#0;&#xD800;&#99999999;" * 60_000,
    "entities cut": lambda: "<p>第一条 " + "&#" * 400_000,
    "one attribute": lambda: f'<p title="{"甲" * 3_000_000}">{SENTENCE}',
    "one style": lambda: f'<p style="{"color:red;" * 300_000}">{SENTENCE}',
    "classes": lambda: f'<p class="{" ".join(f"c{n}" for n in range(200_000))}">{SENTENCE}',
    "variables double": lambda: f"<style>:root{{--v0: x; {_VARS}}} p{{color: var(--v59)}}</style>{_LINE}",
    "variables in a circle": lambda: (
        f"<style>:root{{--a: var(--b); --b: var(--a)}} p{{display: var(--a)}}</style>{_LINE}"
    ),
    "selectors nested": lambda: (
        f"<style>p{':is(p' * 3_000}{')' * 3_000}{{display:none}} p{':not(' * 3_000}</style>{_LINE}"
    ),
    "has": lambda: "<style>div:has(div:has(div:has(div:has(b)))) p{display:none}</style>" + "<div>" * 400 + _LINE,
    "nth": lambda: (
        "<style>"
        + "".join(f"p:nth-child({n}n+1):nth-last-of-type(odd){{color:red}}" for n in range(1, 400))
        + "</style>"
        + "<p>甲" * 3_000
    ),
    "rules in rules": lambda: f"<style>{'@media all{@supports (a:b){' * 5_000}p{{color:red}}</style>{_LINE}",
    "numbers in css": lambda: (
        f"<style>p{{font-size: calc({'(1px + ' * 5_000}1px{')' * 5_000}); margin: {'9' * 99_999}px}}</style>" + _LINE
    ),
    "counters": lambda: (
        "<style>p{counter-increment: a 2147483647 b -2147483648} p::before{content: counter(a, upper-roman) "
        "counters(b, '.', cjk-decimal)}</style>" + "<p>甲" * 2_000
    ),
    "content": lambda: "<style>p::before{content: '" + "\\A \\202e \\1b[2J" * 5_000 + "'}</style>" + _LINE,
    "tables misnested": lambda: "<table><b><tr><i>甲<td>" * 2_000 + SENTENCE,
    "tables in tables": lambda: "<table><tr><td>" * 900 + SENTENCE,
    "spans of thousands": lambda: "<table>" + "<tr><td rowspan=65534 colspan=1000>甲" * 300 + "</table>" + _LINE,
    "selects": lambda: "<select><option>" * 20_000 + SENTENCE,
    "templates": lambda: "<template>" * 3_000 + SENTENCE,
    "svg and math": lambda: "<svg><foreignObject><math><annotation-xml encoding='text/html'>" * 1_000 + SENTENCE,
    "plain text": lambda: f"<plaintext>{_LINE * 2_000}",
    "frames": lambda: "<frameset><frame src='x.html'><noframes>" * 3_000 + SENTENCE,
    "a comment that stays open": lambda: _LINE + "<!--" + "-" * 500_000,
    "declarations": lambda: "<!DOCTYPE " * 20_000 + "<![CDATA[" * 20_000 + _LINE,
    "headings upon headings": lambda: "".join(f"<h{n % 6 + 1}>第{n}条" for n in range(5_000)),
    "lists backwards": lambda: "<ol reversed start=-99999999999 type=I><li value=3999999>甲" * 2_000,
    "rubies": lambda: "<p><ruby>" + "第<rt>一<rp>(</rp>" * 20_000 + SENTENCE,
    "pictures": lambda: f"<img src='data:image/png;base64,{'A' * 4_000_000}'>" + _LINE,
    "a base of nowhere": lambda: (
        "<base href='file:///'><link rel=stylesheet href='etc/passwd'><style>@import '/etc/passwd';"
        "@import url(x.css)</style>" + _LINE
    ),
    "shadow roots": lambda: "<div><template shadowrootmode=open><slot></slot>" * 1_500 + SENTENCE,
    "details": lambda: "<details><summary>" * 3_000 + SENTENCE,
}
for _name, _text in _PAGES_OF_HTML.items():
    one(f"html trees/{_name}.html", lambda text=_text: html_bytes(text()), "extract {} -o -")  # type: ignore[misc]

# --- mails -----------------------------------------------------------------------------------------------------------

_MAIL = "MIME-Version: 1.0\r\nContent-Type: "
_BODY = f"Content-Type: text/html; charset=utf-8\r\n\r\n{_LINE}\r\n"


def _mixed(boundary: str, *parts: str) -> str:
    return f'{_MAIL}multipart/related; boundary="{boundary}"\r\n\r\n' + "".join(parts)


_INNER = "".join(f"Content-Type: multipart/mixed; boundary={n}\r\n\r\n--{n}\r\n" for n in range(900))
_MAILS: dict[str, Callable[[], str]] = {
    "a boundary in the text": lambda: _mixed("第一条", f"--第一条\r\n{_BODY}--第一条 用户\r\n{_BODY}"),
    "a boundary like a pattern": lambda: _mixed("(a+)+$.*[", f"--(a+)+$.*[\r\n{_BODY}"),
    "boundaries inside each other": lambda: _mixed("a", f"--a\r\n{_BODY}--ab\r\n{_BODY}--a--b\r\n{_BODY}"),
    "a boundary of blanks": lambda: _mixed(" " * 70, f"--{' ' * 70}\r\n{_BODY}"),
    "parts inside parts": lambda: f"{_MAIL}multipart/mixed; boundary=x\r\n\r\n--x\r\n{_INNER}{_BODY}",
    "a frame of itself": lambda: _mixed(
        "x",
        "--x\r\nContent-Location: http://a/\r\nContent-ID: <a>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        f"<iframe src='cid:a'></iframe><iframe src='http://a/'></iframe><link rel=stylesheet href='cid:a'>{_LINE}\r\n",
    ),
    "a start that is none": lambda: _mixed("x", f"--x\r\n{_BODY}").replace("boundary", 'start="<nobody>"; boundary'),
    "types twice": lambda: f"{_MAIL}text/html\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n{_BODY}",
    "encodings in a row": lambda: (
        f"{_MAIL}text/html\r\n"
        "Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: x\r\n\r\n"
        + base64.b64encode(_LINE.encode()).decode()
    ),
    "folded for ever": lambda: (
        "Subject: x\r\n" + " \t\r\n" * 100_000 + f"{_MAIL}text/html; charset=utf-8\r\n\r\n{_LINE}"
    ),
    "parameters": lambda: (
        f"{_MAIL}text/html; charset=utf-8" + "".join(f"; a*{n}*=x''%FF" for n in range(5_000)) + f"\r\n\r\n{_LINE}"
    ),
    "no line ends": lambda: _mixed("x", f"--x\r\n{_BODY}").replace("\r\n", "\r"),
}
for _name, _text in _MAILS.items():
    one(f"mail parts/{_name}.mhtml", lambda text=_text: text().encode(), "extract {} -o -")  # type: ignore[misc]

# --- clause files ----------------------------------------------------------------------------------------------------

_CLAUSES = YAML_HEAD + "clauses:\n" + CLAUSE
_YAMLS: dict[str, Callable[[], str]] = {
    "a list in itself": lambda: YAML_HEAD + "clauses: &a [*a]\n",
    "a map in itself": lambda: YAML_HEAD + "clauses: &a\n  - <<: *a\n",
    "merges": lambda: (
        "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 40)) + _CLAUSES
    ),
    "anchors": lambda: (
        YAML_HEAD + "clauses:\n" + "".join(CLAUSE.replace("kind: ", f"kind: &a{n} ") for n in range(2_000))
    ),
    "aliases for clauses": lambda: (
        YAML_HEAD + "clauses:\n  - &a {kind: article, label: 第一条, text: 甲}\n" + "  - *a\n" * 2_000
    ),
    "tags of values": lambda: _CLAUSES.replace("kind: article", "kind: !!binary YXJ0aWNsZQ=="),
    "tags of keys": lambda: _CLAUSES.replace("kind:", "!!set kind:"),
    "tags of Python": lambda: _CLAUSES.replace("kind: article", "kind: !!python/name:os.system"),
    "own tags": lambda: "%TAG ! tag:x,2026:\n---\n" + _CLAUSES.replace("kind: article", "kind: !a article"),
    "another YAML": lambda: "%YAML 9.9\n---\n" + _CLAUSES,
    "directives": lambda: "%A b\n" * 50_000 + "---\n" + _CLAUSES,
    "two documents": lambda: _CLAUSES + "---\n" + _CLAUSES.replace("甲", "乙"),
    "keys twice": lambda: _CLAUSES + "title: U\nclauses: []\n",
    "keys of maps": lambda: YAML_HEAD + "? {a: {b: [c]}}\n: x\n? - a\n: x\nclauses:\n" + CLAUSE,
    "indented by nine": lambda: _CLAUSES.replace("|-\n      ", "|9-\n               "),
    "folded": lambda: _CLAUSES.replace("|-", ">-"),
    "ends of lines": lambda: _CLAUSES.replace("\n", "\r") + "\x85\u2028",
    "numbers of sixty": lambda: _CLAUSES.replace("text: |-\n      甲。", "text: " + "1:" * 200_000 + "1"),
    "large numbers": lambda: _CLAUSES.replace(
        "kind: article", f"kind: article\n    number: [{'9' * 30_000}, -1, 1e999]"
    ),
    "numbers by the million": lambda: _CLAUSES.replace(
        "kind: article", f"kind: article\n    number: [{'1, ' * 250_000}1]"
    ),
    "pages": lambda: _CLAUSES.replace("kind: article", f"kind: article\n    page: -{'9' * 400}"),
    "days that are none": lambda: _CLAUSES.replace(
        "title: T", 'title: T\npublished: "2026-02-30"\neffective: 0000-00-00'
    ),
    "a way out": lambda: _CLAUSES.replace("id: x", "id: ../../x").replace('"1"', '"../../../1"'),
    "addresses": lambda: _CLAUSES.replace("kind: article", "kind: article\n    eid: ../../x\n    wid: '\\u202e'"),
    "one wid for all": lambda: YAML_HEAD + "clauses:\n" + CLAUSE.replace("kind", "wid: a\n    kind") * 2_000,
    "labels without end": lambda: _CLAUSES.replace("第一条", "第" + "一" * 200_000 + "条"),
    "tiers without end": lambda: _CLAUSES.replace("第一条", "1." * 50_000),
    "rows": lambda: _CLAUSES.replace("kind: article", "kind: table\n    rows:\n" + "      - [a]\n" * 20_000),
    "wide cells": lambda: _CLAUSES.replace(
        "kind: article", "kind: table\n    rows:\n      - [{text: a, columns: 1000000000, rows: 1000000000}]"
    ),
    "marks never closed": lambda: _CLAUSES.replace("甲。", "<u>**<i><mark colour>" * 20_000),
    "escapes": lambda: _CLAUSES.replace("甲。", "\\u{110000}\\u{D800}\\u{}\\u{0}\\u{" + "1" * 99_999 + "}"),
    "ignores": lambda: _CLAUSES.replace("  - label", "  # agreement: ignore[" + "NUM001, " * 50_000 + "] x\n  - label"),
    "ignores never closed": lambda: _CLAUSES.replace("  - label", "  # agreement: ignore[" * 20_000 + "\n  - label"),
    "signals": lambda: _CLAUSES.replace(
        "title: T", "title: T\nsignals:\n" + "".join(f"  a{n}: b\n" for n in range(50_000))
    ),
    "a source that lies": lambda: _CLAUSES.replace(
        "title: T", "title: T\nsource: {name: /dev/zero, sha256: x, pages: -1}"
    ),
    "supersedes itself": lambda: _CLAUSES.replace("title: T", 'title: T\nsupersedes: "1"'),
}
for _name, _text in _YAMLS.items():
    add(
        f"clause trees/{_name}",
        lambda text=_text: {"clauses/x/1.yaml": text().encode(), "clauses/x/2.yaml": TWO},  # type: ignore[misc]
        "check clauses --format github", "diff x@1 x@2", "log x", "check clauses --fix",
    )  # fmt: skip

# --- records ---------------------------------------------------------------------------------------------------------


def _decision(**fields: object) -> dict[str, object]:
    good = {"wid": "art_1", "hash": "0" * 16, "subject": "category:liability", "verdict": "confirmed",
            "reviewer": "甲", "date": "2026-11-28"}  # fmt: skip
    return {**good, **fields}


_REVIEWS: dict[str, list[dict[str, object]]] = {
    "one decision for ever": [_decision()] * 4_000,
    "against itself": [_decision(), _decision(verdict="rejected")],
    "other verdicts": [_decision(verdict="\x1b[2J"), _decision(verdict=[1]), _decision(verdict=None)],
    "other subjects": [_decision(subject=SAID), _decision(subject=":" * 90_000)],
    "other clauses": [_decision(wid="../../x"), _decision(wid="a" * 500_000), _decision(wid=7)],
    "other people": [_decision(reviewer=SAID, note=SAID)],
    "other days": [_decision(date="2026-02-30"), _decision(date=-1), _decision(date="9" * 9_999)],
    "other sums": [_decision(hash="\u202e"), _decision(hash=1e308), _decision(hash={})],
}
for _name, _decisions in _REVIEWS.items():
    add(
        f"decisions that lie/{_name}",
        lambda rows=_decisions: {  # type: ignore[misc]
            "clauses/x/1.yaml": ONE,
            "clauses/x/review.yaml": json.dumps({"schema": "review/1", "decisions": rows}).encode(),
            "r.yaml": json.dumps({"schema": "review/1", "decisions": [_decision(verdict="rejected")]}).encode(),
        },
        "review list x", "review merge x r.yaml", "review export x -o out.html", "flag x@1 --format json",
    )  # fmt: skip


def _sarif(results: object, **more: object) -> bytes:
    run = {"tool": {"driver": {"name": "agreement"}}, "results": results, **more}
    return json.dumps({"version": "2.1.0", "$schema": "http://127.0.0.1:9/", "runs": [run]}).encode()


_FINGERPRINT = {"partialFingerprints": {"agreementFinding/v1": "0" * 16}, "ruleId": "NUM001"}
_BASELINES: dict[str, Callable[[], bytes]] = {
    "a report": lambda: _sarif([_FINGERPRINT]),
    "a report of many": lambda: _sarif([_FINGERPRINT] * 50_000),
    "a report of nothing": lambda: _sarif(None),
    "a report of itself": lambda: _sarif([{"ruleId": {"$ref": "#"}}], **{"$ref": "#"}),
    "runs of runs": lambda: b'{"version": "2.1.0", "runs": ' + b'[{"runs": ' * 5_000 + b"1" + b"}]" * 5_000 + b"}",
    "numbers for prints": lambda: json.dumps(
        {"version": 1, "findings": [{"fingerprint": 10**400, "reason": 1.5e308}]}
    ).encode(),
    "findings for a map": lambda: json.dumps({"version": 1, "findings": {"a": {"b": []}}}).encode(),
    "versions": lambda: json.dumps({"version": "1" * 99_999, "findings": []}).encode(),
    "prints by the thousand": lambda: json.dumps(
        {"version": 1, "findings": [{"fingerprint": f"{n:016x}", "code": "NUM001"} for n in range(60_000)]}
    ).encode(),
    "reasons said": lambda: json.dumps(
        {"version": 1, "findings": [{"fingerprint": "0" * 16, "reason": SAID, "path": SAID, "code": SAID}]}
    ).encode(),
}
for _name, _make in _BASELINES.items():
    add(
        f"baselines that lie/{_name}",
        lambda make=_make: {"x.txt": TEXT.encode(), "b.json": make()},  # type: ignore[misc]
        "check x.txt --baseline b.json --format sarif", "check x.txt --baseline b.json --format github",
    )  # fmt: skip

# --- labels ----------------------------------------------------------------------------------------------------------

_LABELS: dict[str, Callable[[], str]] = {
    "numerals of every size": lambda: "".join(
        f"第{n}条 甲\n" for n in ("万亿", "零零零", "一千零零一", "亿" * 3_000, "〇" * 9_999)
    ),
    "romans": lambda: "".join(f"{'M' * n}CDXLIV. 甲\n" for n in range(800)),
    "letters": lambda: "".join(f"{'z' * n}) 甲\n" for n in range(1, 900)),
    "circles": lambda: "".join(f"{chr(0x2460 + n % 160)}{chr(0x3220 + n % 90)} 甲\n" for n in range(4_000)),
    "tiers": lambda: "".join(f"{'1.' * (n % 200 + 1)} 甲\n" for n in range(3_000)),
    "full width": lambda: "".join(f"（{chr(0xFF10 + n % 10) * (n % 60 + 1)}）甲\n" for n in range(3_000)),
    "other digits": lambda: "".join(
        f"{chr(base + n % 10)}. 甲\n" for n in range(400) for base in (0x660, 0x966, 0x1D7CE, 0xE50)
    ),
    "numbers like labels": lambda: "1.000.000,00\n2024.1.1\n192.168.1.1\n1.2.3-rc.4\n" * 1_500,
    "labels in labels": lambda: "第（一）条第1.1款（（一））、甲\n" * 2_000,
    "powers": lambda: "".join(f"第{n}²条之{n}の{n}-{n} 甲\n" for n in range(2_000)),
    "blanks within": lambda: "".join(
        f"第{' ' * (n % 150)}{n}{chr(0x3000) * (n % 90)}条{' ' * 50}甲\n" for n in range(1_000)
    ),
}
for _name, _text in _LABELS.items():
    one(f"labels/{_name}.txt", lambda text=_text: f"用户协议\n{text()}第二条 乙\n".encode(), *TWICE, "check {}")  # type: ignore[misc]

# --- Markdown --------------------------------------------------------------------------------------------------------

_MARKDOWNS: dict[str, Callable[[], str]] = {
    "definitions": lambda: "".join(f"[a{n}]: <x{n}> 'y'\n" for n in range(10_000)) + "[a1][a2]" * 5_000,
    "definitions of themselves": lambda: "[a]: a [a]: a\n" * 9_999 + "[a][a][a]" * 9_999,
    "stars and lines": lambda: "*_**__" * 15_000 + SENTENCE,
    "a list in a quote": lambda: "> - " * 500 + SENTENCE,
    "html": lambda: "<div>\n\n" * 9_000 + SENTENCE,
    "html cut": lambda: "<a " * 60_000 + SENTENCE,
    "fences": lambda: "".join("`" * n + "\n" for n in range(3, 400)) + SENTENCE,
    "links": lambda: "[甲](" * 30_000 + SENTENCE,
    "links nested": lambda: "[" * 9_000 + "甲" + "](x)" * 9_000,
    "pictures": lambda: "![甲](<" * 20_000 + SENTENCE,
    "underlines": lambda: "甲\n===\n乙\n---\n" * 8_000,
    "footnotes": lambda: "".join(f"甲[^{n}]\n\n[^{n}]: 乙[^{n}]\n\n" for n in range(4_000)),
    "rows": lambda: "|a|\n|-|\n" + "|" * 60_000 + "\n" + "|甲\n" * 9_000,
    "front matter that is YAML": lambda: (
        "---\na: &a [*a]\nb: !!python/object/apply:os.system ['touch touched']\n---\n" + SENTENCE
    ),
    "addresses": lambda: "<http://" * 30_000 + SENTENCE,
    "escapes": lambda: "\\" * 200_001 + SENTENCE,
}
for _name, _text in _MARKDOWNS.items():
    one(f"markdown trees/{_name}.md", lambda text=_text: f"# 用户协议\n\n{text()}\n".encode(), "extract {} -o -")  # type: ignore[misc]

# --- repositories of git ---------------------------------------------------------------------------------------------


def _object(kind: bytes, body: bytes) -> tuple[str, bytes]:
    """(name, loose object file)."""
    data = b"%s %d\0%s" % (kind, len(body), body)
    return hashlib.sha1(data).hexdigest(), zlib.compress(data)


def git(config: str = "", **files: bytes) -> dict[str, Content]:
    """A repository of one commit that holds x.txt, and a changed x.txt beside it; `config` stands in .git/config."""
    blob, blob_file = _object(b"blob", TEXT.encode())
    tree, tree_file = _object(b"tree", b"100644 x.txt\0" + bytes.fromhex(blob))
    who = b"a <a@b> 1700000000 +0000"
    commit, commit_file = _object(b"commit", b"tree %s\nauthor %s\ncommitter %s\n\nx\n" % (tree.encode(), who, who))
    loose = {
        f".git/objects/{n[:2]}/{n[2:]}": f for n, f in ((blob, blob_file), (tree, tree_file), (commit, commit_file))
    }
    core = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n"
    return {
        ".git/HEAD": b"ref: refs/heads/main\n", ".git/refs/heads/main": commit.encode() + b"\n", **loose,
        ".git/config": (core + config).encode(), "x.txt": TEXT.replace("不承担", "承担").encode(), **files,
    }  # fmt: skip


def _broken(place: str, content: bytes | str | None) -> Callable[[], Mapping[str, Content]]:
    """The repository with one of its files (or the object of that kind) otherwise."""

    def make() -> Mapping[str, Content]:
        files = git()
        objects = [name for name in files if name.startswith(".git/objects/")]
        names = {"blob": objects[0], "tree": objects[1], "commit": objects[2]}
        return {**files, names.get(place, place): content}

    return make


_LOOP = "[include]\n\tpath = config\n"
_GITS: dict[str, Callable[[], Mapping[str, Content]]] = {
    "an ordinary one": git,
    "a blob of zeros": lambda: _broken("blob", zlib.compress(b"blob 300000000\0" + bytes(300_000_000)))(),
    "a blob cut": _broken("blob", b"x\x9c"),
    "a tree that is none": _broken("tree", zlib.compress(b"tree 5\0abcde")),
    "a commit of nothing": _broken("commit", zlib.compress(b"commit 0\0")),
    "a head of itself": _broken(".git/HEAD", b"ref: HEAD\n"),
    "a head of controls": _broken(".git/HEAD", b"ref: \x1b[2J\n::error::x\n"),
    "a config of itself": lambda: git(_LOOP),
    "a config of controls": lambda: git("[\x1b[2J\n::error file=x::y\n"),
    "a config of a device": lambda: git("[include]\n\tpath = /dev/full\n"),
    "a version of tomorrow": lambda: git("[core]\n\trepositoryformatversion = 99\n[extensions]\n\tx = y\n"),
    "an index of noise": _broken(".git/index", b"DIRC" + b"\xff" * 4_000),
    "a link for objects": _broken(".git/objects/info", "/dev"),
    "a tree elsewhere": lambda: git("[core]\n\tworktree = /etc\n"),
    "many refs": lambda: {**git(), ".git/packed-refs": b"".join(b"%040x refs/x/%d\n" % (n, n) for n in range(40_000))},
    "alternates": _broken(".git/objects/info/alternates", b"/proc/self\n../objects\n" * 50),
    "a shallow end": _broken(".git/shallow", b"x" * 90_000),
    "grafts": _broken(".git/info/grafts", b"y\n" * 9_000),
    "a promise": lambda: {
        **{
            k: v
            for k, v in git(
                "[remote \"o\"]\n\turl = ext::sh -c 'touch touched; echo %S'\n\tpromisor = true\n"
                '[protocol "ext"]\n\tallow = always\n[extensions]\n\tpartialClone = o\n'
            ).items()
            if k != next(iter(n for n in git() if n.startswith(".git/objects/")))
        }
    },
}
for _name, _files in _GITS.items():
    add(
        f"git/{_name}", _files,
        "diff HEAD:x.txt x.txt", "check x.txt --changed-since HEAD", "check . --changed-since main~9^{/x}",
        "extract HEAD:../../x.txt -o -",
    )  # fmt: skip
add("git/a file for the folder", lambda: {".git": b"gitdir: /proc/self/root\n", "x.txt": TEXT.encode()},
    "diff HEAD:x.txt x.txt", "check x.txt --changed-since HEAD")  # fmt: skip
add("git/revisions", git, *(("diff", f"{revision}:x.txt", "x.txt") for revision in (
    "HEAD" + "^" * 9_000, "HEAD~999999999999", "HEAD@{99999 years ago}", ":/" + "(a+)+$" * 500, "\x1b[2J", "::x",
    "HEAD^{tree", "a" * 100_000, "\u202e")))  # fmt: skip

# --- special files ---------------------------------------------------------------------------------------------------


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _locked(path: Path) -> None:
    path.write_bytes(TEXT.encode())
    path.chmod(0)


def _hole(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**41)


_BATCH = ("batch extract . --out out", "check .", "batch export . --out out --jobs 2")
for _suffix in ("txt", "pdf", "docx", "yaml", "html"):
    add(f"special files/a hole.{_suffix}", lambda suffix=_suffix: {f"x.{suffix}": _hole},  # type: ignore[misc]
        f"extract x.{_suffix} -o -", f"check x.{_suffix}")  # fmt: skip
add("special files/a pipe among others", lambda: {"a.txt": TEXT.encode(), "b.txt": _pipe}, *_BATCH)
add("special files/a pipe", lambda: {"clauses/x/1.yaml": _pipe, "clauses/y/1.yaml": ONE}, "log x", "check clauses",
    "find --text 责任")  # fmt: skip
add("special files/a pipe for the settings", lambda: {"agreement.toml": _pipe, "x.txt": TEXT.encode()}, "check x.txt")
add(
    "special files/a pipe for known findings",
    lambda: {"b.json": _pipe, "agreement.toml": b'[check]\nbaseline = "b.json"\n', "x.txt": TEXT.encode()},
    "check x.txt",
)
add(
    "special files/a pipe for standards", lambda: {"x.txt": TEXT.encode(), "s/a.yaml": ONE, "s/b.yaml": _pipe},
    "compare-standard x.txt --standard s",
)  # fmt: skip
add("special files/a pipe for decisions", lambda: {"clauses/x/1.yaml": ONE, "clauses/x/review.yaml": _pipe},
    "review list x")  # fmt: skip
add("special files/a locked one", lambda: {"a.txt": TEXT.encode(), "b.txt": _locked}, *_BATCH)
add("special files/circles of folders", lambda: {"a/x.txt": TEXT.encode(), "a/b": "../a", "a/c": "."}, *_BATCH)
add("special files/deep folders", lambda: {"/".join(["d"] * 900) + "/x.txt": TEXT.encode()}, *_BATCH)
add("special files/many of one", lambda: {f"{n}.txt": "0.txt" if n else TEXT.encode() for n in range(60)}, *_BATCH)
