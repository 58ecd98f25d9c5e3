"""Names that are safe as file names everywhere and cannot lead out of a folder: agreement ids and versions."""

from __future__ import annotations

import re

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import StoreError
from agreement_tool.text.patterns import compiled

_SLUG = compiled(r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*")
_LONGEST = 80
_RESERVED = compiled(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def is_slug(text: str) -> bool:
    """Whether `text` may name an agreement or a version: ASCII letters and digits, joined by single . _ + -."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= _LONGEST and not _RESERVED.fullmatch(text)


def require_slug(text: str, zh: str, en: str) -> str:
    """`text` if it is a slug. Raises StoreError; `zh` and `en` say what it was to be ('agreement id', 'version')."""
    if is_slug(text):
        return text
    raise StoreError(
        Bilingual(f"不能作{zh}：{text!r}", f"cannot be {en}: {text!r}"),
        next_step=Bilingual(
            f"只用 ASCII 字母、数字及 . _ + -，至多 {_LONGEST} 个字符。",
            f"Use ASCII letters and digits with . _ + - between them, at most {_LONGEST} characters.",
        ),
    )


def slug_of(text: str) -> str:
    """The ASCII letters and digits of `text` as a lower-case slug; '' when it has none (a Chinese name)."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    slug = "-".join(words)[:_LONGEST].strip("-")
    return slug if is_slug(slug) else ""


def version_key(version: str) -> tuple[tuple[int, int | str], ...]:
    """Sorts versions as people count: 1.9 < 1.10, 1.0-rc1 < 1.0, 2024-01-31 < 2024-02-01."""
    # The end of a version stands between a word that follows it (rc1 is earlier) and a number (1.0.1 is later).
    pieces = re.findall(r"[0-9]+|[A-Za-z]+", version)
    return (*((2, int(piece)) if piece.isdecimal() else (0, piece.lower()) for piece in pieces), (1, 0))
