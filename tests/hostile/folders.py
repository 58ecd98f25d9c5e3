"""Hostile inputs that are more than one file, or no agreement: configurations, records, standards, merges, names.

`FOLDERS` maps a name to a folder in the making and to the commands that meet it; the part before the slash is the
family. As in `families`, nothing is stored. A file whose content is None is a symbolic link to itself; one whose
content is a text is a link to that; one whose content is a function is made by it.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.families import CLAUSE, CONTROLS, MARKUP, WORKFLOW, YAML_HEAD
from tests.hostile.files import html_bytes
from tests.read.docx.word import docx, p, r
from tests.read.ofd import making

Content = bytes | str | None | Callable[[Path], None]
Command = tuple[str, ...]
SAID = CONTROLS + WORKFLOW + MARKUP
"""Everything that would be a command to someone."""
TEXT = "用户协议\n第一条 定义\n1.1 “服务”是指本公司提供的服务。\n第二条 本公司对任何损失不承担责任。\n"
ONE, TWO = (
    (YAML_HEAD + "clauses:\n" + CLAUSE + CLAUSE.replace("一", "二").replace("甲", f"本公司{words}承担责任")).encode()
    for words in ("不", "概不")
)


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in a folder, and the commands that are run there."""

    files: Callable[[], Mapping[str, Content]]
    commands: tuple[Command, ...]


FOLDERS: dict[str, Folder] = {}


def add(name: str, files: Callable[[], Mapping[str, Content]], *commands: str | Command) -> None:
    """Add a folder; a name is given once. A command may be written as words with blanks between."""
    assert name not in FOLDERS, name
    FOLDERS[name] = Folder(files, tuple(tuple(c.split()) if isinstance(c, str) else c for c in commands))


def one(name: str, make: Callable[[], bytes], *commands: str) -> None:
    """A folder of one file `x.SUFFIX`, `{}` in commands."""
    suffix = name.rpartition(".")[2]
    add(name, lambda: {f"x.{suffix}": make()}, *(command.replace("{}", f"x.{suffix}") for command in commands))


# --- what any file of values may hold --------------------------------------------------------------------------------

JSONS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "null": lambda: b"null",
    "deep": lambda: b"[" * 200_000,
    "deep objects": lambda: b'{"findings":' * 50_000,
    "long list": lambda: b"[" + b"1," * 500_000 + b"1]",
    "huge number": lambda: b'{"version": ' + b"9" * 100_000 + b"}",
    "not a number": lambda: b'[{"version": NaN, "findings": Infinity}]',
    "same key": lambda: b"{" + b'"a": 1,' * 100_000 + b'"a": 2}',
    "binary": lambda: bytes(range(256)) * 40,
    "utf-16": lambda: '{"findings": []}'.encode("utf-16"),
    "surrogates": lambda: b'{"findings": [{"fingerprint": "\\ud800", "code": "\\u0000"}], "\\udfff": 1}',
    "said": lambda: json.dumps({SAID: SAID, "findings": [{"fingerprint": SAID, "reason": SAID}]}).encode(),
    "long text": lambda: json.dumps({"findings": "甲" * 2_000_000}).encode(),
}
YAMLS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "deep": lambda: b"wording: " + b"[" * 50_000,
    "aliases": lambda: b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "tags": lambda: b"!!python/object/apply:os.system ['touch touched']\n",
    "scalars": lambda: b"decisions: [" + b"x, " * 400_000 + b"x]\n",
    "binary": lambda: bytes(range(256)) * 40,
    "utf-16": lambda: "schema: review/1\n".encode("utf-16"),
    "said": lambda: f"schema: {json.dumps(SAID)}\n{json.dumps(SAID)}: {json.dumps(SAID)}\n".encode(),
    "long key": lambda: b"a" * 3_000_000 + b": x\n",
    "documents": lambda: b"---\na: b\n" * 5_000,
    "list": lambda: b"- a\n- [b, {c: d}]\n",
    "other kinds": lambda: b"schema: [1]\nclauses: {a: 1}\nwording: 3\ndecisions: x\n",
    "text": lambda: TEXT.encode(),
}

