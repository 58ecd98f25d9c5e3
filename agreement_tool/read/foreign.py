"""Files that no reader reads, named for what they are, each with what to do."""

from __future__ import annotations

from collections.abc import Callable

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.read.base import Data
from agreement_tool.read.formats import OLE, ZIP, utf16

_SAVE_AS_DOCX = Bilingual("请另存为 .docx 或打印为 PDF 后再读。", "Save it as .docx or print it to PDF, and read that.")
_PRINT = Bilingual("请打印为 PDF 后再读。", "Print it to PDF and read that.")
_UNPACK = Bilingual("请解压后读取其中的文件。", "Unpack it and read what is in it.")
_NO_PASSWORD = Bilingual(
    "请用 Word 或 WPS 打开，另存为不带密码的 .docx。",
    "Open it in Word or WPS and save it as .docx, without a password.",
)
_ZIP_HEAD = 4096
"""Bytes at a zip's beginning and end in which its parts are named."""


@frozen
class Foreign:
    """A kind of file that is not read."""

    recognises: Callable[[Data], bool]
    what: Bilingual
    next_step: Bilingual


def _starts(*magics: bytes) -> Callable[[Data], bool]:
    return lambda data: any(data[: len(magic)] == magic for magic in magics)


def _ole(*streams: str) -> Callable[[Data], bool]:
    return lambda data: data[:4] == OLE and any(data.find(utf16(stream)) >= 0 for stream in streams)


def _zip(*parts: bytes) -> Callable[[Data], bool]:
    def is_one(data: Data) -> bool:
        ends = bytes(data[:_ZIP_HEAD]) + bytes(data[-16 * _ZIP_HEAD :])
        return data[:4] == ZIP and any(part in ends for part in parts)

    return is_one


FOREIGN: tuple[Foreign, ...] = (
    Foreign(
        _ole("EncryptedPackage"), Bilingual("加了密码的 Office 文件", "an Office file with a password"), _NO_PASSWORD
    ),
    Foreign(_ole("Workbook", "Book"), Bilingual("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)"), _PRINT),
    Foreign(_ole("PowerPoint Document"), Bilingual("旧版 PowerPoint（.ppt）", "an old PowerPoint file (.ppt)"), _PRINT),
    Foreign(
        _starts(OLE),
        Bilingual("不是文档的 Office 文件（OLE）", "an Office file that is no document (OLE)"),
        _SAVE_AS_DOCX,
    ),
    Foreign(
        _zip(b"xl/workbook", b"xl/worksheets"), Bilingual("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"), _PRINT
    ),
    Foreign(
        _zip(b"ppt/presentation", b"ppt/slides"),
        Bilingual("PowerPoint 演示文稿（.pptx）", "a PowerPoint file (.pptx)"),
        _PRINT,
    ),
    Foreign(
        _zip(b"application/epub+zip"),
        Bilingual("电子书（.epub）", "an e-book (.epub)"),
        Bilingual("请转换为 .docx 或打印为 PDF 后再读。", "Convert it to .docx or print it to PDF, and read that."),
    ),
    Foreign(
        _zip(b"Index/Document.iwa", b"Index/Metadata.iwa", b"index.xml", b"Index.zip"),
        Bilingual("Pages 文稿（.pages）", "a Pages document (.pages)"),
        Bilingual(
            "请在 Pages 中导出为 Word（.docx）或 PDF 后再读。",
            "Export it from Pages to Word (.docx) or PDF, and read that.",
        ),
    ),
    Foreign(
        _zip(b"application/vnd.oasis.opendocument"),
        Bilingual("OpenDocument 表格或演示文稿", "an OpenDocument spreadsheet or presentation"),
        _PRINT,
    ),
    Foreign(_starts(ZIP), Bilingual("zip 压缩包", "a zip archive"), _UNPACK),
    Foreign(_starts(b"\x1f\x8b"), Bilingual("gzip 压缩包", "a gzip archive"), _UNPACK),
    Foreign(_starts(b"Rar!"), Bilingual("RAR 压缩包", "a RAR archive"), _UNPACK),
    Foreign(_starts(b"7z\xbc\xaf"), Bilingual("7z 压缩包", "a 7z archive"), _UNPACK),
)
"""The most particular first."""
