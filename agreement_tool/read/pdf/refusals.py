"""PDF files that hold no agreement: only a page that says to open them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.read.pdf.page import Page

_WAIT = (
    r"(?i)please\s*wait|if this message is not eventually replaced|请稍候|请稍等|如果此消息最终未被|此文档的正确内容"
)
_COVER = r"(?i)pdf\s*portfolio|portable\s*collection|PDF\s*(?:作品集|文件包|包)"
_SHORT = 1200
"""Characters: a notice is no longer."""
_NAMED = 8
"""File names that a message lists."""


def dynamic_form(name: str) -> SourceError:
    """A dynamic XFA form: its pages are made as it is shown, the file holds a notice in their place."""
    return SourceError(
        Bilingual(
            "这是动态表单（XFA）：页面由 Adobe Reader 打开时生成，文件中只有“请稍候”的提示",
            "a dynamic form (XFA): its pages are made when Adobe Reader opens it, and the file holds only "
            "a notice to wait",
        ),
        where=name,
        next_step=Bilingual(
            "请用 Adobe Acrobat 或 Reader 打开，打印为 PDF 后再读。",
            "Open it in Adobe Acrobat or Reader, print it to a PDF and read that.",
        ),
    )


def portfolio(name: str, files: Sequence[str]) -> SourceError:
    """A portfolio: files in a PDF whose own page is a cover."""
    listed = "、".join(files[:_NAMED]) + ("……" if len(files) > _NAMED else "")
    return SourceError(
        Bilingual(
            f"这是 PDF 作品集（文件包），内含 {len(files)} 个文件：{listed}；其自身页面只是封面",
            f"a PDF portfolio of {len(files)} files ({listed}); its own page is only a cover",
        ),
        where=name,
        next_step=Bilingual(
            "请在 PDF 阅读器中取出其中的文件，再分别读取。", "Take the files out in a PDF viewer and read each."
        ),
    )


def refuse_covers(pages: Sequence[Page], files: Sequence[str], *, is_collection: bool, name: str) -> None:
    """Raise SourceError where the pages are only a notice that the document is elsewhere."""
    text = "".join(run.text for page in pages for run in page.runs)
    if len(text) > _SHORT:
        return
    if re.search(_WAIT, text) and not files and len(pages) <= 2 and "Adobe" in text:
        raise dynamic_form(name)
    if files and (is_collection or re.search(_COVER, text)):
        raise portfolio(name, files)