for _name, _make in JSONS.items():
    add(
        f"baselines/{_name}",
        lambda make=_make: {"x.txt": TEXT.encode(), "b.json": make()},  # type: ignore[misc]
        "check x.txt --baseline b.json",
    )
    add(
        f"consents/{_name}",
        lambda make=_make: {"c.json": make(), "c.jsonl": make()},  # type: ignore[misc]
        "consent check c.json c.jsonl",
    )
    add(
        f"app documents/{_name}",
        lambda make=_make: {"c.json": b"[]", "d.json": make()},  # type: ignore[misc]
        "consent check c.json --document d.json --format json",
    )
for _name, _make in YAMLS.items():
    add(
        f"standards/{_name}",
        lambda make=_make: {"x.txt": TEXT.encode(), "s/a.yaml": make(), "s/b.yaml": ONE},  # type: ignore[misc]
        "compare-standard x.txt --standard s",
    )
    add(
        f"forbidden wording/{_name}",
        lambda make=_make: {"x.txt": TEXT.encode(), "s/a.yaml": ONE, "s/forbidden.yaml": make()},  # type: ignore[misc]
        "compare-standard x.txt --standard s --format html -o out.html",
    )
    add(
        f"decisions/{_name}",
        lambda make=_make: {"clauses/x/1.yaml": ONE, "clauses/x/review.yaml": make(), "r.yaml": make()},  # type: ignore[misc]
        "review list x", "review merge x r.yaml", "review export x -o out.html",
    )  # fmt: skip
    for _side in ("base", "ours", "theirs"):
        add(
            f"merges/{_name} in {_side}",
            lambda make=_make, side=_side: {"base": ONE, "ours": ONE, "theirs": TWO, side: make()},  # type: ignore[misc]
            "merge-driver base ours theirs --path clauses/x/1.yaml",
        )
    add(
        f"repositories/{_name}",
        lambda make=_make: {"clauses/x/1.yaml": ONE, "clauses/x/2.yaml": make(), "clauses/y/1.yaml": TWO},  # type: ignore[misc]
        "export --format manifest", "find --text 责任", "log x",
    )  # fmt: skip

# --- configurations --------------------------------------------------------------------------------------------------

_TOMLS = {
    "known terms": "[check]\nknown-terms = [" + '"甲",' * 50_000 + "]\n",
    "terms": "[check]\nterms = [" + '["甲", "乙"],' * 5_000 + "]\n",
    "empty terms": '[check]\nterms = [["", ""], []]\nknown-terms = [""]\n',
    "terms like patterns": '[check]\nterms = [["(a+)+$", ".*.*.*x"]]\nknown-terms = ["(?P<", "[", "\\\\"]\n',
    "patterns of paths": '[check.per-path]\n"' + "**/" * 2_000 + '*a*a*a*a*a*a*b" = ["NUM"]\n',
    "classes of paths": '[check.per-path]\n"[!a" = ["NUM"]\n"[]-z]" = ["x"]\n"" = [""]\n',
    "codes": '[check]\nselect = ["' + "N" * 100_000 + '"]\n',
    "no code": '[check]\nselect = [""]\nignore = ["*", "\\u202e"]\n',
    "label styles": "[check]\nlabel-styles = [" + '"第一条",' * 10_000 + "]\n",
    "odd label styles": '[check]\nlabel-styles = ["", "(((((", "\\u0000", "' + "1." * 5_000 + '"]\n',
    "a root elsewhere": 'clauses = "/etc"\n',
    "a root above": 'clauses = "../../../.."\n',
    "a root of controls": f"clauses = {json.dumps(CONTROLS[:40])}\n",
    "a long root": 'clauses = "' + "x" * 100_000 + '"\n',
    "a root of nothing": 'clauses = "\\u0000"\n',
    "baseline of nothing": '[check]\nbaseline = "\\u0000"\n',
    "baseline elsewhere": '[check]\nbaseline = "/dev/zero"\n',
    "baseline is a folder": '[check]\nbaseline = "."\n',
    "a schema said": f"editor-schema = {json.dumps(SAID[:60])}\n",
    "a key said": f"[check]\n{json.dumps(SAID)} = 1\n",
    "a level said": f"[check]\nfail-on = {json.dumps(SAID)}\n",
    "deep tables": "[" + ".".join(["a"] * 20_000) + "]\n",
    "many tables": "".join(f"[a{number}]\n" for number in range(50_000)),
    "dotted keys": ".".join(["check"] * 5_000) + " = 1\n",
    "not utf-8": "a = '\udcff'\n",
}
for _name, _text in _TOMLS.items():
    add(
        f"configurations/{_name}",
        lambda text=_text: {  # type: ignore[misc]
            "agreement.toml": text.encode("utf-8", "surrogateescape"),
            "x.txt": TEXT.encode(),
        },
        "check x.txt", "extract x.txt --id x --version 1",
    )  # fmt: skip

