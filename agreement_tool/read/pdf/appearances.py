"""What a form field's appearance shows, as far as its content can be read without its font, against its value.

A viewer shows the appearance that the file holds (ISO 32000-1, 12.7.3.3); a program that set the value alone leaves the
old one standing.
"""

from __future__ import annotations

import re

from agreement_tool.text.patterns import compiled

_TOKEN = compiled(r"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_ESCAPE = compiled(r"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
_LONGEST = 4000
"""Characters of an appearance's content that are looked at."""
_HAN = ("\u4e00", "\u9fff")


def shown_instead(value: str, drawn: str) -> str:
    """What the content `drawn` shows where that is something else than the value; '' where it is not, or nobody can
    tell."""
    shown = _shown(drawn[:_LONGEST])
    said, read = _letters(value), _letters(shown)
    # 8,888.00 shows 8888: formats add to a value.
    return shown.strip() if said and read and said not in read and read not in said else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _shown(content: str) -> str:
    """The strings of a content stream as text: plain ASCII, or UTF-16 in which there is Han; '' for glyph numbers."""
    start = content.find("BT")
    strings = [_bytes(token) for token in _TOKEN.findall(content[start:])] if start >= 0 else []
    whole = b"".join(strings)
    if whole.isascii() and all(0x20 <= byte < 0x7F for byte in whole):
        return whole.decode("ascii")
    try:
        wide = whole.decode("utf-16-be")
    except UnicodeDecodeError:
        return ""
    is_text = any(_HAN[0] <= char <= _HAN[1] for char in wide) and all(char.isprintable() for char in wide)
    return wide if is_text and "\ufffd" not in wide else ""


def _bytes(token: str) -> bytes:
    if token[0] == "<":
        digits = "".join(token[1:-1].split())
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 8) & 255) if found[1] else found[2], token[1:-1])
    return plain.encode("latin-1", "replace")
