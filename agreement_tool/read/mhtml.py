"""Saved pages in one file (.mhtml, .mht): decoded by the standard library, read as HTML. Source: RFC 2557."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, Message
from typing import cast

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.html import read_page
from agreement_tool.read.html.charset import decoded

_PARTS_AT_MOST = 2_000
"""A page has some dozens of resources."""
MAX_BYTES = 64 << 20


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a saved page. Raises SourceError when it is damaged, far too large, or holds no page or no text."""
    if len(data) > MAX_BYTES:
        raise _fault(f"文件超过 {MAX_BYTES >> 20} MiB", f"the file is larger than {MAX_BYTES >> 20} MiB", name)
    message = cast(EmailMessage, email.message_from_bytes(data, policy=email.policy.compat32))
    pages = [
        part for part in _parts(message, name) if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    if not pages:
        raise _fault("其中没有网页", "it holds no page", name)
    root = _root(message, pages)
    resources = {key: _markup(part) for part in pages if part is not root for key in _names(part)}
    return read_page(_content(root), name=name, reader="mhtml", sha256=digest(data), resources=resources)


def _fault(zh: str, en: str, name: str) -> SourceError:
    return SourceError(
        Bilingual(f"无法读取存成单个文件的网页：{zh}", f"a page saved in one file that cannot be read: {en}"),
        where=name,
        next_step=Bilingual("请在浏览器中重新另存为 .html 后再读。", "Save it from a browser as .html and read that."),
    )


def _parts(message: Message, name: str) -> list[Message]:
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > _PARTS_AT_MOST:
            raise _fault("部件过多", "it has too many parts", name)
    return parts


def _root(message: Message, pages: list[Message]) -> Message:
    """The page that the others belong to: the one that the message names, else the first."""
    wanted = message.get_param("start")
    return next((page for page in pages if wanted and page.get("Content-ID") == wanted), pages[0])


def _names(part: Message) -> list[str]:
    """The addresses by which a frame may call for a part."""
    identity = str(part.get("Content-ID") or "").strip().strip("<>")
    location = str(part.get("Content-Location") or "").strip()
    return [name for name in (identity, location) if name]


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset and charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        try:
            return content.decode(charset).encode("utf-8")
        except (LookupError, UnicodeDecodeError):
            return content
    return content


def _markup(part: Message) -> str:
    return decoded(_content(part))[0]
