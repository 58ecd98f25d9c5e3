"""Formats that LibreOffice converts (.doc, .wps, .rtf, .odt): turned into DOCX, and read as that.

LibreOffice works the automatic numbers out anew when it converts, and sometimes wrongly. So the same file is also
printed to PDF, and every number that the DOCX computes is looked up there; a doubt says who computed them.

The program runs on a profile of its own in a temporary folder, without macros, without links to the network, and with
bounds of time and memory. Source of the settings: LibreOffice's officecfg, Common.xcs (Security/Scripting).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from agreement_tool import programs
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import Doubt, Line, SourceDocument
from agreement_tool.private_folders import private_folder
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.text.whitespace import strip_whitespace

SECONDS = 120
"""A hundred pages convert in ten; the first start on a machine may take thirty."""
MEMORY = 4 << 30
"""Bytes of address space; LibreOffice maps two gigabytes before it has read anything."""
MAX_BYTES = 64 << 20
_PROBE = 10
"""Characters of a paragraph by which it is found in the PDF."""
_PRINTED = 8
"""Characters before it, in the PDF, that are taken for its number."""
_DAMAGED_LABEL = ("?", "�")
_MIXED = re.compile(r"[一二三四五六七八九十]+[.．]\d")
"""一.1: a level that Word prints in figures throughout (isLgl), after a conversion that lost this."""
_FIRST_ARTICLE = re.compile(r"第[一1壹]条")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
 <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
 <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
 <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
 <prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_SAVE_AS_DOCX = Bilingual("请用原程序另存为 .docx 后再读。", "Save it as .docx in its own program and read that.")


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Convert a file and read it. Raises SourceError: no LibreOffice, a password, damage, too slow, no text."""
    if len(data) > MAX_BYTES:
        raise SourceError(
            Bilingual(f"文件超过 {MAX_BYTES >> 20} MiB", f"the file is larger than {MAX_BYTES >> 20} MiB"),
            where=name,
            next_step=_SAVE_AS_DOCX,
        )
    program = _program(name)
    with private_folder("office-") as folder:
        source = folder / f"source{Path(name).suffix.lower() or '.doc'}"
        source.write_bytes(data)
        convert = _Converter(program, folder, name)
        converted, printed = convert.to(source, "docx"), convert.to(source, "pdf")
        document = _read_docx(converted, name, options)
        shown = strip_whitespace("".join(line.text for line in _pdf_lines(printed, name)))
    return replace(
        document,
        name=name,
        sha256=digest(data),
        reader="libreoffice",
        doubts=(*document.doubts, *_doubts(document.lines, shown)),
    )


def _program(name: str) -> str:
    """Where LibreOffice is. Raises SourceError, which says how to install it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _PLACES if Path(place).is_file()), None)
    if found:
        return found
    raise SourceError(
        Bilingual(
            f"读取 {Path(name).suffix.lower() or '此类'} 文件需要 LibreOffice，本机没有安装",
            f"reading {Path(name).suffix.lower() or 'such'} files needs LibreOffice, which is not installed here",
        ),
        where=name,
        next_step=Bilingual(
            "请用 Word 或 WPS 另存为 .docx 后再读；或安装 LibreOffice Writer"
            "（Debian/Ubuntu：apt install libreoffice-writer；Fedora：dnf install libreoffice-writer；"
            "macOS：brew install --cask libreoffice；Windows：安装包 LibreOffice）。",
            "Save it as .docx in Word or WPS and read that; or install LibreOffice Writer "
            "(Debian/Ubuntu: apt install libreoffice-writer; Fedora: dnf install libreoffice-writer; "
            "macOS: brew install --cask libreoffice; Windows: the LibreOffice installer).",
        ),
    )


class _Converter:
    """One LibreOffice profile in a temporary folder."""

    def __init__(self, program: str, folder: Path, name: str) -> None:
        self._program = program
        self._folder = folder
        self._name = name
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")

    def to(self, source: Path, kind: str) -> bytes:
        """The source as a file of that kind. Raises SourceError."""
        out = self._folder / kind
        command = [
            self._program,
            f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault",
            "--convert-to", kind, "--outdir", str(out), str(source),
        ]  # fmt: skip
        _run(command, self._folder, self._name)
        made = out / f"{source.stem}.{kind}"
        if not made.is_file() or not made.stat().st_size:
            raise SourceError(
                Bilingual(
                    "LibreOffice 无法转换此文件（已损坏、带密码，或不是这种格式）",
                    "LibreOffice cannot convert this file (damaged, with a password, or of another format)",
                ),
                where=self._name,
                next_step=_SAVE_AS_DOCX,
            )
        return made.read_bytes()


def _run(command: list[str], folder: Path, name: str) -> None:
    """Run the program on a home of its own; nothing of it is left when this returns. Raises SourceError: too slow."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        programs.run(command, seconds=SECONDS, memory=MEMORY, environment=environment)
    except subprocess.TimeoutExpired:
        raise SourceError(
            Bilingual(
                f"LibreOffice 转换超过 {SECONDS} 秒", f"LibreOffice took more than {SECONDS} seconds to convert it"
            ),
            where=name,
            next_step=_SAVE_AS_DOCX,
        ) from None


