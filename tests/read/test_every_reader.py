"""One contract for every reader: what a file shows to a person is in a clause, a table, the furniture or `unread`.

Each format's file holds a word of its own in every place that the format has for words. The flowing formats are put
together at random as well (test_nothing_lost.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agreement_tool.model import Agreement
from agreement_tool.read import images
from agreement_tool.read.formats import FORMATS
from agreement_tool.read.ocr import PageImage, Recognised
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build
from tests.read.docx.test_kinds import cell, row
from tests.read.docx.test_kinds import field as word_field
from tests.read.docx.word import docx, p, part, r
from tests.read.ofd import making as ofd
from tests.read.pdf.making import needs_han_font
from tests.read.pdf.raw import LEFT, SIZE, TOP, Raw, note, over, paragraph, shown, string
from tests.read.test_images import blank, encoded
from tests.read.test_mhtml import mhtml
from tests.read.test_mhtml import part as mhtml_part

NUMBERS = "一二三四五六七八九十"
PROSE = "双方应当诚实守信，全面履行各项义务，不得擅自变更或者解除。"


@dataclass
class Words:
    """Words that stand nowhere else, and how many were given out."""

    given: list[str] = field(default_factory=list)

    def __call__(self) -> str:
        self.given.append(f"甲{NUMBERS[len(self.given) // 10]}乙{NUMBERS[len(self.given) % 10]}丙")
        return self.given[-1]


Make = Callable[[Words], bytes]


def held(agreement: Agreement) -> str:
    """All that an agreement holds, places of what is missing aside."""
    pieces = [agreement.title]
    for clause in agreement.walk():
        pieces += [clause.label or "", clause.heading, clause.text]
        pieces += [span.text for line in clause.rows for one in line for span in one.spans]
    pieces += [piece.text for piece in agreement.furniture]
    pieces += [entry.words for entry in agreement.source.unread] if agreement.source else []
    return "\n".join("".join(piece.split()) for piece in pieces)


def pdf(word: Words) -> bytes:
    raw = Raw()
    head = shown(word(), 250, 800, size=9)
    items = (f"第一条 {PROSE}{word()}", f"第二条 {word()}由双方另行约定。")
    y = TOP - 120
    framed = "0.6 w " + "".join(f"{LEFT + 150 * at} {y - 8} 150 24 re S " for at in range(2))
    table = framed + shown(word(), LEFT + 6, y) + shown(word(), LEFT + 156, y)
    struck = shown(f"{word()}。", LEFT, y - 60) + f"0.6 w {LEFT} {y - 56} m {LEFT + 66} {y - 56} l S "
    aside = shown(word(), LEFT + 200, y - 60, mode=3) + "1 g " + shown(word(), LEFT, y - 90) + "0 g "
    aside += shown(word(), LEFT, y - 110, size=1) + shown(word(), 700, y)
    across = f"BT /F1 12 Tf 0 1 -1 0 40 300 Tm <{word().encode('utf-16-be').hex()}> Tj ET "
    across += f"0.7 g BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 200 Tm <{word().encode('utf-16-be').hex()}> Tj ET 0 g "
    cited = shown("详见说明", LEFT, y - 140) + shown("1", LEFT + 4 * SIZE, y - 135, size=7)
    foot = f"0.5 w {LEFT} 104 m {LEFT + 130} 104 l S " + shown(f"1 {word()}。", LEFT, 90, size=9)
    raised = shown(f"{word()}每月", LEFT, y - 170) + shown(word(), LEFT + 20 * SIZE, y - 170)
    box, line = (300, 300, 380, 320), (LEFT, TOP - 3, LEFT + 3 * SIZE, TOP + 10)
    notes = (
        raw.add(note("Text", box, f"/Contents {string(word())}")),
        raw.add(note("FreeText", box, f"/Contents {string(word())} /DA (/F1 12 Tf 0 g)")),
        raw.add(note("Stamp", box, f"/Contents {string(word())}")),
        raw.add(note("StrikeOut", line, over(line))),
        raw.add(note("Widget", (LEFT, y - 205, LEFT + 90, y - 190), f"/FT /Tx /T (a) /V {string(word())}")),
        raw.add(note("Widget", box, f"/FT /Tx /T (b) /F 2 /V {string(word())}").replace("/F 4", "")),
    )
    raw.page(head + paragraph(*items) + table + struck + aside + across + cited + raised + foot, notes=notes)
    raw.page(head + paragraph(f"第三条 {word()}自签署之日起生效。", "第四条 其他事项由双方协商。"))
    raw.catalog = f"/AcroForm << /Fields [ {notes[4]} {notes[5]} ] >>"
    return raw.bytes()


def word_file(word: Words) -> bytes:
    box = f"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{p(word())}"
    body = [
        p(f"第一条 {PROSE}{word()}"),
        p(word(), run="<w:strike/>"),
        p(word(), run="<w:vanish/>"),
        p(word(), run='<w:color w:val="FFFFFF"/>'),
        p(word(), '<w:spacing w:line="1" w:lineRule="exact"/>'),
        p(word(), '<w:framePr w:dropCap="drop"/>') + p("为首字。"),
        f"<w:tbl>{row(cell(p(word())), cell(p(word())))}{row(cell(p(word())), cell(p('丁')), properties='<w:hidden/>')}"
        f"{row(cell(p('戊')), cell(p(word())))}</w:tbl>",
        f"<w:p>{r('期限')}{word_field('REF a', word())}<w:del><w:r><w:delText>{word()}</w:delText></w:r></w:del></w:p>",
        f"<w:p>{box}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        f'<w:p>{r("退款")}<w:r><w:footnoteReference w:id="5"/></w:r></w:p>',
    ]
    notes = part("footnotes", f'<w:footnote w:id="5">{p(word())}</w:footnote>')
    header, footer = part("hdr", p(word())), part("ftr", p(word()))
    comments = part("comments", f'<w:comment w:id="5">{p(word())}</w:comment>')
    return docx("".join(body), footnotes=notes, header1=header, footer1=footer, comments=comments)


def ofd_file(word: Words) -> bytes:
    file = ofd.Ofd()
    file.template = ofd.text(word(), 30, 10)
    body = ofd.lines(f"第一条 费用由{word()}承担。", f"第二条 {word()}由双方约定。", "第三条 其他事项。")
    aside = ofd.text(word(), 30, 100, fill="255 255 255") + ofd.text(word(), 30, 120, size=0.3)
    aside += ofd.text(word(), 300, 140) + ofd.text(word(), 30, 160, more='Visible="false"')
    file.pages = [body + aside, ofd.lines(f"第四条 {word()}自签署之日起生效。", "第五条 其他。")]
    return file.bytes()


def page(word: Words) -> str:
    hidden = "".join(
        f'<p style="{style}">{word()}。</p>'
        for style in (
            "display:none",
            "visibility:hidden",
            "opacity:0",
            "color:#fff",
            "transform:scale(0)",
            "font-size:0",
        )
    )
    rows = f"<tr><td>{word()}</td><td>{word()}</td></tr><tr><td>乙</td><td>丙</td></tr>"
    table = f"<table border=1><caption>{word()}</caption>{rows}</table>"
    body = (
        f"<nav><a href=x>{word()}</a></nav><h1>{word()}</h1><p>第一条 {PROSE}{word()}</p>{hidden}"
        f"<p><s>{word()}</s>{PROSE}<ins>{word()}</ins></p>{table}<ol><li>{word()}。</ol>"
        f'<div style="height:0;overflow:hidden">{word()}。</div><p>{PROSE}<input value="{word()}">。</p>'
        f'<img src=a.png alt="{word()}"><svg><text>{word()}</text></svg><p>{PROSE}</p><footer>{word()}</footer>'
    )
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}<!-- {word()}"


def web_page(word: Words) -> bytes:
    return page(word).encode()


def saved_page(word: Words) -> bytes:
    return mhtml(mhtml_part(page(word), "quoted-printable"))


def markdown(word: Words) -> bytes:
    lines = (
        f"---\ntitle: {word()}\n---\n\n# {word()}\n\n第一条 {word()}__（盖章）__~~{word()}~~[^1]\n\n- {word()}\n\n"
        f"| {word()} | 乙 |\n|-|-|\n| 丙 | {word()} |\n\n> {word()}\n\n![{word()}](a.png)\n\n```\n{word()}\n```\n\n"
        f"$\\frac{{{word()}}}{{2}}$\n\n[^1]: {word()}\n\n<!-- {word()}\n"
    )
    return lines.encode()


def plain(word: Words) -> bytes:
    return f"{word()}\n\n　　第一条　{word()}\u200b由双方约定。\f\t{word()}\n".encode()


def rich_text(word: Words) -> bytes:
    """An RTF file with a table, a footnote, struck and hidden text."""
    cells = "\\trowd\\cellx3000\\cellx6000\\intbl "
    rows = f"{cells}{word()}\\cell {word()}\\cell\\row {cells}乙\\cell {word()}\\cell\\row\\pard "
    body = (
        f"{word()}\\par 第一条 {PROSE}{word()}\\par {{\\strike {word()}}}\\par {rows}"
        f"第二条 期限{{\\super\\chftn{{\\footnote {word()}}}}}\\par {{\\v {word()}}}\\par "
    )
    escaped = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in body)
    return ("{\\rtf1\\ansi\\uc1 " + escaped + "}").encode("ascii")


def open_text(word: Words) -> bytes:
    """A flat ODT with a table, a note and a text box."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
    )
    column = "<table:table-column/><table:table-column/>"
    cells = "".join(f"<table:table-cell><text:p>{word()}</text:p></table:table-cell>" for _ in range(2))
    noted = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        f"<text:p>{word()}</text:p></text:note-body></text:note>"
    )
    rows = f"<table:table-row>{cells}</table:table-row>" + (
        f"<table:table-row><table:table-cell><text:p>乙</text:p></table:table-cell><table:table-cell><text:p>{word()}</text:p>"
        "</table:table-cell></table:table-row>"
    )
    body = (
        f"<text:h text:outline-level='1'>{word()}</text:h><text:p>第一条 {PROSE}{word()}{noted}</text:p>"
        f"<table:table>{column}{rows}</table:table><text:p>第二条 {word()}</text:p>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{names} office:mimetype="{kind}" office:version="1.2">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def picture(word: Words) -> bytes:
    Seer.words = [f"第{NUMBERS[at]}条 {word()}由双方约定。" for at in range(3)]
    return encoded(blank(), "PNG")


class Seer:
    """Stands in for the model: it sees three lines."""

    words: list[str] = []  # noqa: RUF012

    def __init__(self, name: str) -> None:
        self.name = name

    def lines(self, picture: PageImage) -> list[Recognised]:
        return [
            Recognised(text, 40, 40 + 30 * at, 40 + 20 * len(text), 60 + 30 * at, 0.9)
            for at, text in enumerate(self.words)
        ]


needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
FILES = [
    pytest.param("a.pdf", pdf, marks=needs_han_font),
    ("a.docx", word_file),
    ("a.ofd", ofd_file),
    ("a.html", web_page),
    ("a.mhtml", saved_page),
    ("a.md", markdown),
    ("a.txt", plain),
    pytest.param("a.rtf", rich_text, marks=needs_office),
    pytest.param("a.fodt", open_text, marks=needs_office),
    ("a.png", picture),
]


@pytest.mark.parametrize(("name", "make"), FILES)
def test_no_word_is_lost(name: str, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "Recogniser", Seer)
    word = Words()
    path = tmp_path / name
    path.write_bytes(make(word))
    found = held(build(read_source(path, ocr="auto" if name == "a.png" else "never")).agreement)
    assert [one for one in word.given if one not in found] == []


def test_every_kind_of_file_is_among_them() -> None:
    names = [entry.values[0] if hasattr(entry, "values") else entry[0] for entry in FILES]
    suffixes = {Path(str(name)).suffix for name in names}
    assert [form.kind for form in FORMATS if suffixes.isdisjoint(form.suffixes)] == []
