"""Files made to break readers. Each maker returns bytes; `HOSTILE` names them all, by file name."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from tests.read.docx.word import docx, level, numbered, numbering, p, part, zipped

MIB = 1024 * 1024
SENTENCE = "第一条 用户应当遵守本协议的全部条款。"


# --- PDF ---------------------------------------------------------------------------------------------------------


def pdf(objects: dict[int, bytes], *, trailer: bytes = b"", xref: bool = True) -> bytes:
    """A PDF of these objects, object 1 the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    if xref:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            out += b"%010d 00000 n \n" % offsets.get(number, 0)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CHINESE_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>]>>"
)
"""Not embedded; its text is UTF-16."""


def page_pdf(
    content: bytes, *, box: bytes = b"0 0 595 842", resources: bytes = b"", extra: bytes = b"", font: bytes = FONT
) -> bytes:
    """One page with this content stream object body."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>%s>>"
            % (box, resources, extra),
            4: content,
            5: font,
        }
    )


TEXT_OPERATORS = b"BT /F 12 Tf 72 700 Td (1. Terms of service apply.) Tj ET\n"


def encrypted_pdf() -> bytes:
    key = b"<" + b"41" * 32 + b">"
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
            4: b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O %s/U %s>>" % (key, key),
        },
        trailer=b"/Encrypt 4 0 R/ID[<00><00>]",
    )


def cyclic_pages() -> bytes:
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 2>>",
            3: b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 2>>",
        }
    )


def deep_pages() -> bytes:
    depth = 5000
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for number in range(2, depth):
        objects[number] = b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1)
    objects[depth] = b"<</Type/Page/MediaBox[0 0 595 842]>>"
    return pdf(objects)


def many_pages_claimed() -> bytes:
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        }
    )


def deflate_bomb_pdf() -> bytes:
    packed = zlib.compress(b"q Q " * (100 * MIB // 4), 9)
    return page_pdf(stream(packed, b"/Filter/FlateDecode"))


def self_drawing_form() -> bytes:
    form = stream(
        b"/X Do " * 10 + TEXT_OPERATORS, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    )
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 6 0 "
            b"R>>/Font<</F 5 0 R>>>>>>",
            4: stream(b"/X Do"),
            5: FONT,
            6: form,
        }
    )


def many_objects() -> bytes:
    return page_pdf(stream(b"BT /F 1 Tf " + b"0 1 Td (x) Tj " * 100_000 + b"ET"))


# --- DOCX --------------------------------------------------------------------------------------------------------


def zip_bomb() -> bytes:
    """A styles part of 200 MiB of spaces, packed into 200 KB."""
    with zipfile.ZipFile(io.BytesIO(docx(p(SENTENCE), styles="x"))) as small:
        entries = {name: small.read(name) for name in small.namelist() if name != "word/styles.xml"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
        with archive.open("word/styles.xml", "w") as entry:
            for _ in range(200):
                entry.write(b" " * MIB)
    return out.getvalue()


def many_entries() -> bytes:
    return zipped({f"word/{number}.xml": "x" for number in range(20_000)})


def entity_bomb() -> bytes:
    tenfold = (f"&a{n - 1};" * 10 for n in range(1, 12))
    declarations = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{text}">' for n, text in enumerate(tenfold, start=1))
    body = part("document", "<w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body>")
    return _with_document(body.replace("<w:document", f"<!DOCTYPE x [{declarations}]><w:document", 1))


def external_entity() -> bytes:
    body = part("document", "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>")
    return _with_document(
        body.replace("<w:document", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document', 1)
    )


def _with_document(xml: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx(p(SENTENCE)))) as good:
        entries: dict[str, str | bytes] = {name: good.read(name) for name in good.namelist()}
    return zipped({**entries, "word/document.xml": xml})


def deep_xml() -> bytes:
    depth = 3000
    return docx("<w:sdt><w:sdtContent>" * depth + p(SENTENCE) + "</w:sdtContent></w:sdt>" * depth)


def nested_tables() -> bytes:
    depth = 25
    return docx("<w:tbl><w:tr><w:tc>" * depth + p(SENTENCE) + "</w:tc></w:tr></w:tbl>" * depth)


def absurd_numbering() -> bytes:
    tiers = level(0, "%1" * 500, start=10**18) + level(8, "%9%8%7", "lowerLetter", start=10**12)
    merged = (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{p("格")}</w:tc><w:tc>{p("乙")}'
        "</w:tc></w:tr></w:tbl>"
    )
    return docx(
        numbered("甲") + numbered("乙", level=8) + numbered("丙", level=10**6) + merged, numbering=numbering(tiers)
    )


def style_cycle() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{(n + 1) % 50}"/></w:style>'
        for n in range(50)
    )
    return docx(p(SENTENCE, '<w:pStyle w:val="S0"/>'), styles=part("styles", styles))


def escaping_entry_names() -> bytes:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="../../../../etc/passwd"/></Relationships>'
    )
    return zipped({"_rels/.rels": rels, "word/document.xml": "x"})


def cut_zip() -> bytes:
    return docx(p(SENTENCE) * 50)[:700]


# --- HTML, Markdown, text, YAML ----------------------------------------------------------------------------------


def html_bytes(body: str) -> bytes:
    return f"<html><meta charset=utf-8><body>{body}</body></html>".encode()


def css_bomb() -> bytes:
    rules = "".join(f".a{n} .b{n} > .c{n} {{color: red}}" for n in range(30_000))
    return html_bytes(
        f"<style>{rules}{'{' * 100_000}</style><div class='{' '.join(f'a{n}' for n in range(500))}'>{SENTENCE}</div>"
    )


def many_siblings() -> bytes:
    return html_bytes("<p>甲</p>" * 100_000)


def descendant_selectors() -> bytes:
    css = " ".join(["div"] * 12) + " .x {color: red}"
    return html_bytes(f"<style>{css}</style>{'<div>' * 200}<b class=y>{SENTENCE}</b>{'</div>' * 200}")


def yaml_aliases() -> bytes:
    lines = ["schema: 1", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()


TOUCHED = "agreement-was-here"
"""What the tags of `tags.yaml` would make in the temporary folder, were they executed."""
MAKERS: dict[str, Callable[[], bytes]] = {
    "truncated.pdf": lambda: page_pdf(stream(TEXT_OPERATORS))[:300],
    "header only.pdf": lambda: b"%PDF-1.7\n",
    "zeros.pdf": lambda: b"%PDF-1.7\n" + bytes(MIB),
    "encrypted.pdf": encrypted_pdf,
    "cyclic pages.pdf": cyclic_pages,
    "deep page tree.pdf": deep_pages,
    "pages claimed.pdf": many_pages_claimed,
    "deflate bomb.pdf": deflate_bomb_pdf,
    "form draws itself.pdf": self_drawing_form,
    "many objects.pdf": many_objects,
    "huge page.pdf": lambda: page_pdf(stream(TEXT_OPERATORS), box=b"0 0 1e9 1e9"),
    "negative page.pdf": lambda: page_pdf(stream(TEXT_OPERATORS), box=b"500 500 -500 -500"),
    "no box.pdf": lambda: page_pdf(stream(TEXT_OPERATORS), box=b""),
    "operators nested.pdf": lambda: page_pdf(stream(b"q " * 200_000 + TEXT_OPERATORS)),
    "huge numbers.pdf": lambda: page_pdf(stream(b"BT /F 1e38 Tf 1e38 -1e38 Td (x) Tj ET")),
    "zip bomb.docx": zip_bomb,
    "many entries.docx": many_entries,
    "entity bomb.docx": entity_bomb,
    "external entity.docx": external_entity,
    "deep xml.docx": deep_xml,
    "nested tables.docx": nested_tables,
    "absurd numbering.docx": absurd_numbering,
    "style cycle.docx": style_cycle,
    "escaping names.docx": escaping_entry_names,
    "cut zip.docx": cut_zip,
    "not word.docx": lambda: zipped({"a.txt": "x"}),
    "html inside.docx": lambda: docx("<html/>"),
    "deep.html": lambda: html_bytes("<div>" * 100_000 + SENTENCE),
    "deep lists.html": lambda: html_bytes("<ol><li>甲" * 300 + SENTENCE),
    "attributes.html": lambda: html_bytes(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{SENTENCE}</p>"),
    "css bomb.html": css_bomb,
    "many siblings.html": many_siblings,
    "selectors.html": descendant_selectors,
    "spans.html": lambda: html_bytes(
        "<table><tr><td colspan=999999999 rowspan=-3>甲</td><td colspan=x>乙</td></tr></table>"
    ),
    "entities.html": lambda: (
        b"<!DOCTYPE x [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><p>&b;&#1114112;&#0;" + SENTENCE.encode()
    ),
    "numbers.html": lambda: html_bytes(f"<ol start={'9' * 400}><li value=-{'9' * 400}>{SENTENCE}</ol>"),
    "nul.html": lambda: html_bytes(f"\x00{SENTENCE}\x00<b\x00>x"),
    "long line.html": lambda: html_bytes(SENTENCE * 300_000),
    "mixed encodings.html": lambda: "<p>协议".encode() + "协议".encode("gbk") + "</p>協議".encode("big5"),
    "quotes.md": lambda: b">" * 20_000 + SENTENCE.encode(),
    "brackets.md": lambda: b"[" * 50_000 + SENTENCE.encode(),
    "stars.md": lambda: b"*" * 50_000 + SENTENCE.encode() + b"**a" * 20_000,
    "backticks.md": lambda: b"".join(b"`" * n + b" " for n in range(1, 400)) + SENTENCE.encode(),
    "lists.md": lambda: b"".join(b" " * (2 * n) + b"- x\n" for n in range(300)) + SENTENCE.encode(),
    "wide table.md": lambda: b"|" + b"a|" * 5000 + b"\n|" + b"-|" * 5000 + b"\n|" + b"b|" * 5000,
    "front matter.md": lambda: b"---\n" + b"a: b\n" * 50_000 + SENTENCE.encode(),
    "long line.md": lambda: (SENTENCE * 100_000).encode(),
    "long line.txt": lambda: (SENTENCE * 900_000).encode(),
    "spaces.txt": lambda: b" " * (20 * MIB) + SENTENCE.encode(),
    "many lines.txt": lambda: f"{SENTENCE}\n".encode() * 20_000,
    "nuls.txt": lambda: bytes(MIB) + SENTENCE.encode(),
    "bidi.txt": lambda: f"\u202e{SENTENCE}\u2066\u200b\u200d\ufeff\n第二条 \u202d甲\u0000乙。".encode(),
    "random.txt": lambda: bytes((n * 7919 + n // 3) % 256 for n in range(100_000)),
    "all labels.txt": lambda: "\n".join(f"{n}." * 60 for n in range(400)).encode(),
    "brackets.txt": lambda: ("（" * 100_000 + SENTENCE).encode(),
    "aliases.yaml": yaml_aliases,
    "tags.yaml": lambda: f"schema: !!python/object/apply:os.system ['touch {TOUCHED}']\n".encode(),
    "deep.yaml": lambda: b"[" * 100_000,
    "deep map.yaml": lambda: b"\n".join(b" " * n + b"a:" for n in range(3000)),
    "long.yaml": lambda: b"title: " + b"x" * (20 * MIB),
    "nul.yaml": lambda: b"title: \x00\n",
    "merge.yaml": lambda: b"a: &a {x: 1}\nb:\n  <<: *a\n",
    "not text.yaml": lambda: bytes(range(256)),
    "keys.yaml": lambda: b"".join(b"k%d: 1\n" % n for n in range(50_000)),
}
