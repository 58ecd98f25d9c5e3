"""Names of documents in 《》: 《信息安全技术 个人信息安全规范》, from 《 to the next 》."""

from __future__ import annotations

from agreement_tool.text.patterns import compiled

# Used only up to the last 》: there each 《 is closed. Beyond it, each of many would be followed to the end in vain.
_NAME = compiled(r"《[^》]*+》?")


def document_names(text: str) -> list[tuple[int, int]]:
    """Where they begin and end, in order."""
    return [match.span() for match in _NAME.finditer(text, 0, text.rfind("》") + 1)]


def without_document_names(text: str) -> str:
    """`text` with 《》 in their place."""
    end = text.rfind("》") + 1
    return _NAME.sub("《》", text[:end]) + text[end:] if end else text
