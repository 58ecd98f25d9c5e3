"""White space that carries no meaning in Chinese text."""

from __future__ import annotations


def strip_whitespace(text: str) -> str:
    """`text` without any white space: what two printings of the same Chinese words have in common."""
    return "".join(text.split())