def _read_docx(data: bytes, name: str, options: ReadOptions) -> SourceDocument:
    from agreement_tool.read import docx

    return docx.read(data, name=name, options=options)


def _pdf_lines(data: bytes, name: str) -> tuple[Line, ...]:
    from agreement_tool.read import pdf

    return pdf.read(data, name=name, options=ReadOptions(ocr="never")).lines


def _doubts(lines: tuple[Line, ...], shown: str) -> Iterator[Doubt]:
    """Who computed the numbers, and where two computations do not agree. `shown`: the PDF's text without spaces."""
    numbered = [line for line in lines if line.auto_label]
    message = Bilingual(
        f"由 LibreOffice 转换后读取；{len(numbered)} 个自动编号是按转换后的文件算出的，并与 LibreOffice "
        "排出的 PDF 核对。请对照原件。",
        f"Converted by LibreOffice; {len(numbered)} automatic numbers were computed from the converted file "
        "and checked against LibreOffice's own PDF. Compare with the original.",
    )
    yield Doubt("converted", message)
    for line in numbered:
        if doubt := number_doubt(line, shown):
            yield doubt
    yield from restart_doubts(numbered)


def restart_doubts(numbered: Sequence[Line]) -> Iterator[Doubt]:
    """Doubts about 第一条 in a second chapter: LibreOffice knows no level that runs on across the ones above it
    (w:lvlRestart 0), and its print agrees with its conversion; in Chinese contracts articles run on."""
    below = (line for line in numbered if line.depth)
    first = [line for line in below if _FIRST_ARTICLE.fullmatch(strip_whitespace(line.auto_label or ""))]
    for line in first[1:]:
        message = Bilingual(
            f"自动编号“{line.auto_label}”在另一章下重新起算：LibreOffice 不支持跨章连续编号，原件可能是连续的："
            "请对照原件。",
            f"The automatic number “{line.auto_label}” begins anew under another heading: LibreOffice cannot let a "
            "level run on, and the original may: compare with it.",
        )
        yield Doubt("converted-number", message, text=f"{line.auto_label}{line.text}"[:40])


def number_doubt(line: Line, shown: str) -> Doubt | None:
    """A doubt about a line's automatic number, where LibreOffice's own print has another, or nobody would print it."""
    label, text = strip_whitespace(line.auto_label or ""), strip_whitespace(line.text)[:_PROBE]
    suspicious = bool(set(label) & set(_DAMAGED_LABEL)) or bool(_MIXED.match(label))
    if not suspicious and (label + text in shown or not text or not any(map(str.isalnum, label))):
        return None  # bullets are drawn by every font in its own way
    at = shown.find(text)
    printed = shown[max(0, at - _PRINTED) : at] if at >= 0 else ""
    message = Bilingual(
        f"自动编号“{label}”由 LibreOffice 换算，不可信（其 PDF 在该处印作“…{printed}”）：请对照原件。",
        f"The automatic number “{label}” comes from LibreOffice and is not to be trusted (its PDF prints "
        f"“…{printed}” there): compare with the original.",
    )
    return Doubt("converted-number", message, text=f"{line.auto_label}{line.text}"[:40])