# --- encodings -------------------------------------------------------------------------------------------------------

_CODECS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-7", "gb18030", "gbk", "big5", "hz", "cp037",
    "euc_jp", "iso2022_kr", "utf-8-sig",
)  # fmt: skip
for _codec in _CODECS:
    one(f"encodings/{_codec}.txt", lambda codec=_codec: TEXT.encode(codec, "replace"), "export {} --format text")  # type: ignore[misc]
    one(
        f"encodings/{_codec}.html",
        lambda codec=_codec: f"<meta charset={codec}><p>{TEXT}".encode(codec, "replace"),  # type: ignore[misc]
        "check {} --format github",
    )
one("encodings/half a character.txt", lambda: TEXT.encode()[:-2], "extract {} -o -")
one("encodings/two in one.txt", lambda: TEXT.encode() + TEXT.encode("gbk"), "extract {} -o -")
one("encodings/marks in a row.txt", lambda: b"\xef\xbb\xbf" * 5_000 + TEXT.encode(), "extract {} -o -")
one("encodings/half a pair.txt", lambda: TEXT.encode("utf-16")[:-1] + b"\xd8\xd8\xd8", "extract {} -o -")
one("encodings/latin bytes.md", lambda: bytes(range(128, 256)) * 2_000, "extract {} -o -")
one("encodings/unknown name.html", lambda: b"<meta charset=" + b"x" * 60_000 + b"><p>" + TEXT.encode(), "show {}")

# --- OFD -------------------------------------------------------------------------------------------------------------

PAGES = ("extract {} -o -", "diff {} {} --format summary")


def _ofd(page: str = "", count: int = 1) -> bytes:
    made = making.Ofd(pages=[page or making.text("第一条 本公司不承担责任。", making.LEFT, making.TOP)] * count)
    return made.bytes()


