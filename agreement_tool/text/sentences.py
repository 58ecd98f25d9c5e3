"""Sentences of Chinese running text: split so that joining the pieces gives the text back, and how they end."""

from __future__ import annotations

from agreement_tool.text.patterns import compiled

_END = r"(?:[。！？；]+[”’」』）】》]*\s*|\n)"
"""Closing quotes and brackets belong to the sentence they close, and so does the blank behind them."""
_SENTENCE_END = compiled(_END)
_SENTENCE = compiled(rf"[^。！？；\n]*+{_END}|[^。！？；\n]+")


def breaks(text: str) -> tuple[int, ...]:
    """Code-point offsets at which a new sentence begins, ascending, without 0 and len(text)."""
    return tuple(end for match in _SENTENCE_END.finditer(text) if 0 < (end := match.end()) < len(text))


def split(text: str) -> tuple[str, ...]:
    """Sentences with everything between them: `"".join(split(text)) == text`. The empty text has none."""
    return tuple(_SENTENCE.findall(text))


def ends_with_colon(text: str) -> bool:
    """Whether something is to follow: the text ends with a colon, blanks behind it aside."""
    return text.rstrip().endswith(("：", ":"))