_LINE = making.text("第一条 甲", making.LEFT, making.TOP)
_OFDS: dict[str, Callable[[], bytes]] = {
    "one place": lambda: _ofd(_LINE * 5_000),
    "many pages": lambda: _ofd(count=3_000),
    "huge numbers": lambda: _ofd(making.text("第一条 甲", 1e300, -1e300)),
    "no numbers": lambda: _ofd(_LINE.replace('Boundary="', 'Boundary="nan inf x ')),
    "no size": lambda: _ofd(_LINE.replace('Size="', 'Size="-')),
    "said": lambda: _ofd(making.text("".join(c for c in "第一条 " + SAID if c >= " " and c not in "<&"), 30, 30)),
    "not xml": lambda: making.zipped({"OFD.xml": b"\x00" * 100_000}),
    "no root": lambda: making.zipped({"OFD.xml": making.element("OFD", "")}),
    "a root elsewhere": lambda: making.zipped(
        {
            "OFD.xml": making.element(
                "OFD", "<ofd:DocBody><ofd:DocRoot>../../etc/passwd</ofd:DocRoot></ofd:DocBody>" * 500
            )
        }
    ),
    "deep": lambda: _ofd('<ofd:PageBlock ID="1">' * 20_000 + _LINE + "</ofd:PageBlock>" * 20_000),
    "entities": lambda: making.zipped(
        {"OFD.xml": b'<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]><a>' + b"&b;" * 9_999 + b"</a>"}
    ),
    "a file from outside": lambda: making.zipped(
        {"OFD.xml": b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><ofd>&a;</ofd>'}
    ),
    "attributes": lambda: _ofd(_LINE.replace("<ofd:TextObject", "<ofd:TextObject " + "".join(
        f'a{number}="1" ' for number in range(20_000)), 1)),
    "cut": lambda: _ofd(count=20)[:-300],
    "zeros packed": lambda: making.zipped({"OFD.xml": b" " * 80_000_000}),
}  # fmt: skip
for _name, _make in _OFDS.items():
    one(f"ofd/{_name}.ofd", _make, *PAGES)

# --- pictures and old office files -----------------------------------------------------------------------------------


def png(width: int, height: int, data: bytes = b"", chunks: bytes = b"") -> bytes:
    """A PNG that says it is so large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunks + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    )


_PICTURES: dict[str, Callable[[], bytes]] = {
    "huge.png": lambda: png(100_000, 100_000, bytes(1000)),
    "largest.png": lambda: png(2**31 - 1, 2**31 - 1),
    "nothing.png": lambda: png(0, 0),
    "narrow.png": lambda: png(1, 60_000, bytes(120_000)),
    "wide.png": lambda: png(60_000, 1, bytes(60_001)),
    "one dot.png": lambda: png(1, 1, bytes(2)),
    "short.png": lambda: png(500, 500, bytes(100)),
    "only a head.png": lambda: b"\x89PNG\r\n\x1a\n",
    "packed.png": lambda: png(10, 10, bytes(50_000_000)),
    "chunks.png": lambda: png(9, 9, bytes(90), (bytes(4) + b"tEXt" + struct.pack(">I", zlib.crc32(b"tEXt"))) * 100_000),
    "cut.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(50),
    "segments.jpg": lambda: b"\xff\xd8" + b"\xff\xe1\x00\x02" * 100_000,
    "only a head.tif": lambda: b"II*\x00\x08\x00\x00\x00",
    "a circle.tif": lambda: b"II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00",
    "noise.bmp": lambda: b"BM" + bytes(range(256)) * 10,
    "noise.webp": lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(range(256)) * 10,
    "noise.gif": lambda: b"GIF89a\xff\xff\xff\xff\xf7\x00\x00" + bytes(range(256)) * 10,
}
for _name, _make in _PICTURES.items():
    one(f"pictures/{_name}", _make, "extract {} -o -")

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OFFICE: dict[str, Callable[[], bytes]] = {
    "only a head.doc": lambda: _OLE,
    "zeros.doc": lambda: _OLE + bytes(100_000),
    "ones.doc": lambda: _OLE + b"\xff" * 100_000,
    "a circle.doc": lambda: (
        _OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6) + bytes(4) * 120 + bytes(4096)
    ),
    "html.doc": lambda: html_bytes("<p>第一条 甲</p>" * 2_000),
    "text.doc": lambda: TEXT.encode("gbk"),
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 200_000,
    "binary.rtf": lambda: b"{\\rtf1 \\bin999999999 x}",
    "numbers.rtf": lambda: b"{\\rtf1 \\u99999999999 ?\\fs-99999999999 x}" * 100,
    "no content.odt": lambda: making.zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    "noise.wps": lambda: _OLE + bytes(range(256)) * 400,
}
for _name, _make in _OFFICE.items():
    one(f"old office files/{_name}", _make, "extract {} -o -")

# --- mails and changes -----------------------------------------------------------------------------------------------

_MAIL = "MIME-Version: 1.0\r\nContent-Type: "
_MAILS = {
    "no parts": f"{_MAIL}multipart/related; boundary=x\r\n\r\n",
    "an empty boundary": f'{_MAIL}multipart/related; boundary=""\r\n\r\n--\r\n\r\n<p>甲',
    "a long boundary": f"{_MAIL}multipart/related; boundary={'x' * 100_000}\r\n\r\n--x\r\n\r\n<p>甲",
    "many parts": f"{_MAIL}multipart/related; boundary=x\r\n\r\n"
    + "--x\r\nContent-Type: text/html\r\n\r\n<p>第一条 甲\r\n" * 20_000,
    "unknown charset": f"{_MAIL}text/html; charset=no-such-one\r\n\r\n<p>第一条 甲",
    "not base64": f"{_MAIL}text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + "=?" * 50_000,
    "not quoted": f"{_MAIL}text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + "=ZZ=\r\n" * 50_000,
    "long header": f"Subject: {'=?utf-8?b?5Y2P?= ' * 20_000}\r\n{_MAIL}text/html\r\n\r\n<p>第一条 甲",
    "many headers": "X-A: b\r\n" * 50_000 + f"{_MAIL}text/html\r\n\r\n<p>第一条 甲",
    "mails in mails": f"{_MAIL}message/rfc822\r\n\r\n" * 2_000 + f"{_MAIL}text/html\r\n\r\n<p>甲",
    "said": f"Subject: {SAID}\r\n{_MAIL}text/html; charset=utf-8\r\n\r\n<p>第一条 {SAID}",
}
for _name, _text in _MAILS.items():
    one(f"mails/{_name}.mhtml", lambda text=_text: text.encode("utf-8", "replace"), "extract {} -o -")  # type: ignore[misc]


def _changed(mark: str) -> Callable[[int], bytes]:
    return lambda count: docx(p("第一条 总则") + "".join(mark.replace("N", str(n)) for n in range(count)))


_SAID_IN_XML = "".join(c for c in SAID if c >= " " and c not in "<&>\"'\ufffe\uffff")
_CHANGES: dict[str, Callable[[], bytes]] = {
    "insertions": lambda: _changed(f'<w:p><w:ins w:id="N" w:author="x">{r("甲")}</w:ins></w:p>')(3_000),
    "equal numbers": lambda: _changed(f'<w:p><w:ins w:id="1" w:author="x">{r("甲")}</w:ins></w:p>')(3_000),
    "odd numbers": lambda: _changed(f'<w:p><w:ins w:id="-9{"9" * 400}">{r("甲")}</w:ins></w:p>')(50),
    "odd dates": lambda: _changed(f'<w:p><w:ins w:id="N" w:date="99999-99-99TX">{r("甲")}</w:ins></w:p>')(500),
    "authors": lambda: _changed(f'<w:p><w:ins w:id="N" w:author="{"甲" * 5_000}">{r("甲")}</w:ins></w:p>')(50),
    "said": lambda: _changed(f'<w:p><w:ins w:id="N" w:author="{_SAID_IN_XML}">{r(_SAID_IN_XML)}</w:ins></w:p>')(9),
    "moves": lambda: _changed(f'<w:p><w:moveFrom w:id="N">{r("甲")}</w:moveFrom></w:p>')(2_000),
    "comments without end": lambda: _changed(f'<w:p><w:commentRangeStart w:id="N"/>{r("甲")}</w:p>')(3_000),
    "formats": lambda: _changed(
        "<w:p><w:r><w:rPr><w:rPrChange w:id='N'><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r></w:p>"
    )(3_000),
    "paragraph marks": lambda: _changed(
        f'<w:p><w:pPr><w:rPr><w:del w:id="N"/></w:rPr></w:pPr>{r("甲")}</w:p>')(3_000),
    "rows": lambda: _changed(
        f'<w:tbl><w:tr><w:trPr><w:del w:id="N"/></w:trPr><w:tc>{p("甲")}</w:tc></w:tr></w:tbl>')(300),
}  # fmt: skip
for _name, _make in _CHANGES.items():
    add(
        f"tracked changes/{_name}",
        lambda make=_make: {"x.docx": make(), "other.txt": TEXT.encode()},  # type: ignore[misc]
        "extract x.docx -o -", "diff x.docx other.txt -o out.docx", "diff other.txt x.docx -o out.xlsx",
    )  # fmt: skip

# --- names and arguments ---------------------------------------------------------------------------------------------

_NAMES = (
    "-rf.txt", "--output=x.txt", "a\nb.txt", "\x1b[2Ja.txt", "\u202etxt.exe.txt", "::error file=x::y.txt", "HEAD:a.txt",
    "a\u2028b.txt", "x@1.txt", "'\"$(touch touched)`id`.txt", "<script>.txt", "甲" * 83 + ".txt", ".txt", "...txt",
    "CON.txt", "a\udcffb.txt", "[a-z]*.txt", "~root.txt", "%s%n%d{0}{{.txt", "a,b;c|d&e.txt", "\u200b.txt", "=1+1.txt",
)  # fmt: skip
for _place, _file in enumerate(_NAMES):
    add(
        f"names/{_place}",
        lambda file=_file: {file: TEXT.encode()},  # type: ignore[misc]
        ("check", "--format", "github", "--", _file), ("export", "-o", "out.html", "--", _file),
        ("batch", "extract", "--out", "out", "--", "."),
    )  # fmt: skip
_ARGUMENTS: tuple[Command, ...] = (
    ("find", "x.txt", "--text", "(a+)+$" * 50), ("find", "x.txt", "--text", "\x1b[2J" + CONTROLS.replace("\0", "")),
    ("find", "x.txt", "--text", "甲" * 30_000), ("find", "x.txt", "--text", " "), ("find", "x.txt", "--text", ""),
    ("check", "x.txt", "--select", "甲\u202e" * 1_000), ("check", "x.txt", "--changed-since", "--upload-pack=x"),
    ("check", "x.txt", "--changed-since", "\u202e;id"), ("diff", "x.txt", "HEAD:x.txt"), ("export", "x@1@2@3"),
    ("export", "x.txt", "--since", "-x"), ("export", "../../../../etc/passwd"), ("export", "/dev/null"),
    ("extract", "x.txt", "--id", "../x", "--version", "1"), ("extract", "x.txt", "--id", "x", "--version", "../../1"),
    ("extract", "x.txt", "--id", "\u202e", "--version", "1"), ("extract", "x.txt", "--title", "\x1b[2J" * 100),
    ("diff", "x.txt", "x.txt", "--author", CONTROLS.replace("\0", ""), "-o", "out.docx"), ("log", "-x"),
    ("log", "x" * 60_000), ("schema", "\u202e"), ("rules", "\x1b[2J"), ("\x1b[2J",), ("--lang", "\x1b[2J", "rules"),
    ("merge-driver", "/dev/null", "x.txt", "/dev/null"), ("merge-driver", "a", "b", "c", "--path", "../../x"),
    ("review", "set", "x.txt", "第一条", "--subject", "\x1b", "--verdict", "\x1b", "--reviewer", "\x1b[2J"),
    ("compare-standard", "x.txt", "--standard", "/proc/self"), ("consent", "check", "/dev/null"),
    ("batch", "export", "/proc/self/fd", "--out", "out"), ("--time-limit", "1e999", "rules"),
    ("--memory-limit", "-1", "rules"), ("--memory-limit", "1", "check", "x.txt"),
)  # fmt: skip
for _place, _arguments in enumerate(_ARGUMENTS):
    add(f"arguments/{_place}", lambda: {"x.txt": TEXT.encode()}, _arguments)

# --- repositories ----------------------------------------------------------------------------------------------------

_MANIFEST = ("export --format manifest -o out.json", "find --category liability --format json", "log x")
add("repositories/links to itself", lambda: {"clauses/x": None, "clauses/y/1.yaml": ONE}, *_MANIFEST)
add("repositories/a link out", lambda: {"clauses/x/1.yaml": "/etc/passwd", "clauses/y/1.yaml": ONE}, *_MANIFEST)
add("repositories/a device", lambda: {"clauses/x/1.yaml": "/dev/zero"}, *_MANIFEST)
add("repositories/odd ids", lambda: {f"clauses/{name}/1.yaml": ONE for name in ("\x1b[2J", "-x", "a b", "::x")},
    *_MANIFEST)  # fmt: skip
add("repositories/many versions", lambda: {f"clauses/x/{n}.yaml": ONE for n in range(60)}, *_MANIFEST)
add("repositories/many agreements", lambda: {f"clauses/a{n}/1.yaml": ONE for n in range(300)}, *_MANIFEST)
add("repositories/odd versions", lambda: {f"clauses/x/{name}.yaml": ONE for name in ("1", "9" * 200, "é", "\u202e")},
    *_MANIFEST)  # fmt: skip
add("repositories/folders for files", lambda: {"clauses/x/1.yaml/a": ONE, "clauses/x/review.yaml/a": ONE}, *_MANIFEST)
